"""Programs that were told to paste and have not: what they paste next may not be what comes next."""

from collections.abc import Callable
from dataclasses import dataclass

from quickreply.core.ports import Loop, Window, Windows

PATIENCE = 1.5
"""Seconds to wait for a program that hangs before something new is brought to it."""

LONGEST_HANG = 60.0
"""Seconds after which a program that does not answer is asked anew when there is something for it."""

GRACE = 0.1
"""Seconds a program that goes on has to read what it was told to paste before: GTK asks twice for it."""

BUSY_PAGE = 3.0
"""Seconds in which a browser that has read a phrase for itself may still read it for the page.

The browser answers while its page is busy, so it cannot be asked. It reads the same way where nothing in the
page takes text, and there the user clicks and types the code again: not longer than that takes.
"""

SILENCE = 1.0
"""Seconds after which a program that had been waited for in vain is waited for again."""


@dataclass(eq=False, slots=True)
class _Doubt:
    """About one program. `until` is when it may end, `refused` when something for it was."""

    until: float
    asked: bool = False
    refused: float = float("-inf")


_Waiting = tuple[_Doubt, Callable[[bool], None]]


class Doubts:
    """A window that hangs has its paste chord in the queue: with a second one it pastes one phrase twice."""

    def __init__(self, windows: Windows, loop: Loop) -> None:
        self._windows = windows
        self._loop = loop
        self._doubts: dict[int, _Doubt] = {}
        self._waiting: _Waiting | None = None
        """Who waits for which program: one at a time, as deliveries are."""

    def arise(self, window: Window, readings: int) -> None:
        """The window was told to paste and has read the text so many times: too few."""
        doubt = _Doubt(self._loop.now() + (BUSY_PAGE if readings else GRACE))
        self._doubts[_program(window)] = doubt
        self._ask(window, doubt)

    def settle(self, window: Window, then: Callable[[bool], None]) -> None:
        """Tells whether the window has done what it was told before; at once where there is no doubt."""
        doubt = self._doubts.get(_program(window))
        if doubt is None or self._loop.now() < doubt.refused + SILENCE:
            then(doubt is None)
            return
        self._waiting = waiting = doubt, then
        self._loop.after(PATIENCE, lambda: self._refuse(waiting))
        if not doubt.asked:
            self._ask(window, doubt)

    def _ask(self, window: Window, doubt: _Doubt) -> None:
        doubt.asked = True
        self._windows.answers(window, LONGEST_HANG, lambda answers: self._heard(window, doubt, answers))

    def _heard(self, window: Window, doubt: _Doubt, answers: bool) -> None:
        doubt.asked = False
        if answers:
            wait = max(GRACE, doubt.until - self._loop.now())
            self._loop.after(wait, lambda: self._over(_program(window), doubt))

    def _over(self, program: int, doubt: _Doubt) -> None:
        if self._doubts.get(program) is doubt:
            del self._doubts[program]
            if self._waiting and self._waiting[0] is doubt:
                self._tell(self._waiting, settled=True)

    def _refuse(self, waiting: _Waiting) -> None:
        if waiting is self._waiting:
            waiting[0].refused = self._loop.now()
            self._tell(waiting, settled=False)

    def _tell(self, waiting: _Waiting, *, settled: bool) -> None:
        self._waiting = None
        waiting[1](settled)


def _program(window: Window) -> int:
    """All windows of a program hang together."""
    return window.pid or -window.id
