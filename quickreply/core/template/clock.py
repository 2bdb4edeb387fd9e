"""What the clock says in a gap: dates and times with offsets, in a form that can be chosen."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum, auto

from quickreply.core.template.names import folded


class Reading(Enum):
    """What is read from the clock."""

    TODAY = auto()
    TIME = auto()
    DATE = auto()
    WEEKDAY = auto()
    PART = auto()


class Unit(Enum):
    """What an offset counts."""

    MINUTE = auto()
    HOUR = auto()
    DAY = auto()
    WEEK = auto()
    MONTH = auto()
    YEAR = auto()
    WORKDAY = auto()


@dataclass(frozen=True, slots=True)
class Offset:
    """So many units later, or earlier."""

    count: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Moment:
    """A reading, so far from now. `pattern` is how it is written, "" for the usual way."""

    reading: Reading
    offsets: tuple[Offset, ...] = ()
    pattern: str = ""
    chinese: bool = True


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days on which it is worked: Monday to Friday, but for these."""

    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()
    """Worked on though they are in a weekend: before and after holidays that is common in China."""

    def works(self, day: date) -> bool:
        """Whether it is worked on that day."""
        if day in self.workdays:
            return True
        return day.weekday() < _SATURDAY and day not in self.holidays


PLAIN = Calendar()

_SATURDAY = 5
_FEBRUARY = 2
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FAR = 4000
"""Most that an offset may count: farther than anybody promises, and quick to count off in working days."""

_DISTANT = {Unit.MINUTE: 9999, Unit.HOUR: 744, Unit.DAY: 31, Unit.WEEK: 4, Unit.WORKDAY: 21}
"""Most of each that `ahead` reads: a month."""

_READINGS = {
    "今天": (Reading.TODAY, True),
    "时间": (Reading.TIME, True),
    "日期": (Reading.DATE, True),
    "星期": (Reading.WEEKDAY, True),
    "时段": (Reading.PART, True),
    "today": (Reading.TODAY, False),
    "time": (Reading.TIME, False),
    "date": (Reading.DATE, False),
    "weekday": (Reading.WEEKDAY, False),
    "daypart": (Reading.PART, False),
}
_UNITS = {
    Unit.WORKDAY: "个工作日 工作日 workdays workday wd",
    Unit.MINUTE: "分钟 分 minutes minute min",
    Unit.HOUR: "个小时 小时 时 hours hour h",
    Unit.DAY: "天 日 days day d",
    Unit.WEEK: "个星期 星期 周 weeks week w",
    Unit.MONTH: "个月 月 months month mo",
    Unit.YEAR: "年 years year y",
}
_WORDS = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_OFFSET = re.compile(rf"\s*([+-])\s*(\d{{1,4}})\s*({'|'.join(sorted(_WORDS, key=len, reverse=True))})\s*")
_COLON = re.compile(r"[:：]")
_CLOCK = re.compile(rf"\s*({'|'.join(sorted(_READINGS, key=len, reverse=True))})\s*(.*)", re.DOTALL)

_USUAL: Mapping[tuple[Reading, bool], str] = {
    (Reading.TODAY, True): "M月d日",
    (Reading.DATE, True): "yyyy年M月d日",
    (Reading.WEEKDAY, True): "EEEE",
    (Reading.TODAY, False): "MMM d",
    (Reading.DATE, False): "yyyy-MM-dd",
    (Reading.WEEKDAY, False): "EEEE",
}
_HANZI_DAYS = "一二三四五六日"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PARTS = (
    (5, "凌晨", "night"),
    (9, "早上", "morning"),
    (12, "上午", "morning"),
    (14, "中午", "afternoon"),
    (18, "下午", "afternoon"),
    (24, "晚上", "evening"),
)
"""Until which hour each part of the day lasts."""

_TOKEN = re.compile(r"yyyy|yy|MMM|MM|M|dd|d|HH|H|mm|m|ss|EEEE|EEE|[^A-Za-z]+|(?P<wrong>[A-Za-z])")
_TOKENS: Mapping[str, Callable[[datetime, bool], str]] = {
    "yyyy": lambda at, _: f"{at.year:04}",
    "yy": lambda at, _: f"{at.year % 100:02}",
    "MMM": lambda at, chinese: f"{at.month}月" if chinese else _MONTHS[at.month - 1],
    "MM": lambda at, _: f"{at.month:02}",
    "M": lambda at, _: f"{at.month}",
    "dd": lambda at, _: f"{at.day:02}",
    "d": lambda at, _: f"{at.day}",
    "HH": lambda at, _: f"{at.hour:02}",
    "H": lambda at, _: f"{at.hour}",
    "mm": lambda at, _: f"{at.minute:02}",
    "m": lambda at, _: f"{at.minute}",
    "ss": lambda at, _: f"{at.second:02}",
    "EEEE": lambda at, chinese: f"星期{_HANZI_DAYS[at.weekday()]}" if chinese else _DAYS[at.weekday()],
    "EEE": lambda at, chinese: f"周{_HANZI_DAYS[at.weekday()]}" if chinese else _DAYS[at.weekday()][:3],
}


