"""What the keys of an X11 keyboard mean, and which keys make a character."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce

from Xlib import XK, X
from Xlib.display import Display

from quickreply.core.delivery import Chord
from quickreply.core.keys import Key, Named
from quickreply.core.phrase import SLASHES
from quickreply.desktop.keysyms import character
from quickreply.desktop.levels_x11 import read_faces

_LAYOUTS = 4

_MODIFIER_MASKS = (
    X.ShiftMask,
    X.LockMask,
    X.ControlMask,
    X.Mod1Mask,
    X.Mod2Mask,
    X.Mod3Mask,
    X.Mod4Mask,
    X.Mod5Mask,
)

_NAMED = {
    XK.XK_Return: Named.ENTER,
    XK.XK_KP_Enter: Named.ENTER,
    XK.XK_Linefeed: Named.ENTER,
    0xFE34: Named.ENTER,  # ISO_Enter
    XK.XK_Tab: Named.TAB,
    XK.XK_space: Named.SPACE,
    XK.XK_BackSpace: Named.BACKSPACE,
    XK.XK_Escape: Named.ESCAPE,
    XK.XK_Up: Named.UP,
    XK.XK_KP_Up: Named.UP,
    XK.XK_Down: Named.DOWN,
    XK.XK_KP_Down: Named.DOWN,
    XK.XK_Page_Up: Named.PAGE_UP,
    XK.XK_KP_Page_Up: Named.PAGE_UP,
    XK.XK_Page_Down: Named.PAGE_DOWN,
    XK.XK_KP_Page_Down: Named.PAGE_DOWN,
    XK.XK_Left: Named.LEFT,
    XK.XK_KP_Left: Named.LEFT,
    XK.XK_Right: Named.RIGHT,
    XK.XK_KP_Right: Named.RIGHT,
}

_LEVEL3, _LEVEL5 = 0xFE03, 0xFE11
"""ISO_Level3_Shift, which is AltGr, and ISO_Level5_Shift."""
_ISO_KEYS = range(0xFE01, 0xFE14)
"""ISO_Lock … ISO_Level5_Lock: levels, groups and layouts."""
_MODIFIERS = range(XK.XK_Shift_L, XK.XK_Hyper_R + 1)
_LOCKS_AND_MODES = (XK.XK_Num_Lock, XK.XK_Scroll_Lock, XK.XK_Mode_switch)
_DEAD_KEYS = range(0xFE50, 0xFEA0)
_KEYPAD = range(0xFF80, 0xFFBE)

_NAMES = {
    "backspace": XK.XK_BackSpace,
    "space": XK.XK_space,
    "enter": XK.XK_Return,
    "kp_enter": XK.XK_KP_Enter,
    "tab": XK.XK_Tab,
    "insert": XK.XK_Insert,
}
_HELD = {"ctrl": XK.XK_Control_L, "alt": XK.XK_Alt_L, "shift": XK.XK_Shift_L, "super": XK.XK_Super_L}
_PASTE, _PASTE_WITHOUT_LETTERS = Chord("v", ("ctrl",)), Chord("insert", ("shift",))
"""Without a v on any layout nothing is Ctrl+V to GTK and Qt; they know the other as well."""

_US = {
    first + place: char
    for first, row in {10: "1234567890", 24: "qwertyuiop", 38: "asdfghjkl", 52: "zxcvbnm"}.items()
    for place, char in enumerate(row)
}
"""What stands on the keys of a US keyboard, for layouts that have no Latin letters at all."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A key and the modifiers that go with it, by the server's numbers."""

    code: int
    modifiers: int


