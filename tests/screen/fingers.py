"""What fingers do besides typing one key after the other."""

import time

from Xlib import X
from Xlib.display import Display
from Xlib.ext import xtest

from tests.screen.desktop import Desktop

LONG_ENOUGH = 1.2
"""Seconds after which a held key has come again and again: a server waits 0.66."""


def press(desktop: Desktop, keys: str) -> None:
    """Presses keys by xdotool's names, with blanks between: `press(desktop, "slash f h space")`."""
    desktop.key(*keys.split())


def hold(desktop: Desktop, key: str, before: str = "", after: str = "") -> None:
    """Holds a key down until it repeats, all in one breath with the keys before and after it."""
    held = ["keydown", key, "sleep", str(LONG_ENOUGH), "keyup", key]
    desktop.xdotool(*_keys(before), *held, *_keys(after))


def strike(desktop: Desktop, *codes: int | tuple[int, ...], pause: float = 0.02) -> None:
    """Strikes keys by the server's numbers, chords as tuples: xdotool would look for a layout that fits."""
    display = Display(desktop.env["DISPLAY"])
    for code in codes:
        chord = code if isinstance(code, tuple) else (code,)
        for kind, keys in (X.KeyPress, chord), (X.KeyRelease, chord[::-1]):
            for key in keys:
                xtest.fake_input(display, kind, key)
        display.sync()
        time.sleep(pause)
    display.close()


def _keys(names: str) -> list[str]:
    return ["key", *names.split()] if names else []
