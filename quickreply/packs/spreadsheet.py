"""XLSX, XLS, XLSB and ODS: the tables in which team leads keep their phrases.

A process of its own reads the file, with bounds on memory and time. What comes back are texts.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from quickreply.core.words import Refusal, mark
from quickreply.packs import spreadsheet_child as child
from quickreply.packs.bundle import TABLE_FIELDS, Bundle, Problem, place
from quickreply.packs.guess import guess
from quickreply.packs.harvest import Harvest
from quickreply.packs.layout import LEVELS, Columns, Layout, Row, above_is_known, by_columns, by_header
from quickreply.packs.table import NO_TEXT, header_cells, known_places

_BROKEN = mark(
    "{file} cannot be read as a spreadsheet: it is damaged, cut off, or something else. "
    "Open it in its own program, save it anew as .xlsx, then import that."
)
_LOCKED = mark("{file} is protected by a password. Save it without one, then import that.")
_TOO_LARGE = mark(
    "{file} needs too much memory or time: it has cells very far from each other, or was made to do harm. "
    "Copy the phrases into a new spreadsheet and import that."
)
_NO_READER = mark("Spreadsheets cannot be read here: python-calamine is not installed. Use CSV instead.")
_REASONS = {
    child.BROKEN: _BROKEN,
    child.LOCKED: _LOCKED,
    child.TOO_LARGE: _TOO_LARGE,
    child.NO_READER: _NO_READER,
}

_HIDDEN = mark("the sheet is hidden and not read")
_NO_COLUMNS = mark("the sheet has no column for the text and is not read")
_DATE = mark("the code is a date in the spreadsheet, and was taken as {code}")
_NUMBERS = mark("the codes are numbers in the spreadsheet: zeros in front of them are not in the file")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as its reader sees it. Places are counted from 0."""

    name: str
    visible: bool
    rows: Sequence[Sequence[str]]
    merged: Sequence[tuple[int, int, int, int]] = ()
    dates: frozenset[tuple[int, int]] = frozenset()
    numbers: frozenset[int] = frozenset()

    def lines(self) -> Iterator[Row]:
        """The rows, numbered as the spreadsheet program shows them."""
        return (Row(line, cells) for line, cells in enumerate(self.rows, 1))


def read(path: Path, columns: Sequence[Columns] = ()) -> Bundle:
    """Reads every sheet that is shown and has a column for the text.

    Raises:
        Refusal: it is no spreadsheet, is protected, asks for too much, or none of its sheets has such a
            column.
    """
    return gather(sheets(path), path, columns)


def sheets(path: Path, memory: int = child.MEMORY) -> list[Sheet]:
    """The sheets of the file, hidden ones without their rows; `memory` is in bytes. Raises as `read`."""
    command = [sys.executable, "-P", str(Path(child.__file__)), str(path.absolute()), str(memory)]
    try:
        done = subprocess.run(  # noqa: S603 - ourselves
            command, capture_output=True, check=False, timeout=2 * child.SECONDS
        )
    except subprocess.TimeoutExpired as fault:
        raise Refusal(_TOO_LARGE, file=path.name) from fault
    if done.returncode:  # below 0: ended by a signal, which is how memory runs out in native code
        reason = _TOO_LARGE if done.returncode < 0 else _REASONS.get(done.returncode, _BROKEN)
        raise Refusal(reason, file=path.name)
    return [_sheet(found) for found in json.loads(done.stdout)]


def gather(
    found: Sequence[Sheet], path: Path, columns: Sequence[Columns] = (), wanted: Sequence[str] = ()
) -> Bundle:
    """The phrases of these sheets, or of those `wanted` among them. Raises as `read`."""
    known = layouts(found, columns, wanted)
    if not known:
        first: Iterator[Row] = next((sheet.lines() for sheet in found if sheet.visible), iter(()))
        raise Refusal(NO_TEXT, file=path.name, columns=header_cells(first))
    problems: list[Problem] = []
    harvests = []
    for sheet in found:
        if sheet.name in known:
            harvests.append(_harvest(sheet, known[sheet.name], path.name, alone=len(found) == 1))
            problems += harvests[-1].problems
        elif (sheet.rows or not sheet.visible) and (not wanted or sheet.name in wanted):
            reason = _NO_COLUMNS if sheet.visible else _HIDDEN
            problems.append(Problem(place(path.name, sheet.name), 1, reason, lost=False))
    return Bundle(
        path,
        tuple(draft for harvest in harvests for draft in harvest.drafts),
        tuple(problems),
        fields=TABLE_FIELDS.intersection(*(layout.fields for layout in known.values())),
        own=tuple(draft for harvest in harvests for draft in harvest.own),
    )


def layouts(
    found: Sequence[Sheet], columns: Sequence[Columns], wanted: Sequence[str] = ()
) -> dict[str, Layout]:
    """The layout of each sheet that has phrases: as it is said, else known, else guessed.

    Of those `wanted` each is guessed that is not known; of others none is where some are.
    """
    shown = [sheet for sheet in found if readable(sheet) and (not wanted or sheet.name in wanted)]
    said = {sheet.name: layout for sheet in shown for one in columns if (layout := _said(one, sheet))}
    if said:
        return said
    known = {sheet.name: layout for sheet in shown if (layout := by_header(sheet.lines()))}
    if known and not wanted:
        return known
    guessed = {
        sheet.name: layout
        for sheet in shown
        if sheet.name not in known and (layout := guess(sheet.lines(), known_places(sheet.lines())))
    }
    return known | guessed


def readable(sheet: Sheet) -> bool:
    """Whether there is something in it for people to see."""
    return sheet.visible and bool(sheet.rows)


def _sheet(found: dict[str, Any]) -> Sheet:
    return Sheet(
        found["name"],
        found["visible"],
        found["rows"],
        [(row, column, last, width) for row, column, last, width in found["merged"]],
        frozenset((row, column) for row, column in found["dates"]),
        frozenset(found["numbers"]),
    )


def _said(columns: Columns, sheet: Sheet) -> Layout | None:
    layout = by_columns(columns, sheet.lines())
    width = max((len(cells) for cells in islice(sheet.rows, 1)), default=0)
    return layout if layout and width >= max(layout.places.values(), default=0) + 1 else None


def _harvest(sheet: Sheet, layout: Layout, file: str, *, alone: bool) -> Harvest:
    harvest = Harvest(file, layout, "" if alone else sheet.name)
    harvest.take(_filled(sheet, layout), known_above=above_is_known(sheet.lines()))
    code = layout.places.get("code", -1)
    if code in sheet.numbers:
        harvest.remark(max(layout.line, 1), _NUMBERS)
    for row, column in sorted(sheet.dates):
        if column == code and row >= layout.line:
            harvest.remark(row + 1, _DATE, code=sheet.rows[row][column])
    return harvest


def _filled(sheet: Sheet, layout: Layout) -> Iterator[Row]:
    """The rows, with a group's name in every row that its merged cell covers."""
    levels = {layout.places[level] for level in LEVELS if level in layout.places}
    covered = {
        (line, column): sheet.rows[row][column]
        for row, column, last, _ in sheet.merged
        if column in levels and row < len(sheet.rows) and column < len(sheet.rows[row])
        for line in range(row, min(last, len(sheet.rows) - 1) + 1)
    }
    for line, cells in enumerate(sheet.rows):
        if covered and any((line, level) in covered for level in levels):
            cells = [covered.get((line, place), cell) for place, cell in enumerate(cells)]  # noqa: PLW2901
        yield Row(line + 1, cells)
