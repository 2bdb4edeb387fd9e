"""What the search window asks of whoever keeps the phrases."""

from collections.abc import Sequence
from typing import Protocol

from quickreply.core.draft import Draft
from quickreply.core.picture import Print
from quickreply.core.search import SHOWN, Matches, Scope, Shelf


class Keeper(Protocol):
    """Answers at once; what it changes is found by the next search or soon after."""

    def search(self, query: str, scope: Scope, limit: int = SHOWN) -> Matches:
        """What a query finds in a scope; at most `limit` rows of it."""

    def total(self) -> int:
        """How many phrases there are."""

    def shelves(self) -> tuple[Shelf, ...]:
        """Libraries and groups, each followed by what lies in it."""

    def news(self) -> int:
        """How many phrases came or were changed lately; from 100 on any number above 99."""

    def draft(self, phrase: int) -> Draft:
        """A phrase, whole.

        Raises:
            Refusal: it is gone or cannot be read.
        """

    def thumb(self, name: str) -> bytes:
        """The picture with this name, small; nothing if it cannot be had."""

    def develop(self, data: bytes, file: str) -> Print:
        """Makes a print of a picture that is to be added; `file` is what messages call it.

        Raises:
            Refusal: it is none, too large, or damaged.
        """

    def keep(self, phrase: int | None, library: int, draft: Draft, prints: Sequence[Print] = ()) -> None:
        """Stores a phrase: a new one in a library (0: the personal one), or in place of the one with this id.

        `prints` are the pictures that it brings.

        Raises:
            CodeTaken: a code belongs to another phrase.
            Refusal: it cannot be stored.
        """

    def pin(self, phrase: int, *, on: bool) -> None:
        """Puts a phrase first in every list, or not.

        Raises:
            Refusal: it is gone, or nothing can be written.
        """
