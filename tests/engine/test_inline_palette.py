"""Phrases that were chosen elsewhere: in the palette, the tray, on the command line."""

import pytest

from quickreply.core.notice import ON_CLIPBOARD, Notice
from quickreply.core.ports import Window
from quickreply.core.settings import Mode, Settings
from quickreply.core.usage import How
from quickreply.engine.inline import Inline
from tests.engine.conftest import FH, TERMINAL, TH
from tests.fakes import TEXT, FakeDesktop, FakeField, Typist

SHIPPED = "On its way!"
NOT_INSERTED = Notice(ON_CLIPBOARD, {"label": "Shipping"})


@pytest.fixture
def palette(desk: FakeDesktop) -> FakeField:
    """The palette is open, in front of the chat."""
    return desk.windows.open("quickreply")


@pytest.fixture
def fast(desk: FakeDesktop) -> Typist:
    return Typist(desk.keyboard, desk.loop, pause=0.001)


def settle(desk: FakeDesktop) -> None:
    desk.loop.advance(3)


def test_a_phrase_goes_into_the_window_used_before(desk: FakeDesktop, inline: Inline, palette: FakeField):
    desk.clipboard.copy({TEXT: b"old"})

    inline.insert(FH, desk.field.window, How.PALETTE)
    settle(desk)

    assert (desk.field.text, palette.text) == (SHIPPED, "")
    assert desk.windows.front is desk.field
    assert desk.clipboard.formats() == {TEXT: b"old"}
    (event,) = desk.view.events
    assert (event.how, event.app) == (How.PALETTE, "chat")
    assert not desk.keyboard.holding


def test_or_into_the_one_that_is_in_front_already(desk: FakeDesktop, inline: Inline):
    inline.insert(FH, desk.field.window, How.CLI)
    settle(desk)

    assert desk.field.text == SHIPPED
    assert not desk.keyboard.holding


@pytest.mark.usefixtures("palette")
def test_what_is_typed_while_the_window_comes_stands_behind_the_phrase(
    desk: FakeDesktop, inline: Inline, fast: Typist
):
    desk.windows.activation_takes = 0.1

    inline.insert(FH, desk.field.window, How.PALETTE)
    fast.type("ok /th ")
    settle(desk)

    assert desk.field.text == f"{SHIPPED}ok Seven days."


def test_a_window_that_does_not_come_gets_nothing_nor_does_another(
    desk: FakeDesktop, inline: Inline, palette: FakeField, fast: Typist
):
    desk.windows.stubborn.add(desk.field.window.id)
    desk.windows.activation_takes = 0.1

    inline.insert(FH, desk.field.window, How.PALETTE)
    fast.type("ok/f")
    settle(desk)

    assert (desk.field.text, palette.text) == ("", "")
    assert desk.view.notices == [NOT_INSERTED]
    assert desk.clipboard.text == SHIPPED
    assert not desk.view.lists
    assert not desk.keyboard.holding


def test_a_window_that_is_gone_is_one_that_does_not_come(desk: FakeDesktop, inline: Inline):
    inline.insert(FH, Window(0, 0, ""), How.PALETTE)
    settle(desk)

    assert (desk.field.text, desk.clipboard.text) == ("", SHIPPED)
    assert desk.view.notices == [NOT_INSERTED]


def test_a_window_that_says_it_came_but_is_not_in_front_gets_nothing(
    desk: FakeDesktop, inline: Inline, palette: FakeField
):
    desk.windows.activate = lambda _window, done: done(True)  # type: ignore[method-assign]

    inline.insert(FH, desk.field.window, How.PALETTE)
    settle(desk)

    assert (desk.field.text, palette.text) == ("", "")
    assert desk.view.notices == [NOT_INSERTED]
    assert desk.clipboard.text == SHIPPED


@pytest.mark.usefixtures("palette")
def test_a_keyboard_that_cannot_be_held_leaves_the_phrase_on_the_clipboard(desk: FakeDesktop, inline: Inline):
    desk.keyboard.refuses = True

    inline.insert(FH, desk.field.window, How.PALETTE)
    settle(desk)

    assert desk.view.notices == [NOT_INSERTED]
    assert desk.clipboard.text == SHIPPED
    assert desk.field.text == ""


