import pytest

from quickreply.desktop.dates_x11 import Dated, Dates, before


@pytest.mark.parametrize(
    ("asked", "since", "is_before"),
    [
        (5, 10, True),
        (10, 10, False),
        (11, 10, False),
        (0, 10, False),
        (5, 0, False),
        (0xFFFFFFF0, 5, True),
        (5, 0xFFFFFFF0, False),
    ],
)
def test_the_servers_clock_begins_anew(asked: int, since: int, is_before: bool):
    assert before(asked, since) is is_before


def test_as_of_when():
    dates = Dates()
    assert dates.date(5, 10) is Dated.BEFORE
    assert not dates.current
    assert dates.date(0, 10) is Dated.NOW
    assert dates.current
    dates.begin()
    assert not dates.current


def test_a_time_under_which_something_was_read_is_known_for_a_while():
    dates = Dates()
    for time in range(1, 18):
        dates.read(time)
    assert dates.date(1, 100) is Dated.BEFORE
    assert {dates.date(time, 100) for time in range(2, 18)} == {Dated.AGAIN}


def test_one_read_again_and_again_pushes_no_other_out():
    dates = Dates()
    for time in (1, *[2] * 40):
        dates.read(time)
    assert dates.date(1, 100) is Dated.AGAIN
