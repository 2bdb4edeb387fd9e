from datetime import date

import pytest

from quickreply.core.missing import KEPT, Missing
from quickreply.store.database import Database
from quickreply.store.missing import Wanted

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


@pytest.fixture
def wanted(database: Database) -> Wanted:
    return Wanted(database)


def test_a_query_is_counted_with_the_day_it_came_last(wanted: Wanted):
    for day in (MONDAY, TUESDAY):
        wanted.count("发票", day)

    assert wanted.list() == (Missing("发票", 2, TUESDAY),)


def test_the_most_wanted_come_first_of_those_the_last(wanted: Wanted):
    for query, day in (("a1", MONDAY), ("b1", TUESDAY), ("c1", MONDAY), ("c1", MONDAY), ("d1", TUESDAY)):
        wanted.count(query, day)

    assert [one.query for one in wanted.list()] == ["c1", "d1", "b1", "a1"]


def test_there_is_room_for_a_thousand_then_the_rarest_and_oldest_go(wanted: Wanted, database: Database):
    with database.note() as connection:
        rows = [(f"q{number}", 2, "2026-03-02") for number in range(KEPT - 2)]
        rows += [("rare and old", 1, "2026-03-01"), ("rare", 1, "2026-03-02")]
        connection.executemany("INSERT INTO missing (query, times, last) VALUES (?, ?, ?)", rows)

    wanted.count("new", TUESDAY)
    kept = {one.query for one in wanted.list()}
    assert len(kept) == KEPT
    assert "rare and old" not in kept
    assert {"rare", "new"} <= kept

    wanted.count("newer", TUESDAY)
    kept = {one.query for one in wanted.list()}
    assert "rare" not in kept
    assert {"new", "newer"} <= kept


def test_nothing_is_left_in_the_file_when_it_is_forgotten(wanted: Wanted, database: Database):
    wanted.count("uniquely wanted", MONDAY)
    wanted.clear()

    assert wanted.list() == ()
    files = database.path.parent.glob(f"{database.path.name}*")
    assert not any(b"uniquely wanted" in file.read_bytes() for file in files)


def test_everything_that_is_kept_is_known(wanted: Wanted, database: Database):
    wanted.count("发票", MONDAY)

    with database.read() as connection:
        cursor = connection.execute("SELECT * FROM missing")
        names = [column[0] for column in cursor.description]
        [row] = cursor
    assert names == ["id", "query", "times", "last"]
    assert row[1:] == ("发票", 1, "2026-03-02")


def test_counting_does_not_make_an_import_plan_stale(wanted: Wanted, database: Database):
    def revision() -> int:
        with database.read() as connection:
            [(number,)] = connection.execute("SELECT number FROM revision")
        return int(number)

    before = revision()
    wanted.count("发票", MONDAY)
    assert revision() == before
