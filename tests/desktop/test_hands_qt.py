import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from PySide6.QtGui import QClipboard

from quickreply.core.delivery import AppFacts, AwaitRead, Chord, Selection
from quickreply.core.notice import HANDS_OFF, ON_CLIPBOARD
from quickreply.core.phrase import Collection, Library, LibraryKind, Phrase
from quickreply.core.ports import Loop, Rect, Window
from quickreply.core.settings import Settings
from quickreply.core.supply import supply
from quickreply.core.usage import Habits, How
from quickreply.desktop.apps import Apps
from quickreply.desktop.clipboard_qt import HINTS_FREEDESKTOP, UNSEEN, ClipboardQt
from quickreply.desktop.hands import Ability
from quickreply.desktop.hands_qt import HandsQt, Reach, hands_qt, pasting_with_command, virtual_key
from quickreply.desktop.hotkeys_none import HotkeysNone
from quickreply.desktop.keyboard_pynput import MODIFIERS_LIMIT, KeyboardPynput
from quickreply.desktop.loop_qt import QtLoop
from quickreply.desktop.session import Session, System
from quickreply.desktop.window_macos import AppKit
from quickreply.desktop.window_win32 import User32, WindowsWin32
from quickreply.engine.front import Caught
from quickreply.engine.stock import Stock
from tests.desktop.conftest import Passes
from tests.desktop.qt_process import QtProcess
from tests.desktop.test_keyboard_pynput import FakeKeys
from tests.desktop.test_window_win32 import FakeShell
from tests.fakes import FakeDesktop, FakeLoop, FakeView
from tests.screen.desktop import Desktop, until
from tests.screen.windows import QtBox

TEXT = "亲，您好！\n今天 16:00 前付款，当天发出 \U0001f600"
PHRASE = Phrase(1, 1, None, "fh", "Shipping", TEXT)


def stock() -> Stock:
    library = Library(1, "p", "Mine", LibraryKind.PERSONAL)
    return Stock(lambda: nullcontext((supply(Collection((library,), (), (PHRASE,))), Habits())))


def apps() -> Apps:
    return Apps({}, AppFacts())


@pytest.fixture
def front(qapp: object) -> FakeView:  # noqa: ARG001 - the hands need an application
    return FakeView(FakeLoop())


@dataclass
class Wayland:
    hands: HandsQt
    front: FakeView


@pytest.fixture
def wayland(board: QClipboard, front: FakeView, passes: Passes) -> Iterator[Wayland]:  # noqa: ARG001
    hands = hands_qt(Session(System.WAYLAND), apps(), stock(), Settings(), front)
    assert passes(lambda: bool(front.stocks))
    yield Wayland(hands, front)
    hands.stop()


class TestWayland:
    def test_it_can_do_nothing_by_itself(self, wayland: Wayland):
        assert wayland.hands.abilities == frozenset()
        assert wayland.front.caughts == [Caught(armed=False, refused=frozenset({"ctrl+alt+space"}))]

    def test_the_phrases_are_there(self, wayland: Wayland):
        assert wayland.front.stocks[-1].total == 1
        assert [row.phrase for row in wayland.hands.search("ship").rows] == [PHRASE]

    @pytest.mark.parametrize("window", [None, Window(1, 1, "chat")])
    def test_a_phrase_stays_on_the_clipboard_and_the_user_is_told(
        self, wayland: Wayland, board: QClipboard, passes: Passes, window: Window | None
    ):
        board.setText("old")
        wayland.hands.insert(1, window, How.PALETTE)
        assert passes(lambda: bool(wayland.front.notices))
        assert [notice.message for notice in wayland.front.notices] == [ON_CLIPBOARD]
        assert board.text() == TEXT
        assert wayland.front.events == []

    def test_it_can_be_done_again(self, wayland: Wayland, passes: Passes):
        for number in (1, 2, 3):
            wayland.hands.insert(1, None, How.PALETTE)
            assert passes(lambda number=number: len(wayland.front.notices) == number)

    def test_a_phrase_is_put_on_the_clipboard_on_request(
        self, wayland: Wayland, board: QClipboard, passes: Passes
    ):
        wayland.hands.keep(1)
        assert passes(lambda: board.text() == TEXT)
        assert wayland.front.notices == []

    def test_the_palette_opens_without_a_window(self, wayland: Wayland, passes: Passes):
        wayland.hands.look()
        assert passes(lambda: wayland.front.looks == [(None, None)])

    def test_every_command_is_taken(self, wayland: Wayland, passes: Passes, caplog: pytest.LogCaptureFixture):
        wayland.hands.shown(1, Rect(0, 0, 1, 1))
        wayland.hands.hidden()
        wayland.hands.choose(1, 0)
        wayland.hands.move(1)
        wayland.hands.give_back(Window(1, 1, "chat"), 1)
        wayland.hands.palette_opened(1, ("enter",))
        wayland.hands.declined()
        wayland.hands.palette_closed()
        wayland.hands.configure(Settings(hotkey="none"), True)
        assert passes(lambda: len(wayland.front.caughts) == 2)
        assert wayland.front.caughts[-1] == Caught(armed=False)
        assert caplog.records == []


