"""The verbs around reminders: look at them, put them off, delete them."""

from argparse import Namespace
from datetime import datetime, timedelta

from quickreply.cli import layout
from quickreply.cli.desk import NOT_RUNNING, Desk
from quickreply.core.reminder import Reminder
from quickreply.core.words import Refusal, mark
from quickreply.store.reminders import Reminders

_NONE = mark("There is nothing to be reminded of.")
_OFF = mark("Phrases ask for none: privacy.reminders is off.")
_NOT_THERE = mark("There is no reminder with the number {number}.")
_DELETED = mark("{count} deleted.")


def show(desk: Desk, args: Namespace) -> int:
    """Prints them, what is due first before the others."""
    database = desk.existing()
    there = Reminders(database).list() if database else ()
    if args.json:
        desk.print_json([_as_json(one) for one in there])
        return 0
    rows = [(str(one.id), f"{_local(one):%Y-%m-%d %H:%M}", one.title, one.said) for one in there]
    desk.print(layout.table(rows, (6, 16, 30), desk.room) if rows else [desk.say(_NONE)])
    if not desk.settings.read()[0].reminders:
        desk.warn(desk.say(_OFF))
    return 0


def remove(desk: Desk, args: Namespace) -> int:
    """Deletes some, by their numbers."""
    kept = _kept(desk)
    known = {one.id for one in kept.list()}
    for number in args.numbers:
        _check(number in known, number)
    return _done(desk, kept.remove(set(args.numbers)))


def clear(desk: Desk, _args: Namespace) -> int:
    """Deletes all."""
    return _done(desk, _kept(desk).clear() if desk.existing() else 0)


def snooze(desk: Desk, args: Namespace) -> int:
    """Puts one off, from now on."""
    due = datetime.now().astimezone() + timedelta(minutes=args.minutes)
    _check(_kept(desk).postpone(args.number, due), args.number)
    desk.announce("reminders")
    return 0


def window(desk: Desk, _args: Namespace) -> int:
    """Opens the window of the running program with all of them."""
    if desk.ask("reminders", open=True) is None:
        raise Refusal(NOT_RUNNING)
    return 0


def _kept(desk: Desk) -> Reminders:
    return Reminders(desk.database())


def _check(there: bool, number: int) -> None:
    if not there:
        raise Refusal(_NOT_THERE, number=number)


def _done(desk: Desk, count: int) -> int:
    desk.announce("reminders")
    desk.print([desk.say(_DELETED, count=count)])
    return 0


def _local(reminder: Reminder) -> datetime:
    return reminder.due.astimezone()


def _as_json(one: Reminder) -> dict[str, object]:
    return {
        "number": one.id,
        "due": _local(one).isoformat(timespec="seconds"),
        "title": one.title,
        "said": one.said,
        "seen": one.seen is not None,
    }
