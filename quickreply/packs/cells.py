"""How a phrase stands in the cells of a table that we write, and how it is read back from them.

A cell that a spreadsheet program would calculate gets an apostrophe in front; a list whose words have commas
or arrows in them is written as JSON. Both are undone when the table is read.
"""

import json
import re
from collections.abc import Callable, Sequence
from contextlib import suppress

from quickreply.core.draft import Draft

OWN_HEADER = ("code", "text", "group", "title", "keywords", "note", "aliases", "pinned", "enabled")
"""The header we write; a table that has it was written by us, and is read as we wrote it."""

ARROW = "=>"
"""Between the names of a group's path, as 千牛's side panel writes it."""

_ARROWS = re.compile("[=＝][>＞]")
_LISTED = re.compile(r"[,，;；、|\n]")
_SPACED = re.compile(r"[\s,，;；、|]+")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet program would calculate instead of showing, behind any apostrophes of ours."""

_ENTITIES = {"&#13;&#10;": "\n", "&#13;": "\n", "&#10;": "\n", "&#44;": ","}
"""What a client of the 千牛 family writes instead of quoting."""


def path(group: str) -> tuple[str, ...]:
    """The names in a group's path: `物流=>退换`."""
    return tuple(_ARROWS.split(group))


def words(listed: str) -> tuple[str, ...]:
    """The words of a list with commas, Western or Chinese, or other marks between them."""
    return tuple(_LISTED.split(listed))


def codes(listed: str) -> tuple[str, ...]:
    """The codes of a list with spaces or commas between them."""
    return tuple(_SPACED.split(listed))


def cells(draft: Draft) -> tuple[str, ...]:
    """The phrase under `OWN_HEADER`, as it is: `harmless` defuses it."""
    return (
        draft.code,
        draft.text,
        _joined(draft.group, ARROW, path),
        draft.title,
        _joined(draft.keywords, ", ", words),
        draft.note,
        " ".join(draft.aliases),  # a code has no spaces, but may be a comma
        str(draft.pinned).lower(),
        str(draft.enabled).lower(),
    )


def dangerous(value: str) -> bool:
    """Whether a spreadsheet program would calculate this instead of showing it."""
    return _FORMULA.match(value) is not None


def harmless(value: str) -> str:
    """The cell with an apostrophe in front if it is dangerous, or looks as if it had got one."""
    return f"'{value}" if _FORMULA.match(value) else value


def as_written(value: str) -> str:
    """The cell as it was before `harmless`."""
    return value[1:] if value.startswith("'") and _FORMULA.match(value) else value


def decoded(value: str) -> str:
    """The cell with the marks undone that some clients write instead of commas and line ends."""
    if "&#" in value:
        for entity, char in _ENTITIES.items():
            value = value.replace(entity, char)
    return value


def listed(value: str, split: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    """The words in a cell that `cells` wrote."""
    if value.startswith("["):
        with suppress(ValueError, RecursionError):
            found = json.loads(value)
            if isinstance(found, list) and all(isinstance(word, str) for word in found):
                return tuple(found)
    return split(value)


def _joined(names: Sequence[str], mark: str, split: Callable[[str], tuple[str, ...]]) -> str:
    """The names with marks between them, as JSON if they would not come back as they are."""
    plain = mark.join(names)
    same = tuple(filter(None, map(str.strip, split(plain)))) == tuple(names)
    return plain if same and not plain.startswith("[") else json.dumps(names, ensure_ascii=False)
