import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from quickreply.app.reminding import LATER, Reminding
from quickreply.core.reminder import KEPT, Reminder
from quickreply.core.words import Refusal
from quickreply.store.database import Database
from quickreply.store.paths import places
from quickreply.store.reminders import FULL, MOST, Reminders

START = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Clock:
    """The clock on the wall, and the one alarm that goes by it."""

    def __init__(self) -> None:
        self.now = START
        self.at: datetime | None = None
        self.made = 0
        self.ring: Callable[[], None] = lambda: None

    def alarm(self, ring: Callable[[], None]) -> "Clock":
        self.ring, self.made = ring, self.made + 1
        return self

    def set(self, at: datetime) -> None:
        self.at = at

    def cancel(self) -> None:
        self.at = None

    def close(self) -> None:
        self.at = None

    def go_on(self, time: timedelta) -> None:
        """Time passes, by working or by sleeping."""
        self.now += time
        if self.at and self.at <= self.now:
            self.at = None
            self.ring()


class Card(QObject):
    """A window that notes what it shows."""

    done = Signal(int)
    postponed = Signal(int)
    seen = Signal(object)
    all_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[tuple[str, ...]] = []

    def present(self, reminders: Sequence[Reminder], _now: datetime) -> None:
        self.shown.append(tuple(one.title for one in reminders))


class Desk:
    """Reminders that are kept, with everything around them."""

    def __init__(self, database: Database) -> None:
        self.store = Reminders(database)
        self.clock, self.card, self.shelf = Clock(), Card(), Card()
        self.complaints: list[Refusal] = []
        self.counts: list[int] = []
        self.start()

    def start(self) -> None:
        """The program is there, or is there again."""
        self.reminding = Reminding(
            self.store,
            lambda: self.card,  # type: ignore[arg-type, return-value]
            lambda: self.shelf,  # type: ignore[arg-type, return-value]
            self.complaints.append,
            lambda: self.clock.now,
            self.clock.alarm,
        )
        self.reminding.furnish(self.card)  # type: ignore[arg-type]
        self.reminding.counted.connect(self.counts.append)

    def keep(self, title: str = "跟进", later: timedelta = HOUR) -> None:
        self.reminding.keep(Reminder(self.clock.now + later, title, "订单号 1"))


@pytest.fixture
def database(tmp_path: Path) -> Database:
    where = places({"QUICKREPLY_HOME": str(tmp_path / "home")})
    there = Database.open(where)
    return Database(there.path, there.backups, patience=0.01)


@pytest.fixture
def desk(qapp: QApplication, database: Database) -> Desk:  # noqa: ARG001 - timers need Qt
    return Desk(database)


def test_it_is_told_at_its_time_and_not_before(desk: Desk):
    desk.keep()
    desk.clock.go_on(HOUR - timedelta(seconds=1))
    assert desk.card.shown == []

    desk.clock.go_on(timedelta(seconds=1))
    assert desk.card.shown == [("跟进",)]


def test_done_with_it_is_gone(desk: Desk):
    desk.keep()
    desk.clock.go_on(HOUR)
    [one] = desk.store.list()
    desk.card.done.emit(one.id)

    assert desk.store.list() == ()
    assert desk.card.shown[-1] == ()
    assert desk.counts[-1] == 0


def test_put_off_it_is_told_once_more(desk: Desk):
    desk.keep()
    desk.clock.go_on(HOUR)
    desk.card.postponed.emit(desk.store.list()[0].id)
    assert desk.card.shown[-1] == ()
    desk.clock.go_on(LATER)

    assert desk.card.shown[-1] == ("跟进",)


def test_seen_it_is_not_told_again_and_goes_after_some_days(desk: Desk):
    desk.keep()
    desk.clock.go_on(HOUR)
    desk.card.seen.emit((desk.store.list()[0].id,))
    desk.card.shown.clear()

    desk.start()
    desk.reminding.look()
    assert desk.card.shown == []
    assert desk.counts[-1] == 1
    desk.clock.go_on(KEPT)
    assert desk.store.list() == ()
    assert desk.clock.at is None


def test_those_missed_are_shown_together_at_the_start(desk: Desk):
    for title in ("a", "b", "c"):
        desk.keep(title)
    desk.keep("to come", 90 * HOUR)
    desk.clock.now += 48 * HOUR  # nobody was there to hear the alarm
    desk.start()
    desk.reminding.look()

    assert desk.card.shown == [("a", "b", "c")]
    assert desk.clock.at == START + 90 * HOUR


def test_no_alarm_is_made_while_there_is_nothing_to_come(desk: Desk):
    desk.reminding.look()
    assert desk.clock.made == 0

    desk.keep()
    desk.keep("later", 3 * HOUR)
    assert (desk.clock.made, desk.clock.at) == (1, START + HOUR)
    desk.clock.go_on(4 * HOUR)
    assert desk.clock.at is None


def test_all_of_them_can_be_looked_at(desk: Desk):
    desk.keep("to come")
    desk.reminding.ask({"open": True})
    assert desk.shelf.shown == [("to come",)]

    desk.keep("another", 2 * HOUR)
    assert desk.shelf.shown[-1] == ("to come", "another")
    desk.reminding.put_away()
    desk.keep("third", 3 * HOUR)
    assert len(desk.shelf.shown) == 2


def test_another_program_may_have_changed_them(desk: Desk):
    desk.keep()
    desk.store.postpone(desk.store.list()[0].id, START)
    desk.reminding.ask({})

    assert desk.card.shown == [("跟进",)]


def test_what_cannot_be_written_now_is_written_later(desk: Desk, database: Database):
    with closing(sqlite3.connect(database.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        desk.keep("a")
        desk.keep("b")
        other.execute("ROLLBACK")
    assert len(desk.complaints) == 1
    assert desk.store.list() == ()

    desk.clock.now += 2 * HOUR
    desk.reminding.finish(database)
    assert [one.title for one in desk.store.list()] == ["a", "b"]
    assert desk.card.shown == []  # it ends, so nothing comes up


def test_where_there_are_too_many_she_is_told_and_nothing_waits(desk: Desk, database: Database):
    with database.note() as connection:
        rows = [((START + HOUR).isoformat(), "x", "")] * MOST
        connection.executemany("INSERT INTO reminders (due, title, said) VALUES (?, ?, ?)", rows)
    desk.keep("one more")

    assert [refusal.message for refusal in desk.complaints] == [FULL]
    assert not desk.reminding._later.retry.isActive()


def test_nothing_of_it_is_needed_to_listen():
    code = "import sys, quickreply.app.launch; print([name for name in sys.modules if 'remind' in name])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)

    assert done.stdout.decode().strip() == "[]"
