"""Passive grabs on X11: the slash and the hotkeys, synchronously, so that nothing typed behind gets ahead."""

from collections.abc import Sequence
from functools import reduce
from typing import Any

from Xlib import X
from Xlib.display import Display
from Xlib.error import BadAccess, CatchError, XError

from quickreply.core.delivery import Chord
from quickreply.core.ports import nothing
from quickreply.desktop.keymap_x11 import Keymap, Stroke
from quickreply.engine.desk import Hotkeys
from quickreply.engine.hotkeys import Act

_NAMES = {
    "page_up": "Page_Up", "page_down": "Page_Down", "-": "minus", "=": "equal", "[": "bracketleft",
    "]": "bracketright", ";": "semicolon", "'": "apostrophe", ",": "comma", ".": "period", "/": "slash",
    "\\": "backslash", "`": "grave",
}  # fmt: skip
"""What X11 calls keys whose names in a combination are others."""


def refuses(display: Display, hotkey: str) -> bool:
    """Whether another program holds a combination, or no key here makes it; it is let go of at once."""
    keymap = Keymap(display)
    grabs = Grabs(display, keymap)
    grabs.set(keymap, None, {hotkey: nothing})
    grabs.lift()
    display.sync()
    return hotkey in grabs.refused


_CLAIMED = ("tab", "escape")
"""What takes the rest of a phrase, or leaves it."""


class Grabs:
    """What is grabbed on the root window and on single ones: taken off and put back around a replay."""

    def __init__(self, display: Display, keymap: Keymap) -> None:
        self._display = display
        self._root = display.screen().root
        self._keymap = keymap
        self._slashes: tuple[Stroke, ...] = ()
        self._hotkeys: dict[Stroke, str] = {}
        self._acts: Hotkeys = {}
        self._palette: Any = None
        self._chords: Sequence[str] = ()
        self._picks: frozenset[Stroke] = frozenset()
        self._claimed: Any = None
        self._claims: frozenset[Stroke] = frozenset()
        self._aside = False
        self.refused: frozenset[str] = frozenset()
        """Names of hotkeys another program holds, or that no key here makes."""

    def set(self, keymap: Keymap, slash: str | None, hotkeys: Hotkeys) -> bool:
        """Grabs the character `slash` (None: no slash) and the hotkeys; False if a slash cannot be had.

        What stays is never let go: the keyboard may change while somebody types.
        """
        before, locks = {*self._slashes, *self._hotkeys}, self._keymap.lock_combinations()
        self._keymap, self._acts = keymap, hotkeys
        self._slashes = keymap.prefixes(slash) if slash else ()
        self._hotkeys = {stroke: name for name in hotkeys if (stroke := self._stroke(name))}
        for stroke in before.difference(self._slashes, self._hotkeys):
            for lock in locks:
                self._root.ungrab_key(stroke.code, stroke.modifiers | lock)
        had = {name: self._grab(stroke) for stroke, name in self._hotkeys.items()}
        self.refused = frozenset(name for name in hotkeys if not had.get(name))
        caught = [self._grab(stroke) for stroke in self._slashes]
        self._set_picks()
        self._set_claims()
        return all(caught)

    def set_in(self, window: int | None, chords: Sequence[str]) -> None:
        """Grabs these combinations on one window alone; None: on none any more."""
        self._lift_picks()
        self._palette = self._display.create_resource_object("window", window) if window else None
        self._chords = chords
        self._set_picks()
        self._display.flush()

    def claim(self, window: int | None) -> None:
        """Grabs the keys for what is left of a phrase, on this window alone; None: on none any more."""
        self._lift_claims()
        self._claimed = self._display.create_resource_object("window", window) if window else None
        self._set_claims()
        self._display.flush()

    def is_claimed(self, window: int) -> bool:
        """Whether this is the window that the rest of a phrase is for."""
        return bool(self._claimed) and window == self._claimed.id

    def is_palette(self, window: int) -> bool:
        """Whether this is the window whose keys choose a row."""
        return bool(self._palette) and window == self._palette.id

    def picks(self, code: int, state: int) -> bool:
        """Whether this key is one that is grabbed on the one window."""
        return bool(self._picks) and self._plain(code, state) in self._picks

    def hotkey(self, code: int, state: int) -> Act | None:
        """What is to be done for this key, if it is a hotkey; locks do not matter."""
        name = self._hotkeys.get(self._plain(code, state))
        return self._acts[name] if name else None

    def step_aside(self, aside: bool) -> None:
        """Leaves the slash to the window, or takes it again.

        To look at it and pass it on would not do: a passive grab takes the focus from the window for a
        moment, and GTK ends a composition then.
        """
        self._aside = aside
        self.lift()
        self.put_back()
        self._display.flush()

    def lift(self) -> None:
        """Takes every grab off; sent with the next flush."""
        self._root.ungrab_key(X.AnyKey, X.AnyModifier)
        self._lift_picks()
        self._lift_claims()

    def put_back(self) -> None:
        """Grabs again what was lifted; sent with the next flush."""
        for stroke in () if self._aside else self._slashes:
            self._request(stroke, CatchError(BadAccess))
        for stroke in self._hotkeys:
            self._request(stroke, CatchError(BadAccess))
        self._grab_in(self._palette, self._picks)
        self._grab_claims()

    def _grab(self, stroke: Stroke) -> bool:
        refused = CatchError(BadAccess)
        self._request(stroke, refused)
        self._display.sync()
        return refused.get_error() is None

    def _request(self, stroke: Stroke, onerror: Any) -> None:
        for locks in self._keymap.lock_combinations():
            modifiers = stroke.modifiers | locks
            self._root.grab_key(stroke.code, modifiers, False, X.GrabModeAsync, X.GrabModeSync, onerror)

    def _set_picks(self) -> None:
        """The window's keys by the keyboard as it is now."""
        self._lift_picks()
        self._picks = frozenset(filter(None, map(self._stroke, self._chords)))
        self._grab_in(self._palette, self._picks)

    def _set_claims(self) -> None:
        self._lift_claims()
        self._claims = frozenset(filter(None, map(self._stroke, _CLAIMED)))
        self._grab_claims()

    def _grab_claims(self) -> None:
        if self._claimed and not self._aside:
            self._grab_in(self._claimed, self._claims)

    def _grab_in(self, window: Any, strokes: frozenset[Stroke]) -> None:
        for stroke in strokes:
            for locks in self._keymap.lock_combinations():
                window.grab_key(
                    stroke.code, stroke.modifiers | locks, False, X.GrabModeAsync, X.GrabModeSync,
                    CatchError(XError),
                )  # fmt: skip

    def _lift_picks(self) -> None:
        """The window may be gone by now."""
        if self._palette:
            self._palette.ungrab_key(X.AnyKey, X.AnyModifier, onerror=CatchError(XError))

    def _lift_claims(self) -> None:
        """As above."""
        if self._claimed:
            self._claimed.ungrab_key(X.AnyKey, X.AnyModifier, onerror=CatchError(XError))

    def _plain(self, code: int, state: int) -> Stroke:
        """A key as it is grabbed: whatever locks are on."""
        locks = X.LockMask | self._keymap.num_lock | self._keymap.scroll_lock
        return Stroke(code, state & 0xFF & ~locks)

    def _stroke(self, hotkey: str) -> Stroke | None:
        try:
            chord = Chord.parse(hotkey)
        except ValueError:
            return None
        code = self._keymap.code_of(_NAMES.get(chord.key, chord.key))
        held = reduce(int.__or__, (self._keymap.mask_named(name) for name in chord.held), 0)
        return Stroke(code, held) if code else None
