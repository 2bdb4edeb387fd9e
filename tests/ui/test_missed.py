import pytest

from quickreply.ui.missed import Missed

HITS = {"f", "fa", "发"}


def follow(missed: Missed, *queries: str) -> list[str]:
    """What is told to have ended in vain, query by query."""
    return [ended for query in queries if (ended := missed.follow(query, found=query in HITS))]


@pytest.mark.parametrize(
    ("queries", "left"),
    [
        pytest.param(["f", "fa", "fap", "fapi"], "fapi", id="the last one, not its beginnings"),
        pytest.param(["fapi", "fap", "fa"], "", id="what is found in the end is not missed"),
        pytest.param(["fapi", "fap"], "fap", id="as it stands at the end"),
        pytest.param(["f", ""], "", id="nothing was missed"),
        pytest.param([], "", id="nothing was typed"),
    ],
)
def test_at_the_end_it_is_the_query_as_it_stands(queries: list[str], left: str):
    missed = Missed()
    assert follow(missed, *queries) == []
    assert missed.end() == left
    assert missed.end() == ""


@pytest.mark.parametrize(
    ("queries", "told"),
    [
        pytest.param(["xy", "xyz", ""], ["xyz"], id="at once"),
        pytest.param(["xy", "xyz", "xy", "x", ""], ["xyz"], id="letter by letter: the longest was meant"),
        pytest.param(["xyz", "", "uv", ""], ["xyz", "uv"], id="one after the other"),
        pytest.param(["xyz", "fa", ""], [], id="not if something was found behind it"),
        pytest.param(["xyz", "", ""], ["xyz"], id="once"),
    ],
)
def test_a_query_ends_when_the_box_is_cleared(queries: list[str], told: list[str]):
    missed = Missed()
    assert follow(missed, *queries) == told
    assert missed.end() == ""


def test_who_chose_something_missed_nothing():
    missed = Missed()
    follow(missed, "xyz")
    missed.forget()
    assert missed.end() == ""
