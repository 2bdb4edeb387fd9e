"""What is typed behind Enter in the palette waits until the palette has said what it chose."""

from collections.abc import Sequence
from contextlib import nullcontext

import pytest

from quickreply.core.notice import HANDS_OFF, ON_CLIPBOARD, TYPED_LOST
from quickreply.core.phrase import Collection, Phrase
from quickreply.core.supply import supply
from quickreply.core.usage import How
from quickreply.engine.desk import Desk
from quickreply.engine.eye import VIEW_LIMIT
from quickreply.engine.stock import Stock
from tests.engine.conftest import FH, FHD, PRICE, TH
from tests.engine.shelf import SHOP
from tests.fakes import FakeDesktop, FakePalette, Typist

SHIPPED, RETURNS = FH.text, TH.text


def find(query: str) -> Sequence[Phrase]:
    return [phrase for phrase in (FH, FHD, TH) if query and phrase.code.startswith(query)]


@pytest.fixture
def hands(desk: FakeDesktop) -> Desk:
    stock = Stock(lambda: nullcontext((supply(Collection((SHOP,), (), (FH, FHD, TH, PRICE))), ())))
    commands = desk.desk(stock)
    stock.catalogue = stock.fetch()
    return commands


@pytest.fixture
def palette(desk: FakeDesktop, hands: Desk) -> FakePalette:
    """The palette, open in front of the chat."""
    palette = desk.palette(hands, find)
    palette.open(desk.field)
    desk.loop.advance(0.1)
    return palette


@pytest.fixture
def fast(desk: FakeDesktop) -> Typist:
    return Typist(desk.keyboard, desk.loop, pause=0.001)


def settle(desk: FakeDesktop) -> None:
    desk.loop.advance(3)


@pytest.mark.parametrize("delay", [0.0, 0.002, 0.05, 0.5])
def test_what_is_typed_behind_enter_stands_behind_the_phrase(
    desk: FakeDesktop, palette: FakePalette, fast: Typist, delay: float
):
    palette.delay = delay
    fast.type("fh\nok /th done")
    settle(desk)

    assert desk.field.text == f"{SHIPPED}ok {RETURNS}done"
    assert not desk.keyboard.holding
    assert not desk.view.notices


def test_so_it_does_behind_another_key_that_chooses(desk: FakeDesktop, palette: FakePalette, fast: Typist):
    palette.delay = 0.1
    fast.type("fh")
    fast.chord("alt", "2")
    fast.type("ok")
    settle(desk)

    assert desk.field.text == f"{FHD.text}ok"


@pytest.mark.parametrize("delay", [0.0, 0.002, 0.05, 0.5])
def test_what_is_typed_behind_an_enter_that_chose_nothing_goes_on_in_the_palette(
    desk: FakeDesktop, palette: FakePalette, fast: Typist, delay: float
):
    palette.delay = delay
    fast.type("zz\nok/f")
    settle(desk)

    assert (palette.text, desk.field.text) == ("zzok/f", "")
    assert palette.is_open
    assert not desk.keyboard.holding


def test_an_enter_that_waited_may_choose_too(desk: FakeDesktop, palette: FakePalette, fast: Typist):
    palette.delay = 0.1
    fast.type("fhx\n")
    fast.key("backspace", "enter", "o", "k")
    settle(desk)

    assert desk.field.text == f"{SHIPPED}ok"


@pytest.mark.parametrize("delay", [0.0, 0.002, 0.05, 0.5])
def test_a_palette_that_stays_has_the_keyboard_again_and_all_that_was_typed_behind(
    desk: FakeDesktop, palette: FakePalette, fast: Typist, delay: float
):
    palette.delay = delay
    fast.type("fh")
    fast.chord("ctrl", "enter")
    fast.type("thx")
    settle(desk)

    assert (desk.field.text, palette.text) == (SHIPPED, "thx")
    assert palette.is_open
    assert desk.windows.focused() == palette.window
    assert not desk.keyboard.holding


def test_so_two_phrases_come_one_after_the_other(desk: FakeDesktop, palette: FakePalette, fast: Typist):
    palette.delay = 0.1
    fast.type("fh")
    fast.chord("ctrl", "enter")
    fast.type("th\nok")
    settle(desk)

    assert desk.field.text == f"{SHIPPED}{RETURNS}ok"
    assert not palette.is_open


