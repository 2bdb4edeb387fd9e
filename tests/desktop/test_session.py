"""What the environment says of the desktop, and what the doctor makes of it."""

import pytest

from quickreply.desktop import session as module
from quickreply.desktop.hands import Ability
from quickreply.desktop.session import Session, System, diagnose, paste_key, potential, reachable, session
from tests.screen.desktop import Desktop

NOWHERE = {"DISPLAY": "nowhere"}


@pytest.mark.parametrize(
    ("environ", "platform", "here"),
    [
        ({}, "win32", Session(System.WINDOWS)),
        ({"DISPLAY": ":0"}, "darwin", Session(System.MACOS)),
        ({}, "linux", Session(System.NONE)),
        ({"DISPLAY": ":1"}, "linux", Session(System.X11, "", ":1")),
        ({"DISPLAY": ":1", "WAYLAND_DISPLAY": "w"}, "linux", Session(System.WAYLAND, "", "w")),
        (
            {
                "DISPLAY": ":1",
                "WAYLAND_DISPLAY": "w",
                "XDG_SESSION_TYPE": "x11",
                "XDG_CURRENT_DESKTOP": "XFCE",
            },
            "linux",
            Session(System.X11, "XFCE", ":1"),
        ),
    ],
)
def test_the_session_is_what_the_environment_says(environ: dict[str, str], platform: str, here: Session):
    assert session(environ, platform) == here


class TestWithoutAScreen:
    def test_nothing_could_be_done(self):
        assert potential({}) == frozenset()

    def test_the_doctor_says_how_to_get_one(self):
        [finding] = [finding for finding in diagnose({}) if finding.name == "Session"]
        assert not finding.ok
        assert "DISPLAY" in finding.remedy


class TestWithAScreenThatIsNotThere:
    def test_it_is_no_failure(self):
        assert not reachable(session(NOWHERE))
        assert potential(NOWHERE) == frozenset()

    def test_the_doctor_says_so(self):
        [finding] = [finding for finding in diagnose(NOWHERE) if finding.name == "X server"]
        assert not finding.ok


@pytest.mark.screen
class TestOnAScreen:
    def test_what_could_be_done_is_what_the_server_has(self, desktop: Desktop):
        assert potential(desktop.env) == frozenset(Ability) - {Ability.TRAY}

    def test_the_doctor_names_what_the_server_lacks(self, desktop: Desktop, monkeypatch: pytest.MonkeyPatch):
        needed = (*module._NEEDED_EXTENSIONS, ("NO-SUCH", "It is needed."))
        monkeypatch.setattr(module, "_NEEDED_EXTENSIONS", needed)
        found = {finding.name: finding for finding in diagnose(desktop.env)}
        assert [found[name].ok for name in ("XTEST", "XInputExtension", "XFIXES", "NO-SUCH")] == [
            True, True, True, False,
        ]  # fmt: skip
        assert found["NO-SUCH"].remedy == "It is needed."


@pytest.mark.parametrize(
    ("system", "chord"),
    [(System.X11, "Ctrl+V"), (System.WAYLAND, "Ctrl+V"), (System.WINDOWS, "Ctrl+V"), (System.MACOS, "Cmd+V")],
)
def test_the_chord_that_pastes_by_hand_is_the_systems(system: System, chord: str):
    assert paste_key(Session(system)) == chord
