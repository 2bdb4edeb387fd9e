"""What the program says it can do is what is really there."""

from collections.abc import Iterator

import pytest
from Xlib import XK, X
from Xlib.display import Display

from quickreply.desktop.hands import Ability
from tests.screen.desktop import Desktop, until
from tests.screen.panel import Panel
from tests.screen.program import PATIENCE, RUN, Quickreply

HANDS = {str(ability) for ability in Ability} - {"tray"}


@pytest.fixture
def rival(fresh_desktop: Desktop) -> Iterator[Display]:
    """Another program, on a desktop without ours."""
    rival = Display(fresh_desktop.env["DISPLAY"])
    yield rival
    rival.close()


def grab(rival: Display, keysym: int, modifiers: int = 0) -> None:
    root, code = rival.screen().root, rival.keysym_to_keycode(keysym)
    root.grab_key(code, modifiers, False, X.GrabModeAsync, X.GrabModeAsync)
    rival.sync()


def abilities(program: Quickreply) -> set[str]:
    """As `quickreply status` says; the doctor must say the same."""
    told = set(program.ask(do="status")["abilities"])
    env = [f"{name}={value}" for name, value in program._env.items()]
    found = program.desktop.run("env", *env, *RUN, "doctor", seconds=60).splitlines()
    [line] = [line for line in found if "Abilities" in line]
    assert set(line.split()[2:]) == told
    return told


def started(program: Quickreply) -> bool:
    try:
        return program.ask(do="status")["why"] != "Starting."
    except OSError:
        return False


def test_alone_on_a_desktop_without_a_panel(fresh_desktop: Desktop):
    assert abilities(Quickreply(fresh_desktop).start()) == HANDS


def test_with_a_panel(fresh_desktop: Desktop):
    Panel(fresh_desktop)
    program = Quickreply(fresh_desktop).start()
    assert until(lambda: "tray" in program.ask(do="status")["abilities"], PATIENCE)
    assert abilities(program) == HANDS | {"tray"}


def test_a_pause_takes_nothing_away(fresh_desktop: Desktop):
    program = Quickreply(fresh_desktop).start()
    program.pause()
    assert until(lambda: "codes" in program.ask(do="status")["abilities"], PATIENCE)
    assert abilities(program) == HANDS


def test_where_another_program_holds_the_slash(fresh_desktop: Desktop, rival: Display):
    grab(rival, XK.XK_slash)
    program = Quickreply(fresh_desktop)
    program.launch()
    assert until(lambda: started(program), PATIENCE)
    assert abilities(program) == HANDS
    assert "Another program holds the slash" in str(program.ask(do="status")["why"])


def test_where_another_program_holds_the_hotkey(fresh_desktop: Desktop, rival: Display):
    grab(rival, XK.XK_space, X.ControlMask | X.Mod1Mask)
    assert abilities(Quickreply(fresh_desktop).start()) == HANDS - {"hotkey"}