def test_after_the_end_nothing_happens_any_more(board: QClipboard, front: FakeView, passes: Passes):
    hands = hands_qt(Session(System.WAYLAND), apps(), stock(), Settings(), front)
    other = QtLoop()
    hands.stop()
    hands.keep(1)
    done: list[int] = []
    other.after(0.05, lambda: done.append(1))
    assert passes(lambda: bool(done))
    assert board.text() == ""
    assert front.caughts == []


@dataclass
class ReadingKeys(FakeKeys):
    """Keys of a system whose window in front reads the clipboard some milliseconds after the paste chord."""

    loop: Loop = field(default_factory=FakeLoop)
    read: Callable[[], None] = lambda: None

    def press(self, code: object) -> None:
        super().press(code)
        if self.played[-2:] == ["+ctrl", "+v"]:
            self.loop.after(0.02, self.read)


@dataclass
class Assembled:
    """The hands of Windows, with the system's part played by fakes: only clipboard and loop are Qt's."""

    hands: HandsQt
    front: FakeView
    shell: FakeShell
    keys: ReadingKeys
    board: QClipboard

    def reads(self) -> list[str]:
        """From now on the window reads; returns what it has read."""
        read: list[str] = []
        self.keys.read = lambda: read.append(self.board.text())
        return read


@pytest.fixture
def assembled(board: QClipboard, front: FakeView, passes: Passes) -> Iterator[Assembled]:
    loop = QtLoop()
    shell, keys = FakeShell(loop), ReadingKeys(FakeDesktop(), loop=loop)
    windows = WindowsWin32(shell, loop, lambda cls: AppFacts(cls, quiet=0.05))
    clipboard = ClipboardQt(board, loop, HINTS_FREEDESKTOP)
    keyboard = KeyboardPynput(keys, loop, windows, clipboard.pasting)
    reach = Reach(HotkeysNone(), keyboard, windows, clipboard, frozenset({Ability.PASTE}))
    hands = HandsQt(loop, reach, stock(), front)
    hands.restock()
    assert passes(lambda: bool(front.stocks))
    yield Assembled(hands, front, shell, keys, board)
    hands.stop()


