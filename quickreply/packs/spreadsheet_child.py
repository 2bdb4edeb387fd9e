"""Reads one spreadsheet and prints its cells as JSON: a process of its own, for files may be made to do harm.

A few kilobytes can ask for half a terabyte of memory, or unpack to a hundred gigabytes; then this process
ends, and nothing else does. It is started as a file, and imports nothing of quickreply.
"""

import datetime as dt
import json
import sys
from contextlib import suppress
from typing import Any

MEMORY = 1 << 30
"""Bytes of memory that a file may need; 100,000 phrases need a tenth."""

SECONDS = 60
"""Seconds of computing that it may take; 100,000 phrases take two."""

CHARACTERS = 200_000_000
"""Characters in all cells together."""

BROKEN, LOCKED, TOO_LARGE, NO_READER = 3, 4, 5, 6
"""Exit statuses: no spreadsheet, protected by a password, too large, no library to read it."""

Sheet = dict[str, Any]


def main(path: str, memory: int = MEMORY) -> int:
    """Prints the sheets of the file at `path`; returns the exit status."""
    _limit(memory)
    try:
        import python_calamine as calamine  # noqa: PLC0415 - under the limits only
    except ImportError:
        return NO_READER
    try:
        sheets = _sheets(calamine, path)
    except calamine.PasswordError:
        return LOCKED
    except MemoryError:
        return TOO_LARGE
    except (calamine.CalamineError, OSError, ValueError) as fault:
        return TOO_LARGE if "limit exceeded" in str(fault) else BROKEN  # cells that an ODS repeats
    except BaseException as accident:
        if isinstance(accident, KeyboardInterrupt | SystemExit):
            raise
        return TOO_LARGE if _is_full(memory) else BROKEN
    if sheets is None:
        return TOO_LARGE
    sys.stdout.buffer.write(json.dumps(sheets, ensure_ascii=False).encode())
    return 0


def _limit(memory: int) -> None:
    """Holds this process to so many bytes and to `SECONDS`, where the system can: not on Windows."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not everywhere

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _is_full(memory: int) -> bool:
    """Whether most of the memory was in use: native code panics when a Python object cannot be had."""
    with suppress(ImportError):
        import resource  # noqa: PLC0415 - not everywhere

        kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return kilobytes * 1024 > memory / 2
    return False


def _sheets(calamine: Any, path: str) -> list[Sheet] | None:  # noqa: ANN401 - a module
    """All sheets; None if there is too much in them."""
    found, left = [], CHARACTERS
    with calamine.CalamineWorkbook.from_path(path) as book:
        for facts in book.sheets_metadata:
            if facts.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            visible = facts.visible == calamine.SheetVisibleEnum.Visible
            sheet = _sheet(book.get_sheet_by_name(facts.name)) if visible else _EMPTY
            left -= sum(map(_length, sheet["rows"]))
            if left < 0:
                return None
            found.append({"name": facts.name, "visible": visible, **sheet})
    return found


_EMPTY: Sheet = {"rows": [], "merged": [], "dates": [], "numbers": []}


def _length(row: list[str]) -> int:
    return sum(map(len, row))


def _sheet(sheet: Any) -> Sheet:  # noqa: ANN401 - calamine's
    """The rows as texts, counted from the sheet's first, and what the texts do not show.

    `merged` are rectangles (row, column, last row, last column), `dates` cells that hold a date, `numbers`
    columns that hold numbers; all counted from 0.
    """
    dates: list[tuple[int, int]] = []
    numbers: set[int] = set()
    rows = []
    for line, values in enumerate(sheet.to_python(skip_empty_area=False)):
        if set(map(type, values)) <= _PLAIN:  # most rows: a generator takes three times as long
            row = values
        else:
            row = [_text(value) for value in values]
            kinds = list(enumerate(values))
            dates += [(line, place) for place, value in kinds if isinstance(value, _DATES)]
            numbers.update(place for place, value in kinds if type(value) in {int, float})
        rows.append(row)
    merged = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
    return {"rows": rows, "merged": merged, "dates": dates, "numbers": sorted(numbers)}


_PLAIN = {str}
_DATES = (dt.date, dt.time, dt.timedelta)


def _text(value: object) -> str:
    """A cell as its reader sees it, as far as can be told: a format like 000 is not known."""
    match value:
        case str():
            return value
        case bool():
            return str(value).upper()
        case float() if value.is_integer():
            return str(int(value))
        case dt.datetime() if value.time() == dt.time():
            return value.date().isoformat()
        case dt.datetime() | dt.time():
            return value.isoformat(*(" ",) if isinstance(value, dt.datetime) else ())
        case _:
            return str(value)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
