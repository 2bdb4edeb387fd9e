"""The palette: a window of ours that gets keys like any other, and chooses phrases."""

from collections.abc import Callable, Sequence

from quickreply.core.delivery import AppFacts
from quickreply.core.keys import Key, Named
from quickreply.core.phrase import Phrase
from quickreply.core.ports import Window
from quickreply.core.usage import How
from quickreply.engine.desk import Desk
from tests.fakes.clipboard import FakeClipboard
from tests.fakes.loop import FakeLoop
from tests.fakes.windows import FakeField, FakeWindows

PICKS = ("enter", "ctrl+enter", "alt+1", "alt+2")

_NUMBER = 9000


class FakePalette(FakeField):
    """Its text is the query; `find` says what a query finds.

    It needs `delay` seconds for each key, and its words `way` seconds to the hands. When it goes away, the
    window used before has the keyboard at once: the hands hear of that before they hear why.
    """

    def __init__(
        self,
        loop: FakeLoop,
        windows: FakeWindows,
        clipboard: FakeClipboard,
        hands: Desk,
        find: Callable[[str], Sequence[Phrase]],
    ) -> None:
        super().__init__(Window(_NUMBER, _NUMBER, "quickreply"), AppFacts(enabled=False), clipboard, loop)
        windows.fields[_NUMBER] = self
        self._windows = windows
        self._hands = hands
        self._find = find
        self._before: FakeField | None = None
        self._unread: list[Key] = []
        self.delay = 0.002
        self.way = 0.001
        self.hangs = False
        self.behind: FakeField | None = None
        """Who has the keyboard when it goes away; None: the window used before."""

    @property
    def is_open(self) -> bool:
        """Whether it is on the screen."""
        return self._before is not None

    def open(self, before: FakeField) -> None:
        """Comes to the front of the window worked in."""
        self._before, self.text = before, ""
        self._windows.focus(self)
        self._say(lambda: self._hands.palette_opened(_NUMBER, PICKS))

    def close(self) -> None:
        """Goes away without a choice."""
        self._go()
        self._say(self._hands.palette_closed)

    def compose(self, *, begins: bool) -> None:
        """An input method begins to compose in it, or is done."""
        if begins:
            self._say(self._hands.palette_closed)
        else:
            self._say(lambda: self._hands.palette_opened(_NUMBER, PICKS))

    def wake_up(self) -> None:
        """It hangs no longer, and goes on where it stopped."""
        self.hangs = False
        unread, self._unread = self._unread, []
        for key in unread:
            self._take(key)

    def key_down(self, name: str, key: Key) -> None:
        """A key is read when it is its turn."""
        self.down.append(name)
        self.loop.after(self.delay, lambda: self._read_key(key))

    def _read_key(self, key: Key) -> None:
        if self.hangs:
            self._unread.append(key)
        else:
            self._take(key)

    def _take(self, key: Key) -> None:
        """What comes when it is gone already is lost."""
        if not self.is_open:
            return
        if key.named is Named.ESCAPE:
            self.close()
        elif key.named is Named.ENTER and key.shortcut:
            self._add(0)
        elif key.named is Named.ENTER:
            self._choose(0)
        elif key.shortcut and key.char.isdigit():
            self._choose(int(key.char) - 1)
        elif key.named is Named.BACKSPACE:
            self.text = self.text[:-1]
        else:
            self.text += " " if key.named is Named.SPACE else key.char

    def _choose(self, row: int) -> None:
        found, before = self._find(self.text), self._before
        if row >= len(found) or before is None:
            self._say(self._hands.declined)
            return
        self._go()
        self._say(lambda: self._hands.insert(found[row].id, before.window, How.PALETTE))
        self._say(self._hands.palette_closed)

    def _add(self, row: int) -> None:
        """Chooses and stays; the query is selected, so that what comes next takes its place."""
        found, before = self._find(self.text), self._before
        if row >= len(found) or before is None:
            self._say(self._hands.declined)
            return
        number, self.text = found[row].id, ""
        self._say(lambda: self._hands.insert(number, before.window, How.PALETTE, self.window))

    def _go(self) -> None:
        before, self._before = self._before, None
        self._windows.focus(self.behind or before)

    def _say(self, word: Callable[[], None]) -> None:
        self.loop.after(self.way, word)
