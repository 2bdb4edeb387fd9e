"""Phrases that were chosen elsewhere: in the palette, in the tray, on the command line."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from quickreply.core.delivery import Content, Reply
from quickreply.core.notice import LEFT_AT_END, Notice
from quickreply.core.phrase import Phrase
from quickreply.core.ports import Clipboard, Keyboard, View, Window, Windows
from quickreply.core.usage import How
from quickreply.engine.leftover import Leftover


@dataclass(frozen=True, slots=True)
class Errand:
    """A phrase for a window, chosen at `begun`, in seconds on the loop's clock.

    `back` is the window that gets the keyboard afterwards, None for the same.
    """

    reply: Reply
    how: How
    begun: float
    window: Window
    back: Window | None = None


There = Callable[[Errand, Window | None], None]
"""Told that the window of an errand has the keyboard, or (None) that it cannot get it."""


class Errands:
    """A queue. The first brings its window to the front; a phrase that cannot come is never lost."""

    def __init__(
        self, keyboard: Keyboard, windows: Windows, clipboard: Clipboard, view: View, leftover: Leftover
    ) -> None:
        self._keyboard = keyboard
        self._windows = windows
        self._clipboard = clipboard
        self._view = view
        self._leftover = leftover
        self._queue: deque[Errand] = deque()

    def __len__(self) -> int:
        return len(self._queue)

    def add(self, errand: Errand, *, first: bool = False) -> None:
        """Puts it behind the others, or before them if somebody types behind it already."""
        (self._queue.appendleft if first else self._queue.append)(errand)

    def run(self, there: There) -> bool:
        """Takes the keyboard and brings the first one's window to the front.

        False if the keyboard cannot be had: all of them are left on the clipboard then.
        """
        if not self._keyboard.hold(None):
            self.forgo()
            return False
        errand = self._queue[0]
        self._clipboard.remember(self._windows.facts(errand.window).selection)
        self._windows.activate(errand.window, lambda came: self._activated(errand, came, there))
        return True

    def forgo(self) -> None:
        """Leaves every phrase on the clipboard, so that the last one stays there."""
        while self._queue:
            self.leave(self._queue.popleft().reply.phrase)

    def end(self) -> None:
        """The same at once, since nothing can be waited for any more."""
        while self._queue:
            phrase = self._queue.popleft().reply.phrase
            self._clipboard.keep(Content.of(phrase))
            self._view.tell(Notice(LEFT_AT_END, {"label": phrase.label}))

    def leave(self, phrase: Phrase) -> None:
        """Leaves a phrase on the clipboard that cannot be inserted: a reply is never lost."""
        self._leftover.leave(Content.of(phrase), phrase.label)

    def _activated(self, errand: Errand, came: bool, there: There) -> None:
        if not self._queue or self._queue[0] is not errand:
            return  # given up meanwhile
        self._queue.popleft()
        here = self._windows.focused() if came else None
        if here is None or here.id != errand.window.id or not self._keyboard.hold(here):
            self.leave(errand.reply.phrase)
            here = None
        there(errand, here)
