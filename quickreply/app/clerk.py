"""Does what the import window asks for: looks at files, plans, carries out, takes back. No Qt in it."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count, repeat
from typing import TypeVar

from quickreply.app.pictures import with_prints
from quickreply.core.draft import LIMITS, Draft, paths
from quickreply.core.intake import Done, Line, Look, Order, Proposal, Reading, State, counted
from quickreply.core.phrase import PERSONAL, Collection, Library, LibraryKind
from quickreply.core.plan import Fate, Plan, Row, Wish
from quickreply.core.template.values import NOTHING
from quickreply.core.validity import term, zone_of
from quickreply.core.words import Refusal, Say, mark
from quickreply.packs.bundle import Bundle, Problem, place
from quickreply.packs.detect import read_text
from quickreply.packs.look import look
from quickreply.packs.merge import destination, parts, plan, with_values
from quickreply.packs.outlook import outlook
from quickreply.packs.review import DOUBLE, DOUBLE_ROW
from quickreply.packs.script import delivered
from quickreply.store.album import Album
from quickreply.store.constants import Constants
from quickreply.store.database import Database
from quickreply.store.imports import Imports
from quickreply.store.library import Libraries
from quickreply.store.schema import PERSONAL_NAME

_NO_COLUMN = mark("Say which column is the text.")
_OVER = mark("{file} was valid until {day}.")
_MOVED = mark("The phrases were changed by another program meanwhile. Look at the plan once more.")
_LATER = mark("Something was imported there since. Take that back first: quickreply undo-import")
_DONE = mark("{file} → {library}: {new} new, {changed} changed")
_DONE_GONE = mark("{file} → {library}: {new} new, {changed} changed, {gone} removed")
_BACK = mark("{file} → {library} is taken back: {removed} removed, {restored} as they were before")
_STAY = mark("{kept} were changed since and stay as they are")

_T = TypeVar("_T")

_STATES = {
    Fate.NEW: State.NEW,
    Fate.CHANGED: State.CHANGED,
    Fate.SAME: State.SAME,
    Fate.CLASH: State.CLASH,
    Fate.SKIPPED: State.SKIPPED,
    Fate.GONE: State.GONE,
}


@dataclass(frozen=True, slots=True)
class Part:
    """What goes into one library. `first` is the place of its first row, -1 if none can be chosen for."""

    bundle: Bundle
    wish: Wish
    plan: Plan
    first: int


@dataclass(frozen=True, slots=True)
class Prepared(Proposal):
    """A proposal with what it takes to carry it out."""

    parts: tuple[Part, ...] = field(default=(), repr=False)


class Clerk:
    """Works over the packs and the store, in whatever thread calls it, one call at a time."""

    def __init__(self, database: Database, say: Say) -> None:
        self._database = database
        self._libraries = Libraries(database)
        self._say = say
        self._read: dict[Reading, Bundle | None] = {}
        self._backed_up = False

    def look(self, reading: Reading) -> Look:
        """What the file is; reads all of it.

        Raises:
            Refusal: it holds no phrases or cannot be read.
        """
        self._read = {one: bundle for one, bundle in self._read.items() if one.path != reading.path}
        seen, bundle = look(reading)
        self._read[reading] = bundle and with_prints(bundle, Album(self._database))
        return seen

    def propose(self, readings: Sequence[Reading], order: Order) -> Proposal:
        """What would happen, one file after the other, each to what the one before leaves.

        Raises as `look`, and when the phrases cannot be read.
        """
        before = collection = self._libraries.load()
        order = replace(order, wish=replace(order.wish, library=self._stored_name(order.wish.library)))
        made: list[Part] = []
        for part in self._wanted(readings, order):
            if made:
                collection = outlook(made[-1].plan, collection)
            made.append(replace(part, plan=_planned(part.bundle, part.wish, collection, self._database)))
        self._read = {one: bundle for one, bundle in self._read.items() if one in readings}
        return self._prepared(tuple(made), before)

    def _wanted(self, readings: Sequence[Reading], order: Order) -> Iterator[Part]:
        """What is to be planned: each file, or what of it goes into one library."""
        first = 0
        for reading in readings:
            for number, (bundle, wish) in enumerate(parts(self._bundle(reading), order.wish)):
                if number:
                    yield Part(bundle, replace(wish, choices={}), _UNPLANNED, -1)
                    continue
                own = _from(first, order, len(bundle.drafts))
                recoded = replace(bundle, drafts=_recoded(bundle.drafts, own))
                yield Part(recoded, replace(wish, choices=own.wish.choices), _UNPLANNED, first)
                following = first + len(bundle.drafts)
            first = following

    def carry_out(self, proposal: Proposal, going: Callable[[int], None]) -> Done:
        """Does what was proposed, all or nothing; `going` is told how many phrases stand there.

        Raises:
            Refusal: the phrases were changed since, or the database is busy, full or gone.
        """
        if not isinstance(proposal, Prepared):
            raise TypeError(proposal)
        self._back_up()
        done: list[tuple[Plan, str, int]] = []
        with self._database.whole() as database:
            for part in proposal.parts:
                before = sum(len(plan.rows) for plan, *_ in done)
                after = next((entry for *_, entry in reversed(done) if entry), 0)
                made = part.plan if not done else self._again(part, database)
                told = partial(_told_from, going, before)
                done.append(self._carried_out(replace(part, plan=made), database, told, after))
        said = "\n".join(self._said(made, file) for made, file, _ in done)
        return Done(said, tuple(entry for *_, entry in done if entry))

    def undo(self, done: Done) -> str:
        """Takes an import back; what that did, in words.

        Raises:
            Refusal: it is not the last one into its library any more.
        """
        with self._database.whole() as database:
            return "\n".join(self._undone(entry, database) for entry in reversed(done.entries))

    def _undone(self, entry: int, database: Database) -> str:
        imports = Imports(database)
        library = next((one.library for one in imports.history() if one.id == entry), 0)
        if not library or imports.history(library)[0].id != entry:
            raise Refusal(_LATER)
        known = {lib.id: lib for lib in Libraries(database).load().libraries}
        undone = imports.undo(known[library])
        title = self._say(PERSONAL_NAME) if undone.entry.name == PERSONAL_NAME else undone.entry.name
        facts = {"removed": undone.removed, "restored": undone.restored}
        said = self._say(_BACK, file=undone.entry.source, library=title, **facts)
        return f"{said}\n{self._say(_STAY, kept=undone.kept)}" if undone.kept else said

    # Reading and planning.

    def _bundle(self, reading: Reading) -> Bundle:
        if reading not in self._read:
            self.look(reading)
        bundle = self._read[reading]
        if bundle is None:
            raise Refusal(_NO_COLUMN)
        return bundle

    def _prepared(self, made: tuple[Part, ...], collection: Collection) -> Prepared:
        lines = tuple(line for part in made for line in self._sorted(part))
        main = {self._title(part.plan.library): part.plan.library.id for part in made if part.first >= 0}
        title, ours = (*main, "")[0] if len(main) == 1 else "", main.values()
        shelves = paths(collection)
        groups = [">".join(shelves[group.id]) for group in collection.groups if group.library in ours]
        names = tuple(map(self._title, collection.libraries))
        told = tuple(self._told(made))
        values = any(part.plan.values for part in made)
        return Prepared(lines, counted(lines), title, names, tuple(groups), told, values, parts=made)

    def _told(self, made: Sequence[Part]) -> Iterator[str]:
        """What there is to know that stops nothing: notes of the reader, and a pack that is over."""
        for part in made:
            if values := len(part.plan.values):
                yield self._say.count(
                    "{n} value for the gaps in phrases comes with it.",
                    "{n} values for the gaps in phrases come with it.",
                    values,
                )
            for problem in part.bundle.problems:
                if not problem.lost:
                    yield f"{problem.file}:{problem.line}: {self._why(problem)}"
            library = part.plan.library
            until = library.valid_until
            if until and term("", until, zone_of(library.language, "")).end <= time.time():
                yield self._say(_OVER, file=part.bundle.source.name, day=until)

    def _sorted(self, part: Part) -> list[Line]:
        """The lines as they stand in the file, with what could not be taken in its place; what goes, last."""
        lines = list(self._lines(part))
        if any(problem.lost for problem in part.bundle.problems):
            sheets: dict[str, int] = {}
            for line in reversed(lines):  # those that were taken say how the sheets follow each other
                sheets.setdefault(line.at.rpartition(":")[0], -len(sheets))
            lines.sort(key=lambda line: _place(line, sheets))
        return lines

    def _lines(self, part: Part) -> Iterator[Line]:
        file = part.bundle.source.name
        for problem in part.bundle.problems:
            if problem.lost:
                state = State.LIMIT if problem.reason in LIMITS else State.LOST
                yield Line(state, Draft(""), f"{problem.file}:{problem.line}", why=self._why(problem))
        places = count(part.first) if part.first >= 0 else repeat(-1)
        total = len(part.bundle.drafts)
        for number, row in enumerate(part.plan.rows):
            yield self._line(file, row, next(places) if number < total else -1)

    def _line(self, file: str, row: Row, number: int) -> Line:
        reasons = [self._say.refusal(Refusal(row.reason, **row.facts))] if row.reason else []
        reasons += [self._say.refusal(Refusal(note.reason, **note.facts)) for note in row.notes]
        double = any(note.reason in {DOUBLE, DOUBLE_ROW} for note in row.notes)
        at = f"{place(file, row.draft.sheet)}:{row.draft.line}" if row.fate is not Fate.GONE else ""
        return Line(_STATES[row.fate], row.draft, at, number, row.before, "; ".join(reasons), double)

    def _why(self, problem: Problem) -> str:
        return self._say.refusal(Refusal(problem.reason, **problem.facts))

    # Carrying out.

    @staticmethod
    def _again(part: Part, database: Database) -> Plan:
        """It was planned before the one in front was carried out: planned anew it must be the same."""
        made = _planned(part.bundle, part.wish, Libraries(database).load(), database)
        if _nameless(made) != _nameless(part.plan):
            raise Refusal(_MOVED)
        return made

    @staticmethod
    def _carried_out(
        part: Part, database: Database, going: Callable[[int], None], after: int
    ) -> tuple[Plan, str, int]:
        """One part and its entry in the journal, 0 if it changed nothing; `after` is the entry in front."""
        imports, made, name = Imports(database), part.plan, part.bundle.source.name
        script, prints = delivered(part.bundle), part.bundle.prints
        library = imports.carry_out(made, name, script, going, prints, after)
        entry = imports.last() if made.acts else 0
        return replace(made, library=replace(made.library, id=library)), name, entry

    def _back_up(self) -> None:
        if not self._backed_up:
            self._database.back_up()
            self._backed_up = True

    def _said(self, made: Plan, file: str) -> str:
        counts = {str(fate): n for fate, n in made.counts().items()}
        message = _DONE_GONE if counts["gone"] else _DONE
        return self._say(message, file=file, library=self._title(made.library), **counts)

    # Names.

    def _title(self, library: Library) -> str:
        return self._say(library.name) if library.name == PERSONAL_NAME else library.name

    def _stored_name(self, name: str | None) -> str | None:
        return PERSONAL if name == self._say(PERSONAL_NAME) else name


def _planned(bundle: Bundle, wish: Wish, collection: Collection, database: Database) -> Plan:
    library = destination(bundle, collection, wish.library)
    text = Imports(database).delivered(library.id) if bundle.library and library.id else ""
    before = read_text(text, bundle.source) if text else Bundle(bundle.source)
    there = Constants(database).load().get(library.id, NOTHING)
    made = plan(bundle, collection, wish, before.drafts)
    return with_values(made, bundle, collection, wish, there, before.values)


def _told_from(going: Callable[[int], None], before: int, done: int) -> None:
    """Counts what the parts in front have brought."""
    going(before + done)


_UNPLANNED = Plan(Library(0, "", "", LibraryKind.SHOP))


def _nameless(made: Plan) -> list[Row]:
    """The rows without the ids of phrases: those that another file brings had none yet."""
    return [replace(row, phrase=None) for row in made.rows]


def _from(first: int, order: Order, rows: int) -> Order:
    """What was chosen for the rows of one file, by their places in it."""

    def own(chosen: Mapping[int, _T]) -> dict[int, _T]:
        return {place - first: one for place, one in chosen.items() if first <= place < first + rows}

    return Order(replace(order.wish, choices=own(order.wish.choices)), own(order.codes))


def _recoded(drafts: Sequence[Draft], order: Order) -> tuple[Draft, ...]:
    """The phrases with the codes that the user wrote herself."""
    if not order.codes:
        return tuple(drafts)
    return tuple(
        replace(draft, code=order.codes.get(number, draft.code)) for number, draft in enumerate(drafts)
    )


def _place(line: Line, sheets: dict[str, int]) -> tuple[bool, int, int]:
    sheet, _, number = line.at.rpartition(":")
    return not line.at, sheets[sheet], int(number or 0)
