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
    colour: int
    codes: tuple[str, ...]
    fields: tuple[tuple[Rank, str], ...]
    joined: str


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
        self._entries = {phrase.id: self._entry(phrase) for phrase in phrases}
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
        pinned = [entry for entry in self._entries.values() if entry.phrase.pinned]
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
        found = {hit.entry.phrase.id for hit in coded}
        worded = [hit for hit in self._worded(query) if hit.entry.phrase.id not in found]
        hits = nsmallest(limit, [*coded, *worded], key=self._order)
        rows = tuple(_row(hit, (query,)) for hit in hits)
        begun = len(self._beginning(query))
        exact = self._owner(query)  # not by_code: a second slash is no part of a code
        return Matches(typed, rows, len(coded) + len(worded), exact, bool(begun), bool(exact) and begun == 1)

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
            if all(word in entry.joined for word in words)
        ]
        rows = tuple(_row(hit, words) for hit in nsmallest(limit, hits, key=self._order))
        return Matches(query, rows, len(hits), exact)

    def _owner(self, folded: str) -> Phrase | None:
        number = self._owners.get(folded)
        return None if number is None else self._entries[number].phrase

    def _entry(self, phrase: Phrase) -> _Entry:
        path = self.group_path(phrase)
        group = " / ".join(path)
        codes = tuple(fold(code) for code in phrase.codes)
        fields = (
            (Rank.TITLE, _normal(phrase.title)),
            (Rank.KEYWORD, "\n".join(_normal(word) for word in phrase.keywords)),
            (Rank.GROUP, _normal(group)),
            (Rank.TEXT, _normal(phrase.text)),
        )
        joined = "\n".join((*codes, *(text for _, text in fields)))
        return _Entry(phrase, group, phrase.group or -1, codes, fields, joined)

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

    def _worded(self, query: str) -> Iterator[_Hit]:
        if not query[0].isalnum():
            return  # a slash or a dash begins no word: `//` is given back at once
        for entry in self._entries.values():
            for rank, text in entry.fields[:2]:
                if query in text and _starts_word(text, query):
                    yield _Hit(entry, rank)
                    break

    def _order(self, hit: _Hit) -> tuple[object, ...]:
        phrase, recent = hit.entry.phrase, self._recent  # one look: another thread may replace it
        place = recent.index(phrase.id) if phrase.id in recent else RECENT
        return hit.rank, not phrase.pinned, len(hit.code), place, hit.code or phrase.label, phrase.id


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
    return _Hit(entry, max(_rank(entry, word) for word in words), _begun(entry, words))


def _begun(entry: _Entry, words: tuple[str, ...]) -> str:
    return next((code for code in entry.codes if code.startswith(words)), "")


def _rank(entry: _Entry, word: str) -> Rank:
    if any(code.startswith(word) for code in entry.codes):
        return Rank.CODE_PREFIX
    return next((rank for rank, text in entry.fields if word in text), Rank.TEXT)


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
        hit.entry.colour,
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
