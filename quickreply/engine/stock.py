"""The phrases in use, and what is offered of them without a search."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from quickreply.core.phrase import Collection
from quickreply.core.supply import Supply
from quickreply.core.usage import Habits
from quickreply.engine.catalogue import Catalogue
from quickreply.engine.front import Offered

OFFERED = 8
"""Phrases of each kind in the tray's menu."""

Load = Callable[[], AbstractContextManager[tuple[Supply, Habits]]]
"""Opens the store: all phrases that are in use, to be read in the block, and what is used."""


class Stock:
    """Holds the catalogue. It is replaced whole, so it may be read while a new one is made."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._catalogue = Catalogue.of(Collection())
        self._edition = 0

    @property
    def catalogue(self) -> Catalogue:
        """What is in use."""
        return self._catalogue

    @catalogue.setter
    def catalogue(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._edition += 1

    def fetch(self) -> Catalogue:
        """Reads everything anew; may be called in another thread. What is in `catalogue` stays.

        Raises:
            Refusal: the store cannot be read.
        """
        with self._load() as (supply, habits):
            return Catalogue(supply, habits)

    def offered(self) -> Offered:
        """What is pinned and what was used last."""
        catalogue = self.catalogue
        pinned = [match.phrase for match in catalogue.offered().rows if match.phrase.pinned]
        recent = [
            phrase for phrase in map(catalogue.phrase, catalogue.recent) if phrase and not phrase.pinned
        ]
        return Offered(tuple(pinned[:OFFERED]), tuple(recent[:OFFERED]), len(catalogue), self._edition)
