"""The verb that brings phrases in from files."""

import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

from quickreply.cli.desk import Desk
from quickreply.core.draft import Fate, Plan, Row
from quickreply.core.words import Refusal, mark
from quickreply.packs.bundle import Bundle
from quickreply.packs.detect import FILE_LIMIT, decode, read, read_text
from quickreply.packs.layout import Columns
from quickreply.packs.merge import plan
from quickreply.store.database import Database
from quickreply.store.library import Libraries
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
_PASTED = mark("pasted")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    bundle: Bundle
    plan: Plan

    @property
    def taken(self) -> bool:
        """Whether something came in or was there already."""
        return any(row.fate is not Fate.CLASH for row in self.plan.rows)

    @property
    def counts(self) -> dict[str, int]:
        """How many phrases had each fate; `lost` are those that could not be taken."""
        lost = sum(problem.lost for problem in self.bundle.problems)
        return {str(fate): n for fate, n in self.plan.counts().items()} | {"lost": lost}


def import_files(desk: Desk, args: Namespace) -> int:
    """Brings files in, each in one act; done if anything came in or was there already."""
    importer = _Importer(desk, desk.database(), args)
    outcomes = [outcome for file in args.files if (outcome := importer.bring_in(Path(file)))]
    if any(outcome.plan.acts for outcome in outcomes) and not args.dry_run:
        desk.announce("reload")
    if args.json:
        desk.print_json([_as_json(desk, outcome) for outcome in outcomes])
    return 0 if any(outcome.taken for outcome in outcomes) else 1


@dataclass(slots=True)
class _Importer:
    desk: Desk
    database: Database
    args: Namespace
    backed_up: bool = False

    def bring_in(self, path: Path) -> Outcome | None:
        """Imports one file and says what became of it; None if that was nothing at all."""
        try:
            bundle = self._read(path)
            outcome = Outcome(bundle, self._carried_out(bundle))
        except Refusal as fault:
            self.desk.told(fault)
            return None
        for line in _complaints(self.desk, outcome):
            self.desk.warn(line)
        if not outcome.taken:
            self.desk.warn(self.desk.say(mark("Nothing was imported from {file}."), file=path.name))
        elif not self.args.json:
            message = _PREVIEW if self.args.dry_run else _SUMMARY
            library = self.desk.library_title(outcome.plan.library)
            self.desk.print([self.desk.say(message, file=path.name, library=library, **outcome.counts)])
        return outcome

    def _read(self, path: Path) -> Bundle:
        columns = (Columns.parse(self.args.columns),) if self.args.columns else ()
        if str(path) != "-":
            return read(path, columns)
        pasted = Path(self.desk.say(_PASTED))
        return read_text(decode(sys.stdin.buffer.read(FILE_LIMIT), pasted.name), pasted, columns)

    def _carried_out(self, bundle: Bundle) -> Plan:
        """Plans the import and carries it out; anew if the phrases were changed in between."""
        libraries = Libraries(self.database)
        name = self.desk.library_name(self.args.library)
        for chance in range(_TRIES, 0, -1):
            made = plan(bundle, libraries.load(), name)
            if self.args.dry_run or not made.rows:
                break
            self._back_up(made)
            try:
                libraries.apply(made)
                break
            except Refusal as fault:
                if fault.message != CHANGED_MEANWHILE or chance == 1:
                    raise
        return made

    def _back_up(self, made: Plan) -> None:
        if made.acts and not self.backed_up:
            self.database.back_up()
            self.backed_up = True


def _complaints(desk: Desk, outcome: Outcome) -> Iterator[str]:
    """A line for each row that was not taken, and for each part of the file that was not read."""
    file = outcome.bundle.source.name
    faults = [(problem.line, Refusal(problem.reason, **problem.facts)) for problem in outcome.bundle.problems]
    faults += [(row.draft.line, Refusal(row.reason, **row.facts)) for row in _clashes(outcome.plan)]
    for line, fault in sorted(faults, key=itemgetter(0)):
        yield f"{file}:{line}: {desk.say.refusal(fault)}"


def _clashes(made: Plan) -> list[Row]:
    return [row for row in made.rows if row.fate is Fate.CLASH]


def _as_json(desk: Desk, outcome: Outcome) -> dict[str, object]:
    def fault(line: int, reason: str, facts: Mapping[str, object]) -> dict[str, object]:
        return {"line": line, "reason": desk.say.refusal(Refusal(reason, **facts))}

    problems = outcome.bundle.problems
    return {
        "file": str(outcome.bundle.source),
        "library": outcome.plan.library.name,
        **outcome.counts,
        "problems": [fault(problem.line, problem.reason, problem.facts) for problem in problems],
        "conflicts": [fault(row.draft.line, row.reason, row.facts) for row in _clashes(outcome.plan)],
    }
