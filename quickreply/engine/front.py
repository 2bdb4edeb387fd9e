"""What the hands say to the program in front of them; light, for that program needs none of the engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from quickreply.core.composition import Method
from quickreply.core.phrase import Phrase
from quickreply.core.ports import View


@dataclass(frozen=True, slots=True)
class Caught:
    """What came of an attempt to catch keys."""

    armed: bool
    """Whether codes are caught."""
    refused: frozenset[str] = frozenset()
    """Hotkeys that another program holds, or that no key here makes."""
    observing: bool = False
    """Whether codes are only seen, and taken out of the window again: the slash cannot be swallowed."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What the tray shows, and how many phrases there are in all."""

    pinned: tuple[Phrase, ...] = ()
    recent: tuple[Phrase, ...] = ()
    total: int = 0
    last: Phrase | None = None
    """What was inserted last."""
    shelves: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    """Where these lie, by their ids: the library, if they come from several, and the groups around."""
    stepped: bool = False
    """Whether any phrase has several wordings."""
    edition: int = field(default=0, compare=False)
    """Counts the catalogues: of a new one, what is shown may have to be searched anew."""


class Front(View, Protocol):
    """The program in front, as the hands know it."""

    def caught(self, caught: Caught) -> None:
        """What came of catching keys."""

    def stocked(self, offered: Offered) -> None:
        """What is in stock has changed."""

    def composes(self, method: Method) -> None:
        """This input method is on now where the user types, or none runs."""

    def summoned(self, phrase: int) -> None:
        """The hotkey of this phrase was pressed in the palette: it is meant for the window used before."""

    def toggled(self) -> None:
        """The hotkey was pressed that pauses, or goes on."""