class TestAssembled:
    def test_a_phrase_is_pasted_into_the_window_it_was_meant_for(
        self, assembled: Assembled, board: QClipboard, passes: Passes
    ):
        read = assembled.reads()
        board.setText("old")
        chat = assembled.shell.open("C:\\qq.exe")
        assembled.shell.open("C:\\other.exe")
        assembled.hands.insert(1, chat, How.PALETTE)
        assert passes(lambda: bool(assembled.front.events))
        assert read == [TEXT]
        assert assembled.shell.front == chat.id
        assert [(event.phrase, event.app, event.how) for event in assembled.front.events] == [
            (1, "qq", How.PALETTE)
        ]
        assert passes(lambda: board.text() == "old")

    def test_two_in_a_row_are_both_pasted_and_the_clipboard_is_the_first(
        self, assembled: Assembled, board: QClipboard, passes: Passes
    ):
        read = assembled.reads()
        board.setText("old")
        chat = assembled.shell.open("C:\\qq.exe")
        assembled.hands.insert(1, chat, How.PALETTE)
        assert passes(lambda: len(assembled.front.events) == 1)
        assembled.hands.insert(1, chat, How.PALETTE)
        assert passes(lambda: len(assembled.front.events) == 2)
        assert read == [TEXT, TEXT]
        assert passes(lambda: board.text() == "old")

    def test_a_window_that_does_not_come_back_gets_nothing_and_nothing_is_lost(
        self, assembled: Assembled, board: QClipboard, passes: Passes
    ):
        read = assembled.reads()
        chat = assembled.shell.open("C:\\qq.exe")
        del assembled.shell.processes[chat.id]
        assembled.shell.open("C:\\other.exe")
        assembled.hands.insert(1, chat, How.PALETTE)
        assert passes(lambda: bool(assembled.front.notices))
        assert read == []
        assert board.text() == TEXT

    def test_a_window_that_does_not_read_leaves_the_text_on_the_clipboard(
        self, assembled: Assembled, board: QClipboard, passes: Passes
    ):
        chat = assembled.shell.open("C:\\qq.exe")
        assembled.hands.insert(1, chat, How.PALETTE)
        assert passes(lambda: bool(assembled.front.notices))
        assert [notice.message for notice in assembled.front.notices] == [ON_CLIPBOARD]
        assert board.text() == TEXT

    def test_after_a_failure_it_goes_on(self, assembled: Assembled, passes: Passes):
        read = assembled.reads()
        assembled.shell.gone = True
        assembled.hands.insert(1, Window(5, 5, "qq"), How.PALETTE)
        assert passes(lambda: HANDS_OFF in [notice.message for notice in assembled.front.notices])
        assembled.shell.gone = False
        assembled.hands.insert(1, assembled.shell.open("C:\\qq.exe"), How.PALETTE)
        assert passes(lambda: read == [TEXT])


class Listener:
    """pynput's listener, as far as it is needed to make one."""

    _EVENTS = 1 << 10

    def __init__(self, hotkeys: dict[str, Callable[[], None]]) -> None:
        self.hotkeys = hotkeys

    def start(self) -> None: ...
    def stop(self) -> None: ...
    def _run(self) -> None: ...


