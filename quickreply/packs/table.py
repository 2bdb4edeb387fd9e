"""CSV and its relatives: how spreadsheets and the Chinese customer-service tools hand phrases over."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import Literal

from quickreply.core.draft import Draft
from quickreply.core.words import Refusal, mark
from quickreply.packs.bundle import Bundle
from quickreply.packs.cells import cells, harmless, header, most_texts
from quickreply.packs.guess import guess
from quickreply.packs.harvest import Harvest
from quickreply.packs.layout import (
    HEADER_ROWS,
    Columns,
    Layout,
    Row,
    above_is_known,
    by_columns,
    by_header,
    named,
)

_DELIMITERS = ",\t;，|"

_HEAD = 50_000
"""So many characters hold the first rows of any honest file."""

_SIGHT = 60
"""Rows from which the first are shown: some are above the header, some empty."""

_END = "\0end\0"

NO_TEXT = mark("{file} has no column for the text (text, 内容, 快捷短语 …). Its columns are: {columns}.")


def read(text: str, source: Path, columns: Sequence[Columns] = ()) -> Bundle:
    """Reads a table, separated by commas, tabs, semicolons or bars.

    What its columns hold is said by the first of `columns` that fits, else by its header, else guessed.

    Raises:
        Refusal: nothing says which column is the text, and none looks like it.
    """
    with _fields_of_any_length():
        delimiter, layout = _layout(text[:_HEAD], source.name, columns)
        quoted = _is_quoted(text, delimiter)
        harvest = Harvest(source.name, layout)
        known = above_is_known(_rows(text[:_HEAD], delimiter, quoted=quoted))
        harvest.take(_rows(text, delimiter, quoted=quoted), known_above=known)
    return Bundle(source, harvest.drafts, harvest.problems, fields=layout.fields, own=harvest.own)


def sight(text: str, columns: Sequence[Columns] = ()) -> tuple[str, Layout | None, list[Row]]:
    """The delimiter, the layout if there is one, and the first rows."""
    head = text[:_HEAD]
    with _fields_of_any_length():
        try:
            delimiter, layout = _layout(head, "", columns)
        except Refusal:
            layout = None
            delimiter = max(_DELIMITERS, key=head[: head.find("\n") + 1 or _HEAD].count)
        quoted = _is_quoted(head, delimiter)
        return delimiter, layout, list(islice(_rows(head, delimiter, quoted=quoted), _SIGHT))


def write(drafts: Sequence[Draft]) -> str:
    """The phrases as a table that spreadsheet programs open and `read` takes back as it was."""
    file = io.StringIO()
    writer = csv.writer(file)
    texts = most_texts(drafts)
    writer.writerow(header(texts))
    for draft in drafts:
        writer.writerow(map(harmless, cells(draft, texts)))
    return file.getvalue()


def header_cells(rows: Iterable[Row]) -> str:
    """The names in the first row, for a message."""
    first = next(iter(rows), None)
    return ", ".join(name.strip()[:40] for name in (first.cells[:20] if first else ()))


def known_places(rows: Iterable[Row]) -> dict[str, int]:
    """The columns that the first row with names names, none of them the text."""
    found = (dict(named(row).places) for row in islice(rows, HEADER_ROWS))
    return max(found, key=len, default={})


def _layout(head: str, file: str, columns: Sequence[Columns]) -> tuple[str, Layout]:
    """The delimiter and the layout under which most columns are known."""
    said = [
        (delimiter, layout)
        for one in columns
        for delimiter in _DELIMITERS
        if (layout := by_columns(one, _rows(head, delimiter))) and _holds(head, delimiter, layout)
    ]
    found = said or [
        (delimiter, layout) for delimiter in _DELIMITERS if (layout := by_header(_rows(head, delimiter)))
    ]
    found = found or [
        (delimiter, layout)
        for delimiter in _DELIMITERS
        if (layout := guess(_rows(head, delimiter), known_places(_rows(head, delimiter))))
    ]
    if not found:
        raise Refusal(NO_TEXT, file=file, columns=header_cells(_rows(head, ",")))
    return max(found, key=lambda choice: len(choice[1].places))


def _holds(head: str, delimiter: str, layout: Layout) -> bool:
    """Whether some row has as many columns as the layout needs."""
    return any(len(row.cells) >= layout.width for row in islice(_rows(head, delimiter), HEADER_ROWS))


def _is_quoted(text: str, delimiter: str) -> bool:
    """Whether quotation marks hold cells together.

    Clients that write `&#44;` for a comma quote nothing, and a `"` is what it is.
    """
    if "&#" not in text or '"' not in text:
        return True
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            pass
    except csv.Error:
        return False
    return True


def _rows(text: str, delimiter: str, *, quoted: bool = True) -> Iterator[Row]:
    """The rows with the real numbers of their lines, counted from 1.

    A quotation mark that is never closed would swallow the rest of the file as one cell: a last line of
    our own shows that. The line in which it opens is given up, and reading goes on behind it.
    """
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    lines = io.StringIO(text, newline="").readlines()
    start, end = 0, len(lines)
    while start < end:
        reader = csv.reader(chain(islice(lines, start, None), [_END]), delimiter=delimiter, quoting=quoting)
        line, begin = 0, start
        for found in reader:
            row = Row(begin + line + 1, found)
            line = reader.line_num
            if begin + line <= end:
                yield row
            elif found != [_END]:
                yield Row(row.line, found, unclosed=True)
                start = row.line
                break
        else:
            return


@contextmanager
def _fields_of_any_length() -> Iterator[None]:
    """The csv module refuses cells over 131,072 characters unless told; what is too long, we say ourselves.

    The limit belongs to the whole process, so it is put back. Not `sys.maxsize`: it is a C long.
    """
    before = csv.field_size_limit(2**31 - 1)
    try:
        yield
    finally:
        csv.field_size_limit(before)
