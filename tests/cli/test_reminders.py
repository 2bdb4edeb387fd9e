from datetime import UTC, datetime, timedelta

import pytest

from quickreply.core.reminder import Reminder
from quickreply.store.database import Database
from quickreply.store.paths import Places
from quickreply.store.reminders import Reminders
from tests.cli.terminal import Program, Run

DUE = datetime(2026, 11, 23, 8, 5, tzinfo=UTC)


@pytest.fixture
def reminders(where: Places) -> Reminders:
    made = Reminders(Database.open(where))
    made.add(Reminder(DUE, "二十四小时跟进", "订单号 2481 · 原因 破损"))
    made.add(Reminder(DUE + timedelta(days=1), "售后登记"))
    return made


@pytest.mark.usefixtures("reminders")
def test_they_are_listed_with_their_numbers_and_times(run: Run):
    result = run("reminders", "list")

    assert (result.status, result.err) == (0, "")
    first, second = result.out.splitlines()
    assert first.split() == [
        "1",
        *f"{DUE.astimezone():%Y-%m-%d %H:%M}".split(),
        *["二十四小时跟进", "订单号", "2481", "·", "原因", "破损"],
    ]
    assert second.endswith("售后登记")


@pytest.mark.usefixtures("reminders")
def test_programs_read_them_as_json(run: Run):
    first, _ = run("reminders", "list", "--json").json

    assert datetime.fromisoformat(first.pop("due")) == DUE
    assert first == {
        "number": 1,
        "title": "二十四小时跟进",
        "said": "订单号 2481 · 原因 破损",
        "seen": False,
    }


def test_some_or_all_are_deleted_and_the_program_is_told(run: Run, reminders: Reminders, program: Program):
    assert run("reminders", "remove", "1").out == "1 deleted.\n"
    assert [one.id for one in reminders.list()] == [2]
    assert run("reminders", "clear").out.startswith("1 deleted.")
    assert reminders.list() == ()
    assert [asked["do"] for asked in program.requests] == ["reminders", "reminders"]


def test_one_is_put_off(run: Run, reminders: Reminders):
    before = datetime.now(UTC) - timedelta(seconds=1)
    assert run("reminders", "snooze", "1", "--minutes", "30").status == 0

    due = next(one.due for one in reminders.list() if one.id == 1)
    assert before <= due - timedelta(minutes=30) <= datetime.now(UTC)


@pytest.mark.parametrize("verb", [("remove", "2", "9"), ("snooze", "9")])
def test_a_number_that_is_not_there_changes_nothing(run: Run, reminders: Reminders, verb: tuple[str, ...]):
    result = run("reminders", *verb)

    assert result.status == 1
    assert "no reminder with the number 9" in result.err
    assert len(reminders.list()) == 2


def test_where_there_are_none_nothing_is_created(run: Run, where: Places):
    assert run("reminders", "list").out == "There is nothing to be reminded of.\n"
    assert run("reminders", "list", "--json").json == []
    assert run("reminders", "clear").status == 0
    assert not where.database.exists()


def test_the_window_is_opened_by_the_running_program(run: Run, program: Program):
    assert run("reminders", "window").status == 0
    assert program.requests == [{"do": "reminders", "open": True}]


def test_without_a_running_program_there_is_no_window(run: Run):
    assert run("reminders", "window").status == 1


def test_it_says_when_phrases_ask_for_none(run: Run):
    run("config", "set", "privacy.reminders", "off")

    assert "privacy.reminders is off" in run("reminders", "list").err
