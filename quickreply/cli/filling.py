"""Fills phrases on the command line, and the verbs that set what they are filled with."""

import csv
import io
import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from quickreply.cli import layout
from quickreply.cli.desk import Desk
from quickreply.cli.listing import Listing
from quickreply.cli.usage import WrongUsage
from quickreply.core.delivery import Reply
from quickreply.core.phrase import PERSONAL, Library, Phrase, fold
from quickreply.core.supply import precedence
from quickreply.core.template.asking import Answers, Question
from quickreply.core.template.clock import begins
from quickreply.core.template.lacks import complaint
from quickreply.core.template.names import canonical, is_name
from quickreply.core.template.values import NOTHING, Values
from quickreply.core.words import Refusal, mark
from quickreply.engine.filler import Filler
from quickreply.packs.detect import decode
from quickreply.store.constants import Constants

_NEEDS = mark(
    "“{label}” lacks: {names}. Say it with --set NAME=VALUE, or once and for all: "
    "quickreply fill set NAME VALUE"
)
_NO_PAIR = mark("--set takes NAME=VALUE, not {given}")
_NO_NAME = mark("{name} cannot be the name of a gap")
_NOT_SET = mark("Nothing is set for {name}.")
_NO_ROWS = mark("{file} has no rows of two columns.")
_SET = mark("{name} is set in {library}.")
_TABLE = mark("{count} rows of {name} are set in {library}.")
_FORGOTTEN = mark("{name} is forgotten in {library}.")

_TABLE_LIMIT = 1_000_000
"""Bytes of a table that is read."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The phrases as the command line has them, for a `Filler`."""

    listing: Listing
    known: Mapping[int, Values]

    def values(self, phrase: Phrase) -> Values:
        """What its library says, then what the agent's own does."""
        personal = next((one.id for one in self.listing.libraries.values() if one.uid == PERSONAL), 0)
        return self.known.get(phrase.library, NOTHING).over(self.known.get(personal, NOTHING))

    def by_code(self, code: str) -> Phrase | None:
        """The phrase in use with this code: personal over shop over packs."""
        libraries = self.listing.libraries
        wanted = fold(code)
        found = [
            one
            for one in self.listing.collection.phrases
            if one.enabled and libraries[one.library].enabled and wanted in map(fold, one.codes)
        ]
        return min(found, key=lambda one: precedence(libraries[one.library]), default=None)


def filled(desk: Desk, listing: Listing, phrase: Phrase, said: Sequence[str]) -> Reply:
    """The phrase with its gaps filled in; `said` are answers as they were given, `NAME=VALUE`.

    Raises:
        Refusal: something is missing; names it.
        WrongUsage: an answer is none.
    """
    told = answers(said)
    if "{" not in phrase.text:
        return Reply.of(phrase)
    database = desk.existing()
    shelf = Shelf(listing, Constants(database).load() if database else {})
    filler = Filler(lambda: shelf)
    filler.configure(desk.settings.read()[0])
    found = filler.filled(phrase, Answers(told))
    if isinstance(found, Question):
        message, facts = complaint(phrase.label, found.missing, _NEEDS)
        raise Refusal(message, **facts)
    return found


def answers(said: Sequence[str]) -> dict[str, str]:
    """What was given as `NAME=VALUE`, by canonical names.

    Raises:
        WrongUsage: an answer is none.
    """
    return dict(map(_pair, said))


def _pair(given: str) -> tuple[str, str]:
    name, equals, value = given.partition("=")
    if not equals or not name.strip():
        raise WrongUsage(_NO_PAIR, given=given)
    return canonical(name), value


def put(desk: Desk, args: Namespace) -> int:
    """Sets a value, or with a key a row of a table."""
    name, library = _name(args.name), _library(desk, args.library)
    Constants(desk.database()).put(library.id, name, {(args.key or "").strip(): args.value})
    return _done(desk, _SET, name=_shown(name, args.key), library=desk.library_title(library))


def load(desk: Desk, args: Namespace) -> int:
    """Reads a table of two columns: key and value."""
    name, library = _name(args.name), _library(desk, args.library)
    rows = dict(_rows(_text(args.file)))
    if not rows:
        raise Refusal(_NO_ROWS, file=args.file)
    Constants(desk.database()).put(library.id, name, rows)
    return _done(desk, _TABLE, count=len(rows), name=name, library=desk.library_title(library))


def forget(desk: Desk, args: Namespace) -> int:
    """Forgets a value, a row of a table, or with all its rows a table."""
    name, library = _name(args.name), _library(desk, args.library)
    if not Constants(desk.database()).remove(library.id, name, args.key):
        raise Refusal(_NOT_SET, name=_shown(name, args.key))
    return _done(desk, _FORGOTTEN, name=_shown(name, args.key), library=desk.library_title(library))


def show(desk: Desk, args: Namespace) -> int:
    """Prints what is set, by library; what the agent says of herself is in the settings."""
    database = desk.existing()
    known = Constants(database).load() if database else {}
    libraries = {one.id: one for one in desk.collection().libraries}
    if args.library:
        known = {number: known[number] for number in [_library(desk, args.library).id] if number in known}
    if args.json:
        desk.print_json({libraries[number].name: _plain(values) for number, values in known.items()})
        return 0
    for number, values in known.items():
        desk.print([desk.library_title(libraries[number]), *layout.facts(_facts(values)), ""])
    return 0


def _done(desk: Desk, message: str, **facts: object) -> int:
    desk.announce("reload")
    desk.print([layout.clean(desk.say(message, **facts))])
    return 0


def _name(given: str) -> str:
    if not is_name(given) or begins(given):
        raise WrongUsage(_NO_NAME, name=given)
    return canonical(given)


def _library(desk: Desk, name: str | None) -> Library:
    """The library with this name, else the personal one: what is set there holds everywhere."""
    wanted = desk.library_name(name) or PERSONAL
    desk.database()  # which makes it
    return desk.listing().library(wanted)


def _shown(name: str, key: str | None) -> str:
    return f"{name}: {key}" if key else name


def _plain(values: Values) -> dict[str, object]:
    return {**values.constants, **{name: dict(rows) for name, rows in values.tables.items()}}


def _facts(values: Values) -> Iterator[tuple[str, str]]:
    yield from values.constants.items()
    for name, rows in values.tables.items():
        yield from ((_shown(name, key), value) for key, value in rows.items())


def _text(file: str) -> str:
    if file == "-":
        return decode(sys.stdin.buffer.read(_TABLE_LIMIT), file)
    try:
        with Path(file).open("rb") as stream:
            return decode(stream.read(_TABLE_LIMIT), file)
    except OSError as fault:
        raise Refusal(
            mark("{path} cannot be read: {why}."), path=file, why=fault.strerror or str(fault)
        ) from fault


def _rows(text: str) -> Iterator[tuple[str, str]]:
    delimiter = "\t" if "\t" in text else ","
    for cells in csv.reader(io.StringIO(text), delimiter=delimiter):
        match [cell.strip() for cell in cells]:
            case [key, value, *_] if key and value:
                yield key, value
            case _:
                pass
