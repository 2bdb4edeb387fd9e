"""Text for a terminal: columns that line up also with Chinese in them, nothing that the terminal obeys."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_ZERO = {"Mn", "Me", "Cf"}


def clean(text: str) -> str:
    """The text without control characters but tab and line end: a terminal would obey them."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def one_line(text: str) -> str:
    """The text with its lines and spaces run together."""
    return clean(" ".join(text.split()))


def width(text: str) -> int:
    """How many columns a terminal uses for the text: two for a Chinese character, none for an accent."""
    return sum(map(_columns, text))


def shorten(text: str, room: int) -> str:
    """The text, or as much of its beginning as fits into `room` columns with a … behind it."""
    if width(text) <= room:
        return text
    used, kept = 1, []
    for char in text:
        used += _columns(char)
        if used > room:
            break
        kept.append(char)
    return "".join(kept) + "…"


def table(rows: Sequence[Sequence[str]], limits: Sequence[int], room: int | None) -> Iterator[str]:
    """Lines with the cells in columns, each at most as wide as its limit; the last takes what is left.

    `room` is the width of the terminal; None if it is none, and then the last column is not cut.
    """
    cells = [[one_line(cell) for cell in row] for row in rows]
    widths = [
        min(limit, max(width(row[place]) for row in cells)) if cells else 0
        for place, limit in enumerate(limits)
    ]
    left = sum(widths) + 2 * len(widths)
    for row in cells:
        firsts = [_fit(cell, room_here) for cell, room_here in zip(row, widths, strict=False)]
        last = row[-1] if room is None else shorten(row[-1], max(room - left, 20))
        yield "  ".join([*firsts, last]).rstrip()


def facts(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Lines with names and their values, one below the other."""
    known = list(pairs)
    room = max((width(name) for name, _ in known), default=0)
    for name, value in known:
        yield f"{_fit(name, room)}  {one_line(value)}".rstrip()


def _fit(text: str, room: int) -> str:
    text = shorten(text, room)
    return text + " " * (room - width(text))


def _columns(char: str) -> int:
    if unicodedata.category(char) in _ZERO:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1
