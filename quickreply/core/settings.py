"""What the user can set, with the defaults; reading and writing the file is the store's work."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, TypeVar

from quickreply.core.delivery import AppFacts, Chord
from quickreply.core.hotkeys import NONE, chord, clashes
from quickreply.core.phrase import code_fault, fold
from quickreply.core.template.names import KEYS as PROFILE
from quickreply.core.words import Refusal, mark

BUSY = "ml"
"""The code of the starter pack's phrase for when there is too much to do."""


SENDING = ("no", "yes", "enter", "ctrl+enter")
"""May messages be sent for the user: never, with the application's usual key, or with this one."""

LONGEST_PAUSE = 10_000
"""Milliseconds; the keyboard is held meanwhile."""


class Mode(StrEnum):
    """How codes are caught."""

    CAPTURE = "capture"
    """The slash is swallowed, and every key behind it."""
    OBSERVE = "observe"
    """Every key reaches its window; the code is taken out of it again."""
    OFF = "off"


class Fire(StrEnum):
    """When a code inserts: on an accept key, or at the last letter of an unambiguous code."""

    ACCEPT = "accept"
    INSTANT = "instant"


class Boundary(StrEnum):
    """Behind what a slash begins a code."""

    SMART = "smart"
    WORD = "word"
    ANYWHERE = "anywhere"


class Theme(StrEnum):
    """Light, dark, or as the system."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; a fresh one holds the defaults.

    `apps` maps a window class to on or off, `phrase_hotkeys` a folded code to the combination for it.
    """

    mode: Mode = Mode.CAPTURE
    fire: Fire = Fire.ACCEPT
    boundary: Boundary = Boundary.SMART
    prefix: str = "/"
    hotkey: str = "ctrl+alt+space"
    repeat_hotkey: str = NONE
    greeting_hotkey: str = NONE
    pause_hotkey: str = NONE
    greeting_code: str = BUSY
    next_hotkey: str = NONE
    undo_hotkey: str = NONE
    phrase_hotkeys: Mapping[str, str] = field(default_factory=dict)
    language: str = "system"
    theme: Theme = Theme.SYSTEM
    pinned: bool = False
    """Whether the search window opens beside the window worked in, and stays there."""
    missing: bool = True
    """Whether queries that found nothing are counted."""
    reminders: bool = True
    """Whether phrases may ask for reminders."""
    apps: Mapping[str, bool] = field(default_factory=dict)
    sending: Mapping[str, str] = field(default_factory=dict)
    """How messages are sent for the user, by window class: one of `SENDING`."""
    pause: int = 500
    """Milliseconds between two messages of a phrase."""
    app_html: Mapping[str, bool] = field(default_factory=dict)
    """Whether an application gets the HTML of phrases, by its folded window class."""
    app_pictures: Mapping[str, bool] = field(default_factory=dict)
    """Whether it gets pictures."""
    profile: Mapping[str, str] = field(default_factory=dict)
    """What phrases say of the agent, by the names of gaps: 客服名."""
    zone: str = ""
    """In which dates and times are told, as in Asia/Shanghai; none for the system's."""
    ladder_hours: int = 4
    """Hours after which a ladder that was not used in a conversation begins anew."""

    def app_enabled(self, window_class: str) -> bool | None:
        """What the user set for this window class; None if nothing."""
        return self.apps.get(window_class.casefold())

    def facts(self, window_class: str, facts: AppFacts) -> AppFacts:
        """What is known of an application, with what the user set for it."""
        name = window_class.casefold()
        if name not in self.app_html and name not in self.app_pictures:
            return facts
        html, pictures = self.app_html.get(name, facts.html), self.app_pictures.get(name, facts.pictures)
        return replace(facts, html=html, pictures=pictures)

    def sends(self, window_class: str, usual: Chord) -> Chord | None:
        """What sends a message in this window class, where `usual` does; None unless the user lets us."""
        said = self.sending.get(window_class.casefold(), "no")
        if said == "yes":
            return usual
        return None if said == "no" else Chord.parse(said)

    @property
    def hotkeys(self) -> Mapping[str, str]:
        """The combinations that are set, by the key that sets them."""
        fixed = {key: str(get(self, key)) for key in _HOTKEYS}
        phrases = {phrase_key(code): hotkey for code, hotkey in self.phrase_hotkeys.items()}
        return {key: hotkey for key, hotkey in (fixed | phrases).items() if hotkey != NONE}

    def clashes(self) -> Mapping[str, Refusal]:
        """The keys among `hotkeys` whose combination is in the way of something, and what to say of it."""
        return dict(clashes(self.hotkeys, self.prefix))