@pytest.fixture
def pynput(monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: ANN401 - stands for a module
    """pynput without a display."""
    keyboard = ModuleType("pynput.keyboard")
    keyboard.Key = SimpleNamespace(ctrl="ctrl", cmd="cmd")  # type: ignore[attr-defined]
    keyboard.KeyCode = SimpleNamespace(from_char=str, from_vk=int)  # type: ignore[attr-defined]
    keyboard.Controller = lambda: SimpleNamespace(press=print, release=print)  # type: ignore[attr-defined]
    keyboard.HotKey = SimpleNamespace(parse=lambda words: words)  # type: ignore[attr-defined]
    keyboard.Listener = keyboard.GlobalHotKeys = Listener  # type: ignore[attr-defined]
    package = ModuleType("pynput")
    package.keyboard = keyboard  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pynput", package)
    monkeypatch.setitem(sys.modules, "pynput.keyboard", keyboard)
    return keyboard


class TestChosen:
    """Which adapters and abilities each system has."""

    @pytest.mark.usefixtures("pynput", "board")
    def test_windows(self, front: FakeView, passes: Passes, monkeypatch: pytest.MonkeyPatch):
        user32 = SimpleNamespace(GetForegroundWindow=lambda: 0)
        monkeypatch.setattr(User32, "here", classmethod(lambda cls: _bare(cls, _user32=user32)))
        hands = hands_qt(Session(System.WINDOWS), apps(), stock(), Settings(), front)
        assert passes(lambda: front.caughts == [Caught(armed=False)])
        assert hands.abilities == {Ability.HOTKEY, Ability.PASTE, Ability.FORMATS}
        assert _facts(hands) == AppFacts(quiet=0.3)
        hands.stop()

    @pytest.mark.usefixtures("pynput", "board")
    @pytest.mark.parametrize(
        ("trusted", "abilities"),
        [(True, {Ability.HOTKEY, Ability.PASTE, Ability.FORMATS}), (False, {Ability.FORMATS})],
    )
    def test_macos(
        self,
        front: FakeView,
        passes: Passes,
        monkeypatch: pytest.MonkeyPatch,
        trusted: bool,
        abilities: set[Ability],
    ):
        services = SimpleNamespace(AXIsProcessTrusted=lambda: trusted)
        monkeypatch.setattr(AppKit, "here", classmethod(lambda cls: cls(None, services)))
        hands = hands_qt(Session(System.MACOS), apps(), stock(), Settings(), front)
        assert passes(lambda: front.caughts == [Caught(armed=False)])
        assert hands.abilities == abilities
        assert _facts(hands).paste == Chord("v", ("super",))
        hands.stop()


def _bare(kind: type, **attributes: object) -> Any:  # noqa: ANN401 - an object of that kind
    """An object without its constructor: here it would load what is not there."""
    made = kind.__new__(kind)
    vars(made).update(attributes)
    return made


def _facts(hands: HandsQt) -> AppFacts:
    return hands._reach.windows.facts(Window(1, 1, "chat"))


def test_the_courier_waits_longer_than_fingers_and_an_unseen_read_take_together():
    assert AwaitRead().deadline > MODIFIERS_LIMIT + UNSEEN


def test_a_letters_key_has_the_number_of_its_capital():
    assert [virtual_key(name) for name in ("v", "V", "5", "/", "и")] == [0x56, 0x56, 0x35, None, None]


def test_on_macos_terminals_paste_like_everything_else():
    xterm = AppFacts("xterm", False, Chord("insert", ("shift",)), Selection.PRIMARY, quiet=0.5)
    assert pasting_with_command(xterm) == AppFacts("xterm", False, Chord("v", ("super",)), quiet=0.5)


@pytest.mark.screen
class TestOnAScreen:
    """The hands of Windows and macOS at work: Qt's clipboard, pynput's keys, real windows."""

    @pytest.fixture
    def process(self, qt_process: QtProcess) -> QtProcess:
        qt_process.ask("work", TEXT)
        assert until(lambda: qt_process.ask("stocked") == 1, 2)
        return qt_process

    def test_a_phrase_stands_in_the_window_and_the_clipboard_is_what_it_was(
        self, process: QtProcess, qt_box: QtBox, desktop: Desktop
    ):
        desktop.clipboard.own(text="old", html="<b>old</b>")
        process.ask("insert", 0)
        assert qt_box.wait_for(TEXT) == TEXT
        assert until(lambda: process.ask("inserted") == 1, 2)
        assert until(lambda: not process.ask("busy"), 2)
        assert desktop.clipboard.text() == "old"
        assert desktop.clipboard.read("text/html") == b"<b>old</b>"
        assert process.ask("notices") == []

    def test_one_after_the_other_all_are_whole(self, process: QtProcess, qt_box: QtBox, desktop: Desktop):
        desktop.clipboard.own(text="old")
        for number in range(1, 6):
            process.ask("insert", 0)
            assert qt_box.wait_for(TEXT * number) == TEXT * number
            assert until(lambda number=number: process.ask("inserted") == number, 2)
        assert until(lambda: not process.ask("busy"), 2)
        assert desktop.clipboard.text() == "old"

    def test_a_window_that_is_not_there_leaves_it_on_the_clipboard(
        self, process: QtProcess, qt_box: QtBox, desktop: Desktop
    ):
        process.ask("insert", 4242)
        assert until(lambda: process.ask("notices"), 2) == [ON_CLIPBOARD]
        assert desktop.clipboard.text() == TEXT
        assert qt_box.text() == ""

    def test_the_hotkey_asks_for_the_palette(self, process: QtProcess, qt_box: QtBox, desktop: Desktop):
        process.ask("listening")
        desktop.key("ctrl+alt+space")
        assert until(lambda: process.ask("looks"), 2) == [qt_box.window]
