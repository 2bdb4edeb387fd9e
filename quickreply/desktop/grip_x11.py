"""Where the keyboard is grabbed on X11, and how it is frozen."""

from typing import Any

from Xlib import X
from Xlib.display import Display
from Xlib.error import XError

from quickreply.core.ports import Window
from quickreply.desktop.context_x11 import Context
from quickreply.desktop.grabs_x11 import Grabs


class Grip:
    """Takes the keyboard; where letters are composed, in the very window that has it.

    That hears of a focus gone and back at once. Grabbed on the root window the focus is away until the
    keyboard is let go, and the input method would not be back in time for the keys that are given. But a
    grab ends with its window, so not in the palette, which goes away while keys are held.
    """

    def __init__(self, display: Display, grabs: Grabs, context: Context) -> None:
        self._display = display
        self._root = display.screen().root
        self._grabs = grabs
        self._context = context
        self.aim: Window | None = None
        """For whom keys are held."""
        self.window = self._root
        """Where it is grabbed."""
        self.holding = False
        """Whether keys come to us and nowhere else."""

    @property
    def composes(self) -> bool:
        """Whether letters may be composed where the keys go."""
        return self._context.composing.method.composes

    @property
    def lasts(self) -> bool:
        """Whether it does not end with a window that was meant before."""
        return self.window.id in (self._root.id, self._place().id)

    def take(self, *, frozen: bool = False) -> bool:
        """The keyboard is ours; `frozen`: what it says waits in the server. False if it cannot be had."""
        mode = X.GrabModeSync if frozen else X.GrabModeAsync
        place = next((place for place in (self._place(), self._root) if _grabbed(place, mode)), None)
        self.window, self.holding = place or self._root, place is not None
        return self.holding

    def thaw(self) -> None:
        """What waits in the server comes."""
        self._display.allow_events(X.AsyncKeyboard, X.CurrentTime)

    def open(self) -> None:
        """Lets it go; what waits in the server goes where it belongs."""
        self._display.ungrab_keyboard(X.CurrentTime)

    def _place(self) -> Any:
        if self.aim and self.composes and not self._grabs.is_palette(self.aim.id):
            return self._display.create_resource_object("window", self.aim.focus)
        return self._root


def _grabbed(window: Any, mode: int) -> bool:
    try:
        status = window.grab_keyboard(False, X.GrabModeAsync, mode, X.CurrentTime)
    except XError:  # gone, or out of sight
        return False
    return bool(status == X.GrabSuccess)
