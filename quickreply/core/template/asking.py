"""A phrase that lacks something, as a question to the user, and what she answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from quickreply.core.template.missing import Missing


@dataclass(frozen=True, slots=True)
class Answers:
    """What the user has said for a phrase."""

    said: Mapping[str, str]
    """By the canonical names of gaps."""
    seed: int | None = None
    """What chance depends on; None for another time than before."""
    step: int | None = None
    """The wording that is meant; None for the one that comes next."""
    remind: bool = True
    """Whether she wants to be told of it later, if the phrase says so."""


UNASKED = Answers({})


@dataclass(frozen=True, slots=True)
class Question:
    """A phrase as far as it is known, piece by piece. The same seed fills it in the same way once more."""

    phrase: int
    label: str
    pieces: tuple[str | Missing, ...]
    seed: int = 0
    said: Mapping[str, str] = field(default_factory=dict)
    """What was answered already."""
    offered: Mapping[str, str] = field(default_factory=dict)
    """What was answered a while ago, in the same conversation."""
    step: int | None = None
    """Which wording of the phrase it is."""
    remind: datetime | None = None
    """When she is to be told of it, in the zone in which she is told times; None for never."""

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What is missing, each name once, in its order; if one may be chosen for it, it is."""
        found: dict[str, Missing] = {}
        for piece in self.pieces:
            if isinstance(piece, Missing) and (piece.options or piece.name not in found):
                found[piece.name] = piece
        return tuple(found.values())
