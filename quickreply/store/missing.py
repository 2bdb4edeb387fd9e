"""Queries of the search window that found nothing, each once, with how often and when last."""

from dataclasses import dataclass
from datetime import date

from quickreply.core.missing import KEPT, Missing
from quickreply.store.database import Database

_COUNT = """
    INSERT INTO missing (query, times, last) VALUES (?, 1, ?)
    ON CONFLICT (query) DO UPDATE SET times = times + 1, last = excluded.last
"""
# Not the one that was counted just now: it is the rarest, and would never get in.
_FORGET = """
    DELETE FROM missing WHERE id IN (
        SELECT id FROM missing WHERE query != ? ORDER BY times, last, id
        LIMIT max(0, (SELECT count(*) FROM missing) - ?)
    )
"""
_LIST = "SELECT query, times, last FROM missing ORDER BY times DESC, last DESC, id DESC"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is missing, in `database`. Every method raises `Refusal` when that cannot be read or written."""

    database: Database

    def count(self, query: str, day: date) -> None:
        """Counts a folded query on a day."""
        with self.database.note() as connection:
            connection.execute(_COUNT, [query, day.isoformat()])
            connection.execute(_FORGET, [query, KEPT])

    def list(self) -> tuple[Missing, ...]:
        """All of them, the most wanted first."""
        with self.database.read() as connection:
            rows = connection.execute(_LIST)
            return tuple(Missing(query, times, date.fromisoformat(last)) for query, times, last in rows)

    def clear(self) -> None:
        """Forgets all of them, also in the free pages of the file."""
        with self.database.note() as connection:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("DELETE FROM missing")
