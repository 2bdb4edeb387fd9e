"""What is used: events of a ledger that only grows."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


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
