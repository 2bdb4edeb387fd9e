"""What hotkeys do, each in its place among the keys."""

from contextlib import nullcontext
from dataclasses import replace

import pytest

from quickreply.core.notice import FOCUS_LOST, NO_PHRASE, NOTHING_USED, ON_CLIPBOARD, TYPED_LOST, Notice
from quickreply.core.phrase import Collection
from quickreply.core.settings import Mode, Settings
from quickreply.core.supply import supply
from quickreply.core.usage import Habits, How
from quickreply.engine.desk import Desk
from quickreply.engine.stock import Stock
from tests.engine.conftest import FH, FHD, PRICE, TH
from tests.engine.shelf import SHOP
from tests.fakes import TEXT, FakeDesktop, Typist

SETTINGS = Settings(
    repeat_hotkey="ctrl+alt+r",
    greeting_hotkey="ctrl+alt+b",
    greeting_code="th",
    pause_hotkey="ctrl+alt+p",
    phrase_hotkeys={"fh": "ctrl+alt+f", "zz": "ctrl+alt+z"},
)


@pytest.fixture
def hands(desk: FakeDesktop) -> Desk:
    return at_work(desk, Habits((2,)))


def at_work(desk: FakeDesktop, habits: Habits) -> Desk:
    stock = Stock(lambda: nullcontext((supply(Collection((SHOP,), (), (FH, FHD, TH, PRICE))), habits)))
    commands = desk.desk(stock)
    stock.catalogue = stock.fetch()
    commands.configure(SETTINGS, paused=False)
    return commands


@pytest.fixture
def fast(desk: FakeDesktop) -> Typist:
    return replace(desk.typist, pause=0.002)


def strike(desk: FakeDesktop, key: str) -> None:
    """Presses ctrl+alt and a key in one moment."""
    desk.keyboard.key_down("ctrl")
    desk.keyboard.key_down("alt")
    desk.keyboard.key_down(key)
    for name in (key, "alt", "ctrl"):
        desk.keyboard.key_up(name)


def settle(desk: FakeDesktop) -> None:
    desk.loop.advance(5)


@pytest.mark.parametrize(
    ("key", "phrase"), [("f", FH), ("b", TH), ("r", FHD)], ids=["of a phrase", "the greeting", "once more"]
)
@pytest.mark.usefixtures("hands")
def test_it_inserts_where_the_user_types(desk: FakeDesktop, fast: Typist, key: str, phrase: object):
    desk.clipboard.copy({TEXT: b"old"})
    fast.type("a ")
    strike(desk, key)
    fast.type(" b")
    settle(desk)

    assert desk.field.text == f"a {phrase.text} b"  # type: ignore[attr-defined]
    assert desk.clipboard.text == "old"
    [event] = desk.view.events
    assert (event.how, event.phrase) == (How.HOTKEY, phrase.id)  # type: ignore[attr-defined]
    assert not desk.keyboard.holding


@pytest.mark.usefixtures("hands")
def test_what_is_typed_behind_it_goes_through_the_trigger(desk: FakeDesktop, fast: Typist):
    desk.field.read_delay = 0.2
    strike(desk, "f")
    fast.type("x /th y")
    settle(desk)

    assert desk.field.text == f"{FH.text}x {TH.text}y"


@pytest.mark.usefixtures("hands")
def test_behind_a_code_it_waits_for_its_turn(desk: FakeDesktop, fast: Typist):
    desk.field.read_delay = 0.2
    fast.type("/th a")
    strike(desk, "f")
    fast.type("b")
    strike(desk, "r")
    fast.type("c")
    settle(desk)

    assert desk.field.text == f"{TH.text}a{FH.text}b{FH.text}c"


@pytest.mark.usefixtures("hands")
def test_once_more_is_what_arrives_last_even_if_it_is_still_on_its_way(desk: FakeDesktop, fast: Typist):
    desk.field.read_delay = 0.2
    fast.type("/th ")
    strike(desk, "r")
    settle(desk)

    assert desk.field.text == TH.text * 2


@pytest.mark.parametrize(
    ("typed", "left"), [("/f", ""), ("/pri", "/pri"), ("/", "/")], ids=["a code", "no code", "a slash"]
)
@pytest.mark.usefixtures("hands")
def test_what_was_being_typed_is_turned_away_from(desk: FakeDesktop, fast: Typist, typed: str, left: str):
    fast.type(typed)
    strike(desk, "f")
    fast.type("x")
    settle(desk)

    assert desk.field.text == f"{left}{FH.text}x"
    assert desk.view.open is None


