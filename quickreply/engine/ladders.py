"""Which wording of a phrase comes next in a conversation."""

import os
import time
from collections.abc import Callable, Mapping

from quickreply.core.phrase import Phrase
from quickreply.core.ports import Window, Windows
from quickreply.core.settings import Settings
from quickreply.core.wording import Law, following
from quickreply.engine.conversations import Conversations, place

Next = Callable[[Phrase], int]
"""The place of the wording of a phrase that comes next."""

_HOUR = 3600.0


class Ladders:
    """Remembers in memory alone what was said last in each conversation, and last anywhere.

    A clock on the wall: it goes on while the computer sleeps. A ladder goes by its conversation only, and
    where that is unknown it stands at its beginning. What rotates or is drawn goes on from what was said last
    anywhere in a conversation that begins.
    """

    def __init__(
        self,
        windows: Windows,
        now: Callable[[], float] = time.time,
        chance: Callable[[], int] = lambda: int.from_bytes(os.urandom(4)),
    ) -> None:
        self._windows = windows
        self._seed = chance()
        self._said = Conversations[Mapping[int, int]](now, Settings().ladder_hours * _HOUR)
        self._last: dict[int, int] = {}
        self._uses = 0

    def configure(self, settings: Settings) -> None:
        """Takes new settings."""
        self._said.memory = settings.ladder_hours * _HOUR

    @property
    def begun(self) -> bool:
        """Whether there is anything to forget."""
        return bool(self._said)

    def reset(self) -> None:
        """All begin anew."""
        self._said.clear()
        self._last = {}

    def next(self, window: Window | None) -> Next:
        """What comes next in a window. Its title is looked at when the first phrase needs it."""
        found: list[Mapping[int, int]] = []

        def step(phrase: Phrase) -> int:
            if not found:
                found.append(self._here(window))
            return self._following(phrase, found[0])

        return step

    def ready(self, phrase: Phrase, window: Window | None) -> Phrase:
        """The phrase in the wording that comes next, unless one was chosen."""
        if not phrase.wordings or phrase.step is not None:
            return phrase
        return phrase.at(self.next(window)(phrase))

    def said(self, phrase: Phrase, window: Window | None) -> None:
        """A phrase was used in a window."""
        if phrase.step is None:
            return
        self._uses += 1
        self._last = {**self._last, phrase.id: phrase.step}
        if where := place(self._windows, window):
            self._said.put(where, {**(self._said.get(where) or {}), phrase.id: phrase.step})

    def _here(self, window: Window | None) -> Mapping[int, int]:
        return (self._said.get(place(self._windows, window)) if self._said else None) or {}

    def _following(self, phrase: Phrase, here: Mapping[int, int]) -> int:
        last = here.get(phrase.id)
        if last is None and phrase.law is not Law.LADDER:
            last = self._last.get(phrase.id)
        chance = hash((self._seed, self._uses, phrase.id))  # the same until something is used
        return following(phrase.law, len(phrase.wordings), last, chance)