class Keymap:
    """The keyboard's mapping at one moment; a new one is made when it changes.

    `layout` is the one in use of several, from 0. Keys do not say it by their state: while it is grabbed
    the server leaves it out.
    """

    def __init__(self, display: Display, layout: int = 0) -> None:
        self.layout = layout
        self._faces = read_faces(display)
        self._modifiers = _read_modifiers(display)
        self.free = self._free(display)
        """A key that no keyboard has: the last one, as who needs a key for a moment takes the first."""
        self.num_lock = self._mask_of(XK.XK_Num_Lock)
        self.scroll_lock = self._mask_of(XK.XK_Scroll_Lock)
        self.locks = X.LockMask | self.num_lock | self.scroll_lock
        alt, super_ = self._mask_of(XK.XK_Alt_L, X.Mod1Mask), self._mask_of(XK.XK_Super_L, X.Mod4Mask)
        self.shortcut = X.ControlMask | alt | super_
        levels = self._mask_of(_LEVEL3) or self._mask_of(XK.XK_Mode_switch)
        self._choosing = X.ShiftMask | ((levels | self._mask_of(_LEVEL5)) & ~self.shortcut & ~self.locks)
        self.held = self._choosing | self.shortcut
        self.held_codes = frozenset(
            code for mask, codes in self._modifiers.items() if mask & self.held for code in codes
        )

    @property
    def all(self) -> tuple[object, ...]:
        """All that it says, to tell it from another."""
        return self.layout, self._faces, self._modifiers

    def key(self, code: int, state: int, prefix: str, *, repeated: bool, serial: int) -> Key:
        """What a press of `code` with the modifiers `state` means; `prefix` is the slash of the settings."""
        keysym = self.keysym(code, state)
        char = character(keysym)
        named = self._named(keysym, char)
        return Key(
            named,
            char,
            latin=self._latin(code, state, char),
            prefix=named is Named.CHARACTER and keysym not in _KEYPAD and self._is_prefix(char, prefix),
            shortcut=bool(state & self.shortcut),
            repeated=repeated,
            code=code,
            state=state & 0xFF | self.layout << 13,
            serial=serial,
        )

    def keysym(self, code: int, state: int) -> int:
        """The keysym of a key under modifiers in the layout in use; 0 if none."""
        face = self._faces.get(code)
        return face.keysym(state & 0xFF, self.layout) if face else 0

    def is_modifier(self, code: int) -> bool:
        """Whether the key is a modifier, a lock or a layout key."""
        return self._named(self.keysym(code, 0), "") is Named.MODIFIER

    def modifier_of(self, code: int) -> int:
        """The modifier bit this key sets while it is down; 0 if none."""
        return reduce(int.__or__, (mask for mask, codes in self._modifiers.items() if code in codes), 0)

    def prefixes(self, prefix: str) -> tuple[Stroke, ...]:
        """Every way to type the slash of the settings in the layout in use, the keypad's left out."""
        typed = {char for char in (prefix, *SLASHES) if self._is_prefix(char, prefix)}
        syms = {sym for face in self._faces.values() for sym in face.layout(self.layout)[1]}
        wanted = sorted(sym for sym in syms if sym not in _KEYPAD and character(sym) in typed)
        return tuple(dict.fromkeys(stroke for sym in wanted for stroke in self.strokes(sym, self.layout)))

    def strokes(self, keysym: int, layout: int) -> tuple[Stroke, ...]:
        """Every key and set of modifiers that gives `keysym` whatever locks are on, the plainest first."""
        found = {
            Stroke(code, modifiers & ~self.locks)
            for code, face in self._faces.items()
            if keysym in face.layout(layout)[1]
            for modifiers in _subsets(face.layout(layout)[0].mask & (self._choosing | self.locks))
            if face.keysym(modifiers, layout) == keysym
        }
        return tuple(sorted(found, key=lambda stroke: (stroke.modifiers, stroke.code)))

    def code_of(self, name: str) -> int | None:
        """The key that is called `name` in a chord or hotkey: a modifier, a letter, `insert`.

        Where no layout has it, it is the key in its place on a US keyboard.
        """
        place = self._place_of(name)
        return place[0] if place else next((code for code, char in _US.items() if char == name), None)

    def places(self, chord: Chord) -> tuple[tuple[int, ...], int] | None:
        """The keys of a chord, those held first, and the layout in which they are it; None if one is missing.

        The layout in use if possible: under Dvorak Ctrl+V is not where it is on the first, Latin one.
        """
        if chord == _PASTE and not self._place_of(chord.key):
            chord = _PASTE_WITHOUT_LETTERS
        found = [place for name in (*chord.held, chord.key) if (place := self._place_of(name))]
        if len(found) <= len(chord.held):
            return None
        return tuple(code for code, _ in found), found[-1][1]

    def _place_of(self, name: str) -> tuple[int, int] | None:
        """A key and the layout it has this name in."""
        keysym = _HELD.get(name) or _NAMES.get(name) or self._keysym_named(name)
        for layout in (self.layout, *range(_LAYOUTS)) if keysym else ():
            if strokes := self.strokes(keysym, layout):
                return strokes[0].code, layout
        return None

    def mask_named(self, name: str) -> int:
        """The modifier bit of `ctrl`, `alt`, `shift` or `super`."""
        fallback = {"ctrl": X.ControlMask, "alt": X.Mod1Mask, "shift": X.ShiftMask, "super": X.Mod4Mask}
        return self._mask_of(_HELD[name], fallback[name])

    def modifier_codes(self, mask: int) -> tuple[int, ...]:
        """The keys that set a modifier bit, the usual one first."""
        return self._modifiers.get(mask, ())

    def lock_combinations(self) -> tuple[int, ...]:
        """Every combination of Caps, Num and Scroll Lock: a grab without them would miss the key."""
        return tuple(_subsets(self.locks))

    def _named(self, keysym: int, char: str) -> Named:
        if keysym in _NAMED:
            return _NAMED[keysym]
        if keysym in _MODIFIERS or keysym in _ISO_KEYS or keysym in _LOCKS_AND_MODES:
            return Named.MODIFIER
        if keysym in _DEAD_KEYS or keysym == XK.XK_Multi_key:
            return Named.DEAD
        return Named.CHARACTER if char else Named.OTHER

    def _latin(self, code: int, state: int, char: str) -> str:
        """What stands in the same place of a layout with Latin letters, if `char` is of another script."""
        if not char or char.isascii() or "LATIN" in unicodedata.name(char, ""):
            return ""
        face = self._faces[code]
        others = (character(face.keysym(state & 0xFF, number)) for number in range(len(face.layouts)))
        return next((other for other in others if other and other.isascii()), _US.get(code, ""))

    @staticmethod
    def _is_prefix(char: str, prefix: str) -> bool:
        return bool(char) and (char == prefix or (prefix in SLASHES and char in SLASHES))

    def _keysym_named(self, name: str) -> int:
        return int(XK.string_to_keysym(name) or XK.string_to_keysym(name.capitalize()))

    def _free(self, display: Display) -> int:
        info, used = display.display.info, {code for codes in self._modifiers.values() for code in codes}
        codes = range(info.max_keycode, info.min_keycode, -1)
        return next((code for code in codes if code not in self._faces.keys() | used), info.min_keycode)

    def _mask_of(self, keysym: int, otherwise: int = 0) -> int:
        codes = {
            code for code, face in self._faces.items() if any(keysym in syms for _, syms in face.layouts)
        }
        return next((mask for mask, keys in self._modifiers.items() if codes & set(keys)), otherwise)


def _read_modifiers(display: Display) -> Mapping[int, tuple[int, ...]]:
    rows = display.get_modifier_mapping()
    return {
        mask: tuple(code for code in row if code) for mask, row in zip(_MODIFIER_MASKS, rows, strict=False)
    }


def _subsets(mask: int) -> list[int]:
    """Every combination of the bits in `mask`, none first."""
    found = [0]
    for bit in _bits(mask):
        found += [bit | other for other in found]
    return found


def _bits(mask: int) -> list[int]:
    return [1 << place for place in range(8) if mask >> place & 1]
