"""What the server's keyboard is set to, and switches for it that no key has, through Xlib itself."""

import ctypes
from dataclasses import dataclass
from typing import Self

_CORE_KEYBOARD = 0x100
_STICKY_KEYS = 1 << 3


class _XkbState(ctypes.Structure):
    _fields_ = (
        ("group", ctypes.c_ubyte),
        ("locked_group", ctypes.c_ubyte),
        ("base_group", ctypes.c_ushort),
        ("latched_group", ctypes.c_ushort),
        ("mods", ctypes.c_ubyte),
        ("base_mods", ctypes.c_ubyte),
        ("latched_mods", ctypes.c_ubyte),
        ("locked_mods", ctypes.c_ubyte),
        ("rest", ctypes.c_ubyte * 8),
    )


@dataclass(frozen=True)
class KeyboardState:
    """What is held, latched and locked, and which layout of several is on; by the server's numbers."""

    held: int
    latched: int
    locked: int
    group: int


class Xkb:
    """A connection of its own; use it as a context manager."""

    def __init__(self, display: str) -> None:
        self._x = ctypes.CDLL("libX11.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(display.encode()))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the connection."""
        self._x.XCloseDisplay(self._display)

    def state(self) -> KeyboardState:
        """What it is set to now."""
        state = _XkbState()
        self._x.XkbGetState(self._display, _CORE_KEYBOARD, ctypes.byref(state))
        return KeyboardState(state.base_mods, state.latched_mods, state.locked_mods, state.group)

    def lock_group(self, group: int) -> None:
        """Switches to a layout of several, from 0."""
        self._x.XkbLockGroup(self._display, _CORE_KEYBOARD, group)
        self._sync()

    def lock(self, mods: int) -> None:
        """Locks exactly these modifiers."""
        self._x.XkbLockModifiers(self._display, _CORE_KEYBOARD, 0xFF, mods)
        self._sync()

    def stick(self, *, on: bool) -> None:
        """Switches Sticky Keys: a modifier pressed and released counts for the next key."""
        controls = _STICKY_KEYS
        self._x.XkbChangeEnabledControls(self._display, _CORE_KEYBOARD, controls, controls if on else 0)
        self._sync()

    def sticks(self) -> bool:
        """Whether Sticky Keys is on."""
        self._x.XkbGetMap.restype = ctypes.c_void_p
        described = ctypes.c_void_p(self._x.XkbGetMap(self._display, 0, _CORE_KEYBOARD))
        self._x.XkbGetControls(self._display, 1 << 31, described)
        controls = ctypes.cast(described, ctypes.POINTER(_XkbDesc)).contents.controls
        on = bool(controls.contents.enabled & _STICKY_KEYS)
        self._x.XkbFreeKeyboard(described, 0, 1)
        return on

    def _sync(self) -> None:
        self._x.XSync(self._display, 0)


class _XkbControls(ctypes.Structure):
    """The head of `XkbControlsRec`, as far as the switches."""

    _fields_ = (
        ("pointers", ctypes.c_ubyte * 2),
        ("groups", ctypes.c_ubyte * 2),
        ("internal", ctypes.c_ubyte * 4),
        ("ignored", ctypes.c_ubyte * 4),
        ("enabled", ctypes.c_uint),
    )


class _XkbDesc(ctypes.Structure):
    """The head of `XkbDescRec`."""

    _fields_ = (
        ("display", ctypes.c_void_p),
        ("flags", ctypes.c_ushort),
        ("device", ctypes.c_ushort),
        ("keycodes", ctypes.c_ubyte * 2),
        ("controls", ctypes.POINTER(_XkbControls)),
    )
