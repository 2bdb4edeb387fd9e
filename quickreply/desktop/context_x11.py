"""One character of context on X11: what stands before the caret, as far as keys can tell.

Raw key events of XInput 2 are seen while nothing is held. Nothing is kept but one character, in memory,
replaced by the next, and how many letters an input method holds.
"""

import struct
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol

from Xlib import X
from Xlib.display import Display
from Xlib.ext import ge, xinput

from quickreply.core.keys import Key, Named
from quickreply.core.ports import Stirs, nothing
from quickreply.desktop.abilities_x11 import tells_raw_keys
from quickreply.desktop.keymap_x11 import Keymap
from quickreply.engine.composing import Composing

_SERIALS = 1 << 16
"""Requests are counted so far, and then from the beginning."""

_WHEEL = range(4, 8)

_HEAD = struct.Struct("<HIIH")
"""Device, time, key and source of a raw event, as XI2 sends them behind the event's first ten bytes."""


class Ear(Protocol):
    """Hears of keys that others get, too."""

    def heard(self, key: Key) -> None:
        """A key has reached the window in front."""

    def turned(self) -> None:
        """The caret is somewhere else."""


class Context:
    """Watches raw keys and clicks, for `composing` to know what stands before the last key press."""

    def __init__(self, display: Display, keymap: Keymap) -> None:
        self._display = display
        self._root = display.screen().root
        self.keymap = keymap
        self.composing = Composing()
        self.slash = "/"
        self.ear: Ear | None = None
        """Whom to tell of keys when they have reached their window."""
        self.left: Callable[[], None] = nothing
        """Told when another window may be in front."""
        self._modifiers = 0
        self._skip = 0
        self._watching = False
        self._stirs = Stirs(0, 0)
        self._counted = self._ours = (0, 0)
        self._active = display.get_atom("_NET_ACTIVE_WINDOW")
        self._opcode = self._extension()

    @property
    def before(self) -> str | None:
        """The character before the last key press; None if unknown."""
        return self.composing.before

    @property
    def available(self) -> bool:
        """Whether the server tells raw keys; without them every slash counts as a beginning."""
        return self._opcode is not None

    @property
    def stirs(self) -> Stirs | None:
        """What the user has done by now, also what was not handled yet; None while nothing is watched."""
        if not (self._watching and self.available):
            return None
        self._display.sync()
        keys, clicks, held = self._stirs.keys, self._stirs.clicks, self._modifiers
        for event in self._display.display.event_queue:
            if self._is(event, xinput.RawKeyPress):
                keys += self._stirs_with(event, held)
                held |= self.keymap.modifier_of(_code(event)) & ~X.LockMask
            elif self._is(event, xinput.RawKeyRelease):
                held &= ~self.keymap.modifier_of(_code(event))
            else:
                clicks += self._is_click(event)
        return Stirs(keys, clicks)

    def came_to_us(self, code: int, time: int) -> None:
        """The key that went down then reached no window: nobody has typed. The raw news may come behind."""
        self._ours = code, time
        if self._counted == self._ours:
            self._counted = (0, 0)
            self._stirs = replace(self._stirs, keys=self._stirs.keys - 1)

    def went_on(self) -> None:
        """The key that came to us last went on to its window after all."""
        self._stirs = replace(self._stirs, keys=self._stirs.keys + 1)

    def _stirs_with(self, event: Any, modifiers: int) -> bool:
        """Whether this key does something in a window, by itself."""
        types = self._key(_code(event), modifiers).named is not Named.MODIFIER
        return types and _press(event) != self._ours

    def _is_click(self, event: Any) -> bool:
        """The wheel is no click: what is looked at is not changed."""
        return self._is(event, xinput.RawButtonPress) and _code(event) not in _WHEEL

    def watch(self) -> None:
        """Begins to watch."""
        self._watching = True
        self._root.change_attributes(event_mask=X.PropertyChangeMask)
        self._select(xinput.RawKeyPressMask | xinput.RawKeyReleaseMask | xinput.RawButtonPressMask)

    def forget(self) -> None:
        """Stops watching, and knows nothing any more."""
        if self._watching:
            self._watching = False
            self._root.change_attributes(event_mask=X.NoEventMask)
            self._select(0)
        self.composing.lose()

    def lose(self, skip: int) -> None:
        """The caret was moved: nothing is known of what stands before it, nor by the next `skip` presses.

        Those are keys that were played before the caret was moved and are heard of after it.
        """
        self.turn()
        self._skip = skip

    def takes(self, event: Any) -> bool:
        """Takes a raw event or the news of another active window; False if the event is of another kind."""
        if event.type == X.PropertyNotify and event.atom == self._active:
            self.turn()
            self.left()
            return True
        if self._is(event, xinput.RawButtonPress):
            self._stirs = replace(self._stirs, clicks=self._stirs.clicks + self._is_click(event))
            self.turn()
        elif self._is(event, xinput.RawKeyPress):
            self._count(event)
            self._pressed(_code(event))
        elif self._is(event, xinput.RawKeyRelease):
            self._released(self.keymap.modifier_of(_code(event)))
        else:
            return False
        return True

    def _count(self, event: Any) -> None:
        if self._stirs_with(event, self._modifiers):
            self._counted = _press(event)
            self._stirs = replace(self._stirs, keys=self._stirs.keys + 1)

    def _pressed(self, code: int) -> None:
        if self._modifiers:
            self._forget_stuck()
        key = self._key(code, self._modifiers)
        if key.named is Named.MODIFIER:
            self._modifiers |= self.keymap.modifier_of(code) & ~X.LockMask
        elif self._skip:
            self._skip -= 1
            return
        self.composing.press(key)
        if self.ear:
            self.ear.heard(key)

    def before_request(self, serial: int) -> tuple[Key, ...]:
        """The keys among the news not handled yet that went down before the server did this request."""
        keys, held = list[Key](), self._modifiers
        for event in self._display.display.event_queue:
            if (serial - event.sequence_number) % _SERIALS in (0, *range(_SERIALS // 2, _SERIALS)):
                break
            if self._is(event, xinput.RawKeyPress):
                key = self._key(_code(event), held)
                held |= self.keymap.modifier_of(_code(event)) & ~X.LockMask
                keys += [] if key.named is Named.MODIFIER else [key]
            elif self._is(event, xinput.RawKeyRelease):
                held &= ~self.keymap.modifier_of(_code(event))
        return tuple(keys)

    def _key(self, code: int, modifiers: int) -> Key:
        return self.keymap.key(code, modifiers, self.slash, repeated=False, serial=0)

    def turn(self) -> None:
        """The caret is somewhere else: nothing is known of what stands before it."""
        self.composing.lose()
        if self.ear:
            self.ear.turned()

    def _released(self, modifier: int) -> None:
        """Shift tapped by itself is how an input method is switched, and it is the release that does it."""
        if modifier:
            self._modifiers &= ~modifier
            self.composing.ask()

    def _forget_stuck(self) -> None:
        """A release goes past us while somebody holds the keyboard, so the server is asked.

        What is up by now without news of a release behind this press has been up before it.
        """
        stuck = self._modifiers & ~self._root.query_pointer().mask
        for event in self._display.display.event_queue if stuck else ():
            if self._is(event, xinput.RawKeyRelease):
                stuck &= ~self.keymap.modifier_of(_code(event))
        self._modifiers &= ~stuck

    def _is(self, event: Any, kind: int) -> bool:
        """Not what a device says by itself, which is for the ear of `devices_x11`, nor a mark of ours."""
        if event.type != ge.GenericEventCode or event.extension != self._opcode or event.evtype != kind:
            return False
        device, _, code, source = _HEAD.unpack_from(event.data)
        return bool(device != source and code != self.keymap.free)

    def _select(self, mask: int) -> None:
        if self.available:
            self._root.xinput_select_events([(xinput.AllMasterDevices, mask)])
            self._display.flush()

    def _extension(self) -> int | None:
        if not tells_raw_keys(self._display):
            return None
        return int(self._display.display.get_extension_major("XInputExtension"))


def _press(event: Any) -> tuple[int, int]:
    """Which key went down, and when: the same in the raw news and in the event."""
    _, time, code, _ = _HEAD.unpack_from(event.data)
    return code, time


def _code(event: Any) -> int:
    return int(_HEAD.unpack_from(event.data)[2])
