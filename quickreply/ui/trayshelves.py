"""Pinned and recent phrases in the menu of the icon: under their groups, in so many lines and no more."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from quickreply.core.phrase import Phrase
from quickreply.core.words import Say
from quickreply.engine.front import Offered
from quickreply.ui.menulines import entry, plain

SHELF = 6
"""Phrases under one name; more are faster found by search."""

_Groups = Sequence[tuple[str, Sequence[Phrase]]]
"""Names of groups, none for phrases without one, and what lies in each."""


class Shelves(QObject):
    """Makes the entries. `choose` is called with the phrase of the one that is chosen."""

    def __init__(self, say: Say, menu: QMenu, choose: Callable[[Phrase], object]) -> None:
        super().__init__(menu)
        self._say = say
        self._menu = menu
        self._choose = choose
        self.prefix = "/"

    def entries(self, offered: Offered, lines: int) -> list[QAction]:
        """What stands in the menu; each of the two shelves takes at most so many lines."""
        pinned = offered.pinned
        recent = [phrase for phrase in offered.recent if phrase not in pinned]
        return [
            *self._shelf(self._say("Pinned"), pinned[:SHELF], offered.shelves, lines),
            *self._shelf(self._say("Recent"), recent[:SHELF], offered.shelves, lines),
        ]

    def heading(self, text: str) -> QAction:
        """A line that is only read."""
        heading = QAction(plain(text), self)
        heading.setEnabled(False)
        return heading

    def _shelf(
        self, name: str, phrases: Sequence[Phrase], places: Mapping[int, tuple[str, str]], lines: int
    ) -> list[QAction]:
        """A separator, and the phrases; under headings of their groups if there are several."""
        if not phrases:
            return []
        groups: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            groups.setdefault(self._place(places.get(phrase.id)), []).append(phrase)
        if len(groups) == 1:
            shown, others = _fitting([(name, phrases)], lines)
        else:
            named = [(place or self._say("Without a group"), members) for place, members in groups.items()]
            shown, others = _fitting(named, lines)
            shown = [(f"{name} · {place}" if not at else place, one) for at, (place, one) in enumerate(shown)]
        rule = QAction(self)
        rule.setSeparator(True)
        return [rule, *self._rows(shown), *([self._submenu(others)] if others else [])]

    def _rows(self, groups: _Groups) -> list[QAction]:
        rows = []
        for place, members in groups:
            rows += [self.heading(place), *map(self._entry, members)]
        return rows

    def _submenu(self, groups: _Groups) -> QAction:
        submenu = QMenu(self._say("More"), self._menu)
        submenu.addActions(self._rows(groups))
        return submenu.menuAction()

    def _place(self, place: tuple[str, str] | None) -> str:
        """Where a phrase lies; the personal library has a name in each language."""
        library, groups = place or ("", "")
        return " / ".join(filter(None, (library and self._say(library), groups)))

    def _entry(self, phrase: Phrase) -> QAction:
        action = QAction(entry(phrase, self.prefix), self)
        action.triggered.connect(lambda _checked=False: self._choose(phrase))
        return action


def forget(action: QAction) -> None:
    """Takes an entry out of the world, with what opens beside it."""
    menu = action.menu()
    if isinstance(menu, QMenu):
        for inner in menu.actions():
            inner.deleteLater()
        menu.deleteLater()
    else:
        action.deleteLater()


def _fitting(groups: _Groups, lines: int) -> tuple[_Groups, _Groups]:
    """What has room in so many lines, each heading one, and what has not: that takes a line too."""
    if sum(1 + len(members) for _, members in groups) <= lines:
        return groups, ()
    left, shown, others = (
        lines - 1,
        list[tuple[str, Sequence[Phrase]]](),
        list[tuple[str, Sequence[Phrase]]](),
    )
    for place, members in groups:
        room = max(0, left - 1)
        if taken := members[:room]:
            shown.append((place, taken))
            left -= 1 + len(taken)
        if behind := members[len(taken) :]:
            left = 0
            others.append((place, behind))
    return shown, others
