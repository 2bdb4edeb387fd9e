import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from quickreply.desktop.hotkeys_none import HotkeysNone
from quickreply.desktop.hotkeys_pynput import HotkeysPynput, PynputEars, in_pynputs_words, quiet
from quickreply.engine.front import Caught
from tests.desktop.qt_process import QtProcess
from tests.fakes import FakeLoop
from tests.screen.desktop import Desktop, until
from tests.screen.windows import QtBox


class FakeListener:
    """A thread that listens, as far as it is seen."""

    def __init__(self, hotkeys: Mapping[str, Callable[[], None]]) -> None:
        self.hotkeys = hotkeys
        self.news: list[str] = []

    def start(self) -> None:
        self.news.append("start")

    def stop(self) -> None:
        self.news.append("stop")


@dataclass
class FakeEars:
    listeners: list[FakeListener] = field(default_factory=list)

    def understands(self, words: str) -> bool:
        return "nosuchkey" not in words

    def listener(self, hotkeys: Mapping[str, Callable[[], None]]) -> FakeListener:
        self.listeners.append(FakeListener(hotkeys))
        return self.listeners[-1]


@pytest.fixture
def loop() -> FakeLoop:
    return FakeLoop()


@pytest.fixture
def ears() -> FakeEars:
    return FakeEars()


@pytest.fixture
def hotkeys(loop: FakeLoop, ears: FakeEars) -> HotkeysPynput:
    return HotkeysPynput(loop, ears)


def nothing() -> None:
    """What a hotkey does that is not pressed."""


@pytest.mark.parametrize(
    ("hotkey", "words"),
    [
        ("ctrl+alt+space", "<ctrl>+<alt>+<space>"),
        ("Ctrl + Shift + K", "<ctrl>+<shift>+k"),
        ("super+f5", "<cmd>+<f5>"),
        ("alt+escape", "<alt>+<esc>"),
        ("ctrl+pageup", "<ctrl>+<page_up>"),
        ("ctrl+print", "<ctrl>+<print_screen>"),
        ("shift+/", "<shift>+/"),
    ],
)
def test_combinations_in_pynputs_words(hotkey: str, words: str):
    assert in_pynputs_words(hotkey) == words


@pytest.mark.parametrize("hotkey", ["", "space", "none", "ctrl+", "hyper+x", "+"])
def test_what_is_no_combination_is_refused(hotkeys: HotkeysPynput, ears: FakeEars, hotkey: str):
    with pytest.raises(ValueError):  # noqa: PT011 - what it says is the combination itself
        in_pynputs_words(hotkey)
    assert hotkeys.catch(None, {hotkey: nothing}) == Caught(armed=False, refused=frozenset({hotkey}))
    assert ears.listeners == []


def test_a_key_that_pynput_does_not_know_is_refused_and_the_others_are_caught(
    hotkeys: HotkeysPynput, ears: FakeEars
):
    caught = hotkeys.catch(None, {"ctrl+nosuchkey": nothing, "ctrl+alt+space": nothing})
    assert caught.refused == {"ctrl+nosuchkey"}
    assert set(ears.listeners[0].hotkeys) == {"<ctrl>+<alt>+<space>"}
    assert ears.listeners[0].news == ["start"]


def test_no_slash_is_ever_caught(hotkeys: HotkeysPynput):
    assert hotkeys.catch("/", {}) == Caught(armed=False)


def test_what_a_hotkey_does_is_done_in_the_loop(hotkeys: HotkeysPynput, ears: FakeEars, loop: FakeLoop):
    done: list[int] = []
    hotkeys.catch(None, {"ctrl+a": lambda: done.append(1), "ctrl+b": lambda: done.append(2)})
    thread = threading.Thread(target=ears.listeners[0].hotkeys["<ctrl>+b"])
    thread.start()
    thread.join()
    assert done == []
    loop.run()
    assert done == [2]


def test_new_hotkeys_replace_the_old_ones(hotkeys: HotkeysPynput, ears: FakeEars):
    hotkeys.catch(None, {"ctrl+a": nothing})
    hotkeys.catch(None, {"ctrl+b": nothing})
    assert [listener.news for listener in ears.listeners] == [["start", "stop"], ["start"]]
    assert set(ears.listeners[1].hotkeys) == {"<ctrl>+b"}


def test_without_hotkeys_nobody_listens(hotkeys: HotkeysPynput, ears: FakeEars):
    hotkeys.catch(None, {"ctrl+a": nothing})
    hotkeys.catch(None, {})
    assert [listener.news for listener in ears.listeners] == [["start", "stop"]]


