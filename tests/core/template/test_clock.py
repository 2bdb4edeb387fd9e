from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from quickreply.core.template.clock import Calendar, begins, moment, told

SHANGHAI = ZoneInfo("Asia/Shanghai")
SUNDAY = datetime(2026, 11, 22, 14, 5, 9, tzinfo=SHANGHAI)


def say(body: str, now: datetime = SUNDAY, calendar: Calendar | None = None) -> str:
    found = moment(body)
    assert found
    return told(found, now, calendar) if calendar else told(found, now)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("今天", "11月22日"),
        ("时间", "14:05"),
        ("日期", "2026年11月22日"),
        ("星期", "星期日"),
        ("时段", "下午"),
        ("today", "Nov 22"),
        ("Date", "2026-11-22"),
        ("weekday", "Sunday"),
        ("daypart", "afternoon"),
        ("日期+3天", "2026年11月25日"),
        ("日期 ＋ ３ 天", "2026年11月25日"),
        ("日期-1天", "2026年11月21日"),
        ("date+2w", "2026-12-06"),
        ("今天+1个月", "12月22日"),
        ("日期+1年-1天", "2027年11月21日"),
        ("时间+30分钟", "14:35"),
        ("time+11h", "01:05"),
        ("星期+11小时", "星期一"),
        ("时段+5小时", "晚上"),
        ("日期:M月d日", "11月22日"),
        ("日期+3天：MM/dd", "11/25"),
        ("时间:HH:mm:ss", "14:05:09"),
        ("日期:EEE yy", "周日 26"),
        ("date:EEE, MMM d", "Sun, Nov 22"),
        ("时段:H点", "14点"),
    ],
)
def test_what_the_clock_says(body: str, text: str):
    assert say(body) == text


@pytest.mark.parametrize("body", ["日期+abc", "日期+3", "日期+3天x", "日期+9999天", "日期:qqq", "时间+"])
def test_what_makes_no_sense(body: str):
    assert begins(body)
    assert moment(body) is None


@pytest.mark.parametrize("body", ["时间段", "日期?", "发货时间", "dates", ""])
def test_what_does_not_speak_of_the_clock(body: str):
    assert not begins(body)


@pytest.mark.parametrize(
    ("day", "body", "text"),
    [
        (date(2026, 1, 31), "date+1mo", "2026-02-28"),
        (date(2028, 1, 31), "date+1mo", "2028-02-29"),
        (date(2028, 2, 29), "date+1y", "2029-02-28"),
        (date(2026, 3, 31), "date-1mo", "2026-02-28"),
        (date(2026, 12, 31), "date+2mo", "2027-02-28"),
    ],
)
def test_a_month_without_that_day_ends_earlier(day: date, body: str, text: str):
    assert say(body, datetime(day.year, day.month, day.day, tzinfo=UTC)) == text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("date+1wd", "2026-11-23"),
        ("date+5工作日", "2026-11-27"),
        ("date+6工作日", "2026-11-30"),
        ("date-1wd", "2026-11-20"),
        ("date+0wd", "2026-11-23"),
    ],
)
def test_working_days_leave_weekends_out(body: str, text: str):
    assert say(body) == text


def test_working_days_know_holidays_and_the_weekends_worked_for_them():
    shifted = Calendar(frozenset({date(2026, 11, 23)}), frozenset({date(2026, 11, 28)}))

    assert say("date+1wd", calendar=shifted) == "2026-11-24"
    assert say("date+5wd", calendar=shifted) == "2026-11-28"


def test_hours_pass_and_days_go_by_the_wall_clock_when_clocks_change():
    # GIVEN the night in which Berlin's clocks went from two to three
    evening = datetime(2026, 3, 28, 22, 30, tzinfo=ZoneInfo("Europe/Berlin"))

    assert say("time+5h", evening) == "04:30"
    assert say("time+1d", evening) == "22:30"


@pytest.mark.parametrize("body", ["日期+4000年+4000年", "日期-4000年", "日期-3000年+1天"])
def test_beyond_the_calendar(body: str):
    with pytest.raises(OverflowError):
        say(body)
