from collections.abc import Sequence

import pytest

from quickreply.core.search import Rank
from quickreply.engine.reach import BLOCK, FEW, LEVELS, Reach, bits, everywhere, meet, only, places, split


def reach(**found: Sequence[int]) -> Reach:
    """A word that stands in these phrases, by the names of the ranks."""
    by_rank = {rank: set(found.get(rank.name.lower(), ())) for rank in LEVELS}

    def look(rank: Rank, block: int) -> int:
        return bits(number - block * BLOCK for number in by_rank[rank] if number // BLOCK == block)

    looks = {rank: (lambda block, rank=rank: look(rank, block),) for rank in LEVELS}

    def best(number: int, worst: Rank, beyond: Rank) -> Rank:
        assert worst > beyond, "nothing is looked at twice"
        there = (rank for rank in LEVELS if beyond < rank <= worst and number in by_rank[rank])
        return next(there, Rank.NOWHERE)

    return Reach(looks, best)


def met(*reaches: Reach, blocks: int = 3) -> list[tuple[Rank, int]]:
    there = everywhere(blocks)
    return [(rank, number) for rank, numbers in meet(reaches, there) for number in numbers]


def test_only_those_that_may_be_found_are():
    one, other = reach(title=range(0, 1200, 3)), reach(title=range(0, 1200, 2), text=range(1, 1200, 2))
    numbers = [1100, 6, 7, 1101, 600, 1199]
    found = {number: rank for rank, some in meet((one, other), only(numbers)) for number in some}
    assert found == {6: Rank.TITLE, 600: Rank.TITLE, 1101: Rank.TEXT}


def test_bits_are_places():
    assert list(places(bits([5, 3, 5, 511]))) == [3, 5, 511]
    assert list(places(0)) == []


@pytest.mark.parametrize(
    ("texts", "word", "found"),
    [
        (["ab", "b", "", "xab"], "ab", [0, 3]),
        (["abab", "ab"], "ab", [0, 1]),
        (["", "", "a"], "a", [2]),
        (["x"], "a", []),
    ],
)
def test_texts_are_counted_by_their_ends(texts: list[str], word: str, found: list[int]):
    assert list(places(split("\0".join(texts).split(word)))) == found


def test_a_phrase_has_the_rank_of_its_worst_word():
    one = reach(title=[1, 2, 3, 600], text=[4])
    other = reach(title=[2], keyword=[3], group=[600], text=[1, 4])
    assert met(one, other) == [
        (Rank.TITLE, 2),
        (Rank.KEYWORD, 3),
        (Rank.GROUP, 600),
        (Rank.TEXT, 1),
        (Rank.TEXT, 4),
    ]


@pytest.mark.parametrize("many", [FEW - 1, FEW + 1])
def test_few_are_asked_one_by_one_with_the_same_answer(many: int):
    one, other = reach(title=range(many)), reach(title=range(0, many, 2), keyword=range(1, many, 4))
    expected = [(Rank.TITLE, number) for number in range(0, many, 2)]
    assert met(one, other) == expected + [(Rank.KEYWORD, number) for number in range(1, many, 4)]


def test_what_was_found_out_of_one_phrase_is_not_sought_again_for_a_longer_word():
    asked: list[tuple[int, Rank, Rank]] = []

    def best(number: int, worst: Rank, beyond: Rank) -> Rank:
        asked.append((number, worst, beyond))
        return Rank.KEYWORD if number == 7 and worst >= Rank.KEYWORD else Rank.NOWHERE

    shorter = Reach(dict.fromkeys(LEVELS, ()), best)
    assert shorter.among(0, bits([7, 8]), Rank.TITLE) == 0
    assert shorter.among(0, bits([7, 8]), Rank.KEYWORD) == bits([7])
    assert asked == [(7, Rank.TITLE, Rank.CODE), (8, Rank.TITLE, Rank.CODE), (7, Rank.KEYWORD, Rank.TITLE),
                     (8, Rank.KEYWORD, Rank.TITLE)]  # fmt: skip
    asked.clear()

    longer = Reach(dict.fromkeys(LEVELS, ()), best, shorter)
    assert longer.among(0, bits([7, 8]), Rank.KEYWORD) == bits([7])
    assert asked == [(7, Rank.KEYWORD, Rank.CODE)]
    assert longer.among(0, bits([7, 8]), Rank.GROUP) == bits([7])
    assert asked[1:] == [(8, Rank.GROUP, Rank.KEYWORD)]


def test_a_longer_word_reaches_no_further_than_the_shorter_one():
    shorter = reach(title=range(100))
    met(shorter)
    asked: list[int] = []

    def best(number: int, _worst: Rank, _beyond: Rank) -> Rank:
        asked.append(number)
        return Rank.TITLE if number == 7 else Rank.NOWHERE

    longer = Reach(dict.fromkeys(LEVELS, ()), best, shorter)
    assert longer.among(0, bits(range(5, 30)), Rank.TITLE) == bits([7])
    assert asked == list(range(5, 30))
    assert longer.among(0, bits([200, 201]), Rank.TITLE) == 0
    assert asked[-1] == 29
