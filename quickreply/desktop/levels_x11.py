"""What every key types at every level of every layout, as the server's XKB knows it.

The core keymap, which python-xlib can read, is XKB's in a narrow coat: two layouts, an order of levels that
depends on the widest key, and nothing of what Caps Lock does to which key.
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from Xlib import X
from Xlib.display import Display

from quickreply.desktop.xkbwords_x11 import CORE_KEYBOARD, GetMap, xkb_of

_TYPES_AND_SYMS = 0x3
_HEAD = 32
_COUNTS = struct.Struct("<7xBxB2xB")
"""In the head of the answer: key types; the first key, and how many."""
_TYPE = struct.Struct("<BBHBBBx")
"""Mask, its real modifiers, virtual ones; levels, entries, whether entries say what they preserve."""
_ENTRY = struct.Struct("<BBBBHxx")
"""Whether it counts, its modifiers, its level."""
_PRESERVED = 4
_KEY = struct.Struct("<4BBBH")
"""A type for each of four layouts, how many there are and what becomes of a fifth, width, keysyms."""
_CLAMP, _REDIRECT = 0x40, 0x80


@dataclass(frozen=True, slots=True)
class Levels:
    """How modifiers choose a level. `mask`: those that matter; what `levels` does not name is level 0."""

    mask: int
    levels: Mapping[int, int]

    def at(self, state: int) -> int:
        """The level under these modifiers."""
        return self.levels.get(state & self.mask, 0)


@dataclass(frozen=True, slots=True)
class Face:
    """What one key types: for each layout how its levels are chosen, and what stands on them."""

    layouts: tuple[tuple[Levels, tuple[int, ...]], ...]
    beyond: int = 0
    """What becomes of a layout this key does not have: XKB's byte."""

    def layout(self, number: int) -> tuple[Levels, tuple[int, ...]]:
        """The layout with this number, or what this key has instead."""
        count = len(self.layouts)
        if number < count:
            return self.layouts[number]
        if self.beyond & _REDIRECT:
            other = self.beyond >> 4 & 3
            return self.layouts[other if other < count else 0]
        return self.layouts[count - 1 if self.beyond & _CLAMP else number % count]

    def keysym(self, state: int, layout: int) -> int:
        """What the key types under these modifiers; 0 if nothing."""
        levels, syms = self.layout(layout)
        level = levels.at(state)
        return syms[level] if level < len(syms) else 0


Faces = Mapping[int, Face]
"""By the server's number of the key."""


def read_faces(display: Display) -> Faces:
    """What all keys type now; by the core keymap where the server has no XKB."""
    server = xkb_of(display)
    if server is None:
        return _core_faces(display)
    answer = bytes(GetMap(**server, device=CORE_KEYBOARD, full=_TYPES_AND_SYMS, partial=0).all)
    types, first_key, keys = _COUNTS.unpack_from(answer)
    return parse_map(answer[_HEAD:], types, first_key, keys)


def parse_map(data: bytes, types: int, first_key: int, keys: int) -> Faces:
    """Reads key types and keysyms as `GetMap` answers them."""
    kinds, place = [], 0
    for _ in range(types):
        kind, place = _parse_type(data, place)
        kinds.append(kind)
    faces = {}
    for code in range(first_key, first_key + keys):
        face, place = _parse_key(data, place, kinds)
        if face:
            faces[code] = face
    return faces


def _parse_type(data: bytes, place: int) -> tuple[Levels, int]:
    mask, _, _, _, entries, preserves = _TYPE.unpack_from(data, place)
    place += _TYPE.size
    end = place + entries * _ENTRY.size
    read = _ENTRY.iter_unpack(data[place:end])
    levels = Levels(mask, {modifiers: level for counts, modifiers, level, *_ in read if counts})
    return levels, end + (entries * _PRESERVED if preserves else 0)


def _parse_key(data: bytes, place: int, kinds: Sequence[Levels]) -> tuple[Face | None, int]:
    *chosen, groups, width, count = _KEY.unpack_from(data, place)
    place += _KEY.size
    syms = struct.unpack_from(f"<{count}I", data, place)
    layouts = tuple(
        (kinds[kind], syms[number * width : (number + 1) * width])
        for number, kind in enumerate(chosen[: groups & 0xF])
    )
    face = Face(layouts, groups & 0xF0) if any(syms) else None
    return face, place + 4 * count


def _core_faces(display: Display) -> Faces:
    info = display.display.info
    rows = display.get_keyboard_mapping(info.min_keycode, info.max_keycode - info.min_keycode + 1)
    return {info.min_keycode + number: core_face(row) for number, row in enumerate(rows) if any(row)}


def core_face(row: Sequence[int]) -> Face:
    """One layout with Shift and Caps Lock, from the first two places of the core keymap."""
    low, high = (*row, 0, 0)[:2]
    is_letter = bool(high) and chr(low & 0xFFFF).islower() and chr(high & 0xFFFF).isupper()
    levels = {X.ShiftMask: 1, X.LockMask: 1} if is_letter else {X.ShiftMask: 1}
    mask = X.ShiftMask | (X.LockMask if is_letter else 0)
    return Face(((Levels(mask, levels if high else {}), (low, high)),))
