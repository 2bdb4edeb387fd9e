"""What a key types at each level of each layout."""

import struct

import pytest
from Xlib import X

from quickreply.desktop.levels_x11 import Face, Levels, core_face, parse_map

LETTER = Levels(X.ShiftMask | X.LockMask, {X.ShiftMask: 1, X.LockMask: 1})
PLAIN = Levels(X.ShiftMask, {X.ShiftMask: 1})
ALTGR = X.Mod5Mask
FOUR = Levels(X.ShiftMask | ALTGR, {X.ShiftMask: 1, ALTGR: 2, X.ShiftMask | ALTGR: 3})

Q = Face(((LETTER, (ord("q"), ord("Q"))), (FOUR, (0x6CA, 0x6EA, ord("@"), 0))))


@pytest.mark.parametrize(
    ("state", "layout", "keysym"),
    [
        (0, 0, ord("q")),
        (X.ShiftMask, 0, ord("Q")),
        (X.LockMask, 0, ord("Q")),
        (X.ShiftMask | X.LockMask, 0, ord("q")),
        (X.ControlMask | X.ShiftMask, 0, ord("Q")),
        (X.LockMask, 1, 0x6CA),
        (ALTGR, 1, ord("@")),
        (ALTGR | X.ShiftMask, 1, 0),
    ],
)
def test_a_key_under_modifiers(state: int, layout: int, keysym: int):
    assert Q.keysym(state, layout) == keysym


@pytest.mark.parametrize(
    ("beyond", "layout", "is_layout"),
    [
        pytest.param(0, 2, 0, id="goes round"),
        pytest.param(0, 3, 1, id="and round"),
        pytest.param(0x40, 3, 1, id="stops at the last"),
        pytest.param(0x80, 2, 0, id="goes to the first"),
        pytest.param(0x90, 3, 1, id="goes to the second"),
        pytest.param(0xB0, 3, 0, id="goes to one that is not there, so to the first"),
    ],
)
def test_a_layout_that_the_key_does_not_have(beyond: int, layout: int, is_layout: int):
    assert Face(Q.layouts, beyond).layout(layout) == Q.layouts[is_layout]


def test_the_servers_answer_is_read():
    # GIVEN a type that preserves something, one with an entry that does not count, and three keys
    shift = struct.pack("<BBHBBBx", 1, 1, 0, 2, 1, 1) + struct.pack("<BBBBHxx", 1, 1, 1, 1, 0) + bytes(4)
    letter = struct.pack("<BBHBBBx", 3, 3, 0, 2, 2, 0)
    letter += struct.pack("<BBBBHxx", 1, 1, 1, 1, 0) + struct.pack("<BBBBHxx", 0, 2, 1, 2, 0)
    seven = struct.pack("<4BBBH2I", 0, 0, 0, 0, 1, 2, 2, ord("7"), ord("&"))
    nothing = struct.pack("<4BBBH", 0, 0, 0, 0, 0, 0, 0)
    both = struct.pack("<4BBBH4I", 0, 1, 0, 0, 0x42, 2, 4, ord("a"), ord("A"), 0x6C6, 0x6E6)
    # WHEN it is read
    faces = parse_map(shift + letter + seven + nothing + both, types=2, first_key=16, keys=3)
    # THEN each key that types something has its layouts, with the modifiers that count
    assert faces == {
        16: Face(((PLAIN, (ord("7"), ord("&"))),)),
        18: Face(
            (
                (PLAIN, (ord("a"), ord("A"))),
                (Levels(X.ShiftMask | X.LockMask, {X.ShiftMask: 1}), (0x6C6, 0x6E6)),
            ),
            beyond=0x40,
        ),
    }


@pytest.mark.parametrize(
    ("row", "state", "keysym"),
    [
        ((ord("a"), ord("A")), X.LockMask, ord("A")),
        ((ord("7"), ord("/")), X.LockMask, ord("7")),
        ((ord("7"), ord("/")), X.ShiftMask, ord("/")),
        ((0xFF0D,), X.ShiftMask, 0xFF0D),
    ],
)
def test_a_server_without_xkb(row: tuple[int, ...], state: int, keysym: int):
    assert core_face(row).keysym(state, 0) == keysym
