"""Codes where the slash cannot be swallowed: watched in the window they stand in, then taken out of it."""

from collections.abc import Callable

from quickreply.core.keys import Key, Named
from quickreply.core.ports import Keyboard, Window, Windows
from quickreply.core.settings import Fire
from quickreply.core.trigger import Lookup
from quickreply.core.watch import Replace, Seen, watch


class Observer:
    """Sees every key the windows get; keeps the letters behind a slash as long as they may be a code."""

    def __init__(self, keyboard: Keyboard, windows: Windows, look: Lookup) -> None:
        self._keyboard = keyboard
        self._windows = windows
        self._look = look
        self._seen: Seen | None = None
        self._window: Window | None = None

    def forget(self) -> None:
        """The caret is somewhere else, or the keys are for somebody else."""
        self._seen = None

    def saw(self, key: Key, fire: Fire, opens: Callable[[Key], Window | None]) -> Replace | None:
        """A key has reached the window in front; `opens` says in whose window a slash begins a code."""
        self._seen, found = watch(self._seen, key, self._look, fire)
        if self._seen is None and found is None and key.prefix and (window := opens(key)):
            self._seen, self._window = Seen(), window
        return found

    def take(self) -> tuple[Window, tuple[Key, ...]] | None:
        """Holds the keyboard of the window the code stands in.

        Returns it with the keys that reached it behind the code, before it was held. None if the code cannot
        be taken out any more: another window is in front, or something else than text came behind it.
        """
        window = self._window
        here = self._windows.focused()
        if window is None or here is None or here.id != window.id or not self._keyboard.hold(here):
            return None
        late = self._keyboard.overtaken()
        if all(map(_stands, late)):
            return here, late
        self._keyboard.release()  # Enter has sent it, or the caret is somewhere else
        return None


def _stands(key: Key) -> bool:
    """Whether it is one character more in the window."""
    return not key.shortcut and (
        key.named is Named.SPACE or (key.named is Named.CHARACTER and bool(key.char))
    )
