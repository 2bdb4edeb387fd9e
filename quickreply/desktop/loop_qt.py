"""The loop on Qt's main thread: where keys, clipboard and deliveries happen on other systems than X11.

Their clipboards want the thread that runs the system's own event loop, and Qt is in it already.
"""

import logging
import math
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimerEvent, Signal

log = logging.getLogger(__name__)


class QtLoop(QObject):
    """A `Loop`. To be made in the main thread; works while Qt's event loop runs, until it is closed.

    A barrier: what fails in here is logged once by its kind, never with its text, and `stumbled` is called.
    It belongs to the application: left to Python, its last reference could go in another thread, where Qt
    cannot stop the timers of what it deletes.
    """

    _called = Signal()

    def __init__(self) -> None:
        super().__init__(QCoreApplication.instance())
        self._open = True
        self._calls: deque[Callable[[], None]] = deque()
        self._shots: dict[int, _Shot] = {}
        self._called.connect(self._do_call, Qt.ConnectionType.QueuedConnection)
        self.stumbled: Callable[[], None] = _nothing
        """What makes everything safe after a failure."""

    def now(self) -> float:
        """Seconds on a clock that only goes forward."""
        return time.monotonic()

    def after(self, seconds: float, act: Callable[[], None]) -> "_Shot":
        """Does `act` in this thread, `seconds` from now.

        With a precise timer: a coarse one may come five per cent too early.
        """
        number = self.startTimer(math.ceil(max(0.0, seconds) * 1000), Qt.TimerType.PreciseTimer)
        self._shots[number] = _Shot(self, number, act)
        return self._shots[number]

    def drop(self, shot: "_Shot") -> bool:
        """Stops a timer; False if it is over already, since its number may be another's by now."""
        if self._shots.get(shot.number) is not shot:
            return False
        del self._shots[shot.number]
        self.killTimer(shot.number)
        return True

    def aside(self, work: Callable[[], None], then: Callable[[], None]) -> None:
        """Does `work` beside the loop, so that it delays nothing, and `then` in it."""

        def act() -> None:
            if _succeeds(work):
                self.call(then)

        threading.Thread(target=act, daemon=True).start()

    def close(self) -> None:
        """Nothing that was asked for happens any more. In this thread only."""
        self._open = False
        self._calls.clear()
        for shot in tuple(self._shots.values()):
            self.drop(shot)
        self.stumbled = _nothing

    def timerEvent(self, event: QTimerEvent) -> None:  # noqa: N802 - Qt's name
        """Called by Qt."""
        shot = self._shots.get(event.timerId())
        if shot and self.drop(shot):
            self._guard(shot.act)

    def call(self, act: Callable[[], None]) -> None:
        """Does `act` in this thread, soon; from any thread."""
        if self._open:
            self._calls.append(act)
            self._called.emit()

    def _do_call(self) -> None:
        """Once for each call, so that what is called in here waits for the next turn."""
        if self._calls:
            self._guard(self._calls.popleft())

    def _guard(self, act: Callable[[], None]) -> None:
        if self._open and not _succeeds(act):
            _succeeds(self.stumbled)


@dataclass(frozen=True, eq=False, slots=True)
class _Shot:
    """One act at one time. A number of Qt's timers, not a `QTimer`: those live on in their own slots."""

    loop: QtLoop
    number: int
    act: Callable[[], None]

    def cancel(self) -> None:
        self.loop.drop(self)


def _succeeds(act: Callable[[], None]) -> bool:
    try:
        act()
    except Exception as failure:  # noqa: BLE001 - the barrier of this thread
        log.error("the hands stumbled: %s", _kind(failure))
        return False
    return True


def _kind(failure: Exception) -> str:
    """What failed and where, without the message: that may hold what was typed."""
    frames = traceback.extract_tb(failure.__traceback__)
    return f"{type(failure).__name__} at {frames[-1].filename}:{frames[-1].lineno}" if frames else "?"


def _nothing() -> None:
    """Nobody has to be made safe."""
