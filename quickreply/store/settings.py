"""The settings file: TOML that people read and edit, and that a program changes without spoiling it."""

import shutil
import tomllib
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quickreply.core import options
from quickreply.core.hotkeys import NONE
from quickreply.core.options import APP_KEY, PHRASE_KEY, flat, keys
from quickreply.core.phrase import fold
from quickreply.core.settings import Settings, phrase_key
from quickreply.core.words import Refusal, Say, mark
from quickreply.store.paths import write_private

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

Container = MutableMapping[str, Any]  # tomlkit's documents, tables and what lies between them

HEADLINE = mark("Settings of quickreply. Edit them here or with: quickreply config set KEY VALUE")

COMMENTS: Mapping[str, str] = {
    "trigger.mode": mark("capture: codes are caught as you type them; off: search and tray only"),
    "trigger.fire": mark("accept: Enter, Tab or Space inserts; instant: the last letter of a code does"),
    "trigger.boundary": mark(
        "smart: a slash in a path, a date or an address is left alone; word: a code begins behind a space; "
        "anywhere: always"
    ),
    "trigger.prefix": mark("the character that begins a code"),
    "hotkey.palette": mark("opens the search window; none for no hotkey"),
    "hotkey.repeat": mark("inserts the phrase used last again"),
    "hotkey.greeting": mark("inserts the phrase for when there is too much to do"),
    "hotkey.greeting_code": mark("the code of that phrase"),
    "hotkey.pause": mark("pauses, and goes on"),
    "hotkey.next": mark("inserts the next message of a phrase in several"),
    "hotkey.undo": mark("takes back what was inserted last"),
    "segments.pause": mark("milliseconds between two messages that are sent for you"),
    "profile.zone": mark(
        "the time zone of dates in phrases, as in Asia/Shanghai; empty: that of this computer"
    ),
    "ladder.hours": mark("hours after which a phrase in steps begins anew in a conversation"),
    "ui.language": "system | en | zh_CN",
    "ui.theme": "system | light | dark",
    "ui.pinned": mark("true: the search window stays beside the window you work in, as after Ctrl+P"),
    "privacy.missing": mark(
        "true: what was searched for and not found is counted, to see which phrases are missing"
    ),
    "privacy.reminders": mark(
        "true: a phrase may have you reminded of it later, with what you said for its gaps"
    ),
}
"""What a fresh file says above each key."""

APPS_COMMENT = mark(
    "Switch single programs on or off by their window class, as in: xterm.enabled = true; "
    'or let messages be sent for you: pidgin.send = "yes"'
)

PHRASES_COMMENT = mark('Give single phrases a hotkey by their code, as in: fh = "ctrl+alt+1"')

