from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quickreply.core.words import Refusal
from quickreply.packs.jsontree import parse
from quickreply.packs.tree import DEPTH, Items, Keyed, Word


def test_every_scalar_is_the_string_that_it_looks_like():
    root = parse(
        '{"a": 010e1, "b": 1.50, "c": true, "d": null, "e": "x", "f": NaN}'.replace("010", "10"), "f"
    )

    assert isinstance(root, Keyed)
    assert {key: node.text for key, node in root.nodes.items() if isinstance(node, Word)} == {
        "a": "10e1",
        "b": "1.50",
        "c": "true",
        "d": "",
        "e": "x",
        "f": "NaN",
    }


def test_phrases_know_their_lines():
    root = parse('{"name": "\\"phrases\\": [",\n"phrases": [\n{"text": "a\\nb"},\n\n{"text": "c"}, 1]}', "f")

    assert isinstance(root, Keyed)
    phrases = root.nodes["phrases"]
    assert isinstance(phrases, Items)
    assert [node.line for node in phrases.nodes] == [3, 5, 5]


def test_of_a_key_that_stands_there_twice_the_first_counts():
    root = parse('{"a": 1, "a": 2}', "f")

    assert isinstance(root, Keyed)
    assert root.nodes["a"] == Word(1, "1")
    assert [word.text for word in root.repeated] == ["a"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{"a": 1', "line 1: this is not valid JSON"),
        ('{"a":\n1,}', "line 2: this is not valid JSON"),
        ("[" * (DEPTH + 2) + "]" * (DEPTH + 2), "nested too deeply"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_what_is_no_json_is_refused(text: str, why: str):
    with pytest.raises(Refusal, match=why):
        parse(text, "f")


def test_a_number_of_any_length_is_a_word():
    root = parse('{"phrases": [' + "9" * 5000 + "]}", "f")

    assert isinstance(root, Keyed)
    assert root.nodes["phrases"] == Items(1, (Word(1, "9" * 5000),))


@given(st.text('{}[]",:\\phrases1 \n', max_size=60))
def test_any_text_is_read_or_refused(text: str):
    with suppress(Refusal):
        assert isinstance(parse(text, "f"), Word | Items | Keyed)
