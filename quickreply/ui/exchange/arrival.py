"""What arrives in a window by drag and drop or from the clipboard: files, or a table as text."""

import csv
import io
from html.parser import HTMLParser
from pathlib import Path

from PySide6.QtCore import QMimeData

LONGEST = 50_000_000
"""Characters of a pasted table that are taken."""


def files(data: QMimeData) -> tuple[Path, ...]:
    """The files of this computer among what arrives."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())


def table(data: QMimeData) -> str:
    """The table among what arrives, cells with tabs between them; empty if there is none."""
    text = data.text() if data.hasText() else ""
    if "\t" in text:
        return text[:LONGEST]
    found = _Table()
    if data.hasHtml():
        found.feed(data.html()[:LONGEST])
    return found.as_text() if any(len(row) > 1 for row in found.rows) else text[:LONGEST]


def is_table(data: QMimeData) -> bool:
    """Whether this is several lines of cells, as a spreadsheet hands them over."""
    text = data.text() if data.hasText() else ""
    return "\t" in text and "\n" in text.strip()


class _Table(HTMLParser):
    """The cells of the tables of a page; their words only, nothing is run or fetched."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """A row, a cell, or a new line in one."""
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"} and self.rows:
            self.rows[-1].append("")
            self._in_cell = True
        elif tag == "br" and self._in_cell:
            self.rows[-1][-1] += "\n"

    def handle_endtag(self, tag: str) -> None:
        """A cell ends."""
        if tag in {"td", "th", "tr", "table"}:
            self._in_cell = False

    def handle_data(self, data: str) -> None:
        """Words."""
        if self._in_cell:
            self.rows[-1][-1] += data

    def as_text(self) -> str:
        """The rows with tabs between the cells."""
        file = io.StringIO()
        csv.writer(file, delimiter="\t").writerows([cell.strip() for cell in row] for row in self.rows if row)
        return file.getvalue()
