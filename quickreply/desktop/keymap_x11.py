"""What the keys of an X11 keyboard mean, and which keys make a character."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce

from Xlib import XK, X
from Xlib.display import Display

from quickreply.core.keys import Key, Named
from quickreply.core.phrase import SLASHES

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
}

_ISO_LEVEL3 = 0xFE03
_ISO_KEYS = range(0xFE01, 0xFE10)
"""ISO_Lock … ISO_Last_Group: levels, groups and layouts."""
_MODIFIERS = range(XK.XK_Shift_L, XK.XK_Hyper_R + 1)
_LOCKS_AND_MODES = (XK.XK_Num_Lock, XK.XK_Scroll_Lock, XK.XK_Mode_switch)
_KEYPAD = range(0xFF80, 0xFFBE)
_KEYPAD_CHARACTERS = range(0xFFAA, 0xFFBA)
"""KP_Multiply … KP_9, in the order of ASCII from `*` on."""
_UNICODE = range(0x01000100, 0x01110000)

_NAMES = {
    "backspace": XK.XK_BackSpace,
    "space": XK.XK_space,
    "enter": XK.XK_Return,
    "kp_enter": XK.XK_KP_Enter,
    "tab": XK.XK_Tab,
    "insert": XK.XK_Insert,
}
_HELD = {"ctrl": XK.XK_Control_L, "alt": XK.XK_Alt_L, "shift": XK.XK_Shift_L, "super": XK.XK_Super_L}
_PREFIX_SYMS = {"、": 0x1003001, "／": 0x100FF0F}


def character(keysym: int) -> str:
    """What a keysym types; empty if nothing. Keysyms by the protocol's appendix A."""
    if 0x20 <= keysym < 0x7F or 0xA0 <= keysym < 0x100:
        return chr(keysym)
    if keysym in _UNICODE:
        return chr(keysym - 0x01000000)
    if keysym in _KEYPAD_CHARACTERS:
        return chr(keysym - 0xFFAA + ord("*"))
    return ""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A key and the modifiers that go with it, by the server's numbers."""

    code: int
    modifiers: int


