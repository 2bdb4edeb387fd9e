"""What was searched for and is not there: which queries are worth keeping, and in what form."""

import re
from dataclasses import dataclass
from datetime import date

from quickreply.core.phrase import even

SHORTEST = 2
"""Characters of a query that means something."""

LONGEST = 40
"""A longer one is no name of a phrase but a text that was pasted, and is not kept."""

KEPT = 1_000
"""Queries kept; beyond that the rarest go, of those the oldest."""

_NUMBER = re.compile(r"\d(?:[\s.\-]?\d){4}")
"""An order, a phone, a card: five digits or more, also with gaps between them."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A query that found nothing: how often, and on which day last."""

    query: str
    times: int
    last: date


def folded(query: str) -> str | None:
    """The form in which a query is counted: NFKC, case-folded, with single spaces.

    None if it is not to be kept: too short or too long to name a phrase, or it may be about a customer.
    """
    query = " ".join(even(query).split())
    if not SHORTEST <= len(query) <= LONGEST or not query.isprintable():
        return None
    return None if "@" in query or _NUMBER.search(query) else query
