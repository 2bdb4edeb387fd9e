"""Has names spelled in the background, so that they are found by pinyin."""

import logging
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QProcess

from quickreply.core.words import Refusal
from quickreply.store.spellings import Spellings

log = logging.getLogger(__name__)

_ENDING = 500
"""Milliseconds that a child has to end when the program does."""


class Speller(QObject):
    """Starts a child when there is something to spell, one at a time.

    If it fails that is logged once, and it is not tried again until the next start: phrases are found by
    their characters all the same.
    """

    def __init__(self, spellings: Spellings, spelled: Callable[[], None]) -> None:
        super().__init__()
        self._spellings = spellings
        self._spelled = spelled
        self._again = False
        self._failed = False
        self._child = QProcess(self)
        self._child.finished.connect(self._finished)
        self._child.errorOccurred.connect(self._stumbled)

    def look(self) -> None:
        """The phrases may have changed."""
        if self._child.state() is not QProcess.ProcessState.NotRunning:
            self._again = True
            return
        self._again = False
        if not self._failed and self._missing():
            path = str(self._spellings.database.path)
            self._child.start(sys.executable, ["-m", "quickreply.store.speller", path])

    def stop(self) -> None:
        """Ends the child; what it has done stays, the rest is done after the next start."""
        self._failed = True
        if self._child.state() is not QProcess.ProcessState.NotRunning:
            self._child.kill()
            self._child.waitForFinished(_ENDING)

    def _missing(self) -> bool:
        try:
            return self._spellings.missing()
        except Refusal:
            return False  # whoever reads the phrases tells it

    def _finished(self, status: int, how: QProcess.ExitStatus) -> None:
        if status or how is not QProcess.ExitStatus.NormalExit:
            self._stumbled(QProcess.ProcessError.Crashed)
            return
        self._spelled()
        if self._again:
            self.look()

    def _stumbled(self, _kind: QProcess.ProcessError) -> None:
        if not self._failed:
            self._failed = True
            log.warning("the child that spells has failed; search by pinyin may find less")
