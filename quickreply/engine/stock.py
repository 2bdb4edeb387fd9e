"""The phrases in use, and what is offered of them without a search."""

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager

from quickreply.core.phrase import Collection, Phrase
from quickreply.core.ports import Images, no_images, nothing
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

    def __init__(
        self, load: Load, images: Images = no_images, clock: Callable[[], float] = time.time
    ) -> None:
        self._load = load
        self.images = images
        """Pictures of phrases; read when they are inserted, never kept."""
        self._clock = clock
        self._catalogue = Catalogue.of(Collection())
        self._edition = 0
        self._told = False
        self.zone = ""
        """Where the agent is, for phrases that hold for a while only; "" for the system's."""
        self.expired: Callable[[], None] = nothing
        """Called once when other phrases hold than those in the catalogue."""

    @property
    def catalogue(self) -> Catalogue:
        """What is in use. Whoever looks finds out whether it still holds: the clock may have been asleep."""
        if self._catalogue.stale and not self._told:
            self._told = True
            self.expired()
        return self._catalogue

    @catalogue.setter
    def catalogue(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._edition += 1
        self._told = False

    def fetch(self) -> Catalogue:
        """Reads everything anew; may be called in another thread. What is in `catalogue` stays.

        Raises:
            Refusal: the store cannot be read.
        """
        with self._load() as (supply, habits):
            return Catalogue(supply, habits, self.zone, self._clock)

    def last(self) -> Phrase | None:
        """What was inserted last and is still there."""
        return next(filter(None, map(self.catalogue.phrase, self.catalogue.recent)), None)

    def offered(self, app: str = "") -> Offered:
        """What is pinned and what was used last, of that what is offered in windows of this class."""
        catalogue = self.catalogue
        pinned = [match.phrase for match in catalogue.offered(app=app).rows if match.phrase.pinned][:OFFERED]
        used = filter(None, map(catalogue.phrase, catalogue.recent))
        recent = [one for one in used if not one.pinned and catalogue.offers(one, app)][:OFFERED]
        shelves = self._shelves([*pinned, *recent])
        return Offered(
            tuple(pinned),
            tuple(recent),
            len(catalogue),
            self.last(),
            shelves,
            catalogue.stepped,
            self._edition,
        )

    def _shelves(self, phrases: Sequence[Phrase]) -> Mapping[int, tuple[str, str]]:
        several = len({phrase.library for phrase in phrases}) > 1
        places = {phrase.id: self._place(phrase, several=several) for phrase in phrases}
        return {number: place for number, place in places.items() if any(place)}

    def _place(self, phrase: Phrase, *, several: bool) -> tuple[str, str]:
        library = self.catalogue.library(phrase) if several else ""
        return library, " / ".join(self.catalogue.group_path(phrase))
