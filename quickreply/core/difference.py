"""What changed between two texts, word by word: a Hanzi is a word, and so is a run of letters."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORDS = re.compile(r"[0-9A-Za-z\u00c0-\u024f\u0400-\u04ff]+|\s+|.", re.DOTALL)

WORDS = 2000
"""Words between equal beginnings and ends that are compared; more are told as one change, whole."""


class Part(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and what became of them."""

    part: Part
    text: str


def difference(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces that make both texts: without the new ones the first, without those gone the second."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    middle = _compared(old[head : len(old) - tail], new[head : len(new) - tail])
    pieces = [(Part.SAME, old[:head]), *middle, (Part.SAME, old[len(old) - tail :])]
    return tuple(Piece(part, "".join(words)) for part, words in pieces if words)


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many words both begin with."""
    return next(
        (place for place, (one, two) in enumerate(zip(old, new, strict=False)) if one != two),
        min(len(old), len(new)),
    )


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Part, Sequence[str]]]:
    if max(len(old), len(new)) > WORDS:
        yield from ((Part.GONE, old), (Part.NEW, new))
        return
    for kind, start, end, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Part.SAME, old[start:end]
        else:
            yield from ((Part.GONE, old[start:end]), (Part.NEW, new[begin:stop]))
