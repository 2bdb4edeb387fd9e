"""Whether the hands are alive while the keyboard is held: hands that hang hold it for ever.

Nothing is asked at rest. When somebody has taken the keyboard the hands are asked for a sign of life, and
again and again while it is them who hold it.
"""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

BEAT = 300
"""Milliseconds between a sign of life and the next question, while the keyboard is held."""

LIMIT = 600
"""Milliseconds for a sign of life; it takes one."""

BUSY_LIMIT = 3.0
"""Seconds for it where the hands have work to do, or wait for the disk: the computer may be busy."""

_ASLEEP = 0.2
"""Seconds by which a timer of ours may be late before it says more of us than of the hands."""


class Pulse(QObject):
    """Asks with `ask`; calls `lost` when the process `child` gives no sign of life in time."""

    def __init__(self, child: int, ask: Callable[[], None], lost: Callable[[], None]) -> None:
        super().__init__()
        self._child = child
        self._ask = ask
        self._lost = lost
        self._asked: float | None = None
        self._next = self._timer(BEAT, self.feel)
        self._limit = self._timer(LIMIT, self._miss)
        self._looked = 0.0

    def feel(self) -> None:
        """Somebody holds the keyboard, it may be the hands: are they alive?"""
        if self._asked is None:
            self._next.stop()
            self._asked = self._looked = time.monotonic()
            self._limit.start()
            self._ask()

    def beats(self, holding: bool) -> None:
        """They are, and hold the keyboard or not."""
        self.stop()
        if holding:
            self._next.start()

    def stop(self) -> None:
        """Nothing is asked any more."""
        self._asked = None
        self._next.stop()
        self._limit.stop()

    def _timer(self, milliseconds: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(act)
        return timer

    def _miss(self) -> None:
        """If we have slept ourselves the answer may be there by now, or the hands have slept too."""
        now = time.monotonic()
        if self._asked is None:
            return
        late, self._looked = now - self._looked - LIMIT / 1000, now
        if late > _ASLEEP:
            self._asked = now
        elif now - self._asked > BUSY_LIMIT or not works(self._child):
            self.stop()
            self._lost()
            return
        self._limit.start()


def works(process: int) -> bool:
    """Whether a process has work to do or waits for the disk: it sleeps not, nor has anybody stopped it."""
    try:
        state = Path(f"/proc/{process}/stat").read_text("ascii", "replace").rpartition(")")[2].split()[0]
    except OSError:  # gone, or a system that does not tell
        return False
    return state in {"R", "D"}