_T = TypeVar("_T")
Parse = Callable[[object], Any]  # each key has a type of its own


def _choice(kind: type[StrEnum]) -> Parse:
    def parse(value: object) -> object:
        if value in list(kind):
            return kind(str(value))
        raise ValueError(" | ".join(kind))

    return parse


def _prefix(value: object) -> object:
    if (
        isinstance(value, str)
        and len(value) == 1
        and not value.isalnum()
        and value.isprintable()
        and value != " "
    ):
        return value
    raise ValueError(mark("one punctuation character"))


def _code(value: object) -> object:
    code = fold(str(value))
    if code and code_fault(code) is None:
        return code
    raise ValueError(mark("the code of a phrase"))


def _zone(value: object) -> object:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415 - most are told no zone

    text = str(value).strip()
    if not text:
        return ""
    try:
        return ZoneInfo(text).key
    except (ValueError, OSError, ZoneInfoNotFoundError):
        raise ValueError(mark("a time zone like Asia/Shanghai")) from None


def _one_line(value: object) -> str:
    text = str(value).strip()
    if len(text.splitlines()) > 1:
        raise ValueError(mark("one line"))
    return text


def _hours(value: object) -> object:
    text = str(value).strip()
    if text.isdecimal() and 1 <= int(text[:6]) <= _WEEK:
        return int(text)
    raise ValueError(mark("a number of hours from 1 to 168"))


def _language(value: object) -> object:
    languages = ["system", "en", "zh_CN"]
    if value in languages:
        return value
    raise ValueError(" | ".join(languages))


def flag(value: object) -> bool:
    """A yes or no as people write it.

    Raises:
        ValueError: it is neither; the message names the words taken.
    """
    words = {
        "true": True,
        "on": True,
        "yes": True,
        "1": True,
        "false": False,
        "off": False,
        "no": False,
        "0": False,
    }
    answer = words.get(str(value).casefold())
    if answer is None:
        raise ValueError("true | false")
    return answer


def _sending(value: object) -> str:
    """`no`, `yes` for the usual key, or which key it is."""
    text = str(value).replace(" ", "").casefold()
    if text in SENDING:
        return text
    try:
        return "yes" if flag(value) else "no"
    except ValueError:
        raise ValueError(" | ".join(SENDING)) from None


def _milliseconds(value: object) -> int:
    text = str(value).strip()
    if text.isascii() and text.isdigit() and int(text) <= LONGEST_PAUSE:
        return int(text)
    raise ValueError(mark("milliseconds from 0 to 10000"))


_KEYS: Mapping[str, tuple[str, Parse]] = {
    "trigger.mode": ("mode", _choice(Mode)),
    "trigger.fire": ("fire", _choice(Fire)),
    "trigger.boundary": ("boundary", _choice(Boundary)),
    "trigger.prefix": ("prefix", _prefix),
    "hotkey.palette": ("hotkey", chord),
    "hotkey.repeat": ("repeat_hotkey", chord),
    "hotkey.greeting": ("greeting_hotkey", chord),
    "hotkey.greeting_code": ("greeting_code", _code),
    "hotkey.pause": ("pause_hotkey", chord),
    "hotkey.next": ("next_hotkey", chord),
    "hotkey.undo": ("undo_hotkey", chord),
    "segments.pause": ("pause", _milliseconds),
    "profile.zone": ("zone", _zone),
    "ladder.hours": ("ladder_hours", _hours),
    "ui.language": ("language", _language),
    "ui.theme": ("theme", _choice(Theme)),
    "ui.pinned": ("pinned", flag),
    "privacy.missing": ("missing", flag),
    "privacy.reminders": ("reminders", flag),
}

