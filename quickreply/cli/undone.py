"""The verb that takes imports back."""

from argparse import Namespace

from quickreply.cli.desk import Desk
from quickreply.cli.listing import Listing
from quickreply.core.phrase import Library
from quickreply.core.words import Refusal, mark
from quickreply.store.imports import Entry, Imports, Undone
from quickreply.store.library import Libraries
from quickreply.store.schema import PERSONAL_NAME

_EMPTY = mark("There is no import to undo.")
_ENTRY = mark("{at}  {file} → {library}: {new} new, {changed} changed, {gone} removed")
_UNDONE = mark("{file} → {library} is taken back: {removed} removed, {restored} as they were before")
_KEPT = mark("{kept} were changed since and stay as they are")


def undo_import(desk: Desk, args: Namespace) -> int:
    """Takes the last import back, or lists the imports."""
    database = desk.existing()
    if database is None:
        raise Refusal(_EMPTY)
    library = _library(desk, args, Libraries(database))
    imports = Imports(database)
    if args.dry_run:
        return _list(desk, imports.history(library.id if library else None), as_json=args.json)
    database.back_up()
    undone = (imports.undo(library),) if library else imports.undo_all()
    desk.announce("reload")
    return _tell(desk, undone, as_json=args.json)


def _tell(desk: Desk, undone: tuple[Undone, ...], *, as_json: bool) -> int:
    """The last import, and what came in with it."""
    last, *others = [_undone_facts(desk, one) for one in undone]
    if as_json:
        desk.print_json(last | ({"others": others} if others else {}))
        return 0
    for facts in (last, *others):
        kept = [desk.say(_KEPT, kept=facts["kept"])] if facts["kept"] else []
        desk.print([desk.say(_UNDONE, **facts), *kept])
    return 0


def _undone_facts(desk: Desk, undone: Undone) -> dict[str, object]:
    return {
        "file": undone.entry.source,
        "library": _title(desk, undone.entry),
        "removed": undone.removed,
        "restored": undone.restored,
        "kept": undone.kept,
    }


def _library(desk: Desk, args: Namespace, libraries: Libraries) -> Library | None:
    name = desk.library_name(args.library)
    return Listing.of(libraries.load()).library(name) if name is not None else None


def _list(desk: Desk, entries: tuple[Entry, ...], *, as_json: bool) -> int:
    if not entries:
        raise Refusal(_EMPTY)
    if as_json:
        desk.print_json(
            [_facts(desk, entry) | {"phrases": [*entry.new, *entry.changed]} for entry in entries]
        )
    else:
        desk.print(desk.say(_ENTRY, **_facts(desk, entry)) for entry in entries)
    return 0


def _facts(desk: Desk, entry: Entry) -> dict[str, object]:
    return {
        "at": entry.at,
        "file": entry.source,
        "library": _title(desk, entry),
        "new": len(entry.new),
        "changed": len(entry.changed),
        "gone": len(entry.gone),
    }


def _title(desk: Desk, entry: Entry) -> str:
    """What the user calls the library; it may be gone."""
    return desk.say(PERSONAL_NAME) if entry.name == PERSONAL_NAME else entry.name
