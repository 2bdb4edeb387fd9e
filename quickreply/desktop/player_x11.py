"""Playing keys on X11 with XTEST: in order, at their shift level, never a modifier by itself."""

from collections import Counter
from collections.abc import Iterable, Sequence

from Xlib import X
from Xlib.display import Display
from Xlib.error import CatchError, XError
from Xlib.ext import xtest
from Xlib.protocol.event import KeyPress, KeyRelease

from quickreply.core.keys import Key
from quickreply.desktop.keymap_x11 import Keymap
from quickreply.desktop.locks_x11 import Switches


class Player:
    """Sends fake key events; they are processed at once, in the order of the requests.

    Fakes that we send while the keyboard is ours come back to us: `own` tells them from the user's.
    """

    def __init__(self, display: Display) -> None:
        self._display = display
        self._own: Counter[tuple[int, int]] = Counter()
        self.switches = Switches(display)
        """Locks, latches and the layout, under which keys are played."""

    def down(self) -> frozenset[int]:
        """The keys that are down by the server's account. Asked before an ungrab, never after."""
        bits = self._display.query_keymap()
        return frozenset(
            place * 8 + bit for place, byte in enumerate(bits) for bit in range(8) if byte >> bit & 1
        )

    def own(self, kind: int, code: int) -> bool:
        """Whether this event is one of ours; asked once for each."""
        if not self._own[kind, code]:
            return False
        self._own[kind, code] -= 1
        return True

    def forget(self) -> None:
        """The keyboard is no longer ours: nothing comes back any more."""
        self._own.clear()

    def release_unseen(self, codes: Iterable[int]) -> None:
        """Releases keys while the keyboard is ours: no window sees it, the server drops the real release."""
        for code in codes:
            self._unseen(X.KeyRelease, code)

    def press_unseen(self, codes: Iterable[int]) -> None:
        """Presses keys while the keyboard is ours, so that what the user still holds is down again."""
        for code in codes:
            self._unseen(X.KeyPress, code)

    def tap(self, key: Key, keymap: Keymap, *, lasting: bool = False) -> None:
        """Presses a key as it was typed and releases it, unless its real release will follow."""
        self.switches.set_to(key.state & keymap.locks, key.state >> 13)
        needed = [
            codes[0] for mask in _bits(key.state & keymap.held) if (codes := keymap.modifier_codes(mask))
        ]
        self._press([*needed, key.code])
        self._release(needed if lasting else [*needed, key.code])

    def send(self, key: Key, window: int, time: int) -> None:
        """Lets one window see a key come and go, as an event of our making: no key moves thereby."""
        target, root = self._display.create_resource_object("window", window), self._display.screen().root
        place = {"child": X.NONE, "root_x": 0, "root_y": 0, "event_x": 0, "event_y": 0, "same_screen": 1}
        what = {"detail": key.code, "state": key.state, "time": time}
        for kind, mask in (KeyPress, X.KeyPressMask), (KeyRelease, X.KeyReleaseMask):
            target.send_event(
                kind(window=target, root=root, **place, **what), mask, onerror=CatchError(XError)
            )

    def chord(self, codes: Sequence[int]) -> None:
        """Presses the keys one after the other and releases them in reverse."""
        self._press(codes)
        self._release(codes)

    def _press(self, codes: Sequence[int]) -> None:
        for code in codes:
            self._fake(X.KeyRelease, code)  # nothing, unless the fake keyboard believes it is still down
            self._fake(X.KeyPress, code)

    def _release(self, codes: Sequence[int]) -> None:
        for code in reversed(codes):
            self._fake(X.KeyRelease, code)

    def _unseen(self, kind: int, code: int) -> None:
        self._own[kind, code] += 1
        self._fake(kind, code)

    def _fake(self, kind: int, code: int) -> None:
        xtest.fake_input(self._display, kind, code)


def _bits(mask: int) -> list[int]:
    return [1 << place for place in range(8) if mask >> place & 1]
