"""How the program stands, in one table."""

from dataclasses import replace

import pytest

from quickreply.app.standing import Standing
from quickreply.core.settings import Mode, Settings
from quickreply.core.words import Say
from quickreply.desktop.hands import Ability
from quickreply.engine.front import Caught
from quickreply.ui.tray import TrayState

ABLE = frozenset({Ability.CODES, Ability.HOTKEY, Ability.PASTE})
ALL_IS_WELL = Standing(Say(), Settings(), ABLE, Caught(armed=True))
OFF = replace(Settings(), mode=Mode.OFF)
NOT_ARMED = Caught(armed=False)
FALLEN_BACK = Caught(armed=True, observing=True)


@pytest.mark.parametrize(
    ("facts", "state", "why"),
    [
        pytest.param({}, TrayState.ARMED, "", id="all is well"),
        pytest.param({"caught": None}, TrayState.ARMED, "Starting.", id="at the start"),
        pytest.param({"paused": True}, TrayState.PAUSED, "Paused.", id="paused"),
        pytest.param(
            {"paused": True, "until": "14:05"}, TrayState.PAUSED, "Paused until 14:05.", id="for a while"
        ),
        pytest.param({"settings": OFF, "caught": NOT_ARMED}, TrayState.OFF, "trigger.mode is off.", id="off"),
        pytest.param({"caught": FALLEN_BACK}, TrayState.OBSERVE, "Another program", id="fallen back"),
        pytest.param({"caught": NOT_ARMED}, TrayState.TROUBLE, "Another program holds", id="not armed"),
        pytest.param({"able": frozenset()}, TrayState.OFF, "Codes cannot be caught", id="not able"),
        pytest.param({"alive": False}, TrayState.TROUBLE, "The part of quickreply", id="without hands"),
    ],
)
def test_the_state_and_why(facts: dict[str, object], state: TrayState, why: str):
    standing = replace(ALL_IS_WELL, **facts)

    assert standing.state is state
    assert standing.why.startswith(why)
    assert bool(standing.why) is bool(why)


def test_what_was_asked_for_is_not_explained_as_a_fall_back():
    standing = replace(ALL_IS_WELL, settings=replace(Settings(), mode=Mode.OBSERVE), caught=FALLEN_BACK)

    assert (standing.state, standing.why) == (TrayState.OBSERVE, "")


def test_without_hands_nothing_can_be_done():
    assert replace(ALL_IS_WELL, alive=False).abilities == frozenset()
    assert not replace(ALL_IS_WELL, alive=False).armed
    assert ALL_IS_WELL.abilities == ABLE


def test_hotkeys_that_cannot_be_had_are_told_with_their_settings():
    settings = replace(Settings(), repeat_hotkey="ctrl+alt+r", phrase_hotkeys={"fh": "ctrl+alt+1"})
    refused = Caught(armed=True, refused=frozenset({"ctrl+alt+1"}))
    standing = replace(ALL_IS_WELL, settings=settings, caught=refused)

    assert standing.hotkeys == ("hotkey.palette ctrl+alt+space", "hotkey.repeat ctrl+alt+r")
    assert standing.refused == ("hotkey.phrase.fh ctrl+alt+1",)
    [complaint] = standing.complaints
    assert complaint.startswith("Ctrl+Alt+1 (hotkey.phrase.fh) cannot be had: another program holds it")
    assert standing.explained == (complaint,)


def test_the_status_is_all_of_it():
    assert ALL_IS_WELL.status(tray=True) == {
        "running": True,
        "armed": True,
        "mode": "capture",
        "why": "",
        "abilities": ["codes", "hotkey", "paste", "tray"],
        "hotkeys": ("hotkey.palette ctrl+alt+space",),
        "refused": (),
    }
    assert "tray" not in str(ALL_IS_WELL.status(tray=False)["abilities"])


def test_before_it_is_known_what_was_caught_no_hotkey_is_named():
    standing = replace(ALL_IS_WELL, caught=None)

    assert (standing.hotkeys, standing.refused, standing.complaints) == ((), (), ())


def test_a_pause_says_so_by_itself():
    assert replace(ALL_IS_WELL, paused=True).explained == ()
    assert replace(ALL_IS_WELL, paused=True, until="14:05").explained == ("Paused until 14:05.",)
