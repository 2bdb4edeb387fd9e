"""Pictures in the database: each once, as long as a phrase, or the undoing of an import, needs it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quickreply.core.picture import Picture, Print
from quickreply.core.words import Refusal, mark
from quickreply.store.database import Database

if TYPE_CHECKING:
    import sqlite_utils

LIMIT = 100 * 1024 * 1024
"""Bytes of all pictures together: every backup is a copy of them."""

_FULL = mark("There is no room for more pictures: all together may take 100 MB. Nothing was stored.")

_INSERT = """
    INSERT INTO pictures (name, width, height, thumb, png, data) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (name) DO NOTHING
"""
_SIZE = "SELECT coalesce(sum(length(thumb) + length(png) + length(data)), 0) FROM pictures"
_SWEEP = """
    DELETE FROM pictures WHERE name NOT IN (
        SELECT value FROM phrases, json_each(phrases.pictures) WHERE phrases.pictures != '[]'
        UNION SELECT value FROM imports, json_each(imports.pictures) WHERE imports.pictures != '[]'
    )
"""


@dataclass(frozen=True, slots=True)
class Album:
    """Those in `database`. Every method raises `Refusal` when it cannot be read."""

    database: Database

    def names(self) -> frozenset[str]:
        """All that are there."""
        with self.database.read() as connection:
            return frozenset(name for (name,) in connection.execute("SELECT name FROM pictures"))

    def picture(self, name: str) -> Picture | None:
        """One as it came."""
        with self.database.read() as connection:
            row = connection.execute(
                "SELECT name, width, height, data FROM pictures WHERE name = ?", [name]
            ).fetchone()
        return Picture(*row) if row else None

    def print(self, name: str) -> Print | None:
        """One with all that was made of it."""
        with self.database.read() as connection:
            row = connection.execute(
                "SELECT name, width, height, data, png, thumb FROM pictures WHERE name = ?", [name]
            ).fetchone()
        return Print(Picture(*row[:4]), *row[4:]) if row else None

    def thumb(self, name: str) -> bytes:
        """One as lists show it, in PNG; nothing if it is not there."""
        with self.database.read() as connection:
            row = connection.execute("SELECT thumb FROM pictures WHERE name = ?", [name]).fetchone()
        return bytes(row[0]) if row else b""


def take_in(database: "sqlite_utils.Database", prints: Iterable[Print]) -> None:
    """Keeps pictures, in somebody else's transaction; `sweep` follows when phrases have them.

    Raises:
        Refusal: there is no room.
    """
    rows = [
        (one.picture.name, one.picture.width, one.picture.height, one.thumb, one.png, one.picture.data)
        for one in prints
    ]
    if not rows:
        return
    database.conn.executemany(_INSERT, rows)
    [(size,)] = database.execute(_SIZE)
    if size > LIMIT:
        raise Refusal(_FULL)


def sweep(database: "sqlite_utils.Database") -> None:
    """Removes what nobody needs any more, in the transaction that may have left it."""
    database.execute(_SWEEP)