def test_a_palette_that_stays_is_back_also_where_nothing_could_be_inserted(
    desk: FakeDesktop, palette: FakePalette, fast: Typist
):
    desk.windows.stubborn.add(desk.field.window.id)
    fast.type("fh")
    fast.chord("ctrl", "enter")
    fast.type("th")
    settle(desk)

    assert (desk.field.text, palette.text) == ("", "th")
    assert [notice.message for notice in desk.view.notices] == [ON_CLIPBOARD]
    assert not desk.keyboard.holding


def test_who_turns_elsewhere_meanwhile_types_nothing_into_the_palette(
    desk: FakeDesktop, palette: FakePalette, fast: Typist
):
    other = desk.windows.open("other")
    desk.windows.focus(palette)
    desk.windows.stubborn.add(palette.window.id)
    fast.type("fh")
    fast.chord("ctrl", "enter")
    fast.type("th")
    desk.windows.focus(other)
    settle(desk)

    assert other.text == ""
    assert TYPED_LOST in [notice.message for notice in desk.view.notices]
    assert not desk.keyboard.holding


def test_a_stumble_on_the_way_back_lets_go(desk: FakeDesktop, palette: FakePalette, fast: Typist):
    fast.type("fh")
    fast.chord("ctrl", "enter")
    while desk.field.text != SHIPPED:
        desk.loop.advance(0.001)
    sink = desk.keyboard._sink
    assert sink is not None
    sink.stumbled()  # type: ignore[attr-defined]
    settle(desk)

    assert desk.view.notices[-1].message == HANDS_OFF
    assert not desk.keyboard.holding
    assert palette.is_open


def test_an_enter_that_is_held_is_not_seen_by_the_palette_that_stays(desk: FakeDesktop, palette: FakePalette):
    desk.typist.type("fh")
    desk.typist.down("ctrl")
    desk.typist.down("enter")
    for _ in range(10):
        desk.loop.advance(0.05)
        desk.typist.down("enter")
    assert desk.keyboard.holding

    desk.typist.up("enter")
    desk.typist.up("ctrl")
    settle(desk)
    assert (desk.field.text, palette.down) == (SHIPPED, [])
    assert not desk.keyboard.holding


def test_no_window_sees_an_enter_that_chose_come_up_or_repeat(desk: FakeDesktop, palette: FakePalette):
    desk.typist.type("fh")
    desk.typist.down("enter")
    desk.loop.advance(0.5)
    desk.typist.down("enter")
    assert desk.field.text == SHIPPED
    assert desk.keyboard.holding

    desk.typist.up("enter")
    settle(desk)
    assert (desk.field.text, desk.field.down) == (SHIPPED, [])
    assert not desk.keyboard.holding
    assert not palette.is_open


@pytest.mark.usefixtures("palette")
def test_an_enter_that_chose_nothing_holds_nothing_while_it_is_down(desk: FakeDesktop):
    desk.typist.type("zz")
    desk.typist.down("enter")
    desk.loop.advance(0.1)
    assert not desk.keyboard.holding


def test_a_palette_that_hangs_holds_the_keyboard_for_a_moment_only(
    desk: FakeDesktop, palette: FakePalette, fast: Typist
):
    # GIVEN a palette that hangs
    palette.hangs = True
    fast.type("fh\nab")
    # WHEN it does not answer
    desk.loop.advance(VIEW_LIMIT - 0.1)
    assert desk.keyboard.holding
    desk.loop.advance(0.2)
    # THEN the keyboard is free, also behind the next Enter
    assert not desk.keyboard.holding
    fast.type("\n")
    assert not desk.keyboard.holding
    # AND all that was typed is with the palette, in order
    desk.loop.advance(0.1)
    assert [key.char or key.named.name for key in palette._unread] == [*"fh", "ENTER", *"ab", "ENTER"]


def test_a_palette_that_hung_is_asked_again_when_it_has_spoken(
    desk: FakeDesktop, palette: FakePalette, fast: Typist
):
    palette.hangs = True
    fast.type("zz\n")
    desk.loop.advance(1)
    palette.wake_up()
    desk.loop.advance(0.1)

    palette.delay = 0.1
    fast.key("backspace", "backspace")
    fast.type("fh\nok")
    settle(desk)

    assert desk.field.text == f"{SHIPPED}ok"


