"""Spellings joined into long strings, to be searched with the patterns of `core.spelling`."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from quickreply.core.spelling import SILENT
from quickreply.engine.joined import BLOCK, starts
from quickreply.engine.typos import near

_END = "\0"

Patterns = Sequence[re.Pattern[str]]


class Spelled:
    """Spellings by number, added block by block."""

    def __init__(self) -> None:
        self._blocks: list[tuple[str, Sequence[int]]] = []

    def add(self, spellings: Sequence[str]) -> None:
        """Puts `BLOCK` spellings behind those that are there; only the last block may have fewer."""
        there = any(spellings)
        self._blocks.append((_END.join(spellings), starts(map(len, spellings), 1)) if there else ("", ()))

    def find(self, patterns: Patterns) -> Iterator[int]:
        """The numbers of the spellings in which one of the patterns occurs, in order pattern by pattern."""
        for pattern in patterns:
            for place, (text, begins) in enumerate(self._blocks):
                found = pattern.search(text)
                while found:
                    number = bisect_right(begins, found.start()) - 1
                    yield place * BLOCK + number
                    found = pattern.search(text, begins[number + 1])

    def near(self, word: str) -> Iterator[int]:
        """The numbers of the spellings in which `word` stands with one typing error."""
        typed = SILENT.sub(r"\1", word.replace("v", "u"))
        for place, (text, begins) in enumerate(self._blocks):
            for at in near(text.lower(), typed):
                yield place * BLOCK + bisect_right(begins, at) - 1

    def at(self, number: int, patterns: Patterns) -> re.Match[str] | None:
        """Where one of the patterns occurs in this spelling."""
        text, begins = self._blocks[number // BLOCK]
        if not text:
            return None
        begin, end = begins[number % BLOCK], begins[number % BLOCK + 1] - 1
        return next(filter(None, (pattern.search(text, begin, end) for pattern in patterns)), None)
