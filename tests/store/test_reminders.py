from datetime import UTC, datetime, timedelta

import pytest

from quickreply.core.reminder import KEPT, MOST, Reminder
from quickreply.core.words import Refusal
from quickreply.store.database import Database
from quickreply.store.reminders import FULL, Reminders

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def reminders(database: Database) -> Reminders:
    return Reminders(database)


def test_what_is_due_first_comes_first_whatever_the_zone(reminders: Reminders):
    shanghai = datetime.fromisoformat("2026-11-22T17:30+08:00")
    reminders.add(Reminder(NOW + 2 * HOUR, "later"))
    reminders.add(Reminder(shanghai, "售后登记", "订单号 1"))

    first, second = reminders.list()
    assert (first.title, first.said, first.due, first.seen) == ("售后登记", "订单号 1", shanghai, None)
    assert second.title == "later"


def test_one_that_is_put_off_is_as_new(reminders: Reminders):
    reminders.add(Reminder(NOW, "a"))
    [one] = reminders.list()
    reminders.see([one.id], NOW)
    assert [one.seen for one in reminders.list()] == [NOW]

    assert reminders.postpone(one.id, NOW + HOUR)
    assert [(one.due, one.seen) for one in reminders.list()] == [(NOW + HOUR, None)]
    assert not reminders.postpone(one.id + 1, NOW)


def test_it_is_removed_by_its_number(reminders: Reminders):
    for title in "abc":
        reminders.add(Reminder(NOW, title))
    a, b, _ = (one.id for one in reminders.list())

    assert reminders.remove([a, b, 99]) == 2
    assert [one.title for one in reminders.list()] == ["c"]
    assert reminders.clear() == 1
    assert reminders.list() == ()


def test_only_what_was_seen_long_ago_goes_by_itself(reminders: Reminders):
    reminders.add(Reminder(NOW - 30 * KEPT, "never seen"))
    reminders.add(Reminder(NOW, "seen"))
    reminders.see([one.id for one in reminders.list() if one.title == "seen"], NOW)

    reminders.tidy(NOW + KEPT - timedelta(seconds=1))
    assert len(reminders.list()) == 2
    reminders.tidy(NOW + KEPT)
    assert [one.title for one in reminders.list()] == ["never seen"]


def test_nobody_can_ask_for_any_number_of_them(reminders: Reminders, database: Database):
    with database.note() as connection:
        rows = [(NOW.isoformat(), "x", "")] * MOST
        connection.executemany("INSERT INTO reminders (due, title, said) VALUES (?, ?, ?)", rows)

    with pytest.raises(Refusal) as refusal:
        reminders.add(Reminder(NOW, "one more"))
    assert refusal.value.message == FULL
    assert len(reminders.list()) == MOST


@pytest.mark.parametrize("delete", ["remove", "clear", "tidy"])
def test_nothing_is_left_in_the_file_of_one_that_is_deleted(
    reminders: Reminders, database: Database, delete: str
):
    reminders.add(Reminder(NOW, "record", "a very unique customer"))
    [one] = reminders.list()
    reminders.see([one.id], NOW)
    match delete:
        case "remove":
            reminders.remove([one.id])
        case "clear":
            reminders.clear()
        case _:
            reminders.tidy(NOW + 2 * KEPT)

    assert reminders.list() == ()
    files = database.path.parent.glob(f"{database.path.name}*")
    assert not any(b"unique customer" in file.read_bytes() for file in files)


def test_everything_that_is_kept_is_known(reminders: Reminders, database: Database):
    reminders.add(Reminder(NOW, "售后登记", "订单号 1"))

    with database.read() as connection:
        cursor = connection.execute("SELECT * FROM reminders")
        names = [column[0] for column in cursor.description]
        [row] = cursor
    assert names == ["id", "due", "title", "said", "seen"]
    assert row[1:] == ("2026-11-22T08:00:00+00:00", "售后登记", "订单号 1", "")
