import pytest

from quickreply.core.draft import Draft
from quickreply.packs.cells import as_written, cells, decoded, harmless, listed, path, words


@pytest.mark.parametrize(
    ("group", "names"),
    [("a=>b", ("a", "b")), ("a＝＞b＝>c", ("a", "b", "c")), ("a>b", ("a>b",)), ("", ("",))],
)
def test_a_path_has_arrows_between_its_names(group: str, names: tuple[str, ...]):
    assert path(group) == names


@pytest.mark.parametrize(
    ("keywords", "cell"),
    [
        (("a", "b"), "a, b"),
        (("a,b", "c"), '["a,b", "c"]'),
        (("[a",), '["[a"]'),
        ((), ""),
    ],
)
def test_a_list_is_json_only_where_it_must_be(keywords: tuple[str, ...], cell: str):
    written = cells(Draft("x", keywords=keywords))[4]

    assert written == cell
    assert tuple(filter(None, map(str.strip, listed(written, words)))) == keywords


@pytest.mark.parametrize("cell", ["[a, b", "[1, 2]", '{"a": 1}', "[" * 5000])
def test_what_only_looks_like_json_is_words(cell: str):
    assert listed(cell, words) == words(cell)


@pytest.mark.parametrize("value", ["=1", "'=1", "''=1", "+a", "-a", "@a", "\ta", "\ra", "'a", "a=1", ""])
def test_an_apostrophe_of_ours_comes_and_goes(value: str):
    assert as_written(harmless(value)) == value


def test_what_others_write_for_commas_and_line_ends():
    assert decoded("a&#44;b&#13;&#10;c&#13;d&#10;e&amp;") == "a,b\nc\nd\ne&amp;"
