"""A pair of hands that knows to the microsecond when it pressed a key."""

import time
from collections.abc import Callable

from Xlib import XK, X
from Xlib.display import Display
from Xlib.ext import xtest

_NAMES = {"/": "slash", " ": "space", "\n": "Return"}


class Hands:
    """Presses keys through a connection of its own, without starting a process for it."""

    def __init__(self, display: str) -> None:
        self._display = Display(display)

    def type(self, text: str, pause: float = 0.005) -> float:
        """Types `text` with `pause` seconds between two keys; returns when the last went down."""
        pressed = 0.0
        for number, character in enumerate(text):
            if number:
                time.sleep(pause)
            pressed = self.chord(character)
        return pressed

    def chord(self, *names: str) -> float:
        """Presses keys together; returns when the last went down."""
        codes = [self._code(name) for name in names]
        for code in codes:
            xtest.fake_input(self._display, X.KeyPress, code)
        pressed = time.perf_counter()
        for code in reversed(codes):
            xtest.fake_input(self._display, X.KeyRelease, code)
        self._display.sync()
        return pressed

    def _code(self, name: str) -> int:
        return int(self._display.keysym_to_keycode(XK.string_to_keysym(_NAMES.get(name, name))))


def seen(condition: Callable[[], bool], seconds: float = 5) -> float:
    """When `condition` came true, to a quarter of a millisecond.

    Raises:
        TimeoutError: it did not.
    """
    deadline = time.perf_counter() + seconds
    while time.perf_counter() < deadline:
        if condition():
            return time.perf_counter()
        time.sleep(0.00025)
    raise TimeoutError
