"""Mouse clicks on X11 while the keyboard is held: they wait until what was typed before them is through."""

from typing import Any

from Xlib import X
from Xlib.display import Display
from Xlib.error import BadAccess, CatchError, XError


class Clicks:
    """The pointer's buttons, grabbed synchronously on the root window: at a click the pointer is frozen."""

    def __init__(self, display: Display) -> None:
        self._display = display
        self._root = display.screen().root
        self._waiting: Any = None

    def take(self) -> None:
        """From now on. Where another program holds a button on the root window, clicks are not held back."""
        self._root.grab_button(
            X.AnyButton, X.AnyModifier, False, X.ButtonPressMask, X.GrabModeSync, X.GrabModeAsync,
            X.NONE, X.NONE, CatchError(BadAccess),
        )  # fmt: skip

    def let_go(self) -> None:
        """No click is held back any more; sent with the next flush."""
        self._root.ungrab_button(X.AnyButton, X.AnyModifier, onerror=CatchError(XError))

    @property
    def wait(self) -> bool:
        """Whether one waits."""
        return self._waiting is not None

    def keep(self, click: Any) -> None:
        """This one waits."""
        self._waiting = click

    def go_on(self) -> bool:
        """The one that waits happens now; False if none does."""
        click, self._waiting = self._waiting, None
        if click:
            self.replay()
        return bool(click)

    def replay(self) -> None:
        """Lets the click happen at which the pointer is frozen.

        Not by its own time: the keyboard may have been grabbed again since, and no older one is heeded.
        """
        self._display.allow_events(X.ReplayPointer, X.CurrentTime)
        self._display.flush()
