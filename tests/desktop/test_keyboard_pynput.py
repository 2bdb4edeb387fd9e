from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest

from quickreply.core.delivery import Chord
from quickreply.core.keys import Key, Named
from quickreply.core.ports import Window
from quickreply.desktop.keyboard_none import KeyboardNone
from quickreply.desktop.keyboard_pynput import MODIFIERS_LIMIT, KeyboardPynput, PynputKeys
from tests.contracts.fake_rigs import passes
from tests.contracts.keyboard import KeyboardContract
from tests.desktop.qt_process import QtProcess
from tests.fakes import TEXT, FakeDesktop
from tests.screen.desktop import Desktop, until
from tests.screen.windows import QtBox

PASTE = Chord("v", ("ctrl",))


@dataclass
class FakeKeys:
    """The system's keyboard: chords reach the window in front of a fake desktop."""

    desktop: FakeDesktop
    held: set[str] = field(default_factory=set)
    """Modifiers that the user holds."""
    played: list[str] = field(default_factory=list)
    broken: str = ""
    """A key that cannot be pressed after all."""

    def modifiers_down(self) -> bool:
        return bool(self.held)

    def code(self, name: str) -> object | None:
        return name if len(name) == 1 or name in {"ctrl", "alt", "shift", "super", "insert"} else None

    def press(self, code: object) -> None:
        if code == self.broken:
            raise OSError("no such key")
        self.played.append(f"+{code}")
        front = self.desktop.windows.front
        if front and self.played[-2:] == ["+ctrl", "+v"]:
            front.chord(PASTE)

    def release(self, code: object) -> None:
        self.played.append(f"-{code}")


@dataclass
class Rig:
    """What is typed goes to the fake desktop's window, chords come from the adapter."""

    keyboard: KeyboardPynput
    desktop: FakeDesktop
    paste: Chord = field(default_factory=lambda: PASTE)

    @property
    def window(self) -> Window:
        return self.desktop.field.window

    def copy(self, text: str) -> None:
        self.desktop.clipboard.copy({TEXT: text.encode()})

    def type(self, text: str) -> None:
        self.desktop.typist.type(text)

    def shows(self, text: str) -> str:
        passes(self.desktop.loop, lambda: self.desktop.field.text == text)
        return self.desktop.field.text

    def stays(self) -> str:
        self.desktop.loop.advance(2)
        return self.desktop.field.text

    def switch(self) -> None:
        raise NotImplementedError("nothing is held here")


@pytest.fixture
def desktop_fake() -> FakeDesktop:
    return FakeDesktop()


@pytest.fixture
def keys(desktop_fake: FakeDesktop) -> FakeKeys:
    return FakeKeys(desktop_fake)


@pytest.fixture
def told() -> list[str]:
    """That a chord is pressed now, as the clipboard hears it."""
    return []


@pytest.fixture
def keyboard(desktop_fake: FakeDesktop, keys: FakeKeys, told: list[str]) -> KeyboardPynput:
    return KeyboardPynput(keys, desktop_fake.loop, desktop_fake.windows, lambda: told.append("pasting"))


class TestContract(KeyboardContract):
    @pytest.fixture
    def rig(self, desktop_fake: FakeDesktop, keyboard: KeyboardPynput) -> Rig:
        return Rig(keyboard, desktop_fake)


@dataclass
class ScreenRig:
    """A real window, real keys, pynput in the process that presses them."""

    desktop: Desktop
    box: QtBox
    keyboard: "KeyboardInProcess"
    window: Window
    paste: Chord = field(default_factory=lambda: PASTE)

    def copy(self, text: str) -> None:
        self.desktop.clipboard.own(text=text)

    def type(self, text: str) -> None:
        self.desktop.type(text)

    def shows(self, text: str) -> str:
        return self.box.wait_for(text, 2)

    def stays(self) -> str:
        """A key that is typed now comes after everything that was pressed before."""
        self.desktop.type(".")
        until(lambda: self.box.text().endswith("."), 2)
        text = self.box.text().removesuffix(".")
        self.desktop.key("BackSpace")
        return self.box.wait_for(text)

    def switch(self) -> None:
        raise NotImplementedError("nothing is held here")


class KeyboardInProcess:
    """A `Keyboard` that is a `KeyboardPynput` in another process."""

    def __init__(self, process: QtProcess) -> None:
        self._process = process

    def hold(self, window: Window | None) -> bool:
        return bool(self._process.ask("hold", window is not None))

    def give(self, keys: object) -> None:
        raise NotImplementedError("nothing is given here")

    def press(self, chord: Chord) -> bool:
        return bool(self._process.ask("press", str(chord)))

    def release(self) -> None:
        self._process.ask("release")


@pytest.mark.screen
class TestOnAScreen(KeyboardContract):
    @pytest.fixture
    def rig(self, desktop: Desktop, qt_process: QtProcess, qt_box: QtBox) -> ScreenRig:
        window = Window(qt_box.window, qt_box.window, "qt_box.py")
        return ScreenRig(desktop, qt_box, KeyboardInProcess(qt_process), window)

    def test_it_waits_for_the_users_fingers(self, rig: ScreenRig):
        rig.copy("pasted")
        rig.desktop.xdotool("keydown", "shift")
        rig.keyboard.hold(rig.window)
        assert rig.keyboard.press(PASTE)
        assert rig.box.text() == ""
        rig.desktop.xdotool("keyup", "shift")
        assert rig.shows("pasted") == "pasted"


