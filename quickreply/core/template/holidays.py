"""The days on which it is worked, as a shop writes them into a table."""

from collections.abc import Mapping
from datetime import date

from quickreply.core.template.clock import Calendar
from quickreply.core.template.names import folded

HOLIDAYS = ("节假日", "holidays")
"""The table whose keys are days, 2026-10-01, and whose values say whether it is worked on them."""

_OFF = {"休", "放假", "off", "no"}
_ON = {"班", "上班", "on", "yes"}


def calendar(tables: Mapping[str, Mapping[str, str]]) -> Calendar:
    """The days that are no Monday to Friday like any other, as far as they can be read."""
    days: dict[date, str] = {}
    for name in HOLIDAYS:
        for day, said in tables.get(name, {}).items():
            if at := _day(day):
                days[at] = folded(said)
    off, on = ({day for day, said in days.items() if said in words} for words in (_OFF, _ON))
    return Calendar(frozenset(off), frozenset(on))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
