"""A keyboard with keys in their places: what a key types is the layout's affair.

Keys are called by what stands on them on a US keyboard. So `shift+7` is the slash of a German one, and `y`
types a z there. The server's keymap is never changed for a key, as xdotool does.
"""

import time
from collections.abc import Iterable
from typing import Self

from Xlib import X
from Xlib.display import Display
from Xlib.ext import xtest

_ROWS = {
    9: "esc 1 2 3 4 5 6 7 8 9 0 minus equal backspace",
    23: "tab q w e r t y u i o p [ ] return ctrl",
    38: "a s d f g h j k l ; ' ` shift \\",
    52: "z x c v b n m , . slash rshift kp* alt space caps",
    77: "numlock scroll kp7 kp8 kp9 kp- kp4 kp5 kp6 kp+ kp1 kp2 kp3 kp0 kp.",
    94: "<",
    104: "kpenter rctrl kp/ print altgr",
    110: "home up pgup left right end down pgdn insert delete",
    133: "super rsuper menu",
}
"""The server's numbers for the keys of a PC keyboard: of the first in each row."""

CODES = {name: first + place for first, row in _ROWS.items() for place, name in enumerate(row.split())}


class Keyboard:
    """Presses keys on one display, through a connection of its own. Use it as a context manager."""

    def __init__(self, display: str) -> None:
        self._display = Display(display)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the connection."""
        self._display.close()

    def type(self, keys: str, pause: float = 0.005) -> None:
        """Chords with blanks between: `shift+7 f h space`. A key is up when the next goes down."""
        for chord in keys.split():
            names = chord.split("+") if chord not in CODES else [chord]
            for name in names:
                self.down(name)
            for name in reversed(names):
                self.up(name)
            time.sleep(pause)

    def roll(self, keys: str, pause: float = 0.005) -> None:
        """As fast fingers do: a key goes down before the one before it is up. Single keys only."""
        held: list[str] = []
        for key in keys.split():
            if key in held:
                self._up_again(held)
            self.down(key)
            time.sleep(pause / 2)
            self._up_again(held)
            held.append(key)
            time.sleep(pause / 2)
        self._up_again(held)

    def hold(self, key: str, seconds: float) -> None:
        """Holds a key down so long that it comes again and again."""
        self.down(key)
        time.sleep(seconds)
        self.up(key)

    def down(self, *keys: str) -> None:
        """These keys go down."""
        self._fake(X.KeyPress, keys)

    def up(self, *keys: str) -> None:
        """These keys come up."""
        self._fake(X.KeyRelease, keys)

    def _up_again(self, held: list[str]) -> None:
        self.up(*held)
        held.clear()

    def _fake(self, kind: int, keys: Iterable[str]) -> None:
        for key in keys:
            xtest.fake_input(self._display, kind, CODES[key])
        self._display.sync()
