"""The list while it is open: how long it waits for a key, and how long for somebody to see it."""

from collections.abc import Callable

from quickreply.core.ports import Cancel, Loop, Rect, Suggestions, View
from quickreply.core.trigger import Astray, Open, Typing

IDLE_LIMIT = 10.0
"""Seconds of nothing after which a code is no longer waited for."""

ASTRAY_LIMIT = 1.5
"""Seconds after which letters that lead nowhere are given back."""

VIEW_LIMIT = 0.7
"""Seconds in which the view must show a list or answer for a key: nobody types blind for longer."""


class Eye:
    """Shows lists to the view. `abandon` is called when the last one has waited too long for either."""

    def __init__(self, view: View, loop: Loop, abandon: Callable[[], None]) -> None:
        self._view = view
        self._loop = loop
        self._abandon = abandon
        self._patience: Cancel | None = None
        self._sign_of_life: Cancel | None = None
        self.number = 0
        """The number of the list shown last."""
        self.hangs = False
        """Whether the view has let a limit pass and has not been heard of since."""

    def show(self, state: Typing, near: Rect | None, caret: Rect | None = None) -> None:
        """Shows the list of what is being typed, at the caret or near the window it is typed in."""
        self.number += 1
        row = state.row if isinstance(state, Open) else None
        self._view.suggest(Suggestions(self.number, state.typed, state.matches, row, near, caret))
        self._stop_patience()
        limit = ASTRAY_LIMIT if isinstance(state, Astray) else IDLE_LIMIT
        self._patience = self._loop.after(limit, self._abandon)
        self.watch()

    def watch(self) -> None:
        """From the first list that was not seen on: typing on must not put the limit off."""
        if self._sign_of_life is None:
            self._sign_of_life = self._loop.after(VIEW_LIMIT, self._misses)

    def seen(self) -> None:
        """The view has shown a list, or shows none any more: it is alive."""
        self.hangs = False
        self._stop_watching()

    def rest(self) -> None:
        """No list is open: nothing is waited for."""
        self._stop_patience()
        self._stop_watching()

    def _misses(self) -> None:
        self.hangs = True
        self._abandon()

    def _stop_patience(self) -> None:
        if self._patience:
            self._patience.cancel()

    def _stop_watching(self) -> None:
        if self._sign_of_life:
            self._sign_of_life.cancel()
            self._sign_of_life = None
