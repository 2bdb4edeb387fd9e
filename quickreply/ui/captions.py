"""What the fields of the form are called, and what is understood of what stands in them."""

import re

from quickreply.core import validity
from quickreply.core.draft import Field
from quickreply.core.words import mark

BETWEEN = " / "
"""What stands between a group and one in it."""

_COMMAS = re.compile("[,，、;；]")

CAPTIONS = {
    Field.CODE: mark("Code"),
    Field.TITLE: mark("Title"),
    Field.TEXT: mark("Text"),
    Field.GROUP: mark("Group"),
    Field.KEYWORDS: mark("Keywords"),
    Field.NOTE: mark("Note"),
    Field.VALID_FROM: mark("Valid from"),
    Field.VALID_UNTIL: mark("Valid until"),
}
EXAMPLES = {
    Field.CODE: mark("what is typed behind the slash"),
    Field.TITLE: mark("what it is called in lists"),
    Field.TEXT: mark("what is inserted"),
    Field.GROUP: mark("none, or a name"),
    Field.KEYWORDS: mark("other words to find it by, with commas"),
    Field.NOTE: mark("what only you should know; never inserted"),
    Field.VALID_FROM: mark("always, or 2026-11-11"),
    Field.VALID_UNTIL: mark("always, or 2026-11-11 20:00"),
}
RARE = (Field.NOTE, Field.VALID_FROM, Field.VALID_UNTIL)
"""Fields on the second leaf of the form."""


def moment(written: str) -> str:
    """As it is kept; as it stands where it is none, so that the fault is told."""
    try:
        return validity.written(written)
    except ValueError:
        return written.strip()


def group(written: str) -> tuple[str, ...]:
    """Names of groups, outermost first."""
    return tuple(filter(None, map(str.strip, written.split(BETWEEN))))


def keywords(written: str) -> tuple[str, ...]:
    """Words with commas of any kind between them."""
    return tuple(filter(None, map(str.strip, _COMMAS.split(written))))
