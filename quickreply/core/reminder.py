"""Reminders: what an agent wants to be told later. Nothing is in one but a title and what she typed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

from quickreply.core.template.missing import CLIPBOARD

TITLE, SAID, ANSWER = 60, 200, 60
"""Characters that are kept: of a title, of all that was said, and of one answer."""

MOST = 500
"""Reminders that are kept at a time: nobody has as many, but a pack could ask for them."""

KEPT = timedelta(days=7)
"""How long one that was seen stays, if nobody deletes it."""

_CHOSEN = "|"
"""In the name of an answer that was chosen: the name is all there was to choose from."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something to be told of at an instant. `id` is 0 while it is not kept.

    `seen` is when the user has closed the card it was on; None if she has not. Both know their zone.
    """

    due: datetime
    title: str
    said: str = ""
    id: int = 0
    seen: datetime | None = None

    @classmethod
    def of(cls, due: datetime, label: str, said: Mapping[str, str]) -> Self:
        """One of a phrase, with what the user answered for its gaps; never what was on the clipboard."""
        answers = (_told(name, value) for name, value in said.items() if name != CLIPBOARD)
        line = " · ".join(filter(None, answers))
        return cls(due.astimezone(UTC), short(label, TITLE), short(line, SAID))

    def is_due(self, now: datetime) -> bool:
        """Whether it is time."""
        return self.due <= now

    def changes(self) -> datetime:
        """When there is something to do about it: to tell of it, or to delete it."""
        return self.seen + KEPT if self.seen else self.due


def short(text: str, most: int) -> str:
    """One line of a text, of so many characters at most."""
    line = " ".join(text[: 4 * most].split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def when(due: datetime, now: datetime) -> str:
    """The time of day, with the day if that is another one; both in the zone of `now`."""
    local = due.astimezone(now.tzinfo)
    return f"{local:%H:%M}" if local.date() == now.date() else f"{local:%m-%d %H:%M}"


def _told(name: str, value: str) -> str:
    answer = short(value, ANSWER)
    return answer if _CHOSEN in name or not answer else f"{name} {answer}"
