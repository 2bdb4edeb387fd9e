"""Whom the keys of a held keyboard are meant for, and what of them waits."""

from collections.abc import Sequence

from quickreply.core.keys import Key
from quickreply.core.notice import TYPED_LOST, Notice
from quickreply.core.ports import Window
from quickreply.engine.backlog import Backlog
from quickreply.engine.outside import Outside


class Aim:
    """One window at a time: nothing typed for it may reach another."""

    def __init__(self, outside: Outside) -> None:
        self._outside = outside
        self.window: Window | None = None
        """The window that is typed in."""
        self.before: str | None = None
        """The character before the caret there; None if unknown."""
        self.backlog = Backlog()
        """What is typed while it is still to be seen what it means."""

    def turn_to(self, window: Window | None) -> None:
        """What is typed from now on is meant for `window`. The courier looks for itself before it pastes."""
        self.window = window
        if window:
            self._outside.keyboard.hold(window)

    def give(self, keys: Sequence[Key]) -> None:
        """These are the window's after all."""
        if keys:
            self._outside.keyboard.give(keys)
        self.before = keys[-1].leaves if keys else None

    def forget_backlog(self) -> None:
        """What waits was meant for a window that has not got the keyboard any more."""
        if self.backlog.clear():
            self._outside.view.tell(Notice(TYPED_LOST))
