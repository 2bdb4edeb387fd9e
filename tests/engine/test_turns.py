"""Days that begin and end take effect in the running program: by one timer, and by a look."""

import time
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta

from quickreply.core.notice import NOT_IN_USE
from quickreply.core.phrase import Collection, Phrase
from quickreply.core.settings import Settings
from quickreply.core.supply import supply
from quickreply.core.template.asking import Answers
from quickreply.core.usage import Habits, How
from quickreply.core.wording import Wording
from quickreply.engine.desk import Desk
from quickreply.engine.stock import Stock
from tests.engine.shelf import SHOP, phrase
from tests.fakes import FakeDesktop

PLAIN = phrase(1, "fh", "Shipping", "On its way!")
LADDER = phrase(2, "yj", "Bargain", "A", wordings=(Wording("A"), Wording("B"), Wording("C")))


def written(seconds: float) -> str:
    """That many seconds from now, in whole minutes."""
    return f"{datetime.now(UTC) + timedelta(seconds=seconds):%Y-%m-%d %H:%M} +00:00"


class Shop:
    """What the store has, and how often it was read."""

    def __init__(self, *phrases: Phrase) -> None:
        self.phrases = phrases
        self.reads = 0
        self.ahead = 0.0
        """Seconds by which the clock on the wall is ahead of the loop's: the computer slept."""

    def load(self) -> nullcontext[tuple[object, Habits]]:
        self.reads += 1
        return nullcontext((supply(Collection((SHOP,), (), self.phrases)), Habits()))


def at_work(desk: FakeDesktop, shop: Shop) -> tuple[Desk, Stock]:
    stock = Stock(shop.load, clock=lambda: time.time() + shop.ahead)
    hands = desk.desk(stock)
    hands.restock()
    desk.loop.run()
    return hands, stock


def test_nothing_is_planned_where_everything_holds_always(desk: FakeDesktop):
    at_work(desk, Shop(PLAIN))
    assert not desk.loop.planned


def test_the_next_change_is_waited_for_by_one_timer(desk: FakeDesktop):
    shop = Shop(PLAIN, phrase(3, "hd", "Sale", "Sale", valid_until=written(600)))
    hands, _ = at_work(desk, shop)

    assert desk.loop.planned
    assert shop.reads == 1
    # WHEN somebody looks again and again it stays one
    for _ in range(3):
        hands.glance()
    desk.loop.advance(10)
    assert shop.reads == 1


def test_when_it_comes_the_shelves_are_filled_anew(desk: FakeDesktop):
    shop = Shop(PLAIN, phrase(3, "hd", "Sale", "Sale", valid_until=written(600), pinned=True))
    at_work(desk, shop)
    assert desk.view.stocks[-1].total == 2

    shop.ahead = 700
    desk.loop.advance(700)

    assert shop.reads == 2
    assert (desk.view.stocks[-1].total, desk.view.stocks[-1].pinned) == (1, ())
    assert not desk.loop.planned


def test_after_a_sleep_the_first_look_notices(desk: FakeDesktop):
    shop = Shop(PLAIN, phrase(3, "hd", "Sale", "Sale", valid_until=written(600)))
    hands, _ = at_work(desk, shop)
    shop.ahead = 700

    desk.typist.type("/hd ")  # the loop's clock stood still meanwhile, and so did its timer
    desk.loop.advance(1)

    assert desk.field.text == "/hd "
    assert shop.reads == 2
    hands.insert(3, None, How.TRAY)
    assert [notice.message for notice in desk.view.notices] == [NOT_IN_USE]


def test_another_zone_fills_the_shelves_anew(desk: FakeDesktop):
    shop = Shop(PLAIN)
    hands, stock = at_work(desk, shop)

    hands.configure(Settings(zone="Asia/Tokyo"), paused=False)
    hands.configure(Settings(zone="Asia/Tokyo"), paused=False)
    desk.loop.run()

    assert (stock.zone, shop.reads) == ("Asia/Tokyo", 2)


def test_a_step_is_inserted_as_it_was_chosen_elsewhere(desk: FakeDesktop):
    desk.field.title = "Mrs Wang"
    hands, _ = at_work(desk, Shop(LADDER))

    hands.insert(2, desk.field.window, How.PALETTE, step=1)
    desk.loop.advance(3)
    hands.fill(2, None, How.CLI, Answers({}))
    desk.loop.advance(3)
    hands.fill(2, None, How.CLI, Answers({}, step=0))
    desk.loop.advance(3)
    assert desk.field.text == "BCA"

    hands.look()
    assert hands.search("yj").rows[0].phrase.text == "B"
    hands.reset()
    assert hands.search("yj").rows[0].phrase.text == "A"
    hands.keep(2, 2)
    desk.loop.advance(3)
    assert desk.clipboard.text == "C"


def test_a_gap_is_asked_for_in_the_same_step(desk: FakeDesktop):
    desk.field.title = "Mrs Wang"
    gaps = (Wording("A"), Wording("B {订单号}"))
    hands, _ = at_work(desk, Shop(phrase(2, "yj", "Bargain", "A", wordings=gaps)))

    hands.insert(2, desk.field.window, How.PALETTE, step=1)
    desk.loop.advance(3)
    question = desk.view.questions[-1][0]
    assert question.step == 1
    hands.fill(2, desk.field.window, How.PALETTE, Answers({"订单号": "7"}, question.seed, question.step))
    desk.loop.advance(3)

    assert desk.field.text == "B 7"
