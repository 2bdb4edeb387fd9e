"""Which language is spoken, and the catalogue of it."""

import locale
from collections.abc import Iterator, Mapping
from gettext import translation
from pathlib import Path

from quickreply.core.words import Say

DOMAIN = "quickreply"
SOURCE = "en"
CHINESE = "zh_CN"
SYSTEM = "system"

_PLAIN = {"C", "POSIX"}


def speech(language: str, environ: Mapping[str, str], locale_dir: Path) -> Say:
    """Words in `language`, a value of `ui.language`; in English where the catalogue is missing."""
    chosen = tongue(language, environ)
    return Say(translation(DOMAIN, locale_dir, languages=[chosen], fallback=True))


def tongue(language: str, environ: Mapping[str, str]) -> str:
    """The language that `language` stands for: itself, or the system's if we speak it, else English."""
    if language != SYSTEM:
        return language
    for wanted in _wanted(environ):
        name = wanted.casefold().replace("-", "_")
        if name.startswith(("zh", "chinese")):
            return CHINESE  # traditional readers follow simplified characters better than English
        if name.startswith(("en", "english")):
            return SOURCE
    return SOURCE


def _wanted(environ: Mapping[str, str]) -> Iterator[str]:
    """What the user wants to read, best first.

    The order is GNU gettext's: LANGUAGE counts before the locale, but not against a plain C locale.
    Windows and macOS set none of these; there the standard library knows.
    """
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    chosen = next((environ[name] for name in names if environ.get(name)), "")
    if chosen.partition(".")[0] in _PLAIN:
        return
    yield from filter(None, environ.get("LANGUAGE", "").split(":"))
    yield chosen or locale.getlocale()[0] or ""
