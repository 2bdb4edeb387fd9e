from datetime import date, datetime, timedelta, timezone

import pytest

from quickreply.core.draft import Draft
from quickreply.core.usage import How, UsageEvent
from quickreply.store.database import Database
from quickreply.store.library import Libraries
from quickreply.store.usage import Ledger


@pytest.fixture
def ledger(database: Database):
    return Ledger(database)


def used(phrase: int, day: int = 1, hour: int = 9, how: How = How.CODE):
    local = datetime.now().astimezone().tzinfo
    return UsageEvent(datetime(2026, 3, day, hour, tzinfo=local), phrase, how, "Pidgin", 12, 34)


def test_events_are_counted_by_phrase_and_by_day(ledger: Ledger):
    for event in (used(1), used(2), used(2, day=2), used(2, day=2), used(1, day=3)):
        ledger.record(event)

    assert ledger.by_phrase() == ((2, 3), (1, 2))
    assert ledger.by_day() == ((date(2026, 3, 3), 1), (date(2026, 3, 2), 2), (date(2026, 3, 1), 2))


def test_counts_may_begin_on_a_day(ledger: Ledger):
    for day in (1, 2, 3):
        ledger.record(used(day, day=day))

    assert ledger.by_phrase(date(2026, 3, 2)) == ((3, 1), (2, 1))
    assert [day for day, _ in ledger.by_day(date(2026, 3, 3))] == [date(2026, 3, 3)]


def test_a_day_is_the_users_own(ledger: Ledger):
    """Half an hour past midnight here is still yesterday in UTC."""
    event = used(1, day=2, hour=0)
    ledger.record(UsageEvent(event.at.astimezone(timezone(timedelta(hours=-12))), 1, How.LIST, "", 1, 1))

    assert ledger.by_day() == ((date(2026, 3, 2), 1),)


def test_recent_phrases_come_once_and_the_newest_first(ledger: Ledger):
    for phrase in (1, 2, 1, 3, 2):
        ledger.record(used(phrase))

    assert ledger.recent() == (2, 3, 1)
    assert ledger.recent(limit=2) == (2, 3)


def test_everything_that_is_kept_is_known(ledger: Ledger, database: Database):
    ledger.record(used(7, how=How.PALETTE))

    with database.read() as connection:
        cursor = connection.execute("SELECT * FROM usage")
        names = [column[0] for column in cursor.description]
        [row] = cursor
    assert names == ["id", "at", "phrase_id", "how", "app", "characters", "milliseconds"]
    assert row[2:] == (7, "palette", "Pidgin", 12, 34)


def test_what_was_used_stays_counted_when_the_phrase_is_gone(ledger: Ledger, libraries: Libraries):
    number = libraries.add(1, Draft("a"))
    ledger.record(used(number))
    libraries.remove(number)

    assert ledger.by_phrase() == ((number, 1),)


def test_counting_does_not_make_an_import_plan_stale(ledger: Ledger, libraries: Libraries):
    before = libraries.load().revision
    ledger.record(used(1))

    assert libraries.load().revision == before


def test_an_empty_ledger(ledger: Ledger):
    assert (ledger.by_phrase(), ledger.by_day(), ledger.recent()) == ((), (), ())


def test_habits_are_uses_by_application_and_age(ledger: Ledger):
    now = datetime.now().astimezone()
    uses = (1, "Chat", 0), (1, "Chat", 14), (1, "Web", 28), (2, "Web", 0), (3, "Web", 400)
    for phrase, app, days in uses:
        ledger.record(UsageEvent(now - timedelta(days=days), phrase, How.CODE, app, 1, 1))

    habits = ledger.habits()

    assert habits.recent == (3, 2, 1)
    assert habits.scores["Chat"] == pytest.approx({1: 1.5})
    assert habits.scores["Web"] == pytest.approx({1: 0.25, 2: 1.0})
