"""Rings once at an instant, and wakes nobody before."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol


class Alarm(Protocol):
    """One alarm; whoever made it is called when it rings, in the thread of the windows."""

    def set(self, at: datetime) -> None:
        """Rings then, in the place of any time set before; at once if that is past."""

    def cancel(self) -> None:
        """Does not ring."""

    def close(self) -> None:
        """It is not needed any more."""


def alarm(ring: Callable[[], None]) -> Alarm:
    """The best there is: one that follows the clock on the wall, through sleep and when it is set anew."""
    try:
        from quickreply.desktop.alarm_timerfd import AlarmTimerfd  # noqa: PLC0415 - ctypes

        return AlarmTimerfd(ring)
    except (ImportError, AttributeError, OSError):
        from quickreply.desktop.alarm_qt import AlarmQt  # noqa: PLC0415 - the other technology

        return AlarmQt(ring)
