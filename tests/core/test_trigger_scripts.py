"""Codes on a keyboard of another script: as they are typed, else by the place of their keys."""

import pytest

from quickreply.core.keys import Key, Named
from quickreply.core.search import Match, Matches, Rank
from quickreply.core.trigger import Idle, Listen, Outcome, State, begin, feed
from tests.core.sample import phrase, said

PLACES = dict(zip("йцукенгшщзфывапролдячсмить", "qwertyuiopasdfghjklzxcvbnm", strict=True))
"""What a Russian letter's key types on a US keyboard."""

PHRASES = (
    phrase(1, "fh"),
    phrase(2, "k2"),
    phrase(3, "привет"),
    phrase(4, "пр"),
    phrase(5, "", "цена"),
    phrase(6, "wt"),
)


def look(typed: str) -> Matches:
    begun = [one for one in PHRASES if typed and one.code.startswith(typed)]
    titled = [one for one in PHRASES if typed and one.title.startswith(typed)]
    rows = tuple(Match(one, Rank.CODE_PREFIX, one.code) for one in begun + titled)
    exact = next((one for one in begun if one.code == typed), None)
    return Matches(typed, rows, len(rows), exact, bool(begun), exact is not None and len(begun) == 1)


def russian(text: str) -> Outcome:
    """What becomes of a slash and these letters; a blank is Space, `<` Backspace."""
    state: State = begin(Key(Named.CHARACTER, "/", prefix=True), look)
    act: object = Listen()
    for char in text:
        named = {" ": Named.SPACE, "<": Named.BACKSPACE}.get(char, Named.CHARACTER)
        assert not isinstance(state, Idle)
        state, act = feed(state, Key(named, char, PLACES.get(char, "")), look)
    return state, act


@pytest.mark.parametrize(
    ("typed", "does", "what"),
    [
        pytest.param("ар", "lists", "fh", id="a Latin code by its places"),
        pytest.param("ар ", "inserts by code", "fh", id="and Space inserts it"),
        pytest.param("л2 ", "inserts by code", "k2", id="digits are the same on both"),
        pytest.param("при", "lists", "при", id="a code of that script as it is typed"),
        pytest.param("пр ", "inserts by code", "пр", id="which comes first"),
        pytest.param("ц", "lists", "w", id="a code by place comes before a title"),
        pytest.param("це", "lists", "wt", id="as long as there is one"),
        pytest.param("цен", "lists", "цен", id="then the title is found again"),
        pytest.param("арр", "astray", "арр", id="what leads nowhere is said as it was typed"),
        pytest.param("арр<", "lists", "fh", id="and Backspace corrects it"),
        pytest.param("щ", "gives back", "/щ", id="what begins nothing is given back"),
    ],
)
def test_a_russian_keyboard(typed: str, does: str, what: str):
    assert said(russian(typed)) == (does, what)
