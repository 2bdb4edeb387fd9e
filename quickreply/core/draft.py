"""Phrases that are not stored yet: as they stand in a file or were written by hand."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from quickreply.core.phrase import (
    CODE_TOO_LONG,
    SLASHES,
    TEXT_LIMIT,
    TEXT_TOO_LONG,
    Collection,
    Group,
    code_fault,
    fold,
    html_fault,
    text_fault,
)
from quickreply.core.picture import MOST as MOST_PICTURES
from quickreply.core.picture import TOO_MANY as TOO_MANY_PICTURES
from quickreply.core.validity import fault as term_fault
from quickreply.core.wording import MOST, Law, Wording
from quickreply.core.words import Refusal, mark

LABEL_LIMIT = 1000
"""Longest title, keyword or group name, in characters: what a list can still show."""

DEPTH_LIMIT = 20
"""Deepest nesting of groups."""

LABEL_TOO_LONG = mark("a title, keyword or group name is longer than 1,000 characters")
NOTE_TOO_LONG = mark("the note is longer than 100,000 characters")
TOO_DEEP = mark("groups are nested deeper than 20 levels")
TOO_MANY = mark("it has more than 99 texts")
LIMITS = frozenset({LABEL_TOO_LONG, NOTE_TOO_LONG, TOO_DEEP, TOO_MANY, CODE_TOO_LONG, TEXT_TOO_LONG})
"""The faults of a phrase that has too much of something."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_BEFORE_A_CODE = re.compile(rf"^[\s{SLASHES}]+")


Bindings = Mapping[tuple[str, ...], tuple[str, ...]]
"""The applications that groups are bound to, by the paths of the groups; those for all are not in it."""

NOTHING_BOUND: Bindings = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Draft:
    """A phrase as it stands in a file or was written by hand: whole, but without an identity.

    `group` is the path of group names, outermost first; `more` are the wordings that come behind the text,
    by the `law`. When it is `valid` is written as `core.validity` says. `line` is where it began in its file,
    0 if in none, `sheet` the spreadsheet's leaf it stood on; neither makes a difference between two drafts.
    """

    text: str
    code: str = ""
    title: str = ""
    group: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    note: str = ""
    pinned: bool = False
    enabled: bool = True
    law: Law = Law.LADDER
    more: tuple[Wording, ...] = ()
    valid_from: str = ""
    valid_until: str = ""
    line: int = field(default=0, compare=False)
    sheet: str = field(default="", compare=False)
    send: bool = False
    html: str = ""
    pictures: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The code, if there is one, and its aliases, folded."""
        if not self.aliases:
            return (fold(self.code),) if self.code else ()
        return tuple(filter(None, map(fold, (self.code, *self.aliases))))

    @property
    def bounded(self) -> bool:
        """Whether it holds for a while only."""
        return bool(self.valid_from or self.valid_until)

    @property
    def label(self) -> str:
        """The title, or the beginning of the text where nobody gave one."""
        return self.title or self.text.strip().partition("\n")[0][:40]


def paths(collection: Collection) -> dict[int, tuple[str, ...]]:
    """The names that lead to each group, outermost first, by the group's id; in the order of the groups."""
    groups = {group.id: group for group in collection.groups}

    def path(group: Group, depth: int = DEPTH_LIMIT) -> tuple[str, ...]:
        parent = groups.get(group.parent or 0)
        return (*path(parent, depth - 1), group.name) if parent and depth else (group.name,)

    return {group.id: path(group) for group in collection.groups}


def bindings(collection: Collection) -> Bindings:
    """The applications that groups are bound to."""
    shelves = paths(collection)
    return {shelves[group.id]: group.apps for group in collection.groups if group.apps}


def drafts(collection: Collection) -> dict[int, Draft]:
    """Every phrase as it would stand in a file, by its id."""
    shelves = paths(collection)
    return {
        phrase.id: Draft(
            text=phrase.text,
            code=phrase.code,
            title=phrase.title,
            group=shelves.get(phrase.group or 0, ()),
            aliases=phrase.aliases,
            keywords=phrase.keywords,
            note=phrase.note,
            pinned=phrase.pinned,
            enabled=phrase.enabled,
            law=phrase.law,
            more=phrase.wordings[1:],
            valid_from=phrase.valid_from,
            valid_until=phrase.valid_until,
            send=phrase.send,
            html=phrase.html,
            pictures=phrase.pictures,
        )
        for phrase in collection.phrases
    }


def tidy(draft: Draft) -> Draft:
    """The same phrase in the form in which it is kept.

    Line ends are plain, blank lines around the text go, codes lose their slash, lists what is empty or
    twice in them; without a code the first alias is it. With one text there is no law.
    """
    if _is_tidy(draft):
        return draft
    code, aliases = _tidy_codes(draft)
    more = tuple(_tidy_wordings(draft.more)) if draft.more else ()
    return Draft(
        _plain_ends(draft.text).strip("\n"),
        code,
        " ".join(draft.title.split()) if draft.title else "",
        tuple(name for level in draft.group if (name := level.strip())) if draft.group else (),
        aliases,
        _unique(word.strip() for word in draft.keywords) if draft.keywords else (),
        _plain_ends(draft.note).strip() if draft.note else "",
        draft.pinned,
        draft.enabled,
        draft.law if more else Law.LADDER,
        more,
        draft.valid_from,
        draft.valid_until,
        draft.line,
        draft.sheet,
        draft.send,
        draft.html.strip() if draft.html else "",
        _unique(draft.pictures) if draft.pictures else (),
    )


