"""What the symbols on keys type: X11 numbers them by character sets of before Unicode.

The tables of appendix A of the X11 protocol. In most of them the low byte is the character's number in the
set of the high byte, so Python knows them already; what was moved or added stands here.
"""

import unicodedata

_ASCII, _LATIN_1 = range(0x20, 0x7F), range(0xA0, 0x100)
_OLD = range(0x100, 0x2100)
_UNICODE = range(0x01000100, 0x01110000)
_KEYPAD = range(0xFFAA, 0xFFBA)
"""KP_Multiply … KP_9, in the order of ASCII from `*` on."""
_KEYPAD_EQUAL = 0xFFBD
_FIRST = 0xA1
"""Low byte of the first character in a set."""

_KANA, _LAST_KANA, _HALF_WIDTH_KANA = 0x4, 0xDF, 0xFF61
_SETS = {
    0x1: "iso8859-2",
    0x2: "iso8859-3",
    0x3: "iso8859-4",
    0x5: "iso8859-6",
    0x6: "koi8-r",
    0x7: "iso8859-7",
    0xC: "iso8859-8",
    0xD: "tis-620",
    0x12: "iso8859-14",
    0x13: "iso8859-15",
}

_MOVED = (
    dict(enumerate("ђѓёєѕіїјљњћќґўџ№ЂЃЁЄЅІЇЈЉЊЋЌҐЎЏ", 0x6A1))
    | dict(zip((0x7A1, 0x7A2, 0x7A3, 0x7A4, 0x7A5, 0x7A7, 0x7A8, 0x7A9, 0x7AB), "ΆΈΉΊΪΌΎΫΏ", strict=True))
    | dict(enumerate("άέήίϊΐόύϋΰώ", 0x7B1))
    | {0x7AE: "΅", 0x7AF: "―", 0x7D2: "Σ", 0x7F2: "σ", 0x7F3: "ς", 0x20AC: "€"}
    | {0xAA9: "—", 0xAAA: "–", 0xAAE: "…", 0xAC9: "™", 0xAE6: "•", 0xAFD: "‚", 0xAFE: "„"}
    | dict(enumerate("‘’“”", 0xAD0))
    | dict(enumerate("←↑→↓", 0x8FB))
)

UNKNOWN = "\ufffd"
"""Stands for a character that is typed but in none of our tables: it is in no code either."""


def character(keysym: int) -> str:
    """What a keysym types; empty if nothing."""
    if keysym in _ASCII or keysym in _LATIN_1:
        return chr(keysym)
    if keysym in _UNICODE:
        return chr(keysym - 0x01000000)
    if keysym in _KEYPAD:
        return chr(keysym - _KEYPAD.start + ord("*"))
    if keysym == _KEYPAD_EQUAL:
        return "="
    return _old(keysym) if keysym in _OLD else ""


def _old(keysym: int) -> str:
    if keysym in _MOVED:
        return _MOVED[keysym]
    table, byte = divmod(keysym, 0x100)
    if table == _KANA and _FIRST <= byte <= _LAST_KANA:
        return unicodedata.normalize("NFKC", chr(_HALF_WIDTH_KANA + byte - _FIRST))
    if byte < _FIRST:
        return UNKNOWN
    return bytes([byte]).decode(_SETS.get(table, "ascii"), errors="replace")
