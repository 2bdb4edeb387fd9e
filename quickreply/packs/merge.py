"""What importing a file will do to a library, found out before anything is done."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from quickreply.core.draft import Draft, drafts
from quickreply.core.phrase import PERSONAL, Collection, Library, LibraryKind
from quickreply.core.plan import Fate, Mode, Plan, Row, Wish
from quickreply.core.template.values import NOTHING, Values, renewed
from quickreply.core.words import Refusal, mark
from quickreply.packs.bundle import Bundle
from quickreply.packs.identity import matches
from quickreply.packs.review import plain, reviewed
from quickreply.packs.settle import Settlement, merged, superseded
from quickreply.packs.update import is_older, left_behind, spared

_KEPT = mark("your own phrase “{phrase}” is different and stays as it is")
_UNSURE = mark("“{phrase}” is not in the file, but stays: some rows of it could not be read")
_THERE = mark("“{phrase}” is there already, and different")
_OLDER = mark(
    "{file} is version {version} of “{library}”, and version {installed} is installed. "
    "To go back to what was before: quickreply undo-import --library {uid}"
)

_OPINIONS = frozenset({"pinned", "enabled"})
"""What the user of a pack decides for herself: an import sets it for new phrases only."""

NO_WISH = Wish()


def parts(bundle: Bundle, wish: Wish = NO_WISH) -> tuple[tuple[Bundle, Wish], ...]:
    """What goes into one library each: what a table keeps out of the team's goes into the user's own.

    If she names a library, all goes there.
    """
    if not bundle.own:
        return ((bundle, wish),)
    if wish.library is not None:
        every = sorted((*bundle.drafts, *bundle.own), key=lambda draft: draft.line)
        return ((replace(bundle, drafts=tuple(every), own=()), wish),)
    own = replace(bundle, drafts=bundle.own, own=(), problems=())
    return ((replace(bundle, own=()), wish), (own, replace(wish, library=PERSONAL)))


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
    found = _installed(pack, collection)
    return _renewed(found, pack) if found else pack


def _renewed(found: Library, pack: Library) -> Library:
    """The library with what the pack says anew; its name is the user's."""
    return replace(
        found,
        version=pack.version,
        language=pack.language,
        maintainer=pack.maintainer,
        valid_from=pack.valid_from,
        valid_until=pack.valid_until,
        roles=pack.roles,
    )


def _installed(pack: Library, collection: Collection) -> Library | None:
    return next((library for library in collection.libraries if library.uid == pack.uid), None)


def named(collection: Collection, name: str) -> Library | None:
    """The library with this name or `uid`, capitals and small letters being the same."""
    wanted = name.strip().casefold()
    return next(
        (lib for lib in collection.libraries if wanted in {lib.uid.casefold(), lib.name.casefold()}), None
    )


def plan(
    bundle: Bundle,
    collection: Collection,
    wish: Wish = NO_WISH,
    delivered: Sequence[Draft] = (),
    fold: Callable[[str], str] = plain,
) -> Plan:
    """What will become of each phrase of the file, in its order, and of those that will be gone.

    A phrase is the one in the library with its code; without a code, or with a new one, the one with its
    title and group, or its text. What the file does not speak of stays. A row that would take a code from
    another phrase is a clash; so is one that would change a phrase of the user's own unless she named that
    library, or a phrase of a pack that she changed since it was `delivered`. `fold` makes like texts equal.

    Raises:
        Refusal: a newer version of the pack is installed.
    """
    _not_older(bundle, collection, wish)
    library = destination(bundle, collection, wish.library)
    own = tuple(phrase for phrase in collection.phrases if library.id and phrase.library == library.id)
    there = drafts(replace(collection, phrases=own))
    file = [_moved(draft, wish) for draft in bundle.drafts] if wish.group else bundle.drafts
    told = _told(bundle, library, wish)
    rows = _protected(_rows(file, there, told, wish), library, wish)
    gone = _vanishing(rows, there, wish, sure=not any(problem.lost for problem in bundle.problems))
    if delivered and library.kind is LibraryKind.PACK:
        rows = spared(rows, there, delivered)
        if _is_new_version(bundle, collection):
            gone += left_behind(rows, there, delivered)
    removed = {row.phrase for row in gone if row.fate is Fate.GONE}
    staying = {number: draft for number, draft in there.items() if number not in removed}
    rows = Settlement(staying, wish, told).rows(rows, file)
    groups = bundle.groups if not wish.group else tuple((*wish.group, *path) for path in bundle.groups)
    bound = {(*wish.group, *path): apps for path, apps in bundle.bound.items()}
    return Plan(library, (*reviewed(rows, staying, fold), *gone), groups, collection.revision, bound)


