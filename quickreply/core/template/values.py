"""What is set once and filled in silently: the agent's own values, those of each shop, and its tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from quickreply.core.template.clock import Calendar
from quickreply.core.template.names import PROFILE, folded

HOLIDAYS = ("节假日", "holidays")
"""The table whose keys are days, 2026-10-01, and whose values say whether it is worked on them."""

_OFF = {"休", "放假", "off", "no"}
_ON = {"班", "上班", "on", "yes"}

KEYS: Mapping[str, str] = {english: chinese for chinese, english in PROFILE.items()}
"""How settings call the agent's values: `profile.agent` is 客服名."""


@dataclass(frozen=True, slots=True)
class Values:
    """What a library says of its shop. `tables` hold a value for each key."""

    constants: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def over(self, other: "Values") -> "Values":
        """These, and what only the other has; a table is taken whole."""
        return Values({**other.constants, **self.constants}, {**other.tables, **self.tables})

    def calendar(self) -> Calendar:
        """The days that are no Monday to Friday like any other, as far as they can be read."""
        days: dict[date, str] = {}
        for name in HOLIDAYS:
            for day, said in self.tables.get(name, {}).items():
                if at := _day(day):
                    days[at] = folded(said)
        off, on = ({day for day, said in days.items() if said in words} for words in (_OFF, _ON))
        return Calendar(frozenset(off), frozenset(on))


NOTHING = Values()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
