"""What a query finds: matches with their rank and the spans to embolden."""

from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum

from quickreply.core.hanzi import simplified
from quickreply.core.news import Arrival
from quickreply.core.phrase import Phrase, even

Span = tuple[int, int]
"""Begin and end of a matched part, in characters."""

COUNTED = 99
"""How far hits are counted, and how many can be reached; a list says “99+” of more."""

SHOWN = 12
"""Rows of a list that are made at first, some more than are seen at once; the others when they are wanted."""


class Rank(IntEnum):
    """Where a phrase matched, best first."""

    CODE = 0
    CODE_PREFIX = 1
    TITLE = 2
    KEYWORD = 3
    GROUP = 4
    TEXT = 5
    OFFERED = 6
    """Not searched for: pinned or recent phrases under an empty query."""
    NOWHERE = 7


class Among(StrEnum):
    """What kind of shelf a search looks at."""

    ALL = "all"
    PINNED = "pinned"
    RECENT = "recent"
    NEW = "new"
    LIBRARY = "library"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a search looks. `id` is that of the library or group, with all that lies in it."""

    among: Among = Among.ALL
    id: int = 0


EVERYWHERE = Scope()


@dataclass(frozen=True, slots=True)
class Shelf:
    """A place to look at by itself, as a list of all of them shows it.

    `path` are its names, the library's first; `count` is how many phrases in use lie in it, `library` the id
    of the library.
    """

    scope: Scope
    path: tuple[str, ...]
    count: int = 0
    library: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """One row of a list. `code` is the code or alias to show; spans say what to embolden in it."""

    phrase: Phrase
    rank: Rank
    code: str
    group: str = ""
    colour: int = -1
    """Stable number of the group for its colour mark; -1 for none."""
    code_spans: tuple[Span, ...] = ()
    title_spans: tuple[Span, ...] = ()
    text_spans: tuple[Span, ...] = ()
    last_day: bool = False
    """Whether the phrase holds until today."""
    arrival: Arrival | None = None
    """That it came or was changed lately."""


@dataclass(frozen=True, slots=True)
class Matches:
    """What `query` found: the first rows, and how many there are in all."""

    query: str
    rows: tuple[Match, ...] = ()
    total: int = 0
    """Exact up to `COUNTED` and the number of rows asked for; one more than that means “and more”."""
    exact: Phrase | None = None
    """The phrase whose code is the query itself."""
    begins: bool = False
    """Whether the query is the beginning of some code (or a whole one)."""
    final: bool = False
    """Whether the query is a whole code and no other code's beginning."""

    @property
    def unmade(self) -> bool:
        """Whether more rows can be had than were made."""
        return len(self.rows) < min(self.total, COUNTED)

    def followed_by(self, longer: "Matches") -> "Matches":
        """These rows as they stand, and behind them those of `longer` that are not among them."""
        there = {row.phrase.id for row in self.rows}
        others = (row for row in longer.rows if row.phrase.id not in there)
        return replace(self, rows=(*self.rows, *others))


def plain(text: str) -> str:
    """The form in which texts are compared: NFKC, case-folded, in simplified Hanzi.

    Many texts may be joined by NUL and folded at once: nothing combines across it.
    """
    return simplified(even(text))
