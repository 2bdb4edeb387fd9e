"""One running program a user: a file that is held as long as it runs."""

import os
import sqlite3
from pathlib import Path

from quickreply.store.paths import unwritable


class Held(Exception):  # noqa: N818 - a state, no error
    """Somebody else holds the file."""


class Lock:
    """Holds a file by SQLite, which locks alike on every system and is there anyway; nothing is written.

    The system lets go of it when the process ends, however that happens. A child does not hold it.
    """

    def __init__(self, path: Path) -> None:
        """Takes it, or raises at once.

        Raises:
            Held: another process has it.
            Refusal: the file cannot be made.
        """
        try:
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        except OSError as fault:
            raise unwritable(path, fault) from fault
        self._path = path
        self._file = sqlite3.connect(path, timeout=0, isolation_level=None)
        try:
            self._file.execute("PRAGMA journal_mode = OFF")
            self._file.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            self._file.close()
            raise Held from None

    def release(self) -> None:
        """Lets go and takes the file away."""
        self._path.unlink(missing_ok=True)
        self._file.close()
