"""What a phrase lacks, and why. Light: what is shown and sent between processes needs no more."""

from dataclasses import dataclass
from enum import Enum, auto

from quickreply.core.template.names import Kind

CLIPBOARD = "剪贴板"
"""The name under which somebody who can read the clipboard may say what is on it."""


class Why(Enum):
    """Why a gap could not be filled."""

    ASK = auto()
    """Nobody has said it yet: it may be asked for."""
    UNFIT = auto()
    """What was said is nothing of its kind: it may be asked for again."""
    NOT_IN_TABLE = auto()
    NO_TABLE = auto()
    NO_CLIPBOARD = auto()
    NO_PHRASE = auto()
    CYCLE = auto()
    TOO_LONG = auto()
    FAULTY = auto()


@dataclass(frozen=True, slots=True)
class Missing:
    """A gap without a value. `name` is its own, or what its kind has instead: a code, what is written."""

    name: str
    why: Why
    kind: Kind = Kind.TEXT
    options: tuple[str, ...] = ()

    @property
    def askable(self) -> bool:
        """Whether an answer fills it."""
        return self.why in {Why.ASK, Why.UNFIT}
