"""The keyboard where nothing can be swallowed: only chords are pressed, through pynput."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from quickreply.core.delivery import Chord
from quickreply.core.keys import Key
from quickreply.core.ports import Loop, Stirs, Window, Windows
from quickreply.desktop.polling import poll

MODIFIERS_LIMIT = 0.5
"""Seconds the user has to take her fingers off Ctrl, Alt, Shift and the like; with one of them down, Ctrl+V
is another chord. The courier waits longer for the text to be read."""


class Keys(Protocol):
    """What is needed of the system's keyboard."""

    def modifiers_down(self) -> bool:
        """Whether a modifier is physically down."""

    def code(self, name: str) -> object | None:
        """The key called `name` in a chord: `ctrl`, `v`, `insert`. None if there is no such key."""

    def press(self, code: object) -> None:
        """Presses a key."""

    def release(self, code: object) -> None:
        """Releases a key."""


class KeyboardPynput:
    """A `Keyboard` that holds nothing back: what the user types goes where it always goes.

    So it can be used for phrases that were chosen elsewhere, in the palette or the tray, and for no codes.
    `pasting` is told right before a chord is pressed.
    """

    def __init__(self, keys: Keys, loop: Loop, windows: Windows, pasting: Callable[[], None]) -> None:
        self._keys = keys
        self._loop = loop
        self._windows = windows
        self._pasting = pasting
        self._aim: Window | None = None

    def hold(self, window: Window | None) -> bool:
        """Yes, although nothing is held: all that follows from it here is which window is meant."""
        self._aim = window
        return True

    def give(self, keys: Sequence[Key]) -> None:
        """Nothing was taken, so nothing is to be given back."""

    def show(self, key: Key) -> None:
        """Nothing was taken, so every window has seen it."""

    def erase(self, count: int) -> None:
        """Nothing is seen here that could be taken out of a window."""

    def step_back(self, count: int) -> None:
        """The caret stays at the end: nobody knows what the user presses meanwhile."""

    def claim(self, window: Window | None) -> bool:  # noqa: ARG002 - none can be claimed
        return False

    def stirs(self) -> Stirs | None:
        return None

    def overtaken(self) -> tuple[Key, ...]:
        return ()

    def press(self, chord: Chord) -> bool:
        """Presses the chord as soon as no modifier is down any more, if the window is still in front then."""
        codes = [self._keys.code(name) for name in (*chord.held, chord.key)]
        if None in codes:
            return False
        aim = self._aim
        poll(
            self._loop,
            lambda: not self._keys.modifiers_down(),
            MODIFIERS_LIMIT,
            lambda free: self._play(codes, aim) if free else None,
        )
        return True

    def release(self) -> None:
        """Nothing is held."""

    def _play(self, codes: Sequence[object], aim: Window | None) -> None:
        """Never into another window than the one that was meant."""
        here = self._windows.focused()
        if aim is None or here is None or here.id != aim.id:
            return
        self._pasting()
        down: list[object] = []
        try:
            for code in codes:
                self._keys.press(code)
                down.append(code)
        finally:  # a key must not stay down, whatever happens
            for code in reversed(down):
                self._keys.release(code)


class PynputKeys:
    """`Keys` through pynput, whose module for keyboards is `keyboard`.

    `virtual` is the system's number of a letter's key where the letter itself will not do: under a Russian
    layout no key makes a `v`, but Ctrl and the key that makes one elsewhere still paste.
    """

    def __init__(
        self,
        keyboard: Any,  # noqa: ANN401 - pynput has no types
        modifiers_down: Callable[[], bool],
        virtual: Callable[[str], int | None],
    ) -> None:
        self.modifiers_down = modifiers_down
        self._virtual = virtual
        self._pynput = keyboard
        self._controller = keyboard.Controller()

    @classmethod
    def here(
        cls, modifiers_down: Callable[[], bool], virtual: Callable[[str], int | None] = lambda _name: None
    ) -> "PynputKeys":
        """The real ones. pynput is imported here: it fails on import where there is no display.

        To be called in the main thread: on macOS the controller asks for the layout, which is allowed only
        there.
        """
        from pynput import keyboard  # noqa: PLC0415 - needs a display

        return cls(keyboard, modifiers_down, virtual)

    def code(self, name: str) -> object | None:
        kinds = self._pynput
        if name in _MODIFIERS:
            return getattr(kinds.Key, _MODIFIERS[name], None)
        if len(name) > 1:
            return getattr(kinds.Key, _ALIASES.get(name, name), None)
        number = self._virtual(name)
        code: object = kinds.KeyCode.from_char(name) if number is None else kinds.KeyCode.from_vk(number)
        return code

    def press(self, code: object) -> None:
        self._controller.press(code)

    def release(self, code: object) -> None:
        self._controller.release(code)


_MODIFIERS = {"ctrl": "ctrl", "alt": "alt", "shift": "shift", "super": "cmd"}
_ALIASES = {"escape": "esc", "return": "enter", "pageup": "page_up", "pagedown": "page_down"}
