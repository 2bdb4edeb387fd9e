"""How a phrase stands in the cells of a table that we write, and how it is read back from them.

A cell that a spreadsheet program would calculate gets an apostrophe in front; a list whose words have commas
or arrows in them is written as JSON. Both are undone when the table is read.
"""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress

from quickreply.core.draft import Draft

_FIRST_HEADER = ("code", "text", "group", "title", "keywords", "note", "aliases", "pinned", "enabled")
"""What we wrote once."""

OWN_HEADER = (*_FIRST_HEADER, "valid_from", "valid_until")
"""The header we write; a table that has it was written by us, and is read as we wrote it.

Where phrases have several texts, their law and these texts follow, each with its note.
"""

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


def header(texts: int = 1) -> tuple[str, ...]:
    """The header over phrases with so many texts at most."""
    more = (name for number in range(2, texts + 1) for name in (f"text{number}", f"note{number}"))
    return (*OWN_HEADER, *(("law", *more) if texts > 1 else ()))


def is_own_header(names: tuple[str, ...]) -> bool:
    """Whether we wrote a table with this header."""
    return names == _FIRST_HEADER or names == header((len(names) - len(OWN_HEADER) + 1) // 2)


def most_texts(drafts: Iterable[Draft]) -> int:
    """How many texts the phrase with most of them has."""
    return 1 + max((len(draft.more) for draft in drafts), default=0)


def cells(draft: Draft, texts: int = 1) -> tuple[str, ...]:
    """The phrase under `header(texts)`, as it is: `harmless` defuses it."""
    more = [part for wording in draft.more[: texts - 1] for part in (wording.text, wording.note)]
    others = (str(draft.law) if more else "", *more, *("",) * (2 * texts - 2 - len(more)))
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
        draft.valid_from,
        draft.valid_until,
        *(others if texts > 1 else ()),
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
