"""Gives each code to one phrase, as the user wishes where two want it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import NamedTuple

from quickreply.core.draft import Draft, tidy, unlike
from quickreply.core.phrase import CODE_LIMIT, fold
from quickreply.core.plan import Choice, Fate, Note, Row, Wish
from quickreply.core.words import mark

_OWNED = mark("the code {code} belongs to “{owner}”, which is another phrase")
_REPEATED = mark("the code {code} stands in line {first} already")
_TWICE = mark("the same phrase stands in line {first} already")
_SUPERSEDED = mark("the phrase in line {line} has the same code and takes its place")
_CHOSEN = mark("it was left out by choice")
_RENAMED = mark("the code {code} is taken: here it is {new}")
_BARE = mark("the code {code} is taken: the phrase comes in without it")

Told = frozenset[str]
"""The fields that a file speaks of."""


def superseded(drafts: Sequence[Draft], wish: Wish) -> dict[int, Row]:
    """The rows whose code a later one takes with `REPLACE`, by their places."""
    found: dict[int, Row] = {}
    if Choice.REPLACE not in {wish.on_clash, *wish.choices.values()}:
        return found
    first: dict[str, int] = {}
    for place, draft in enumerate(drafts):
        code = fold(draft.code)
        earlier = first.get(code) if code else None
        if earlier is not None and _choice(wish, place) is Choice.REPLACE and draft != drafts[earlier]:
            facts: dict[str, object] = {"line": draft.line}
            found[earlier] = Row(drafts[earlier], Fate.SKIPPED, reason=_SUPERSEDED, facts=facts)
            first[code] = place
        elif code:
            first.setdefault(code, place)
    return found


def merged(draft: Draft, before: Draft, told: Told) -> Draft:
    """The phrase as it will stand: what the file does not speak of stays."""
    values = {name: getattr(draft, name) for name in told}
    values["code"] = draft.code or before.code  # an empty cell takes no code away
    after = replace(before, **values, line=draft.line, sheet=draft.sheet)
    if "html" not in told:
        after = unlike(after, before)
    return tidy(after) if after.code != before.code else after  # what was an alias may be the code now


def _choice(wish: Wish, place: int) -> Choice:
    return wish.choices.get(place, wish.on_clash)


class _Owner(NamedTuple):
    """Whose a code is: a phrase's in the library, or that of a row of the file."""

    number: int
    draft: Draft
    said: Draft | None = None
    """What the file has in its row."""


