"""What is remembered of conversations: in memory alone, by window and a mark of its title, for a while."""

from collections.abc import Callable
from typing import Generic, TypeVar

from quickreply.core.ports import Window, Windows

Place = tuple[int, int]
"""A conversation: the window, and a mark of its title."""

MOST = 1000
"""Conversations that are remembered; the oldest are forgotten first."""

_T = TypeVar("_T")


def place(windows: Windows, window: Window | None) -> Place | None:
    """Where the user is; None where one conversation cannot be told from another."""
    topic = windows.topic(window) if window else 0
    return (window.id, topic) if window and topic else None


class Conversations(Generic[_T]):
    """Something about each of them. `now` is a clock in seconds; what is older than `memory` is forgotten."""

    def __init__(self, now: Callable[[], float], memory: float) -> None:
        self._now = now
        self.memory = memory
        self._kept: dict[Place, tuple[_T, float]] = {}

    def __bool__(self) -> bool:
        return bool(self._kept)

    def get(self, where: Place | None) -> _T | None:
        """What is known of a conversation."""
        what, until = self._kept.get(where or (0, 0), (None, 0.0))
        return what if until > self._now() else None

    def put(self, where: Place, what: _T) -> None:
        """Remembers something from now on."""
        now = self._now()
        kept = {here: one for here, one in self._kept.items() if one[1] > now and here != where}
        kept[where] = what, now + self.memory
        self._kept = dict([*kept.items()][-MOST:])

    def clear(self) -> None:
        """Forgets everything."""
        self._kept = {}
