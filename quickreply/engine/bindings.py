"""Libraries and groups that are only for some applications."""

from collections.abc import Iterable

from quickreply.core.phrase import Group, Library
from quickreply.engine.columns import Columns
from quickreply.engine.scopes import Admits


class Bindings:
    """Says which phrases are offered in an application. Where nothing is bound nobody is asked."""

    def __init__(self, libraries: Iterable[Library], groups: Iterable[Group], columns: Columns) -> None:
        self._columns = columns
        self._libraries = {one.id: _folded(one.apps) for one in libraries if one.apps}
        self._groups = {one.id: _folded(one.apps) for one in groups if one.apps}
        self._known: dict[str, Admits | None] = {}

    def admits(self, app: str) -> Admits | None:
        """Whether phrases are offered in windows of this class; None for all, also where it is unknown."""
        if not app or not (self._libraries or self._groups):
            return None
        if app not in self._known:
            self._known = {**self._known, app: self._rule(app.casefold())}
        return self._known[app]

    def _rule(self, app: str) -> Admits | None:
        libraries = frozenset(number for number, apps in self._libraries.items() if app not in apps)
        columns, shelves = self._columns, self._columns.shelves
        away = [number for number, apps in self._groups.items() if app not in apps]
        marks = "".join(shelves.within(number) for number in away)
        if not libraries and not marks:
            return None
        return lambda number: (
            columns.library(number) not in libraries and not (marks and shelves.has(number, marks))
        )


def _folded(apps: Iterable[str]) -> frozenset[str]:
    return frozenset(app.casefold() for app in apps)


def both(one: Admits | None, other: Admits | None) -> Admits | None:
    """What two rules let in; None where neither is asked."""
    if one is None or other is None:
        return one or other
    return lambda number: one(number) and other(number)
