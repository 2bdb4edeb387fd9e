"""The ledger of insertions: it only grows, and every figure is counted from it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from quickreply.core.usage import MEMORY, Habits, UsageEvent, worth
from quickreply.store.database import Database

_USES = "SELECT phrase_id, app, substr(at, 1, 10), count(*) FROM usage WHERE at >= ? GROUP BY 1, 2, 3"


_RECORD = """
    INSERT INTO usage (at, phrase_id, how, app, characters, milliseconds) VALUES (?, ?, ?, ?, ?, ?)
"""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was used, in `database`. Days are the user's own, as they were where and when she worked.

    Every method raises `Refusal` when the database cannot be read or written.
    """

    database: Database

    def record(self, event: UsageEvent) -> None:
        """Adds one insertion."""
        at = event.at.astimezone().isoformat(timespec="milliseconds")
        row = [at, event.phrase, str(event.how), event.app, event.characters, event.milliseconds]
        with self.database.note() as connection:
            connection.execute(_RECORD, row)

    def by_phrase(self, since: date = date.min) -> tuple[tuple[int, int], ...]:
        """How often each phrase was inserted since that day, the most used first, as (id, times)."""
        return self._count(
            "SELECT phrase_id, count(*) FROM usage WHERE at >= ? GROUP BY 1 ORDER BY 2 DESC, max(id) DESC",
            since,
        )

    def by_day(self, since: date = date.min) -> tuple[tuple[date, int], ...]:
        """How many insertions there were on each day with any, the newest first."""
        days = self._count(
            "SELECT substr(at, 1, 10), count(*) FROM usage WHERE at >= ? GROUP BY 1 ORDER BY 1 DESC", since
        )
        return tuple((date.fromisoformat(str(day)), times) for day, times in days)

    def recent(self, limit: int = 20) -> tuple[int, ...]:
        """Ids of the phrases inserted last, the newest first, each once."""
        with self.database.read() as connection:
            rows = connection.execute(
                "SELECT phrase_id FROM usage GROUP BY phrase_id ORDER BY max(id) DESC LIMIT ?", [limit]
            )
            return tuple(phrase for (phrase,) in rows)

    def habits(self) -> Habits:
        """What is used often, and what was used last."""
        today = datetime.now().astimezone()
        since = (today - timedelta(days=MEMORY)).date()
        scores: dict[str, dict[int, float]] = {}
        with self.database.read() as connection:
            rows = connection.execute(_USES, [since.isoformat()])
            for phrase, app, day, times in rows:
                age = (today.date() - date.fromisoformat(day)).days
                there = scores.setdefault(app, {})
                there[phrase] = there.get(phrase, 0.0) + times * worth(age)
        return Habits(self.recent(), scores)

    def _count(self, query: str, since: date) -> tuple[tuple[int, int], ...]:
        with self.database.read() as connection:
            return tuple(connection.execute(query, [since.isoformat()]))
