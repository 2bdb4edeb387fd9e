"""What can be said on the command line, with help for all of it."""

from argparse import ArgumentParser, BooleanOptionalAction, Namespace
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quickreply import __version__
from quickreply.cli import filling, library, phrases, running, upkeep
from quickreply.cli.desk import Desk
from quickreply.cli.parser import Parser, count, minutes, whole
from quickreply.cli.usage import WrongUsage
from quickreply.core.plan import Choice, Mode
from quickreply.core.wording import Law
from quickreply.core.words import Say, mark
from quickreply.packs.formats import Encoding, Format

if TYPE_CHECKING:
    from argparse import _SubParsersAction

Verb = Callable[[Desk, Namespace], int]


def parser(say: Say) -> ArgumentParser:
    """The parser; what it returns has the function to call in `verb`, None to start the program."""
    top = Parser(
        say=say,
        prog="quickreply",
        description=say("Type a short code in any chat window and the whole phrase stands there."),
        epilog=say("Without a command the program starts and waits in the tray."),
    )
    version = say("show program's version number and exit")
    top.add_argument("--version", action="version", version=f"quickreply {__version__}", help=version)
    top.set_defaults(verb=None)
    verbs = _Verbs(top.add_subparsers(metavar="COMMAND", title=say("commands"), parser_class=Parser), say)
    _exchange(verbs)
    _phrases(verbs)
    _running(verbs)
    _upkeep(verbs)
    return top


@dataclass(frozen=True, slots=True)
class _Verbs:
    """Adds verbs to a parser."""

    under: "_SubParsersAction[Parser]"
    say: Say

    def add(self, name: str, verb: Verb | None, what: str, *, json: bool = False) -> ArgumentParser:
        """A verb, with a sentence of help."""
        added = self.under.add_parser(name, help=what, description=what, say=self.say)
        if verb:
            added.set_defaults(verb=verb)
        if json:
            added.add_argument("--json", action="store_true", help=self.say("print JSON, for programs"))
        return added


def _exchange(verbs: _Verbs) -> None:
    say = verbs.say
    bring = verbs.add("import", _import, say("bring phrases in from tables and packs"), json=True)
    bring.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help=say("a table (.xlsx, .csv …) or a pack (.yaml, .qrpack); - reads what was copied from a table"),
    )
    bring.add_argument("--library", metavar="NAME", help=say("the library they go into; created if need be"))
    bring.add_argument("--group", metavar="GROUP", help=say("the group they come under: NAME, or NAME=>NAME"))
    bring.add_argument(
        "--mode",
        choices=_values(Mode),
        default=Mode.UPDATE,
        help=say("append: add only; update (default); replace: what is only in its groups, goes"),
    )
    bring.add_argument(
        "--on-clash",
        choices=_values(Choice),
        default=Choice.SKIP,
        help=say("when a code belongs to another phrase (skip); keep-both: without it; rename: another code"),
    )
    bring.add_argument(
        "--columns", metavar="NAMES", help=say("what the columns hold, as in: code,text,,group")
    )
    bring.add_argument("--dry-run", action="store_true", help=say("only say what would happen, row by row"))
    bring.add_argument("--strict", action="store_true", help=say("all rows of a file or none"))
    bring.add_argument("--window", action="store_true", help=say("open the import window with the files"))
    undo = verbs.add(
        "undo-import",
        _undo_import,
        say("take the last import back, also the update of a pack"),
        json=True,
    )
    undo.add_argument("--library", metavar="NAME", help=say("the last one into this library"))
    undo.add_argument("--dry-run", action="store_true", help=say("only list the imports, the last one first"))
    write = verbs.add("export", _export, say("write phrases to a file"))
    write.add_argument("file", metavar="FILE", help=say("named .xlsx, .csv, .yaml, .qrpack or .json"))
    write.add_argument("--library", metavar="NAME", help=say("only this library"))
    write.add_argument("--group", metavar="GROUP", help=say("only this group: NAME, or NAME=>NAME"))
    write.add_argument(
        "--code", metavar="CODE", action="append", help=say("only this phrase; may be repeated")
    )
    write.add_argument(
        "--format", choices=_values(Format), help=say("instead of the suffix; qianniu: 千牛's three columns")
    )
    write.add_argument(
        "--encoding", choices=_values(Encoding), default=Encoding.UTF_8, help=say("of 千牛's table (utf-8)")
    )


