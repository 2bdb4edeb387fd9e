"""The phrases in use: loaded from the store, counted into the ledger, offered in the tray."""

from quickreply.core.phrase import Collection, Phrase
from quickreply.core.search import Matches
from quickreply.core.usage import UsageEvent
from quickreply.core.words import Say
from quickreply.engine.catalogue import Catalogue
from quickreply.store.database import Database
from quickreply.store.library import Libraries
from quickreply.store.usage import Ledger

OFFERED = 8
"""Phrases of each kind in the tray's menu."""


class Shelf:
    """Holds the catalogue. It is replaced whole when the phrases change, so any thread may read it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._libraries = Libraries(database)
        self._ledger = Ledger(database)
        self.catalogue = Catalogue(Collection())
        self.load()

    def load(self) -> None:
        """Reads everything from the database.

        Raises:
            Refusal: it cannot be read.
        """
        self.catalogue = Catalogue(self._libraries.load(), self._ledger.recent())

    def search(self, query: str) -> Matches:
        """What the palette asks."""
        return self.catalogue.search(query)

    def count(self, event: UsageEvent) -> None:
        """Counts an insertion.

        Raises:
            Refusal: it cannot be written down; the phrase counts as recent all the same.
        """
        self.catalogue.note_use(event.phrase)
        self._ledger.record(event)

    def pinned(self) -> list[Phrase]:
        """Phrases the user pinned."""
        return [match.phrase for match in self.catalogue.offered().rows if match.phrase.pinned][:OFFERED]

    def recent(self) -> list[Phrase]:
        """Phrases used last."""
        found = (self.catalogue.phrase(number) for number in self.catalogue.recent)
        return [phrase for phrase in found if phrase][:OFFERED]

    def back_up(self) -> None:
        """Once a day."""
        self._database.back_up_daily()

    def stock_up(self, say: Say) -> None:
        """A first start finds phrases to try, in the user's language."""
