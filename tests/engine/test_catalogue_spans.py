"""What is emboldened in a row: the parts that matched, and nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quickreply.core.phrase import Collection, fold
from quickreply.core.search import Match, Span
from quickreply.engine.catalogue import Catalogue
from tests.engine.oracle import plain
from tests.engine.shelf import COLLECTIONS, catalogue, phrase


def cut(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[begin:end] for begin, end in spans]


@pytest.mark.parametrize(
    ("query", "code", "title", "text"),
    [
        pytest.param("fh", ["FH"], [], [], id="the code"),
        pytest.param("f", ["F"], [], ["f"], id="the beginning of the code"),
        pytest.param("ship", [], ["Ship"], ["ship"], id="title and text, in their own letters"),
        pytest.param("today ship", [], ["Ship"], ["today", "ship"], id="every word, by its place"),
        pytest.param("发货", [], ["发货"], [], id="Hanzi"),
        pytest.param("/fh", ["FH"], [], [], id="the slash is no part of it"),
        pytest.param("fh ship", ["FH"], ["Ship"], ["ship"], id="code and words"),
        pytest.param("x", [], [], [], id="nothing"),
    ],
)
def test_what_the_palette_emboldens(query: str, code: list[str], title: list[str], text: list[str]):
    shelf = catalogue(phrase(1, "FH", "Shipping 发货", "If paid today we ship x."))

    (row,) = shelf.search(query).rows

    assert cut(row.code, row.code_spans) == code
    assert cut(row.phrase.label, row.title_spans) == title
    assert cut(row.phrase.text, row.text_spans) == (text if query != "x" else ["x"])


def test_a_row_shows_the_alias_that_was_typed():
    shelf = catalogue(phrase(1, "fh", aliases=("ship", "versand")))

    (row,) = shelf.suggest("ver").rows

    assert (row.code, row.code_spans) == ("versand", ((0, 3),))


def test_a_row_found_by_its_title_shows_its_code():
    shelf = catalogue(phrase(1, "fh", "Shipping"))

    (row,) = shelf.suggest("ship").rows

    assert (row.code, row.code_spans, cut("Shipping", row.title_spans)) == ("fh", (), ["Ship"])


def test_without_a_title_the_first_line_is_emboldened():
    shelf = catalogue(phrase(1, text="\nWe ship.\nToday."))

    (row,) = shelf.search("ship").rows

    assert cut(row.phrase.label, row.title_spans) == ["ship"]


@pytest.mark.parametrize(
    ("title", "query"),
    [
        pytest.param("Straße ab", "ab", id="folding makes it longer"),
        pytest.param("ße\u0301 ab", "ab", id="longer here and shorter there"),
    ],
)
def test_where_folding_moves_the_places_nothing_wrong_is_emboldened(title: str, query: str):
    (row,) = catalogue(phrase(1, title=title)).suggest(query).rows

    assert cut(title, row.title_spans) in ([], ["ab"])


@given(COLLECTIONS, st.text(alphabet="abA1/ 货ßs", max_size=4))
@settings(max_examples=150, deadline=None, derandomize=True, database=None)
def test_what_is_emboldened_is_what_was_typed(collection: Collection, query: str):
    shelf = Catalogue.of(collection)
    for row in (*shelf.search(query).rows, *shelf.suggest(query).rows):
        words = {plain(query), *(fold(word) or word for word in plain(query).split())}
        for text, spans in _parts(row):
            assert list(spans) == sorted(spans)
            assert {plain(part) for part in cut(text, spans)} <= words


def _parts(row: Match) -> list[tuple[str, tuple[Span, ...]]]:
    return [
        (row.code, row.code_spans),
        (row.phrase.label, row.title_spans),
        (row.phrase.text, row.text_spans),
    ]
