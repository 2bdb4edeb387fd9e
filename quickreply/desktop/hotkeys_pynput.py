"""Global hotkeys through pynput, which listens in a thread of its own.

It only listens: the window in front gets the keys of a hotkey too, and on Windows a combination that another
program has registered reaches that program alone.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from quickreply.core.delivery import Chord
from quickreply.core.ports import Loop, Rect
from quickreply.engine.desk import Hotkeys
from quickreply.engine.front import Caught
from quickreply.engine.hotkeys import Act


class Listener(Protocol):
    """A thread that listens."""

    def start(self) -> None:
        """Begins."""

    def stop(self) -> None:
        """Ends soon, and for good; from any thread."""


class Ears(Protocol):
    """What is needed of pynput. Combinations are in its words: `<ctrl>+<alt>+<space>`."""

    def understands(self, words: str) -> bool:
        """Whether it knows these keys."""

    def listener(self, hotkeys: Mapping[str, Callable[[], None]]) -> Listener:
        """One that calls these, in its own thread."""


class HotkeysPynput:
    """A `Tap` that catches hotkeys and no slash: nothing can be swallowed here."""

    def __init__(self, loop: Loop, ears: Ears) -> None:
        self._loop = loop
        self._ears = ears
        self._listener: Listener | None = None
        self.list_area: Rect | None = None

    def catch(self, slash: str | None, hotkeys: Hotkeys, *, observe: bool = False) -> Caught:  # noqa: ARG002 - no slash is caught here
        self.stop()
        known = {name: words for name in hotkeys if (words := self._understood(name))}
        wanted = {words: self._posted(hotkeys[name]) for name, words in known.items()}
        if wanted:
            self._listener = self._ears.listener(wanted)
            self._listener.start()
        return Caught(armed=False, refused=frozenset(hotkeys) - known.keys())

    def catch_in(self, window: int | None, chords: Sequence[str]) -> None:
        """Nothing can be swallowed here: every key reaches the window it is typed in."""

    def stop(self) -> None:
        """Listens no longer."""
        listener, self._listener = self._listener, None
        if listener:
            listener.stop()

    def _understood(self, name: str) -> str | None:
        try:
            words = in_pynputs_words(name)
        except ValueError:
            return None
        return words if self._ears.understands(words) else None

    def _posted(self, act: Act) -> Callable[[], None]:
        def take() -> None:
            act()

        return lambda: self._loop.call(take)


def in_pynputs_words(hotkey: str) -> str:
    """`<ctrl>+<alt>+<space>` for `ctrl+alt+space`.

    Raises:
        ValueError: it is no combination of modifiers and a key.
    """
    chord = Chord.parse(hotkey)
    if not chord.held:
        raise ValueError(hotkey)
    held = [f"<{_MODIFIERS.get(name, name)}>" for name in chord.held]
    key = chord.key if len(chord.key) == 1 else f"<{_KEYS.get(chord.key, chord.key)}>"
    return "+".join((*held, key))


_MODIFIERS = {"super": "cmd"}
_KEYS = {
    "escape": "esc",
    "return": "enter",
    "pageup": "page_up",
    "pagedown": "page_down",
    "print": "print_screen",
}


class PynputEars:
    """`Ears` that are pynput's; `keyboard` is its module, `kind` the listener that is used."""

    def __init__(self, keyboard: Any, kind: Any) -> None:  # noqa: ANN401 - pynput has no types
        self._keyboard = keyboard
        self._kind = kind

    @classmethod
    def here(cls) -> "PynputEars":
        """The usual ones. pynput is imported here: it fails on import where there is no display."""
        from pynput import keyboard  # noqa: PLC0415 - needs a display

        return cls(keyboard, keyboard.GlobalHotKeys)

    @classmethod
    def here_on_macos(cls) -> "PynputEars":
        """Those that can live beside Qt on macOS."""
        from pynput import keyboard  # noqa: PLC0415 - needs a display

        return cls(keyboard, quiet(keyboard))

    def understands(self, words: str) -> bool:
        try:
            self._keyboard.HotKey.parse(words)
        except ValueError:
            return False
        return True

    def listener(self, hotkeys: Mapping[str, Callable[[], None]]) -> Listener:
        listener: Listener = self._kind(dict(hotkeys))
        return listener


def quiet(keyboard: Any) -> type:  # noqa: ANN401 - pynput has no types
    """The listener of pynput for hotkeys on macOS, without what would end the process once Qt runs.

    Its thread asks for the keyboard's layout, which macOS allows in the main thread only (pynput issue 511),
    and makes an `NSEvent` of each system event, Caps Lock among them, which is no better (issue 510). Neither
    is needed: the layout is not used in pynput 1.8, and system events are media keys.
    """

    class Quiet(keyboard.GlobalHotKeys):  # type: ignore[misc]  # pynput has no types
        _EVENTS = keyboard.Listener._EVENTS & ~_SYSTEM_EVENTS  # noqa: SLF001 - there is no other way

        def _run(self) -> None:
            super(keyboard.Listener, self)._run()

    return Quiet


_SYSTEM_EVENTS = 1 << 14
"""The bit of NSSystemDefined in a mask of events."""
