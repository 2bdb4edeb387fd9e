"""Fills the gaps of a phrase from what is known. Pure: clock and chance are handed in."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zlib import crc32

from quickreply.core.phrase import TEXT_LIMIT, fold
from quickreply.core.template import clock
from quickreply.core.template.cell import in_a_cell
from quickreply.core.template.clock import PLAIN, Calendar, Offset
from quickreply.core.template.gaps import (
    Asked,
    Break,
    Caret,
    Faulty,
    Gap,
    Looked,
    Named,
    Pasted,
    Quoted,
    Remind,
    Tab,
    Template,
    Timed,
    Value,
    Varied,
)
from quickreply.core.template.missing import CLIPBOARD, Missing, Why
from quickreply.core.template.names import LOOKUPS, Kind, kind_of
from quickreply.core.template.reading import parse

QUOTES = 50
"""Phrases that one phrase may take in, those in those included."""

ANY = "*"
"""The key in a table for everything that is not in it."""

_NUMBER = re.compile(r"[+-]?\d{1,15}([.,]\d{1,9})?")
_AMOUNT = re.compile(r"[¥￥]?\d{1,12}(,\d{3})*(\.\d{1,2})?元?")


@dataclass(frozen=True, slots=True)
class World:
    """All that a phrase can be filled from, at one moment.

    Values are by their canonical names. The same world fills a phrase in the same way each time.
    """

    now: datetime
    """In the zone in which dates and times are to be told."""
    seed: int = 0
    """What chance depends on."""
    profile: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    clipboard: str | None = None
    """None where it cannot be read, or has no text."""
    phrase: Callable[[str], str | None] = lambda _: None
    """The text of the phrase with a code."""
    calendar: Calendar = PLAIN


@dataclass(frozen=True, slots=True)
class Filled:
    """A phrase as far as it could be filled, piece by piece."""

    pieces: tuple[str | Missing, ...]
    caret: int | None = None
    """Where in the text the caret is to stand; None for its end, or while something is missing."""
    breaks: tuple[int, ...] = ()
    """Where in the text line ends stand at which one message ends and the next begins."""
    remind: Offset | None = None
    """When the user is to be told of it: so much later."""

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What is missing, each once, in its order."""
        return tuple(dict.fromkeys(piece for piece in self.pieces if isinstance(piece, Missing)))

    @property
    def text(self) -> str:
        """What is to be inserted; empty while anything is missing, so that no gap is ever sent."""
        return "" if self.missing else "".join(map(str, self.pieces))

    @property
    def messages(self) -> tuple[str, ...]:
        """The text message by message; what is blank is none."""
        text, ends = self.text, (*self.breaks, None)
        starts = (0, *(place + 1 for place in self.breaks))
        parts = (text[start:end] for start, end in zip(starts, ends, strict=True))
        return tuple(part for part in parts if part.strip()) or (text,)

    @property
    def behind(self) -> str:
        """What stands behind the caret in the last message; nothing if the caret is at its end."""
        if self.caret is None or any(place >= self.caret for place in self.breaks):
            return ""
        return self.text[self.caret :]


def fill(template: Template, world: World) -> Filled:
    """The phrase with all that the world knows of its gaps."""
    filler = _Filler(world)
    try:
        pieces = tuple(filler.filled(template))
    except _TooLongError:
        return Filled((Missing("", Why.TOO_LONG),))
    return _finished(pieces)


def fits(value: str, kind: Kind, options: tuple[str, ...] = ()) -> bool:
    """Whether this is an answer for a gap of that kind."""
    match kind:
        case Kind.NUMBER:
            return bool(_NUMBER.fullmatch(value))
        case Kind.AMOUNT:
            return bool(_AMOUNT.fullmatch(value))
        case Kind.DATE:
            return _date(value) is not None
        case Kind.CHOICE:
            return value in options
        case Kind.TEXT:
            return bool(value.strip())


def _date(value: str) -> date | None:
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        return None


class _TooLongError(Exception):
    """The text grows beyond what a phrase may be."""


_Piece = str | Missing | Caret | Break | Remind


