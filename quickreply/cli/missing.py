"""The verb that says what was searched for and is not there."""

from argparse import Namespace
from collections.abc import Sequence

from quickreply.cli import layout
from quickreply.cli.desk import Desk
from quickreply.core.missing import Missing
from quickreply.core.words import mark
from quickreply.store.missing import Wanted

_NONE = mark("Nothing was searched for in vain.")
_OFF = mark("They are not counted: privacy.missing is off.")
_FORGOTTEN = mark("Forgotten. Backups made before still have it.")


def missing(desk: Desk, args: Namespace) -> int:
    """Prints the queries of the search window that found nothing, or forgets them."""
    database = desk.existing()
    if args.clear:
        if database:
            Wanted(database).clear()
        desk.print([desk.say(_FORGOTTEN)])
        return 0
    wanted = Wanted(database).list() if database else ()
    if args.json:
        desk.print_json([_as_json(one) for one in wanted])
        return 0
    _print(desk, wanted)
    if not desk.settings.read()[0].missing:
        desk.warn(desk.say(_OFF))
    return 0


def _print(desk: Desk, wanted: Sequence[Missing]) -> None:
    rows = [(str(one.times), one.last.isoformat(), one.query) for one in wanted]
    desk.print(layout.table(rows, (6, 10), desk.room) if rows else [desk.say(_NONE)])


def _as_json(one: Missing) -> dict[str, object]:
    return {"query": one.query, "count": one.times, "last": one.last.isoformat()}
