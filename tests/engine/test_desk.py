from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace

import pytest

from quickreply.core.notice import Notice
from quickreply.core.phrase import Collection
from quickreply.core.ports import Rect
from quickreply.core.settings import Mode, Settings
from quickreply.core.supply import supply
from quickreply.core.usage import Habits, How
from quickreply.core.words import Refusal
from quickreply.engine.desk import Desk
from quickreply.engine.front import Caught, Offered
from quickreply.engine.stock import Stock
from tests.engine.conftest import FH, FHD, PRICE, TH
from tests.engine.shelf import SHOP
from tests.fakes import FakeDesktop

SHELF = Collection((SHOP,), (), (FH, FHD, TH, PRICE))
PLACE = Rect(1, 2, 3, 4)


@pytest.fixture
def stock() -> Stock:
    return Stock(lambda: nullcontext((supply(SHELF), Habits((1,)))))


@pytest.fixture
def hands(desk: FakeDesktop, stock: Stock) -> Desk:
    """The commands, with the stock filled."""
    commands = desk.desk(stock)
    stock.catalogue = stock.fetch()
    return commands


def settle(desk: FakeDesktop) -> None:
    desk.loop.advance(3)


def test_the_shelves_are_filled_in_the_background_and_it_is_said(desk: FakeDesktop, stock: Stock):
    commands = desk.desk(stock)

    commands.restock()
    assert len(stock.catalogue) == 0

    desk.loop.run()
    assert desk.view.stocks == [Offered((TH,), (FH,), 4, FH)]


def test_a_store_that_cannot_be_read_is_told_as_trouble(desk: FakeDesktop):
    def load() -> tuple[Collection, tuple[int, ...]]:
        raise Refusal("{file} is locked.", file="a.db")

    desk.desk(Stock(load)).restock()
    desk.loop.run()

    assert desk.view.notices == [Notice("{file} is locked.", {"file": "a.db"}, trouble=True)]


def test_what_was_used_is_offered_first_from_then_on(desk: FakeDesktop, hands: Desk):
    hands.insert(2, None, How.TRAY)
    settle(desk)

    assert desk.field.text == FHD.text
    assert [event.phrase for event in desk.view.events] == [2]
    assert desk.view.stocks == [Offered((TH,), (FHD, FH), 4, FHD)]


@pytest.mark.parametrize(
    ("settings", "paused", "slash"),
    [
        pytest.param(Settings(), False, "/", id="the slash"),
        pytest.param(Settings(prefix=";"), False, ";", id="or what the user chose for one"),
        pytest.param(Settings(), True, None, id="nothing while paused"),
        pytest.param(Settings(mode=Mode.OFF), False, None, id="nor with the mode off"),
    ],
)
def test_what_is_caught(desk: FakeDesktop, hands: Desk, settings: Settings, paused: bool, slash: str | None):
    hands.configure(settings, paused=paused)

    assert desk.keyboard.prefix == slash
    assert desk.view.caughts == [Caught(armed=slash is not None)]


@pytest.mark.parametrize(
    ("hotkey", "looks"),
    [
        pytest.param("ctrl+alt+space", 1, id="the hotkey asks for the palette"),
        pytest.param("none", 0, id="without one nothing does"),
    ],
)
def test_the_hotkey(desk: FakeDesktop, hands: Desk, hotkey: str, looks: int):
    hands.configure(Settings(hotkey=hotkey), paused=True)

    desk.typist.chord("ctrl", "alt", "space")
    desk.loop.run()

    assert desk.view.looks == [(desk.field.window, desk.field.area)] * looks


def test_a_look_where_no_window_has_the_keyboard(desk: FakeDesktop, hands: Desk):
    desk.windows.focus(None)

    hands.look()

    assert desk.view.looks == [(None, None)]


def test_clicks_in_the_list_are_its_own_while_it_can_be_seen(desk: FakeDesktop, hands: Desk):
    hands.shown(1, PLACE)
    assert desk.keyboard.list_area == PLACE

    hands.hidden()
    assert desk.keyboard.list_area is None


