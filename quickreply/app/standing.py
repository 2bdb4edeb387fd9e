"""How the program stands: what it can do just now, and why not more, in the user's words."""

from dataclasses import dataclass

from quickreply.app.sayings import GONE
from quickreply.core.hotkeys import NONE, shown
from quickreply.core.notice import NOT_ARMED, OBSERVING
from quickreply.core.settings import Mode, Settings
from quickreply.core.words import Say, mark
from quickreply.desktop.hands import Ability, able_now
from quickreply.engine.front import Caught
from quickreply.ui.tray import TrayState

PAUSED = mark("Paused.")
PAUSED_UNTIL = mark("Paused until {time}.")
OFF = mark("trigger.mode is off.")
STARTING = mark("Starting.")
NO_CODES = mark("Codes cannot be caught on this system. Search with {hotkey} instead.")
REFUSED = mark(
    "{hotkey} ({key}) cannot be had: another program holds it, or there is no such key here. "
    "Set another one: quickreply config set {key} …"
)


def way_in(hotkey: str) -> str:
    """What opens the search window: its hotkey, or the command."""
    return "quickreply palette" if hotkey == NONE else shown(hotkey)


@dataclass(frozen=True, slots=True)
class Standing:
    """At one moment. `able` is what the hands can do here, `caught` what came of catching keys."""

    say: Say
    settings: Settings
    able: frozenset[Ability]
    caught: Caught | None
    alive: bool = True
    """Whether there are hands."""
    paused: bool = False
    until: str = ""
    """The time on the clock when the pause ends; empty if it does not by itself."""

    @property
    def armed(self) -> bool:
        """Whether codes are caught."""
        return self.alive and bool(self.caught and self.caught.armed)

    @property
    def abilities(self) -> frozenset[Ability]:
        """What the hands can do just now."""
        wanted = self.settings.mode is Mode.CAPTURE and not self.paused
        able = able_now(self.able, self.caught, wanted=wanted, hotkey=self.settings.hotkey)
        return able if self.alive else frozenset()

    @property
    def why(self) -> str:
        """Why codes are not caught, or not as wanted; empty if they are."""
        settings, caught = self.settings, self.caught
        if not self.alive:
            return self.say(GONE)
        if self.paused:
            return self.say(PAUSED_UNTIL, time=self.until) if self.until else self.say(PAUSED)
        if settings.mode is Mode.OFF:
            return self.say(OFF)
        if caught is None:
            return self.say(STARTING)
        if Ability.CODES not in self.able:
            return self.say(NO_CODES, hotkey=way_in(settings.hotkey))
        if not caught.armed:
            return self.say(NOT_ARMED, hotkey=way_in(settings.hotkey))
        return self.say(OBSERVING) if caught.observing and settings.mode is Mode.CAPTURE else ""

    @property
    def explained(self) -> tuple[str, ...]:
        """What to say beside the state, which says itself that it is a pause."""
        why = "" if self.paused and not self.until else self.why
        return (*filter(None, [why]), *self.complaints)

    @property
    def state(self) -> TrayState:
        """What the icon shows."""
        caught = self.caught
        if not self.alive:
            return TrayState.TROUBLE
        if self.paused:
            return TrayState.PAUSED
        if self.settings.mode is Mode.OFF or (caught and Ability.CODES not in self.able):
            return TrayState.OFF
        if caught and not self.armed:
            return TrayState.TROUBLE
        return TrayState.OBSERVE if caught and caught.observing else TrayState.ARMED

    @property
    def hotkeys(self) -> tuple[str, ...]:
        """The hotkeys that are there, each behind its setting."""
        return tuple(f"{key} {hotkey}" for key, hotkey in self._hotkeys(refused=False))

    @property
    def refused(self) -> tuple[str, ...]:
        """Those that the system refuses."""
        return tuple(f"{key} {hotkey}" for key, hotkey in self._hotkeys(refused=True))

    @property
    def complaints(self) -> tuple[str, ...]:
        """What to say of those that the system refuses."""
        lost = self._hotkeys(refused=True)
        return tuple(self.say(REFUSED, key=key, hotkey=shown(hotkey)) for key, hotkey in lost)

    def status(self, *, tray: bool) -> dict[str, object]:
        """All of it, as `quickreply status` has it; `tray` is whether there is a place for an icon."""
        return {
            "running": True,
            "armed": self.armed,
            "mode": str(self.settings.mode),
            "why": self.why,
            "abilities": sorted(self.abilities | ({Ability.TRAY} if tray else set())),
            "hotkeys": self.hotkeys,
            "refused": self.refused,
        }

    def _hotkeys(self, *, refused: bool) -> tuple[tuple[str, str], ...]:
        if self.caught is None:
            return ()
        lost = self.caught.refused
        return tuple(pair for pair in self.settings.hotkeys.items() if (pair[1] in lost) is refused)
