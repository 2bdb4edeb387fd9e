import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quickreply.core.words import Refusal
from quickreply.packs.tree import Items, Keyed, Node, Word, parse


def plain(node: Node):
    """The tree as lists, mappings and strings."""
    match node:
        case Word(text=text):
            return text
        case Items(nodes=nodes):
            return [plain(child) for child in nodes]
        case Keyed(nodes=nodes):
            return {key: plain(child) for key, child in nodes.items()}


@pytest.mark.parametrize(
    "word",
    ["no", "yes", "010", "0x1F", "12:30", "1e5", "null", "~", "2026-07-26", "3.10", "=", "<<", "亲", "😊"],
)
def test_every_scalar_is_the_string_that_it_looks_like(word: str):
    assert plain(parse(f"code: {word}", "f")) == {"code": word}


def test_a_tree_knows_its_lines():
    tree = parse("a: 1\nb:\n  - x\n  - |\n    two\n    lines\n  - {c: d}\n", "f")

    assert isinstance(tree, Keyed)
    items = tree.nodes["b"]
    assert isinstance(items, Items)
    assert [(node.line, plain(node)) for node in items.nodes] == [
        (3, "x"),
        (4, "two\nlines\n"),
        (7, {"c": "d"}),
    ]


def test_of_a_key_that_stands_there_twice_the_first_counts():
    tree = parse("a: 1\nb: 2\na: 3\n", "f")

    assert tree == Keyed(1, {"a": Word(1, "1"), "b": Word(2, "2")}, (Word(3, "a"),))


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n"])
def test_an_empty_file_is_an_empty_word(text: str):
    assert plain(parse(text, "f")) == ""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a: &x [1]\nb: *x\n", "line 1: references"),
        ("a: 1\nb: *x\n", "line 2: references"),
        ("a: !!python/object/apply:os.system ['true']\n", "line 1: tags"),
        ("a: !!str b\n", "line 1: tags"),
        ("- !x {}\n", "line 1: tags"),
        ("? [a]\n: b\n", "a key must be a word"),
        ("{a: 1}: b\n", "a key must be a word"),
        ("a: [1\nb: 2\n", "not valid YAML"),
        ("a:\n\t- b\n", "line 2: this is not valid YAML"),
        ("a: b: c\n", "not valid YAML"),
        ("a: 1\n---\nb: 2\n", "a second document"),
        ('a: "\\ud800"\n', "not valid YAML"),
        ("a: \ufffe\n", "not valid YAML"),
    ],
)
def test_what_no_pack_needs_is_refused(text: str, why: str):
    with pytest.raises(Refusal, match=why):
        parse(text, "f")


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_is_refused_before_it_hurts(opening: str):
    begun = time.monotonic()
    with pytest.raises(Refusal):
        parse(opening * 100_000, "f")

    assert time.monotonic() - begun < 10


def test_a_billion_laughs_are_not_laughed():
    lines = ['a0: &a0 "ha"'] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]

    with pytest.raises(Refusal, match="references"):
        parse("\n".join(lines), "f")


def test_control_characters_come_through():
    text = "".join(map(chr, (*range(1, 9), 11, 12, *range(14, 32), 127, 0)))

    assert plain(parse(f"a: x{text}y", "f")) == {"a": f"x{text}y"}


@settings(deadline=None)
@given(st.text(st.sampled_from("ab:-[]{}#&*!|>'\"%@?,. \n\t\0\x07\ufeff"), max_size=50))
def test_any_text_is_a_tree_or_refused(text: str):
    try:
        tree = parse(text, "f")
    except Refusal:
        return
    assert isinstance(plain(tree), str | list | dict)
