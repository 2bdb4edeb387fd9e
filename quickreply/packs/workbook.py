"""Writes XLSX, as team leads like it: a header that stays, wide columns, codes that stay what they are."""

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from quickreply.core.draft import Draft
from quickreply.core.words import mark
from quickreply.packs.bundle import Problem
from quickreply.packs.cells import cells, dangerous, harmless, header, most_texts

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

CELL_LIMIT = 32_767
"""Most characters in a cell of a spreadsheet."""

ROW_LIMIT = 1_048_575
"""Most rows below the header."""

_WIDTHS = {
    "text": 70,
    "group": 20,
    "title": 20,
    "keywords": 20,
    "note": 30,
    "valid_from": 18,
    "valid_until": 18,
}

_LONG = mark("“{phrase}” is left out: a cell of a spreadsheet holds 32,767 characters. Choose CSV or a pack")
_MANY = mark("“{phrase}” is left out: a spreadsheet holds 1,048,575 phrases. Choose CSV or a pack")


def write(drafts: Sequence[Draft], file: str) -> tuple[bytes, tuple[Problem, ...]]:
    """The phrases as a workbook, and those that it cannot hold; `line` counts the phrases."""
    import xlsxwriter  # noqa: PLC0415 - 50 ms that only this needs

    content = io.BytesIO()
    problems: list[Problem] = []
    texts = most_texts(drafts)
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("quickreply")
        plain = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        shown = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top", "quote_prefix": True})
        _dress(sheet, header(texts), book.add_format({"bold": True}), plain)
        row = 0
        for number, draft in enumerate(drafts, 1):
            values = cells(draft, texts)
            if fault := _fault(values, row):
                problems.append(Problem(file, number, fault, {"phrase": draft.label}))
                continue
            row += 1
            _write(sheet, row, values, plain, shown)
    return content.getvalue(), tuple(problems)


def _dress(sheet: "Worksheet", names: Sequence[str], bold: "Format", plain: "Format") -> None:
    sheet.write_row(0, 0, names, bold)
    sheet.freeze_panes(1, 0)
    for place, name in enumerate(names):
        width = _WIDTHS.get(name) or _WIDTHS.get(name.rstrip("0123456789"), 10)
        sheet.set_column(place, place, width, plain)


def _fault(values: Iterable[str], row: int) -> str | None:
    if row >= ROW_LIMIT:
        return _MANY
    # An apostrophe may come in front, and Excel counts an emoji as two.
    return _LONG if any(len(value.encode("utf-16-le")) // 2 >= CELL_LIMIT for value in values) else None


def _write(sheet: "Worksheet", row: int, values: Iterable[str], plain: "Format", shown: "Format") -> None:
    """Every cell as a text. One that would be calculated once somebody edits it is marked as shown only.

    An apostrophe that the phrase itself has would look like one of ours: it gets another.
    """
    for column, value in enumerate(values):
        if value:
            safe = harmless(value) if value.startswith("'") else value
            sheet.write_string(row, column, safe, shown if dangerous(value) else plain)
