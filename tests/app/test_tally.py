import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quickreply.app.tally import Tally
from quickreply.core.usage import How, UsageEvent
from quickreply.core.words import Refusal
from quickreply.store.database import Database
from quickreply.store.paths import Places, places
from quickreply.store.usage import Ledger


@pytest.fixture
def where(tmp_path: Path) -> Places:
    return places({"QUICKREPLY_HOME": str(tmp_path / "home")})


@pytest.fixture
def database(where: Places) -> Database:
    return Database.open(where)


@pytest.fixture
def complaints() -> list[Refusal]:
    return []


@pytest.fixture
def tally(qapp: QApplication, database: Database, complaints: list[Refusal]) -> Tally:  # noqa: ARG001 - its timer needs Qt
    hurried = Database(database.path, database.backups, patience=0.01)
    return Tally(Ledger(hurried), complaints.append)


@contextmanager
def writing(database: Database) -> Iterator[None]:
    """Another program is at the database for long."""
    with closing(sqlite3.connect(database.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def use(phrase: int) -> UsageEvent:
    return UsageEvent(datetime.now(UTC), phrase, How.CODE, "Mousepad", 5, 10)


def counted(database: Database) -> tuple[int, ...]:
    with database.read() as connection:
        return tuple(number for (number,) in connection.execute("SELECT phrase_id FROM usage ORDER BY id"))


def test_a_use_is_written_down_at_once(tally: Tally, database: Database):
    tally.count(use(1))
    assert counted(database) == (1,)


def test_what_cannot_be_written_is_kept_and_told_once(
    tally: Tally, database: Database, complaints: list[Refusal]
):
    # GIVEN another program that writes for long
    with writing(database):
        # WHEN phrases are used meanwhile
        tally.count(use(1))
        tally.count(use(2))
        # THEN the user hears of it once
        assert [str(fault) for fault in complaints] == [
            f"{database.path} is in use by another program. Nothing was changed; try again in a moment."
        ]
        assert counted(database) == ()
    # AND with the next use each is counted once, in order
    tally.count(use(3))
    assert counted(database) == (1, 2, 3)
    # AND new trouble is told anew
    with writing(database):
        tally.count(use(4))
    assert len(complaints) == 2


def test_it_tries_again_by_itself(tally: Tally, database: Database, qtbot: QtBot):
    # GIVEN a use that could not be written
    tally._later.retry.setInterval(20)
    with writing(database):
        tally.count(use(1))
    # WHEN time passes
    qtbot.waitUntil(lambda: counted(database) == (1,))
    # THEN it is counted, and no timer runs on
    assert not tally._later.retry.isActive()


def test_no_timer_runs_while_all_is_written(tally: Tally):
    tally.count(use(1))
    assert not tally._later.retry.isActive()


def test_at_the_end_it_waits_for_whoever_is_writing(
    tally: Tally, database: Database, where: Places, complaints: list[Refusal]
):
    with writing(database):
        tally.count(use(1))
    # WHEN the program ends
    tally.finish(Ledger(Database.open(where)))
    # THEN nothing is lost
    assert counted(database) == (1,)
    assert len(complaints) == 1
