"""The phrases in use as they stream from the store: rows that are taken up one by one and forgotten."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from quickreply.core.news import NO_NEWS, News
from quickreply.core.phrase import Collection, Group, Library, LibraryKind, Phrase
from quickreply.core.spelling import Readings, name_of, spell, spell_all
from quickreply.core.template.values import Values
from quickreply.core.wording import Wording

_KINDS = {kind: place for place, kind in enumerate(LibraryKind)}


_Rare = tuple[str, str, str, str, int, str, str]
Record = tuple[int, int, int | None, str, str, str, str, str, str, int, str | None, *_Rare]
"""A phrase as it rests in the store, in the order of `Batch`."""

LIBRARY: Final = 1
BEGINS: Final = 13
ENDS: Final = 14
"""Where in a `Record` its library stands, and the days on which it begins and ends."""


Names = tuple[str, str, str, str, str]
"""What is spelled of a phrase: title, text, code, aliases and keywords; the lists as JSON."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some phrases, column by column. Lists are JSON, for they are empty nearly always."""

    ids: Sequence[int]
    libraries: Sequence[int]
    groups: Sequence[int | None]
    codes: Sequence[str]
    titles: Sequence[str]
    texts: Sequence[str]
    aliases: Sequence[str]
    keywords: Sequence[str]
    notes: Sequence[str]
    pinned: Sequence[int]
    spellings: Sequence[str | None]
    """As `spelling_of` writes them; None where that has not been done yet."""
    laws: Sequence[str]
    more: Sequence[str]
    """The wordings behind the text, each as a list of text and note."""
    begins: Sequence[str]
    ends: Sequence[str]
    sends: Sequence[int]
    html: Sequence[str]
    pictures: Sequence[str]

    @property
    def stepped(self) -> bool:
        """Whether any phrase has several wordings."""
        return any(map("[]".__ne__, self.more))

    @property
    def rare(self) -> bool:
        """Whether any has something that most have not: wordings, days, HTML or pictures."""
        shown = any(self.html) or any(map("[]".__ne__, self.pictures))
        return shown or self.stepped or any(self.begins) or any(self.ends)


@dataclass(frozen=True, slots=True)
class Supply:
    """What is switched on. `records` may be read once: pinned ones first, then as `libraries` are placed.

    Libraries come in the order in which equal codes win.
    """

    libraries: tuple[Library, ...]
    groups: tuple[Group, ...]
    records: Iterable[Record]
    spellings: Mapping[int, str] = field(default_factory=dict)
    """Of the groups' names, by the groups' ids."""
    values: Mapping[int, Values] = field(default_factory=dict)
    """What phrases are filled with, by their libraries' ids."""
    news: News = NO_NEWS

    def batches(self, size: int) -> Iterator[Batch]:
        """The records, so many at a time; the last time there may be fewer."""
        records = iter(self.records)
        while rows := list(islice(records, size)):
            yield Batch(*zip(*rows, strict=True))


def supply(collection: Collection, readings: Readings | None = None) -> Supply:
    """What is switched on of a collection, spelled if it is known how Hanzi are read."""
    libraries = tuple(sorted((one for one in collection.libraries if one.enabled), key=precedence))
    places = {library.id: place for place, library in enumerate(libraries)}
    phrases = [phrase for phrase in collection.phrases if phrase.enabled and phrase.library in places]
    phrases.sort(key=lambda phrase: (not phrase.pinned, places[phrase.library]))
    spelled = {group.id: spell(group.name, readings) for group in collection.groups} if readings else {}
    return Supply(libraries, collection.groups, _records(phrases, readings), spelled)


def precedence(library: Library) -> tuple[int, int, int]:
    """Sorts libraries so that the one whose codes win comes first: personal over shop over packs."""
    return _KINDS[library.kind], library.position, library.id


def words(stored: str) -> tuple[str, ...]:
    """The list that was stored as JSON."""
    return () if stored in {"", "[]"} else tuple(json.loads(stored))


def stored(words: tuple[str, ...]) -> str:
    """A list as JSON."""
    return json.dumps(words, ensure_ascii=False) if words else "[]"


def wordings(text: str, note: str, more: str) -> tuple[Wording, ...]:
    """All wordings of a phrase; none where its text is the only one."""
    behind = further(more)
    return (Wording(text, note), *behind) if behind else ()


def further(more: str) -> tuple[Wording, ...]:
    """The wordings that were stored as JSON."""
    return () if more in {"", "[]"} else tuple(Wording(*one) for one in json.loads(more))


def stored_wordings(more: Iterable[Wording]) -> str:
    """Wordings as JSON."""
    pairs = [[one.text, one.note] for one in more]
    return json.dumps(pairs, ensure_ascii=False) if pairs else "[]"


def spelling_of(names: Names, readings: Readings) -> str:
    """How a phrase is spelled: what it is called in the first line, then keywords and Chinese codes."""
    title, text, code, aliases, keywords = names
    others = (*words(keywords), *(one for one in (code, *words(aliases)) if not one.isascii()))
    return f"{spell(name_of(title, text), readings)}\n{spell_all(others, readings)}"


def _records(phrases: Iterable[Phrase], readings: Readings | None) -> Iterator[Record]:
    for one in phrases:
        first = one.at(0)
        names = one.title, first.text, one.code, stored(one.aliases), stored(one.keywords)
        yield (
            one.id,
            one.library,
            one.group,
            one.code,
            one.title,
            first.text,
            stored(one.aliases),
            stored(one.keywords),
            first.note,
            one.pinned,
            spelling_of(names, readings) if readings else None,
            str(one.law) if one.wordings else "",
            stored_wordings(one.wordings[1:]),
            one.valid_from,
            one.valid_until,
            one.send,
            one.html,
            stored(one.pictures),
        )
