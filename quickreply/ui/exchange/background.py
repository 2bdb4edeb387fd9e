"""Long work beside the windows: one piece after the other, what nobody waits for any more is dropped."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from queue import SimpleQueue
from threading import Thread
from typing import Any

from PySide6.QtCore import QObject, Signal

from quickreply.core.words import Refusal, mark

log = logging.getLogger(__name__)

UNKNOWN = mark("Something went wrong that should not. Nothing was changed.")

Going = Callable[[int], None]

_ANYHOW = -1
"""The number of work that is done though nobody waits for it."""


def nothing(_result: object) -> None:
    """Most results leave nothing behind."""


class Stopped(Exception):  # noqa: N818 - no error: nobody waits any more
    """Raised in the work, where it tells how far it is, when the user has stopped it."""


@dataclass(frozen=True, slots=True)
class _Job:
    number: int
    act: Callable[[Going], object]
    then: Callable[[Any], None]
    failed: Callable[[Refusal], None]
    dropped: Callable[[Any], object]


class Background(QObject):
    """Does one piece of work at a time in a thread of its own; what comes of it arrives in Qt's thread.

    Signals:
        went: how far the work is, as it tells.
    """

    went = Signal(int)
    _ended = Signal(object, object)
    _told = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._number = 0
        self._waiting = False
        self._ended.connect(self._arrived)
        self._told.connect(self._tell)
        self._thread = Thread(target=self._work, name="import", daemon=True)
        self._thread.start()

    @property
    def busy(self) -> bool:
        """Whether something is awaited."""
        return self._waiting

    def do(
        self,
        act: Callable[[Going], object],
        then: Callable[[Any], None],
        failed: Callable[[Refusal], None],
        dropped: Callable[[Any], object] = nothing,
    ) -> None:
        """Has `act` done, in place of what was awaited until now; hands its result over, or its refusal.

        `act` gets a function to tell how far it is, which raises `Stopped` when nobody waits any more. If it
        was through by then, `dropped` gets the result, in the same thread, to undo it.
        """
        self._number += 1
        self._waiting = True
        self._jobs.put(_Job(self._number, act, then, failed, dropped))

    def stop(self) -> None:
        """Waits for nothing any more."""
        self._number += 1
        self._waiting = False

    def close(self) -> None:
        """Ends the thread when it is through with what it does."""
        self.stop()
        self._jobs.put(None)

    def join(self, seconds: float) -> None:
        """Waits until it has ended."""
        self._thread.join(seconds)

    def _work(self) -> None:
        while job := self._jobs.get():
            if job.number not in {self._number, _ANYHOW}:
                continue
            result = self._result(job)
            if job.number == self._number:
                self._ended.emit(job, result)
            else:
                self._drop(job, result)

    def _drop(self, job: _Job, result: object) -> None:
        """Undoes what nobody waited for."""
        if not isinstance(result, Refusal | Stopped):
            self._result(replace(job, act=lambda _: job.dropped(result)))

    def _result(self, job: _Job) -> object:
        """The barrier of the thread: whatever happens, the next piece of work is done."""

        def going(done: int) -> None:
            if job.number != self._number:
                raise Stopped
            self._told.emit(job.number, done)

        try:
            return job.act(going)
        except (Refusal, Stopped) as answer:
            return answer
        except MemoryError:
            return Refusal(mark("There is not enough memory for that. Nothing was changed."))
        except Exception as failure:  # noqa: BLE001 - the barrier
            log.error("an import failed: %s", type(failure).__name__)
            return Refusal(UNKNOWN)

    def _arrived(self, job: _Job, result: object) -> None:
        if job.number != self._number:  # stopped when it was through, and on its way here
            self._jobs.put(
                replace(job, number=_ANYHOW, act=lambda _: self._drop(job, result), dropped=nothing)
            )
            return
        if isinstance(result, Stopped):
            return
        self._waiting = False
        if isinstance(result, Refusal):
            job.failed(result)
        else:
            job.then(result)

    def _tell(self, number: int, done: int) -> None:
        if number == self._number:
            self.went.emit(done)