def _import(desk: Desk, args: Namespace) -> int:
    if args.window:
        if _decided(args):
            raise WrongUsage(mark("With --window the plan is shown in the window: leave that option out"))
        return running.open_import(desk, args)
    if not args.files:
        raise WrongUsage(mark("Name a file, or open the window with --window (see quickreply import --help)"))
    from quickreply.cli import exchange  # noqa: PLC0415 - 15 ms that no other command needs

    return exchange.import_files(desk, args)


def _decided(args: Namespace) -> bool:
    """Whether something was said that means nothing where a plan is shown before anything happens."""
    return bool(args.dry_run or args.strict or args.json)


def _export(desk: Desk, args: Namespace) -> int:
    from quickreply.cli import export  # noqa: PLC0415 - same

    return export.export(desk, args)


def _undo_import(desk: Desk, args: Namespace) -> int:
    from quickreply.cli import undone  # noqa: PLC0415 - same

    return undone.undo_import(desk, args)


def _phrases(verbs: _Verbs) -> None:
    say = verbs.say
    _fields(verbs.add("add", phrases.add, say("add a phrase"), json=True), say, text_needed=True)
    edit = verbs.add("edit", phrases.edit, say("change a phrase: only what is given"), json=True)
    _code(edit, say)
    _fields(edit, say, text_needed=False)
    _code(verbs.add("remove", phrases.remove, say("delete a phrase")), say, library=True)
    shelf = verbs.add("list", phrases.list_phrases, say("list phrases"), json=True)
    shelf.add_argument(
        "--all", action="store_true", help=say("also what no agent is offered now, with the reason")
    )
    shelf.add_argument(
        "--new", action="store_true", help=say("only what an update brought or changed in the last day")
    )
    shelf.add_argument("--library", metavar="NAME", help=say("only this library"))
    shelf.add_argument("--group", metavar="GROUP", help=say("only this group: NAME, or NAME=>NAME"))
    find = verbs.add(
        "search", phrases.search, say("search codes, titles, keywords, groups and texts"), json=True
    )
    find.add_argument("query", nargs="+", metavar="QUERY")
    find.add_argument("--limit", type=whole, default=20, metavar="N", help=say("at most so many (20)"))
    show = verbs.add("show", phrases.show, say("show all of a phrase"), json=True)
    _code(show, say, library=True)
    show.add_argument("--filled", action="store_true", help=say("with its gaps filled in"))
    _said(show, say)
    _step(show, say)
    copy = verbs.add("copy", phrases.copy, say("put a phrase on the clipboard"))
    _code(copy, say, library=True)
    _said(copy, say)
    copy.add_argument(
        "--picture", type=whole, metavar="N", help=say("instead of the text its picture with this number")
    )
    _step(copy, say)
    _filling(verbs)
    _libraries(verbs)


def _libraries(verbs: _Verbs) -> None:
    say = verbs.say
    shelf = verbs.add("library", None, say("look at libraries, and bind them to applications"))
    below = _Verbs(shelf.add_subparsers(metavar="COMMAND", required=True, parser_class=Parser), say)
    below.add("list", library.show, say("list the libraries"), json=True)
    bind = below.add("bind", library.bind, say("offer a library or a group in some applications only"))
    free = below.add("free", library.free, say("offer it everywhere again"))
    for verb in (bind, free):
        verb.add_argument("name", metavar="LIBRARY")
        verb.add_argument("--group", metavar="GROUP", help=say("only this group: NAME, or NAME=>NAME"))
    bind.add_argument(
        "--app",
        metavar="CLASS",
        action="append",
        required=True,
        help=say("the class of its windows, as the statistics name it; may be repeated"),
    )


