"""The verbs that look at phrases and change them one by one."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from quickreply.cli import layout
from quickreply.cli.desk import Desk
from quickreply.cli.filling import filled
from quickreply.cli.listing import Listing
from quickreply.core.delivery import Reply
from quickreply.core.draft import Draft, drafts
from quickreply.core.phrase import PERSONAL, Phrase
from quickreply.core.search import COUNTED, Matches
from quickreply.core.usage import How, UsageEvent
from quickreply.core.words import Refusal, mark
from quickreply.engine.catalogue import Catalogue
from quickreply.packs import cells
from quickreply.packs.detect import decode
from quickreply.packs.merge import named
from quickreply.store.database import Database
from quickreply.store.library import Libraries
from quickreply.store.usage import Ledger

_NO_CLIPBOARD = mark("The text could not be put on the clipboard. Install xclip, xsel or wl-clipboard.")

_CARET = "‸"

_STDIN_LIMIT = 1_000_000
_LIMITS = (16, 28, 20)
"""Widest code, title and group in a list, in columns."""


def add(desk: Desk, args: Namespace) -> int:
    """Stores a new phrase."""
    libraries = Libraries(desk.database())
    name = desk.library_name(args.library) or PERSONAL
    library = named(libraries.load(), name)
    draft = _edited(Draft(""), args)
    number = libraries.add(library.id if library else libraries.create_library(name), draft)
    desk.announce("reload")
    return _report(desk, args, number, mark("Added: {phrase}"))


def edit(desk: Desk, args: Namespace) -> int:
    """Changes what was given of a phrase, and nothing else."""
    collection = desk.collection()
    phrase = Listing.of(collection).find(args.code_to_find, desk.library_name(args.library))
    draft = _edited(drafts(collection)[phrase.id], args)
    Libraries(desk.database()).edit(phrase.id, draft)
    desk.announce("reload")
    return _report(desk, args, phrase.id, mark("Changed: {phrase}"))


def remove(desk: Desk, args: Namespace) -> int:
    """Deletes a phrase."""
    phrase = Listing.of(desk.collection()).find(args.code_to_find, desk.library_name(args.library))
    Libraries(desk.database()).remove(phrase.id)
    desk.announce("reload")
    desk.print([desk.say(mark("Removed: {phrase}"), phrase=_name(phrase))])
    return 0


def list_phrases(desk: Desk, args: Namespace) -> int:
    """Prints all phrases, or those of a library or group."""
    listing = Listing.of(desk.collection())
    phrases = listing.among(desk.library_name(args.library))
    if args.group:
        wanted = _group(args.group)
        phrases = [phrase for phrase in phrases if listing.group(phrase)[: len(wanted)] == wanted]
    _print(desk, listing, phrases, as_json=args.json)
    return 0


def search(desk: Desk, args: Namespace) -> int:
    """Prints the phrases that match, the best first."""
    database = desk.existing()
    found = _found(database, " ".join(args.query), args.limit) if database else Matches("")
    _print(desk, Listing.of(desk.collection()), [match.phrase for match in found.rows], as_json=args.json)
    if found.total > max(args.limit, COUNTED):
        desk.warn(desk.say(mark("… and more. To see them: --limit")))
    elif found.total > len(found.rows):
        desk.warn(desk.say(mark("… and {n} more"), n=found.total - len(found.rows)))
    elif not found.total:
        desk.warn(desk.say("Nothing was found."))
    return 0


def _found(database: Database, query: str, limit: int) -> Matches:
    with Libraries(database).supply() as supply:
        return Catalogue(supply, Ledger(database).habits()).search(query, limit)


def show(desk: Desk, args: Namespace) -> int:
    """Prints all there is to say of a phrase."""
    listing = Listing.of(desk.collection())
    phrase = listing.find(args.code_to_find, desk.library_name(args.library))
    reply = filled(desk, listing, phrase, args.said) if args.filled or args.said else None
    shown = reply.phrase if reply else phrase
    if args.json:
        messages = {"messages": reply.messages, "caret_back": reply.back} if reply else {}
        desk.print_json({**listing.as_json(shown), **messages})
        return 0
    desk.print(layout.facts(_facts(desk, listing, shown)))
    desk.print(["", *map(layout.clean, _messages(desk, reply) if reply else [shown.text])])
    return 0


def _messages(desk: Desk, reply: Reply) -> Iterator[str]:
    """What would be inserted, message by message; a mark shows the caret where it is not at the end."""
    count = len(reply.messages)
    for number, message in enumerate(reply.messages, 1):
        if count > 1:
            yield desk.say("— message {number} of {count} —", number=number, count=count)
        place = len(message) - reply.back if number == count else len(message)
        yield message[:place] + (_CARET if place < len(message) else "") + message[place:]


def copy(desk: Desk, args: Namespace) -> int:
    """Puts the text of a phrase on the clipboard, and counts that."""
    listing = Listing.of(desk.collection())
    found = listing.find(args.code_to_find, desk.library_name(args.library))
    phrase = filled(desk, listing, found, args.said).phrase
    begun = datetime.now(UTC)
    _put_on_clipboard(phrase.text)
    milliseconds = round((datetime.now(UTC) - begun).total_seconds() * 1000)
    event = UsageEvent(begun, phrase.id, How.CLI, "", len(phrase.text), milliseconds)
    try:
        Ledger(desk.database()).record(event)
    except Refusal as fault:  # it is on the clipboard all the same
        desk.told(fault)
    desk.print([desk.say("On the clipboard: {phrase}", phrase=_name(phrase))])
    return 0


def _edited(draft: Draft, args: Namespace) -> Draft:
    """The draft with everything that was given on the command line."""
    given = {
        "code": args.code,
        "text": None if args.text is None else _text(args.text),
        "title": args.title,
        "group": None if args.group is None else _group(args.group),
        "aliases": None if args.alias is None else tuple(args.alias),
        "keywords": None if args.keywords is None else cells.words(args.keywords),
        "note": args.note,
        "pinned": args.pinned,
        "enabled": args.enabled,
        "send": None if args.send is None else args.send == "on",
    }
    return replace(draft, **{field: value for field, value in given.items() if value is not None})


def _group(path: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in cells.path(path) if name.strip())


def _text(given: str) -> str:
    return decode(sys.stdin.buffer.read(_STDIN_LIMIT), "-") if given == "-" else given


def _name(phrase: Phrase) -> str:
    code = f"/{phrase.code} " if phrase.code else ""
    return layout.one_line(f"{code}{layout.shorten(phrase.label, 40)}")


def _report(desk: Desk, args: Namespace, number: int, message: str) -> int:
    listing = Listing.of(desk.collection())
    phrase = next(phrase for phrase in listing.collection.phrases if phrase.id == number)
    if args.json:
        desk.print_json(listing.as_json(phrase))
    else:
        desk.print([desk.say(message, phrase=_name(phrase))])
    return 0


def _print(desk: Desk, listing: Listing, phrases: Sequence[Phrase], *, as_json: bool) -> None:
    if as_json:
        desk.print_json([listing.as_json(phrase) for phrase in phrases])
    else:
        desk.print(layout.table(listing.rows(phrases), _LIMITS, desk.room))


def _facts(desk: Desk, listing: Listing, phrase: Phrase) -> Iterator[tuple[str, str]]:
    say = desk.say
    library = listing.libraries[phrase.library]
    known = (
        (say("Code"), phrase.code),
        (say("Aliases"), " ".join(phrase.aliases)),
        (say("Title"), phrase.title),
        (say("Group"), " / ".join(listing.group(phrase))),
        (say("Library"), desk.library_title(library)),
        (say("Keywords"), ", ".join(phrase.keywords)),
        (say("Note"), phrase.note),
        (say("Pinned"), say("yes") if phrase.pinned else ""),
        (say("Sent at once"), say("yes") if phrase.send else ""),
        (say("In use"), "" if phrase.enabled and library.enabled else say("no")),
    )
    return ((name, value) for name, value in known if value)


def _put_on_clipboard(text: str) -> None:
    """Uses whatever tool the system has.

    Raises:
        Refusal: it has none, or the text cannot be read back: pyperclip does not notice a tool that fails.
    """
    import pyperclip  # noqa: PLC0415 - it looks for tools when it is imported

    try:
        with _output_kept():
            pyperclip.copy(text)
            there = pyperclip.paste()
    except pyperclip.PyperclipException as fault:
        raise Refusal(_NO_CLIPBOARD) from fault
    if there.replace("\r\n", "\n") != text:
        raise Refusal(_NO_CLIPBOARD)


@contextmanager
def _output_kept() -> Iterator[None]:
    """Keeps our output from xclip, which stays alive and would keep whoever reads it waiting for ever."""
    sys.stdout.flush()
    kept = [(stream, os.dup(stream)) for stream in (1, 2)]
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        for stream, _ in kept:
            os.dup2(nowhere, stream)
        yield
    finally:
        for stream, copy in kept:
            os.dup2(copy, stream)
            os.close(copy)
        os.close(nowhere)
