"""How far words reach: in which phrases they stand, one bit for each, so that a block is compared at once."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import accumulate, repeat
from operator import or_

from quickreply.core.search import Rank

BLOCK = 512
"""Phrases that lie together. More would keep other threads waiting while one block is folded."""

LEVELS = (Rank.TITLE, Rank.KEYWORD, Rank.GROUP, Rank.TEXT)
"""The ranks for which blocks are looked through, best first."""

FEW = 40
"""Phrases that are asked one by one, instead of looking through their whole block for a word."""

Look = Callable[[int], int]
"""The phrases of a block in which a word stands, as bits."""

_NEVER = (Rank.NOWHERE, Rank.CODE)
"""Of a phrase that was not asked yet: no rank is known, and none was looked at."""

_BITS = tuple(1 << place for place in range(BLOCK))
_ALL = (1 << BLOCK) - 1
_END = "\0"
"""What stands between two texts."""


class Reach:
    """One word: which phrases have it at a rank or at a better one.

    `looks` are by rank; what they said is kept, for who types on asks again. `rank` says it of one phrase:
    its best rank up to the first one given, behind the second one. `shorter` is how far the word reached
    before the last letters were typed: no further than that.
    """

    def __init__(
        self,
        looks: Mapping[Rank, Sequence[Look]],
        rank: Callable[[int, Rank, Rank], Rank],
        shorter: "Reach | None" = None,
    ) -> None:
        self._looks = looks
        self._rank = rank
        self.asked: dict[int, tuple[Rank, Rank]] = {}
        """What is known of single phrases: the best rank, and up to where it was looked for."""
        self._asked_before = shorter.asked if shorter else {}
        self._bounds: Mapping[Rank, Mapping[int, int]] = shorter.known if shorter else {}
        self.known: dict[Rank, dict[int, int]] = {rank: {} for rank in LEVELS}
        """What was found out, by rank and block."""

    def among(self, block: int, asked: int, rank: Rank) -> int:
        """Those of the phrases `asked` of a block that have the word; more than these may be in it."""
        known = self.known[rank]
        if block in known:
            return known[block]
        asked &= self._bounds.get(rank, {}).get(block, _ALL)
        if asked.bit_count() <= FEW:
            first = block * BLOCK
            return bits([place for place in places(asked) if self._has(first + place, rank)])
        return self._all(block, rank)

    def _has(self, number: int, rank: Rank) -> bool:
        """Whether one phrase has it. No place is looked at twice, nor where a shorter word is not."""
        known = self.asked.get(number)
        if known is None:
            known = self._asked_before.get(number, _NEVER)
            if known[0] is not Rank.NOWHERE:
                known = _NEVER
        best, looked = known
        if best > rank > looked:
            best, looked = self._rank(number, rank, looked), rank
        self.asked[number] = best, looked
        return best <= rank

    def _all(self, block: int, rank: Rank) -> int:
        known = self.known[rank]
        if block not in known:
            found = 0 if rank is LEVELS[0] else self._all(block, LEVELS[LEVELS.index(rank) - 1])
            known[block] = reduce(or_, (look(block) for look in self._looks[rank]), found)
        return known[block]


def everywhere(blocks: int) -> dict[int, int]:
    """All phrases of so many blocks."""
    return dict.fromkeys(range(blocks), _ALL)


def only(numbers: Iterable[int]) -> dict[int, int]:
    """These phrases, as the bits of the blocks they lie in."""
    there: dict[int, int] = {}
    for number in numbers:
        block, place = divmod(number, BLOCK)
        there[block] = there.get(block, 0) | _BITS[place]
    return dict(sorted(there.items()))


def meet(reaches: Sequence[Reach], there: Mapping[int, int]) -> Iterator[tuple[Rank, Sequence[int]]]:
    """The numbers of the phrases that have all the words, block by block, those of the best rank first.

    `there` are those that may be found, by block.
    """
    left = dict(there)
    for rank in LEVELS:
        for block in there:
            new = left[block]
            for reach in reaches:
                if not new:
                    break
                new &= reach.among(block, new, rank)
            if new:
                left[block] ^= new
                yield rank, [block * BLOCK + place for place in places(new)]


def split(pieces: Sequence[str]) -> int:
    """In which texts of a block something stands, after they were split at it.

    To count what ends a text takes half the time of asking for each place in which text it is.
    """
    return bits(accumulate(map(str.count, pieces[:-1], repeat(_END))))


def bits(found: Iterable[int]) -> int:
    """Places in a block as bits; any may come more than once."""
    return reduce(or_, map(_BITS.__getitem__, found), 0)


def places(found: int) -> Iterator[int]:
    """The places of bits, in order."""
    while found:
        lowest = found & -found
        yield lowest.bit_length() - 1
        found ^= lowest
