"""What the user can set, with the defaults; `options` names each by a key, the store keeps the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from quickreply.core.delivery import AppFacts, Chord
from quickreply.core.hotkeys import NONE, clashes
from quickreply.core.phrase import fold
from quickreply.core.words import Refusal

BUSY = "ml"
"""The code of the starter pack's phrase for when there is too much to do."""

HOTKEYS = {
    "hotkey.palette": "hotkey",
    "hotkey.repeat": "repeat_hotkey",
    "hotkey.greeting": "greeting_hotkey",
    "hotkey.pause": "pause_hotkey",
    "hotkey.next": "next_hotkey",
    "hotkey.undo": "undo_hotkey",
}
"""The keys that set a combination, and where it stands."""


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
    """How messages are sent for the user, by window class: one of `options.SENDING`."""
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
        fixed = {key: str(getattr(self, name)) for key, name in HOTKEYS.items()}
        phrases = {phrase_key(code): hotkey for code, hotkey in self.phrase_hotkeys.items()}
        return {key: hotkey for key, hotkey in (fixed | phrases).items() if hotkey != NONE}

    def clashes(self) -> Mapping[str, Refusal]:
        """The keys among `hotkeys` whose combination is in the way of something, and what to say of it."""
        return dict(clashes(self.hotkeys, self.prefix))


def phrase_key(code: str) -> str:
    """The key that sets the combination for the phrase with this code."""
    return f"hotkey.phrase.{fold(code)}"