def _filling(verbs: _Verbs) -> None:
    say = verbs.say
    fill = verbs.add("fill", None, say("look at what phrases are filled with, and change it"))
    below = _Verbs(fill.add_subparsers(metavar="COMMAND", required=True, parser_class=Parser), say)
    shelf = below.add("list", filling.show, say("print all that is set"), json=True)
    put = below.add("set", filling.put, say("set a value, or a row of a table"))
    load = below.add("load", filling.load, say("read a table: a file with a key and a value in each line"))
    forget = below.add("unset", filling.forget, say("forget a value, a row, or a table"))
    for verb in (put, load, forget):
        verb.add_argument("name", metavar="NAME", help=say("the name of the gap or of the table"))
    put.add_argument("value", metavar="VALUE")
    load.add_argument("file", metavar="FILE", help=say("with commas or tabs; - reads it"))
    for verb in (put, forget):
        verb.add_argument(
            "--key", metavar="KEY", help=say("the row of the table; * for all that is not there")
        )
    for verb in (shelf, put, load, forget):
        verb.add_argument(
            "--library", metavar="NAME", help=say("for its phrases only (personal: for those of all)")
        )


def _step(verb: ArgumentParser, say: Say) -> None:
    verb.add_argument(
        "--step", type=count, metavar="N", help=say("this text of the phrase, if it has several")
    )


def _said(verb: ArgumentParser, say: Say) -> None:
    verb.add_argument(
        "--set",
        dest="said",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help=say("fills a gap; may be repeated"),
    )


def _running(verbs: _Verbs) -> None:
    say = verbs.say
    insert = verbs.add("insert", running.insert, say("insert a phrase into the window used last"))
    _code(insert, say, library=True)
    _said(insert, say)
    _step(insert, say)
    verbs.add("reset", running.reset, say("have phrases in steps begin with the first one again"))
    verbs.add("palette", running.palette, say("open the search window"))
    verbs.add("status", running.status, say("say whether the program runs and catches codes"), json=True)
    pause = verbs.add("pause", running.pause, say("catch no codes until resumed"))
    pause.add_argument("--minutes", type=minutes, metavar="N", help=say("or for so many minutes"))
    verbs.add("resume", running.resume, say("catch codes again"))
    verbs.add(
        "bring-back",
        running.bring_back,
        say("bring back what was on the clipboard before a phrase was left there"),
    )
    verbs.add("quit", running.leave, say("end the running program"))


def _upkeep(verbs: _Verbs) -> None:
    say = verbs.say
    used = verbs.add("stats", upkeep.stats, say("count what was inserted, by phrase and by day"), json=True)
    used.add_argument("--days", type=count, default=30, metavar="N", help=say("the last so many days (30)"))
    wanted = verbs.add("missing", _missing, say("list what was searched for and not found"), json=True)
    wanted.add_argument("--clear", action="store_true", help=say("forget all of it"))
    _reminders(verbs)
    config = verbs.add("config", None, say("look at settings and change them"))
    below = config.add_subparsers(metavar="COMMAND", required=True, parser_class=Parser)
    settings = _Verbs(below, say)
    settings.add("get", upkeep.config_get, say("print a setting"), json=True).add_argument(
        "key", metavar="KEY"
    )
    put = settings.add("set", upkeep.config_set, say("change a setting"))
    put.add_argument("key", metavar="KEY")
    put.add_argument("value", metavar="VALUE")
    settings.add("list", upkeep.config_list, say("print all settings"), json=True)
    verbs.add("doctor", upkeep.doctor, say("say what this computer can do and what is missing"), json=True)


