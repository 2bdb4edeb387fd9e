"""A phrase in several wordings, and the law by which one follows the other."""

from dataclasses import dataclass
from enum import StrEnum

MOST = 99
"""Wordings that one phrase may have."""


class Law(StrEnum):
    """Which wording comes next."""

    LADDER = "ladder"
    """One step further with each use in a conversation, up to the last, which stays."""
    ROTATE = "rotate"
    """One after the other, and then from the first again."""
    RANDOM = "random"
    """Any, but never the one that came before."""
    CHOOSE = "choose"
    """Always the first, unless the agent chooses another."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to say a phrase, with what only the agent should know of it."""

    text: str
    note: str = ""


def following(law: Law, count: int, last: int | None, chance: int = 0) -> int:
    """The place of the wording that comes next among `count`, from 0.

    `last` is the one that came before, None for none; `chance` any number, drawn anew after each use.
    """
    known = last is not None and 0 <= last < count
    match law:
        case Law.LADDER if known and last is not None:
            return min(last + 1, count - 1)
        case Law.ROTATE if known and last is not None:
            return (last + 1) % count
        case Law.RANDOM if known and last is not None and count > 1:
            return (last + 1 + chance % (count - 1)) % count
        case Law.RANDOM:
            return chance % count
        case _:
            return 0
