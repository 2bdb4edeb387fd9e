"""What the program needs of its hands, whatever the system, and what they may be able to do."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from quickreply.core.ports import Rect, Window
from quickreply.core.search import EVERYWHERE, SHOWN, Matches, Scope
from quickreply.core.settings import Settings
from quickreply.core.template.asking import Answers
from quickreply.core.usage import How

if TYPE_CHECKING:
    from quickreply.engine.front import Caught, Offered  # the command line knows abilities without the engine


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
    COPIES = "copies"
    """It is told at once when somebody copies, so what is copied at the last moment is put back too."""
    TRAY = "tray"
    """There is a place for an icon."""


def able_now(
    able: frozenset[Ability], caught: "Caught | None", *, wanted: bool, hotkey: str
) -> frozenset[Ability]:
    """What of `able` is left: a slash or a hotkey that another program holds is none of ours.

    `wanted` is whether codes are to be caught at the moment, `caught` what came of it; None: not known yet.
    """
    if caught is None:
        return able - {Ability.CODES, Ability.HOTKEY}
    lost = {Ability.CODES} if wanted and not caught.armed else set()
    return able - lost - ({Ability.HOTKEY} if hotkey in caught.refused else set())


class Hands(Protocol):
    """Keys, windows and clipboard of one system, with the engine that uses them.

    The commands are those of `engine.desk.Desk`; what comes of them is told to its front.
    """

    @property
    def abilities(self) -> frozenset[Ability]:
        """What can be done here."""

    def configure(self, settings: Settings, paused: bool) -> None: ...
    def restock(self) -> None: ...
    def shown(self, number: int, area: Rect) -> None: ...
    def hidden(self) -> None: ...
    def choose(self, number: int, row: int) -> None: ...
    def move(self, rows: int) -> None: ...
    def look(self) -> None: ...
    def insert(
        self,
        number: int,
        window: Window | None,
        how: How,
        back: Window | None = None,
        step: int | None = None,
    ) -> None: ...
    def fill(self, number: int, window: Window | None, how: How, answers: Answers) -> None: ...
    def palette_opened(self, window: int, chords: Sequence[str]) -> None: ...
    def palette_closed(self) -> None: ...
    def declined(self) -> None: ...
    def keep(self, number: int, step: int | None = None) -> None: ...
    def reset(self) -> None: ...
    def glance(self) -> None: ...
    def repeat(self, how: How) -> None: ...
    def go_on(self) -> None: ...
    def undo(self) -> None: ...
    def bring_back(self) -> None: ...
    def give_back(self, window: Window, ours: int) -> None: ...
    def search(self, query: str, scope: Scope = EVERYWHERE, limit: int = SHOWN) -> Matches: ...
    def offered(self) -> "Offered | None": ...

    def stop(self) -> None:
        """Lets go of everything and ends; what is on the clipboard is handed over where that is possible."""
