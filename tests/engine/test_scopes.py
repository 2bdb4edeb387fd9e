"""A search that looks in one place finds what a search everywhere finds, and nothing but what lies there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quickreply.core.phrase import Collection, Group, Library, LibraryKind
from quickreply.core.search import COUNTED, EVERYWHERE, Among, Matches, Scope
from quickreply.engine.catalogue import Catalogue
from tests.engine.shelf import COLLECTIONS, RECENT, SHOP, phrase

MINE = Library(2, "me", "Mine", LibraryKind.PERSONAL)
GROUPS = (Group(1, 1, None, "Orders"), Group(2, 1, 1, "Returns"), Group(3, 1, None, "Other"))
PHRASES = (
    phrase(1, "fh", "shipping", group=1),
    phrase(2, "fhd", "shipping late", group=2),
    phrase(3, "fhk", "shipping by", group=3, pinned=True),
    phrase(4, "fh", "shipping mine", library=2),
    phrase(5, "zz", "none"),
)
BOTH = Collection((SHOP, MINE), GROUPS, PHRASES)
PLACES = {
    "everywhere": (EVERYWHERE, {1, 2, 3, 4}),
    "pinned": (Scope(Among.PINNED), {3}),
    "recent": (Scope(Among.RECENT), {2}),
    "the shop": (Scope(Among.LIBRARY, 1), {1, 2, 3}),
    "the other library": (Scope(Among.LIBRARY, 2), {4}),
    "a group and what lies in it": (Scope(Among.GROUP, 1), {1, 2}),
    "a group in a group": (Scope(Among.GROUP, 2), {2}),
    "a group that is gone": (Scope(Among.GROUP, 9), set()),
}


def ids(matches: Matches) -> list[int]:
    return [match.phrase.id for match in matches.rows]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("query", ["fh", "ship", "shiping"])
def test_a_query_finds_what_lies_there(place: str, query: str):
    scope, there = PLACES[place]
    found = Catalogue.of(BOTH, (2, 5)).search(query, scope=scope)

    assert set(ids(found)) == there
    assert found.total == len(there)


def test_who_types_on_in_another_place_finds_what_lies_there():
    catalogue = Catalogue.of(BOTH)
    catalogue.search("f", scope=Scope(Among.GROUP, 2))

    assert set(ids(catalogue.search("fh"))) == {1, 2, 3, 4}
    assert set(ids(catalogue.search("fh", scope=Scope(Among.LIBRARY, 2)))) == {4}


def test_a_code_of_another_place_is_not_found():
    found = Catalogue.of(BOTH).search("fh", scope=Scope(Among.LIBRARY, 1))

    assert found.exact is None
    assert 4 not in ids(found)


def test_without_a_query_a_place_is_listed_as_it_stands():
    catalogue = Catalogue.of(BOTH, (5, 2))

    assert ids(catalogue.search("", scope=Scope(Among.LIBRARY, 1))) == [3, 1, 2, 5]
    assert ids(catalogue.search("", scope=Scope(Among.GROUP, 1))) == [1, 2]
    assert ids(catalogue.search("", scope=Scope(Among.PINNED))) == [3]


def test_what_was_used_last_comes_first_where_that_is_looked_at():
    catalogue = Catalogue.of(BOTH, (5, 2))
    assert ids(catalogue.search("", scope=Scope(Among.RECENT))) == [5, 2]

    catalogue.note_use(1)
    assert ids(catalogue.search("", scope=Scope(Among.RECENT))) == [1, 5, 2]
    assert ids(catalogue.search("ship", scope=Scope(Among.RECENT))) == [1, 2]


def test_a_query_there_sees_what_was_used_meanwhile():
    catalogue = Catalogue.of(BOTH, (2,))
    catalogue.search("sh", scope=Scope(Among.RECENT))
    catalogue.note_use(1)

    assert set(ids(catalogue.search("ship", scope=Scope(Among.RECENT)))) == {1, 2}


def test_many_are_counted_as_far_as_anybody_reads():
    crowd = Collection(
        (SHOP,), GROUPS, tuple(phrase(number, title="ship", group=1) for number in range(1, 301))
    )
    catalogue, scope = Catalogue.of(crowd), Scope(Among.GROUP, 1)

    assert catalogue.search("", COUNTED, scope=scope).total == COUNTED + 1
    assert len(catalogue.search("", COUNTED, scope=scope).rows) == COUNTED
    assert catalogue.search("ship", scope=scope).total == COUNTED + 1


@given(
    COLLECTIONS, RECENT, st.sampled_from(["a", "b1", "货", "a b"]), st.integers(1, 4), st.sampled_from(Among)
)
def test_it_is_what_everywhere_finds_without_the_rest(
    collection: Collection, recent: tuple[int, ...], query: str, number: int, among: Among
):
    scope = Scope(among, number)
    everywhere = Catalogue.of(collection, recent).search(query, 1000)
    there = Catalogue.of(collection, recent).search(query, 1000, scope=scope)
    listed = set(ids(Catalogue.of(collection, recent).search("", 1000, scope=scope)))

    if among is not Among.ALL:
        assert set(ids(there)) <= listed
        exact = {match.phrase.id for match in everywhere.rows} & listed
        assert exact <= set(ids(there))
