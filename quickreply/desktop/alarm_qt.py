"""An alarm by Qt's timer, where there is none on the clock on the wall."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer

STRIDE = 600_000
"""Milliseconds after which it looks at the clock: Qt's timer may stand still while the computer sleeps."""


class AlarmQt(QObject):
    """An `Alarm`. No timer runs while none is set."""

    def __init__(
        self, ring: Callable[[], None], now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        super().__init__()
        self._ring = ring
        self._now = now
        self._at = datetime.max.replace(tzinfo=UTC)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)

    def set(self, at: datetime) -> None:
        """Rings then."""
        self._at = at
        left = (at - self._now()).total_seconds()
        self._timer.start(max(0, min(STRIDE, round(left * 1000))))

    def cancel(self) -> None:
        """Does not ring."""
        self._timer.stop()

    def close(self) -> None:
        """There is nothing to give back."""
        self.cancel()

    def _look(self) -> None:
        if self._at > self._now():
            self.set(self._at)
        else:
            self._ring()
