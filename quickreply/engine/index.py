"""Everything that can be searched, and where in it a word is found, best place first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from quickreply.core.search import Rank
from quickreply.core.supply import Batch, Supply, words
from quickreply.engine.codes import CodeColumn, codes_of
from quickreply.engine.columns import Columns
from quickreply.engine.joined import BLOCK, Joined, narrow

_NEXT = "\n"
"""What stands between two keywords: a query has none in it."""

Place = tuple[Rank, Iterable[tuple[str, int]]]
"""A rank, and the codes and numbers of phrases that have it."""


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
class Word:
    """A folded word of a query with what is known before any phrase is looked at."""

    text: str
    narrow: str
    coded: bool
    """Whether a code begins so."""
    groups: str
    """The marks of the groups that have it in their names."""


class Index:
    """Built once from a supply; then it only answers, in any thread."""

    def __init__(self, supply: Supply) -> None:
        self.columns = Columns(supply.libraries, supply.groups)
        self.shelves = self.columns.shelves
        self.titles, self.keywords, self.texts = Joined(), Joined(), Joined()
        self._codes = CodeColumn()
        for batch in supply.batches(BLOCK):
            self._take(batch)
        self.shelves.close()
        self.codes, self.hidden = codes_of(self._codes, self.columns.distance, self.columns.pinned)

    def _take(self, batch: Batch) -> None:
        self.columns.add(batch)
        self._codes.add(batch.codes, batch.aliases)
        self.titles.add(batch.titles)
        self.keywords.add([_NEXT.join(words(stored)) for stored in batch.keywords])
        self.texts.add(batch.texts)

    def word(self, text: str) -> Word:
        """A folded word of a query, ready to be sought."""
        coded = bool(self.codes.count(text) or self.hidden.count(text))
        return Word(text, narrow(text), coded, self.shelves.marks(text))

    def find(self, texts: Sequence[str], most: int) -> Found:
        """The phrases in which every folded word occurs. Stops when there are more than `most`.

        The rarest word leads, and the longest is the rarest nearly always.
        """
        lead, *others = sorted(map(self.word, texts), key=lambda word: len(word.text.encode()), reverse=True)
        found, seen = Found(), set[int]()
        for rank, places in self._places_of(lead):
            room = most - found.up_to(rank)
            enough = False
            for code, number in places:
                if number in seen:
                    continue
                seen.add(number)
                worst = self.rank(number, others, rank if enough else Rank.TEXT)
                if worst is None:
                    continue
                found.add(max(rank, worst), number, code)
                enough = enough or len(found) > most
                room -= worst <= rank
                if room < 0:
                    found.cut = rank
                    return found
        return found

    def suggest(self, text: str, most: int) -> Found:
        """The codes that begin with the folded `text`, then titles and keywords with a word that does."""
        found = Found()
        for rank, places in self._beginnings_of(text):
            for code, number in places:
                if number not in found:
                    found.add(Rank.CODE if code == text else rank, number, code)
                    if len(found) > most:
                        found.cut = rank
                        return found
        return found

    def rank(self, number: int, sought: Iterable[Word], worst: Rank = Rank.TEXT) -> Rank | None:
        """The rank of a phrase is that of the word which is found worst.

        None if a word is missing, or not found at `worst` or better.
        """
        lowest = Rank.CODE_PREFIX
        for word in sought:
            rank = self._rank(number, word)
            if rank > worst:
                return None
            lowest = max(lowest, rank)
        return lowest

    def suggested_rank(self, number: int, text: str) -> Rank | None:
        """The rank of a phrase in the list at the slash; None if it is not in it."""
        if any(code.startswith(text) and self.codes.owner(code) == number for code in self._codes.of(number)):
            return Rank.CODE_PREFIX
        if self.titles.has(number, narrow(text), begun=True):
            return Rank.TITLE
        return Rank.KEYWORD if self.keywords.has(number, narrow(text), begun=True) else None

    def _places_of(self, word: Word) -> Iterator[Place]:
        """Rank by rank where the word stands: the codes that begin so, and numbers of phrases."""
        yield Rank.CODE_PREFIX, chain(self.codes.begun(word.text), self.hidden.begun(word.text))
        yield Rank.TITLE, map(_uncoded, self.titles.find(word.narrow))
        yield Rank.KEYWORD, map(_uncoded, self.keywords.find(word.narrow))
        yield Rank.GROUP, map(_uncoded, self.shelves.find(word.groups))
        yield Rank.TEXT, map(_uncoded, self.texts.find(word.narrow))

    def _beginnings_of(self, text: str) -> Iterator[Place]:
        yield Rank.CODE_PREFIX, self.codes.begun(text)
        if text[0].isalnum():  # a slash or a dash begins no word: `//` is given back at once
            yield Rank.TITLE, map(_uncoded, self.titles.find(narrow(text), begun=True))
            yield Rank.KEYWORD, map(_uncoded, self.keywords.find(narrow(text), begun=True))

    def _rank(self, number: int, word: Word) -> Rank:
        """The best place of a word in one phrase; `Rank.NOWHERE` if there is none."""
        if word.coded and self._codes.begins(number, word.text):
            return Rank.CODE_PREFIX
        if self.titles.has(number, word.narrow):
            return Rank.TITLE
        if self.keywords.has(number, word.narrow):
            return Rank.KEYWORD
        if word.groups and self.shelves.has(number, word.groups):
            return Rank.GROUP
        return Rank.TEXT if self.texts.has(number, word.narrow) else Rank.NOWHERE


def _uncoded(number: int) -> tuple[str, int]:
    return "", number
