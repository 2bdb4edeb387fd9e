"""Gives the server's XTEST keyboard, which plays our keys, the layout of the one that the user types on.

Where a layout is set for single devices, as Debian does without a desktop's own settings, XTEST's stays US: a
German slash would come out as `&`, and Ctrl+V on a Dvorak keyboard as another shortcut.
"""

import struct

from Xlib.display import Display
from Xlib.protocol import rq

from quickreply.desktop.devices_x11 import number_of_xtest
from quickreply.desktop.xkbwords_x11 import CORE_KEYBOARD, GetMap, xkb_of

_ALL = 0xFF
_RESIZE_TYPES = 1
_COUNTS = struct.Struct("<2x2BH3BBHBBHB12BxH")
"""Of `GetMap`: keys from and to, what is there; then for each part the first, how many and how much."""
_TYPE = struct.Struct("<BBHBBBx")
_ENTRY, _PRESERVED = 8, 4


class _SetMap(rq.Request):  # type: ignore[misc] # python-xlib ships no types
    _request = rq.Struct(
        rq.Card8("opcode"), rq.Opcode(9), rq.RequestLength(), rq.Card16("device"), rq.Binary("all", pad=0)
    )


class Twin:
    """The XTEST keyboard. On a server without XKB or XInput 2 nothing happens."""

    def __init__(self, display: Display) -> None:
        self._server = xkb_of(display)
        self._number = number_of_xtest(display) if self._server else 0

    def follow(self) -> None:
        """Has the layout that is in use now."""
        if not self._server or not self._number:
            return
        common, own = (self._map(device) for device in (CORE_KEYBOARD, self._number))
        if common != own:
            _SetMap(**self._server, device=self._number, all=set_map(common))

    def _map(self, device: int) -> bytes:
        return bytes(GetMap(**(self._server or {}), device=device, full=_ALL, partial=0).all)


def set_map(got: bytes) -> bytes:
    """What `SetMap` wants to be told, from what `GetMap` answers: the same but for key types."""
    counts = _COUNTS.unpack_from(got)
    first_key, last_key, present, first_type, types, _, *rest, virtual = counts
    (
        syms_from, all_syms, syms, acts_from, all_acts, acts,
        behaviors_from, behaviors, all_behaviors, explicit_from, explicit, all_explicit,
        modmap_from, modmap, all_modmap, vmodmap_from, vmodmap, all_vmodmap,
    ) = rest  # fmt: skip
    head = struct.pack(
        "<HH2B2B2BHBBH12BH",
        present, _RESIZE_TYPES, first_key, last_key, first_type, types, syms_from, syms, all_syms,
        acts_from, acts, all_acts, behaviors_from, behaviors, all_behaviors,
        explicit_from, explicit, all_explicit, modmap_from, modmap, all_modmap,
        vmodmap_from, vmodmap, all_vmodmap, virtual,
    )  # fmt: skip
    kinds, place = _types(got, _COUNTS.size, types)
    return head + kinds + got[place:]


def _types(got: bytes, place: int, count: int) -> tuple[bytes, int]:
    """Key types as they are told; an entry is shorter there."""
    told = b""
    for _ in range(count):
        *_, entries, preserves = _TYPE.unpack_from(got, place)
        told += got[place : place + _TYPE.size]
        place += _TYPE.size
        for _ in range(entries):
            told += got[place + 2 : place + 6]
            place += _ENTRY
        length = entries * _PRESERVED if preserves else 0
        told += got[place : place + length]
        place += length
    return told, place
