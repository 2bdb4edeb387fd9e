"""Which names are not spelled yet, and the spellings once they were worked out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from quickreply.core.spelling import Readings, spell
from quickreply.core.supply import spelling_of
from quickreply.store.database import Database

_MISSING = """
    SELECT 1 FROM phrases WHERE spelling IS NULL UNION ALL SELECT 1 FROM groups WHERE spelling IS NULL LIMIT 1
"""
_GROUPS = "SELECT id, name FROM groups WHERE spelling IS NULL AND id > ? ORDER BY id LIMIT ?"
_PHRASES = """
    SELECT id, title, text, code, aliases, keywords FROM phrases
    WHERE spelling IS NULL AND id > ? ORDER BY id LIMIT ?
"""
# Only what is still called so: somebody may have changed it meanwhile.
_SPELL_GROUP = "UPDATE groups SET spelling = ? WHERE id = ? AND name = ?"
_SPELL_PHRASE = """
    UPDATE phrases SET spelling = ?
    WHERE id = ? AND title = ? AND text = ? AND code = ? AND aliases = ? AND keywords = ?
"""

AT_ONCE = 500
"""Names spelled between two writes; others who write wait for one of them at most."""


@dataclass(frozen=True, slots=True)
class Spellings:
    """The spellings in `database`. Every method raises `Refusal` when it cannot be read or written."""

    database: Database

    def missing(self) -> bool:
        """Whether there is a name that is not spelled."""
        with self.database.read() as connection:
            return connection.execute(_MISSING).fetchone() is not None

    def complete(self, readings: Readings) -> None:
        """Spells every name that is not; what was done stays if it is interrupted."""
        for rows in self._portions(_GROUPS):
            self._write(_SPELL_GROUP, [(spell(name, readings), number, name) for number, name in rows])
        for rows in self._portions(_PHRASES):
            self._write(
                _SPELL_PHRASE, [(spelling_of(names, readings), number, *names) for number, *names in rows]
            )

    def _portions(self, query: str) -> Iterator[list[Any]]:
        last = 0
        while rows := self._portion(query, last):
            yield rows
            last = rows[-1][0]

    def _portion(self, query: str, last: int) -> list[Any]:
        with self.database.read() as connection:
            return connection.execute(query, [last, AT_ONCE]).fetchall()

    def _write(self, statement: str, rows: list[tuple[object, ...]]) -> None:
        with self.database.write() as database:
            database.conn.executemany(statement, rows)
