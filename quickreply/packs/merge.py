"""What importing a file will do to a library, found out before anything is done."""

from collections import defaultdict, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from quickreply.core.draft import Draft, Fate, Plan, Row, drafts, tidy
from quickreply.core.phrase import PERSONAL, Collection, Library, LibraryKind, fold
from quickreply.core.words import mark
from quickreply.packs.bundle import Bundle

_OWNED = mark("the code {code} belongs to “{owner}”, which is another phrase")
_REPEATED = mark("the code {code} stands in line {first} already")
_KEPT = mark("your own phrase “{phrase}” is different and stays as it is")

_OPINIONS = frozenset({"pinned", "enabled"})
"""What the user of a pack decides for herself: an import sets it for new phrases only."""

Likeness = Callable[[Draft], tuple[object, ...]]
_Waiting = defaultdict[tuple[tuple[object, ...], bool], deque[int]]


def destination(bundle: Bundle, collection: Collection, name: str | None = None) -> Library:
    """The library that the file goes into: the named one, the pack's own, or the shop named as the file.

    A library that is not there yet has the id 0.
    """
    if name is not None:
        return named(collection, name) or Library(0, "", name, LibraryKind.SHOP)
    if (pack := bundle.library) is None:
        stem = bundle.source.stem
        found = named(collection, stem)
        return (
            found if found and found.kind is not LibraryKind.PACK else Library(0, "", stem, LibraryKind.SHOP)
        )
    found = next((library for library in collection.libraries if library.uid == pack.uid), None)
    return replace(found, version=pack.version, language=pack.language) if found else pack


def named(collection: Collection, name: str) -> Library | None:
    """The library with this name or `uid`, capitals and small letters being the same."""
    wanted = name.strip().casefold()
    return next(
        (lib for lib in collection.libraries if wanted in {lib.uid.casefold(), lib.name.casefold()}), None
    )


def plan(bundle: Bundle, collection: Collection, name: str | None = None) -> Plan:
    """What will become of each phrase of the file, in its order.

    A phrase is the one in the library with its code; without a code, or with a new one, the one with its
    title and group, or its text. What the file does not speak of stays. A row that would take a code from
    another phrase is a clash and changes nothing; so is one that would change a phrase of the user's own
    unless she named that library.
    """
    library = destination(bundle, collection, name)
    own = tuple(phrase for phrase in collection.phrases if library.id and phrase.library == library.id)
    there = drafts(replace(collection, phrases=own))
    fields = bundle.fields - (_OPINIONS if library.kind is LibraryKind.PACK else frozenset())
    matches = _matches(bundle.drafts, {number: _heard(draft, fields) for number, draft in there.items()})
    rows = [_row(draft, matches.get(place), there, fields) for place, draft in enumerate(bundle.drafts)]
    if name is None and library.uid == PERSONAL:
        rows = [_kept(row) if row.fate is Fate.CHANGED else row for row in rows]
    return Plan(library, _without_clashes(rows, there), bundle.groups, collection.revision)


def _heard(draft: Draft, fields: frozenset[str]) -> Draft:
    """A phrase as a file would know it that may not speak of titles or groups."""
    if fields >= {"title", "group"}:
        return draft
    return replace(
        draft,
        title=draft.title if "title" in fields else "",
        group=draft.group if "group" in fields else (),
    )


def _matches(new: Sequence[Draft], there: Mapping[int, Draft]) -> dict[int, int]:
    """Which phrase the draft in each place is, every phrase at most once: by code, then by likeness."""
    by_code = {fold(draft.code): number for number, draft in there.items() if draft.code}
    found = {
        place: number
        for place, draft in enumerate(new)
        if (number := by_code.pop(fold(draft.code), None))  # of two with one code the first is the phrase
    }
    for likeness in (_exact, _titled, _worded):
        free = _free(there, set(found.values()), likeness)
        for place, draft in enumerate(new if free else ()):
            if place not in found and (key := likeness(draft)):
                # A code that is already there stays: only a phrase without one can be given another.
                waiting = free[key, False] or (free[key, True] if not draft.code else None)
                if waiting:
                    found[place] = waiting.popleft()
    return found


def _free(there: Mapping[int, Draft], taken: set[int], likeness: Likeness) -> _Waiting:
    """The phrases that no draft is yet, by what they are like and whether they have a code."""
    free: _Waiting = defaultdict(deque)
    for number, draft in there.items():
        if number not in taken and (key := likeness(draft)):
            free[key, bool(draft.code)].append(number)
    return free


def _exact(draft: Draft) -> tuple[object, ...]:
    return draft.title, draft.group, draft.text


def _titled(draft: Draft) -> tuple[object, ...]:
    return (draft.title, draft.group) if draft.title else ()


def _worded(draft: Draft) -> tuple[object, ...]:
    return (draft.text,)


def _row(draft: Draft, match: int | None, there: Mapping[int, Draft], fields: frozenset[str]) -> Row:
    """New, changed or the same, with the phrase as it will stand."""
    if match is None:
        return Row(draft, Fate.NEW)
    before = there[match]
    told = {field: getattr(draft, field) for field in fields}
    told["code"] = draft.code or before.code  # an empty cell takes no code away
    merged = replace(before, **told, line=draft.line)
    if merged.code != before.code:
        merged = tidy(merged)  # what was an alias may be the code now
    return Row(merged, Fate.SAME if merged == before else Fate.CHANGED, match)


def _kept(row: Row) -> Row:
    return replace(row, fate=Fate.CLASH, reason=_KEPT, facts={"phrase": row.draft.label})


def _without_clashes(rows: Sequence[Row], there: Mapping[int, Draft]) -> tuple[Row, ...]:
    """The rows, with those as clashes that would take a code from another phrase.

    Rows that keep within the codes they have come first: what they let go of is free for the others.
    """
    owners = {code: _Owner(number, draft.label) for number, draft in there.items() for code in draft.codes}
    for row in rows:
        if (
            row.fate is Fate.CHANGED
            and row.phrase
            and not set(row.draft.codes) - set(there[row.phrase].codes)
        ):
            for code in set(there[row.phrase].codes) - set(row.draft.codes):
                del owners[code]
    return tuple(_checked(row, -place, owners) for place, row in enumerate(rows, 1))


@dataclass(frozen=True, slots=True)
class _Owner:
    """Whose a code is: a phrase's in the library, or that of a row in `line`."""

    number: int
    label: str
    line: int = 0

    def clash(self, row: Row, code: str) -> Row:
        """The row that wants the code in vain."""
        if self.line:
            return replace(row, fate=Fate.CLASH, reason=_REPEATED, facts={"code": code, "first": self.line})
        return replace(row, fate=Fate.CLASH, reason=_OWNED, facts={"code": code, "owner": self.label})


def _checked(row: Row, stand_in: int, owners: dict[str, _Owner]) -> Row:
    """The row if its codes are free or its own, which they are from now on; else as a clash."""
    if row.fate is Fate.CLASH:
        return row
    number = row.phrase or stand_in  # a new phrase has no id yet
    for code in row.draft.codes:
        owner = owners.get(code)
        if owner and owner.number != number:
            return owner.clash(row, code)
    owners |= dict.fromkeys(row.draft.codes, _Owner(number, row.draft.label, row.draft.line))
    return row
