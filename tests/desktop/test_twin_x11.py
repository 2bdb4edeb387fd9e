"""What a keyboard is told to be, from what another one says it is."""

import struct

from quickreply.desktop.twin_x11 import set_map

SHIFT = 1


def test_all_is_told_as_it_was_said_but_for_the_levels_of_types():
    # GIVEN what a keyboard of two keys says: a type with one more level under Shift, which it preserves, and
    # one symbol; the other parts have bytes of their own
    counts = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
    head = struct.pack("<2x2BH3BBHBBHB12BxH", 8, 9, 0xFF, 0, 1, 1, 8, 1, 2, 8, 0, 2, *counts, 0xF00F)
    kind = struct.pack("<BBHBBBx", SHIFT, SHIFT, 0, 2, 1, 1)
    said_entry = struct.pack("<BBBBHxx", 1, SHIFT, 1, SHIFT, 0x55)
    preserved = struct.pack("<BBH", SHIFT, SHIFT, 0)
    rest = b"symbols, actions and all the rest..."
    # WHEN another is told to be the same
    told = set_map(head + kind + said_entry + preserved + rest)
    # THEN the counts are in the order of the request, and a level is told without what follows from it
    told_head = struct.pack("<HH2B2B2BHBBH12BH", 0xFF, 1, 8, 9, 0, 1, 8, 2, 1, 8, 2, 0, *counts, 0xF00F)
    told_entry = struct.pack("<BBH", 1, SHIFT, 0x55)
    assert told == told_head + kind + told_entry + preserved + rest
