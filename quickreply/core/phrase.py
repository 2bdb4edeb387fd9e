"""Phrases, groups and libraries, and what makes two codes the same."""

import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum

from quickreply.core.wording import Law, Wording
from quickreply.core.words import mark

TEXT_LIMIT = 100_000
"""Longest text of a phrase, in characters."""

CODE_LIMIT = 64
"""Longest code, in characters; the strictest rivals stop at 4, nobody types 64."""

CODE_TOO_LONG = mark("the code is longer than 64 characters")
TEXT_TOO_LONG = mark("the text is longer than 100,000 characters")

SLASHES = "/、／"
"""What the slash key gives: plain, with Chinese punctuation on, and in full-width mode."""


_WIDE = dict(zip("，！？：；（）～％＋", ",!?:;()~%+", strict=True))
"""The full-width characters of everyday Chinese text; none of them combines with a mark."""

PERSONAL = "personal"
"""The `uid` of the library that everybody has from the first start."""


ROLES = ("售前", "催付", "售中", "售后", "应急")
"""Who answers in a shop: before the sale, for the payment, during the sale, after it, in an emergency."""


class LibraryKind(StrEnum):
    """Whose phrases a library holds; also the order in which equal codes win."""

    PERSONAL = "personal"
    SHOP = "shop"
    PACK = "pack"


@dataclass(frozen=True, slots=True)
class Library:
    """A set of phrases that travels, is switched on and is ordered as one.

    `uid` is stable across machines: a pack's own id, or one made when the library was. When it is `valid` is
    written as `core.validity` says; `roles` are those of `ROLES` that it is for, none for all. `apps` are the
    window classes of the applications that it is bound to, none for all.
    """

    id: int
    uid: str
    name: str
    kind: LibraryKind
    position: int = 0
    enabled: bool = True
    version: str = ""
    language: str = ""
    maintainer: str = ""
    valid_from: str = ""
    valid_until: str = ""
    roles: tuple[str, ...] = ()
    apps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A named shelf in a library; groups nest to any depth through `parent`. `apps` are as a library's."""

    id: int
    library: int
    parent: int | None
    name: str
    position: int = 0
    apps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """What an agent says, and how she finds it. Without a code it is found by search.

    One in several `wordings` has all of them there and says in `text` and `note` the one that it is `at`.
    """

    id: int
    library: int
    group: int | None
    code: str
    title: str
    text: str
    aliases: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    note: str = ""
    pinned: bool = False
    enabled: bool = True
    wordings: tuple[Wording, ...] = ()
    """All of them, in order; empty where there is only one."""
    law: Law = Law.LADDER
    """Which of them comes next."""
    step: int | None = None
    """The place of the wording in `text`, from 0; None for the first while nobody has asked which is next."""
    valid_from: str = ""
    valid_until: str = ""
    send: bool = False
    """Whether it is sent at once, where the user lets us."""
    html: str = ""
    """The same text with its looks, for windows that take it."""
    pictures: tuple[str, ...] = ()
    """The names of those that follow the text, as in `core/picture`."""

    def at(self, step: int) -> "Phrase":
        """The same phrase in another wording, or the nearest there is; one with a single wording as it is."""
        if not self.wordings:
            return self
        place = max(0, min(step, len(self.wordings) - 1))
        wording = self.wordings[place]
        return replace(self, text=wording.text, note=wording.note or self.wordings[0].note, step=place)

    @property
    def codes(self) -> tuple[str, ...]:
        """The code, if there is one, and its aliases."""
        return (self.code, *self.aliases) if self.code else self.aliases

    @property
    def label(self) -> str:
        """The title, or the first line of the (first) text where nobody gave one."""
        text = self.wordings[0].text if self.wordings else self.text
        return self.title or text.strip().partition("\n")[0]


@dataclass(frozen=True, slots=True)
class Collection:
    """Everything the store holds that agents use, as it was at one moment."""

    libraries: tuple[Library, ...] = ()
    groups: tuple[Group, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    revision: int = 0
    """Counts up with each change of the store, so that a plan made earlier is noticed."""


def fold(code: str) -> str:
    """The form in which codes are compared: NFKC, case-folded, without its leading slash.

    `ＦＨ`, `/fh` and `、Fh` are the same code.
    """
    bare = code.strip().lstrip(SLASHES)
    return bare.lower() if bare.isascii() else even(bare)


def even(text: str) -> str:
    """NFKC, case-folded. Texts joined by NUL may be folded at once: nothing combines across it.

    Most texts are in this form but for a few signs; to find that out takes a tenth of making it.
    """
    if text.isascii():
        return text.lower()
    composed = text
    for wide, narrow in _WIDE.items():  # these few are most of what is not composed, and quick to replace
        composed = composed.replace(wide, narrow)
    if not unicodedata.is_normalized("NFKC", composed):
        composed = unicodedata.normalize("NFKC", text)
    folded = composed.casefold()
    return folded if unicodedata.is_normalized("NFKC", folded) else unicodedata.normalize("NFKC", folded)


def code_fault(code: str) -> str | None:
    """Why `code` cannot be typed behind a slash, as a message to translate; None if it can."""
    folded = fold(code)
    if len(folded) > CODE_LIMIT:
        return CODE_TOO_LONG
    if folded.isalnum():  # nearly every one; the rest takes ten times as long
        return None
    if any(char.isspace() for char in folded):
        return mark("the code has a space in it")
    if any(unicodedata.category(char).startswith("C") for char in folded):
        return mark("the code has a control character in it")
    if any(slash in folded for slash in SLASHES):
        return mark("the code has a slash in it")
    return None


def html_fault(html: str) -> str | None:
    """Why `html` cannot stand beside a phrase's text, as a message to translate; None if it can."""
    if len(html) > TEXT_LIMIT:
        return mark("the HTML is longer than 100,000 characters")
    return mark("the HTML has a NUL byte in it") if "\0" in html else None


def text_fault(text: str) -> str | None:
    """Why `text` cannot be a phrase's text, as a message to translate; None if it can."""
    if not text.strip():
        return mark("the text is empty")
    if len(text) > TEXT_LIMIT:
        return TEXT_TOO_LONG
    if "\0" in text:
        return mark("the text has a NUL byte in it")
    return None
