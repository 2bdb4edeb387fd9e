"""As of when an X11 selection is asked for: now, or a time before what is on it was put there.

What is asked for as of a time before was meant for somebody else's text, says the ICCCM (2.2). Not always:
fcitx5's GTK module, switched off, plays a key again as the first one like it of the last 30 keys, with that
one's time. So every Ctrl+V is as old as the first, and no owner who looks at times would ever be pasted.
"""

from collections import deque
from enum import Enum, auto

NEWER = 0.06
"""Seconds in which a window that has hung asks once more, as of now, if it was told to paste twice."""

_REMEMBERED = 16
"""Of 30 keys, twice as many as can be paste chords."""


class Dated(Enum):
    """As of when somebody asks."""

    NOW = auto()
    BEFORE = auto()
    AGAIN = auto()
    """As of a time at which a phrase was read already: the key that was pressed then is not the one."""


class Dates:
    """The times under which windows have read phrases."""

    def __init__(self) -> None:
        self._read: deque[int] = deque(maxlen=_REMEMBERED)
        self.current = False
        """Whether anything was asked for as of now since the offer began."""

    def begin(self) -> None:
        """An offer begins."""
        self.current = False

    def date(self, asked: int, since: int) -> Dated:
        """What a time, in the server's milliseconds, is to an owner since `since`."""
        if not before(asked, since):
            self.current = True
            return Dated.NOW
        return Dated.AGAIN if asked in self._read else Dated.BEFORE

    def read(self, asked: int) -> None:
        """A phrase was read under this time."""
        if asked and asked not in self._read:
            self._read.append(asked)


def before(asked: int, since: int) -> bool:
    """Whether a time of the server, which begins anew after 50 days, is before another; 0 is none."""
    return bool(asked and since) and 0 < (since - asked) % (1 << 32) < 1 << 31
