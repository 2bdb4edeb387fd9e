"""What the program needs of its hands, whatever the system, and what they may be able to do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from quickreply.core.ports import Rect, Window
from quickreply.engine.inline import Inline

Hotkeys = Mapping[str, Callable[[], None]]
"""Combinations like `ctrl+alt+space` and what is to be done for each."""


class Ability(StrEnum):
    """What the hands can do here; asked instead of which system it is."""

    CODES = "codes"
    """Codes are caught in any window, swallowed before any program sees them."""
    CONTEXT = "context"
    """The character before the slash is known, so that paths and dates pass."""
    HOTKEY = "hotkey"
    PASTE = "paste"
    """A phrase can be pasted into the window used before; else it is put on the clipboard."""
    FORMATS = "formats"
    """The clipboard is put back in all formats."""
    READERS = "readers"
    """It is known who read the clipboard, so it is never put back too early."""


@dataclass(frozen=True, slots=True)
class Caught:
    """What came of an attempt to catch keys."""

    armed: bool
    """Whether codes are caught."""
    refused: frozenset[str] = frozenset()
    """Hotkeys that another program holds."""


class Hands(Protocol):
    """Keys, windows and clipboard of one system, with the engine that uses them, in a thread of their own.

    `inline` is to be touched in that thread only: through `call`.
    """

    @property
    def inline(self) -> Inline:
        """The engine behind the keys."""

    @property
    def abilities(self) -> frozenset[Ability]:
        """What can be done here."""

    def start(self) -> None:
        """Begins to work."""

    def stop(self) -> None:
        """Lets go of everything and ends; what is on the clipboard is handed over where that is possible."""

    def call(self, act: Callable[[], None]) -> None:
        """Does `act` in the hands' thread, soon."""

    def catch(self, slash: str | None, hotkeys: Hotkeys, caught: Callable[[Caught], None]) -> None:
        """Catches the slash (None: no codes, no hook) and the hotkeys; tells `caught` in its own thread."""

    def focused(self) -> Window | None:
        """The window that has the keyboard. In the hands' thread only."""

    def activate(self, window: Window) -> None:
        """Gives a window the keyboard. In the hands' thread only."""

    def list_at(self, area: Rect | None) -> None:
        """The list is at this place on the screen, so clicks there are its own. In the hands' thread only."""
