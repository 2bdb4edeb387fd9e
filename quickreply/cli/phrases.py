"""The verbs that look at phrases and change them one by one."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from quickreply.cli import layout, pictures, wordings
from quickreply.cli.desk import Desk
from quickreply.cli.filling import filled
from quickreply.cli.listing import Listing
from quickreply.cli.spelled import spell
from quickreply.core.delivery import Reply
from quickreply.core.draft import Draft, drafts, unlike
from quickreply.core.news import told
from quickreply.core.phrase import PERSONAL, Phrase
from quickreply.core.picture import Print
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

_HTML_GONE = mark("The HTML was left out: it says what the text said before. Give it anew with --html.")
_NOT_COPIED = mark("Its pictures ({count}) are copied one by one: --picture NUMBER")
_CARET = "‸"

_STDIN_LIMIT = 1_000_000
_LIMITS = (16, 28, 20)
"""Widest code, title and group in a list, in columns."""


def add(desk: Desk, args: Namespace) -> int:
    """Stores a new phrase."""
    libraries = Libraries(desk.database())
    name = desk.library_name(args.library) or PERSONAL
    library = named(libraries.load(), name)
    prints = pictures.taken(args.picture or ())
    draft = wordings.edited(_edited(Draft(""), args, prints), args)
    number = libraries.add(library.id if library else libraries.create_library(name), draft, prints)
    desk.announce("reload")
    return _report(desk, args, number, mark("Added: {phrase}"))


def edit(desk: Desk, args: Namespace) -> int:
    """Changes what was given of a phrase, and nothing else."""
    collection = desk.collection()
    phrase = Listing.of(collection).find(args.code_to_find, desk.library_name(args.library))
    prints = pictures.taken(args.picture or ())
    draft = wordings.edited(_edited(drafts(collection)[phrase.id], args, prints), args)
    Libraries(desk.database()).edit(phrase.id, draft, prints)
    if phrase.html and not draft.html and args.html is None:
        desk.warn(desk.say(_HTML_GONE))
    desk.announce("reload")
    return _report(desk, args, phrase.id, mark("Changed: {phrase}"))


def remove(desk: Desk, args: Namespace) -> int:
    """Deletes a phrase."""
    phrase = desk.listing().find(args.code_to_find, desk.library_name(args.library))
    Libraries(desk.database()).remove(phrase.id)
    desk.announce("reload")
    desk.print([desk.say(mark("Removed: {phrase}"), phrase=_name(phrase))])
    return 0


def list_phrases(desk: Desk, args: Namespace) -> int:
    """Prints the phrases that agents are offered now, or all, with the reason why not."""
    listing = desk.listing()
    phrases = listing.among(desk.library_name(args.library))
    if args.group:
        wanted = _group(args.group)
        phrases = [phrase for phrase in phrases if listing.group(phrase)[: len(wanted)] == wanted]
    if args.new:
        phrases = [*filter(listing.arrival, phrases)]
    if args.all:
        _print_all(desk, listing, phrases, as_json=args.json)
    else:
        _print(desk, listing, [*filter(listing.calendar.holds, phrases)], as_json=args.json)
    return 0


def search(desk: Desk, args: Namespace) -> int:
    """Prints the phrases that match, the best first."""
    database, query = desk.existing(), " ".join(args.query)
    found = _found(desk, database, query, args.limit) if database else Matches("")
    _print(desk, desk.listing(), [match.phrase for match in found.rows], as_json=args.json)
    if found.total > max(args.limit, COUNTED):
        desk.warn(desk.say(mark("… and more. To see them: --limit")))
    elif found.total > len(found.rows):
        desk.warn(desk.say(mark("… and {n} more"), n=found.total - len(found.rows)))
    elif not found.total:
        desk.warn(desk.say("Nothing was found."))
    return 0


def _found(desk: Desk, database: Database, query: str, limit: int) -> Matches:
    spell(desk, database, query)
    zone = desk.settings.read()[0].zone
    with Libraries(database).supply() as supply:
        return Catalogue(supply, Ledger(database).habits(), zone).search(query, limit)


def show(desk: Desk, args: Namespace) -> int:
    """Prints all there is to say of a phrase."""
    listing = desk.listing()
    phrase = listing.find(args.code_to_find, desk.library_name(args.library))
    why = listing.why(desk.say, phrase)
    phrase = wordings.at(phrase, args.step)
    reply = None
    if args.filled or args.said:
        reply = filled(desk, listing, phrase.at(phrase.step or 0), args.said)
    shown = reply.phrase if reply else phrase
    if args.json:
        messages = {"messages": reply.messages, "caret_back": reply.back} if reply else {}
        desk.print_json({**listing.as_json(shown, why), **messages})
        return 0
    desk.print(layout.facts(_facts(desk, listing, shown, why)))
    desk.print(["", *(map(layout.clean, _messages(desk, reply)) if reply else wordings.texts(shown))])
    if shown.html:
        desk.print(["", "HTML:", layout.clean(shown.html)])
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
    """Puts the text of a phrase on the clipboard, or one of its pictures, and counts that."""
    listing = desk.listing()
    found = listing.find(args.code_to_find, desk.library_name(args.library))
    phrase = filled(desk, listing, wordings.at(found, args.step), args.said).phrase
    begun = datetime.now(UTC)
    if args.picture:
        pictures.copy(desk, phrase, args.picture)
    else:
        _put_on_clipboard(phrase.text)
    milliseconds = round((datetime.now(UTC) - begun).total_seconds() * 1000)
    event = UsageEvent(begun, phrase.id, How.CLI, "", len(phrase.text), milliseconds)
    try:
        Ledger(desk.database()).record(event)
    except Refusal as fault:  # it is on the clipboard all the same
        desk.told(fault)
    desk.print([desk.say("On the clipboard: {phrase}", phrase=_name(phrase))])
    if phrase.pictures and not args.picture:
        desk.warn(desk.say(_NOT_COPIED, count=len(phrase.pictures)))
    return 0


def _edited(draft: Draft, args: Namespace, prints: Sequence[Print] = ()) -> Draft:
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
        "html": None if args.html is None else pictures.markup(args.html),
        "pictures": None if args.picture is None else tuple(one.picture.name for one in prints),
    }
    edited = replace(draft, **{field: value for field, value in given.items() if value is not None})
    return edited if args.html is not None else unlike(edited, draft)


def _group(path: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in cells.path(path) if name.strip())


def _text(given: str) -> str:
    return decode(sys.stdin.buffer.read(_STDIN_LIMIT), "-") if given == "-" else given


def _name(phrase: Phrase) -> str:
    code = f"/{phrase.code} " if phrase.code else ""
    return layout.one_line(f"{code}{layout.shorten(phrase.label, 40)}")


def _report(desk: Desk, args: Namespace, number: int, message: str) -> int:
    listing = desk.listing()
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


def _print_all(desk: Desk, listing: Listing, phrases: Sequence[Phrase], *, as_json: bool) -> None:
    """Also those that no agent has now, each with the reason."""
    whys = [listing.why(desk.say, phrase) for phrase in phrases]
    if as_json:
        told = zip(phrases, whys, strict=True)
        desk.print_json([listing.as_json(phrase, why) for phrase, why in told])
        return
    rows = [(*row[:-1], why, row[-1]) for row, why in zip(listing.rows(phrases), whys, strict=True)]
    desk.print(layout.table(rows, (*_LIMITS, 28), desk.room))


def _facts(desk: Desk, listing: Listing, phrase: Phrase, why: str) -> Iterator[tuple[str, str]]:
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
        (say("Pictures"), "; ".join(pictures.told(desk, phrase))),
        (say("Pinned"), say("yes") if phrase.pinned else ""),
        (say("News"), told(say, arrival) if (arrival := listing.arrival(phrase)) else ""),
        (say("Sent at once"), say("yes") if phrase.send else ""),
        *wordings.facts(desk, phrase),
        (say("In use"), f"{say('no')}: {why}" if why else ""),
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
