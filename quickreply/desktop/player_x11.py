"""Playing keys on X11 with XTEST: in order, at their shift level, never a modifier by itself."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from Xlib import X
from Xlib.display import Display
from Xlib.error import CatchError, XError
from Xlib.ext import xtest
from Xlib.protocol.event import KeyPress, KeyRelease

from quickreply.core.keys import Key, Named
from quickreply.desktop.keymap_x11 import Keymap
from quickreply.desktop.locks_x11 import Switches


class Player:
    """Sends fake key events; they are processed at once, in the order of the requests."""

    def __init__(self, display: Display) -> None:
        self._display = display
        self._switches = Switches(display)
        self._stands_so: Callable[[], bool] = lambda: True
        self._set_out: Callable[[], None] = self._switches.put_back

    def look(self) -> frozenset[int]:
        """The keys that are down by the server's account; notes locks and layout for `put_back`.

        Asked before an ungrab, never after.
        """
        self._switches.look()
        bits = self._display.query_keymap()
        return frozenset(
            place * 8 + bit for place, byte in enumerate(bits) for bit in range(8) if byte >> bit & 1
        )

    def release(self, codes: Iterable[int]) -> None:
        """Releases keys."""
        for code in codes:
            self._fake(X.KeyRelease, code)

    def press(self, codes: Iterable[int]) -> None:
        """Presses keys."""
        for code in codes:
            self._fake(X.KeyRelease, code)  # nothing, unless the fake keyboard believes it is still down
            self._fake(X.KeyPress, code)

    def like(self, key: Key, keymap: Keymap) -> None:
        """What is played next was typed under the locks and the layout of this key.

        To Backspace locks make no difference, and one that we erase with was typed by nobody.
        """
        if key.named is Named.BACKSPACE:
            self.in_layout(key.state >> 13, keymap)
            return
        typed_under = key.state & keymap.locks, key.state >> 13
        self._set_out = partial(self._switches.set_to, *typed_under)
        self._stands_so = partial(self._switches.stand_so, *typed_under)

    def in_layout(self, layout: int, keymap: Keymap) -> None:
        """What is played next is a chord of this layout, under Caps and Num Lock as they are."""
        self._set_out = partial(self._switches.keep_only, keymap.locks, layout)

    def tap(self, key: Key, keymap: Keymap, *, lasting: bool = False) -> None:
        """Presses a key as it was typed and releases it, unless its real release will follow."""
        needed = [
            codes[0] for mask in _bits(key.state & keymap.held) if (codes := keymap.modifier_codes(mask))
        ]
        self.press([*needed, key.code])
        self.release(reversed(needed if lasting else [*needed, key.code]))

    def send(self, key: Key, window: int, time: int) -> None:
        """Lets one window see a key come and go, as an event of our making: no key moves thereby."""
        target, root = self._display.create_resource_object("window", window), self._display.screen().root
        place = {"child": X.NONE, "root_x": 0, "root_y": 0, "event_x": 0, "event_y": 0, "same_screen": 1}
        what = {"detail": key.code, "state": key.state, "time": time}
        for kind, mask in (KeyPress, X.KeyPressMask), (KeyRelease, X.KeyReleaseMask):
            target.send_event(
                kind(window=target, root=root, **place, **what), mask, onerror=CatchError(XError)
            )

    def mark(self, code: int, lifted: Iterable[int]) -> None:
        """Presses a key that nobody has; while it is down, those that the user holds."""
        self.press([code, *lifted])
        self.release([code])

    def spare_sticky_keys(self) -> None:
        """Until `heed_two_keys`, what we press does not switch Sticky Keys off; a round trip."""
        self._switches.spare_sticky_keys()

    def heed_two_keys(self) -> None:
        """Two keys at once switch Sticky Keys off again, if they did before."""
        self._switches.heed_two_keys()

    def needs_no_switch(self) -> bool:
        """Whether locks and layout are as `like` said."""
        return self._stands_so()

    def set_out(self) -> None:
        """Locks and layout as `like` or `in_layout` said: they may be others by now."""
        self._set_out()

    def put_back(self) -> None:
        """Locks and layout are again as they were found."""
        self._switches.put_back()

    def chord(self, codes: Sequence[int]) -> None:
        """Presses the keys one after the other and releases them in reverse."""
        self.press(codes)
        self.release(reversed(codes))

    def _fake(self, kind: int, code: int) -> None:
        xtest.fake_input(self._display, kind, code)


def _bits(mask: int) -> list[int]:
    return [1 << place for place in range(8) if mask >> place & 1]