class Keymap:
    """The keyboard's mapping at one moment; a new one is made when it changes.

    Core keymaps only: two groups with four levels each, as the server shows them to old clients. `group` is
    the one in use, from 0. Keys do not say it by their state: while it is grabbed the server leaves it out.
    """

    def __init__(self, display: Display, group: int = 0) -> None:
        self._display = display
        self.group = group
        info = display.display.info
        self._codes = range(info.min_keycode, info.max_keycode + 1)
        self._syms = self._read_syms()
        self._modifiers = self._read_modifiers()
        self.num_lock = self._mask_of(XK.XK_Num_Lock)
        self.scroll_lock = self._mask_of(XK.XK_Scroll_Lock)
        self.level3 = self._mask_of(_ISO_LEVEL3) or self._mask_of(XK.XK_Mode_switch)
        alt, super_ = self._mask_of(XK.XK_Alt_L, X.Mod1Mask), self._mask_of(XK.XK_Super_L, X.Mod4Mask)
        self.shortcut = X.ControlMask | alt | super_
        self.held = X.ShiftMask | self.level3 | self.shortcut
        self.held_codes = frozenset(
            code for mask, codes in self._modifiers.items() if mask & self.held for code in codes
        )

    @property
    def all(self) -> tuple[object, ...]:
        """All that it says, to tell it from another."""
        return self.group, self._syms, self._modifiers

    def key(self, code: int, state: int, prefix: str, *, repeated: bool, serial: int) -> Key:
        """What a press of `code` with the modifiers `state` means; `prefix` is the slash of the settings."""
        keysym = self.keysym(code, state)
        char = character(keysym)
        named = self._named(keysym, char)
        return Key(
            named,
            char,
            prefix=named is Named.CHARACTER and keysym not in _KEYPAD and self._is_prefix(char, prefix),
            shortcut=bool(state & self.shortcut),
            repeated=repeated,
            code=code,
            state=state & 0xFF,
            serial=serial,
        )

    def keysym(self, code: int, state: int) -> int:
        """The keysym of a key under modifiers, by the rules of the core protocol, section 5."""
        syms = self._syms.get(code, ())
        base = 2 * (self.group & 1)
        if state & self.level3:
            base += 4
        pair = [syms[i] if i < len(syms) else 0 for i in (base, base + 1)]
        if not any(pair):
            pair = [syms[i] if i < len(syms) else 0 for i in (0, 1)]
        low, high = pair[0], pair[1] or pair[0]
        if state & self.num_lock and high in _KEYPAD:
            return low if state & X.ShiftMask else high
        if state & X.LockMask and character(low).islower() and character(high).isupper():
            return low if state & X.ShiftMask else high
        return high if state & X.ShiftMask else low

    def is_modifier(self, code: int) -> bool:
        """Whether the key is a modifier, a lock or a layout key."""
        return self._named(self.keysym(code, 0), "") is Named.MODIFIER

    def modifier_of(self, code: int) -> int:
        """The modifier bit this key sets while it is down; 0 if none."""
        return reduce(int.__or__, (mask for mask, codes in self._modifiers.items() if code in codes), 0)

    def prefixes(self, prefix: str) -> tuple[Stroke, ...]:
        """Every way to type the slash of the settings in the group in use, the keypad's left out."""
        syms = {ord(prefix)} if ord(prefix) < 0x100 else {0x01000000 + ord(prefix)}
        if prefix in SLASHES:
            syms |= {ord("/"), *_PREFIX_SYMS.values()}
        found = (stroke for sym in sorted(syms) for stroke in self.strokes(sym, (self.group & 1,)))
        return tuple(dict.fromkeys(found))

    def strokes(self, keysym: int, groups: Container[int] = (0, 1)) -> tuple[Stroke, ...]:
        """Every key and level of these groups that gives `keysym`, the plainest first."""
        found = []
        for code, syms in self._syms.items():
            for place, sym in enumerate(syms[:8]):
                if sym == keysym and place // 2 % 2 in groups:
                    modifiers = (X.ShiftMask if place % 2 else 0) | (self.level3 if place >= 4 else 0)
                    if place < 4 or self.level3:
                        found.append(Stroke(code, modifiers))
        return tuple(sorted(dict.fromkeys(found), key=lambda stroke: (stroke.modifiers, stroke.code)))

    def code_of(self, name: str) -> int | None:
        """The key that is called `name` in a chord or hotkey: a modifier, a letter, `insert`."""
        keysym = _HELD.get(name) or _NAMES.get(name) or self._keysym_named(name)
        strokes = self.strokes(keysym) if keysym else ()
        return strokes[0].code if strokes else None

    def mask_named(self, name: str) -> int:
        """The modifier bit of `ctrl`, `alt`, `shift` or `super`."""
        fallback = {"ctrl": X.ControlMask, "alt": X.Mod1Mask, "shift": X.ShiftMask, "super": X.Mod4Mask}
        return self._mask_of(_HELD[name], fallback[name])

    def modifier_codes(self, mask: int) -> tuple[int, ...]:
        """The keys that set a modifier bit, the usual one first."""
        return self._modifiers.get(mask, ())

    def lock_combinations(self) -> tuple[int, ...]:
        """Every combination of Caps, Num and Scroll Lock: a grab without them would miss the key."""
        locks = [mask for mask in (X.LockMask, self.num_lock, self.scroll_lock) if mask]
        return tuple({reduce(int.__or__, chosen, 0) for chosen in _subsets(locks)})

    def _named(self, keysym: int, char: str) -> Named:
        if keysym in _NAMED:
            return _NAMED[keysym]
        if keysym in _MODIFIERS or keysym in _ISO_KEYS or keysym in _LOCKS_AND_MODES:
            return Named.MODIFIER
        return Named.CHARACTER if char else Named.OTHER

    @staticmethod
    def _is_prefix(char: str, prefix: str) -> bool:
        return bool(char) and (char == prefix or (prefix in SLASHES and char in SLASHES))

    def _keysym_named(self, name: str) -> int:
        return int(XK.string_to_keysym(name) or XK.string_to_keysym(name.capitalize()))

    def _read_syms(self) -> Mapping[int, tuple[int, ...]]:
        rows = self._display.get_keyboard_mapping(self._codes.start, len(self._codes))
        return {code: tuple(row) for code, row in zip(self._codes, rows, strict=False) if any(row)}

    def _read_modifiers(self) -> Mapping[int, tuple[int, ...]]:
        rows = self._display.get_modifier_mapping()
        return {
            mask: tuple(code for code in row if code)
            for mask, row in zip(_MODIFIER_MASKS, rows, strict=False)
        }

    def _mask_of(self, keysym: int, otherwise: int = 0) -> int:
        codes = {code for code, syms in self._syms.items() if keysym in syms}
        return next((mask for mask, keys in self._modifiers.items() if codes & set(keys)), otherwise)


def _subsets(masks: list[int]) -> Iterable[list[int]]:
    if not masks:
        return [[]]
    rest = list(_subsets(masks[1:]))
    return rest + [[masks[0], *chosen] for chosen in rest]
