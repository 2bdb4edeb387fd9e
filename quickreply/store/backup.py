"""Copies of the database, made before anything big happens to it."""

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from quickreply.store.paths import private_folder

KEPT = 10
"""How many copies are kept; the oldest go first."""

_PATTERN = "quickreply-*.db"


class Damaged(sqlite3.DatabaseError):
    """The database can be read, but its parts do not fit together."""

    sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    sqlite_errorname = "SQLITE_CORRUPT"


@dataclass(frozen=True, slots=True)
class Backups:
    """The folder of copies, named by the moment they were made (UTC)."""

    folder: Path

    def newest(self) -> Path | None:
        """The last good copy, if there is one."""
        return max(self._all(), default=None)

    def made_on(self, day: date) -> bool:
        """Whether one was made on this day (UTC)."""
        return any(path.name.startswith(f"quickreply-{day:%Y%m%d}") for path in self._all())

    def make(self, source: sqlite3.Connection) -> Path:
        """Copies the database behind `source` as it is now, also while others write to it.

        Raises:
            Damaged: its parts do not fit together; such a copy must not push a good one out.
            Refusal: the folder cannot be created.
            OSError: the copy cannot be written.
        """
        private_folder(self.folder)
        path = self.folder / f"quickreply-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.db"
        unfinished = path.with_suffix(".part")
        try:
            os.close(os.open(unfinished, os.O_CREAT | os.O_WRONLY, 0o600))
            _copy(source, unfinished)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
        self._thin()
        return path

    def _all(self) -> list[Path]:
        return sorted(self.folder.glob(_PATTERN)) if self.folder.is_dir() else []

    def _thin(self) -> None:
        for path in self._all()[:-KEPT]:
            path.unlink(missing_ok=True)


def _copy(source: sqlite3.Connection, path: Path) -> None:
    with closing(sqlite3.connect(path)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, no -wal beside it
        [(verdict,)] = copy.execute("PRAGMA quick_check(1)")
        if verdict != "ok":
            raise Damaged(verdict)
        _leave_out_reminders(copy)


def _leave_out_reminders(copy: sqlite3.Connection) -> None:
    """What was said of a customer is gone when it is deleted, so no copy has it; later it is of no use."""
    if copy.execute("SELECT 1 FROM sqlite_master WHERE name = 'reminders'").fetchone():
        copy.execute("PRAGMA secure_delete = ON")
        copy.execute("DELETE FROM reminders")
        copy.commit()