def test_stopping_twice_is_stopping_once(hotkeys: HotkeysPynput, ears: FakeEars):
    hotkeys.catch(None, {"ctrl+a": nothing})
    hotkeys.stop()
    hotkeys.stop()
    assert ears.listeners[0].news == ["start", "stop"]


class System:
    """What lies beneath pynput's listener on macOS: an event tap, working in the listener's thread."""

    def __init__(self, hotkeys: Mapping[str, Callable[[], None]]) -> None:
        self.hotkeys = hotkeys
        self.ran: list[str] = []

    def _run(self) -> None:
        self.ran.append("tap")


class MacListener(System):
    """pynput's, which asks for the layout first."""

    _EVENTS = 1 << 10 | 1 << 11 | 1 << 12 | 1 << 14

    def _run(self) -> None:
        self.ran.append("layout")
        super()._run()


class MacHotKeys(MacListener):
    """pynput's GlobalHotKeys."""


def mac_keyboard() -> Any:  # noqa: ANN401 - pynput's module
    return SimpleNamespace(Listener=MacListener, GlobalHotKeys=MacHotKeys)


class TestQuiet:
    def test_the_layout_is_not_asked_for(self):
        listener = quiet(mac_keyboard())({})
        listener._run()
        assert listener.ran == ["tap"]

    def test_system_events_are_not_listened_to(self):
        assert quiet(mac_keyboard())._EVENTS == 1 << 10 | 1 << 11 | 1 << 12

    def test_hotkeys_are_pynputs_own(self):
        kind = quiet(mac_keyboard())
        assert issubclass(kind, MacHotKeys)
        assert PynputEars(mac_keyboard(), kind).listener({"<ctrl>+a": nothing}).hotkeys == {
            "<ctrl>+a": nothing
        }


def test_pynput_is_asked_whether_it_understands():
    def parse(words: str) -> None:
        if "nosuchkey" in words:
            raise ValueError(words)

    ears = PynputEars(SimpleNamespace(HotKey=SimpleNamespace(parse=parse)), None)
    assert ears.understands("<ctrl>+a")
    assert not ears.understands("<ctrl>+<nosuchkey>")


def test_where_nothing_can_be_caught_everything_is_refused():
    tap = HotkeysNone()
    assert tap.catch("/", {"ctrl+a": nothing}) == Caught(armed=False, refused=frozenset({"ctrl+a"}))
    tap.stop()


@pytest.mark.screen
class TestOnAScreen:
    def test_hotkeys_are_heard_in_any_window(self, desktop: Desktop, qt_process: QtProcess, qt_box: QtBox):
        assert qt_process.ask("catch", ["ctrl+alt+space", "ctrl+shift+f5"]) == []
        desktop.key("ctrl+alt+space")
        assert until(lambda: qt_process.ask("done") == ["ctrl+alt+space"], 2)
        desktop.key("ctrl+shift+F5", "ctrl+alt+space")
        assert until(lambda: len(qt_process.ask("done")) == 3, 2)
        assert qt_process.ask("done")[1:] == ["ctrl+shift+f5", "ctrl+alt+space"]
        assert desktop.active_window() == qt_box.window

    def test_other_keys_are_no_hotkeys(self, desktop: Desktop, qt_process: QtProcess, qt_box: QtBox):
        qt_process.ask("catch", ["ctrl+alt+space"])
        desktop.key("ctrl+space", "alt+F5")
        desktop.type("a b")
        assert qt_box.wait_for("a b").replace(" ", "") == "ab"
        assert qt_process.ask("done") == []

    def test_what_is_no_longer_caught_is_no_longer_heard(
        self, desktop: Desktop, qt_process: QtProcess, qt_box: QtBox
    ):
        qt_process.ask("catch", ["ctrl+alt+space"])
        qt_process.ask("catch", ["ctrl+alt+k"])
        desktop.key("ctrl+alt+space", "ctrl+alt+k")
        assert until(lambda: qt_process.ask("done"), 2) == ["ctrl+alt+k"]
        assert qt_box.window

    def test_pynput_itself_says_what_it_does_not_know(self, qt_process: QtProcess):
        refused = qt_process.ask("catch", ["ctrl+nosuchkey", "ctrl+alt+space", "none"])
        assert refused == ["ctrl+nosuchkey", "none"]
