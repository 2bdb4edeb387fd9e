"""The verbs that bring phrases in from files and write them to files."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

from quickreply.cli.desk import Desk, WrongUsage
from quickreply.cli.listing import Listing
from quickreply.core.draft import Draft, Fate, Plan, Row, drafts
from quickreply.core.phrase import Library, LibraryKind
from quickreply.core.words import Refusal, mark
from quickreply.packs import script, table
from quickreply.packs.bundle import Bundle
from quickreply.packs.detect import FILE_LIMIT, decode, read, read_text
from quickreply.packs.layout import Columns
from quickreply.packs.merge import plan
from quickreply.store.database import Database
from quickreply.store.library import Libraries
from quickreply.store.paths import write_whole
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
_SUFFIX = mark("Phrases are exported as .csv, .yaml or .yml, not as {suffix}")
_PASTED = mark("pasted")
_NOTHING = mark("There are no phrases to export.")


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


def export(desk: Desk, args: Namespace) -> int:
    """Writes a library, or all phrases, to a file; the format is that of the suffix."""
    path = Path(args.file)
    if path.suffix.casefold() not in {".csv", ".yaml", ".yml"}:
        raise WrongUsage(_SUFFIX, suffix=path.suffix or path.name)
    listing = Listing.of(desk.collection())
    phrases = listing.among(desk.library_name(args.library))
    if not phrases:
        raise Refusal(_NOTHING)
    all_drafts = drafts(listing.collection)
    chosen = [all_drafts[phrase.id] for phrase in phrases]
    if path.suffix.casefold() == ".csv":
        write_whole(path, table.write(chosen), "utf-8-sig")
    else:
        write_whole(path, _pack(listing, {phrase.library for phrase in phrases}, chosen, path.stem))
    path.chmod(0o666 & ~_umask())
    desk.print([desk.say.count("{n} phrase → {file}", "{n} phrases → {file}", len(chosen), file=path.name)])
    return 0


def _pack(listing: Listing, numbers: set[int], chosen: Sequence[Draft], stem: str) -> str:
    """One library as the pack that it is; several as one new pack that is called like the file."""
    libraries = [listing.libraries[number] for number in numbers]
    library = libraries[0] if len(libraries) == 1 else Library(0, stem, stem, LibraryKind.PACK)
    groups = [listing.groups[group.id] for group in listing.collection.groups if group.library in numbers]
    return script.write(library, tuple(dict.fromkeys(groups)), chosen)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
