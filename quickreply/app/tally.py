"""Counts insertions in the ledger; what cannot be written now is kept and written later."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from quickreply.app.later import Later
from quickreply.core.usage import UsageEvent
from quickreply.core.words import Refusal, mark
from quickreply.store.usage import Ledger

UNCOUNTED = mark("What you insert is counted later. {why}")

KEPT = 10_000
"""Insertions kept while the disk takes none: some weeks of work; then the oldest go."""


class Tally(QObject):
    """Writes each insertion down once, in order. `complain` is called once for each time of trouble."""

    def __init__(self, ledger: Ledger, complain: Callable[[Refusal], None]) -> None:
        super().__init__()
        self._ledger = ledger
        self._later = Later(self._record, complain, most=KEPT)

    def count(self, event: UsageEvent) -> None:
        """Counts one insertion, now or as soon as it can be written."""
        self._later.add(event)

    def finish(self, patient: Ledger) -> None:
        """Writes down what is left, with a ledger that waits for whoever is writing: there is no later."""
        self._ledger = patient
        self._later.write()

    def _record(self, event: UsageEvent) -> None:
        self._ledger.record(event)