class TestPress:
    def test_the_keys_go_down_in_order_and_up_in_reverse(self, keyboard: KeyboardPynput, keys: FakeKeys):
        keyboard.hold(keys.desktop.field.window)
        assert keyboard.press(Chord("v", ("ctrl", "shift")))
        assert keys.played == ["+ctrl", "+shift", "+v", "-v", "-shift", "-ctrl"]

    def test_the_clipboard_hears_of_it_before_the_first_key(self, keys: FakeKeys):
        desktop = keys.desktop
        keyboard = KeyboardPynput(keys, desktop.loop, desktop.windows, lambda: keys.played.append("pasting"))
        keyboard.hold(desktop.field.window)
        keyboard.press(PASTE)
        assert keys.played == ["pasting", "+ctrl", "+v", "-v", "-ctrl"]

    def test_with_a_modifier_down_it_waits(self, keyboard: KeyboardPynput, keys: FakeKeys, told: list[str]):
        keys.held = {"alt"}
        keyboard.hold(keys.desktop.field.window)
        assert keyboard.press(PASTE)
        keys.desktop.loop.advance(MODIFIERS_LIMIT - 0.1)
        assert keys.played == []
        assert told == []
        keys.held = set()
        keys.desktop.loop.advance(0.02)
        assert keys.played == ["+ctrl", "+v", "-v", "-ctrl"]
        assert told == ["pasting"]

    def test_a_modifier_that_stays_down_presses_nothing_ever(self, keyboard: KeyboardPynput, keys: FakeKeys):
        keys.held = {"alt"}
        keyboard.hold(keys.desktop.field.window)
        keyboard.press(PASTE)
        keys.desktop.loop.advance(MODIFIERS_LIMIT + 0.1)
        keys.held = set()
        keys.desktop.loop.advance(5)
        assert keys.played == []

    def test_it_presses_nothing_in_a_window_that_came_to_the_front_meanwhile(
        self, keyboard: KeyboardPynput, keys: FakeKeys, told: list[str]
    ):
        keys.held = {"alt"}
        keyboard.hold(keys.desktop.field.window)
        keyboard.press(PASTE)
        keys.desktop.windows.open()
        keys.held = set()
        keys.desktop.loop.advance(1)
        assert keys.played == []
        assert told == []

    @pytest.mark.parametrize("front", [True, False])
    def test_it_presses_nothing_where_no_window_is_meant(
        self, keyboard: KeyboardPynput, keys: FakeKeys, front: bool
    ):
        if front:
            keyboard.hold(None)
        else:
            keyboard.hold(keys.desktop.field.window)
            keys.desktop.windows.focus(None)
        keyboard.press(PASTE)
        assert keys.played == []

    def test_no_key_stays_down_when_another_fails(self, keyboard: KeyboardPynput, keys: FakeKeys):
        keys.broken = "v"
        keyboard.hold(keys.desktop.field.window)
        with pytest.raises(OSError, match="no such key"):
            keyboard.press(PASTE)
        assert keys.played == ["+ctrl", "-ctrl"]

    def test_giving_back_presses_nothing(self, keyboard: KeyboardPynput, keys: FakeKeys):
        keyboard.hold(keys.desktop.field.window)
        keyboard.give([Key(Named.CHARACTER, "a")])
        keyboard.release()
        keys.desktop.loop.advance(1)
        assert keys.played == []
        assert keys.desktop.field.text == ""


class FakePynput:
    """pynput's module for keyboards, as far as it is used."""

    Key = SimpleNamespace(ctrl="Key.ctrl", cmd="Key.cmd", alt="Key.alt", shift="Key.shift", esc="Key.esc")
    KeyCode = SimpleNamespace(from_char=lambda char: f"char {char}", from_vk=lambda number: f"vk {number}")

    def __init__(self) -> None:
        self.played: list[tuple[str, object]] = []
        self.Controller = lambda: SimpleNamespace(
            press=lambda code: self.played.append(("down", code)),
            release=lambda code: self.played.append(("up", code)),
        )


class TestPynputKeys:
    @pytest.fixture
    def pynput(self) -> FakePynput:
        return FakePynput()

    @pytest.mark.parametrize(
        ("name", "code"),
        [
            ("ctrl", "Key.ctrl"),
            ("super", "Key.cmd"),
            ("escape", "Key.esc"),
            ("v", "char v"),
            ("insert", None),  # macOS has no such key
            ("nosuchkey", None),
        ],
    )
    def test_keys_are_known_by_their_names(self, pynput: FakePynput, name: str, code: object):
        assert PynputKeys(pynput, lambda: False, lambda _name: None).code(name) == code

    def test_where_the_system_numbers_letters_the_number_counts(self, pynput: FakePynput):
        assert PynputKeys(pynput, lambda: False, lambda name: ord(name.upper())).code("v") == "vk 86"

    def test_they_are_pressed_and_released(self, pynput: FakePynput):
        keys = PynputKeys(pynput, lambda: False, lambda _name: None)
        keys.press("char v")
        keys.release("char v")
        assert pynput.played == [("down", "char v"), ("up", "char v")]

    def test_the_system_tells_of_modifiers(self, pynput: FakePynput):
        assert PynputKeys(pynput, lambda: True, lambda _name: None).modifiers_down()


def test_a_keyboard_that_can_do_nothing_says_so():
    keyboard = KeyboardNone()
    keyboard.give([Key(Named.CHARACTER, "a")])
    keyboard.release()
    assert not keyboard.hold(Window(1, 1, "chat"))
    assert not keyboard.hold(None)
    assert not keyboard.press(PASTE)
