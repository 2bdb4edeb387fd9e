"""An alarm by Linux's timer on the clock on the wall: it counts sleep, and heeds a clock that is set."""

import ctypes
import os
import time
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QSocketNotifier

_ABSOLUTE = 1
_FLAGS = os.O_NONBLOCK | os.O_CLOEXEC


class _Time(ctypes.Structure):
    _fields_ = (("seconds", ctypes.c_long), ("nanoseconds", ctypes.c_long))


class _Setting(ctypes.Structure):
    _fields_ = (("interval", _Time), ("value", _Time))


class AlarmTimerfd(QObject):
    """An `Alarm`. A time that is past rings with the next turn of the loop.

    Raises:
        AttributeError: the system has no such timer.
        OSError: it refuses one.
    """

    def __init__(self, ring: Callable[[], None]) -> None:
        super().__init__()
        self._ring = ring
        self._library = ctypes.CDLL(None, use_errno=True)
        self._file = self._library.timerfd_create(time.CLOCK_REALTIME, _FLAGS)
        if self._file < 0:
            raise OSError(ctypes.get_errno(), "timerfd_create")
        self._news = QSocketNotifier(self._file, QSocketNotifier.Type.Read, self)
        self._news.activated.connect(self._rang)

    def set(self, at: datetime) -> None:
        """Rings then."""
        self._put(max(1, round(at.timestamp() * 1_000_000_000)))

    def cancel(self) -> None:
        """Does not ring."""
        self._put(0)

    def close(self) -> None:
        """Gives the timer back."""
        if self._file >= 0:
            self._news.setEnabled(False)
            os.close(self._file)
            self._file = -1

    def _put(self, nanoseconds: int) -> None:
        setting = _Setting(value=_Time(*divmod(nanoseconds, 1_000_000_000)))
        self._library.timerfd_settime(self._file, _ABSOLUTE, ctypes.byref(setting), None)

    def _rang(self) -> None:
        try:
            os.read(self._file, 8)
        except BlockingIOError:
            return  # set anew meanwhile
        self._ring()