@pytest.mark.usefixtures("hands")
def test_while_it_is_down_it_does_not_come_again(desk: FakeDesktop):
    for name in ("ctrl", "alt", "f"):
        desk.keyboard.key_down(name)
    for _ in range(20):
        desk.loop.advance(0.04)
        desk.keyboard.key_down("f")
    for name in ("f", "alt", "ctrl"):
        desk.keyboard.key_up(name)
    settle(desk)

    assert desk.field.text == FH.text
    assert "f" not in desk.field.down
    assert not desk.keyboard.holding


def test_pressed_again_it_inserts_again(desk: FakeDesktop, hands: Desk):
    for _ in range(3):
        strike(desk, "f")
    settle(desk)

    assert desk.field.text == FH.text * 3
    hands.repeat(How.TRAY)
    settle(desk)
    assert desk.field.text == FH.text * 4
    assert desk.view.events[-1].how is How.TRAY


@pytest.mark.parametrize("settings", [SETTINGS, replace(SETTINGS, mode=Mode.OFF)], ids=["paused", "off"])
def test_it_works_where_no_codes_are_caught(desk: FakeDesktop, hands: Desk, fast: Typist, settings: Settings):
    hands.configure(settings, paused=True)
    strike(desk, "f")
    fast.type("/th ")
    settle(desk)

    assert desk.field.text == f"{FH.text}/th "


@pytest.mark.usefixtures("hands")
def test_a_code_that_no_phrase_has_is_told(desk: FakeDesktop, fast: Typist):
    strike(desk, "z")
    fast.type("ok")
    settle(desk)

    assert desk.view.notices == [Notice(NO_PHRASE, {"code": "zz"})]
    assert desk.field.text == "ok"
    assert not desk.keyboard.holding


def test_where_nothing_was_used_there_is_nothing_to_repeat(desk: FakeDesktop):
    at_work(desk, Habits())
    strike(desk, "r")
    settle(desk)

    assert desk.view.notices == [Notice(NOTHING_USED)]
    assert desk.field.text == ""


@pytest.mark.parametrize("why", ["nothing is in front", "the keyboard cannot be held"])
@pytest.mark.usefixtures("hands")
def test_what_cannot_be_inserted_is_left_on_the_clipboard(desk: FakeDesktop, why: str):
    if why == "nothing is in front":
        desk.windows.focus(None)
    else:
        desk.keyboard.refuses = True
    strike(desk, "f")
    settle(desk)

    assert desk.clipboard.text == FH.text
    assert [notice.message for notice in desk.view.notices] == [ON_CLIPBOARD]
    assert desk.field.text == ""


@pytest.mark.usefixtures("hands")
def test_one_that_waits_is_not_for_another_window(desk: FakeDesktop, fast: Typist):
    desk.field.read_delay = 0.5
    fast.type("/th ")
    strike(desk, "f")
    other = desk.windows.open("other")
    settle(desk)

    assert other.text == ""
    assert [notice.message for notice in desk.view.notices if notice.message != ON_CLIPBOARD] == [TYPED_LOST]
    assert FOCUS_LOST not in [notice.message for notice in desk.view.notices]


@pytest.mark.usefixtures("hands")
def test_pausing_is_told_once_while_the_key_is_down(desk: FakeDesktop, fast: Typist):
    for name in ("ctrl", "alt", "p", "p", "p"):
        desk.keyboard.key_down(name)
        desk.loop.advance(0.3)
    for name in ("p", "alt", "ctrl"):
        desk.keyboard.key_up(name)
    fast.type("ok")
    settle(desk)

    assert desk.view.toggles == 1
    assert desk.field.text == "ok"
    assert not desk.keyboard.holding


@pytest.mark.usefixtures("hands")
def test_a_key_typed_while_the_pausing_key_is_down_is_not_lost(desk: FakeDesktop, fast: Typist):
    for name in ("ctrl", "alt", "p"):
        desk.keyboard.key_down(name)
    for name in ("alt", "ctrl"):
        desk.keyboard.key_up(name)
    fast.type("ok")
    desk.keyboard.key_up("p")
    settle(desk)

    assert desk.field.text == "ok"


def test_in_the_palette_it_is_meant_for_the_window_used_before(desk: FakeDesktop, hands: Desk):
    palette = desk.windows.open("quickreply")
    hands.palette_opened(palette.window.id, ("enter",))
    strike(desk, "f")
    strike(desk, "r")
    settle(desk)

    assert desk.view.summons == [FH.id, FHD.id]
    assert palette.text == ""
    assert not desk.keyboard.holding


def test_the_palette_opens_at_once(desk: FakeDesktop, hands: Desk, fast: Typist):
    hands.configure(replace(SETTINGS, hotkey="ctrl+alt+s"), paused=False)
    fast.type("/f")
    strike(desk, "s")
    desk.loop.run()

    assert len(desk.view.looks) == 1
    assert desk.field.text == ""
    assert desk.view.open is None
