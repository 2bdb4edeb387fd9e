"""Fills phrases before they are delivered. For a phrase without a brace it costs one look."""

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Protocol

from quickreply.core.delivery import Reply
from quickreply.core.phrase import Phrase
from quickreply.core.settings import Settings
from quickreply.core.template.asking import UNASKED, Answers, Question
from quickreply.core.template.values import Values

if TYPE_CHECKING:
    from quickreply.core.reminder import Reminder
    from quickreply.core.template.clock import Offset
    from quickreply.core.template.filling import World


class Shelf(Protocol):
    """Where a phrase comes from."""

    def values(self, phrase: Phrase) -> Values:
        """What it is filled with."""

    def by_code(self, code: str) -> Phrase | None:
        """Another one, that it quotes."""


class Filler:
    """Knows who the agent is and what each library says of its shop."""

    def __init__(
        self,
        shelf: Callable[[], Shelf],
        now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
        chance: Callable[[], int] = lambda: int.from_bytes(os.urandom(4)),
    ) -> None:
        self._shelf = shelf
        self._now = now
        self._chance = chance
        self._profile: Mapping[str, str] = {}
        self._zone: tzinfo | None = None
        self._reminds = True

    def configure(self, settings: Settings) -> None:
        """Takes new settings."""
        self._profile = settings.profile
        self._zone = zone(settings)
        self._reminds = settings.reminders

    def filled(self, phrase: Phrase, answers: Answers = UNASKED) -> Reply | Question:
        """The phrase with its gaps filled in, or what is missing for that."""
        if phrase.step and phrase.html:
            phrase = replace(phrase, html="")  # it says the first of several texts
        if "{" not in phrase.text and "{" not in phrase.html:
            return Reply.of(phrase)
        from quickreply.core.template.filling import fill  # noqa: PLC0415 - most phrases have no gaps
        from quickreply.core.template.reading import parse  # noqa: PLC0415 - same
        from quickreply.core.template.stepping import steps_over  # noqa: PLC0415 - same

        seed = self._chance() if answers.seed is None else answers.seed
        world = self._world(phrase, answers, seed)
        found = fill(parse(phrase.text), world)
        due = self._due(found.remind, world) if found.remind and answers.remind else None
        if found.missing:
            return Question(
                phrase.id, phrase.label, found.pieces, seed, answers.said, step=phrase.step, remind=due
            )
        back = steps_over(found.behind) or 0
        html = "" if back else self._markup(phrase.html, world)  # what stands behind may be another in it
        whole = Reply(replace(phrase, text=found.text, html=html), found.messages, back)
        return replace(whole, remind=_reminder(due, phrase, answers)) if due else whole

    def _due(self, later: "Offset", world: "World") -> datetime | None:
        from quickreply.core.template import clock  # noqa: PLC0415 - same

        return clock.later(world.now, later, world.calendar) if self._reminds else None

    def _markup(self, html: str, world: "World") -> str:
        if "{" not in html:
            return html
        from quickreply.core.template.markup import fill_markup  # noqa: PLC0415 - same

        return fill_markup(html, world)

    def _world(self, phrase: Phrase, answers: Answers, seed: int) -> "World":
        from quickreply.core.template.filling import World  # noqa: PLC0415 - same
        from quickreply.core.template.holidays import calendar  # noqa: PLC0415 - same

        shelf = self._shelf()
        values = shelf.values(phrase)

        def text(code: str) -> str | None:
            quoted = shelf.by_code(code)
            return quoted.text if quoted else None

        return World(
            self._now().astimezone(self._zone),
            seed,
            self._profile,
            values.constants,
            values.tables,
            answers.said,
            phrase=text,
            calendar=calendar(values.tables),
        )


def _reminder(due: datetime, phrase: Phrase, answers: Answers) -> "Reminder":
    """Its title, or what stands in its first line around the gaps: what fills them may be from anywhere."""
    from quickreply.core.reminder import Reminder  # noqa: PLC0415 - few phrases ask for one
    from quickreply.core.template.reading import parse  # noqa: PLC0415 - same

    around = (part for part in parse(phrase.label).parts if isinstance(part, str))
    return Reminder.of(due, phrase.title or " ".join(around), answers.said)


def zone(settings: Settings) -> tzinfo | None:
    """The zone in which the agent wants dates and times; None for the system's."""
    if not settings.zone:
        return None
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - most set none

    return ZoneInfo(settings.zone)
