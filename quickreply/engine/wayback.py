"""Back to the window that the user has not left: the palette that stays open behind a phrase."""

from collections.abc import Callable

from quickreply.core.ports import Keyboard, Loop, Window, Windows

Back = Callable[[Window | None], None]
"""Told the window that has the keyboard again, or None if it does not come to the front."""


class WayBack:
    """Gives the keyboard back to a window once another one is done with a phrase."""

    def __init__(self, keyboard: Keyboard, windows: Windows, loop: Loop) -> None:
        self._keyboard = keyboard
        self._windows = windows
        self._loop = loop
        self._round = 0

    def take(self, left: Window, back: Window, done: Back) -> None:
        """A window that looks at a text more than once must be done with it before it is `left`."""
        self._round += 1
        this = self._round
        self._loop.after(self._windows.facts(left).quiet, lambda: self._turn(this, back, done))

    def forget(self) -> None:
        """Nobody goes back any more."""
        self._round += 1

    def _turn(self, this: int, back: Window, done: Back) -> None:
        if this != self._round:
            return
        if self._keyboard.hold(None):
            self._windows.activate(back, lambda _: self._turned(this, back, done))
        else:
            self._turned(this, back, done)

    def _turned(self, this: int, back: Window, done: Back) -> None:
        if this != self._round:
            return
        here = self._windows.focused()
        came = here is not None and here.id == back.id and self._keyboard.hold(here)
        done(here if came else None)
