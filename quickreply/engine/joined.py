"""Folded texts, joined into a few long strings: they cost their letters, and one look goes through all."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from quickreply.core.search import plain
from quickreply.engine.reach import BLOCK, split
from quickreply.engine.typos import near

_END = "\0"
"""What stands between two texts; nobody can type it."""

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_MARK, _GAP = "\x1a", "\x80"
_TWO_BYTES = 1 << 16


class Joined:
    """Texts by number, added block by block. Whoever reads may do so in any thread once all are there."""

    def __init__(self) -> None:
        self._blocks: list[_Block] = []

    def add(self, texts: Sequence[str]) -> None:
        """Puts `BLOCK` texts behind those that are there; only the last block may have fewer."""
        self._blocks.append(_Block(texts) if any(texts) else _EMPTY)

    def find(self, word: str, *, begun: bool = False) -> Iterator[int]:
        """The numbers of the texts in which the folded, narrow `word` occurs, in order.

        `begun`: only where no Latin letter or digit stands before it. Hanzi are words each.
        """
        for place, block in enumerate(self._blocks):
            first = place * BLOCK
            for number in block.find(word, begun=begun):
                yield first + number

    def look(self, word: str, block: int) -> int:
        """The texts of one block in which the folded, narrow `word` occurs, as bits."""
        return self._blocks[block].look(word)

    def near(self, word: str) -> Iterator[int]:
        """The numbers of the texts in which a narrow `word` stands with one typing error."""
        for place, block in enumerate(self._blocks):
            for number in block.near(word):
                yield place * BLOCK + number

    def has(self, number: int, word: str, *, begun: bool = False) -> bool:
        """Whether the folded, narrow `word` occurs in this text. `begun` is as in `find`."""
        block, place = self._blocks[number // BLOCK], number % BLOCK
        text = block.letters
        if not text:
            return False
        end = block.starts[place + 1] - 1
        at = text.find(word, block.starts[place], end)
        while begun and at >= 0 and _inside(text, at):
            at = text.find(word, at + 1, end)
        return at >= 0

    def folded(self, number: int) -> str:
        """One text, as it was folded."""
        return wide(self._blocks[number // BLOCK].text(number % BLOCK))


class _Block:
    __slots__ = ("_latin", "_latin_starts", "letters", "starts")

    def __init__(self, texts: Sequence[str]) -> None:
        folded = plain(_END.join(texts))
        if folded.count(_END) != len(texts) - 1:  # never in the store
            folded = plain(_END.join(text.replace(_END, " ") for text in texts))
        self.letters = narrow(folded)
        self.starts = starts(map(len, self.letters.split(_END)), 1)
        # What is typed in Latin letters is sought where no Hanzi are in the way: a tenth of the letters.
        self._latin, self._latin_starts = self.letters, self.starts
        if not self.letters.isascii() and _MARK not in self.letters:
            self._latin = _latin(self.letters)
            self._latin_starts = starts(map(len, self._latin.split(_END)), 1)

    def find(self, word: str, *, begun: bool) -> Iterator[int]:
        text, starts = (self._latin, self._latin_starts) if word.isascii() else (self.letters, self.starts)
        at = text.find(word) if _holds(text, word) else -1
        while at >= 0:
            if begun and _inside(text, at):
                at = text.find(word, at + 1)
                continue
            number = bisect_right(starts, at) - 1
            yield number
            at = text.find(word, starts[number + 1])

    def look(self, word: str) -> int:
        text = self._latin if word.isascii() else self.letters
        return split(text.split(word)) if _holds(text, word) and word in text else 0

    def near(self, word: str) -> Iterator[int]:
        text, starts = (self._latin, self._latin_starts) if word.isascii() else (self.letters, self.starts)
        for at in near(text, word):
            yield bisect_right(starts, at) - 1

    def text(self, number: int) -> str:
        return self.letters[self.starts[number] : self.starts[number + 1] - 1] if self.letters else ""


def narrow(text: str) -> str:
    """The text with each emoji as two characters of two bytes: one of four would double all the others."""
    if not text.isascii():
        for astral in set(_ASTRAL.findall(text)):
            number = ord(astral) - 0x10000
            text = text.replace(astral, chr(0xD800 | number >> 10) + chr(0xDC00 | number & 0x3FF))
    return text


def wide(text: str) -> str:
    """The same text with each emoji as one character again."""
    if _PAIR.search(text):
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return text


def _latin(text: str) -> str:
    """The text with a gap for what is not ASCII; a regular expression would need five times as long.

    There must be no `_MARK` in it.
    """
    bare = text.replace("?", _MARK).encode("ascii", "replace")
    for length in (16, 8, 4, 2, 2):
        bare = bare.replace(b"?" * length, b"?")
    return bare.decode("ascii").replace("?", _GAP).replace(_MARK, "?")


def starts(lengths: Iterable[int], between: int = 0) -> "array[int]":
    """Where each of several parts begins, and where one more would; in two bytes each if they suffice."""
    places = list(accumulate(map(between.__add__, lengths), initial=0))
    return array("H" if places[-1] < _TWO_BYTES else "I", places)


def _holds(text: str, word: str) -> bool:
    """Whether all letters of a word are in a text: where one is not, that takes a tenth of looking for it."""
    return all(map(text.__contains__, word))


def _inside(text: str, at: int) -> bool:
    """Whether the character before is of the same Latin word."""
    return at > 0 and text[at - 1].isascii() and text[at - 1].isalnum()


_EMPTY = _Block([""])
"""Nothing, instead of so many times nothing."""
