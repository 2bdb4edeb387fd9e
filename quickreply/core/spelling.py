"""How names are spelled in Latin letters: written when a phrase is saved, sought without any table of Hanzi.

A name is spelled syllable by syllable. A syllable begins with a capital and goes on in small letters: 退货
is `TuiHuo`. Further readings of the same Hanzi follow, each beginning with a letter of another alphabet: 行
is `Xingèang`. `zh`, `ch`, `sh` are written `z`, `c`, `s`, and `ü` is `u`. A Latin word is one syllable.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Protocol

from quickreply.core.search import Span, plain

NAME_LIMIT = 60
"""Characters of a name that are spelled. Of a phrase without a title it is its first line."""

READINGS_LIMIT = 4
"""Readings of one Hanzi."""

_TOKEN = re.compile("[0-9a-z]+|[\u3400-\u9fff]")
SILENT = re.compile("([zcs])h")
"""What is written without its `h`, for many do not hear it."""

_LETTERS = re.compile("[0-9a-z']*[a-z][0-9a-z']*")

_CAPITALS, _OTHERS = " -)@A-Z", "\xe1-\xfa"
_BEGIN = re.compile(f"[{_CAPITALS}]")
_REST = f"[0-9a-z{_OTHERS}]*"
_UNKNOWN = "@"
_SHIFT = 0x80


class Readings(Protocol):
    """Knows how Hanzi are read."""

    def of(self, hanzi: str) -> Sequence[Sequence[str]]:
        """The readings of each Hanzi in small letters without tones, the one that fits here first."""


def name_of(title: str, text: str) -> str:
    """What a phrase is called: its title, or the first line of its text."""
    return (title or text.strip().partition("\n")[0])[:NAME_LIMIT]


def spell(name: str, readings: Readings) -> str:
    """The spelling of a name; empty if there is no Hanzi in it, for then it can be typed as it is."""
    tokens = _TOKEN.findall(plain(name))
    hanzi = "".join(token for token in tokens if not token.isascii())
    if not hanzi:
        return ""
    read = iter(readings.of(hanzi))
    return "".join(_latin(token) if token.isascii() else _syllable(next(read)) for token in tokens)


def spell_all(names: Iterable[str], readings: Readings) -> str:
    """The spellings of several names, one a line."""
    return "\n".join(filter(None, (spell(name, readings) for name in names)))


def sought(word: str) -> tuple[re.Pattern[str], ...]:
    """Finds a folded word in spellings: full, by initials or mixed. Nothing if it cannot be pinyin.

    The second pattern finds what begins with a further reading: one pattern for both would be slow.
    """
    if len(word) > NAME_LIMIT or not _LETTERS.fullmatch(word):
        return ()
    letters = word.replace("'", "").replace("v", "u")
    steps = "".join(_step(letter, before) for before, letter in pairwise(letters))
    first = letters[0]
    beginnings = (_capital(first), chr(ord(first) + _SHIFT)) if first.isalpha() else (_capital(first),)
    return tuple(re.compile(re.escape(begin) + steps) for begin in beginnings)


def span(name: str, found: re.Match[str]) -> Span | None:
    """Where in `name` the syllables stand that were found in its spelling."""
    places = list(_TOKEN.finditer(plain(name)))
    line = found.string.rfind("\0", 0, found.start()) + 1
    first = sum(1 for _ in _BEGIN.finditer(found.string, line, found.start() + 1)) - 1
    last = first + sum(1 for _ in _BEGIN.finditer(found.string, found.start() + 1, found.end()))
    if len(plain(name)) != len(name) or last >= len(places):
        return None
    return places[first].start(), places[last].end()


def _syllable(read: Sequence[str]) -> str:
    soft = [SILENT.sub(r"\1", one).replace("v", "u") for one in read[:READINGS_LIMIT]]
    first, *others = dict.fromkeys(one for one in soft if one.isascii() and one.isalpha()) or (_UNKNOWN,)
    return _latin(first) + "".join(chr(ord(one[0]) + _SHIFT) + one[1:] for one in others)


def _latin(word: str) -> str:
    return _capital(word[0]) + word[1:].replace("v", "u")


def _capital(letter: str) -> str:
    """Digits have capitals too: sixteen characters before them."""
    return chr(ord(letter) - 16) if letter.isdigit() else letter.upper().replace("V", "U")


def _step(letter: str, before: str) -> str:
    """The next letter goes on with the syllable, or begins the next one, in any of its readings."""
    onward = _capital(letter)
    if letter.isalpha():
        onward = f"(?:{onward}|[{_CAPITALS}]{_REST}?{chr(ord(letter) + _SHIFT)})"
    else:
        onward = re.escape(onward)
    silent = (
        f"|(?<=[{before.upper()}{chr(ord(before) + _SHIFT)}])" if letter == "h" and before in "zcs" else ""
    )
    return f"(?:{letter}|{_REST}+{onward}{silent})"
