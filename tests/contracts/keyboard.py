"""The contracts of `Keyboard`: for one that only presses chords, and for one that holds keys back."""

from collections.abc import Callable, Sequence
from typing import Protocol

import pytest

from quickreply.core.delivery import Chord
from quickreply.core.keys import Key, Named
from quickreply.core.ports import Keyboard, Window


class KeyboardRig(Protocol):
    """A keyboard, a window in front with a text field, and somebody who types."""

    @property
    def keyboard(self) -> Keyboard:
        """The adapter under test."""

    @property
    def window(self) -> Window:
        """The window in front; empty."""

    @property
    def paste(self) -> Chord:
        """What pastes there."""

    def copy(self, text: str) -> None:
        """Puts a text on the clipboard, for the paste chord."""

    def type(self, text: str) -> None:
        """The user types; the keys are up again when this returns."""

    def shows(self, text: str) -> str:
        """Waits until the window shows `text`, two seconds at most; returns what it shows."""

    def stays(self) -> str:
        """Lets everything happen that is under way; returns what the window shows then."""

    def switch(self) -> None:
        """Another window comes to the front; from now on `shows` and `stays` tell of that one."""


class KeyboardContract:
    """Subclass it with a fixture `rig`."""

    @pytest.fixture
    def rig(self) -> KeyboardRig:
        raise NotImplementedError

    def test_a_chord_pastes(self, rig: KeyboardRig):
        rig.copy("pasted")
        assert rig.keyboard.hold(rig.window)
        assert rig.keyboard.press(rig.paste)
        assert rig.shows("pasted") == "pasted"
        rig.keyboard.release()

    def test_a_chord_is_for_the_window_that_was_named_last(self, rig: KeyboardRig):
        rig.copy("pasted")
        assert rig.keyboard.hold(None)
        assert rig.keyboard.hold(rig.window)
        assert rig.keyboard.press(rig.paste)
        assert rig.shows("pasted") == "pasted"
        rig.keyboard.release()

    def test_a_key_that_does_not_exist_cannot_be_pressed(self, rig: KeyboardRig):
        rig.keyboard.hold(rig.window)
        assert not rig.keyboard.press(Chord("nosuchkey", ("ctrl",)))
        rig.keyboard.release()
        assert rig.stays() == ""

    def test_what_is_typed_after_a_delivery_reaches_the_window(self, rig: KeyboardRig):
        rig.copy("pasted ")
        rig.keyboard.hold(rig.window)
        rig.keyboard.press(rig.paste)
        rig.shows("pasted ")
        rig.keyboard.release()
        rig.stays()
        rig.type("ab")
        assert rig.shows("pasted ab") == "pasted ab"

    def test_letting_go_of_nothing_is_harmless(self, rig: KeyboardRig):
        rig.keyboard.release()
        rig.keyboard.release()
        rig.stays()
        rig.type("ab")
        assert rig.shows("ab") == "ab"


class RecordingSink:
    """Takes the slash if told to, as the engine does: holds the keyboard for the window."""

    def __init__(self, hold: Callable[[], bool]) -> None:
        self._hold = hold
        self.takes_slash = False
        self.takes_claimed = False
        self.pressed: list[Key] = []
        self.lost_focus = 0

    def begins(self, key: Key, before: str | None) -> bool:  # noqa: ARG002 - anywhere will do
        if not (self.takes_slash and self._hold()):
            return False
        self.pressed.append(key)
        return True

    def picks(self, key: Key) -> bool:
        raise AssertionError(f"{key.named} chooses nothing here")

    def claims(self, key: Key) -> bool:
        if not (self.takes_claimed and self._hold()):
            return False
        self.pressed.append(key)
        return True

    def left(self) -> None:
        """Nothing is shown here beside a window."""

    def saw(self, key: Key, before: str | None, *, composes: bool) -> None:  # noqa: ARG002 - never
        raise AssertionError("nothing is only seen here")

    def turned(self) -> None:
        raise AssertionError("nothing is only seen here")

    def press(self, key: Key) -> None:
        self.pressed.append(key)

    def click(self) -> None:
        raise AssertionError("nobody clicks here")

    def focus_lost(self) -> None:
        self.lost_focus += 1

    def stumbled(self) -> None:
        raise AssertionError("the keyboard stumbled")


class HoldingRig(KeyboardRig, Protocol):
    """A keyboard that can be held, with a sink attached to it."""

    @property
    def sink(self) -> RecordingSink:
        """Who gets the keys that are held back."""