def with_values(
    made: Plan,
    bundle: Bundle,
    collection: Collection,
    wish: Wish = NO_WISH,
    there: Values = NOTHING,
    delivered: Values = NOTHING,
) -> Plan:
    """The plan with what it does to the values that fill gaps; `there` are those of its library.

    As with phrases, what the user set herself, changed or removed since it was `delivered` stays so.
    """
    changed = renewed(bundle.values, there, delivered, sheds=_is_new_version(bundle, collection))
    if wish.mode is Mode.APPEND:
        known = there.cells()
        changed = {cell: value for cell, value in changed.items() if cell not in known}
    return replace(made, values=changed)


def _not_older(bundle: Bundle, collection: Collection, wish: Wish) -> None:
    pack = bundle.library
    found = _installed(pack, collection) if pack and wish.library is None else None
    if pack and found and pack.version and is_older(pack.version, found.version):
        raise Refusal(
            _OLDER,
            file=bundle.source.name,
            version=pack.version,
            library=found.name,
            installed=found.version,
            uid=found.uid,
        )


def _is_new_version(bundle: Bundle, collection: Collection) -> bool:
    found = _installed(bundle.library, collection) if bundle.library else None
    return bool(found and bundle.library and found.version != bundle.library.version)


def _told(bundle: Bundle, library: Library, wish: Wish) -> frozenset[str]:
    """What the file speaks of, as far as it is its business."""
    told = bundle.fields | {"group"} if wish.group else bundle.fields
    return told - _OPINIONS if library.kind is LibraryKind.PACK else told


def _moved(draft: Draft, wish: Wish) -> Draft:
    return replace(draft, group=(*wish.group, *draft.group))


def _rows(file: Sequence[Draft], there: Mapping[int, Draft], told: frozenset[str], wish: Wish) -> list[Row]:
    """New, changed or the same, with the phrase as it will stand."""
    out = superseded(file, wish)
    new = {place: draft for place, draft in enumerate(file) if place not in out}
    met = matches(new, {number: _heard(draft, told) for number, draft in there.items()})
    return [out.get(place) or _row(draft, met.get(place), there, told) for place, draft in enumerate(file)]


def _heard(draft: Draft, told: frozenset[str]) -> Draft:
    """A phrase as a file would know it that may not speak of titles or groups."""
    if told >= {"title", "group"}:
        return draft
    title, group = draft.title if "title" in told else "", draft.group if "group" in told else ()
    return Draft(draft.text, draft.code, title, group)


def _row(draft: Draft, match: int | None, there: Mapping[int, Draft], told: frozenset[str]) -> Row:
    if match is None:
        return Row(draft, Fate.NEW)
    before = there[match]
    after = merged(draft, before, told)
    return Row(after, Fate.SAME if after == before else Fate.CHANGED, match, before=before)


def _protected(rows: Sequence[Row], library: Library, wish: Wish) -> list[Row]:
    """The rows, with those as clashes that may not change what is there."""
    own = wish.library is None and library.uid == PERSONAL
    if not own and wish.mode is not Mode.APPEND:
        return list(rows)
    reason = _KEPT if own else _THERE
    return [
        replace(row, fate=Fate.CLASH, reason=reason, facts={"phrase": row.draft.label})
        if row.fate is Fate.CHANGED
        else row
        for row in rows
    ]


def _vanishing(rows: Sequence[Row], there: Mapping[int, Draft], wish: Wish, *, sure: bool) -> list[Row]:
    """What is in the groups that the file takes the place of, and not in the file.

    Unless we are `sure`, it stays: a row that could not be read may be this phrase.
    """
    if wish.mode is not Mode.REPLACE or not rows:
        return []
    groups, met = {row.draft.group for row in rows}, {row.phrase for row in rows}
    depth = len(wish.group)
    return [
        Row(draft, Fate.GONE, number, before=draft)
        if sure
        else Row(draft, Fate.SKIPPED, number, _UNSURE, {"phrase": draft.label}, draft)
        for number, draft in there.items()
        if number not in met and (draft.group in groups or (depth and draft.group[:depth] == wish.group))
    ]
