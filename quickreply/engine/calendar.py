"""Which phrases hold now, and when that will be otherwise."""

import time
from collections.abc import Callable, Iterable, Iterator
from math import inf

from quickreply.core.phrase import Library, Phrase
from quickreply.core.supply import BEGINS, ENDS, LIBRARY, Record
from quickreply.core.validity import ALWAYS, Term, term, zone_of


class Calendar:
    """The terms of libraries and of their phrases. `zone` is where the agent is, "" for the system's.

    A phrase holds while its library does, and within its own term.
    """

    def __init__(
        self, libraries: Iterable[Library], zone: str = "", clock: Callable[[], float] = time.time
    ) -> None:
        self._zone = zone
        self._clock = clock
        self._zones: dict[int, str] = {}
        self._terms: dict[int, Term] = {}
        self._known: dict[tuple[int, str, str], Term] = {}
        for one in libraries:
            self._zones[one.id] = there = zone_of(one.language, zone)
            if one.valid_from or one.valid_until:
                self._terms[one.id] = term(one.valid_from, one.valid_until, there)
        self.turn = min((one.turn(clock()) for one in self._terms.values()), default=inf)
        """When something begins to hold or ends, in seconds since 1970; infinite if nothing ever does."""

    def current(self, records: Iterable[Record]) -> Iterator[Record]:
        """Those that hold now; the moment when that changes is noted in `turn`."""
        now, terms = self._clock(), self._terms
        for record in records:
            if record[BEGINS] or record[ENDS] or (terms and record[LIBRARY] in terms):
                here = self._term(record[LIBRARY], record[BEGINS], record[ENDS])
                self.turn = min(self.turn, here.turn(now))
                if not here.holds(now):
                    continue
            yield record

    @property
    def stale(self) -> bool:
        """Whether `turn` is over: something that was current holds no more, or something else does."""
        return self._clock() >= self.turn

    @property
    def left(self) -> float:
        """Seconds until `turn`."""
        return self.turn - self._clock()

    def holds(self, phrase: Phrase) -> bool:
        """Whether a phrase holds at this moment."""
        return self.term(phrase).holds(self._clock())

    def last_day(self, phrase: Phrase) -> bool:
        """Whether it ends today."""
        here = self.term(phrase)
        return here is not ALWAYS and here.last_day(self._clock(), self._zone)

    def term(self, phrase: Phrase) -> Term:
        """When a phrase holds."""
        if phrase.valid_from or phrase.valid_until or phrase.library in self._terms:
            return self._term(phrase.library, phrase.valid_from, phrase.valid_until)
        return ALWAYS

    def _term(self, library: int, begin: str, end: str) -> Term:
        key = library, begin, end
        if key not in self._known:
            own = term(begin, end, self._zones.get(library, self._zone)) if begin or end else ALWAYS
            self._known[key] = own.within(self._terms.get(library, ALWAYS))
        return self._known[key]
