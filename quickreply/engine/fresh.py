"""The phrases in use that are news, by their numbers."""

from bisect import bisect_left
from collections.abc import Callable, Sequence

from quickreply.core.news import LASTS, Arrival, News
from quickreply.engine.columns import Columns


class Fresh:
    """Asks the clock when it is asked itself: what is news ends without anybody waiting for it."""

    def __init__(self, news: News, columns: Columns, clock: Callable[[], float]) -> None:
        self._news = news
        self._columns = columns
        self._clock = clock
        self._order: tuple[Sequence[int], Sequence[int]] | None = None

    def arrival(self, phrase: int) -> Arrival | None:
        """What is new of the phrase with this id."""
        return self._news.of(phrase, self._clock()) if self._news else None

    @property
    def numbers(self) -> Sequence[int]:
        """Those that are news now, the latest first."""
        if not self._news:
            return ()
        if self._order is None:
            self._order = self._ordered()
        numbers, ages = self._order
        return numbers[: bisect_left(ages, LASTS - self._clock())]

    def _ordered(self) -> tuple[Sequence[int], Sequence[int]]:
        """The numbers and, rising with them, when each came, counted backwards."""
        known = ((-at, self._columns.number(phrase)) for phrase, at in self._news)
        there = sorted((age, number) for age, number in known if number is not None)
        return [number for _, number in there], [age for age, _ in there]