def test_a_palette_that_goes_without_a_choice_takes_what_was_typed_with_it(
    desk: FakeDesktop, palette: FakePalette, fast: Typist
):
    palette.delay = 1e6
    fast.type("fh\nok")
    palette.close()
    settle(desk)

    assert desk.field.text == ""
    assert [notice.message for notice in desk.view.notices] == [TYPED_LOST]
    assert not desk.keyboard.holding
    desk.typist.type("on")
    assert desk.field.text == "on"


def test_a_key_an_input_method_needs_is_not_waited_for(desk: FakeDesktop, palette: FakePalette, fast: Typist):
    # GIVEN a palette that never sees the key, for an input method takes it
    palette.delay = 1e6
    fast.type("\nab")
    # WHEN it says that something is being composed
    palette.compose(begins=True)
    desk.loop.advance(0.01)
    # THEN the keyboard is free, and what was typed is with the palette
    assert not desk.keyboard.holding
    assert palette.down == []
    assert palette.is_open
    # AND the next Enter is not held at all, until the composition has ended
    fast.type("\n")
    assert not desk.keyboard.holding
    palette.compose(begins=False)
    desk.loop.advance(0.01)
    fast.type("\n")
    assert desk.keyboard.holding


def test_enter_in_another_window_is_an_enter(desk: FakeDesktop, palette: FakePalette, fast: Typist):
    desk.windows.focus(desk.field)
    fast.type("fh\nok")
    settle(desk)

    assert (desk.field.text, palette.text) == ("fh\nok", "")


def test_a_closed_palette_is_asked_nothing(desk: FakeDesktop, palette: FakePalette, fast: Typist):
    palette.close()
    settle(desk)
    desk.windows.focus(palette)
    fast.type("\n")
    assert not desk.keyboard.holding


def test_a_phrase_from_elsewhere_waits_for_the_answer(
    desk: FakeDesktop, hands: Desk, palette: FakePalette, fast: Typist
):
    palette.delay = 0.1
    fast.type("fh\nok")
    hands.insert(TH.id, desk.field.window, How.CLI)
    settle(desk)

    assert desk.field.text == f"{SHIPPED}ok{RETURNS}"


def test_a_click_waits_for_the_answer(desk: FakeDesktop, palette: FakePalette, fast: Typist):
    palette.delay = 0.1
    stood: list[str] = []
    fast.type("fh\nok")
    fast.click(lambda: stood.append(desk.field.text))
    assert stood == []

    settle(desk)
    assert stood == [f"{SHIPPED}ok"]


def test_a_window_that_does_not_come_gets_nothing_nor_does_another(
    desk: FakeDesktop, palette: FakePalette, fast: Typist
):
    palette.behind = other = desk.windows.open("other")
    desk.windows.focus(palette)
    desk.windows.stubborn.add(desk.field.window.id)

    fast.type("fh\nok")
    settle(desk)

    assert (desk.field.text, other.text) == ("", "")
    assert [notice.message for notice in desk.view.notices] == [ON_CLIPBOARD]


def test_a_keyboard_that_cannot_be_held_is_not_asked_for(
    desk: FakeDesktop, palette: FakePalette, fast: Typist
):
    desk.keyboard.refuses = True
    fast.type("zz\nok")
    settle(desk)

    assert palette.text == "zzok"


def test_a_stumble_lets_go(desk: FakeDesktop, palette: FakePalette, fast: Typist):
    palette.delay = 0.1
    fast.type("fh\nok")
    sink = desk.keyboard._sink
    assert sink is not None
    sink.stumbled()  # type: ignore[attr-defined]
    settle(desk)

    assert [notice.message for notice in desk.view.notices] == [HANDS_OFF]
    assert desk.field.text == SHIPPED
    assert not desk.keyboard.holding


def test_the_end_gives_back_what_was_typed(
    desk: FakeDesktop, hands: Desk, palette: FakePalette, fast: Typist
):
    palette.delay = 1
    fast.type("zz\nok")
    hands.stop()
    assert desk.loop.planned
    settle(desk)

    assert palette.text == "zzok"
    assert not desk.keyboard.holding
