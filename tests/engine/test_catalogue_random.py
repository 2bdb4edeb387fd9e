"""The catalogue finds what a search without an index finds, in whatever libraries."""

from hypothesis import given, settings
from hypothesis import strategies as st

from quickreply.core.phrase import Collection, fold
from quickreply.core.search import Match, Rank
from quickreply.engine.catalogue import Catalogue
from tests.engine import oracle
from tests.engine.shelf import COLLECTIONS, RECENT

TYPED = st.text(alphabet="abA1ＢG货/ß", max_size=3).filter(bool)
QUERIES = st.text(alphabet="abA1ＢG货/ß ", max_size=6).filter(str.strip)
often = settings(max_examples=150, deadline=None, derandomize=True, database=None)


def ranked_by_code(row: Match) -> bool:
    return row.rank in {Rank.CODE, Rank.CODE_PREFIX}


@given(COLLECTIONS, RECENT, TYPED)
@often
def test_the_list_shows_the_codes_that_begin_so_and_then_the_words(
    collection: Collection, recent: tuple[int, ...], typed: str
):
    matches = Catalogue.of(collection, recent).suggest(typed)
    query = oracle.plain(typed)

    found = [row.phrase.id for row in matches.rows]

    assert {row.phrase.id for row in matches.rows if ranked_by_code(row)} == oracle.coded(collection, query)
    assert all(fold(row.code).startswith(query) for row in matches.rows if ranked_by_code(row))
    assert set(found) == oracle.coded(collection, query) | oracle.worded(collection, query)
    assert len(found) == len(set(found)) == matches.total
    order = [(row.rank, not row.phrase.pinned) for row in matches.rows]
    assert order == sorted(order)


@given(COLLECTIONS, TYPED)
@often
def test_a_query_is_a_code_or_the_beginning_of_one_or_nothing(collection: Collection, typed: str):
    matches = Catalogue.of(collection).suggest(typed)
    codes = oracle.owners(collection)
    query = oracle.plain(typed)
    begun = [code for code in codes if code.startswith(query)]

    assert matches.exact == codes.get(query)
    assert matches.begins == bool(begun)
    assert matches.final == (begun == [query])
    if matches.exact:
        assert matches.rows[0].phrase == matches.exact
        assert matches.rows[0].rank is Rank.CODE


@given(COLLECTIONS, RECENT, QUERIES)
@often
def test_the_palette_finds_every_phrase_with_all_the_words(
    collection: Collection, recent: tuple[int, ...], query: str
):
    matches = Catalogue.of(collection, recent).search(query)

    found = [row.phrase.id for row in matches.rows]

    assert set(found) == oracle.found(collection, query)
    assert len(found) == len(set(found)) == matches.total
    assert [row.rank for row in matches.rows] == sorted(row.rank for row in matches.rows)


@given(COLLECTIONS, st.sampled_from(["a", "b", "ab", "1", "/a", "A1"]))
@often
def test_the_phrase_a_code_stands_for_is_the_first_the_palette_finds(collection: Collection, code: str):
    shelf = Catalogue.of(collection)

    exact = oracle.owners(collection).get(fold(code))

    assert shelf.by_code(code) == shelf.search(code).exact == exact
    if exact:
        assert shelf.search(code).rows[0].phrase == exact


@given(COLLECTIONS)
@often
def test_only_what_is_in_use_is_known_each_with_its_groups(collection: Collection):
    shelf = Catalogue.of(collection)
    used = oracle.in_use(collection)

    assert len(shelf) == len(used)
    assert [phrase for phrase in collection.phrases if shelf.phrase(phrase.id)] == [
        phrase for phrase in collection.phrases if phrase in used
    ]
    assert [list(shelf.group_path(phrase)) for phrase in used] == [
        oracle.path(collection, phrase) for phrase in used
    ]
