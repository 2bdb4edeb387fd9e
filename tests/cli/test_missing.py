from datetime import date

import pytest

from quickreply.store.database import Database
from quickreply.store.missing import Wanted
from quickreply.store.paths import Places
from tests.cli.terminal import Run


@pytest.fixture
def wanted(where: Places) -> Wanted:
    made = Wanted(Database.open(where))
    for query in ("发票", "发票", "顺丰"):
        made.count(query, date(2026, 3, 2))
    return made


@pytest.mark.usefixtures("wanted")
def test_what_is_missing_is_listed_the_most_wanted_first(run: Run):
    result = run("missing")

    assert (result.status, result.err) == (0, "")
    assert [line.split() for line in result.out.splitlines()] == [
        ["2", "2026-03-02", "发票"],
        ["1", "2026-03-02", "顺丰"],
    ]


@pytest.mark.usefixtures("wanted")
def test_programs_read_it_as_json(run: Run):
    assert run("missing", "--json").json == [
        {"query": "发票", "count": 2, "last": "2026-03-02"},
        {"query": "顺丰", "count": 1, "last": "2026-03-02"},
    ]


def test_it_is_forgotten_when_that_is_wanted(run: Run, wanted: Wanted):
    assert run("missing", "--clear").status == 0
    assert wanted.list() == ()
    assert run("missing", "--json").json == []


def test_where_nothing_was_missed_it_says_so_and_creates_nothing(run: Run, where: Places):
    assert run("missing").out == "Nothing was searched for in vain.\n"
    assert run("missing", "--clear").status == 0
    assert not where.database.exists()


@pytest.mark.usefixtures("wanted")
def test_switched_off_it_says_so_beside_what_is_there(run: Run):
    run("config", "set", "privacy.missing", "off")
    result = run("missing")

    assert "privacy.missing is off" in result.err
    assert "发票" in result.out
