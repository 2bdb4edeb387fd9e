"""The libraries in memory: what a code means, what a query finds."""

from collections.abc import Callable, Iterable, Mapping
from heapq import nsmallest
from itertools import islice

from quickreply.core.phrase import Collection, Phrase, fold
from quickreply.core.search import COUNTED, SHOWN, Match, Matches, Rank, plain
from quickreply.core.supply import Supply, supply
from quickreply.engine.index import Found, Index
from quickreply.engine.spans import code_spans, label_spans, spans

RECENT = 20
"""How many of the phrases used last are remembered for an empty query."""


class Catalogue:
    """An index over what is in use. Phrases, libraries and codes that are switched off are not in it.

    Read by several threads: nothing changes after it was built but the tuple of recent phrases,
    which is replaced whole.
    """

    def __init__(self, stock: Supply, recent: tuple[int, ...] = ()) -> None:
        self._index = Index(stock)
        self._columns = self._index.columns
        self._recent = recent
        self._favoured = self._numbers(recent)

    @classmethod
    def of(cls, collection: Collection, recent: tuple[int, ...] = ()) -> "Catalogue":
        """The catalogue of a collection that is in memory anyway."""
        return cls(supply(collection), recent)

    def __len__(self) -> int:
        return len(self._columns)

    def phrase(self, number: int) -> Phrase | None:
        """The phrase with this id, if it is in use."""
        place = self._columns.number(number)
        return None if place is None else self._columns.phrase(place)

    def by_code(self, code: str) -> Phrase | None:
        """The phrase a code stands for: personal over shop over packs."""
        return self._owner(fold(code))

    def group_path(self, phrase: Phrase) -> tuple[str, ...]:
        """Names of the phrase's groups, outermost first."""
        return self._index.shelves.path(phrase.group)

    def note_use(self, phrase: int) -> None:
        """Moves a phrase to the front of the recent ones."""
        self._recent = (phrase, *(other for other in self._recent if other != phrase))[:RECENT]
        self._favoured = self._numbers(self._recent)

    @property
    def recent(self) -> tuple[int, ...]:
        """Ids of the phrases used last, newest first."""
        return self._recent

    def offered(self, limit: int = SHOWN) -> Matches:
        """What is offered before anything was typed: pinned phrases, then recent ones."""
        most = max(limit, COUNTED)
        numbers = dict.fromkeys((*range(min(self._columns.pinned, most + 1)), *self._favoured))
        rows = tuple(self._row(number, Rank.OFFERED, ()) for number in islice(numbers, limit))
        return Matches("", rows, min(len(numbers), most + 1))

    def suggest(self, typed: str, limit: int = SHOWN) -> Matches:
        """The list at the slash: codes that begin so, then titles and keywords with a word that does."""
        query = plain(typed)
        if not query:
            return self.offered(limit)
        most = max(limit, COUNTED)
        found = self._index.suggest(query, most)
        self._favour(found, lambda number: self._index.suggested_rank(number, query))
        begun = self._index.codes.count(query)
        exact = self._owner(query)  # not by_code: a second slash is no part of a code
        rows = self._rows(found, (query,), limit)
        return Matches(typed, rows, min(len(found), most + 1), exact, bool(begun), bool(exact) and begun == 1)

    def search(self, query: str, limit: int = SHOWN) -> Matches:
        """Phrases in which every word of the query occurs: code, title, keywords, group or text."""
        words = tuple(fold(word) or word for word in plain(query.replace("\0", " ")).split())
        if not words:
            return self.offered(limit)
        most = max(limit, COUNTED)
        found = self._index.find(words, most)
        sought = tuple(map(self._index.word, words))
        self._favour(found, lambda number: self._index.rank(number, sought))
        owner = self._index.codes.owner(fold(query))
        if owner is not None:
            found.promote(owner)
        rows = self._rows(found, words, limit)
        exact = None if owner is None else self._columns.phrase(owner)
        return Matches(query, rows, min(len(found), most + 1), exact)

    def _owner(self, folded: str) -> Phrase | None:
        number = self._index.codes.owner(folded)
        return None if number is None else self._columns.phrase(number)

    def _numbers(self, phrases: Iterable[int]) -> tuple[int, ...]:
        """The phrases that are in use, by their place in the index."""
        numbers = map(self._columns.number, phrases)
        return tuple(number for number in numbers if number is not None)

    def _favour(self, found: Found, rank: Callable[[int], Rank | None]) -> None:
        """Where counting stopped early, what was used last is found all the same."""
        if found.cut is None:
            return
        for number in self._favoured:
            if number not in found and (place := rank(number)) is not None and place <= found.cut:
                found.add(place, number)

    def _rows(self, found: Found, words: tuple[str, ...], limit: int) -> tuple[Match, ...]:
        """The first rows: rank by rank, so that what is not shown need not be put in order."""
        rows: list[Match] = []
        for rank in sorted(found.ranks):
            best = self._ordered(found.ranks[rank], rank, limit - len(rows))
            rows += [self._row(number, rank, words) for number in best]
        return tuple(rows)

    def _ordered(self, numbers: Mapping[int, str], rank: Rank, room: int) -> list[int]:
        """Pinned ones first, then those used last, then short codes, then as in the library."""
        newest = {number: place for place, number in enumerate(self._favoured)}
        pinned, codes = self._columns.pinned, numbers if rank is Rank.CODE_PREFIX else {}

        def order(number: int) -> tuple[bool, int, int, str, int]:
            code = codes.get(number, "")
            return number >= pinned, newest.get(number, RECENT), len(code), code, number

        return nsmallest(room, numbers, key=order)

    def _row(self, number: int, rank: Rank, words: tuple[str, ...]) -> Match:
        phrase = self._columns.phrase(number)
        codes = phrase.codes
        begun = next((code for code in codes if words and fold(code).startswith(words)), None)
        in_text = spans(phrase.text, self._index.texts.folded(number), words) if words else ()
        return Match(
            phrase,
            rank,
            begun or (codes[0] if codes else ""),
            self._index.shelves.name(phrase.group),
            phrase.group or -1,
            code_spans(begun, words) if begun else (),
            spans(phrase.title, self._index.titles.folded(number), words)
            if phrase.title
            else label_spans(phrase.label, phrase.text, in_text),
            in_text,
        )
