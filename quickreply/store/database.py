"""The one SQLite file: opened for each act and closed again, so any thread may use it, any tool copy it."""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from quickreply.core.words import Refusal, mark
from quickreply.store.backup import Backups
from quickreply.store.paths import Places, private_folder, unwritable
from quickreply.store.schema import MIGRATIONS, Migrations, applied, migrate, pending

if TYPE_CHECKING:
    import sqlite_utils

PATIENCE = 2.0
"""Seconds to wait for another program that is writing."""

_BUSY = mark("{path} is in use by another program. Nothing was changed; try again in a moment.")
_READ_ONLY = mark("{path} cannot be written: the file or its folder is read-only. Nothing was changed.")
_FULL = mark("The disk is full. {path} was not changed; make room and try again.")
_CLOSED = mark("{path} cannot be opened: it is no file, or it or its folder may not be read and written.")
_DISK = mark("The disk reports an error with {path}. Nothing was changed.")
_DAMAGED = mark("{path} is damaged and was left as it is. There is no backup of it in {folder}.")
_DAMAGED_BACKUP = mark(
    "{path} is damaged and was left as it is. To go back to the newest backup: quit quickreply, move {path} "
    "and {path}-wal away, and copy {backup} to where {path} was."
)

_ACCIDENTS: Mapping[int, str] = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_CANTOPEN: _CLOSED,
    sqlite3.SQLITE_IOERR: _DISK,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
}
"""What can happen to a file, by SQLite's primary result code."""

_ANYTHING = "SELECT 1 FROM phrases UNION ALL SELECT 1 FROM libraries WHERE kind != 'personal' LIMIT 1"

_NO_ROOM = sqlite3.SQLITE_IOERR_SHMSIZE
"""What a full disk is called where the file beside the database that all programs share has no room."""


class Database:
    """Access to the file at `path`; every accident with it is raised as a `Refusal`.

    `patience` is how many seconds to wait for another program that is writing.
    """

    def __init__(self, path: Path, backups: Backups, patience: float = PATIENCE) -> None:
        self.path = path
        self.backups = backups
        self._patience = patience

    @classmethod
    def open(cls, places: Places) -> "Database":
        """The database of this user, created or brought up to date if need be.

        Raises:
            Refusal: it is locked, read-only, damaged, from a newer program, or the disk is full.
        """
        database = cls(places.database, Backups(places.backups))
        database.prepare()
        return database

    def prepare(self, migrations: Migrations = MIGRATIONS) -> None:
        """Creates the file or brings it up to date, with a backup before."""
        private_folder(self.path.parent)
        with self._accidents_told():
            if not self.path.exists():
                os.close(os.open(self.path, os.O_CREAT | os.O_WRONLY, 0o600))
            with closing(self._connect()) as connection:
                if pending(connection, migrations):
                    self._migrate(connection, migrations)
                _write_ahead(connection)

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees the database as it is at one moment."""
        with self._accidents_told(), closing(self._connect()) as connection:
            connection.execute("BEGIN")
            yield connection

    @contextmanager
    def note(self) -> Iterator[sqlite3.Connection]:
        """One transaction as `write`, for a row that is added while somebody works.

        It needs no import, and the windows do not stand still for one.
        """
        with self._accidents_told(), closing(self._connect()) as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.commit()

    @contextmanager
    def write(self) -> Iterator["sqlite_utils.Database"]:
        """One transaction: all of it stays, or, if the block raises, nothing."""
        import sqlite_utils  # noqa: PLC0415 - 0.1 to 0.6 s, and reading needs none of it

        with self.note() as connection:
            yield sqlite_utils.Database(connection, execute_plugins=False)

    @contextmanager
    def whole(self) -> Iterator["Database"]:
        """One transaction for several acts: all that is done with the database it gives stays, or nothing."""
        with self.write() as opened:
            yield _Opened(self, opened)

    def untouched(self) -> bool:
        """Whether there is nothing but the personal library, without a phrase."""
        with self.read() as connection:
            return connection.execute(_ANYTHING).fetchone() is None

    def back_up(self) -> Path:
        """Copies the database; returns the copy.

        Raises:
            Refusal: it is damaged or cannot be read, or the copy cannot be written.
        """
        with self._accidents_told(), closing(self._connect()) as connection:
            return self.backups.make(connection)

    def back_up_daily(self) -> None:
        """Copies the database unless that was done today already. Raises as `back_up`."""
        if not self.backups.made_on(datetime.now(UTC).date()):
            self.back_up()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?mode=rw",  # never creates: a file that vanished is an accident
            timeout=self._patience,
            isolation_level=None,
            uri=True,
        )
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(
            "PRAGMA synchronous = NORMAL"
        )  # safe with WAL, and no wait for the disk at each use
        return connection

    def _migrate(self, connection: sqlite3.Connection, migrations: Migrations) -> None:
        if applied(connection):
            self.backups.make(connection)
        migrate(connection, migrations)

    @contextmanager
    def _accidents_told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as accident:
            if refusal := self._in_words(accident):
                raise refusal from accident
            raise
        except OSError as accident:
            raise unwritable(self.path, accident) from accident

    def _in_words(self, accident: sqlite3.Error) -> Refusal | None:
        code = getattr(accident, "sqlite_errorcode", -1)
        message = _FULL if code == _NO_ROOM else _ACCIDENTS.get(code & 0xFF)
        if message is None:
            return None
        backup = self.backups.newest() if message == _DAMAGED else None
        if backup:
            return Refusal(_DAMAGED_BACKUP, path=str(self.path), backup=str(backup))
        return Refusal(message, path=str(self.path), folder=str(self.backups.folder))


class _Opened(Database):
    """The database inside a transaction that somebody else ends."""

    def __init__(self, database: Database, opened: "sqlite_utils.Database") -> None:
        super().__init__(database.path, database.backups)
        self._opened = opened

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """What stands in the transaction."""
        yield self._opened.conn

    @contextmanager
    def write(self) -> Iterator["sqlite_utils.Database"]:
        """A part of the transaction."""
        yield self._opened


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Lets others read while one writes; the file remembers it.

    SQLite does not wait to change this. If another program is at the file just now, all works without it
    too, and the next start tries again.
    """
    [(mode,)] = connection.execute("PRAGMA journal_mode")
    if mode != "wal":
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode = WAL")
