"""Which wording comes next, as tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quickreply.core.phrase import Phrase
from quickreply.core.wording import Law, Wording, following

THREE = (Wording("A", "first"), Wording("B"), Wording("C", "last"))
LADDER = Phrase(1, 1, None, "yj", "", "A", note="first", wordings=THREE)


@pytest.mark.parametrize(
    ("law", "last", "next_one"),
    [
        (Law.LADDER, None, 0),
        (Law.LADDER, 0, 1),
        (Law.LADDER, 1, 2),
        (Law.LADDER, 2, 2),
        (Law.LADDER, 7, 0),
        (Law.ROTATE, None, 0),
        (Law.ROTATE, 1, 2),
        (Law.ROTATE, 2, 0),
        (Law.CHOOSE, None, 0),
        (Law.CHOOSE, 2, 0),
    ],
)
def test_what_follows_what(law: Law, last: int | None, next_one: int):
    assert following(law, 3, last, 5) == next_one


@given(count=st.integers(1, 9), last=st.none() | st.integers(-1, 9), chance=st.integers(0, 2**32))
def test_chance_takes_any_but_the_one_before(count: int, last: int | None, chance: int):
    found = following(Law.RANDOM, count, last, chance)

    assert 0 <= found < count
    assert found != last or count == 1


def test_chance_takes_every_other_one():
    assert {following(Law.RANDOM, 4, 1, chance) for chance in range(9)} == {0, 2, 3}


@pytest.mark.parametrize(
    ("step", "text", "note", "at"),
    [
        (0, "A", "first", 0),
        (1, "B", "first", 1),
        (2, "C", "last", 2),
        (9, "C", "last", 2),
        (-1, "A", "first", 0),
    ],
)
def test_a_phrase_stands_at_one_of_its_wordings(step: int, text: str, note: str, at: int):
    stood = LADDER.at(1).at(step)

    assert (stood.text, stood.note, stood.step) == (text, note, at)
    assert stood.label == "A"


def test_a_phrase_with_one_wording_stays_as_it_is():
    plain = Phrase(1, 1, None, "a", "", "A")
    assert plain.at(3) is plain
