"""How a program ends, so that the one that follows it after an accident begins where it was."""

from dataclasses import dataclass
from typing import Self

AGAIN, AGAIN_PAUSED = 75, 76
"""Exit statuses of a program that wants to be started once more, catching codes or not."""


@dataclass(frozen=True, slots=True)
class Ended:
    """The status a program ended with, 0 if there was none before; when its pause was to end, if ever."""

    status: int = 0
    until: str = ""
    """ISO 8601, or nothing."""

    @classmethod
    def read(cls, text: str) -> Self:
        """As `str` writes it, through the environment; nothing is no program."""
        status, _, until = text.partition(" ")
        return cls(int(status or 0), until)

    def __str__(self) -> str:
        return f"{self.status} {self.until}".rstrip()

    @property
    def again(self) -> bool:
        """Whether another program is to follow."""
        return self.status in {AGAIN, AGAIN_PAUSED}

    @property
    def paused(self) -> bool:
        """Whether it caught no codes."""
        return self.status == AGAIN_PAUSED
