"""Keys that may choose a row in the palette: each is shown to it, and everything behind it waits."""

from collections.abc import Callable

from quickreply.core.keys import Key
from quickreply.core.ports import Cancel, Keyboard, Loop, Window, Windows
from quickreply.engine.eye import VIEW_LIMIT, Eye


class Picks:
    """What the palette is asked, one key at a time.

    It sees the key itself, in line with those typed before it, so it chooses what it shows, also where an
    input method stands between. Its answer comes by another road: a phrase to insert, or word that the key
    chose nothing. `unanswered` is called when neither comes in time.
    """

    def __init__(
        self, keyboard: Keyboard, windows: Windows, eye: Eye, loop: Loop, unanswered: Callable[[], None]
    ) -> None:
        self._keyboard = keyboard
        self._windows = windows
        self._eye = eye
        self._loop = loop
        self._unanswered = unanswered
        self._limit: Cancel | None = None
        self.palette: int | None = None
        """The palette's window while its keys may choose a row."""

    @property
    def asking(self) -> bool:
        """Whether the palette has been shown a key and has not answered yet."""
        return self._limit is not None

    def ask(self, key: Key) -> Window | None:
        """Takes the keyboard and shows the palette a key; its window, or None if it cannot be asked."""
        here = self._in_front()
        if here is None or self._eye.hangs or not self._keyboard.hold(here):
            return None
        self._keyboard.show(key)
        self._limit = self._loop.after(VIEW_LIMIT, self._give_up)
        return here

    def answered(self) -> bool:
        """The palette has said something, so it is alive; False if it was not asked."""
        self._eye.hangs = False
        return self.forget()

    def forget(self) -> bool:
        """An answer is not waited for any more; False if none was."""
        limit, self._limit = self._limit, None
        if limit:
            limit.cancel()
        return limit is not None

    def _in_front(self) -> Window | None:
        here = self._windows.focused()
        return here if here and here.id == self.palette else None

    def _give_up(self) -> None:
        self._eye.hangs = True
        self.forget()
        self._unanswered()
