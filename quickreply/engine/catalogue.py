"""The libraries in memory: what a code means, what a query finds."""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nsmallest

from quickreply.core.phrase import Collection, Group, Library, LibraryKind, Phrase, fold
from quickreply.core.search import Match, Matches, Rank, Span

RECENT = 20
"""How many of the phrases used last are remembered for an empty query."""

_KINDS = {kind: place for place, kind in enumerate(LibraryKind)}


@dataclass(frozen=True, slots=True)
class _Entry:
    """A phrase that can be found, with everything about it folded for comparing."""

    phrase: Phrase
    group: str
    fields: str
    """Codes, title, keywords, group and text, folded, one behind the other: one string costs least."""

    @property
    def codes(self) -> list[str]:
        """The codes, folded."""
        return [code for code in self.fields[: self.fields.index(_END)].split(_NEXT) if code]

    def rank(self, word: str) -> Rank:
        """The best field in which `word` occurs; in a code only its beginning counts."""
        end = self.fields.index(_END)
        if self.fields.startswith(word) or self.fields.find(_NEXT + word, 0, end) >= 0:
            return Rank.CODE_PREFIX
        place = self.fields.find(word, end)
        return _FIELDS[self.fields.count(_END, 0, place)] if place >= 0 else Rank.TEXT

    def words(self) -> tuple[tuple[Rank, str], ...]:
        """Title and keywords."""
        _, title, keywords, _ = self.fields.split(_END, 3)
        return (Rank.TITLE, title), (Rank.KEYWORD, keywords)


_END, _NEXT = "\0", "\n"
"""What ends a field, and what stands between its parts. Neither can be typed."""

_FIELDS = (Rank.CODE_PREFIX, Rank.TITLE, Rank.KEYWORD, Rank.GROUP, Rank.TEXT)


@dataclass(frozen=True, slots=True)
class _Hit:
    entry: _Entry
    rank: Rank
    code: str = ""


class Catalogue:
    """An index over one `Collection`. Phrases, libraries and codes that are switched off are not in it.

    Read by several threads: nothing changes after it was built but the tuple of recent phrases,
    which is replaced whole.
    """

    def __init__(self, collection: Collection, recent: tuple[int, ...] = ()) -> None:
        self._groups = {group.id: group for group in collection.groups}
        libraries = {library.id: library for library in collection.libraries if library.enabled}
        phrases = [phrase for phrase in collection.phrases if phrase.enabled and phrase.library in libraries]
        phrases.sort(key=lambda phrase: _precedence(libraries[phrase.library]))
        self._names: dict[int | None, str] = {}
        self._entries = {phrase.id: self._entry(phrase) for phrase in phrases}
        self._pinned = frozenset(phrase.id for phrase in phrases if phrase.pinned)
        self._owners = _owners(self._entries)
        self._codes = sorted(self._owners)
        self._recent = recent

    def __len__(self) -> int:
        return len(self._entries)

    def phrase(self, number: int) -> Phrase | None:
        """The phrase with this id, if it is in use."""
        entry = self._entries.get(number)
        return entry.phrase if entry else None

    def by_code(self, code: str) -> Phrase | None:
        """The phrase a code stands for: personal over shop over packs."""
        return self._owner(fold(code))

    def group_path(self, phrase: Phrase) -> tuple[str, ...]:
        """Names of the phrase's groups, outermost first."""
        return tuple(group.name for group in self._ancestors(phrase.group))[::-1]

    def note_use(self, phrase: int) -> None:
        """Moves a phrase to the front of the recent ones."""
        self._recent = (phrase, *(other for other in self._recent if other != phrase))[:RECENT]

    @property
    def recent(self) -> tuple[int, ...]:
        """Ids of the phrases used last, newest first."""
        return self._recent

    def offered(self, limit: int = 99) -> Matches:
        """What is offered before anything was typed: pinned phrases, then recent ones."""
        pinned = [entry for number, entry in self._entries.items() if number in self._pinned]
        recent = [self._entries[number] for number in self._recent if number in self._entries]
        entries = list({entry.phrase.id: entry for entry in (*pinned, *recent)}.values())
        rows = tuple(_row(_Hit(entry, Rank.OFFERED), ()) for entry in entries[:limit])
        return Matches("", rows, len(entries))

    def suggest(self, typed: str, limit: int = 99) -> Matches:
        """The list at the slash: codes that begin so, then titles and keywords with a word that does."""
        query = _normal(typed)
        if not query:
            return self.offered(limit)
        coded = self._coded(query)
        hits = coded if len(coded) > limit else [*coded, *self._worded(query, coded)]
        rows = tuple(_row(hit, (query,)) for hit in self._best(hits, limit))
        begun = len(self._beginning(query))
        exact = self._owner(query)  # not by_code: a second slash is no part of a code
        return Matches(typed, rows, len(hits), exact, bool(begun), bool(exact) and begun == 1)

    def search(self, query: str, limit: int = 99) -> Matches:
        """Phrases in which every word of the query occurs: code, title, keywords, group or text."""
        words = tuple(_normal(query).split())
        if not words:
            return self.offered(limit)
        words = tuple(fold(word) or word for word in words)
        exact = self.by_code(query)
        hits = [
            _Hit(entry, Rank.CODE, words[0]) if entry.phrase is exact else _hit(entry, words)
            for entry in self._entries.values()
            if all(word in entry.fields for word in words)
        ]
        rows = tuple(_row(hit, words) for hit in self._best(hits, limit))
        return Matches(query, rows, len(hits), exact)

    def _owner(self, folded: str) -> Phrase | None:
        number = self._owners.get(folded)
        return None if number is None else self._entries[number].phrase

    def _entry(self, phrase: Phrase) -> _Entry:
        group = self._group_name(phrase)
        fields = (
            _NEXT.join(map(fold, phrase.codes)),
            _normal(phrase.title),
            _NEXT.join(map(_normal, phrase.keywords)),
            _normal(group),
            _normal(phrase.text),
        )
        return _Entry(phrase, group, _END.join(fields))

    def _group_name(self, phrase: Phrase) -> str:
        if phrase.group not in self._names:
            self._names[phrase.group] = " / ".join(self.group_path(phrase))
        return self._names[phrase.group]

    def _ancestors(self, number: int | None) -> Iterator[Group]:
        seen: set[int] = set()
        while number is not None and number not in seen and (group := self._groups.get(number)):
            seen.add(number)
            yield group
            number = group.parent

    def _beginning(self, query: str) -> list[str]:
        first = bisect_left(self._codes, query)
        return self._codes[first : bisect_left(self._codes, query + "\U0010ffff")]

    def _coded(self, query: str) -> list[_Hit]:
        hits: dict[int, _Hit] = {}
        for code in self._beginning(query):
            rank = Rank.CODE if code == query else Rank.CODE_PREFIX
            owner = self._owners[code]
            hits.setdefault(owner, _Hit(self._entries[owner], rank, code))
        return list(hits.values())

    def _worded(self, query: str, coded: list[_Hit]) -> Iterator[_Hit]:
        if not query[0].isalnum():
            return  # a slash or a dash begins no word: `//` is given back at once
        found = {hit.entry.phrase.id for hit in coded}
        for number, entry in self._entries.items():
            if query in entry.fields and number not in found:
                rank = next((rank for rank, text in entry.words() if _starts_word(text, query)), None)
                if rank is not None:
                    yield _Hit(entry, rank)

    def _best(self, hits: list[_Hit], limit: int) -> list[_Hit]:
        """The first `limit` hits: rank by rank, so that what is not shown need not be put in order."""
        ranks: dict[Rank, list[_Hit]] = {}
        for hit in hits:
            ranks.setdefault(hit.rank, []).append(hit)
        best: list[_Hit] = []
        for rank in sorted(ranks):
            if len(best) < limit:
                best += self._ordered(ranks[rank], limit - len(best))
        return best

    def _ordered(self, hits: list[_Hit], limit: int) -> list[_Hit]:
        """Pinned ones first, then short codes, then the ones used last, then as in the library."""
        recent = {number: place for place, number in enumerate(self._recent)}

        def order(hit: _Hit) -> tuple[object, ...]:
            number = hit.entry.phrase.id
            return number not in self._pinned, len(hit.code), recent.get(number, RECENT), hit.code

        return nsmallest(limit, hits, key=order)


