"""The child is started when there is something to spell, and its end is told once."""

import logging
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from quickreply.app.speller import Speller
from quickreply.core.draft import Draft
from quickreply.store.backup import Backups
from quickreply.store.database import Database
from quickreply.store.library import Libraries
from quickreply.store.spellings import Spellings


class Office:
    """A database with a phrase that is not spelled, and how often it was said that it is."""

    def __init__(self, folder: Path) -> None:
        self.database = Database(folder / "quickreply.db", Backups(folder / "backups"))
        self.database.prepare()
        self.spellings = Spellings(self.database)
        self.libraries = Libraries(self.database)
        self.libraries.add(1, Draft("x", title="退货"))
        self.told = 0
        self.speller = Speller(self.spellings, self.tell)

    def tell(self) -> None:
        self.told += 1


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_what_is_missing_is_spelled_and_that_is_told(office: Office, qtbot: QtBot):
    office.speller.look()

    qtbot.waitUntil(lambda: office.told == 1, timeout=30_000)
    assert not office.spellings.missing()


def test_where_nothing_is_missing_nothing_is_started(office: Office, qtbot: QtBot):
    office.speller.look()
    qtbot.waitUntil(lambda: office.told == 1, timeout=30_000)

    office.speller.look()
    qtbot.wait(200)

    assert office.told == 1


def test_what_comes_while_it_spells_is_spelled_too(office: Office, qtbot: QtBot):
    office.speller.look()
    office.libraries.add(1, Draft("x", title="运费"))
    office.speller.look()

    qtbot.waitUntil(lambda: office.told > 0 and not office.spellings.missing(), timeout=30_000)


def test_a_child_that_fails_is_logged_once_and_not_tried_again(
    office: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setattr("quickreply.app.speller.sys.executable", "/bin/false")
    with caplog.at_level(logging.WARNING):
        office.speller.look()
        qtbot.waitUntil(lambda: bool(caplog.records), timeout=30_000)
        office.speller.look()
        qtbot.wait(300)

    assert len(caplog.records) == 1
    assert office.told == 0
    assert "退货" not in caplog.text


def test_a_child_that_cannot_be_started_is_logged_once(
    office: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setattr("quickreply.app.speller.sys.executable", "/nowhere/python")
    with caplog.at_level(logging.WARNING):
        office.speller.look()
        qtbot.waitUntil(lambda: bool(caplog.records), timeout=30_000)
        office.speller.look()
        qtbot.wait(300)

    assert len(caplog.records) == 1


def test_the_end_of_the_program_ends_the_child_without_a_word(
    office: Office, qtbot: QtBot, caplog: pytest.LogCaptureFixture
):
    with caplog.at_level(logging.WARNING):
        office.speller.look()
        office.speller.stop()
        qtbot.wait(200)

    assert not caplog.records
    assert office.told == 0
