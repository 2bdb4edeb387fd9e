"""Several words at once, over more blocks than one: found as if every phrase was asked."""

from random import Random

import pytest

from quickreply.core.phrase import Collection, Group, Library, LibraryKind, Phrase
from quickreply.core.search import COUNTED, EVERYWHERE, Among, Rank, Scope
from quickreply.engine.catalogue import Catalogue
from tests.engine import oracle

LETTERS = "发货退订单快递ab"
LIBRARIES = (
    Library(1, "mine", "Mine", LibraryKind.PERSONAL),
    Library(2, "shop", "Shop", LibraryKind.SHOP),
)


def word(random: Random, longest: int) -> str:
    return "".join(random.choices(LETTERS, k=random.randint(1, longest)))


def some(random: Random, count: int) -> Collection:
    """Phrases in which each letter is common, so that several of them meet often, and in every field."""
    groups = tuple(Group(number, 2, None, word(random, 3)) for number in range(1, 9))
    phrases = tuple(
        Phrase(
            number,
            random.choice([1, 2]),
            random.choice([None, *range(1, 9)]),
            random.choice(["", "", f"c{number}"]),
            word(random, 5),
            word(random, 12),
            keywords=tuple(word(random, 3) for _ in range(random.choice([0, 0, 1]))),
            pinned=random.random() < 0.02,
        )
        for number in range(1, count + 1)
    )
    return Collection(LIBRARIES, groups, phrases)


def typed(random: Random) -> str:
    return " ".join(word(random, 2) for _ in range(random.choice([2, 2, 3])))


@pytest.mark.parametrize("count", [40, 600, 1100])
@pytest.mark.parametrize("seed", range(3))
def test_they_are_found_and_ordered_while_they_are_typed(seed: int, count: int):
    random = Random(seed)
    collection = some(random, count)
    recent = tuple(random.sample(range(1, count + 1), 5))
    shelf = Catalogue.of(collection, recent)
    cut = 0
    for query in (typed(random) for _ in range(6)):
        for length in range(query.index(" ") + 2, len(query) + 1):
            part = query[:length]
            found = shelf.search(part, COUNTED)
            expected = oracle.ranked(collection, part, recent)
            if found.rows and found.rows[0].rank is not Rank.CODE:
                assert [(row.phrase.id, row.rank) for row in found.rows] == expected[:COUNTED], part
                assert found.total == min(len(expected), COUNTED + 1)
            cut += len(expected) > COUNTED
    assert bool(cut) is (count > 40)  # both where counting stops and where it does not


@pytest.mark.parametrize(
    "scope", [EVERYWHERE, Scope(Among.PINNED), Scope(Among.LIBRARY, 1), Scope(Among.GROUP, 3)]
)
def test_what_was_typed_before_changes_nothing(scope: Scope):
    random = Random(7)
    collection = some(random, 1100)
    used = Catalogue.of(collection)
    for query in (typed(random) for _ in range(10)):
        for length in range(1, len(query) + 1):
            used.search(query[:length], COUNTED)
        fresh = Catalogue.of(collection).search(query, COUNTED, scope=scope)
        again = used.search(query, COUNTED, scope=scope)
        assert [row.phrase.id for row in again.rows] == [row.phrase.id for row in fresh.rows]
        assert again.total == fresh.total