def _precedence(library: Library) -> tuple[int, int, int]:
    return _KINDS[library.kind], library.position, library.id


def _owners(entries: dict[int, _Entry]) -> dict[str, int]:
    """Who has each code; entries come in order of precedence, so the first keeps it."""
    owners: dict[str, int] = {}
    for number, entry in entries.items():
        for code in entry.codes:
            owners.setdefault(code, number)
    return owners


def _hit(entry: _Entry, words: tuple[str, ...]) -> _Hit:
    return _Hit(entry, max(map(entry.rank, words)), _begun(entry, words))


def _begun(entry: _Entry, words: tuple[str, ...]) -> str:
    return next((code for code in entry.codes if code.startswith(words)), "")


def _row(hit: _Hit, words: tuple[str, ...]) -> Match:
    phrase = hit.entry.phrase
    shown = next(
        (code for code in phrase.codes if fold(code) == hit.code), phrase.codes[0] if phrase.codes else ""
    )
    prefix = next((word for word in words if fold(shown[: len(word)]) == word), "")
    return Match(
        phrase,
        hit.rank,
        shown,
        hit.entry.group,
        phrase.group or -1,
        ((0, len(prefix)),) if prefix else (),
        _spans(phrase.label, words),
        _spans(phrase.text, words),
    )


def _spans(text: str, words: tuple[str, ...]) -> tuple[Span, ...]:
    folded = _normal(text)
    if len(folded) != len(text):  # folding changed the length: places in one are not places in the other
        return ()
    found = ((folded.find(word), len(word)) for word in words)
    spans = sorted({(start, start + length) for start, length in found if start >= 0})
    return tuple(span for span in spans if _normal(text[slice(*span)]) in words)


def _starts_word(text: str, query: str) -> bool:
    start = text.find(query)
    while start > 0 and text[start - 1].isalnum() and text[start - 1].isascii():
        start = text.find(query, start + 1)
    return start >= 0


def _normal(text: str) -> str:
    if text.isascii():  # the rule below, in a tenth of the time
        return text.lower()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
