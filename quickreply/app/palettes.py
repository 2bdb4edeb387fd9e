"""The palette at work: searches by the hands, writes to the store, and knows which window it serves."""

import os
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from quickreply.core.draft import Draft
from quickreply.core.missing import folded
from quickreply.core.phrase import PERSONAL, Phrase
from quickreply.core.ports import Rect, Window
from quickreply.core.search import Matches, Scope, Shelf
from quickreply.core.usage import How
from quickreply.core.words import Refusal
from quickreply.desktop.hands import Hands
from quickreply.store.database import Database
from quickreply.store.library import Libraries
from quickreply.store.missing import Wanted
from quickreply.store.schema import PERSONAL_NAME

if TYPE_CHECKING:
    from quickreply.ui.palette import Palette

_BREATH = 300
"""Milliseconds before a query is counted: the window used before has the keyboard again by then."""


class Cabinet:
    """A `Keeper`: finds with the hands' catalogue, reads whole phrases from the store and changes them there.

    `hands` are those that there are by then, `changed` is called when the phrases are not what they were.
    """

    def __init__(
        self,
        database: Database,
        hands: Callable[[], Hands],
        total: Callable[[], int],
        changed: Callable[[], None],
        say: Callable[[str], str],
    ) -> None:
        self._libraries = Libraries(database)
        self._hands = hands
        self.total = total
        self._changed = changed
        self._say = say

    def search(self, query: str, scope: Scope) -> Matches:
        """What a query finds in a scope."""
        return self._hands().search(query, scope)

    def shelves(self) -> tuple[Shelf, ...]:
        """Libraries and groups; none while the store cannot be read."""
        try:
            return tuple(map(self._named, self._libraries.shelves()))
        except Refusal:
            return ()

    def draft(self, phrase: int) -> Draft:
        """A phrase, whole. Raises as `Libraries.draft`."""
        return self._libraries.draft(phrase)

    def keep(self, phrase: int | None, library: int, draft: Draft) -> None:
        """Stores a phrase. Raises as `Libraries.add` and `Libraries.edit`."""
        if phrase is None:
            self._libraries.add(library or self._personal(), draft)
        else:
            self._libraries.edit(phrase, draft)
        self._changed()

    def pin(self, phrase: int, *, on: bool) -> None:
        """Puts a phrase first, or not. Raises as `Libraries.pin`."""
        self._libraries.pin(phrase, on=on)
        self._changed()

    def _personal(self) -> int:
        libraries = self._libraries.load().libraries
        return next(library.id for library in libraries if library.uid == PERSONAL)

    def _named(self, shelf: Shelf) -> Shelf:
        """The personal library has a name in each language."""
        first, *others = shelf.path
        name = self._say(first) if first == PERSONAL_NAME else first
        return Shelf(shelf.scope, (name, *others), shelf.count, shelf.library)


class Palettes(QObject):
    """Connects the palette with hands and store. `complain` tells the user what cannot be done."""

    def __init__(
        self, hands: Callable[[], Hands], database: Database, complain: Callable[[Refusal], None]
    ) -> None:
        super().__init__()
        self._hands = hands
        self._wanted = Wanted(database)
        self._complain = complain
        self._window: Window | None = None
        self.counts_missing = True
        """Whether queries that found nothing are kept."""

    def furnish(self, palette: "Palette") -> None:
        """Connects the palette when it is made."""
        palette.chosen.connect(lambda phrase: self._insert(palette, phrase))
        palette.added.connect(lambda phrase: self._add(palette, phrase))
        palette.copied.connect(lambda phrase: self._hands().keep(phrase.id))
        palette.dismissed.connect(self._give_focus_back)
        palette.wanted.connect(lambda: self._hands().look())
        palette.picking.connect(lambda picking: self._let_keys_pick(palette, picking))
        palette.declined.connect(lambda: self._hands().declined())
        palette.missed.connect(self._miss)
        palette.failed.connect(self._complain)

    def toggle(self, palette: "Palette", window: Window | None, near: Rect | None, query: str) -> None:
        """Opens the palette for `window`, or closes it."""
        ours = window is not None and window.pid == os.getpid()
        if not ours:
            self._window = window
        palette.toggle(None if ours else near, query)

    def _insert(self, palette: "Palette", phrase: Phrase) -> None:
        """Clicked while the palette rests, it goes where the keyboard is."""
        at_rest = palette.clicked_at_rest and not palette.isActiveWindow()
        self._hands().insert(phrase.id, None if at_rest else self._window, How.PALETTE)

    def _add(self, palette: "Palette", phrase: Phrase) -> None:
        number = int(palette.winId())
        self._hands().insert(phrase.id, self._window, How.PALETTE, Window(number, number, "", os.getpid()))

    def _let_keys_pick(self, palette: "Palette", picking: bool) -> None:
        if picking:
            self._hands().palette_opened(int(palette.winId()), palette.picks)
        else:
            self._hands().palette_closed()

    def _give_focus_back(self) -> None:
        if self._window:
            self._hands().give_back(self._window, os.getpid())

    def _miss(self, query: str) -> None:
        if self.counts_missing and (kept := folded(query)):
            QTimer.singleShot(_BREATH, self, lambda: self._count(kept))

    def _count(self, query: str) -> None:
        """Of little weight: one that cannot be written now is left out."""
        try:
            self._wanted.count(query, date.today())  # noqa: DTZ011 - the user's own day
        except Refusal:
            return
