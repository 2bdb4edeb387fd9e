"""The rows of the list: which one is highlighted, and what a click on one does."""

from dataclasses import replace

import pytest

from quickreply.core.search import COUNTED, SHOWN, Matches
from quickreply.core.trigger import PAGE, Idle, Listen, Open, begin, choose, move
from tests.core.sample import PHRASES, empty, keys, look, many, press, said


def row(text: str) -> int | None:
    """Which row is highlighted after these keys."""
    state, act = press(text)
    assert isinstance(state, Open)
    assert isinstance(act, Listen)
    return state.row


@pytest.mark.parametrize(
    ("pressed", "highlighted"),
    [
        pytest.param("/", None, id="with only the slash nothing is"),
        pytest.param("/f", 0, id="behind a letter the first row is"),
        pytest.param("/f<down>", 1, id="down"),
        pytest.param("/f<down><up>", 0, id="and up again"),
        pytest.param("/f<down><down>", 0, id="down from the last row goes round to the first"),
        pytest.param("/f<up>", 1, id="up from the first to the last"),
        pytest.param("/<down>", 0, id="under the bare slash down begins at the first"),
        pytest.param("/<up>", 2, id="and up at the last"),
        pytest.param("/<page-down>", 0, id="a page down at the first"),
        pytest.param("/<page-up>", 0, id="and a page up too"),
        pytest.param("/m<page-down>", 8, id="a page is eight rows"),
        pytest.param("/m<page-down><page-down>", 11, id="it stops at the last"),
        pytest.param("/m<page-down><page-down><page-up>", 3, id="and comes back by eight"),
        pytest.param("/m<down><page-up>", 0, id="and stops at the first"),
        pytest.param("/m<down><repeated down><repeated down>", 3, id="a held arrow goes on"),
        pytest.param("/f<down>h", 0, id="a letter highlights the first row of what it leaves"),
        pytest.param("/fh<down><backspace>", 0, id="and so does Backspace"),
        pytest.param("/f<backspace>", None, id="back at the slash nothing is"),
    ],
)
def test_the_highlight(pressed: str, highlighted: int | None):
    assert row(pressed) == highlighted


@pytest.mark.parametrize("pressed", ["/<down>", "/<up>", "/<page-down>", "/<page-up>"])
def test_in_an_empty_list_there_is_nothing_to_move(pressed: str):
    state, act = press(pressed, shelf=empty)

    assert state == begin(keys("/")[0], empty)
    assert act == Listen()


@pytest.mark.parametrize(
    ("pressed", "clicked", "does", "what"),
    [
        pytest.param("/f", 1, "inserts from the list", "fhd", id="inserts it"),
        pytest.param("/fh", 0, "inserts by code", "fh", id="a whole code by its code"),
        pytest.param("/", 2, "inserts from the list", "th", id="under the bare slash too"),
        pytest.param("/f", 2, "lists", "f", id="that has gone meanwhile does nothing"),
        pytest.param("/f", -1, "lists", "f", id="before the first does nothing"),
        pytest.param("/fx", 0, "astray", "fx", id="that has gone with the last letter does nothing"),
    ],
)
def test_a_click_on_a_row(pressed: str, clicked: int, does: str, what: str):
    state, _ = press(pressed)
    assert not isinstance(state, Idle)

    assert said(choose(state, clicked)) == (does, what)


def test_the_wheel_moves_the_highlight_as_the_arrows_do():
    state, _ = press("/f")
    assert isinstance(state, Open)

    assert move(state, 1, look) == press("/f<down>")[0]
    assert move(state, -1, look) == press("/f<up>")[0]


NEAR = SHOWN - PAGE - 1
"""The last row below which a whole page of others stands."""


class TestMoreThanWereMade:
    """Rows that are only counted at first are made where the highlight comes near them."""

    @pytest.mark.parametrize(
        ("pressed", "highlighted", "made"),
        [
            pytest.param("/f", 0, SHOWN, id="at first they are not"),
            pytest.param("/f" + "<down>" * NEAR, NEAR, SHOWN, id="nor as long as none of them could be seen"),
            pytest.param(
                "/f" + "<down>" * (NEAR + 1), NEAR + 1, COUNTED, id="a page before the last they are"
            ),
            pytest.param("/f" + "<down>" * 98, 98, COUNTED, id="the last that is counted is reached"),
            pytest.param("/f" + "<down>" * 99, 0, COUNTED, id="and from there the first"),
            pytest.param("/f<up>", 98, COUNTED, id="which is next to the last"),
            pytest.param("/<up>", 98, COUNTED, id="under the bare slash too"),
            pytest.param("/f" + "<page-down>" * 20, 98, COUNTED, id="by pages"),
        ],
    )
    def test_the_highlight(self, pressed: str, highlighted: int, made: int):
        state, _ = press(pressed, shelf=many)
        assert isinstance(state, Open)
        assert (state.row, len(state.matches.rows)) == (highlighted, made)

    def test_the_rows_that_are_seen_stay_where_they_are(self):
        """GIVEN the order has changed since the list was opened."""
        state, _ = press("/f", shelf=many)
        assert isinstance(state, Open)
        seen = state.matches.rows

        def reordered(typed: str, limit: int = SHOWN) -> Matches:
            found = many(typed, limit)
            return replace(found, rows=found.rows[::-1])

        below = move(move(state, NEAR + 1, reordered), PAGE, reordered)

        assert below.matches.rows[:SHOWN] == seen
        assert sorted(row.phrase.id for row in below.matches.rows) == list(range(COUNTED))


def test_the_sample_is_what_the_tables_count_on():
    assert [phrase.code for phrase in PHRASES[:3]] == ["fh", "fhd", "th"]
    assert len(look("m").rows) == 12
