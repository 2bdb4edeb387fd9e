"""From when and until when something holds, as people write it, and what that means on the clock.

A moment is a day, `2026-11-11`, or a day with a time, `2026-10-31 20:00`. Behind it may stand where: the name
of a zone or how far it is from UTC, `2026-10-31 20:00 Asia/Shanghai`, `2026-10-31 20:00 +08:00`. A day is
meant whole: what holds until a day holds to its end there.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from math import inf

from quickreply.core.words import mark

CHINA = "Asia/Shanghai"
"""Where the days of a Chinese pack are meant, unless it says otherwise: shops keep that time everywhere."""

NO_MOMENT = mark("a day like 2026-11-11, or 2026-11-11 20:00, with a time zone behind it if need be")
ENDS_FIRST = mark("it ends before it begins")

_WRITTEN = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})(?:[ T](?P<time>\d{1,2}:\d{2})(?::00)?)?"
    r"(?: ?(?P<offset>[+-]\d{2}:\d{2}|Z)| (?P<zone>[A-Za-z][A-Za-z0-9_+\-/]*))?"
)

_YEARS = range(1970, 9000)
"""What every clock can count."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment as it is written: without a time a whole day, without a zone one of the place it is read."""

    day: date
    at: time | None = None
    zone: str = ""

    @classmethod
    def parse(cls, written: str) -> "Moment":
        """Reads a moment.

        Raises:
            ValueError: it is none; says what is one.
        """
        found = _WRITTEN.fullmatch(" ".join(written.split()))
        if found is None:
            raise ValueError(NO_MOMENT)
        try:
            day = date.fromisoformat(found["day"])
            hours, _, minutes = (found["time"] or "").partition(":")
            at = time(int(hours), int(minutes)) if hours else None
            zone = {"Z": "+00:00"}.get(found["offset"] or "", found["offset"]) or found["zone"] or ""
            _there(zone)
        except (ValueError, KeyError, OSError):
            raise ValueError(NO_MOMENT) from None
        if day.year not in _YEARS:
            raise ValueError(NO_MOMENT)
        return cls(day, at, zone)

    def __str__(self) -> str:
        at = f"{self.at:%H:%M}" if self.at else ""
        return " ".join(filter(None, (self.day.isoformat(), at, self.zone)))

    def begins(self, zone: str) -> float:
        """Seconds since 1970 when it begins; `zone` is where, unless it says so itself, "" for here.

        Of a time that the clock shows twice it is the first.
        """
        return _seconds(self.day, self.at or time(), _there(self.zone or zone), later=False)

    def ends(self, zone: str) -> float:
        """Seconds since 1970 when it is over: the end of the day, or the last time the clock shows it."""
        there = _there(self.zone or zone)
        if self.at:
            return _seconds(self.day, self.at, there, later=True)
        return _seconds(self.day + timedelta(days=1), time(), there, later=False)


@dataclass(frozen=True, slots=True)
class Term:
    """From when to when something holds, in seconds since 1970; the end is not in it."""

    begin: float = -inf
    end: float = inf

    def holds(self, now: float) -> bool:
        """Whether it holds at this moment."""
        return self.begin <= now < self.end

    def turn(self, now: float) -> float:
        """When that will be otherwise; infinite if never."""
        return self.begin if now < self.begin else self.end if now < self.end else inf

    def within(self, other: "Term") -> "Term":
        """What is left of it inside another one."""
        return Term(max(self.begin, other.begin), min(self.end, other.end))

    def last_day(self, now: float, zone: str) -> bool:
        """Whether it holds, and ends today or at the end of today; `zone` is where that is asked."""
        if not (self.holds(now) and self.end < inf):
            return False
        there = _there(zone)
        last = datetime.fromtimestamp(self.end - 1, UTC).astimezone(there).date()
        return last == datetime.fromtimestamp(now, UTC).astimezone(there).date()


ALWAYS = Term()


def term(begin: str, end: str, zone: str) -> Term:
    """What two moments mean that were written; one that cannot be read bounds nothing."""
    first, last = _read(begin), _read(end)
    return Term(first.begins(zone) if first else -inf, last.ends(zone) if last else inf)


def written(moment: str) -> str:
    """The moment in the form in which it is kept; nothing for nothing.

    Raises:
        ValueError: it is none; says what is one.
    """
    return str(Moment.parse(moment)) if moment.strip() else ""


def fault(begin: str, end: str) -> str | None:
    """Why something cannot hold from and until these moments, as a message to translate; None if it can."""
    try:
        first, last = (Moment.parse(one) if one else None for one in (begin, end))
    except ValueError:
        return mark("from when or until when it holds is no day")
    return ENDS_FIRST if first and last and last.ends("UTC") <= first.begins("UTC") else None


def zone_of(language: str, zone: str) -> str:
    """Where the days of a library are meant: a Chinese pack's in China, others where the agent is."""
    return CHINA if language.casefold().startswith("zh") else zone


def _read(moment: str) -> Moment | None:
    try:
        return Moment.parse(moment) if moment else None
    except ValueError:
        return None


def _seconds(day: date, at: time, there: tzinfo | None, *, later: bool) -> float:
    return datetime.combine(day, at.replace(fold=later), there).timestamp()


def _there(zone: str) -> tzinfo | None:
    """The zone by its name, or by how far it is from UTC; None for the system's."""
    if not zone:
        return None
    if zone[0] in "+-":
        hours, minutes = zone[1:].split(":")
        away = timedelta(hours=int(hours), minutes=int(minutes))
        return timezone(away if zone[0] == "+" else -away)
    if zone == "UTC":
        return UTC
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - few phrases hold for a while only

    return ZoneInfo(zone)
