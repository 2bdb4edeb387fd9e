"""Windows of other programs, each with a text field in it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from quickreply.core.delivery import AppFacts, Chord
from quickreply.core.keys import Key, Named
from quickreply.core.ports import Rect, Window
from tests.fakes.clipboard import TEXT, FakeClipboard
from tests.fakes.loop import FakeLoop


@dataclass(eq=False, slots=True)
class FakeField:
    """A window of another program with a text field in it, the caret at the end.

    Pasting is what it is in real programs: the chord only makes the program ask for the clipboard
    `read_delay` seconds later, `reads` times, `gap` seconds apart, and the last answer is inserted;
    keys that come meanwhile are inserted at once.
    """

    window: Window
    facts: AppFacts
    clipboard: FakeClipboard
    loop: FakeLoop
    text: str = ""
    title: str = ""
    """What its window is called, which may change with the conversation in it."""
    sends: bool = False
    """Whether Enter sends the text away, as chats do."""
    sent: list[str] = field(default_factory=list)
    others: list[Key] = field(default_factory=list)
    """Keys that type nothing: arrows, shortcuts."""
    pasted: str = ""
    """What was pasted last."""
    chords: list[Chord] = field(default_factory=list)
    """All shortcuts that were pressed for it."""
    down: list[str] = field(default_factory=list)
    """Keys that are down as far as the window knows."""
    area: Rect = field(default_factory=lambda: Rect(100, 100, 800, 600))
    read_delay: float = 0.01
    reads: int = 1
    gap: float = 0.005
    takes: tuple[str, ...] = (TEXT,)
    """The formats it takes, the one it likes best first."""
    pictures: list[bytes] = field(default_factory=list)
    """What was pasted that is no text."""
    walks: bool = False
    """Whether Left moves the caret."""
    behind: str = ""
    """What stands behind the caret then."""

    def key_down(self, name: str, key: Key) -> None:
        """A key arrives."""
        if not key.repeated:
            self.down.append(name)
        if name == "left" and self.walks and not key.shortcut:
            self.text, self.behind = self.text[:-1], self.text[-1:] + self.behind
        elif key.shortcut or key.named not in _TYPES:
            self.others.append(key)
        elif key.named is Named.ENTER and self.sends:
            self.send()
        elif key.named is Named.BACKSPACE:
            self.text = self.text[:-1]
        else:
            self.text += _TYPES[key.named] or key.char

    def key_up(self, name: str) -> None:
        """A key that went down here comes up."""
        if name in self.down:
            self.down.remove(name)

    def send(self) -> None:
        """The text goes away."""
        self.sent.append(self.text + self.behind)
        self.text = self.behind = ""

    def chord(self, chord: Chord) -> None:
        """A shortcut arrives; the paste chord makes the program ask for the clipboard."""
        self.chords.append(chord)
        if chord == self.facts.send and self.sends:
            self.send()
        if chord == self.facts.undo:
            self.text = self.text.removesuffix(self.pasted)
        if chord == self.facts.paste:
            self.loop.after(self.read_delay, lambda: self._read(self.reads))

    def _read(self, times: int) -> None:
        there = (
            self.clipboard.glance(self.window, self.facts.selection) if len(self.takes) > 1 else self.takes
        )
        mime = next((mime for mime in self.takes if mime in there), "") if times else ""
        data = self.clipboard.read(self.window, mime, self.facts.selection) if mime else None
        if times > 1:
            self.loop.after(self.gap, lambda: self._read(times - 1))
        elif data and mime.startswith("image/"):
            self.pictures.append(data)
        elif data:
            self.pasted = data.decode()
            self.text += self.pasted


_TYPES = {
    Named.CHARACTER: "",
    Named.SPACE: " ",
    Named.ENTER: "\n",
    Named.TAB: "\t",
    Named.BACKSPACE: "",
}


class FakeWindows:
    """A `Windows`, and the window manager behind it: `open` and `focus` are what a user does."""

    def __init__(self, loop: FakeLoop, clipboard: FakeClipboard) -> None:
        self._loop = loop
        self._clipboard = clipboard
        self._front: FakeField | None = None
        self.fields: dict[int, FakeField] = {}
        self.activation_takes = 0.003
        self.stubborn: set[int] = set()
        """Ids of windows that cannot be brought to the front."""
        self.watchers: list[Callable[[], None]] = []
        """Who is told when the keyboard goes to another window."""

    # The port.

    def focused(self) -> Window | None:
        return self._front.window if self._front else None

    def activate(self, window: Window, done: Callable[[bool], None]) -> None:
        if self._front and self._front.window.id == window.id:
            done(True)
            return
        self._loop.after(self.activation_takes, lambda: self._bring(window, done))

    def topic(self, window: Window) -> int:
        known = self.fields.get(window.id)
        return hash(known.title) if known and known.title else 0

    def answers(self, window: Window, within: float, told: Callable[[bool], None]) -> None:
        asked, known = self._loop.now(), self.fields.get(window.id)

        def look() -> None:
            passed = self._loop.now() - asked
            if known is None or passed >= known.read_delay:
                told(True)
            elif passed >= within:
                told(False)
            else:
                self._loop.after(0.01, look)

        look()

    def facts(self, window: Window) -> AppFacts:
        known = self.fields.get(window.id)
        return known.facts if known else AppFacts()

    def area(self, window: Window) -> Rect | None:
        known = self.fields.get(window.id)
        return known.area if known else None

    # The user.

    def open(self, cls: str = "chat", facts: AppFacts | None = None) -> FakeField:
        """A program appears and has the keyboard."""
        number = 10 * (len(self.fields) + 1)
        window = Window(number, number + 1, cls, pid=number + 2)
        opened = FakeField(window, facts or AppFacts(), self._clipboard, self._loop)
        self.fields[number] = opened
        self.focus(opened)
        return opened

    def focus(self, opened: FakeField | None) -> None:
        """The keyboard goes to another window, or to none."""
        changed, self._front = self._front is not opened, opened
        if changed:
            for watcher in self.watchers:
                watcher()

    @property
    def front(self) -> FakeField | None:
        """The field that gets the keys."""
        return self._front

    def _bring(self, window: Window, done: Callable[[bool], None]) -> None:
        there = window.id in self.fields and window.id not in self.stubborn
        if there:
            self.focus(self.fields[window.id])
        done(there)
