import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from quickreply.desktop.alarm import Alarm, alarm
from quickreply.desktop.alarm_qt import STRIDE, AlarmQt

PATIENCE = 20_000


def soon() -> datetime:
    return datetime.now(UTC) + timedelta(milliseconds=150)


@pytest.fixture
def rings(qtbot: QtBot) -> list[datetime]:  # noqa: ARG001 - needs a loop
    return []


@pytest.fixture(params=[alarm, AlarmQt], ids=["best", "qt"])
def bell(request: pytest.FixtureRequest, rings: list[datetime]) -> Iterator[Alarm]:
    made: Alarm = request.param(lambda: rings.append(datetime.now(UTC)))
    yield made
    made.close()


def test_it_rings_once_and_not_before_its_time(bell: Alarm, rings: list[datetime], qtbot: QtBot):
    at = soon()
    bell.set(at)
    qtbot.waitUntil(lambda: bool(rings), timeout=PATIENCE)
    qtbot.wait(100)

    [rung] = rings
    assert rung >= at - timedelta(milliseconds=2)


def test_a_time_that_is_past_rings_at_once(bell: Alarm, rings: list[datetime], qtbot: QtBot):
    bell.set(datetime(2020, 1, 1, tzinfo=UTC))
    qtbot.waitUntil(lambda: bool(rings), timeout=PATIENCE)

    assert len(rings) == 1


def test_called_off_or_set_anew_it_does_not_ring(bell: Alarm, rings: list[datetime], qtbot: QtBot):
    bell.set(soon())
    bell.cancel()
    qtbot.wait(300)
    assert rings == []

    bell.set(soon())
    bell.set(datetime.now(UTC) + timedelta(days=40))
    qtbot.wait(300)
    assert rings == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is no such timer")
def test_on_linux_it_goes_by_the_clock_on_the_wall(qtbot: QtBot):  # noqa: ARG001 - needs a loop
    made = alarm(lambda: None)
    assert type(made).__name__ == "AlarmTimerfd"
    made.close()


def test_without_such_a_timer_it_looks_at_the_clock_now_and_then(qtbot: QtBot):  # noqa: ARG001 - same
    now, rings = datetime(2026, 11, 22, tzinfo=UTC), []
    made = AlarmQt(lambda: rings.append(1), lambda: now)
    made.set(now + timedelta(hours=9))
    assert made._timer.interval() == STRIDE

    now += timedelta(hours=10)  # it slept
    made._look()
    assert rings == [1]
