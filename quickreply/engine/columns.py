"""Phrases at rest: a few columns instead of thousands of objects. A `Phrase` is made when it is shown."""

import json
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from itertools import repeat

from quickreply.core.phrase import Group, Library, Phrase
from quickreply.core.supply import Batch, wordings, words
from quickreply.core.wording import Law
from quickreply.engine.joined import starts
from quickreply.engine.reach import BLOCK
from quickreply.engine.shelves import Shelves

_END = "\0"
_FIELDS = 7
_PLAIN = ("", "[]", "", "", "", "[]")
"""Of a phrase with one text that holds always: law, other texts, from when, until when, HTML, pictures."""


class Columns:
    """Everything about the phrases, by number: that is their place in the order in which they came."""

    def __init__(
        self, libraries: Iterable[Library], groups: Iterable[Group], spellings: Mapping[int, str]
    ) -> None:
        self.pinned = 0
        """How many are pinned; they came first."""
        self.stepped = False
        """Whether any has several wordings."""
        self._ids = array("q")
        self._libraries = array("H")
        self._sends: set[int] = set()
        """Ids of those that are sent at once: few, if any."""
        self._places = {library.id: place for place, library in enumerate(libraries)}
        self._library_ids = tuple(self._places)
        self.shelves = Shelves(groups, spellings)
        self._blocks: list[_Block] = []
        self._sorted: tuple[array[int], array[int]] | None = None

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, batch: Batch) -> None:
        """Takes up `BLOCK` phrases; only the last time there may be fewer."""
        self._ids.extend(batch.ids)
        self._libraries.extend(map(self._places.__getitem__, batch.libraries))
        self.shelves.add(batch.groups)
        self._sends.update(number for number, send in zip(batch.ids, batch.sends, strict=True) if send)
        self.pinned += sum(map(bool, batch.pinned))
        self.stepped = self.stepped or batch.stepped
        self._blocks.append(_Block(batch))

    @property
    def blocks(self) -> int:
        """How many blocks they lie in."""
        return len(self._blocks)

    def phrase(self, number: int) -> Phrase:
        """The phrase with this number."""
        fields = self._blocks[number // BLOCK].fields(number % BLOCK)
        code, title, aliases, keywords, note, rare, text = fields
        law, more, begin, end, html, pictures = json.loads(rare) if rare else _PLAIN
        return Phrase(
            self._ids[number],
            self.library(number),
            self.shelves.group(number),
            code,
            title,
            text,
            words(aliases),
            words(keywords),
            note,
            number < self.pinned,
            wordings=wordings(text, note, more),
            law=Law(law or Law.LADDER),
            valid_from=begin,
            valid_until=end,
            send=self._ids[number] in self._sends,
            html=html,
            pictures=words(pictures),
        )

    def library(self, number: int) -> int:
        """The id of its library."""
        return self._library_ids[self._libraries[number]]

    def distance(self, number: int) -> int:
        """The place of its library: of equal codes the one with the lowest wins."""
        return self._libraries[number]

    def number(self, phrase: int) -> int | None:
        """The number of the phrase with this id."""
        if self._sorted is None:
            order = sorted(range(len(self._ids)), key=self._ids.__getitem__)
            self._sorted = array("q", map(self._ids.__getitem__, order)), array("I", order)
        ids, numbers = self._sorted
        place = bisect_left(ids, phrase)
        return numbers[place] if place < len(ids) and ids[place] == phrase else None


class _Block:
    """What is shown and inserted, letter by letter as it was stored; two bytes a letter, or one."""

    __slots__ = ("_bytes", "_codec", "_starts")

    def __init__(self, batch: Batch) -> None:
        aliases, keywords = map(_bare, batch.aliases), map(_bare, batch.keywords)
        facts = batch.laws, batch.more, batch.begins, batch.ends, batch.html, batch.pictures
        rare = map(_rare, *facts) if batch.rare else repeat("", len(batch.ids))
        fields = (batch.codes, batch.titles, aliases, keywords, batch.notes, rare, batch.texts)
        rows = list(map(_END.join, zip(*fields, strict=True)))
        self._codec = "ascii" if all(map(str.isascii, rows)) else "utf-16-le"
        kept = [row.encode(self._codec, "surrogatepass") for row in rows]
        self._bytes = b"".join(kept)
        self._starts = starts(map(len, kept))

    def fields(self, place: int) -> list[str]:
        """Code, title, aliases, keywords, note, what is rare, and text of one."""
        kept = self._bytes[self._starts[place] : self._starts[place + 1]]
        return kept.decode(self._codec, "surrogatepass").split(_END, _FIELDS - 1)


def _rare(*facts: str) -> str:
    """What most phrases have not, as JSON; nothing where there is nothing."""
    _law, more, begin, end, html, pictures = facts
    there = begin or end or html or more != "[]" or pictures != "[]"
    return json.dumps(facts, ensure_ascii=False) if there else ""


def _bare(stored: str) -> str:
    """Nearly all lists are empty, and nothing takes less room than `[]`."""
    return "" if stored == "[]" else stored
