"""From when and until when something holds, as tables: zones, ends of months, clocks that change."""

from datetime import datetime
from math import inf
from zoneinfo import ZoneInfo

import pytest

from quickreply.core.validity import CHINA, ENDS_FIRST, Moment, Term, fault, term, written, zone_of

BERLIN = "Europe/Berlin"


def at(when: str, zone: str = CHINA, fold: int = 0) -> float:
    return datetime.fromisoformat(when).replace(tzinfo=ZoneInfo(zone), fold=fold).timestamp()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("2026-11-11", "2026-11-11"),
        (" 2026-11-11  20:00 ", "2026-11-11 20:00"),
        ("2026-11-11T09:05:00", "2026-11-11 09:05"),
        ("2026-11-11 9:05", "2026-11-11 09:05"),
        ("2026-10-31 20:00 Asia/Shanghai", "2026-10-31 20:00 Asia/Shanghai"),
        ("2026-10-31T20:00:00+08:00", "2026-10-31 20:00 +08:00"),
        ("2026-10-31 -03:30", "2026-10-31 -03:30"),
        ("2026-10-31 12:00Z", "2026-10-31 12:00 +00:00"),
        ("", ""),
    ],
)
def test_how_a_moment_is_kept(given: str, kept: str):
    assert written(given) == kept
    assert written(kept) == kept


@pytest.mark.parametrize(
    "given",
    [
        *("tomorrow", "2026-02-29", "2026-13-01", "2026-1-1", "2026-11-11 24:00", "2026-11-11 20", "11-11"),
        *(
            "2026-11-11 Mars/Base",
            "2026-11-11 ../etc/passwd",
            "2026-11-11 +99:00",
            "0001-01-01",
            "9999-12-31",
        ),
    ],
)
def test_what_is_no_moment(given: str):
    with pytest.raises(ValueError, match="a day like"):
        written(given)


@pytest.mark.parametrize(
    ("begin", "end", "zone", "first", "over"),
    [
        pytest.param(
            "2026-11-01", "2026-11-11", CHINA, at("2026-11-01"), at("2026-11-12"), id="days are whole"
        ),
        pytest.param(
            "2026-02-28", "2026-02-28", CHINA, at("2026-02-28"), at("2026-03-01"), id="the end of a month"
        ),
        pytest.param("2028-02-28", "2028-02-28", CHINA, at("2028-02-28"), at("2028-02-29"), id="a leap year"),
        pytest.param("", "2026-12-31", CHINA, -inf, at("2027-01-01"), id="the end of a year"),
        pytest.param(
            "2026-10-31 20:00", "2026-11-11 23:59", CHINA, at("2026-10-31 20:00"), at("2026-11-11 23:59"),
            id="times are exact",
        ),
        pytest.param("2026-11-11", "", BERLIN, at("2026-11-11", BERLIN), inf, id="where the agent is"),
        pytest.param(
            "2026-11-11 Asia/Shanghai", "2026-11-11 +08:00", BERLIN, at("2026-11-11"), at("2026-11-12"),
            id="or where it says",
        ),
        pytest.param(
            "2026-03-29", "2026-03-29", BERLIN, at("2026-03-29", BERLIN),
            at("2026-03-29", BERLIN) + 23 * 3600,
            id="a day of 23 hours",
        ),
        pytest.param(
            "2026-10-25", "2026-10-25", BERLIN, at("2026-10-25", BERLIN),
            at("2026-10-25", BERLIN) + 25 * 3600,
            id="a day of 25 hours",
        ),
        pytest.param(
            "2026-10-25 02:30", "2026-10-25 02:30", BERLIN, at("2026-10-25 02:30", BERLIN),
            at("2026-10-25 02:30", BERLIN, fold=1), id="a time that comes twice",
        ),
        pytest.param(
            "2026-03-08", "2026-03-07", "America/Havana", at("2026-03-08 01:00", "America/Havana"),
            at("2026-03-08 01:00", "America/Havana"), id="a midnight that does not come",
        ),
        pytest.param("", "", CHINA, -inf, inf, id="always"),
        pytest.param("soon", "later", CHINA, -inf, inf, id="what cannot be read bounds nothing"),
    ],
)  # fmt: skip
def test_when_it_holds(begin: str, end: str, zone: str, first: float, over: float):
    assert term(begin, end, zone) == Term(first, over)


@pytest.mark.parametrize(
    ("now", "holds", "turn"),
    [(9.9, False, 10), (10, True, 20), (19.9, True, 20), (20, False, inf)],
)
def test_when_that_changes(now: float, holds: bool, turn: float):
    here = Term(10, 20)
    assert (here.holds(now), here.turn(now)) == (holds, turn)


@pytest.mark.parametrize(
    ("until", "now", "zone", "last"),
    [
        pytest.param("2026-11-11", "2026-11-11 00:00", CHINA, True, id="from the first minute of the day"),
        pytest.param("2026-11-11", "2026-11-11 23:59", CHINA, True, id="to the last"),
        pytest.param("2026-11-11", "2026-11-10 23:59", CHINA, False, id="not the day before"),
        pytest.param("2026-11-11", "2026-11-12 00:00", CHINA, False, id="and not when it is over"),
        pytest.param("2026-11-11 18:00", "2026-11-11 09:00", CHINA, True, id="by the hour too"),
        pytest.param(
            "2026-11-11", "2026-11-11 09:00", BERLIN, True, id="it ends at five in the afternoon there"
        ),
        pytest.param("", "2026-11-11 09:00", CHINA, False, id="what never ends has no last day"),
    ],
)
def test_its_last_day(until: str, now: str, zone: str, last: bool):
    assert term("", until, CHINA).last_day(at(now), zone) is last


@pytest.mark.parametrize(
    ("begin", "end", "why"),
    [
        ("2026-11-11", "2026-11-11", None),
        ("2026-11-12", "2026-11-11", ENDS_FIRST),
        ("2026-11-11 20:00", "2026-11-11 20:00", ENDS_FIRST),
        ("2026-11-11", "", None),
        ("x", "", "from when or until when it holds is no day"),
    ],
)
def test_what_cannot_hold(begin: str, end: str, why: str | None):
    assert fault(begin, end) == why


@pytest.mark.parametrize(
    ("language", "zone"), [("zh-CN", CHINA), ("ZH", CHINA), ("en", BERLIN), ("", BERLIN)]
)
def test_the_days_of_a_chinese_pack_are_meant_in_china(language: str, zone: str):
    assert zone_of(language, BERLIN) == zone


def test_here_is_where_the_computer_is():
    assert Moment.parse("2026-11-11 12:00").begins("") == datetime(2026, 11, 11, 12).timestamp()  # noqa: DTZ001
