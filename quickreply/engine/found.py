"""What is sought and what was found, before it is put in order."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from quickreply.core.search import EVERYWHERE, Rank, Scope
from quickreply.core.spelling import Sought


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a query, folded, with what is known before any phrase is looked at."""

    code: str
    """As codes are compared: without its slash, and no Hanzi made simple."""
    text: str
    narrow: str
    spelled: Sought | None
    coded: bool
    """Whether a code begins so."""
    groups: str
    """The marks of the groups in whose names it is."""

    @property
    def leads(self) -> bool:
        """Whether what begins so is found only where this is found.

        Not so of `1'`: behind another letter it is pinyin, which passes over the apostrophe.
        """
        return self.spelled is not None or "'" not in self.text

    @property
    def weight(self) -> int:
        """How rare it will be: the longer the rarer, and Hanzi say more than letters."""
        return len(self.text.encode("utf-8", "surrogatepass"))


@dataclass(slots=True)
class Found:
    """Numbers of phrases by rank, each with the code that was found."""

    ranks: dict[Rank, dict[int, str]] = field(default_factory=dict)
    cut: Rank | None = None
    """The rank in which counting stopped, if it did."""

    def __contains__(self, number: int) -> bool:
        return any(number in numbers for numbers in self.ranks.values())

    def __len__(self) -> int:
        return sum(map(len, self.ranks.values()))

    @property
    def numbers(self) -> tuple[int, ...]:
        """All of them."""
        return tuple(number for numbers in self.ranks.values() for number in numbers)

    def add(self, rank: Rank, number: int, code: str = "") -> None:
        """Notes a phrase."""
        self.ranks.setdefault(rank, {})[number] = code

    def up_to(self, rank: Rank) -> int:
        """How many have this rank or a better one."""
        return sum(len(numbers) for better, numbers in self.ranks.items() if better <= rank)

    def promote(self, number: int) -> None:
        """The whole query is the code of this one."""
        for numbers in self.ranks.values():
            numbers.pop(number, None)
        self.add(Rank.CODE, number)


@dataclass(frozen=True, slots=True)
class Before:
    """What an earlier query found in all: a query that only grew finds nothing else."""

    words: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    scope: Scope = EVERYWHERE
    bound: str = ""
    """The application, where that makes a difference."""

    def covers(self, words: Sequence[str], scope: Scope = EVERYWHERE, bound: str = "") -> bool:
        """Whether these words begin with the earlier ones, and are sought in the same place."""
        if not self.words or len(words) < len(self.words) or (scope, bound) != (self.scope, self.bound):
            return False
        *same, last = self.words
        return list(words[: len(same)]) == same and words[len(same)].startswith(last)
