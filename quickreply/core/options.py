"""What the user can set, each by a dotted key, as `config set` and the settings file name it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any, TypeVar

from quickreply.core.hotkeys import NONE, chord
from quickreply.core.phrase import code_fault, fold
from quickreply.core.settings import HOTKEYS, Boundary, Fire, Mode, Settings, Theme
from quickreply.core.template.names import KEYS as PROFILE
from quickreply.core.words import Refusal, mark

SENDING = ("no", "yes", "enter", "ctrl+enter")
"""May messages be sent for the user: never, with the application's usual key, or with this one."""

LONGEST_PAUSE = 10_000
"""Milliseconds; the keyboard is held meanwhile."""

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
    **{key: (name, chord) for key, name in HOTKEYS.items()},
    "hotkey.greeting_code": ("greeting_code", _code),
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

PROFILE_KEY = re.compile(rf"profile\.(?P<name>{'|'.join(PROFILE)})")
PROFILE_KEYS = tuple(f"profile.{name}" for name in PROFILE)
APP_FIELDS = {"enabled": "apps", "send": "sending", "html": "app_html", "pictures": "app_pictures"}
"""What is set for single applications, and where it stands."""

APP_KEY = re.compile(rf"apps\.(?P<window_class>.+)\.(?P<fact>{'|'.join(APP_FIELDS)})")
PHRASE_KEY = re.compile(r"hotkey\.phrase\.(?P<code>.+)")


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