@pytest.mark.parametrize(
    "answers", [lambda hands: hands.shown(9, PLACE), Desk.hidden], ids=["it shows a list", "it hides one"]
)
def test_a_view_that_hung_is_trusted_again_when_it_answers(
    desk: FakeDesktop, hands: Desk, answers: Callable[[Desk], None]
):
    desk.view.hangs = True
    desk.typist.type("/fh")
    desk.loop.advance(1)
    desk.typist.key("enter")
    desk.typist.type("/fh")
    assert desk.field.text == "\n/fh"

    answers(hands)
    desk.view.hangs = False
    desk.typist.key("enter")
    desk.typist.type("/fh ")
    settle(desk)

    assert desk.field.text == f"\n/fh\n{FH.text}"


def test_rows_are_chosen_and_moved(desk: FakeDesktop, hands: Desk):
    desk.typist.type("/f")
    hands.move(1)
    assert desk.view.open
    assert desk.view.open.row == 1

    hands.choose(desk.view.open.number, 1)
    settle(desk)

    assert desk.field.text == FHD.text


def test_a_phrase_goes_into_the_window_it_was_chosen_for(desk: FakeDesktop, hands: Desk):
    chat = desk.field
    desk.windows.open("other")

    hands.insert(1, chat.window, How.PALETTE)
    settle(desk)

    assert chat.text == FH.text


def test_a_phrase_that_is_gone_is_not_inserted(desk: FakeDesktop, hands: Desk):
    hands.insert(99, None, How.CLI)
    hands.keep(99)
    settle(desk)

    assert (desk.field.text, desk.clipboard.text) == ("", None)


def test_where_no_window_has_the_keyboard_the_phrase_stays_on_the_clipboard(desk: FakeDesktop, hands: Desk):
    desk.windows.focus(None)

    hands.insert(1, None, How.CLI)
    settle(desk)

    assert desk.clipboard.text == FH.text


def test_a_phrase_is_kept_on_the_clipboard(desk: FakeDesktop, hands: Desk):
    hands.keep(3)

    assert desk.clipboard.text == TH.text


@pytest.mark.parametrize(
    ("in_front", "given"),
    [
        pytest.param("ours", True, id="if one of ours has it"),
        pytest.param("nobody", True, id="if nobody has"),
        pytest.param("another", False, id="not if the user went on to another"),
    ],
)
def test_the_keyboard_is_given_back_to_a_window(desk: FakeDesktop, hands: Desk, in_front: str, given: bool):
    chat = desk.field
    ours = desk.windows.open("quickreply")
    if in_front == "nobody":
        desk.windows.focus(None)
    elif in_front == "another":
        desk.windows.open("other")

    hands.give_back(chat.window, ours.window.pid)
    settle(desk)

    assert (desk.windows.front is chat) is given


def test_a_window_that_had_the_keyboard_by_the_pointer_is_left_to_the_pointer(desk: FakeDesktop, hands: Desk):
    chat = desk.field
    ours = desk.windows.open("quickreply")

    hands.give_back(replace(chat.window, pointed=True), ours.window.pid)
    settle(desk)

    assert desk.windows.front is ours


def test_a_window_with_the_pointer_in_it_does_not_keep_the_keyboard_from_another(
    desk: FakeDesktop, hands: Desk
):
    chat = desk.field
    under = desk.windows.open("other")
    under.window = replace(under.window, pointed=True)

    hands.give_back(chat.window, 1)
    settle(desk)

    assert desk.windows.front is chat


def test_the_palette_searches_what_is_in_stock(hands: Desk):
    assert [row.phrase for row in hands.search("days").rows] == [TH]


def test_it_makes_as_many_rows_as_it_is_asked_for(hands: Desk):
    found = hands.search("", limit=1)

    assert (len(found.rows), found.total, found.unmade) == (1, 2, True)
    assert len(hands.search("", limit=2).rows) == 2


def test_at_the_end_everything_is_let_go(desk: FakeDesktop, hands: Desk):
    desk.typist.type("/pri")

    hands.stop()
    desk.loop.run()

    assert desk.field.text == "/pri"
    assert not desk.keyboard.holding