def test_a_keyboard_that_is_lost_while_the_window_comes_is_told_too(
    desk: FakeDesktop, inline: Inline, palette: FakeField
):
    inline.insert(FH, desk.field.window, How.PALETTE)
    desk.keyboard.refuses = True
    settle(desk)

    assert desk.view.notices == [NOT_INSERTED]
    assert desk.clipboard.text == SHIPPED
    assert (desk.field.text, palette.text) == ("", "")
    assert not desk.keyboard.holding


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        pytest.param("/f", "", id="an unfinished code is dropped"),
        pytest.param("/pri", "/pri", id="anything else is given back"),
        pytest.param("/", "/", id="a slash too"),
    ],
)
@pytest.mark.parametrize("elsewhere", [False, True])
def test_what_was_being_typed_is_turned_away_from(
    desk: FakeDesktop, inline: Inline, typed: str, left: str, elsewhere: bool
):
    target = desk.field
    if elsewhere:
        other = desk.windows.open("other")
        desk.field = other
    desk.typist.type(typed)

    inline.insert(FH, target.window, How.CLI)
    settle(desk)

    if elsewhere:
        assert (desk.field.text, target.text) == (left, SHIPPED)
    else:
        assert desk.field.text == f"{left}{SHIPPED}"
    assert desk.view.open is None
    assert not desk.keyboard.holding


def test_an_insertion_waits_for_the_one_under_way(desk: FakeDesktop, inline: Inline, fast: Typist):
    desk.clipboard.copy({TEXT: b"old"})
    desk.field.read_delay = 0.2
    fast.type("/fh ok")

    inline.insert(TH, desk.field.window, How.CLI)
    assert desk.clipboard.text == SHIPPED

    settle(desk)
    assert desk.field.text == f"{SHIPPED}okSeven days."
    assert desk.clipboard.formats() == {TEXT: b"old"}
    assert not desk.view.notices
    assert not desk.keyboard.holding


@pytest.mark.usefixtures("palette")
def test_several_insertions_come_one_after_the_other(desk: FakeDesktop, inline: Inline):
    desk.clipboard.copy({TEXT: b"old"})
    for phrase in (FH, TH, FH):
        inline.insert(phrase, desk.field.window, How.CLI)
    settle(desk)

    assert desk.field.text == f"{SHIPPED}Seven days.{SHIPPED}"
    assert desk.clipboard.formats() == {TEXT: b"old"}
    assert len(desk.view.events) == 3
    assert not desk.keyboard.holding


@pytest.mark.usefixtures("palette")
def test_behind_one_that_cannot_come_the_next_does(desk: FakeDesktop, inline: Inline):
    inline.insert(FH, Window(0, 0, ""), How.CLI)
    inline.insert(TH, desk.field.window, How.CLI)
    settle(desk)

    assert desk.field.text == "Seven days."
    assert desk.view.notices == [NOT_INSERTED]
    assert desk.clipboard.text == SHIPPED


@pytest.mark.parametrize(
    ("settings", "paused"),
    [
        pytest.param(Settings(), True, id="paused"),
        pytest.param(Settings(mode=Mode.OFF), False, id="with the mode off"),
        pytest.param(Settings(apps={"chat": False}), False, id="in an application that is off"),
    ],
)
@pytest.mark.usefixtures("palette")
def test_insertions_work_without_codes_and_a_slash_behind_them_is_a_slash(
    desk: FakeDesktop, inline: Inline, fast: Typist, settings: Settings, paused: bool
):
    inline.configure(settings, paused=paused)
    desk.windows.activation_takes = 0.1

    inline.insert(FH, desk.field.window, How.PALETTE)
    fast.type("/th ")
    settle(desk)

    assert desk.field.text == f"{SHIPPED}/th "
    assert not desk.view.lists


def test_a_terminal_takes_phrases_but_no_codes(desk: FakeDesktop, inline: Inline, fast: Typist):
    terminal = desk.windows.open("xterm", TERMINAL)
    desk.windows.focus(desk.field)
    desk.windows.activation_takes = 0.1

    inline.insert(FH, terminal.window, How.PALETTE)
    fast.type(" /etc\n")
    settle(desk)

    assert terminal.text == f"{SHIPPED} /etc\n"


def test_a_phrase_can_be_put_on_the_clipboard(desk: FakeDesktop, inline: Inline):
    inline.keep(FH)

    assert desk.clipboard.formats() == {TEXT: SHIPPED.encode()}
    assert not desk.view.notices
