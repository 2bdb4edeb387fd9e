"""What is used: events of a ledger that only grows, and the habits that are read out of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

HALF_LIFE = 14.0
"""Days after which a use counts half: what was said daily in a sale is forgotten a month later."""

MEMORY = 90
"""Days of the ledger that are looked at; an older use would count a hundredth."""


class How(StrEnum):
    """The road by which a phrase was inserted."""

    CODE = "code"
    LIST = "list"
    PALETTE = "palette"
    TRAY = "tray"
    HOTKEY = "hotkey"
    CLI = "cli"


@dataclass(frozen=True, slots=True)
class UsageEvent:
    """One insertion. Never what was typed, never chat text, never a window's title."""

    at: datetime
    phrase: int
    how: How
    app: str
    characters: int
    milliseconds: int


@dataclass(frozen=True, slots=True)
class Habits:
    """What is used often and what was used last. Computed from the ledger, never stored."""

    recent: tuple[int, ...] = ()
    """Ids of the phrases used last, the newest first."""
    scores: Mapping[str, Mapping[int, float]] = field(default_factory=dict)
    """By class of application, how much each phrase is used there: each use counts by its age."""


def worth(days: float) -> float:
    """What a use that is so many days old counts; one of today counts one."""
    return float(0.5 ** (max(days, 0.0) / HALF_LIFE))
