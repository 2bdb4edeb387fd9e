"""Facts about applications, read from `assets/apps.toml`: one row a program, one reason a row."""

import tomllib
from collections.abc import Mapping
from fnmatch import fnmatchcase
from pathlib import Path

from quickreply.core.delivery import AppFacts, Chord, Selection


class Apps:
    """Looks up what is known of a window's program by its class name, without regard to case."""

    def __init__(self, rows: Mapping[str, AppFacts], default: AppFacts) -> None:
        self._rows = rows
        self._default = default

    def facts(self, window_class: str) -> AppFacts:
        """The first row whose pattern fits, else the default."""
        name = window_class.casefold()
        return next(
            (facts for pattern, facts in self._rows.items() if fnmatchcase(name, pattern)), self._default
        )


def read_apps(path: Path) -> Apps:
    """Reads the table.

    Raises:
        OSError, ValueError: the file is not there or not what it should be.
    """
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    rows: dict[str, AppFacts] = {}
    for row in table.get("app", []):
        for pattern in row["classes"]:
            rows.setdefault(pattern.casefold(), _facts(row))
    return Apps(rows, _facts(table.get("default", {})))


def _facts(row: Mapping[str, object]) -> AppFacts:
    standard = AppFacts()
    return AppFacts(
        name=str(row.get("name", standard.name)),
        enabled=bool(row.get("enabled", standard.enabled)),
        paste=Chord.parse(str(row.get("paste", standard.paste))),
        selection=Selection(row.get("selection", standard.selection.value)),
        quiet=float(str(row.get("quiet", standard.quiet))),
        readings=int(str(row.get("readings", standard.readings))),
        settled=float(str(row.get("settled", standard.settled))),
        send=Chord.parse(str(row.get("send", standard.send))),
        undo=Chord.parse(str(row["undo"])) if "undo" in row else None,
        html=bool(row.get("html", standard.html)),
        pictures=bool(row.get("pictures", standard.pictures)),
    )
