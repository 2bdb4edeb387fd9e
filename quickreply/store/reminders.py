"""Reminders at rest: until they are done with, or some days after they were seen."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from quickreply.core.reminder import KEPT, MOST, Reminder
from quickreply.core.words import Refusal, mark
from quickreply.store.database import Database

FULL = mark(
    "“{title}” will not be told of again: there are {count} reminders already. "
    "Remove some: quickreply reminders list"
)

_ADD = "INSERT INTO reminders (due, title, said) VALUES (?, ?, ?)"
_LIST = "SELECT id, due, title, said, seen FROM reminders ORDER BY due, id"


@dataclass(frozen=True, slots=True)
class Reminders:
    """Those in `database`. Every method raises `Refusal` when that cannot be read or written.

    What is deleted is overwritten in the file: a customer's name may be in it.
    """

    database: Database

    def add(self, reminder: Reminder) -> None:
        """Keeps one more.

        Raises:
            Refusal: with `FULL` as its message, if there are as many as may be kept.
        """
        with self.database.note() as connection:
            [(count,)] = connection.execute("SELECT count(*) FROM reminders")
            if count >= MOST:
                raise Refusal(FULL, title=reminder.title, count=count)
            connection.execute(_ADD, [_instant(reminder.due), reminder.title, reminder.said])

    def list(self) -> tuple[Reminder, ...]:
        """All of them, what is due first before the others."""
        with self.database.read() as connection:
            return tuple(
                Reminder(datetime.fromisoformat(due), title, said, number, _read(seen))
                for number, due, title, said, seen in connection.execute(_LIST)
            )

    def postpone(self, number: int, due: datetime) -> bool:
        """Another time for one; False if there is none with this number."""
        with self.database.note() as connection:
            row = [_instant(due), number]
            return (
                connection.execute("UPDATE reminders SET due = ?, seen = '' WHERE id = ?", row).rowcount > 0
            )

    def see(self, numbers: Iterable[int], now: datetime) -> None:
        """The user has seen these, and has not done with them."""
        with self.database.note() as connection:
            rows = [(_instant(now), number) for number in numbers]
            connection.executemany("UPDATE reminders SET seen = ? WHERE id = ? AND seen = ''", rows)

    def remove(self, numbers: Iterable[int]) -> int:
        """Deletes these; returns how many of them there were."""
        with self.database.note() as connection:
            _overwrite(connection)
            rows = [(number,) for number in numbers]
            return connection.executemany("DELETE FROM reminders WHERE id = ?", rows).rowcount

    def clear(self) -> int:
        """Deletes all of them; returns how many there were."""
        with self.database.note() as connection:
            _overwrite(connection)
            return connection.execute("DELETE FROM reminders").rowcount

    def tidy(self, now: datetime) -> None:
        """Deletes those that were seen long ago."""
        with self.database.note() as connection:
            _overwrite(connection)
            connection.execute("DELETE FROM reminders WHERE seen != '' AND seen <= ?", [_instant(now - KEPT)])


def _overwrite(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA secure_delete = ON")


def _read(instant: str) -> datetime | None:
    return datetime.fromisoformat(instant) if instant else None


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")