def _is_tidy(draft: Draft) -> bool:
    """Whether that is plain to see, as of most rows of a table: to make it anew takes longer."""
    text, code, title = draft.text, draft.code, draft.title
    return (
        not (draft.aliases or draft.keywords or draft.note or draft.more or draft.html or draft.pictures)
        and (not code or code.isalnum())
        and "\r" not in text
        and not text.startswith("\n")
        and not text.endswith("\n")
        and (not title or title == " ".join(title.split()))
        and all(name and name == name.strip() for name in draft.group)
        and draft.law is Law.LADDER
    )


def unlike(draft: Draft, before: Draft) -> Draft:
    """The phrase without HTML that was written for another text: windows would get one or the other."""
    stale = draft.html and draft.html == before.html and draft.text != before.text
    return replace(draft, html="") if stale else draft


def _tidy_wordings(more: Iterable[Wording]) -> Iterator[Wording]:
    for wording in more:
        if wording.text.strip():
            yield Wording(_plain_ends(wording.text).strip("\n"), _plain_ends(wording.note).strip())


def _tidy_codes(draft: Draft) -> tuple[str, tuple[str, ...]]:
    if not draft.aliases:
        return _BEFORE_A_CODE.sub("", draft.code).rstrip(), ()
    bare = [_BEFORE_A_CODE.sub("", code).rstrip() for code in (draft.code, *draft.aliases)]
    code, *aliases = _unique(bare, key=fold) or ("",)
    return code, tuple(aliases)


def _plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _unique(words: Iterable[str], key: Callable[[str], str] = str) -> tuple[str, ...]:
    """The words that are not empty, each once: the first of those with the same key."""
    first: dict[str, str] = {}
    for word in words:
        if word:
            first.setdefault(key(word), word)
    return tuple(first.values())


class CodeTaken(Refusal):
    """A code belongs to another phrase of the library; it says to which."""


class Field(StrEnum):
    """What a phrase is written in, by people."""

    CODE = "code"
    TITLE = "title"
    GROUP = "group"
    KEYWORDS = "keywords"
    TEXT = "text"
    NOTE = "note"
    VALID_FROM = "valid_from"
    VALID_UNTIL = "valid_until"


def field_faults(draft: Draft) -> dict[Field, str]:
    """Why `draft` cannot become a phrase, as messages to translate, by the field that is to blame.

    What cannot be said of a single field, `draft_fault` says.
    """
    labels = {Field.TITLE: (draft.title,), Field.GROUP: draft.group, Field.KEYWORDS: draft.keywords}
    long = mark("it is longer than 1,000 characters")
    faults: dict[Field, str] = {
        name: long for name, words in labels.items() if any(len(word) > LABEL_LIMIT for word in words)
    }
    if fault := next(_code_faults(draft), None):
        faults[Field.CODE] = fault
    if fault := text_fault(draft.text):
        faults[Field.TEXT] = fault
    for name, moment in ((Field.VALID_FROM, draft.valid_from), (Field.VALID_UNTIL, draft.valid_until)):
        if moment and term_fault(moment, ""):
            faults[name] = mark("a day like 2026-11-11, or 2026-11-11 20:00")
    if draft.bounded and not faults and (fault := term_fault(draft.valid_from, draft.valid_until)):
        faults[Field.VALID_UNTIL] = fault
    return faults


def draft_fault(draft: Draft) -> str | None:
    """Why `draft` cannot become a phrase, as a message to translate; None if it can."""
    labels = (draft.title, *draft.group, *draft.keywords)
    besides = "\n".join((*labels, draft.note))
    if "\0" in besides:
        return mark("a field has a NUL byte in it")
    if _SURROGATE.search(besides) or _SURROGATE.search(draft.text):
        return mark("it has characters in it that are not Unicode")
    if len(besides) > LABEL_LIMIT and max(map(len, labels)) > LABEL_LIMIT:
        return LABEL_TOO_LONG
    if len(draft.note) > TEXT_LIMIT:
        return NOTE_TOO_LONG
    if len(draft.group) > DEPTH_LIMIT:
        return TOO_DEEP
    rare = _more_fault(draft.more) if draft.more else None
    rare = rare or (term_fault(draft.valid_from, draft.valid_until) if draft.bounded else None)
    rare = rare or (html_fault(draft.html) if draft.html else None)
    if len(draft.pictures) > MOST_PICTURES:
        return TOO_MANY_PICTURES
    return rare or text_fault(draft.text) or next(_code_faults(draft), None)


def _more_fault(more: tuple[Wording, ...]) -> str | None:
    if len(more) >= MOST:
        return TOO_MANY
    if any("\0" in one.note or _SURROGATE.search(one.note + one.text) for one in more):
        return mark("it has characters in it that are not Unicode")
    if any(len(one.note) > TEXT_LIMIT for one in more):
        return NOTE_TOO_LONG
    return next(filter(None, (text_fault(one.text) for one in more)), None)


def _code_faults(draft: Draft) -> Iterator[str]:
    for code in (draft.code, *draft.aliases):
        if fault := code_fault(code):
            yield fault
