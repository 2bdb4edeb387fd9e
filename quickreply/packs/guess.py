"""Guesses which column of a table without a known header holds what, by what is in it."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from quickreply.packs.layout import Layout, Row

_SAMPLE = 200
"""Rows that are looked at."""

_EVEN = 0.8
"""Share of the rows that must have as many columns as most have: prose with commas has no columns."""

_TEXT = 4
"""Mean length from which a column may be the text, in characters."""

_CODE, _CODES = 20, 8
"""Longest code, and longest mean of them."""

_LABEL = 20
"""Longest mean of titles and of group names."""

_MOSTLY = 0.9
_FEW = 5
"""Rows below which groups cannot be told from titles by how often they repeat."""

_NUMBER = re.compile(r"[\d\s.,:/\-年月日时分]+")
_SPEECH = re.compile(r"[。！？!?~～；;]|[，,].*[，,]")


@dataclass(frozen=True, slots=True)
class _Column:
    """One column's cells that are not empty."""

    place: int
    cells: Sequence[str]

    @property
    def mean(self) -> float:
        return sum(map(len, self.cells)) / max(len(self.cells), 1)

    @property
    def distinct(self) -> float:
        return len(set(self.cells)) / max(len(self.cells), 1)

    @property
    def numbers(self) -> bool:
        return all(map(_NUMBER.fullmatch, self.cells))

    @property
    def counts(self) -> bool:
        """Whether the cells count the rows: 1, 2, 3 …."""
        return list(self.cells) == [str(number) for number in range(1, len(self.cells) + 1)]


def guess(rows: Iterable[Row], known: Mapping[str, int]) -> Layout | None:
    """The likely columns, those that are `known` among them; None if nothing looks like a text."""
    sample = [row for row in islice(rows, _SAMPLE) if any(map(str.strip, row.cells))]
    if not (width := _width(sample)):
        return None
    named = bool(known)
    body = sample[1:] if named else sample
    places = _places(body, width, known)
    if "text" not in places:
        return None
    header = sample[0] if named or _is_header(sample, places) else None
    unread = tuple(
        name for place, name in enumerate(header.cells if header else ()) if place not in places.values()
    )
    return Layout(header.line if header else 0, width, places, unread, guessed=True)


def _width(rows: Sequence[Row]) -> int:
    """How many columns nearly all rows have; 0 if they do not agree, or have only one."""
    if not rows:
        return 0
    [(width, times)] = Counter(_used(row) for row in rows).most_common(1)
    fitting = sum(_used(row) <= width for row in rows) if times > 1 or len(rows) == 1 else 0
    return width if width > 1 and fitting >= _EVEN * len(rows) and times >= len(rows) / 2 else 0


def _used(row: Row) -> int:
    cells = [place for place, cell in enumerate(row.cells, 1) if cell.strip()]
    return max(cells, default=0)


def _places(rows: Sequence[Row], width: int, known: Mapping[str, int]) -> dict[str, int]:
    places = dict(known)
    for column, choose in (("text", _text), ("code", _code), ("group", _group), ("title", _title)):
        free = [_column(rows, place) for place in range(width) if place not in places.values()]
        if column not in places and (found := choose([one for one in free if one.cells], len(rows))):
            places[column] = found.place
    return places


def _column(rows: Sequence[Row], place: int) -> _Column:
    return _Column(
        place, [cell for row in rows if place < len(row.cells) and (cell := row.cells[place].strip())]
    )


def _text(columns: Sequence[_Column], rows: int) -> _Column | None:
    longest = max(columns, key=lambda column: column.mean, default=None)
    if longest is None or longest.numbers or longest.mean < _TEXT or len(longest.cells) < rows / 2:
        return None
    return longest


def _code(columns: Sequence[_Column], _rows: int) -> _Column | None:
    fitting = [
        column
        for column in columns
        if column.mean <= _CODES
        and max(map(len, column.cells)) <= _CODE
        and column.distinct >= _MOSTLY
        and not any(char.isspace() for cell in column.cells for char in cell)
    ]
    return max(fitting, key=lambda column: (not column.counts, _ascii(column), -column.place), default=None)


def _ascii(column: _Column) -> float:
    return sum(map(str.isascii, column.cells)) / len(column.cells)


def _group(columns: Sequence[_Column], rows: int) -> _Column | None:
    fitting = [column for column in columns if column.mean <= _LABEL and not column.numbers]
    most = min(fitting, key=lambda column: column.distinct, default=None)
    return most if most and (rows < _FEW or most.distinct < _MOSTLY) else None


def _title(columns: Sequence[_Column], _rows: int) -> _Column | None:
    return next((column for column in columns if column.mean <= _LABEL and not column.numbers), None)


def _is_header(rows: Sequence[Row], places: Mapping[str, int]) -> bool:
    """Whether the first row names the columns: short words that no later row repeats, under none a text."""
    first, rest = rows[0], rows[1:]
    texts = [row.cells[places["text"]] for row in rest if places["text"] < len(row.cells)]
    if not texts or places["text"] >= len(first.cells):
        return False
    if any(len(cell.strip()) > _CODES or _SPEECH.search(cell) for cell in first.cells):
        return False
    typical = sum(map(len, texts)) / len(texts)
    later = {cell.strip() for row in rest for cell in row.cells}
    return typical >= 3 * len(first.cells[places["text"]]) and not later.intersection(
        map(str.strip, first.cells)
    )