class HoldingContract(KeyboardContract):
    """For a keyboard that swallows and gives back. Subclass it with a fixture `rig`."""

    @pytest.fixture
    def rig(self) -> HoldingRig:
        raise NotImplementedError

    def test_what_is_typed_while_it_is_held_reaches_no_window(self, rig: HoldingRig):
        rig.keyboard.hold(rig.window)
        rig.type("abc")
        assert rig.stays() == ""
        assert _characters(rig.sink.pressed) == "abc"
        rig.keyboard.release()
        assert rig.stays() == ""

    def test_what_is_given_comes_out_in_order(self, rig: HoldingRig):
        rig.keyboard.hold(rig.window)
        rig.type("hello")
        rig.keyboard.give(rig.sink.pressed[:2])
        rig.keyboard.give(rig.sink.pressed[2:])
        rig.keyboard.release()
        assert rig.shows("hello") == "hello"

    def test_what_was_typed_before_the_hold_stands_before_what_is_given(self, rig: HoldingRig):
        rig.type("ab")
        rig.keyboard.hold(rig.window)
        rig.type("cd")
        rig.keyboard.give(rig.sink.pressed)
        rig.keyboard.release()
        rig.stays()
        rig.type("ef")
        assert rig.shows("abcdef") == "abcdef"

    def test_what_is_given_before_a_chord_comes_before_it(self, rig: HoldingRig):
        rig.copy(" pasted")
        rig.keyboard.hold(rig.window)
        rig.type("ab")
        rig.keyboard.give(rig.sink.pressed)
        assert rig.keyboard.press(rig.paste)
        assert rig.shows("ab pasted") == "ab pasted"
        rig.keyboard.release()

    def test_what_is_shown_is_seen_while_it_stays_held(self, rig: HoldingRig):
        rig.keyboard.hold(rig.window)
        rig.type("abc")
        first, second, third = rig.sink.pressed
        rig.keyboard.give([first])
        rig.keyboard.show(second)
        assert rig.shows("ab") == "ab"
        rig.type("x")
        assert rig.stays() == "ab"
        rig.keyboard.give([third])
        rig.keyboard.release()
        assert rig.shows("abc") == "abc"

    def test_nothing_is_shown_to_another_window(self, rig: HoldingRig):
        rig.keyboard.hold(rig.window)
        rig.type("a")
        rig.switch()
        rig.keyboard.show(rig.sink.pressed[0])
        assert rig.stays() == ""
        rig.keyboard.release()

    def test_it_stays_held_over_a_chord(self, rig: HoldingRig):
        rig.copy("pasted")
        rig.keyboard.hold(rig.window)
        rig.keyboard.press(rig.paste)
        assert rig.shows("pasted") == "pasted"
        rig.type("x")
        assert rig.stays() == "pasted"
        rig.keyboard.release()

    def test_nothing_is_given_to_another_window(self, rig: HoldingRig):
        rig.keyboard.hold(rig.window)
        rig.type("abc")
        rig.switch()
        rig.keyboard.give(rig.sink.pressed)
        rig.keyboard.release()
        assert rig.stays() == ""
        assert rig.sink.lost_focus

    def test_the_caret_steps_back_over_a_text(self, rig: HoldingRig):
        rig.copy("pasted")
        rig.keyboard.hold(rig.window)
        rig.keyboard.press(rig.paste)
        rig.type("-")
        assert rig.shows("pasted") == "pasted"
        rig.keyboard.step_back(3)
        rig.keyboard.give(rig.sink.pressed)
        rig.keyboard.release()
        assert rig.shows("pas-ted") == "pas-ted"

    def test_a_claimed_key_that_is_taken_is_swallowed(self, rig: HoldingRig):
        rig.keyboard.claim(rig.window)
        rig.sink.takes_claimed = True
        rig.type("a\tb")
        assert rig.stays() == "a"
        assert [key.named for key in rig.sink.pressed] == [Named.TAB, Named.CHARACTER]
        rig.keyboard.give(rig.sink.pressed)
        rig.keyboard.release()
        assert rig.shows("a\tb") == "a\tb"
        rig.keyboard.claim(None)

    def test_a_claimed_key_that_nobody_takes_passes(self, rig: HoldingRig):
        rig.keyboard.claim(rig.window)
        rig.type("a\tb")
        assert rig.shows("a\tb") == "a\tb"
        rig.keyboard.claim(None)

    def test_what_is_claimed_no_more_is_the_windows(self, rig: HoldingRig):
        rig.sink.takes_claimed = True
        rig.keyboard.claim(rig.window)
        rig.keyboard.claim(None)
        rig.type("a\tb")
        assert rig.shows("a\tb") == "a\tb"
        assert rig.sink.pressed == []

    def test_in_another_window_nothing_is_claimed(self, rig: HoldingRig):
        rig.sink.takes_claimed = True
        rig.keyboard.claim(rig.window)
        rig.switch()
        rig.type("a\tb")
        assert rig.shows("a\tb") == "a\tb"
        rig.keyboard.claim(None)

    def test_it_is_known_whether_the_user_has_typed(self, rig: HoldingRig):
        rig.copy("pasted")
        rig.keyboard.hold(rig.window)
        rig.keyboard.press(rig.paste)
        assert rig.shows("pasted") == "pasted"
        before = rig.keyboard.stirs()
        rig.keyboard.release()
        rig.stays()
        assert before is not None
        assert rig.keyboard.stirs() == before
        rig.type("x")
        assert rig.shows("pastedx") == "pastedx"
        assert rig.keyboard.stirs() != before

    def test_what_was_typed_while_it_was_held_counts_when_it_is_given(self, rig: HoldingRig):
        rig.keyboard.hold(rig.window)
        rig.type("x")
        before = rig.keyboard.stirs()
        rig.keyboard.give(rig.sink.pressed)
        rig.keyboard.release()
        assert rig.shows("x") == "x"
        assert rig.keyboard.stirs() != before

    def test_a_slash_that_is_taken_is_swallowed(self, rig: HoldingRig):
        rig.sink.takes_slash = True
        rig.type("a/b")
        assert rig.stays() == "a"
        assert _characters(rig.sink.pressed) == "/b"
        assert rig.sink.pressed[0].prefix
        rig.keyboard.give(rig.sink.pressed)
        rig.keyboard.release()
        assert rig.shows("a/b") == "a/b"

    def test_a_slash_that_nobody_takes_passes(self, rig: HoldingRig):
        rig.type("a/b")
        assert rig.shows("a/b") == "a/b"
        assert rig.sink.pressed == []


def _characters(keys: Sequence[Key]) -> str:
    return "".join(key.char for key in keys)
