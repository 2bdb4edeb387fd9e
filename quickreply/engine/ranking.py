"""Which phrase of a rank comes first: pinned ones, then what this agent uses, then short codes."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from heapq import nlargest

from quickreply.core.usage import Habits

RECENT = 20
"""How many of the phrases used last are remembered."""

FAVOURED = 64
"""How many phrases are looked at even where counting stopped before it came to them."""

HERE = 2.0
"""What a use in the same application counts more than one elsewhere."""


class Ranking:
    """Habits, with phrases by their numbers. What changes is replaced whole, so any thread may read."""

    def __init__(self, habits: Habits, number: Callable[[int], int | None], pinned: int) -> None:
        self._number = number
        self._pinned = pinned
        self.recent = habits.recent
        self._scores: dict[str, Counter[int]] = {}
        for app, scores in habits.scores.items():
            known = ((number(phrase), score) for phrase, score in scores.items())
            self._scores[app] = Counter({one: score for one, score in known if one is not None})
        self._cache: dict[str, tuple[int, ...]] = {}
        self._sums: dict[str, Mapping[int, float]] = {}
        self._newest = self._numbered()

    def note(self, phrase: int, app: str) -> None:
        """A phrase was used just now."""
        self.recent = (phrase, *(other for other in self.recent if other != phrase))[:RECENT]
        if (number := self._number(phrase)) is not None:
            self._scores = {**self._scores, app: self._scores.get(app, Counter()) + Counter({number: 1.0})}
        self._newest, self._cache, self._sums = self._numbered(), {}, {}

    @property
    def newest(self) -> tuple[int, ...]:
        """The numbers of the phrases used last, the newest first."""
        return tuple(self._newest)

    def favoured(self, app: str) -> tuple[int, ...]:
        """The numbers of the phrases used last and used most, the newest first."""
        if app not in self._cache:
            scores = self.scores(app)
            most = nlargest(FAVOURED, scores, key=lambda number: (scores[number], -number))
            self._cache[app] = tuple(dict.fromkeys((*self._newest, *most)))
        return self._cache[app]

    def scores(self, app: str) -> Mapping[int, float]:
        """How much each phrase is used by somebody who works in this application."""
        if app not in self._sums:
            total: Counter[int] = Counter()
            for where, scores in self._scores.items():
                factor = 1.0 + HERE * (where == app)
                total.update({number: factor * score for number, score in scores.items()})
            self._sums[app] = total
        return self._sums[app]

    def by_code(self, codes: Mapping[int, str], app: str) -> list[int]:
        """Phrases in order; `codes` are their numbers with the codes that were found."""
        scores, newest = self.scores(app), self._newest

        def order(number: int) -> tuple[bool, float, int, int, str, int]:
            code = codes[number]
            recency = newest.get(number, RECENT)
            return number >= self._pinned, -scores.get(number, 0.0), recency, len(code), code, number

        return sorted(codes, key=order)

    def by_use(self, numbers: Iterable[int], app: str) -> list[int]:
        """Phrases in order where codes say nothing. Most were never used: these need not be compared."""
        scores, newest = self.scores(app), self._newest
        ordered = sorted(numbers)
        used = [number for number in ordered if number in newest or scores.get(number)]
        if not used:
            return ordered
        unused = sorted(set(ordered).difference(used))
        first = bisect_left(unused, self._pinned)
        best = self.by_code(dict.fromkeys(used, ""), app)
        pinned = sum(number < self._pinned for number in used)
        return [*best[:pinned], *unused[:first], *best[pinned:], *unused[first:]]

    def _numbered(self) -> dict[int, int]:
        numbers = map(self._number, self.recent)
        return {number: place for place, number in enumerate(numbers) if number is not None}
