"""The verbs around the phrases: settings, what was used, and what is missing on this computer."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from quickreply.cli import layout
from quickreply.cli.desk import NOT_RUNNING, Desk
from quickreply.cli.usage import WrongUsage
from quickreply.core import options
from quickreply.core.hotkeys import NONE
from quickreply.core.options import APP_FIELDS, PHRASE_KEY, PROFILE_KEYS, keys
from quickreply.core.phrase import Phrase, fold
from quickreply.core.settings import Settings
from quickreply.core.words import Refusal, mark
from quickreply.desktop.session import Finding, diagnose, holds_hotkey, potential
from quickreply.store.usage import Ledger

_NO_KEY = mark("There is no setting {key}. There are: {keys}.")
_FAMILIES = ("hotkey.phrase.CODE", "apps.CLASS.enabled", "apps.CLASS.send")
_GREETED = "hotkey.greeting_code"
_TAKEN = mark("{key} is not set: another program holds {hotkey}, or there is no such key here.")
_NO_PHRASE = mark("No phrase has the code “{code}” yet.")
_REFUSED = mark("Another program holds these, or there is no such key here: {hotkeys}")
_TOP = 20


def config_get(desk: Desk, args: Namespace) -> int:
    """Prints the value of one setting."""
    value = _value(desk.settings.read()[0], args.key)
    if args.json:
        desk.print_json(_plain(value))
    else:
        desk.print([_shown(desk, value)])
    return 0


def config_set(desk: Desk, args: Namespace) -> int:
    """Changes one setting, in the file and in the running program."""
    _value(Settings(), args.key)
    try:
        wanted = options.put(Settings(), args.key, args.value)
    except Refusal as fault:
        raise WrongUsage(fault.message, **fault.facts) from fault
    _check_free(desk, args.key, _value(wanted, args.key))
    settings = desk.settings.put(args.key, args.value)
    desk.announce("config")
    desk.print([f"{args.key} = {_shown(desk, _value(settings, args.key))}"])
    _look_for_phrase(desk, settings, args.key)
    return 0


def _check_free(desk: Desk, key: str, hotkey: object) -> None:
    """A combination that is ours already is held by the running program, or told to clash."""
    if not key.startswith("hotkey.") or key == _GREETED or hotkey == NONE:
        return
    ours = desk.settings.read()[0].hotkeys.values()
    if hotkey not in ours and holds_hotkey(desk.environ, str(hotkey)):
        raise Refusal(_TAKEN, key=key, hotkey=hotkey)


def _look_for_phrase(desk: Desk, settings: Settings, key: str) -> None:
    """The phrase may come later, so that is no reason to refuse."""
    phrase = PHRASE_KEY.fullmatch(key)
    code = phrase["code"] if phrase else settings.greeting_code
    if not (phrase or key in {_GREETED, "hotkey.greeting"}):
        return
    codes = {fold(code) for one in desk.collection().phrases for code in one.codes}
    if fold(code) not in codes and _value(settings, key) != NONE:
        desk.warn(desk.say(_NO_PHRASE, code=code))


def config_list(desk: Desk, args: Namespace) -> int:
    """Prints all settings."""
    settings = desk.settings.read()[0]
    known = {key: options.get(settings, key) for key in (*keys(), *PROFILE_KEYS)}
    known |= settings.hotkeys
    known |= {
        f"apps.{app}.{what}": on
        for what, name in APP_FIELDS.items()
        for app, on in getattr(settings, name).items()
    }
    if args.json:
        desk.print_json({key: _plain(value) for key, value in known.items()})
    else:
        desk.print(layout.facts((key, _shown(desk, value)) for key, value in known.items()))
    return 0


def _value(settings: Settings, key: str) -> object:
    try:
        return options.get(settings, key)
    except KeyError as fault:
        raise WrongUsage(_NO_KEY, key=key, keys=", ".join([*keys(), *PROFILE_KEYS, *_FAMILIES])) from fault


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, int) else str(value)


def _shown(desk: Desk, value: object) -> str:
    if value is None:
        return desk.say("not set")
    return str(value).lower() if isinstance(value, bool) else str(value)


def stats(desk: Desk, args: Namespace) -> int:
    """Prints how often phrases were inserted, by phrase and by day."""
    database = desk.existing()
    today = datetime.now(UTC).astimezone().date()
    since = today - timedelta(days=min(args.days, today.toordinal()) - 1)
    days = Ledger(database).by_day(since) if database else ()
    phrases = Ledger(database).by_phrase(since) if database else ()
    listing = desk.listing()
    known = {phrase.id: phrase for phrase in listing.collection.phrases}
    if args.json:
        desk.print_json(
            {
                "since": since.isoformat(),
                "total": sum(times for _, times in days),
                "days": [{"day": day.isoformat(), "count": times} for day, times in days],
                "phrases": [_used(known.get(number), number, times) for number, times in phrases],
            }
        )
    else:
        desk.print(_figures(desk, days, [(known.get(number), times) for number, times in phrases]))
    return 0


def _used(phrase: Phrase | None, number: int, times: int) -> dict[str, object]:
    return {
        "id": number,
        "code": phrase.code if phrase else None,
        "title": phrase.label if phrase else None,
        "count": times,
    }


def _figures(
    desk: Desk, days: tuple[tuple[date, int], ...], phrases: list[tuple[Phrase | None, int]]
) -> Iterator[str]:
    say = desk.say
    if not days:
        yield say("Nothing was inserted in this time.")
        return
    yield from layout.facts((day.isoformat(), str(times)) for day, times in days)
    yield ""
    rows = [
        (str(times), phrase.code if phrase else "", phrase.label if phrase else say("(removed)"))
        for phrase, times in phrases[:_TOP]
    ]
    yield from layout.table(rows, (8, 16), desk.room)


def doctor(desk: Desk, args: Namespace) -> int:
    """Prints what this computer can do, what is missing and how to get it."""
    findings = [*diagnose(desk.environ), *_of_store(desk), *_of_program(desk)]
    if args.json:
        desk.print_json([_as_json(desk, finding) for finding in findings])
        return 0
    rows = [("✓" if finding.ok else "✗", desk.say(finding.name), finding.detail) for finding in findings]
    for line, finding in zip(layout.table(rows, (1, 36), desk.room), findings, strict=True):
        desk.print([line, *([f"   → {desk.say(finding.remedy)}"] if finding.remedy else [])])
    return 0


def _as_json(desk: Desk, finding: Finding) -> dict[str, object]:
    return {
        "name": desk.say(finding.name),
        "ok": finding.ok,
        "detail": finding.detail,
        "remedy": desk.say(finding.remedy) if finding.remedy else "",
    }


def _of_store(desk: Desk) -> Iterator[Finding]:
    """What is to be said of our own files."""
    try:
        faults = desk.settings.read()[1]
        told = " ".join(desk.say.refusal(fault) for fault in faults)
        yield Finding(mark("Settings"), not faults, str(desk.places.settings), told)
    except Refusal as fault:
        yield Finding(mark("Settings"), ok=False, remedy=desk.say.refusal(fault))
    try:
        phrases = len(desk.collection().phrases)
        detail = desk.say.count(
            "{n} phrase in {path}", "{n} phrases in {path}", phrases, path=desk.places.database
        )
        yield Finding(mark("Phrases"), ok=True, detail=detail)
    except Refusal as fault:
        yield Finding(
            mark("Phrases"), ok=False, detail=str(desk.places.database), remedy=desk.say.refusal(fault)
        )


def _of_program(desk: Desk) -> Iterator[Finding]:
    """What the running program can do; without one, what it could."""
    reply = None
    try:
        reply = desk.ask("status")
        yield Finding(mark("Running program"), ok=bool(reply), remedy="" if reply else NOT_RUNNING)
    except Refusal as fault:
        yield Finding(mark("Running program"), ok=False, remedy=desk.say.refusal(fault))
    able = potential(desk.environ) if reply is None else reply.get("abilities", ())
    yield Finding(mark("Abilities"), ok=bool(able), detail=" ".join(sorted(map(str, able))))
    if reply is not None:
        yield _of_hotkeys(desk, reply.get("hotkeys", ()), reply.get("refused", ()))


def _of_hotkeys(desk: Desk, hotkeys: Sequence[str], refused: Sequence[str]) -> Finding:
    remedy = desk.say(_REFUSED, hotkeys=", ".join(refused)) if refused else ""
    return Finding(mark("Hotkeys"), not refused, ", ".join(hotkeys), remedy)
