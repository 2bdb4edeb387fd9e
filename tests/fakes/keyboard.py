"""A keyboard that can swallow keys, and somebody who types on it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from quickreply.core.delivery import Chord
from quickreply.core.keys import Key, Named
from quickreply.core.ports import Cancel, Rect, Stirs, Window
from quickreply.engine.desk import Hotkeys
from quickreply.engine.front import Caught
from quickreply.engine.hotkeys import Act
from tests.fakes.loop import FakeLoop
from tests.fakes.windows import FakeWindows


class Sink(Protocol):
    """Who takes the keys that are caught: the engine."""

    def begins(self, key: Key, before: str | None) -> bool: ...
    def picks(self, key: Key) -> bool: ...
    def press(self, key: Key) -> None: ...
    def click(self) -> None: ...
    def focus_lost(self) -> None: ...
    def claims(self, key: Key) -> bool: ...
    def saw(self, key: Key, before: str | None, *, composes: bool) -> None: ...
    def turned(self) -> None: ...
    def left(self) -> None: ...


RELEASE_LIMIT = 0.9
"""Seconds a swallowed key may stay down before the keyboard is let go anyway."""

_NAMED = {
    "space": Named.SPACE, "enter": Named.ENTER, "tab": Named.TAB, "backspace": Named.BACKSPACE,
    "escape": Named.ESCAPE, "up": Named.UP, "down": Named.DOWN, "page_up": Named.PAGE_UP,
    "page_down": Named.PAGE_DOWN, "shift": Named.MODIFIER, "ctrl": Named.MODIFIER, "alt": Named.MODIFIER,
    "super": Named.MODIFIER, "caps_lock": Named.MODIFIER,
}  # fmt: skip
_OTHERS = {"insert", "delete", "home", "end", "left", "right"}
_SHORTCUTS = {"ctrl", "alt", "super"}
_CLAIMED = {"tab", "escape"}
_HELD = {*_SHORTCUTS, "shift"}


class FakeKeyboard:
    """A `Keyboard` and a `Tap` that can swallow, and the system behind it; `Typist` is who types on it.

    Keys go to the window in front; the last of a hotkey to nobody. The slash goes to the sink first, and all
    keys while the keyboard is held; they are in no window's text unless they are given. A swallowed key that
    is still down keeps the keyboard held, so that no window sees its release.
    """

    def __init__(self, loop: FakeLoop, windows: FakeWindows) -> None:
        self._loop = loop
        self._windows = windows
        self._sink: Sink | None = None
        self._wanted = False
        self._aim: Window | None = None
        self._given: list[Key] = []
        self._names: dict[int, str] = {}
        self._down: dict[str, Key] = {}
        self._swallowed: dict[str, Key] = {}
        self._before: str | None = None
        self._clicked: Callable[[], None] | None = None
        self._limit: Cancel | None = None
        self._serial = 0
        self._untold: list[tuple[Key, str | None]] = []
        self._hotkeys: dict[str, Act] = {}
        self._palette: int | None = None
        self._picks: frozenset[str] = frozenset()
        self._shown: tuple[int, int] | None = None
        self._claimed: int | None = None
        self._made_up: set[int] = set()
        """Keys that nobody typed."""
        self.claims = True
        """Whether keys can be claimed for a window."""
        self.stirred: Stirs | None = Stirs(0, 0)
        """What the user has done by now."""
        self.prefix: str | None = "/"
        """The slash of the settings; None: none is caught."""
        self.list_area: Rect | None = None
        self.observing = False
        """Whether the slash is not swallowed: every key reaches its window, and is told then."""
        self.composes = False
        """Whether an input method would make Hanzi of letters."""
        self.lag = 0
        """Keys that have reached the window before the engine hears of them."""
        self.taken: set[str] = set()
        """What other programs hold: hotkeys like `ctrl+alt+space`, or the slash."""
        self.holding = False
        self.refuses = False
        """Whether the system lets nobody hold the keyboard."""
        windows.watchers.append(self._focus_moved)

    def attach(self, sink: Sink) -> None:
        """Says who takes the keys; without anybody they all go to the window."""
        self._sink = sink

    # The port.

    def hold(self, window: Window | None) -> bool:
        if self.refuses:
            return False
        self.holding = self._wanted = True
        self._aim = window
        if window and self._shown and window.id != self._shown[1]:
            self._shown = None
        return True

    def give(self, keys: Sequence[Key]) -> None:
        self._given.extend(keys)

    def show(self, key: Key) -> None:
        self._play_given()
        front = self._windows.front
        if front and self._aim and front.window.id == self._aim.id:
            front.key_down(self._names[key.serial], key)
            front.key_up(self._names[key.serial])
            self._shown = key.serial, self._aim.id

    def erase(self, count: int) -> None:
        for _ in range(count):
            self._serial += 1
            self._made_up.add(self._serial)
            self._names[self._serial] = "backspace"
            self._given.append(Key(Named.BACKSPACE, serial=self._serial))

    def step_back(self, count: int) -> None:
        for _ in range(count):
            self._serial += 1
            self._made_up.add(self._serial)
            self._names[self._serial] = "left"
            self._given.append(Key(Named.OTHER, serial=self._serial))
        self._play_given()

    def claim(self, window: Window | None) -> bool:
        self._claimed = window.id if window and self.claims else None
        return self.claims

    def stirs(self) -> Stirs | None:
        return self.stirred

    def overtaken(self) -> tuple[Key, ...]:
        untold, self._untold = self._untold, []
        return tuple(key for key, _ in untold)

    def press(self, chord: Chord) -> bool:
        self._play_given()
        front = self._windows.front
        if not (self.holding and front and _exists(chord.key)):
            return False
        front.chord(chord)
        self._before = None
        return True

    def release(self) -> None:
        self._wanted = False
        self._loop.call(self._settle)

    def catch(self, slash: str | None, hotkeys: Hotkeys, *, observe: bool = False) -> Caught:
        refused = frozenset(hotkeys) & self.taken
        self.prefix = slash
        self.observing = slash is not None and (observe or slash in self.taken)
        self._hotkeys = {_chord(name): act for name, act in hotkeys.items() if name not in refused}
        return Caught(self.prefix is not None, refused, observing=self.observing)

    def catch_in(self, window: int | None, chords: Sequence[str]) -> None:
        self._palette, self._picks = window, frozenset(map(_chord, chords))

    # The hardware.

    def is_down(self, name: str) -> bool:
        """Whether the finger is still on the key."""
        return name in self._down

    def key_down(self, name: str) -> None:
        """A key goes down, or repeats by itself while it is down."""
        key = self._key(name)
        self._names[key.serial] = name
        self._down.setdefault(name, key)
        act = self._hotkeys.get(_chord("+".join(self._down)))
        if act:
            if not (key.repeated and name in self._swallowed) and act():
                self._swallowed[name] = key
        elif self.holding:
            if not key.repeated:
                self._swallowed[name] = key
            if key.named is not Named.MODIFIER and self._sink:
                self._sink.press(key)
        elif self.observing:
            self._observe(key)
        elif self._is_taken(key):
            self._swallowed[name] = key
        else:
            self._play(key)
        self._settle()

    def _observe(self, key: Key) -> None:
        before = self._before
        self._play(key)
        if key.named is not Named.MODIFIER:
            self._untold.append((replace(key, repeated=False), before))
        if len(self._untold) > self.lag and self._sink:
            self._sink.saw(*self._untold.pop(0), composes=self.composes)

    def key_up(self, name: str) -> None:
        """A key comes up; the window hears of it if it has seen it go down."""
        self._down.pop(name, None)
        if self._swallowed.pop(name, None) is None and self._windows.front:
            self._windows.front.key_up(name)
        self._settle()

    def button_down(self, then: Callable[[], None]) -> None:
        """A click outside the list: `then` is what it does, once the keys typed before it are through."""
        self._before = None
        if self.stirred:
            self.stirred = replace(self.stirred, clicks=self.stirred.clicks + 1)
        self._clicked = then
        if self.observing and self._sink:
            self._sink.turned()
        if self.holding and self._sink:
            self._sink.click()
        self._settle()

    def _key(self, name: str) -> Key:
        self._serial += 1
        named = _NAMED.get(name, Named.CHARACTER if len(name) == 1 else Named.OTHER)
        return Key(
            named,
            char=name if named is Named.CHARACTER else "",
            prefix=name == self.prefix,
            pick=_chord("+".join([*(down for down in self._down if down in _HELD), name])) in self._picks,
            shortcut=bool(_SHORTCUTS & self._down.keys()),
            repeated=name in self._down,
            serial=self._serial,
        )

    def _is_taken(self, key: Key) -> bool:
        here = self._windows.focused()
        if not self._sink:
            return False
        if key.pick and here and here.id == self._palette:
            return self._sink.picks(key)
        if here and here.id == self._claimed and key.named.name.casefold() in _CLAIMED:
            return self._sink.claims(key)
        return key.prefix and self._sink.begins(replace(key, repeated=False), self._before)

    def _focus_moved(self) -> None:
        here = self._windows.focused()
        if self.holding and self._aim and (here is None or here.id != self._aim.id):
            self._given.clear()
            if self._sink:
                self._sink.focus_lost()
        self._before = None
        if self._sink:
            self._sink.left()
        self._settle()

    def _settle(self) -> None:
        """Lets go when nothing is wanted, all that was given is played and no swallowed key is down."""
        if self.holding:
            waits = self._waits_for_release()
            self._play_given()
            if not self._wanted and not waits:
                self._let_go()
        if self._clicked and not self._wanted:
            click, self._clicked = self._clicked, None
            self._before = None
            click()

    def _let_go(self) -> None:
        self.holding = False
        self._aim = self._shown = None
        self._swallowed.clear()
        if self._limit:
            self._limit.cancel()
            self._limit = None

    def _waits_for_release(self) -> bool:
        given = {key.serial for key in self._given}
        if self._shown and self._aim and self._shown[1] == self._aim.id:
            given.add(self._shown[0])
        waits = any(
            key.named is not Named.MODIFIER and key.serial not in given for key in self._swallowed.values()
        )
        if waits and not self._wanted and self._limit is None:
            self._limit = self._loop.after(RELEASE_LIMIT, self._stop_waiting)
        return waits

    def _stop_waiting(self) -> None:
        self._swallowed.clear()
        self._settle()

    def _play_given(self) -> None:
        """Never into another window than the one the keys were typed in."""
        keys, self._given = self._given, []
        here = self._windows.focused()
        if here and self._aim and here.id == self._aim.id:
            for key in keys:
                self._play(replace(key, repeated=False))

    def _play(self, key: Key) -> None:
        """A key reaches the window; one that is still down stays so, and its real release follows."""
        name = self._names[key.serial]
        front = self._windows.front
        if self.stirred and key.named is not Named.MODIFIER and key.serial not in self._made_up:
            self.stirred = replace(self.stirred, keys=self.stirred.keys + 1)
        if front:
            front.key_down(name, key)
        held = self._down.get(name)
        if held and held.serial == key.serial:
            self._swallowed.pop(name, None)
        elif front and not key.repeated:
            front.key_up(name)
        if key.named is not Named.MODIFIER:
            self._before = key.leaves


@dataclass(frozen=True, slots=True)
class Typist:
    """Somebody at the keyboard. Characters are their own names; `enter`, `escape`, `shift` … are names."""

    keyboard: FakeKeyboard
    loop: FakeLoop
    pause: float = 0.03
    """Seconds from one key to the next."""

    def down(self, name: str) -> None:
        """Presses a key and keeps it down; once more is its auto-repeat."""
        self.keyboard.key_down(_name(name))

    def up(self, name: str) -> None:
        """Lets a key go."""
        self.keyboard.key_up(_name(name))

    def key(self, *names: str) -> None:
        """Presses and releases one key after the other."""
        for name in names:
            self.down(name)
            self.loop.advance(self.pause / 2)
            self.up(name)
            self.loop.advance(self.pause / 2)

    def type(self, text: str) -> None:
        """One character after the other."""
        self.key(*text)

    def chord(self, *names: str) -> None:
        """Presses keys together: `chord("ctrl", "alt", "space")`."""
        for name in names:
            self.down(name)
        self.loop.advance(self.pause)
        for name in reversed(names):
            self.up(name)

    def roll(self, text: Sequence[str]) -> None:
        """As fast fingers do: the next key goes down before the last is up, unless it is the same."""
        for this, following in zip(text, [*text[1:], ""], strict=True):
            if not self.keyboard.is_down(_name(this)):
                self.down(this)
            self.loop.advance(self.pause)
            if following and following != this:
                self.down(following)
            self.up(this)

    def click(self, then: Callable[[], None] = lambda: None) -> None:
        """Clicks outside the list; `then` is what the click does."""
        self.keyboard.button_down(then)


def _chord(hotkey: str) -> str:
    """The same for `alt+ctrl+x` and `ctrl+alt+x`."""
    return "+".join(sorted(hotkey.split("+")))


def _exists(name: str) -> bool:
    return len(name) == 1 or name in _NAMED or name in _OTHERS


def _name(key: str) -> str:
    return {" ": "space", "\n": "enter", "\t": "tab"}.get(key, key)