class _Filler:
    """Fills one phrase; counts what it takes in, for phrases that quote each other grow fast."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._drawn = 0
        self._length = 0
        self._quotes = 0

    def filled(
        self, template: Template, within: tuple[str, ...] = (), *, in_cells: bool = False
    ) -> Iterator[_Piece]:
        """`in_cells`: a phrase around it is for a sheet; what is filled into such a one stays in its cell."""
        in_cells = in_cells or template.tabbed
        for part in template.parts:
            for piece in (part,) if isinstance(part, str) else self._gap(part, within, in_cells=in_cells):
                self._length += len(piece) if isinstance(piece, str) else 0
                if self._length > TEXT_LIMIT:
                    raise _TooLongError
                yield piece

    def _gap(self, gap: Gap, within: tuple[str, ...], *, in_cells: bool) -> Iterator[_Piece]:
        match gap:
            case Quoted(code):
                yield from self._quoted(code, within, in_cells=in_cells)
            case Caret() | Remind():
                yield from () if within else (gap,)
            case Break():
                yield gap
            case Tab():
                yield "\t"
            case _:
                value = self._value(gap)
                yield in_a_cell(value) if in_cells and isinstance(value, str) else value

    def _value(self, gap: Value) -> str | Missing:
        match gap:
            case Named(name):
                return self._named(name)
            case Asked(name, kind, options):
                return self._asked(name, kind, options)
            case Timed(moment):
                return self._timed(moment)
            case Looked(table, key):
                return self._looked(table, key)
            case Varied(options):
                return self._drawn_from(options)
            case Pasted():
                return self._pasted()
            case Faulty(written):
                return Missing(written, Why.FAULTY)

    def _drawn_from(self, options: tuple[str, ...]) -> str:
        """One of them; the module `random` would take longer to import than all else here."""
        self._drawn += 1
        return options[crc32(f"{self._world.seed} {self._drawn}".encode()) % len(options)]

    def _named(self, name: str) -> str | Missing:
        """Who speaks last is heard first: the user, the shop, the agent; then a table."""
        world = self._world
        if name in world.answers:
            return self._asked(name, kind_of(name), ())
        known = world.constants.get(name) or world.profile.get(name)
        if known:
            return known
        key = LOOKUPS.get(name)
        if key and name in world.tables:
            return self._looked(name, key)
        return Missing(name, Why.ASK, kind_of(name))

    def _asked(self, name: str, kind: Kind, options: tuple[str, ...]) -> str | Missing:
        answer = self._world.answers.get(name)
        if answer is None:
            return Missing(name, Why.ASK, kind, options)
        if not fits(answer, kind, options):
            return Missing(name, Why.UNFIT, kind, options)
        return answer

    def _timed(self, moment: clock.Moment) -> str | Missing:
        try:
            return clock.told(moment, self._world.now, self._world.calendar)
        except OverflowError:
            return Missing("日期", Why.FAULTY)

    def _pasted(self) -> str | Missing:
        world = self._world
        return world.clipboard or world.answers.get(CLIPBOARD) or Missing(CLIPBOARD, Why.NO_CLIPBOARD)

    def _looked(self, table: str, key: str) -> str | Missing:
        rows = self._world.tables.get(table)
        if not rows:
            return Missing(table, Why.NO_TABLE)
        value = self._named(key)
        if isinstance(value, Missing):
            options = tuple(row for row in rows if row != ANY) if ANY not in rows else ()
            return Missing(key, value.why, Kind.CHOICE if options else value.kind, options)
        return rows.get(value) or rows.get(ANY) or Missing(f"{table}: {value}", Why.NOT_IN_TABLE)

    def _quoted(self, code: str, within: tuple[str, ...], *, in_cells: bool) -> Iterator[_Piece]:
        text = self._world.phrase(code)
        self._quotes += 1
        if text is None:
            yield Missing(code, Why.NO_PHRASE)
        elif fold(code) in within:
            yield Missing(code, Why.CYCLE)
        elif self._quotes > QUOTES:
            raise _TooLongError
        else:
            yield from self.filled(parse(text), (*within, fold(code)), in_cells=in_cells)


def _finished(pieces: tuple[_Piece, ...]) -> Filled:
    """The pieces that are text; where caret and breaks stand in it, if nothing is missing."""
    remind = next((piece.later for piece in pieces if isinstance(piece, Remind)), None)
    shown = tuple(
        "\n" if isinstance(piece, Break) else piece
        for piece in pieces
        if not isinstance(piece, Caret | Remind)
    )
    if any(isinstance(piece, Missing) for piece in shown):
        return Filled(shown, remind=remind)
    at, caret, breaks = 0, None, list[int]()
    for piece in pieces:
        match piece:
            case Caret():
                caret = at if caret is None else caret
            case Break():
                breaks.append(at)
                at += 1
            case str():
                at += len(piece)
    return Filled(shown, caret, tuple(breaks), remind)
