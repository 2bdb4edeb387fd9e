"""Makes phrases whole: fills them, asks the user for what is missing, and tells her what no answer mends."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import Enum, auto

from quickreply.core.delivery import Reply
from quickreply.core.notice import NOT_HERE, Notice
from quickreply.core.phrase import Phrase
from quickreply.core.ports import Loop, View, Window, Windows
from quickreply.core.settings import Settings
from quickreply.core.template.asking import UNASKED, Answers, Question
from quickreply.core.template.lacks import complaint
from quickreply.core.template.missing import CLIPBOARD, Why
from quickreply.core.usage import How
from quickreply.engine.catalogue import Catalogue
from quickreply.engine.conversations import Conversations, place
from quickreply.engine.filler import Filler
from quickreply.engine.ladders import Ladders

MEMORY = 300.0
"""Seconds for which what was said in a conversation is offered in it again."""


class Lack(Enum):
    """What came of a phrase that could not be filled."""

    ASKED = auto()
    """The user is asked; the phrase comes with her answers."""
    TOLD = auto()
    """No answer would mend it, and the user knows."""


class Asker:
    """What was said is kept in memory alone, by the window and a mark of its title."""

    def __init__(self, catalogue: Callable[[], Catalogue], view: View, windows: Windows, loop: Loop) -> None:
        self._catalogue = catalogue
        self._filler = Filler(catalogue)
        self._view = view
        self._windows = windows
        self._said = Conversations[Mapping[str, str]](loop.now, MEMORY)
        self.ladders = Ladders(windows)
        """Which wording comes next."""

    def configure(self, settings: Settings) -> None:
        """Takes new settings."""
        self._filler.configure(settings)
        self.ladders.configure(settings)

    def whole(
        self, phrase: Phrase, window: Window | None, how: How, answers: Answers = UNASKED
    ) -> Reply | Lack:
        """The phrase without gaps in the wording that comes next, or what came of it.

        Into a window where it is not offered it does not come, wherever it was chosen.
        """
        if window and not self._catalogue().offers(phrase, window.cls):
            self._view.tell(Notice(NOT_HERE, {"label": phrase.label}))
            return Lack.TOLD
        found = self._filler.filled(self.ladders.ready(phrase, window), answers)
        if isinstance(found, Reply):
            self.ladders.said(found.phrase, window)
            self._remember(window, answers)
            return found
        if all(one.askable or one.why is Why.NO_CLIPBOARD for one in found.missing):
            self._ask(found, window, how)
            return Lack.ASKED
        self._tell(found)
        return Lack.TOLD

    def without_asking(self, phrase: Phrase) -> Reply | None:
        """The phrase without gaps; else the user is told what is missing."""
        found = self._filler.filled(phrase)
        if isinstance(found, Reply):
            return found
        self._tell(found)
        return None

    def spare(self, back: Window | None) -> None:
        """Nothing came of it: a palette that has lent its keyboard is told that it is back."""
        if back:
            self._view.returned(True)

    def _ask(self, question: Question, window: Window | None, how: How) -> None:
        near = self._windows.area(window) if window else None
        self._view.ask(replace(question, offered=self._recall(window)), how, window, near)

    def _tell(self, question: Question) -> None:
        message, facts = complaint(question.label, question.missing)
        self._view.tell(Notice(message, dict(facts)))

    def _remember(self, window: Window | None, answers: Answers) -> None:
        said = {name: value for name, value in answers.said.items() if name != CLIPBOARD}
        where = place(self._windows, window) if said else None
        if where:
            self._said.put(where, {**(self._said.get(where) or {}), **said})

    def _recall(self, window: Window | None) -> Mapping[str, str]:
        """Nothing where one conversation cannot be told from another: it might be the wrong one's."""
        return (self._said.get(place(self._windows, window)) if self._said else None) or {}
