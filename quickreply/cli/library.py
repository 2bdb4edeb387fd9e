"""The verbs for whole libraries: what there is, and in which applications they are offered."""

from argparse import Namespace
from collections.abc import Iterator, Sequence

from quickreply.cli import layout
from quickreply.cli.desk import Desk
from quickreply.cli.listing import Listing
from quickreply.core.draft import paths
from quickreply.core.phrase import Library
from quickreply.core.words import Refusal, mark
from quickreply.packs.cells import path as group_path
from quickreply.store.library import Libraries

_NO_GROUP = mark("There is no group {group} in {library}.")
_BOUND = mark("{what} is only offered in: {apps}.")
_FREE = mark("{what} is offered everywhere.")
_LIMITS = (28, 10, 8, 20, 36)


def show(desk: Desk, args: Namespace) -> int:
    """Prints the libraries: kind, phrases, applications, days."""
    listing = desk.listing()
    if args.json:
        desk.print_json([_as_json(desk, listing, one) for one in listing.libraries.values()])
    else:
        rows = [_row(desk, listing, one) for one in listing.libraries.values()]
        desk.print(layout.table(rows, _LIMITS, desk.room))
    return 0


def bind(desk: Desk, args: Namespace) -> int:
    """Offers a library, or a group of it, in some applications only."""
    return _put(desk, args, tuple(dict.fromkeys(" ".join(app.split()) for app in args.app if app.strip())))


def free(desk: Desk, args: Namespace) -> int:
    """Offers it everywhere again."""
    return _put(desk, args, ())


def _put(desk: Desk, args: Namespace, apps: Sequence[str]) -> int:
    listing = desk.listing()
    library = listing.library(desk.library_name(args.name) or args.name)
    group = _group(listing, library, args.group) if args.group else None
    Libraries(desk.database()).bind(library.id, group, apps)
    desk.announce("reload")
    what = desk.library_title(library) + (f" / {args.group}" if args.group else "")
    message = desk.say(_BOUND, what=what, apps=", ".join(apps)) if apps else desk.say(_FREE, what=what)
    desk.print([layout.clean(message)])
    return 0


def _group(listing: Listing, library: Library, written: str) -> int:
    wanted = tuple(name.strip() for name in group_path(written) if name.strip())
    shelves = paths(listing.collection)
    ours = (one.id for one in listing.collection.groups if one.library == library.id)
    found = next((number for number in ours if shelves[number] == wanted), None)
    if found is None:
        raise Refusal(_NO_GROUP, group=written, library=library.name)
    return found


def _row(desk: Desk, listing: Listing, library: Library) -> tuple[str, ...]:
    days = f"{library.valid_from}–{library.valid_until}" if library.valid_until else library.valid_from
    bound = "; ".join(_bindings(listing, library))
    count = str(sum(one.library == library.id for one in listing.collection.phrases))
    return (
        desk.library_title(library),
        library.kind,
        count,
        days,
        bound,
        listing.why_library(desk.say, library),
    )


def _bindings(listing: Listing, library: Library) -> Iterator[str]:
    if library.apps:
        yield ", ".join(library.apps)
    for group in listing.collection.groups:
        if group.library == library.id and group.apps:
            yield f"{' / '.join(listing.groups[group.id])}: {', '.join(group.apps)}"


def _as_json(desk: Desk, listing: Listing, library: Library) -> dict[str, object]:
    bound = {
        " / ".join(listing.groups[group.id]): list(group.apps)
        for group in listing.collection.groups
        if group.library == library.id and group.apps
    }
    return {
        "id": library.uid,
        "name": desk.library_title(library),
        "kind": library.kind,
        "enabled": library.enabled,
        "version": library.version,
        "valid_from": library.valid_from,
        "valid_until": library.valid_until,
        "phrases": sum(one.library == library.id for one in listing.collection.phrases),
        "apps": list(library.apps),
        "groups": bound,
        "why": listing.why_library(desk.say, library),
    }
