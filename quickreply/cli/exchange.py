"""The verb that brings phrases in from files."""

import gc
import sys
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from quickreply.app.pictures import with_prints
from quickreply.cli import preview
from quickreply.cli.desk import Desk
from quickreply.core.phrase import Library
from quickreply.core.plan import Choice, Fate, Mode, Plan, Wish
from quickreply.core.template.values import NOTHING
from quickreply.core.validity import term, zone_of
from quickreply.core.words import Refusal, mark
from quickreply.packs.bundle import Bundle
from quickreply.packs.cells import path as group_path
from quickreply.packs.detect import FILE_LIMIT, decode, read, read_text
from quickreply.packs.elsewhere import elsewhere
from quickreply.packs.layout import Columns
from quickreply.packs.merge import destination, parts, plan, with_values
from quickreply.packs.script import delivered
from quickreply.store.album import Album
from quickreply.store.constants import Constants
from quickreply.store.database import Database
from quickreply.store.imports import Imports
from quickreply.store.library import Libraries
from quickreply.store.paths import resource
from quickreply.store.rows import CHANGED_MEANWHILE

_TRIES = 5
"""How often an import is planned anew when others change the phrases at the same time."""

_SUMMARY = mark(
    "{file} → {library}: {new} new, {changed} changed, {same} as before, {clash} in conflict, "
    "{lost} not taken"
)
_PREVIEW = mark(
    "{file} → {library} would be: {new} new, {changed} changed, {same} as before, {clash} in conflict, "
    "{lost} not taken"
)
_MORE = {
    "skipped": mark("{count} left out"),
    "gone": mark("{count} removed"),
}
_VALUES = mark("{count} values for gaps")
_NOTHING = mark("Nothing was imported from {file}.")
_STRICT = mark("Nothing was imported from {file}: not all of it can be taken, and --strict was given.")
_OVER = mark("{file} was valid until {day}.")
_ELSEWHERE = mark("“{library}” has {count} of these phrases already: --library “{library}” puts them there.")
_PASTED = mark("pasted")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file, or of the part of it that goes into one library."""

    bundle: Bundle
    plan: Plan
    strict: bool = False
    elsewhere: tuple[Library, int] | None = None
    """Which other library has most of it already, and how many phrases."""

    @property
    def taken(self) -> bool:
        """Whether something came in or was there already."""
        left = {Fate.CLASH, Fate.SKIPPED}
        return any(row.fate not in left for row in self.plan.rows) and not self.stopped

    @property
    def stopped(self) -> bool:
        """Whether nothing is done because not all of it can be."""
        return self.strict and bool(self.counts["lost"] or self.counts["clash"])

    @property
    def counts(self) -> dict[str, int]:
        """How many phrases had each fate; `lost` are those that could not be taken."""
        lost = sum(problem.lost for problem in self.bundle.problems)
        return {str(fate): n for fate, n in self.plan.counts().items()} | {"lost": lost}


def import_files(desk: Desk, args: Namespace) -> int:
    """Brings files in, each in one act; done if anything came in or was there already."""
    importer = _Importer(desk, desk.database(), args)
    with _nothing_collected():
        outcomes = [outcome for file in args.files for outcome in importer.bring_in(Path(file))]
    if any(outcome.plan.acts and outcome.taken for outcome in outcomes) and not args.dry_run:
        desk.announce("reload")
    if args.json:
        desk.print_json([preview.as_json(desk, one.bundle, one.plan, one.counts) for one in outcomes])
    return 0 if any(outcome.taken for outcome in outcomes) else 1


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Python looks for cycles again and again while objects pile up; here are none, and it takes a tenth."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def wish(desk: Desk, args: Namespace) -> Wish:
    """What the arguments say of an import."""
    group = tuple(name.strip() for name in group_path(args.group or "") if name.strip())
    return Wish(desk.library_name(args.library), group, Mode(args.mode), Choice(args.on_clash))


def _meant(path: Path) -> Path:
    """The file; or one of the packs that come with the program, by its bare name: `records-zh`."""
    ours = resource("phrases") / f"{path}.yaml"
    return ours if path.name == str(path) and not path.exists() and ours.is_file() else path


@dataclass(slots=True)
class _Importer:
    desk: Desk
    database: Database
    args: Namespace
    backed_up: bool = field(default=False, init=False)
    last: int = field(default=0, init=False)
    """The entry of what came in before: all files of one command are taken back as one."""

    def bring_in(self, path: Path) -> Iterator[Outcome]:
        """Imports one file and says what became of it; nothing if that was nothing at all."""
        try:
            bundle = with_prints(self._read(path), Album(self.database))
            for part, wanted in parts(bundle, wish(self.desk, self.args)):
                outcome = self._carried_out(part, wanted)
                self._tell(outcome)
                yield outcome
        except Refusal as fault:
            self.desk.told(fault)

    def _tell(self, outcome: Outcome) -> None:
        for line in preview.complaints(self.desk, outcome.bundle, outcome.plan):
            self.desk.warn(line)
        file = outcome.bundle.source.name
        library = outcome.plan.library
        until = library.valid_until
        if until and term("", until, zone_of(library.language, "")).end <= time.time():
            self.desk.warn(self.desk.say(_OVER, file=file, day=until))
        if outcome.elsewhere:
            found, count = outcome.elsewhere
            self.desk.warn(self.desk.say(_ELSEWHERE, library=self.desk.library_title(found), count=count))
        if outcome.stopped:
            self.desk.warn(self.desk.say(_STRICT, file=file))
        elif not outcome.taken:
            self.desk.warn(self.desk.say(_NOTHING, file=file))
        elif not self.args.json:
            if self.args.dry_run:
                self.desk.print(preview.rows(self.desk, outcome.bundle, outcome.plan))
            self.desk.print([self._summary(outcome)])

    def _summary(self, outcome: Outcome) -> str:
        say, counts = self.desk.say, outcome.counts
        message = _PREVIEW if self.args.dry_run else _SUMMARY
        library = self.desk.library_title(outcome.plan.library)
        summary = say(message, file=outcome.bundle.source.name, library=library, **counts)
        more = [say(_MORE[fate], count=counts[fate]) for fate in _MORE if counts[fate]]
        if values := len(outcome.plan.values):
            more.append(say(_VALUES, count=values))
        return ", ".join((summary, *more))

    def _read(self, path: Path) -> Bundle:
        columns = (Columns.parse(self.args.columns),) if self.args.columns else ()
        if str(path) != "-":
            return read(_meant(path), columns)
        pasted = Path(self.desk.say(_PASTED))
        return read_text(decode(sys.stdin.buffer.read(FILE_LIMIT), pasted.name), pasted, columns)

    def _carried_out(self, bundle: Bundle, wanted: Wish) -> Outcome:
        """Plans the import and carries it out; anew if the phrases were changed in between."""
        libraries, imports = Libraries(self.database), Imports(self.database)
        for chance in range(_TRIES, 0, -1):
            collection = libraries.load()
            library = destination(bundle, collection, wanted.library)
            before = self._delivered(imports, library.id, bundle)
            made = plan(bundle, collection, wanted, before.drafts)
            values = Constants(self.database).load().get(library.id, NOTHING)
            made = with_values(made, bundle, collection, wanted, values, before.values)
            outcome = Outcome(bundle, made, self.args.strict, elsewhere(bundle, collection, library))
            if self.args.dry_run or not outcome.taken:
                break
            self._back_up(outcome.plan)
            try:
                source, script = bundle.source.name, delivered(bundle)
                imports.carry_out(outcome.plan, source, script, prints=bundle.prints, after=self.last)
                self.last = imports.last() if outcome.plan.acts else self.last
                break
            except Refusal as fault:
                if fault.message != CHANGED_MEANWHILE or chance == 1:
                    raise
        return outcome

    @staticmethod
    def _delivered(imports: Imports, library: int, bundle: Bundle) -> Bundle:
        """The pack as it came the last time."""
        text = imports.delivered(library) if bundle.library and library else ""
        return read_text(text, bundle.source) if text else Bundle(bundle.source)

    def _back_up(self, made: Plan) -> None:
        if made.acts and not self.backed_up:
            self.database.back_up()
            self.backed_up = True
