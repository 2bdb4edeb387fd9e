"""The rigs of the fakes: what the contracts need to work them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from quickreply.core.delivery import Chord, Selection
from quickreply.core.ports import Window
from tests.contracts.clipboard import TEXT
from tests.contracts.keyboard import RecordingSink
from tests.fakes import HINT, FakeClipboard, FakeDesktop, FakeField, FakeKeyboard, FakeLoop, FakeWindows


def passes(loop: FakeLoop, condition: Callable[[], bool]) -> bool:
    """Lets virtual time pass until the condition holds, two seconds at most."""
    for _ in range(200):
        if condition():
            return True
        loop.advance(0.01)
    return condition()


@dataclass(frozen=True)
class FakeLoopRig:
    loop: FakeLoop

    def inside(self, act: Callable[[], None]) -> None:
        self.loop.call(act)
        self.loop.run()

    def wait_until(self, condition: Callable[[], bool]) -> bool:
        return passes(self.loop, condition)


@dataclass(frozen=True)
class FakeWindowsRig:
    loop: FakeLoop
    windows: FakeWindows

    def open(self) -> Window:
        return self.windows.open(cls=f"chat{len(self.windows.fields)}").window

    def close(self, window: Window) -> None:
        del self.windows.fields[window.id]

    def leave(self) -> None:
        self.windows.focus(None)

    def wait_until(self, condition: Callable[[], bool]) -> bool:
        return passes(self.loop, condition)


@dataclass
class FakeClipboardRig:
    loop: FakeLoop
    clipboard: FakeClipboard
    reader: Window = field(default_factory=lambda: Window(10, 11, "chat", pid=12))

    def copy(self, formats: Mapping[str, bytes]) -> None:
        self.clipboard.copy(formats)

    def select(self, text: str) -> None:
        self.clipboard.copy({TEXT: text.encode()}, Selection.PRIMARY)

    def selected(self) -> bytes | None:
        return self.clipboard.read(None, TEXT, Selection.PRIMARY)

    def paste(self) -> str | None:
        data = self.clipboard.read(self.reader)
        return None if data is None else data.decode()

    def look(self, mime: str = TEXT) -> bytes | None:
        return self.clipboard.read(None, mime)

    def asks(self, mime: str) -> Callable[[], bytes | None]:
        assert self.clipboard.read(None, mime) is None
        return lambda: self.clipboard.read(None, mime)

    def at_once(self, *acts: Callable[[], object]) -> None:
        self.clipboard.memory_takes = 0.01
        for act in acts:
            act()

    def hidden(self) -> bool:
        return HINT in self.clipboard.formats()

    def settle(self) -> None:
        self.loop.advance(1)

    def wait_until(self, condition: Callable[[], bool]) -> bool:
        return passes(self.loop, condition)


@dataclass
class FakeKeyboardRig:
    desktop: FakeDesktop
    sink: RecordingSink
    front: FakeField
    paste: Chord = field(default_factory=lambda: Chord("v", ("ctrl",)))

    @property
    def keyboard(self) -> FakeKeyboard:
        return self.desktop.keyboard

    @property
    def window(self) -> Window:
        return self.front.window

    def copy(self, text: str) -> None:
        self.desktop.clipboard.copy({TEXT: text.encode()})

    def type(self, text: str) -> None:
        self.desktop.typist.type(text)

    def shows(self, text: str) -> str:
        passes(self.desktop.loop, lambda: self.front.text + self.front.behind == text)
        return self.front.text + self.front.behind

    def stays(self) -> str:
        self.desktop.loop.advance(2)
        return self.front.text

    def switch(self) -> None:
        self.front = self.desktop.windows.open()