_WEEK = 168

_HOTKEYS = (
    "hotkey.palette",
    "hotkey.repeat",
    "hotkey.greeting",
    "hotkey.pause",
    "hotkey.next",
    "hotkey.undo",
)

PROFILE_KEY = re.compile(rf"profile\.(?P<name>{'|'.join(PROFILE)})")
PROFILE_KEYS = tuple(f"profile.{name}" for name in PROFILE)
APP_FIELDS = {"enabled": "apps", "send": "sending", "html": "app_html", "pictures": "app_pictures"}
"""What is set for single applications, and where it stands."""

APP_KEY = re.compile(rf"apps\.(?P<window_class>.+)\.(?P<fact>{'|'.join(APP_FIELDS)})")
PHRASE_KEY = re.compile(r"hotkey\.phrase\.(?P<code>.+)")


def phrase_key(code: str) -> str:
    """The key that sets the combination for the phrase with this code."""
    return f"hotkey.phrase.{fold(code)}"


def keys() -> tuple[str, ...]:
    """Every key by name, without those of the agent, of single applications and of phrases.

    These are `PROFILE_KEYS`, `apps.<class>.enabled` (`send`, `html`, `pictures`) and `hotkey.phrase.<code>`.
    """
    return tuple(_KEYS)


def get(settings: Settings, key: str) -> object:
    """The value of `key`; None for an application the user said nothing about.

    Raises:
        KeyError: there is no such key.
    """
    if phrase := PHRASE_KEY.fullmatch(key):
        return settings.phrase_hotkeys.get(_coded(phrase), NONE)
    if app := APP_KEY.fullmatch(key):
        return getattr(settings, APP_FIELDS[app["fact"]]).get(app["window_class"].casefold())
    if own := PROFILE_KEY.fullmatch(key):
        return settings.profile.get(PROFILE[own["name"]], "")
    return getattr(settings, _KEYS[key][0])


def put(settings: Settings, key: str, value: object) -> Settings:
    """Settings with `key` set to `value`. Whether that clashes with another key is not asked here.

    Raises:
        KeyError: there is no such key.
        Refusal: the key takes no such value; says what it takes.
    """
    if app := APP_KEY.fullmatch(key):
        name = APP_FIELDS[app["fact"]]
        parse: Parse = _sending if app["fact"] == "send" else flag
        said: Any = {**getattr(settings, name), app["window_class"].casefold(): _taken(key, parse, value)}
        return replace(settings, **{name: said})
    if own := PROFILE_KEY.fullmatch(key):
        kept = {**settings.profile, PROFILE[own["name"]]: _taken(key, _one_line, value)}
        return replace(settings, profile={name: said for name, said in kept.items() if said})
    if phrase := PHRASE_KEY.fullmatch(key):
        kept = {**settings.phrase_hotkeys, _coded(phrase): _taken(key, chord, value)}
        return replace(
            settings, phrase_hotkeys={code: hotkey for code, hotkey in kept.items() if hotkey != NONE}
        )
    name, parse = _KEYS[key]
    return replace(settings, **{name: _taken(key, parse, value)})


def flat(table: Mapping[str, object], above: str = "") -> Iterator[tuple[str, object]]:
    """The leaves of a nested table as (dotted key, value), in its order."""
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value


def _coded(phrase: re.Match[str]) -> str:
    code = fold(phrase["code"])
    if not code:
        raise KeyError(phrase[0])
    return code


def _taken(key: str, parse: Callable[[object], _T], value: object) -> _T:
    try:
        return parse(value)
    except ValueError as fault:
        raise Refusal(
            mark("{key} takes {taken}, not {value}"), key=key, taken=fault.args[0], value=f"“{value}”"
        ) from None
