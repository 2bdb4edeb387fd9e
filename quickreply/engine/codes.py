"""Codes in order, joined into one string: a phrase by its code, and all that begin alike."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise

from quickreply.core.phrase import fold
from quickreply.core.supply import words
from quickreply.engine.joined import starts
from quickreply.engine.reach import BLOCK, bits

_END = "\0"
_NEXT = "\n"
"""Between two codes of one phrase."""

_UTF8 = "utf-8", "surrogatepass"
_SHELF, _NUMBER, _LONG = 2, 4, 255
"""Bytes for the shelf and the number in a row; the longest length that a shelf tells from others."""

_LAST = b"\xff"
"""Sorts behind every code."""


class CodeColumn:
    """The folded codes of each phrase, by its number."""

    def __init__(self) -> None:
        self._blocks: list[tuple[str, array[int]]] = []

    def add(self, codes: Sequence[str], aliases: Sequence[str]) -> None:
        """Takes up `BLOCK` phrases; only the last time there may be fewer."""
        rows = [_folded(code, stored) for code, stored in zip(codes, aliases, strict=True)]
        self._blocks.append((_END.join(rows), starts(map(len, rows), 1)))

    def of(self, number: int) -> list[str]:
        """The codes of one phrase."""
        return [code for code in self._row(number).split(_NEXT) if code]

    def begins(self, number: int, word: str) -> bool:
        """Whether one of the codes of a phrase begins so."""
        row = self._row(number)
        return row.startswith(word) or f"{_NEXT}{word}" in row

    def look(self, word: str, block: int) -> int:
        """The phrases of one block with a code that begins so, as bits."""
        text, _ = self._blocks[block]
        if word not in text:
            return 0
        rows, later = text.split(_END), _NEXT + word
        return bits(place for place, row in enumerate(rows) if row.startswith(word) or later in row)

    def every(self) -> Iterator[tuple[str, int]]:
        """All codes with the numbers of their phrases."""
        for block, (text, _) in enumerate(self._blocks):
            for number, row in enumerate(text.split(_END), block * BLOCK):
                for code in row.split(_NEXT):
                    if code:
                        yield code, number

    def _row(self, number: int) -> str:
        text, begins = self._blocks[number // BLOCK]
        place = number % BLOCK
        return text[begins[place] : begins[place + 1] - 1]


class Codes:
    """Codes with the numbers of their phrases.

    They lie on shelves, those of pinned phrases first and then the short ones first: that is the order in
    which a list shows them. A row is the shelf, the code and the number, in bytes: they sort as wanted.
    """

    def __init__(self, rows: Sequence[bytes]) -> None:
        """`rows` are sorted."""
        self._text = b"".join(rows)
        self._starts = starts(map(len, rows))
        self._shelves: list[tuple[bytes, int, int]] = []
        begin = 0
        for shelf, row in groupby(rows, key=_shelf):
            end = begin + sum(1 for _ in row)
            self._shelves.append((shelf, begin, end))
            begin = end

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, place: int) -> bytes:
        return _code(self._row(place))

    def owner(self, code: str) -> int | None:
        """The number of the phrase with exactly this code."""
        for shelf, begin, end in self._shelves:
            if shelf[-1] == min(len(code), _LONG):
                row = shelf + code.encode(*_UTF8)
                place = bisect_left(self, row, begin, end)
                if place < end and self[place] == row:
                    return _number(self._row(place))
        return None

    def owners(self, code: str) -> Iterator[int]:
        """The numbers of all phrases with exactly this code."""
        for beginning, number in self.begun(code):
            if beginning == code:
                yield number

    def count(self, beginning: str) -> int:
        """How many codes begin so."""
        return sum(end - begin for begin, end in self._ranges(beginning))

    def begun(self, beginning: str) -> Iterator[tuple[str, int]]:
        """The codes that begin so, with the numbers of their phrases, in the order of a list."""
        for begin, end in self._ranges(beginning):
            for place in range(begin, end):
                row = self._row(place)
                yield row[_SHELF:-_NUMBER].decode(*_UTF8), _number(row)

    def _row(self, place: int) -> bytes:
        return self._text[self._starts[place] : self._starts[place + 1]]

    def _ranges(self, beginning: str) -> Iterator[tuple[int, int]]:
        for shelf, begin, end in self._shelves:
            row = shelf + beginning.encode(*_UTF8)
            first = bisect_left(self, row, begin, end)
            if first < end and self[first].startswith(row):
                yield first, bisect_left(self, row + _LAST, first, end)


def codes_of(column: CodeColumn, place: Callable[[int], int], pinned: int) -> tuple[Codes, Codes]:
    """The codes that stand for a phrase, and those that do not: equal to one of a nearer library.

    `place` says how near the library of a phrase is, by the phrase's number. `pinned` is how many phrases
    are; they have the lowest numbers.
    """
    rows = sorted([_row(code, number, pinned) for code, number in column.every()])
    hidden = {later for row, later in pairwise(rows) if _code(row) == _code(later)}
    unpinned = bisect_left(rows, b"\1")
    for row in rows[:unpinned]:
        twin = bisect_left(rows, b"\1" + row[1:-_NUMBER], unpinned)
        if row not in hidden and twin < len(rows) and _code(rows[twin])[1:] == _code(row)[1:]:
            hidden.add(max(rows[twin], row, key=lambda one: place(_number(one))))
    owned = [row for row in rows if row not in hidden] if hidden else rows
    return Codes(owned), Codes(sorted(hidden))


def _row(code: str, number: int, pinned: int) -> bytes:
    length = min(len(code), _LONG)
    return b"%c%c%b%b" % (number >= pinned, length, code.encode(*_UTF8), number.to_bytes(_NUMBER, "big"))


def _code(row: bytes) -> bytes:
    return row[:-_NUMBER]


def _number(row: bytes) -> int:
    return int.from_bytes(row[-_NUMBER:], "big")


def _shelf(row: bytes) -> bytes:
    return row[:_SHELF]


def _folded(code: str, aliases: str) -> str:
    """The codes of a phrase; one that folds to nothing, or could not be told from two, is none."""
    if aliases == "[]" and code.isalnum() and code.isascii():  # nearly always, and in a tenth of the time
        return code.lower()
    codes = dict.fromkeys(map(fold, (code, *words(aliases))))
    return _NEXT.join(code for code in codes if _END not in code and _NEXT not in code)
