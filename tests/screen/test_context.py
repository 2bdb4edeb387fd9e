"""What stands before a slash is known again after somebody else has had the keyboard."""

from collections.abc import Callable

import pytest
from Xlib import X
from Xlib.display import Display

from tests.screen.desktop import Desktop
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.stage_palette import Palette
from tests.screen.texts import SHORT
from tests.screen.windows import QtBox

Way = Callable[[Quickreply, Desktop], None]


def during_a_grab_of_another_program(_program: Quickreply, desktop: Desktop) -> None:
    """As a menu has it, or a window manager's list of windows."""
    other = Display(desktop.env["DISPLAY"])
    desktop.xdotool("keydown", "ctrl")
    status = other.screen().root.grab_keyboard(False, X.GrabModeAsync, X.GrabModeAsync, X.CurrentTime)
    assert status == X.GrabSuccess
    desktop.xdotool("keyup", "ctrl")
    other.ungrab_keyboard(X.CurrentTime)
    other.sync()
    other.close()


def during_a_hold(program: Quickreply, desktop: Desktop) -> None:
    """A shortcut drops the code that was begun; Ctrl comes up when it is over."""
    desktop.type("/f")
    assert program.shows("list")
    desktop.xdotool("keydown", "ctrl", "key", "Left")
    assert program.hides("list")
    desktop.xdotool("keyup", "ctrl")


def wholly_during_a_hold(program: Quickreply, desktop: Desktop) -> None:
    """Ctrl goes down and up while a code is typed."""
    desktop.type("/f")
    assert program.shows("list")
    desktop.xdotool("keydown", "ctrl", "keyup", "ctrl", "key", "BackSpace", "BackSpace")
    assert program.hides("list")


def by_the_hotkey(program: Quickreply, desktop: Desktop) -> None:
    """The search window comes and goes."""
    Palette(program, desktop).open()
    desktop.key("Escape")
    assert program.hides("palette")


@pytest.mark.parametrize(
    "way", [during_a_grab_of_another_program, during_a_hold, wholly_during_a_hold, by_the_hotkey]
)
def test_a_modifier_that_came_up_unseen_does_not_blind_the_boundary(
    quickreply: Quickreply, desktop: Desktop, qt_box: QtBox, way: Way
):
    # GIVEN a modifier that went down and up while the keyboard was held
    way(quickreply, desktop)
    qt_box.focus()
    qt_box.clear()
    # WHEN a slash is typed behind a letter, and one behind a space
    desktop.type("a/xx /xx ")
    # THEN the first is part of a path, the second begins a code
    assert qt_box.wait_for(f"a/xx {SHORT}", PATIENCE) == f"a/xx {SHORT}"
