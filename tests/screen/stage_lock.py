"""A locked screen: another program that holds the keyboard, as screen lockers do."""

from collections.abc import Iterator
from contextlib import contextmanager

from Xlib import X
from Xlib.display import Display

from tests.screen.desktop import Desktop, end, require, until


@contextmanager
def keyboard_held(desktop: Desktop) -> Iterator[None]:
    """Some client of ours holds keyboard and pointer."""
    display = Display(desktop.env["DISPLAY"])
    root = display.screen().root
    try:
        assert until(lambda: root.grab_keyboard(True, X.GrabModeAsync, X.GrabModeAsync, X.CurrentTime) == 0)
        yield
    finally:
        display.close()


@contextmanager
def locked(desktop: Desktop) -> Iterator[None]:
    """A real screen locker; it is ended instead of being told a password."""
    require("i3lock")
    process = desktop.spawn(["i3lock", "--nofork"])
    try:
        assert until(lambda: _keyboard_is_taken(desktop)), desktop.log("i3lock")
        yield
    finally:
        end(process)


def _keyboard_is_taken(desktop: Desktop) -> bool:
    """Whether somebody holds the keyboard: it cannot be had then."""
    display = Display(desktop.env["DISPLAY"])
    try:
        root = display.screen().root
        return root.grab_keyboard(False, X.GrabModeAsync, X.GrabModeAsync, X.CurrentTime) != X.GrabSuccess
    finally:
        display.close()
