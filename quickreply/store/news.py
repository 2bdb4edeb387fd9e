"""What is news, as it rests: which import brought or changed which phrase of a library that was there."""

import sqlite3
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

from quickreply.core.news import LASTS, News
from quickreply.core.phrase import PERSONAL
from quickreply.core.plan import Fate, Plan

if TYPE_CHECKING:
    from sqlite_utils import Database

_PUT = "INSERT INTO news (entry, phrase_id, at, changed) VALUES (?, ?, ?, ?)"
_READ = """
    SELECT phrase_id, max(at), min(changed) FROM news WHERE at > ? GROUP BY phrase_id ORDER BY phrase_id
"""
"""What was new this morning and changed at noon is new to who comes in the evening."""


def read(connection: sqlite3.Connection) -> News:
    """What came in the last day."""
    return News(connection.execute(_READ, [int(time.time()) - LASTS]))


def write_down(database: "Database", plan: Plan, library: int, new: Iterable[int], entry: int) -> None:
    """Notes what the import of this `entry` brought (`new`, by their ids) and changed; forgets what is old.

    What fills an empty library is no news, nor what the user brings into her own.
    """
    now, brought = int(time.time()), list(new)
    database.execute("DELETE FROM news WHERE at <= ?", [now - LASTS])
    if plan.library.uid == PERSONAL or not _was_filled(database, plan, library, len(brought)):
        return
    changed = [row.phrase for row in plan.of(Fate.CHANGED) if row.is_news]
    rows = [*((entry, number, now, 0) for number in brought), *((entry, one, now, 1) for one in changed)]
    database.conn.executemany(_PUT, rows)


def take_back(database: "Database", entry: int) -> None:
    """An import is undone: what it brought and changed is no news."""
    database.execute("DELETE FROM news WHERE entry = ?", [entry])


def forget(database: "Database", phrase: int) -> None:
    """The user has changed the phrase herself: she knows it."""
    database.execute("DELETE FROM news WHERE phrase_id = ?", [phrase])


def _was_filled(database: "Database", plan: Plan, library: int, brought: int) -> bool:
    if any(row.fate in {Fate.CHANGED, Fate.GONE} for row in plan.rows):
        return True
    count = database.table("phrases").count_where("library_id = ?", [library])
    return bool(plan.library.id) and count > brought
