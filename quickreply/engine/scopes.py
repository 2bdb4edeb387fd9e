"""Which phrases lie where a search looks."""

from collections.abc import Callable, Iterable, Iterator

from quickreply.core.search import Among, Scope
from quickreply.engine.columns import Columns
from quickreply.engine.fresh import Fresh
from quickreply.engine.ranking import Ranking

Admits = Callable[[int], bool]
"""Whether the phrase with this number lies there."""


def admits(scope: Scope, columns: Columns, ranking: Ranking, fresh: Fresh) -> Admits | None:
    """The test for one scope; None for everywhere, so that nobody asks in vain."""
    match scope.among:
        case Among.PINNED:
            return lambda number: number < columns.pinned
        case Among.RECENT:
            return frozenset(ranking.newest).__contains__
        case Among.NEW:
            return frozenset(fresh.numbers).__contains__
        case Among.LIBRARY:
            return lambda number: columns.library(number) == scope.id
        case Among.GROUP:
            marks = columns.shelves.within(scope.id)
            return lambda number: columns.shelves.has(number, marks)
        case _:
            return None


def lying(scope: Scope, columns: Columns, ranking: Ranking, fresh: Fresh) -> Iterable[int]:
    """The numbers of the phrases there: those used or come last from the newest on, others as they stand."""
    match scope.among:
        case Among.PINNED:
            return range(columns.pinned)
        case Among.RECENT:
            return ranking.newest
        case Among.NEW:
            return fresh.numbers
        case Among.GROUP:
            return columns.shelves.find(columns.shelves.within(scope.id))
        case _:
            return _admitted(len(columns), admits(scope, columns, ranking, fresh))


def _admitted(count: int, admitted: Admits | None) -> Iterator[int]:
    return filter(admitted, range(count)) if admitted else iter(range(count))
