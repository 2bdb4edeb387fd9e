"""Left and right at a phrase in several wordings."""

from dataclasses import replace

import pytest

from quickreply.core import trigger
from quickreply.core.phrase import Phrase
from quickreply.core.search import Match, Matches, Rank
from quickreply.core.trigger import Idle, Insert, Open
from quickreply.core.usage import How
from quickreply.core.wording import Wording
from tests.core.sample import keys

LADDER = Phrase(1, 1, None, "yj", "Bargain", "A", wordings=(Wording("A"), Wording("B"), Wording("C"))).at(1)
PLAIN = Phrase(2, 1, None, "yjx", "Other", "X")


def look(typed: str) -> Matches:
    rows = tuple(Match(one, Rank.CODE_PREFIX, one.code) for one in (LADDER, PLAIN))
    return Matches(typed, rows, 2, LADDER if typed == "yj" else None, begins=True)


def press(text: str) -> tuple[trigger.State, trigger.Act]:
    slash, *rest = keys(text)
    outcome: tuple[trigger.State, trigger.Act] = (trigger.begin(slash, look), trigger.Listen())
    for key in rest:
        state, _ = outcome
        assert not isinstance(state, Idle)
        outcome = trigger.feed(state, key, look)
    return outcome


@pytest.mark.parametrize(
    ("pressed", "text"),
    [
        ("/yj<enter>", "B"),
        ("/yj<space>", "B"),
        ("/yj<right><enter>", "C"),
        ("/yj<right><right><right><enter>", "C"),
        ("/yj<left><enter>", "A"),
        ("/yj<left><left><space>", "A"),
        ("/yj<right><left><enter>", "B"),
        ("/yj<down><up><right><enter>", "C"),
    ],
)
def test_the_row_is_inserted_as_it_is_shown(pressed: str, text: str):
    state, act = press(pressed)

    assert isinstance(state, Idle)
    assert isinstance(act, Insert)
    assert (act.phrase.id, act.phrase.text) == (1, text)
    assert act.how in {How.CODE, How.LIST}


def test_the_row_says_which_wording_it_is_and_the_others_stay():
    state, _ = press("/yj<right>")

    assert isinstance(state, Open)
    assert [(row.phrase.step, row.phrase.text) for row in state.matches.rows] == [(2, "C"), (None, "X")]


@pytest.mark.parametrize("pressed", ["/<left>", "/yj<down><left>", "/yj<right><down><right>"])
def test_elsewhere_they_end_it_as_before(pressed: str):
    state, _ = press(pressed)
    assert isinstance(state, Idle)


def test_a_span_of_another_wording_is_not_shown():
    spanned = replace(look("yj").rows[0], text_spans=((0, 1),))
    state = Open(keys("/yj"), "yj", Matches("yj", (spanned,), 1), 0)
    assert trigger.step(state, 1).matches.rows[0].text_spans == ()
