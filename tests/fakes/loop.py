"""Time that passes only when it is told to."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from quickreply.core.ports import Cancel


@dataclass(slots=True)
class _Timer:
    at: float
    act: Callable[[], None]
    live: bool = True

    def cancel(self) -> None:
        self.live = False


class FakeLoop:
    """A `Loop` with a clock that moves only when it is told to."""

    def __init__(self) -> None:
        self._now = 1000.0
        self._timers: list[_Timer] = []
        self._calls: deque[Callable[[], None]] = deque()

    def now(self) -> float:
        return self._now

    def after(self, seconds: float, act: Callable[[], None]) -> Cancel:
        timer = _Timer(self._now + seconds, act)
        self._timers.append(timer)
        return timer

    def call(self, act: Callable[[], None]) -> None:
        self._calls.append(act)

    @property
    def planned(self) -> int:
        """How many acts are still to come: none, once everything has settled."""
        return len(self._calls) + sum(timer.live for timer in self._timers)

    def run(self) -> None:
        """Does what is due now."""
        self.advance(0)

    def advance(self, seconds: float) -> None:
        """Lets time pass, from one act to the next, in their order."""
        end = self._now + seconds
        for _ in range(100_000):
            if self._calls:
                self._calls.popleft()()
            elif timer := self._next(end):
                self._timers.remove(timer)
                self._now = max(self._now, timer.at)
                timer.act()
            else:
                self._now = end
                return
        raise AssertionError("the acts plan each other for ever")

    def _next(self, end: float) -> _Timer | None:
        self._timers = [timer for timer in self._timers if timer.live]
        due = [timer for timer in self._timers if timer.at <= end]
        return min(due, key=lambda timer: timer.at, default=None)  # the first of equals was asked for first
