"""Counts insertions in the ledger; what cannot be written now is kept and written later."""

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from quickreply.core.usage import UsageEvent
from quickreply.core.words import Refusal, mark
from quickreply.store.usage import Ledger

UNCOUNTED = mark("What you insert is counted later. {why}")

RETRY = 20_000
"""Milliseconds until what could not be written is tried again. No timer runs while all is written."""

KEPT = 10_000
"""Insertions kept while the disk takes none: some weeks of work; then the oldest go."""


class Tally(QObject):
    """Writes each insertion down once, in order. `complain` is called once for each time of trouble."""

    def __init__(self, ledger: Ledger, complain: Callable[[Refusal], None]) -> None:
        super().__init__()
        self._ledger = ledger
        self._complain = complain
        self._unwritten: deque[UsageEvent] = deque(maxlen=KEPT)
        self._in_trouble = False
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.setInterval(RETRY)
        self._retry.timeout.connect(self.write)

    def count(self, event: UsageEvent) -> None:
        """Counts one insertion, now or as soon as it can be written."""
        self._unwritten.append(event)
        self.write()

    def finish(self, patient: Ledger) -> None:
        """Writes down what is left, with a ledger that waits for whoever is writing: there is no later."""
        self._ledger = patient
        self.write()

    def write(self) -> None:
        """Writes down what is not written yet."""
        try:
            while self._unwritten:
                self._ledger.record(self._unwritten[0])
                self._unwritten.popleft()
        except Refusal as refusal:
            self._retry.start()
            if not self._in_trouble:
                self._in_trouble = True
                self._complain(refusal)
        else:
            self._retry.stop()
            self._in_trouble = False
