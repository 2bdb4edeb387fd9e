"""Finding in joined texts is finding in each of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quickreply.core.search import plain
from quickreply.engine.joined import BLOCK, Joined, narrow, starts, wide

LETTERS = "ab1?,，货貨\u0301ßＡ🙂👨\u200d👩𝐀\x1a"
TEXTS = st.lists(st.text(alphabet=LETTERS, max_size=9), min_size=1, max_size=12)
WORDS = st.text(alphabet=LETTERS, min_size=1, max_size=3).map(plain)
often = settings(max_examples=200, deadline=None, derandomize=True, database=None)


def joined(texts: list[str]) -> Joined:
    made = Joined()
    for first in range(0, len(texts), BLOCK):
        made.add(texts[first : first + BLOCK])
    return made


@given(TEXTS, WORDS)
@often
def test_it_finds_the_texts_that_have_the_word(texts: list[str], word: str):
    made, expected = joined(texts), [number for number, text in enumerate(texts) if word in plain(text)]

    assert list(made.find(narrow(word))) == expected
    assert [number for number in range(len(texts)) if made.has(number, narrow(word))] == expected


@given(TEXTS)
@often
def test_each_text_is_kept_as_it_was_folded(texts: list[str]):
    made = joined(texts)

    assert [made.folded(number) for number in range(len(texts))] == [plain(text) for text in texts]


@pytest.mark.parametrize(
    ("texts", "word", "found"),
    [
        pytest.param(["ab", "xab", "1ab"], "ab", [0], id="a Latin word begins where none goes on"),
        pytest.param(["xab ab"], "ab", [0], id="the second one does"),
        pytest.param(["退ab", "今天退货"], "ab", [0], id="behind a Hanzi a word begins"),
        pytest.param(["今天退货"], "退货", [0], id="Hanzi are words each"),
        pytest.param(["xab", "ab"], "ab", [1], id="what ends one text does not begin the next"),
    ],
)
def test_where_a_word_begins(texts: list[str], word: str, found: list[int]):
    made = joined(texts)

    assert list(made.find(word, begun=True)) == found
    assert [number for number in range(len(texts)) if made.has(number, word, begun=True)] == found


def test_places_are_right_in_every_block():
    texts = ["a" if number % 500 == 0 else "" for number in range(3 * BLOCK + 7)]
    made = joined(texts)

    assert list(made.find("a")) == list(range(0, 3 * BLOCK + 7, 500))
    assert made.has(1500, "a")
    assert not made.has(1501, "a")


def test_nothing_is_found_across_two_texts():
    assert not list(joined(["退", "货", "?", "?"]).find("退货"))
    assert not list(joined(["a退b"]).find("ab"))
    assert not list(joined(["a退b"]).find("a?b"))


def test_a_text_with_what_stands_between_texts_keeps_its_place():
    made = joined(["a\0b", "c"])

    assert list(made.find("c")) == [1]
    assert list(made.find("b")) == [0]


@given(st.text(alphabet=LETTERS, max_size=9))
@often
def test_narrow_is_undone_by_wide(text: str):
    assert wide(narrow(text)) == text
    assert max(narrow(text), default="") <= "\uffff"


@pytest.mark.parametrize("size", [10, 1 << 16])
def test_places_are_counted_beyond_two_bytes(size: int):
    assert list(starts([size, 1, size], 1)) == [0, size + 1, size + 3, 2 * size + 4]