def begins(body: str) -> bool:
    """Whether this speaks of the clock, rightly or not: one of its names, alone or with more behind it."""
    found = _CLOCK.match(folded(body))
    return bool(found and (not found[2] or found[2][0] in "+-:"))


def moment(body: str) -> Moment | None:
    """The moment that is written so: `日期+3天:M月d日`; None if it makes no sense."""
    head, *pattern = _COLON.split(body, 1)
    found = _CLOCK.match(folded(head))
    if not found:
        return None
    reading, chinese = _READINGS[found[1]]
    offsets, rest = [], found[2]
    while rest:
        one = _OFFSET.match(rest)
        if not one or int(one[2]) > _FAR:
            return None
        offsets.append(Offset(int(one[1] + one[2]), _WORDS[one[3]]))
        rest = rest[one.end() :]
    form = "".join(pattern).strip()
    wrong = any(token["wrong"] for token in _TOKEN.finditer(form))
    return None if wrong else Moment(reading, tuple(offsets), form, chinese)


def ahead(written: str) -> Offset | None:
    """How far off is written so: `24小时`, `2h`, `1工作日`; None if it is nothing, or more than a month."""
    found = _OFFSET.fullmatch(f"+{folded(written)}")
    unit = _WORDS[found[3]] if found else None
    if not found or unit is None or not 0 < int(found[2]) <= _DISTANT.get(unit, 0):
        return None
    return Offset(int(found[2]), unit)


def told(moment: Moment, now: datetime, calendar: Calendar = PLAIN) -> str:
    """What the clock says; `now` is in the zone of whoever is told.

    Raises:
        OverflowError: the calendar does not reach so far.
    """
    at = now
    for offset in moment.offsets:
        try:
            at = later(at, offset, calendar)
        except ValueError as fault:  # a year that there is not
            raise OverflowError from fault
    if moment.reading is Reading.PART and not moment.pattern:
        return _part(at, chinese=moment.chinese)
    pattern = moment.pattern or _USUAL.get((moment.reading, moment.chinese), "HH:mm")
    return "".join(_token(found[0], at, moment.chinese) for found in _TOKEN.finditer(pattern))


def _token(token: str, at: datetime, chinese: bool) -> str:
    write = _TOKENS.get(token)
    return write(at, chinese) if write else token


def _part(at: datetime, *, chinese: bool) -> str:
    return next(hanzi if chinese else english for until, hanzi, english in _PARTS if at.hour < until)


def later(at: datetime, offset: Offset, calendar: Calendar) -> datetime:
    """So much later than `at`.

    Days and more go by the wall clock; hours and less by the time that passes, also when clocks change.

    Raises:
        ValueError, OverflowError: the calendar does not reach so far.
    """
    match offset.unit:
        case Unit.MINUTE:
            return _passed(at, timedelta(minutes=offset.count))
        case Unit.HOUR:
            return _passed(at, timedelta(hours=offset.count))
        case Unit.DAY:
            return at + timedelta(days=offset.count)
        case Unit.WEEK:
            return at + timedelta(weeks=offset.count)
        case Unit.MONTH:
            return _months(at, offset.count)
        case Unit.YEAR:
            return _months(at, offset.count * 12)
        case Unit.WORKDAY:
            return _workdays(at, offset.count, calendar)


def _passed(at: datetime, time: timedelta) -> datetime:
    return (at.astimezone(UTC) + time).astimezone(at.tzinfo)


def _months(at: datetime, count: int) -> datetime:
    """A month after the 31st is the last day of a month that has none."""
    years, month = divmod(at.month - 1 + count, 12)
    year = at.year + years
    if not 1 <= year <= date.max.year:
        raise OverflowError
    return at.replace(year=year, month=month + 1, day=min(at.day, _days(year, month + 1)))


def _days(year: int, month: int) -> int:
    """How many days a month has."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if leap and month == _FEBRUARY else _LENGTHS[month - 1]


def _workdays(at: datetime, count: int, calendar: Calendar) -> datetime:
    """The so-manieth working day after this one, or before it; none on is the next one from today on."""
    step, left = timedelta(days=1 if count >= 0 else -1), abs(count)
    if not left:
        while not calendar.works(at.date()):
            at += step
    while left:
        at += step
        left -= calendar.works(at.date())
    return at
