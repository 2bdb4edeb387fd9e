"""Who pressed a key: raw key events tell the device, while the keyboard that windows know is all of them.

What we play comes from the server's XTEST device, what the user types from keyboards of their own. A grab of
the server stops other programs, but no keyboard.
"""

import struct
from typing import Any, NamedTuple

from Xlib import X
from Xlib.display import Display
from Xlib.ext import ge, xinput

from quickreply.desktop.abilities_x11 import tells_raw_keys

_KINDS = {xinput.RawKeyPress: X.KeyPress, xinput.RawKeyRelease: X.KeyRelease}
_HEAD = struct.Struct("<HIIH")
"""Device, time, key and source, behind the first ten bytes of a raw event."""


class Said(NamedTuple):
    """A device says that a key of its own went down or up; `kind` and `time` are as in core events.

    `ours`: it is the one that fakes come from.
    """

    kind: int
    code: int
    time: int
    ours: bool


def number_of_xtest(display: Display) -> int:
    """The device that fakes come from; 0 if there is none to be told apart."""
    if not tells_raw_keys(display):
        return 0
    devices = display.xinput_query_device(xinput.AllDevices).devices
    return next((int(one.deviceid) for one in devices if one.name.endswith(" XTEST keyboard")), 0)


class Devices:
    """Listens to single devices. Without XInput 2 nothing is heard."""

    def __init__(self, display: Display) -> None:
        self._display = display
        self._root = display.screen().root
        self._ours = number_of_xtest(display)
        self._opcode: int | None = None
        if tells_raw_keys(display):
            self._opcode = int(display.display.get_extension_major("XInputExtension"))

    def listen(self) -> None:
        """From here on."""
        self._select(xinput.RawKeyPressMask | xinput.RawKeyReleaseMask)

    def stop(self) -> None:
        """No further."""
        self._select(0)

    def heard(self) -> list[Said]:
        """All that has been said, taken out of the events that wait."""
        queue = self._display.display.event_queue
        said = [self._read(event) for event in queue]
        queue[:] = [event for event, word in zip(queue, said, strict=True) if not word]
        return [word for word in said if word]

    def _select(self, mask: int) -> None:
        if self._opcode is not None:
            self._root.xinput_select_events([(xinput.AllDevices, mask)])

    def _read(self, event: Any) -> Said | None:
        """Only of a device by itself; the same comes once more for the keyboard that is all of them."""
        if event.type != ge.GenericEventCode or event.extension != self._opcode or event.evtype not in _KINDS:
            return None
        device, time, code, source = _HEAD.unpack_from(event.data)
        return Said(_KINDS[event.evtype], code, time, device == self._ours) if device == source else None
