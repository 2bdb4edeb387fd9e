"""Lines of a menu: short enough, and without the signs that a menu takes for its own."""

from collections.abc import Iterable
from unicodedata import east_asian_width

from quickreply.core.phrase import Phrase

TITLE_LIMIT = 24
"""Characters of a phrase's title."""

LINE_LIMIT = 52
"""Columns of a line that explains; a Hanzi takes two."""

_CLOSING = tuple("，。：；！？、）”")
"""What begins no line."""


def entry(phrase: Phrase, prefix: str) -> str:
    """The label, short, and its code."""
    label = short(phrase.label)
    return plain(f"{label}\t{prefix}{phrase.code}" if phrase.code else label)


def short(name: str) -> str:
    """A title on one line."""
    label = " ".join(name.split())  # what stands behind a tab would be taken for a shortcut
    return label if len(label) <= TITLE_LIMIT else label[: TITLE_LIMIT - 1].rstrip() + "…"


def plain(text: str) -> str:
    """A lone `&` would be taken for the mark of an access key."""
    return text.replace("&", "&&")


def wrapped(lines: Iterable[str], most: int) -> list[str]:
    """Lines that are not too long, at most so many; what is left out is marked."""
    broken = []
    for line in lines:
        rest = line
        while rest:
            room = _room(rest)
            broken.append(rest[:room].strip())
            rest = rest[room:]
    return broken if len(broken) <= most else [*broken[: most - 1], broken[most - 1] + "…"]


def _room(text: str) -> int:
    """How much of `text` fits into a line: up to a space, or to any place if there is none near the end."""
    columns = 0
    for place, char in enumerate(text):
        columns += 2 if east_asian_width(char) in "WF" else 1
        if columns > LINE_LIMIT:
            space = text.rfind(" ", place // 2, place + 1)
            room = place if space < 0 else space + 1
            return room + (text[room : room + 1] in _CLOSING)
    return len(text)
