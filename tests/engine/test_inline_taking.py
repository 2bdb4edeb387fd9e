"""Which slashes are taken, and which pass as if nobody were there."""

import pytest

from quickreply.core.delivery import AppFacts
from quickreply.core.settings import Boundary, Mode, Settings
from quickreply.engine.inline import Inline
from tests.engine.conftest import TERMINAL
from tests.fakes import FakeDesktop


@pytest.mark.parametrize(
    ("settings", "paused", "before", "taken"),
    [
        pytest.param(Settings(), False, "", True, id="by default it is taken"),
        pytest.param(Settings(), True, "", False, id="not while paused"),
        pytest.param(Settings(mode=Mode.OFF), False, "", False, id="nor when the mode is off"),
        pytest.param(Settings(apps={"chat": False}), False, "", False, id="nor where the user said no"),
        pytest.param(Settings(), False, "a", False, id="nor behind a letter"),
        pytest.param(Settings(), False, "!", True, id="but behind a mark"),
        pytest.param(Settings(boundary=Boundary.WORD), False, "!", False, id="which ends no word"),
        pytest.param(Settings(boundary=Boundary.ANYWHERE), False, "a", True, id="anywhere is anywhere"),
    ],
)
def test_a_slash_is_taken_or_passes(
    desk: FakeDesktop, inline: Inline, settings: Settings, paused: bool, before: str, taken: bool
):
    inline.configure(settings, paused=paused)

    desk.typist.type(f"{before}/")

    assert desk.keyboard.holding is taken
    assert (desk.view.open is not None) is taken
    assert desk.field.text == (before if taken else f"{before}/")


@pytest.mark.parametrize(
    ("facts", "chosen", "taken"),
    [
        pytest.param(AppFacts(), None, True, id="an application is on"),
        pytest.param(TERMINAL, None, False, id="a terminal is off"),
        pytest.param(TERMINAL, True, True, id="unless the user switched it on"),
        pytest.param(AppFacts(), False, False, id="or any other off"),
    ],
)
def test_an_application_takes_codes_or_not(
    desk: FakeDesktop, inline: Inline, facts: AppFacts, chosen: bool | None, taken: bool
):
    desk.windows.open("XTerm", facts)
    inline.configure(Settings(apps={} if chosen is None else {"xterm": chosen}), paused=False)

    desk.typist.type("/")

    assert desk.keyboard.holding is taken


@pytest.mark.usefixtures("inline")
def test_a_slash_passes_where_no_window_has_the_keyboard_or_it_cannot_be_held(desk: FakeDesktop):
    desk.keyboard.refuses = True
    desk.typist.type("/f")
    assert desk.field.text == "/f"

    desk.keyboard.refuses = False
    desk.windows.focus(None)
    desk.typist.type("/f")
    assert not desk.keyboard.holding
    assert not desk.view.lists


@pytest.mark.usefixtures("inline")
def test_a_slash_with_ctrl_is_a_shortcut(desk: FakeDesktop):
    desk.typist.chord("ctrl", "/")
    desk.loop.run()

    assert [key.char for key in desk.field.others if key.shortcut] == ["/"]
    assert not desk.view.lists


def test_new_settings_leave_a_code_that_is_being_typed(desk: FakeDesktop, inline: Inline):
    desk.typist.type("/f")
    inline.configure(Settings(mode=Mode.OFF), paused=True)

    desk.typist.type("h ")
    desk.loop.advance(2)

    assert desk.field.text == "On its way!"
