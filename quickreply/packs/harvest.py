"""Makes phrases of the rows of a table, wherever they come from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from typing import Any

from quickreply.core.draft import Draft
from quickreply.core.options import flag
from quickreply.core.template.foreign import understood
from quickreply.core.wording import Law, Wording
from quickreply.core.words import mark
from quickreply.packs import cells, moments
from quickreply.packs.bundle import Problem, Sieve
from quickreply.packs.layout import LEVELS, Layout, Row

_DAYS = ("term", "valid_from", "valid_until")
_RARE = frozenset({"aliases", "keywords", "note", "image", "pinned", "enabled", *_DAYS, "law"})
_TRUTHS = {"是": True, "否": False, "√": True, "×": False, "启用": True, "停用": False}
_LAWS = {
    "阶梯": Law.LADDER,
    "逐步": Law.LADDER,
    "逐步推进": Law.LADDER,
    "轮换": Law.ROTATE,
    "依次轮换": Law.ROTATE,
    "随机": Law.RANDOM,
    "自选": Law.CHOOSE,
}
_TOLD = 20
"""So many columns that are not read are named one by one."""

_NO_GROUP = {("未分组",), ("默认分组",)}
"""What other programs call a group for the want of one."""

_BOM = "\ufeff"

_UNCLOSED = mark("a quotation mark is opened here and never closed")
_TOO_WIDE = mark("the row has {found} columns, the header {width}: a text with commas needs quotation marks")
_NO_FLAG = mark("the column {column} takes yes or no, not “{value}”")
_NO_DAY = mark("the column {column} takes a day like 2026-11-11, or 2026-11-11 20:00, not “{value}”")
_NO_LAW = mark("the column {column} takes {laws}, not “{value}”")
_ABOVE = mark("the lines above the header are not read")
_UNREAD = mark("the column {column} is not read")
_UNREAD_MORE = mark("{count} more columns are not read")
_AGAIN = mark("the header stands here again and is not read")
_GUESSED = mark("no header is known here: the columns were taken for {columns}")
_UNDERSTOOD = mark("the gaps of another program are taken for ours ({count}): {names}")
_FIRST = mark("the first row was taken for a header")


@dataclass(slots=True)
class Harvest:
    """The phrases of one table: the team's, and those that the table keeps for one agent alone."""

    file: str
    layout: Layout
    sheet: str = ""
    _sieve: Sieve = field(init=False)
    _own: Sieve = field(init=False)
    _header: tuple[str, ...] = ()
    _gaps: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """By line, the names of the gaps that another program has written there."""
    _groups: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    """The paths of groups by what is written for them: a table has few groups and many rows."""
    _levels: tuple[str, ...] = field(init=False)
    _texts: tuple[int, ...] = field(init=False)
    _is_plain: bool = field(init=False)

    def __post_init__(self) -> None:
        self._sieve, self._own = Sieve(self.file, self.sheet), Sieve(self.file, self.sheet)
        self._levels = tuple(level for level in LEVELS if level in self.layout.places)
        self._texts = self.layout.texts
        self._is_plain = _RARE.isdisjoint(self.layout.places) and not self._texts

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """The team's phrases."""
        return self._sieve.drafts

    @property
    def own(self) -> tuple[Draft, ...]:
        """Those that are not for the team."""
        return self._own.drafts

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was left out, by line."""
        return tuple(sorted((*self._sieve.problems, *self._own.problems), key=lambda problem: problem.line))

    def remark(self, line: int, reason: str, **facts: object) -> None:
        """As `Sieve.remark`."""
        self._sieve.remark(line, reason, **facts)

    def take(self, rows: Iterable[Row], *, known_above: bool) -> None:
        """Takes the rows below the header; without `known_above` it tells if there is something above it."""
        self._tell()
        for row in rows:
            if row.line > self.layout.line:
                if any(map(str.strip, row.cells)):
                    self._take(row)
            elif row.line == self.layout.line:
                self._header = tuple(row.cells)
            elif not known_above and any(map(str.strip, row.cells)):
                self.remark(row.line, _ABOVE)
                known_above = True
        if self._gaps:
            names = dict.fromkeys(name for names in self._gaps.values() for name in names)
            shown = " ".join(f"{{{name}}}" for name in islice(names, _TOLD))
            self.remark(min(self._gaps), _UNDERSTOOD, count=len(self._gaps), names=shown)

    def _tell(self) -> None:
        """What there is to say of the columns."""
        layout = self.layout
        if layout.guessed:
            self.remark(max(layout.line, 1), _GUESSED, columns=layout.described())
            if layout.line:
                self.remark(layout.line, _FIRST)
        unread = [name.strip() for name in layout.unread if name.strip()]
        for name in unread[:_TOLD]:
            self.remark(layout.line, _UNREAD, column=name[:40])
        if len(unread) > _TOLD:
            self.remark(layout.line, _UNREAD_MORE, count=len(unread) - _TOLD)

    def _take(self, row: Row) -> None:
        width = self.layout.width
        if row.unclosed:
            self._sieve.refuse(row.line, _UNCLOSED)
        elif len(row.cells) > width and any(map(str.strip, row.cells[width:])):
            self._sieve.refuse(row.line, _TOO_WIDE, found=len(row.cells), width=width)
        elif self._header and row.cells[-1] == self._header[-1] and self._repeats(row):
            self._sieve.remark(row.line, _AGAIN)
        else:
            self._keep(row)

    def _repeats(self, row: Row) -> bool:
        """Whether this is the header once more: files were put behind one another."""
        return (row.cells[0].removeprefix(_BOM), *row.cells[1:]) == self._header

    def _keep(self, row: Row) -> None:
        told = self._named(row)
        for_the_team = "team" not in told or _flag(told, "team", row.line, self._sieve, default=True)
        sieve = self._sieve if for_the_team else self._own
        try:
            sieve.take(self._draft(told, row.line, sieve))
        except _UnclearError as fault:
            sieve.refuse(row.line, _NO_DAY, column=self._called(fault.column), value=fault.value[:40])

    def _named(self, row: Row) -> dict[str, str]:
        """What the row has in the columns that are known."""
        undo = cells.as_written if self.layout.own else cells.decoded
        found, width = row.cells, len(row.cells)
        if found[0].startswith(_BOM):
            found = (found[0].removeprefix(_BOM), *found[1:])
        return {column: undo(found[place]) for column, place in self.layout.places.items() if place < width}

    def _draft(self, told: Mapping[str, str], line: int, sieve: Sieve) -> Draft:
        text = told.get("text", "")
        draft = Draft(
            text if self.layout.own else self._understood(text, line),
            told.get("code", ""),
            told.get("title", ""),
            self._group(told),
            line=line,
        )
        return draft if self._is_plain else replace(draft, **self._besides(told, line, sieve))

    def _besides(self, told: Mapping[str, str], line: int, sieve: Sieve) -> dict[str, Any]:
        """The fields of which most tables have none."""
        own = self.layout.own
        return {
            "aliases": _aliases(told, own=own) if "aliases" in told else (),
            "keywords": _keywords(told, own=own) if "keywords" in told else (),
            "note": _note(told),
            "pinned": "pinned" in told and _flag(told, "pinned", line, sieve, default=False),
            "enabled": "enabled" not in told or _flag(told, "enabled", line, sieve, default=True),
            "more": self._more(told, line) if self._texts else (),
            "law": _law(told, line, sieve) if told.get("law") else Law.LADDER,
            **_days(told),
        }

    def _more(self, told: Mapping[str, str], line: int) -> tuple[Wording, ...]:
        """The texts behind the first; one between them may be missing."""
        wordings = []
        for number in self._texts:
            text = told.get(f"text{number}", "")
            text = text if self.layout.own else self._understood(text, line)
            wordings.append(Wording(text, told.get(f"note{number}", "")))
        return tuple(wordings)

    def _called(self, column: str) -> str:
        """What the file calls a column."""
        place = self.layout.places[column]
        return self._header[place].strip()[:40] if place < len(self._header) else column

    def _group(self, told: Mapping[str, str]) -> tuple[str, ...]:
        written = tuple([told.get(level, "") for level in self._levels])
        if written not in self._groups:
            self._groups[written] = self._path(written)
        return self._groups[written]

    def _understood(self, text: str, line: int) -> str:
        text, names = understood(text)
        if names:
            self._gaps[line] = names
        return text

    def _path(self, written: tuple[str, ...]) -> tuple[str, ...]:
        split = partial(cells.listed, split=cells.path) if self.layout.own else cells.path
        names = tuple(filter(None, (name.strip() for level in written for name in split(level))))
        return () if names in _NO_GROUP and not self.layout.own else names


def _aliases(told: Mapping[str, str], *, own: bool) -> tuple[str, ...]:
    return tuple(told["aliases"].split()) if own else cells.codes(told["aliases"])


def _keywords(told: Mapping[str, str], *, own: bool) -> tuple[str, ...]:
    return cells.listed(told["keywords"], cells.words) if own else cells.words(told["keywords"])


def _note(told: Mapping[str, str]) -> str:
    """The note, and the name of a picture, which is not taken itself."""
    picture = told.get("image", "").strip()
    return "\n".join(filter(None, (told.get("note", ""), f"[{picture}]" if picture else "")))


class _UnclearError(ValueError):
    """What should be a day is none: without it the phrase would be used when it must not."""

    def __init__(self, column: str, value: str) -> None:
        super().__init__(column)
        self.column = column
        self.value = value


def _days(told: Mapping[str, str]) -> dict[str, str]:
    """From when and until when the phrase holds; what a column of its own says goes before one of both."""
    found = {"valid_from": "", "valid_until": ""}
    for column in _DAYS:
        if not (value := told.get(column, "").strip()):
            continue
        try:
            match column:
                case "term":
                    found["valid_from"], found["valid_until"] = moments.span(value)
                case "valid_from":
                    found[column] = moments.since(value)
                case _:
                    found[column] = moments.until(value)
        except ValueError as fault:
            raise _UnclearError(column, value) from fault
    return found


def _law(told: Mapping[str, str], line: int, sieve: Sieve) -> Law:
    value = told["law"].strip().casefold()
    if value in _LAWS or value in set(Law):
        return _LAWS.get(value) or Law(value)
    sieve.remark(line, _NO_LAW, column="law", laws=" | ".join(Law), value=value[:40])
    return Law.LADDER


def _flag(told: Mapping[str, str], column: str, line: int, sieve: Sieve, *, default: bool) -> bool:
    value = told.get(column, "").strip()
    if not value or value in _TRUTHS:
        return _TRUTHS.get(value, default)
    try:
        return flag(value)
    except ValueError:
        sieve.remark(line, _NO_FLAG, column=column, value=value[:40])
        return default
