"""Where the list goes: the window typed in, and the caret in it if that is told in time."""

from collections.abc import Callable

from quickreply.core.ports import Cancel, Caret, Loop, Rect, Window, Windows

CARET_LIMIT = 0.03
"""Seconds the list waits for the caret; two questions take some 2 ms where a window answers at all."""


class Spot:
    """Looks anew at each slash. While `sought`, the list is not to be shown."""

    def __init__(self, windows: Windows, loop: Loop) -> None:
        self._windows = windows
        self._loop = loop
        self._limit: Cancel | None = None
        self._round = 0
        self.teller: Caret | None = None
        """Whom to ask for the caret, if there is anybody."""
        self.near: Rect | None = None
        """Where the window is."""
        self.caret: Rect | None = None
        """Where the caret is in it."""
        self.sought = False
        """Whether the caret may still be told."""

    def seek(self, window: Window, found: Callable[[], None]) -> None:
        """Looks where `window` is and asks for its caret; `found` is called if that took a while."""
        self.rest()
        self._round += 1
        this, self.near, self.caret = self._round, self._windows.area(window), None

        def end(caret: Rect | None) -> None:
            if self.sought and this == self._round:
                self.rest()
                self.caret = caret
                found()

        if self.teller and self.near:
            self.sought = True
            self._limit = self._loop.after(CARET_LIMIT, lambda: end(None))
            self.teller.ask(window, self.near, end)

    def rest(self) -> None:
        """Nothing is sought any more."""
        self.sought = False
        if self._limit:
            self._limit.cancel()
            self._limit = None
