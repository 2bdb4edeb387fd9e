"""A pause: until the user goes on, or for some minutes."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal


def now() -> datetime:
    """The time of day here, as a clock on the wall shows it."""
    return datetime.now().astimezone()


class Pause(QObject):
    """Whether codes are to be caught. No timer runs but while a pause has an end.

    Signals:
        changed: it has begun or is over, or has another end.
    """

    changed = Signal()

    def __init__(self, clock: Callable[[], datetime] = now) -> None:
        super().__init__()
        self._clock = clock
        self.on = False
        self.until: datetime | None = None
        """When it ends by itself; None: not."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)

    def begin(self, minutes: int = 0) -> None:
        """Pauses for so many minutes, 0 until `end`; in the place of an earlier pause."""
        self._set(on=True, until=self._clock() + timedelta(minutes=minutes) if minutes else None)

    def end(self) -> None:
        """Goes on."""
        if self.on:
            self._set(on=False, until=None)

    def toggle(self) -> None:
        """Pauses, or goes on."""
        if self.on:
            self.end()
        else:
            self.begin()

    def take_up(self, until: str) -> None:
        """Goes on with the pause of the program before; `until` as it is written in ISO 8601, or nothing."""
        self._set(on=True, until=datetime.fromisoformat(until) if until else None)
        self.look()

    def look(self) -> None:
        """Ends it if it is time: a timer stands still while the computer sleeps."""
        if self.until is None:
            return
        left = (self.until - self._clock()).total_seconds()
        if left > 0:
            self._timer.start(round(left * 1000) + 1)
        else:
            self.end()

    def ends_at(self) -> str:
        """The time on the clock when it ends, with the day if that is another one; nothing if it does not."""
        if self.until is None:
            return ""
        same = self.until.date() == self._clock().date()
        return f"{self.until:%H:%M}" if same else f"{self.until:%m-%d %H:%M}"

    def _set(self, *, on: bool, until: datetime | None) -> None:
        self.on, self.until = on, until
        self._timer.stop()
        self.look()
        self.changed.emit()
