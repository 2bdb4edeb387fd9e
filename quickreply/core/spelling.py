"""How names are spelled in Latin letters: written when a phrase is saved, sought without any table of Hanzi.

A name is spelled syllable by syllable, each with a capital; a lone point ends it: 退货 is `Tui Huo .`.
Further readings of a Hanzi follow at once, beginning with a letter of another alphabet: 行 is `Xingèang`.
`zh`, `ch`, `sh` are written `z`, `c`, `s`, and `ü` is `u`. A Latin word or a number is one syllable.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
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

_BEGIN = re.compile("(?:^|[ \n\0])(?=[^.])")
_END = " ."
"""Stops whoever reads on: no letter matches it."""

_UNKNOWN = "@"
_SHIFT = 0x80
"""How far the other alphabets are from ASCII: that of further readings, and that in which numbers begin."""


class Readings(Protocol):
    """Knows how Hanzi are read."""

    def of(self, hanzi: str) -> Sequence[Sequence[str]]:
        """The readings of each Hanzi in small letters without tones, the one that fits here first."""


def sounded(word: str) -> str:
    """A folded word as spellings are written: without what is silent."""
    return SILENT.sub(r"\1", word.replace("v", "u"))


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
    syllables = (_latin(token) if token.isascii() else _syllable(next(read)) for token in tokens)
    return " ".join(syllables) + _END


def spell_all(names: Iterable[str], readings: Readings) -> str:
    """The spellings of several names, one a line."""
    return "\n".join(filter(None, (spell(name, readings) for name in names)))


class Sought:
    """A folded word, to be found in spellings: in full, by initials or mixed."""

    def __init__(self, word: str) -> None:
        """`word` must be `typable`."""
        self._letters = word.replace("'", "").replace("v", "u")
        self.other = _shifted(self._letters[0])
        """What a further reading begins with that this may be."""
        behind = dict.fromkeys(now for before, now in pairwise(self._letters) if not _silent(now, before))
        self._needed = tuple((one, _capital(one), _shifted(one)) for one in behind)
        self._others = tuple(_shifted(one) for one in set(self._letters[1:]) if one.isalpha())

    def search(self, text: str, begin: int, end: int) -> re.Match[str] | None:
        """The first place between `begin` and `end`."""
        name = text[begin:end]
        if not self.within(name):
            return None
        found = self.pattern(name).search(text, begin, end)
        if found is None and self.other in name:
            found = self.further.search(text, begin, end)
        return found

    def within(self, text: str) -> bool:
        """Whether all its letters are in a text; only then it may be."""
        for small, capital, shifted in self._needed:  # a loop: it is asked of each block at each key
            if small not in text and capital not in text and shifted not in text:
                return False
        return True

    def pattern(self, text: str) -> re.Pattern[str]:
        """What finds in a text that which begins with the first reading of a Hanzi."""
        return self.first if any(other in text for other in self._others) else self.simple

    @cached_property
    def simple(self) -> re.Pattern[str]:
        """Finds it where no further reading begins with any of its letters: sooner made, and sooner done."""
        steps = (_step(now, before, simple=True) for before, now in pairwise(self._letters))
        return re.compile(_capital(self._letters[0]) + "".join(steps))

    @cached_property
    def first(self) -> re.Pattern[str]:
        """Finds it with any readings behind the first. One pattern for all readings would be slow."""
        return re.compile(_capital(self._letters[0]) + self._steps)

    @cached_property
    def further(self) -> re.Pattern[str]:
        """Finds what begins with a further reading."""
        return re.compile(self.other + self._steps)

    @cached_property
    def _steps(self) -> str:
        return "".join(_step(now, before) for before, now in pairwise(self._letters))


def typable(word: str) -> bool:
    """Whether a folded word can be pinyin."""
    return len(word) <= NAME_LIMIT and bool(_LETTERS.fullmatch(word))


def spans(name: str, found: Sequence[re.Match[str]]) -> tuple[Span, ...]:
    """Where in `name` the syllables stand that were found in its spelling."""
    folded = plain(name) if found else ""
    if len(folded) != len(name):
        return ()
    tokens = [token.span() for token in _TOKEN.finditer(folded)]
    reached = sorted({_reached(one) for one in found})
    return tuple((tokens[first][0], tokens[last][1]) for first, last in reached if last < len(tokens))


def _reached(found: re.Match[str]) -> tuple[int, int]:
    """The first and the last of the syllables, by their number in the name."""
    line = found.string.rfind("\0", 0, found.start()) + 1
    first = len(_BEGIN.findall(found.string[line : found.start() + 1])) - 1
    return first, first + found[0].count(" ")


def _syllable(read: Sequence[str]) -> str:
    soft = [SILENT.sub(r"\1", one).replace("v", "u") for one in read[:READINGS_LIMIT]]
    first, *others = dict.fromkeys(one for one in soft if one.isascii() and one.isalpha()) or (_UNKNOWN,)
    return _latin(first) + "".join(_shifted(one[0]) + one[1:] for one in others)


def _latin(word: str) -> str:
    return _capital(word[0]) + word[1:].replace("v", "u")


def _capital(letter: str) -> str:
    """A number begins in another alphabet, for digits have no capitals."""
    return _shifted(letter) if letter.isdigit() else letter.upper().replace("V", "U")


def _shifted(letter: str) -> str:
    return chr(ord(letter) + _SHIFT)


def _silent(letter: str, before: str) -> bool:
    return letter == "h" and before in "zcs"


def _step(letter: str, before: str, *, simple: bool = False) -> str:
    """The next letter goes on with the syllable, or begins the next one, in any of its readings."""
    first, further = _capital(letter), f"[@-z]++(?! )[^ .]*?{_shifted(letter)}"  # a point ends the name
    onward = first if simple else f"(?:{first}|{further})"
    silent = f"|(?<=[{before.upper()}{_shifted(before)}])" if _silent(letter, before) else ""
    return f"(?:{letter}|[^ ]*+ {onward}{silent})"
