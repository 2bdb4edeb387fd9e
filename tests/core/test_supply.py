from dataclasses import fields

import pytest
from hypothesis import given, settings

from quickreply.core.phrase import Collection, Library, LibraryKind
from quickreply.core.supply import BEGINS, ENDS, LIBRARY, Batch, stored, supply, words
from tests.engine.oracle import in_use
from tests.engine.shelf import COLLECTIONS, phrase

SHOP = Library(1, "shop", "Shop", LibraryKind.SHOP)
MINE = Library(2, "me", "Mine", LibraryKind.PERSONAL)
OFF = Library(3, "off", "Off", LibraryKind.SHOP, enabled=False)


def test_pinned_phrases_come_first_then_those_of_the_nearer_library():
    phrases = (phrase(1), phrase(2, library=2), phrase(3, pinned=True), phrase(4, library=2, pinned=True))

    given = supply(Collection((SHOP, MINE), (), phrases))

    assert given.libraries == (MINE, SHOP)
    assert [record[0] for record in given.records] == [4, 3, 2, 1]


def test_what_is_switched_off_is_not_supplied():
    phrases = (phrase(1, enabled=False), phrase(2, library=3), phrase(3, library=99))

    assert not list(supply(Collection((SHOP, OFF), (), phrases)).records)


@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_batches_hold_so_many_and_the_last_one_the_rest(size: int):
    given = supply(Collection((SHOP,), (), tuple(phrase(number, f"c{number}") for number in range(1, 6))))

    batches = list(given.batches(size))

    assert [number for batch in batches for number in batch.ids] == [1, 2, 3, 4, 5]
    assert [len(batch.ids) for batch in batches][:-1] == [size] * ((5 - 1) // size)
    assert batches[0].codes[0] == "c1"


@pytest.mark.parametrize("kept", [(), ("a",), ("退货", 'quote " and \\', "line\nend")])
def test_a_list_comes_back_as_it_went_in(kept: tuple[str, ...]):
    assert words(stored(kept)) == kept


@given(COLLECTIONS)
@settings(max_examples=100, deadline=None, derandomize=True, database=None)
def test_all_that_is_in_use_is_supplied_once(collection: Collection):
    numbers = [record[0] for record in supply(collection).records]

    assert sorted(numbers) == sorted(one.id for one in in_use(collection))


def test_places_in_a_record_are_those_of_a_batch():
    names = [field.name for field in fields(Batch)]
    assert [names[place] for place in (LIBRARY, BEGINS, ENDS)] == ["libraries", "begins", "ends"]
