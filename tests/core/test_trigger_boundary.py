"""Behind what a slash begins a code."""

import pytest

from quickreply.core.settings import Boundary
from quickreply.core.trigger import opens

SMART = {
    "nothing is known": (None, True),
    "a space": (" ", True),
    "a new line": ("\n", True),
    "an ideographic space": ("\u3000", True),
    "a letter: and/or": ("d", False),
    "a capital: TCP/IP": ("P", False),
    "a letter with an accent: café/bar": ("é", False),
    "a Cyrillic letter: и/или": ("и", False),
    "a digit: 1/2": ("1", False),
    "a full-width digit": ("１", False),
    "a colon: https:/": (":", False),
    "a slash: //": ("/", False),
    "a full stop: ./run": (".", False),
    "a Hanzi: Chinese is written without spaces": ("货", True),
    "a Chinese full stop": ("。", True),
    "a Chinese comma": ("，", True),
    "a Chinese colon": ("：", True),
    "an exclamation mark": ("!", True),
    "a bracket": ("(", True),
    "an emoji": ("😊", True),
}


@pytest.mark.parametrize(
    ("before", "begins"), [pytest.param(*case, id=f"behind {what}") for what, case in SMART.items()]
)
def test_a_smart_boundary(before: str | None, begins: bool):
    assert opens(Boundary.SMART, before) is begins


@pytest.mark.parametrize(
    ("before", "begins"),
    [
        pytest.param(None, True, id="behind nobody knows what"),
        pytest.param(" ", True, id="behind a space"),
        pytest.param("\n", True, id="behind a new line"),
        pytest.param("\t", True, id="behind a tab"),
        pytest.param("a", False, id="behind a letter"),
        pytest.param("货", False, id="behind a Hanzi"),
        pytest.param("!", False, id="behind a mark"),
        pytest.param("(", False, id="behind a bracket"),
    ],
)
def test_a_word_boundary(before: str | None, begins: bool):
    assert opens(Boundary.WORD, before) is begins


@pytest.mark.parametrize("before", [None, " ", "a", "1", "/", ":", "货"])
def test_anywhere_is_anywhere(before: str | None):
    assert opens(Boundary.ANYWHERE, before)


@pytest.mark.parametrize("boundary", Boundary)
def test_behind_a_dead_key_a_slash_is_part_of_a_character(boundary: Boundary):
    assert not opens(boundary, "")
