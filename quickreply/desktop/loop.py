"""Where keys, clipboard and deliveries happen, one after the other: sleeps until something does."""

import heapq
import logging
import os
import selectors
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Protocol

log = logging.getLogger(__name__)

_HOPELESS = 5
"""Failures in a row after which the hands give up."""


class Source(Protocol):
    """Something with a file descriptor, like a connection to the X server."""

    def fileno(self) -> int:
        """What to wait on."""

    def waiting(self) -> bool:
        """Whether something was read already and only has to be handled."""

    def ready(self) -> None:
        """Handles what has come, and sends what could not be sent."""

    def behind(self) -> bool:
        """Whether something could not be sent yet: `ready` when there is room for it, too."""

    def stumbled(self) -> None:
        """Handling failed: leave everything in a safe state."""


@dataclass(order=True, slots=True)
class _Timer:
    at: float
    number: int
    act: Callable[[], None] = field(compare=False)
    live: bool = field(default=True, compare=False)

    def cancel(self) -> None:
        self.live = False


class SelectorLoop:
    """A few connections, some timers. With nothing to do it never wakes up.

    A barrier: what fails in here is logged once by its kind, never with its text, and every source
    is told to make itself safe.
    """

    def __init__(self) -> None:
        self._failures = 0
        self._selector = selectors.DefaultSelector()
        self._sources: list[Source] = []
        self._timers: list[_Timer] = []
        self._numbers = count()
        self._calls: deque[Callable[[], None]] = deque()
        self._wake_out, self._wake_in = os.pipe()
        for end in (self._wake_out, self._wake_in):
            os.set_blocking(end, False)
        self._selector.register(self._wake_out, selectors.EVENT_READ)
        self._going = True

    def run(self) -> None:
        """Works until it is stopped."""
        while self._going:
            try:
                self._turn()
                self._failures = 0
            except Exception as failure:  # noqa: BLE001 - the barrier of the hands
                log.error("the hands stumbled: %s", kind(failure))
                self._make_safe()

    def stop(self) -> None:
        """Ends after what is being done now; from any thread."""
        self._going = False
        self.call(_nothing)

    def aside(self, work: Callable[[], None], then: Callable[[], None]) -> None:
        """Does `work` beside the loop, so that it delays no key, and `then` in it."""

        def act() -> None:
            work()
            self.call(then)

        threading.Thread(target=act, daemon=True).start()

    def watch(self, source: Source) -> None:
        """Handles what comes from `source` from now on; in the loop's thread or before it starts."""
        self._sources.append(source)
        self._selector.register(source.fileno(), selectors.EVENT_READ, source)

    def leave(self, source: Source) -> None:
        """Handles nothing more from `source`. To be asked for with `call` from inside of its own handling."""
        self._sources.remove(source)
        self._selector.unregister(source.fileno())

    def now(self) -> float:
        """Seconds on a clock that only goes forward."""
        return time.monotonic()

    def after(self, seconds: float, act: Callable[[], None]) -> _Timer:
        """Does `act` in this thread, `seconds` from now."""
        timer = _Timer(self.now() + seconds, next(self._numbers), act)
        heapq.heappush(self._timers, timer)
        return timer

    def call(self, act: Callable[[], None]) -> None:
        """Does `act` in the loop's thread, soon; from any thread."""
        self._calls.append(act)
        with suppress(BlockingIOError):  # a full pipe wakes it as well
            os.write(self._wake_in, b".")

    def _turn(self) -> None:
        for source in self._sources:
            if source.waiting():
                source.ready()
            self._listen(source)
        for event, _ in self._selector.select(self._pause()):
            if event.data is None:
                self._drain()
            else:
                event.data.ready()
        self._do_calls()
        self._do_timers()

    def _listen(self, source: Source) -> None:
        wanted = selectors.EVENT_READ | (selectors.EVENT_WRITE if source.behind() else 0)
        if self._selector.get_key(source.fileno()).events != wanted:
            self._selector.modify(source.fileno(), wanted, source)

    def _pause(self) -> float | None:
        """Seconds until the next thing to do; None if nothing is planned."""
        if self._calls or any(source.waiting() for source in self._sources):
            return 0
        while self._timers and not self._timers[0].live:
            heapq.heappop(self._timers)
        return max(0.0, self._timers[0].at - self.now()) if self._timers else None

    def _drain(self) -> None:
        os.read(self._wake_out, 4096)

    def _do_calls(self) -> None:
        for _ in range(len(self._calls)):
            self._calls.popleft()()

    def _do_timers(self) -> None:
        while self._timers and (self._timers[0].at <= self.now() or not self._timers[0].live):
            timer = heapq.heappop(self._timers)
            if timer.live:
                timer.act()

    def _make_safe(self) -> None:
        """Tells every source; when nothing works any more (the X server is gone), ends."""
        self._failures += 1
        for source in self._sources:
            try:
                source.stumbled()
            except Exception as failure:  # noqa: BLE001 - the connection may be the very thing that failed
                log.error("a source is gone: %s", kind(failure))
                self._failures = _HOPELESS
        if self._failures >= _HOPELESS:
            self._going = False


def _nothing() -> None:
    """Only to wake up."""


def kind(failure: Exception) -> str:
    """What failed and where, without the message: that may hold what was typed."""
    frames = traceback.extract_tb(failure.__traceback__)
    return f"{type(failure).__name__} at {frames[-1].filename}:{frames[-1].lineno}" if frames else "?"
