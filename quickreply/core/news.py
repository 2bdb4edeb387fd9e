"""What is news: phrases that an import brought into a library that was there, or changed, for a day."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from quickreply.core.words import Say

LASTS = 24 * 60 * 60
"""Seconds for which something is news: whoever was not there sees it in her next shift."""


class Change(StrEnum):
    """What an import did to a phrase."""

    NEW = "new"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Arrival:
    """That a phrase came or was changed, and when, in seconds since 1970."""

    change: Change
    at: int


class News:
    """What came lately, by the ids of the phrases; whether it still is news is asked when it is shown.

    `told` are an id, when that was and whether it was there before, in the order of the ids. It is
    kept in columns: a table may bring 100,000 phrases.
    """

    def __init__(self, told: Iterable[tuple[int, int, int]] = ()) -> None:
        self._ids, self._at, self._changed = array("q"), array("q"), bytearray()
        for number, at, changed in told:
            self._ids.append(number)
            self._at.append(at)
            self._changed.append(changed)

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Every id, and when that was."""
        return zip(self._ids, self._at, strict=True)

    def of(self, phrase: int, now: float) -> Arrival | None:
        """What is new of the phrase with this id; None where nothing is, or is no more."""
        place = bisect_left(self._ids, phrase)
        if place == len(self._ids) or self._ids[place] != phrase or now >= self._at[place] + LASTS:
            return None
        return Arrival(Change.CHANGED if self._changed[place] else Change.NEW, self._at[place])


NO_NEWS = News()


def told(say: Say, arrival: Arrival) -> str:
    """What is new, and since when on the clock of this place."""
    when, now = datetime.fromtimestamp(arrival.at).astimezone(), datetime.now().astimezone()
    time, new = f"{when:%H:%M}", arrival.change is Change.NEW
    if when.date() == now.date():
        return say("new since {time}", time=time) if new else say("updated at {time}", time=time)
    if new:
        return say("new since yesterday, {time}", time=time)
    return say("updated yesterday, {time}", time=time)
