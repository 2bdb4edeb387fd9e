"""SIGTERM, SIGINT and SIGHUP end the program in good order, without a timer that looks for them."""

import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier


class Signals(QObject):
    """Calls `act` in Qt's thread when the system asks the program to end."""

    def __init__(self, act: Callable[[], None]) -> None:
        super().__init__()
        self._act = act
        self._here, self._there = socket.socketpair()
        for end in (self._here, self._there):
            end.setblocking(False)
        signal.set_wakeup_fd(self._there.fileno(), warn_on_full_buffer=False)
        for name in ("SIGTERM", "SIGINT", "SIGHUP"):
            if number := getattr(signal, name, None):  # Windows has no hang-up
                signal.signal(number, _noted)
        self._notifier = QSocketNotifier(self._here.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._awake)

    def _awake(self) -> None:
        self._here.recv(64)
        self._act()


def _noted(_number: int, _frame: object) -> None:
    """Python must know a handler, else the system's own ends the process; the wake-up does the rest."""
