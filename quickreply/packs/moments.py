"""When something holds, as people and spreadsheet programs write it, in the form in which a phrase has it.

2026/11/1, 2026年11月1日 20:00, 20261101, 46327 (a day as a spreadsheet counts it), 即日起, 长期, and both in
one: 2026.11.1-11.11. What has no year, or could be a day or a month, is no moment.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from quickreply.core import validity

_NOW = frozenset({"即日起", "立即", "立即生效", "马上", "now"})
_EVER = frozenset(
    {
        *(
            "长期",
            "长期有效",
            "永久",
            "永久有效",
            "一直有效",
            "不限",
            "无",
            "无限期",
            "always",
            "never",
            "none",
        ),
        *("-", "--", "—", "/"),
    }
)
_WEEKDAY = re.compile(r"\(?(?:周|星期|礼拜)[一二三四五六日天]\)?")
_DAY = r"(?:\d{4}[-/.年])\d{1,2}[-/.月]\d{1,2}[日号]?"
_WRITTEN = re.compile(
    r"(?P<year>\d{4})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})[日号]?"
    r"(?:[T ]?(?P<half>上午|下午|晚上|早上|凌晨|am|pm)?(?P<hour>\d{1,2})"
    r"(?:[:时点](?:(?P<minute>\d{1,2})分?(?::?(?P<second>\d{1,2})(?:\.\d+)?秒?)?)?))?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(?P<year>20\d{2})(?P<month>\d{2})(?P<day>\d{2})")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_FIRST_SERIAL = date(1899, 12, 30)
_SERIALS = range(36526, 73051)
"""The days of this century."""

_BETWEEN = re.compile(r" ?(?:至|到|~|—+|–) ?| -{1,2} |--")
_DASHED = re.compile(rf"({_DAY}[^-]*?)-(.+)")
_YEARLESS = re.compile(r"\d{1,2}[-/.月]\d{1,2}(?!\d)(?![-/.]\d).*")
_AFTERNOON = frozenset({"下午", "晚上", "pm"})
_LONGEST = 60
_NOON = 12
_WHOLE = 86_400
_SPACES = re.compile(r"(?<=[年月]) | (?=[年月日号时点分秒:])|(?<=[时点:午上晨]) ")


def since(written: str) -> str:
    """From when it holds; nothing for always.

    Raises:
        ValueError: it is no moment.
    """
    return _moment(written, _NOW | _EVER, _begin)


def until(written: str) -> str:
    """Until when it holds; nothing for ever. A day is meant whole. Raises as `since`."""
    return _moment(written, _EVER, _end)


def span(written: str) -> tuple[str, str]:
    """From when and until when, as they stand in one cell; a moment alone is the end. Raises as `since`."""
    plain = _plain(written[: 4 * _LONGEST])
    if plain.casefold() in _EVER:
        return "", ""
    first, between, last = _parted(plain)
    if not between:
        return "", until(plain)
    if _YEARLESS.fullmatch(last) and (year := re.match(r"\d{4}(?=[-/.年])", first)):
        last = f"{year[0]}-{last}"
    return since(first), until(last)


def _parted(plain: str) -> tuple[str, str, str]:
    if found := _BETWEEN.search(plain):
        return plain[: found.start()], found[0], plain[found.end() :]
    found = _DASHED.fullmatch(plain) if not _WRITTEN.fullmatch(plain) else None
    return (found[1], "-", found[2]) if found else (plain, "", "")


def _moment(written: str, none: frozenset[str], rounded: Callable[[date, int | None], str]) -> str:
    plain = _plain(written)
    if len(plain) > _LONGEST:
        raise ValueError(validity.NO_MOMENT)
    if not plain or plain.casefold() in none:
        return ""
    try:
        return validity.written(plain)
    except ValueError:
        pass
    try:
        return validity.written(rounded(*_read(plain)))
    except (ValueError, OverflowError) as fault:  # no such day, or none behind it
        raise ValueError(validity.NO_MOMENT) from fault


def _plain(written: str) -> str:
    """Narrow signs, no weekday, one space at most."""
    narrow = unicodedata.normalize("NFKC", written).strip().lstrip("'")
    return " ".join(_WEEKDAY.sub(" ", narrow).split())


def _read(plain: str) -> tuple[date, int | None]:
    """The day, and how many seconds of it are over at that time; None where only the day is said."""
    if _SERIAL.fullmatch(plain) and int(float(plain)) in _SERIALS:
        seconds = round(float(plain) % 1 * _WHOLE)
        return _FIRST_SERIAL + timedelta(days=int(float(plain))), seconds or None
    close = _SPACES.sub("", plain)
    found = _COMPACT.fullmatch(plain) or _WRITTEN.fullmatch(close)
    if found is None:
        raise ValueError(validity.NO_MOMENT)
    day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    named = found.groupdict()
    if not named.get("hour"):
        return day, None
    hour, minute, second = (int(named[part] or 0) for part in ("hour", "minute", "second"))
    if (named["half"] or "").casefold() in _AFTERNOON and hour < _NOON:
        hour += _NOON
    if (hour, minute, second) != (24, 0, 0):
        time(hour, minute, second)  # raises where there is no such time
    return day, (hour * 60 + minute) * 60 + second


def _begin(day: date, seconds: int | None) -> str:
    return _kept(day, (seconds or 0) // 60 * 60) if seconds else str(day)


def _end(day: date, seconds: int | None) -> str:
    """Minutes are what is kept, and nothing of the last one may be lost: 23:59:59 is the end of the day."""
    whole = seconds is None or seconds > _WHOLE - 60
    return str(day) if whole else _kept(day, -(-(seconds or 0) // 60) * 60)


def _kept(day: date, seconds: int) -> str:
    return f"{datetime.combine(day, time()) + timedelta(seconds=seconds):%Y-%m-%d %H:%M}"