@dataclass(slots=True)
class Settlement:
    """Goes through the rows of a file in their order; who comes first gets a code.

    `there` are the phrases that stay, `told` what the file speaks of.
    """

    there: Mapping[int, Draft]
    wish: Wish
    told: Told
    _owners: dict[str, _Owner] = field(default_factory=dict)
    _taken: set[int] = field(default_factory=set)
    _texts: dict[tuple[object, ...], int] = field(default_factory=dict)

    def rows(self, rows: Sequence[Row], drafts: Sequence[Draft]) -> list[Row]:
        """The rows as they will be carried out; `drafts` are what the file has in their places."""
        self._owners = {
            code: _Owner(number, draft) for number, draft in self.there.items() for code in draft.codes
        }
        self._taken = {row.phrase for row in rows if row.phrase}
        self._let_go(rows)
        return [self._settled(place, row, drafts[place]) for place, row in enumerate(rows)]

    def _let_go(self, rows: Sequence[Row]) -> None:
        """Rows that keep within the codes they have come first: what they let go of is free for others."""
        for place, row in enumerate(rows):
            if row.fate is not Fate.CHANGED or not row.before:
                continue
            if self.wish.choices.get(place, Choice.REPLACE) is Choice.REPLACE:
                kept, had = set(row.draft.codes), set(row.before.codes)
                for code in had - kept if kept <= had else ():
                    del self._owners[code]

    def _settled(self, place: int, row: Row, draft: Draft) -> Row:
        said = self.wish.choices.get(place)
        if row.fate is Fate.NEW and said is None:
            return self._with_codes(place, row, draft, self.wish.on_clash)
        if row.fate is Fate.SKIPPED:
            return row
        if said is Choice.SKIP and row.acts:
            return replace(row, fate=Fate.SKIPPED, reason=_CHOSEN)
        if said in {Choice.KEEP_BOTH, Choice.RENAME} and row.fate is Fate.CHANGED:
            return self._beside(place, draft, said)
        choice = _choice(self.wish, place)
        if row.fate is Fate.CLASH:
            if choice is Choice.SKIP:
                return row
            if choice is not Choice.REPLACE:
                return self._beside(place, draft, choice)
            row = _insisted(row)
        return self._with_codes(place, row, draft, choice)

    def _with_codes(self, place: int, row: Row, draft: Draft, choice: Choice) -> Row:
        """The row if its codes are free or its own, which they are from now on; else as is chosen."""
        number = row.phrase or -place - 1  # a new phrase has no id yet
        codes = row.draft.codes
        clash = self._clash(codes, number)
        if clash is None:
            if codes:
                self._owners.update(dict.fromkeys(codes, _Owner(number, row.draft, draft)))
            return row
        code, owner = clash
        if owner.said == draft:
            return replace(row, fate=Fate.SKIPPED, reason=_TWICE, facts={"first": owner.draft.line})
        if choice in {Choice.KEEP_BOTH, Choice.RENAME}:
            return self._beside(place, draft, choice)
        free = owner.number in self.there and owner.number not in self._taken
        if choice is Choice.REPLACE and row.fate is Fate.NEW and free:
            return self._instead(place, draft, owner.number)
        return _refused(row, code, owner)

    def _clash(self, codes: Sequence[str], number: int) -> tuple[str, _Owner] | None:
        for code in codes:
            owner = self._owners.get(code)
            if owner and owner.number != number:
                return code, owner
        return None

    def _instead(self, place: int, draft: Draft, number: int) -> Row:
        """The row in the place of the phrase that has its code."""
        self._taken.add(number)
        before = self.there[number]
        after = merged(draft, before, self.told)
        row = Row(after, Fate.SAME if after == before else Fate.CHANGED, number, before=before)
        return self._with_codes(place, row, draft, Choice.SKIP)

    def _beside(self, place: int, draft: Draft, choice: Choice) -> Row:
        """The row as a new phrase beside the one that has its code; once is enough."""
        if (known := self._known(draft)) is not None:
            return Row(self.there[known], Fate.SAME, known, before=self.there[known])
        aliases = tuple(alias for alias in draft.aliases if fold(alias) not in self._owners)
        taken = fold(draft.code) in self._owners
        code = self._free(draft.code) if taken and choice is Choice.RENAME else "" if taken else draft.code
        note = Note(_RENAMED if code else _BARE, {"code": draft.code, "new": code})
        after = tidy(replace(draft, code=code, aliases=aliases))
        row = Row(after, Fate.NEW, notes=(note,) if taken else ())
        self._owners |= dict.fromkeys(after.codes, _Owner(-place - 1, after, draft))
        return row

    def _known(self, draft: Draft) -> int | None:
        """The phrase that says just this already."""
        if not self._texts:
            self._texts = {_saying(there): number for number, there in self.there.items()}
        return self._texts.get(_saying(draft))

    def _free(self, code: str) -> str:
        """The code with the first number behind it that makes it free."""
        room = code[: CODE_LIMIT - 8]
        return next(new for number in count(2) if fold(new := f"{room}{number}") not in self._owners)


def _saying(draft: Draft) -> tuple[object, ...]:
    return draft.title, draft.group, draft.text


def _insisted(row: Row) -> Row:
    fate = Fate.SAME if row.draft == row.before else Fate.CHANGED
    return replace(row, fate=fate, reason="", facts={})


def _refused(row: Row, code: str, owner: _Owner) -> Row:
    if owner.draft.line:
        return replace(
            row, fate=Fate.CLASH, reason=_REPEATED, facts={"code": code, "first": owner.draft.line}
        )
    return replace(row, fate=Fate.CLASH, reason=_OWNED, facts={"code": code, "owner": owner.draft.label})
