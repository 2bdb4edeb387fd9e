import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

from quickreply.core.draft import Draft
from quickreply.core.reminder import Reminder
from quickreply.store.backup import KEPT
from quickreply.store.database import Database
from quickreply.store.library import Libraries
from quickreply.store.reminders import Reminders


def test_a_copy_holds_everything_and_is_one_private_file(database: Database, libraries: Libraries):
    libraries.add(1, Draft("好的", code="hd"))

    copy = database.back_up()

    assert [phrase.code for phrase in Libraries(Database(copy, database.backups)).load().phrases] == ["hd"]
    assert copy.stat().st_mode & 0o777 == 0o600
    assert copy.read_bytes()[18:20] == b"\x01\x01"  # the file format's word for "no -wal beside it"
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]


def test_a_copy_is_made_while_others_write(database: Database):
    with closing(sqlite3.connect(database.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE libraries SET name = 'unfinished'")
        copy = database.back_up()

    [library] = Libraries(Database(copy, database.backups)).load().libraries
    assert library.name == "My phrases"


def test_the_newest_are_kept(database: Database):
    made = [database.back_up() for _ in range(KEPT + 3)]

    assert sorted(database.backups.folder.iterdir()) == made[-KEPT:]
    assert database.backups.newest() == made[-1]


def test_once_a_day(database: Database):
    database.back_up_daily()
    first = database.backups.newest()
    database.back_up_daily()

    assert database.backups.newest() == first


def test_the_next_day_there_is_another(database: Database):
    yesterday = datetime.now(UTC) - timedelta(days=1)
    old = database.back_up()
    old.rename(old.with_name(f"quickreply-{yesterday:%Y%m%d-%H%M%S-%f}.db"))

    database.back_up_daily()

    assert len(list(database.backups.folder.iterdir())) == 2


def test_there_is_none_before_the_first(database: Database):
    assert database.backups.newest() is None


def test_what_is_to_be_told_of_a_customer_is_in_no_copy(database: Database):
    Reminders(database).add(Reminder(datetime.now(UTC), "record", "a very unique customer"))

    copy = database.back_up()
    assert Reminders(Database(copy, database.backups)).list() == ()
    assert b"unique customer" not in copy.read_bytes()
    assert len(Reminders(database).list()) == 1
