"""Spellings joined into long strings, to be searched for pinyin."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from quickreply.core.spelling import Sought, sounded, typable
from quickreply.engine.joined import starts
from quickreply.engine.reach import BLOCK, split
from quickreply.engine.typos import near

_END = "\0"
_SMALL = bytes(range(256)).lower()


class Spelled:
    """Spellings by number, added block by block."""

    def __init__(self) -> None:
        self._blocks: list[tuple[str, Sequence[int]]] = []

    def add(self, spellings: Sequence[str]) -> None:
        """Puts `BLOCK` spellings behind those that are there; only the last block may have fewer."""
        there = any(spellings)
        self._blocks.append((_END.join(spellings), starts(map(len, spellings), 1)) if there else ("", ()))

    def find(self, word: Sought | None) -> Iterator[int]:
        """The numbers of the spellings in which the word occurs; those by their first readings first."""
        if word is None:
            return
        for place, (text, begins) in enumerate(self._blocks):
            if word.within(text):
                for number in _found(word.pattern(text), text, begins):
                    yield place * BLOCK + number
        for place, (text, begins) in enumerate(self._blocks):
            if word.other in text and word.within(text):
                for number in _found(word.further, text, begins):
                    yield place * BLOCK + number

    def look(self, word: Sought | None, block: int) -> int:
        """The spellings of one block in which the word occurs, as bits."""
        text, _ = self._blocks[block]
        if word is None or not text or not word.within(text):
            return 0
        found = split(word.pattern(text).split(text))
        return found | split(word.further.split(text)) if word.other in text else found

    def near(self, word: str) -> Iterator[int]:
        """The numbers of the spellings in which `word` stands with one typing error."""
        if not typable(word):
            return
        typed = sounded(word)
        for place, (text, _) in enumerate(self._blocks):
            letters = _letters(text)
            for at in near(letters, typed):
                yield place * BLOCK + letters.count(_END, 0, at)

    def at(self, number: int, word: Sought | None) -> re.Match[str] | None:
        """Where the word occurs in this spelling."""
        text, begins = self._blocks[number // BLOCK]
        if word is None or not text:
            return None
        place = number % BLOCK
        return word.search(text, begins[place], begins[place + 1] - 1)


def _letters(text: str) -> str:
    """Spellings as they are typed: small letters, no spaces. As bytes that takes a tenth of the time."""
    return text.encode("latin-1", "replace").translate(_SMALL, b" ").decode("latin-1")


def _found(pattern: re.Pattern[str], text: str, begins: Sequence[int]) -> Iterator[int]:
    found = pattern.search(text) if text else None
    while found:
        number = bisect_right(begins, found.start()) - 1
        yield number
        found = pattern.search(text, begins[number + 1])
