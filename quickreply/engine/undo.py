"""What was inserted last is taken back, where that is certain to take nothing else."""

from dataclasses import dataclass

from quickreply.core.notice import (
    NOT_UNDONE_CLICKED,
    NOT_UNDONE_ELSEWHERE,
    NOT_UNDONE_LATE,
    NOT_UNDONE_LONG,
    NOT_UNDONE_PICTURES,
    NOT_UNDONE_SENT,
    NOT_UNDONE_TYPED,
    NOT_UNDONE_UNCOUNTABLE,
    NOT_UNDONE_UNSEEN,
    NOTHING_UNDONE,
)
from quickreply.core.phrase import Phrase
from quickreply.core.ports import Stirs, Window
from quickreply.core.template.stepping import countable
from quickreply.engine.outside import Outside

LIMIT = 10.0
"""Seconds; later nobody remembers what it was."""

MOST = 200
"""Characters that are taken back with Backspace."""

MENU_CLICKS = 2
"""Those that it takes to choose it from the menu of the icon."""


@dataclass(frozen=True, slots=True)
class _Last:
    """An insertion: when, on the loop's clock, and what the user had done by then."""

    phrase: Phrase
    window: Window
    at: float
    stirs: Stirs | None
    back: int
    sent: bool


class Undo:
    """Knows the last insertion alone."""

    def __init__(self, outside: Outside) -> None:
        self._outside = outside
        self._last: _Last | None = None

    def note(self, phrase: Phrase, window: Window, *, back: int, sent: bool) -> None:
        """This text is in the window now, the caret so many characters before its end."""
        now, stirs = self._outside.loop.now(), self._outside.keyboard.stirs()
        self._last = _Last(phrase, window, now, stirs, back, sent)

    def forget(self) -> None:
        """Nobody knows what stands in the window."""
        self._last = None

    def fault(self, here: Window, *, by_menu: bool) -> str | None:
        """Why nothing can be taken back in this window, as a message; None if it can."""
        last, now = self._last, self._outside.keyboard.stirs()
        if last is None:
            return NOTHING_UNDONE
        if last.sent:
            return NOT_UNDONE_SENT
        if last.phrase.pictures:
            return NOT_UNDONE_PICTURES
        if here.id != last.window.id:
            return NOT_UNDONE_ELSEWHERE
        if self._outside.loop.now() - last.at > LIMIT:
            return NOT_UNDONE_LATE
        if last.stirs is None or now is None:
            return NOT_UNDONE_UNSEEN
        if now.keys != last.stirs.keys:
            return NOT_UNDONE_TYPED
        chord = self._outside.windows.facts(here).undo
        if now.clicks - last.stirs.clicks > (MENU_CLICKS if by_menu and chord else 0):
            return NOT_UNDONE_CLICKED
        return None if chord else _uncountable(last)

    def take(self, here: Window) -> bool:
        """Takes it back with the application's own keys, else character by character; False if refused."""
        last, self._last = self._last, None
        chord = self._outside.windows.facts(here).undo
        if chord:
            return self._outside.keyboard.press(chord)
        self._outside.keyboard.erase(len(last.phrase.text) if last else 0)
        return True

    @property
    def label(self) -> str:
        """What the last insertion is called."""
        return self._last.phrase.label if self._last else ""


def _uncountable(last: _Last) -> str | None:
    if len(last.phrase.text) > MOST:
        return NOT_UNDONE_LONG
    known = countable(last.phrase.text) and not last.back and not last.phrase.html
    return None if known else NOT_UNDONE_UNCOUNTABLE
