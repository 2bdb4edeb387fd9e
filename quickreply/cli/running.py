"""The verbs that speak with the running program."""

from argparse import Namespace
from pathlib import Path

from quickreply.cli import layout, wordings
from quickreply.cli.desk import NOT_RUNNING, PATIENCE, Desk
from quickreply.cli.filling import answers
from quickreply.core.words import Refusal, mark

_NOT_OFFERED = mark("“{phrase}” is not in use now: {why}.")
_INSERT_PATIENCE = 5.0
"""Seconds for an insertion: the window used before must come to the front first."""


def insert(desk: Desk, args: Namespace) -> int:
    """Inserts a phrase into the window that was used last, in the wording that comes next there."""
    listing = desk.listing()
    phrase = wordings.at(listing.find(args.code_to_find, desk.library_name(args.library)), args.step)
    if why := listing.why(desk.say, phrase):
        raise Refusal(_NOT_OFFERED, phrase=phrase.label, why=why)
    said = answers(args.said)
    more: dict[str, object] = {"answers": said} if said else {}
    if phrase.step is not None:
        more["step"] = phrase.step
    return _ask(desk, "insert", patience=_INSERT_PATIENCE, phrase=phrase.id, **more)


def palette(desk: Desk, _args: Namespace) -> int:
    """Opens the search window."""
    return _ask(desk, "palette")


def reset(desk: Desk, _args: Namespace) -> int:
    """Has ladders begin with their first step again."""
    return _ask(desk, "reset")


def open_import(desk: Desk, args: Namespace) -> int:
    """Opens the import window of the running program, with files, and with what was said of them."""
    from quickreply.cli.exchange import wish  # noqa: PLC0415 - as where it imports itself
    from quickreply.packs.layout import Columns  # noqa: PLC0415 - same

    wished = wish(desk, args)
    said = {
        "library": wished.library or "",
        "group": wished.group,
        "mode": wished.mode,
        "on_clash": wished.on_clash,
        "columns": Columns.parse(args.columns).names if args.columns else (),
    }
    return _ask(desk, "import", files=[str(Path(name).absolute()) for name in args.files], said=said)


def pause(desk: Desk, args: Namespace) -> int:
    """Stops catching codes, for some minutes or until resumed."""
    if args.minutes is None:
        return _ask(desk, "pause")
    reply = desk.ask("pause", minutes=args.minutes)
    if reply is None:
        raise Refusal(NOT_RUNNING)
    desk.print([desk.say("Codes are caught again at {time}.", time=reply.get("until", "?"))])
    return 0


def bring_back(desk: Desk, _args: Namespace) -> int:
    """Puts back what was on the clipboard before a phrase was left there."""
    return _ask(desk, "bring-back")


def resume(desk: Desk, _args: Namespace) -> int:
    """Catches codes again."""
    return _ask(desk, "resume")


def leave(desk: Desk, _args: Namespace) -> int:
    """Ends the running program."""
    return _ask(desk, "quit")


def status(desk: Desk, args: Namespace) -> int:
    """Prints how the program is; that it is not running is an answer too."""
    state = _state(desk)
    if args.json:
        desk.print_json(state)
    else:
        desk.print(layout.facts((name, _shown(desk, value)) for name, value in state.items()))
    return 0


def _ask(desk: Desk, what: str, *, patience: float = PATIENCE, **facts: object) -> int:
    if desk.ask(what, patience=patience, **facts) is None:
        raise Refusal(NOT_RUNNING)
    return 0


def _state(desk: Desk) -> dict[str, object]:
    mode = str(desk.settings.read()[0].mode)
    state: dict[str, object] = {
        "running": False,
        "armed": False,
        "mode": mode,
        "why": desk.say(NOT_RUNNING),
        "paused_until": "",
        "abilities": [],
        "hotkeys": [],
        "refused": [],
        "phrases": 0,
        "input_method": "",
    }
    try:
        reply = desk.ask("status")
        if reply is None:
            return state | {"phrases": len(desk.collection().phrases)}
        return state | {name: reply[name] for name in state if name in reply} | {"running": True}
    except Refusal as fault:
        return state | {"why": desk.say.refusal(fault)}


def _shown(desk: Desk, value: object) -> str:
    match value:
        case bool():
            return desk.say("yes") if value else desk.say("no")
        case list() if any(" " in str(one) for one in value):
            return ", ".join(map(str, value))
        case list():
            return " ".join(map(str, value))
        case _:
            return str(value)