def _reminders(verbs: _Verbs) -> None:
    say = verbs.say
    remind = verbs.add("reminders", None, say("look at what you will be reminded of, and delete it"))
    below = _Verbs(remind.add_subparsers(metavar="COMMAND", required=True, parser_class=Parser), say)
    below.add("list", _of_reminders("show"), say("list the reminders with their numbers"), json=True)
    gone = below.add("remove", _of_reminders("remove"), say("delete some"))
    gone.add_argument("numbers", metavar="NUMBER", nargs="+", type=whole)
    below.add("clear", _of_reminders("clear"), say("delete all"))
    later = below.add("snooze", _of_reminders("snooze"), say("be reminded later"))
    later.add_argument("number", metavar="NUMBER", type=whole)
    later.add_argument(
        "--minutes", metavar="N", type=minutes, default=60, help=say("so many minutes from now (60)")
    )
    below.add("window", _of_reminders("window"), say("open the window with all of them"))


def _of_reminders(name: str) -> Verb:
    def verb(desk: Desk, args: Namespace) -> int:
        from quickreply.cli import reminders  # noqa: PLC0415 - same

        done: int = getattr(reminders, name)(desk, args)
        return done

    return verb


def _missing(desk: Desk, args: Namespace) -> int:
    from quickreply.cli import missing  # noqa: PLC0415 - same

    return missing.missing(desk, args)


def _code(verb: ArgumentParser, say: Say, *, library: bool = False) -> None:
    verb.add_argument(
        "code_to_find", metavar="CODE", help=say("the phrase's code, or # and its number in the list")
    )
    if library:
        verb.add_argument("--library", metavar="NAME", help=say("look in this library only"))


def _fields(verb: ArgumentParser, say: Say, *, text_needed: bool) -> None:
    verb.add_argument("--code", metavar="CODE", help=say("what is typed behind the slash"))
    verb.add_argument(
        "--text", metavar="TEXT", required=text_needed, help=say("what is inserted; - reads it")
    )
    verb.add_argument("--title", metavar="TITLE")
    verb.add_argument("--group", metavar="GROUP", help=say("NAME, or NAME=>NAME for a group in a group"))
    verb.add_argument(
        "--keywords", metavar="WORDS", help=say("words to find it by, with commas between them")
    )
    verb.add_argument("--note", metavar="NOTE", help=say("something to know about it; never inserted"))
    verb.add_argument(
        "--picture",
        metavar="FILE",
        action="append",
        help=say(
            "pasted behind the text; may be repeated, and takes the place of those before; '' removes them"
        ),
    )
    verb.add_argument(
        "--html", metavar="FILE", help=say("the text with its looks, for windows that take it; '' removes it")
    )
    verb.add_argument(
        "--step",
        metavar="TEXT",
        action="append",
        help=say("one more text; may be repeated; with edit all but the first are replaced"),
    )
    verb.add_argument(
        "--step-note", metavar="N=NOTE", action="append", help=say("a note for one of the texts")
    )
    verb.add_argument(
        "--law",
        choices=_values(Law),
        help=say("which text comes next: ladder (default), rotate, random or choose"),
    )
    verb.add_argument(
        "--from", dest="since", metavar="DAY", help=say("not in use before: 2026-11-11, or 2026-11-11 20:00")
    )
    verb.add_argument("--until", metavar="DAY", help=say("in use up to the end of that day, or that time"))
    verb.add_argument("--alias", metavar="CODE", action="append", help=say("one more code; may be repeated"))
    verb.add_argument("--pinned", action=BooleanOptionalAction, help=say("offer it first"))
    verb.add_argument("--enabled", action=BooleanOptionalAction, help=say("have it in use"))
    verb.add_argument(
        "--send",
        choices=("on", "off"),
        nargs="?",
        const="on",
        help=say("send it at once, where apps.CLASS.send lets it"),
    )
    verb.add_argument("--library", metavar="NAME", help=say("the library it is in (personal)"))


def _values(words: Iterable[str]) -> list[str]:
    """The words themselves: argparse would show how Python writes them."""
    return [str(word) for word in words]