_BROKEN = mark("{path} is not valid: {why}. The defaults are used; your file is kept as {kept} too.")
_GARBLED = mark("{path} is not UTF-8 text. The defaults are used; your file is kept as {kept} too.")
_UNKNOWN = mark("{path} has a key that quickreply does not know: {key}.")
_WRONG = mark("{path}: {fault}. The default is used.")
_CLASHES = mark("{path}: {fault} It is left out.")


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """The file at `path`; what it says to people, it says through `say`."""

    path: Path
    say: Say

    def read(self) -> tuple[Settings, tuple[Refusal, ...]]:
        """What is set, and what about the file the user should be told.

        Whatever cannot be understood has its default. A file that is no TOML is copied beside itself, so
        that nothing written later can cost it.

        Raises:
            Refusal: the file is there but cannot be read at all.
        """
        try:
            return self._understand(tomllib.loads(self._text()))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
            return Settings(), (self._broken(fault),)

    def put(self, key: str, value: object) -> Settings:
        """Sets one key in the file and leaves all else in it as it is; returns what is set now.

        Raises:
            KeyError: there is no such key.
            Refusal: the key takes no such value or its hotkey is in the way of another, or the file cannot be
                written.
        """
        settings = options.put(self.read()[0], key, value)
        for clash in settings.clashes().values():
            raise clash
        document = self._document()
        _put(document, key, _plain(options.get(settings, key)))
        write_private(self.path, document.as_string())
        return settings

    def create(self) -> None:
        """Writes a file with all defaults and a word about each, unless there is a file.

        Raises:
            Refusal: it cannot be written.
        """
        if not self.path.exists():
            write_private(self.path, self._fresh())

    def _text(self) -> str:
        try:
            return self.path.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            return ""
        except OSError as fault:
            raise Refusal(
                mark("{path} cannot be read: {why}."), path=str(self.path), why=fault.strerror or str(fault)
            ) from fault

    def _understand(self, table: Mapping[str, object]) -> tuple[Settings, tuple[Refusal, ...]]:
        settings, told = Settings(), []
        for key, value in flat(table):
            try:
                settings = options.put(settings, key, value)
            except KeyError:
                told.append(Refusal(_UNKNOWN, path=str(self.path), key=key))
            except Refusal as fault:
                told.append(Refusal(_WRONG, path=str(self.path), fault=self.say.refusal(fault)))
        for key, clash in settings.clashes().items():
            settings = options.put(settings, key, NONE)
            told.append(Refusal(_CLASHES, path=str(self.path), fault=self.say.refusal(clash)))
        return settings, tuple(told)

    def _broken(self, fault: ValueError) -> Refusal:
        kept = self._keep()
        if isinstance(fault, UnicodeDecodeError):
            return Refusal(_GARBLED, path=str(self.path), kept=kept.name)
        return Refusal(_BROKEN, path=str(self.path), why=str(fault), kept=kept.name)

    def _keep(self) -> Path:
        """Copies the broken file; named by its age, so that the same one is kept once."""
        made = datetime.fromtimestamp(self.path.stat().st_mtime, UTC)
        kept = self.path.with_name(f"settings.broken-{made:%Y%m%d-%H%M%S}.toml")
        shutil.copy2(self.path, kept)
        return kept

    def _document(self) -> "TOMLDocument":
        import tomlkit  # noqa: PLC0415 - 40 ms that only writing needs
        from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415 - same

        try:
            return tomlkit.parse(self._text() if self.path.exists() else self._fresh())
        except (TOMLKitError, UnicodeDecodeError):
            return tomlkit.parse(self._fresh())

    def _fresh(self) -> str:
        lines, section = [f"# {self.say(HEADLINE)}"], ""
        for key in keys():
            table, _, name = key.partition(".")
            if table != section:
                lines += [*self._phrases(section), "", f"[{table}]"]
                section = table
            lines += [f"# {self.say(COMMENTS[key])}", f"{name} = {_written(options.get(Settings(), key))}"]
        return "\n".join([*lines, "", "[apps]", f"# {self.say(APPS_COMMENT)}", ""])

    def _phrases(self, before: str) -> list[str]:
        """Behind the hotkeys of the program, the place for those of phrases."""
        return ["", "[hotkey.phrase]", f"# {self.say(PHRASES_COMMENT)}"] if before == "hotkey" else []


def _section(key: str) -> tuple[str, ...]:
    """The names of the tables that `key` lies in: a window class is one name, dots or not."""
    if app := APP_KEY.fullmatch(key):
        return "apps", app["window_class"].casefold()
    return ("hotkey", "phrase") if PHRASE_KEY.fullmatch(key) else (key.partition(".")[0],)


def _name(key: str) -> str:
    """What `key` is called in its table: a code is one name, dots or not."""
    phrase = PHRASE_KEY.fullmatch(key)
    return fold(phrase["code"]) if phrase else key.rpartition(".")[2]


def _table(document: Container, key: str) -> Container:
    """The table that `key` lies in, created where it is missing."""
    import tomlkit  # noqa: PLC0415 - 40 ms that only writing needs

    table = document
    for name in _section(key):
        if not isinstance(table.get(name), MutableMapping):
            table[name] = tomlkit.table()
        table = table[name]
    return table


def _put(document: Container, key: str, value: object) -> None:
    """Sets the key where it stands, however its tables are written, or else where it belongs."""
    table, name = _find(document, key) or (_table(document, key), _name(key))
    table[name] = value


def _find(table: Container, key: str, above: str = "") -> tuple[Container, str] | None:
    for name, value in table.items():
        dotted = f"{above}{name}"
        if isinstance(value, MutableMapping):
            if found := _find(value, key, f"{dotted}."):
                return found
        elif _spelled(dotted) == _spelled(key):
            return table, name
    return None


def _spelled(key: str) -> str:
    """Window classes are the same in capitals and small letters, and so are codes; keys are not."""
    if phrase := PHRASE_KEY.fullmatch(key):
        return phrase_key(phrase["code"])
    return key.casefold() if APP_KEY.fullmatch(key) else key


def _written(value: object) -> str:
    """A value as TOML has it."""
    return str(value).lower() if isinstance(value, int) else f'"{value}"'


def _plain(value: object) -> object:
    return value if isinstance(value, int) else str(value)
