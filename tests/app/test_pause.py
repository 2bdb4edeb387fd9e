"""A pause with an end, one without, and one that goes on after an accident. Time is a test's own."""

from datetime import UTC, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from quickreply.app.again import AGAIN, AGAIN_PAUSED, Ended
from quickreply.app.pause import Pause

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.time = NOON

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pause(clock: Clock, qtbot: QtBot) -> Pause:  # noqa: ARG001 - timers need an application
    return Pause(clock)


def test_without_minutes_it_lasts_until_it_is_ended(pause: Pause, clock: Clock, qtbot: QtBot):
    with qtbot.waitSignal(pause.changed, timeout=1000):
        pause.begin()
    assert (pause.on, pause.until, pause.ends_at()) == (True, None, "")
    assert not pause._timer.isActive()
    clock.time += timedelta(days=30)
    pause.look()
    assert pause.on
    with qtbot.waitSignal(pause.changed, timeout=1000):
        pause.end()
    assert not pause.on


def test_with_minutes_it_says_when_it_ends_and_does(pause: Pause, clock: Clock, qtbot: QtBot):
    pause.begin(15)
    assert (pause.until, pause.ends_at()) == (NOON + timedelta(minutes=15), "12:15")
    assert pause._timer.isSingleShot()
    assert 899_000 < pause._timer.interval() < 901_000
    clock.time += timedelta(minutes=15)
    with qtbot.waitSignal(pause.changed, timeout=1000):
        pause._timer.timeout.emit()
    assert (pause.on, pause.until, pause.ends_at()) == (False, None, "")
    assert not pause._timer.isActive()


def test_a_timer_that_is_early_goes_on(pause: Pause, clock: Clock, qtbot: QtBot):
    pause.begin(15)
    clock.time += timedelta(minutes=14)
    with qtbot.assertNotEmitted(pause.changed):
        pause._timer.timeout.emit()
    assert pause.on
    assert pause._timer.interval() < 61_000


def test_what_a_sleeping_computer_missed_is_seen_when_somebody_looks(pause: Pause, clock: Clock):
    pause.begin(15)
    clock.time += timedelta(hours=3)
    pause.look()
    assert not pause.on


def test_an_end_on_another_day_is_said_with_the_day(pause: Pause):
    pause.begin(13 * 60)
    assert pause.ends_at() == "11-23 01:00"


def test_a_new_pause_takes_the_place_of_the_old(pause: Pause):
    pause.begin(15)
    pause.begin(60)
    assert pause.ends_at() == "13:00"
    pause.begin()
    assert (pause.on, pause.until) == (True, None)
    assert not pause._timer.isActive()


def test_ending_what_has_not_begun_changes_nothing(pause: Pause, qtbot: QtBot):
    with qtbot.assertNotEmitted(pause.changed):
        pause.end()


def test_it_is_toggled(pause: Pause):
    pause.toggle()
    assert (pause.on, pause.until) == (True, None)
    pause.toggle()
    assert not pause.on


def test_it_goes_on_in_the_program_that_follows(pause: Pause, clock: Clock):
    pause.begin(15)
    before = Ended.read(str(Ended(AGAIN_PAUSED, str(pause.until))))
    after = Pause(clock)
    after.take_up(before.until)
    assert (after.on, after.ends_at()) == (True, "12:15")


def test_or_is_over_by_then(clock: Clock, qtbot: QtBot):  # noqa: ARG001 - timers need an application
    after = Pause(clock)
    after.take_up((NOON - timedelta(minutes=1)).isoformat())
    assert not after.on


def test_one_without_an_end_has_none_there_either(clock: Clock, qtbot: QtBot):  # noqa: ARG001 - same
    after = Pause(clock)
    after.take_up(Ended.read(str(Ended(AGAIN_PAUSED))).until)
    assert (after.on, after.until) == (True, None)


@pytest.mark.parametrize(
    ("ended", "again", "paused"),
    [(Ended(), False, False), (Ended(1), False, False), (Ended(AGAIN), True, False), (Ended(76), True, True)],
)
def test_how_a_program_ended_is_read_again(ended: Ended, again: bool, paused: bool):
    assert Ended.read(str(ended)) == ended
    assert (ended.again, ended.paused) == (again, paused)


def test_no_program_is_one_that_ended_well():
    assert Ended.read("") == Ended()
