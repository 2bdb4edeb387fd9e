"""The phrases as they will stand once a plan is carried out: what comes next is planned for these."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import count

from quickreply.core.draft import Draft, paths
from quickreply.core.phrase import Collection, Group, Library, Phrase
from quickreply.core.plan import Fate, Plan


def outlook(made: Plan, before: Collection) -> Collection:
    """The collection afterwards. The ids of what is new are none that the store will give."""
    library, libraries = _placed(made.library, before)
    shelves = _Shelves(library.id, before)
    for path in made.groups:
        shelves.at(path)
    changed = {row.phrase: row.draft for row in made.of(Fate.CHANGED)}
    gone = {row.phrase for row in made.of(Fate.GONE)}
    stay = (
        _standing(phrase, changed[phrase.id], shelves) if phrase.id in changed else phrase
        for phrase in before.phrases
        if phrase.id not in gone
    )
    free = count(1 + max((phrase.id for phrase in before.phrases), default=0))
    new = (
        _standing(Phrase(number, library.id, None, "", "", row.draft.text), row.draft, shelves)
        for number, row in zip(free, made.of(Fate.NEW), strict=False)
    )
    phrases = (*stay, *new)
    return replace(before, libraries=libraries, groups=shelves.groups, phrases=phrases)


def _placed(library: Library, before: Collection) -> tuple[Library, tuple[Library, ...]]:
    """The library with an id, among the others."""
    if library.id:
        return library, tuple(library if one.id == library.id else one for one in before.libraries)
    new = replace(library, id=1 + max((one.id for one in before.libraries), default=0))
    return new, (*before.libraries, new)


def _standing(phrase: Phrase, draft: Draft, shelves: "_Shelves") -> Phrase:
    return replace(
        phrase,
        group=shelves.at(draft.group),
        code=draft.code,
        title=draft.title,
        text=draft.text,
        aliases=draft.aliases,
        keywords=draft.keywords,
        note=draft.note,
        pinned=draft.pinned,
        enabled=draft.enabled,
    )


class _Shelves:
    """The groups of one library by their paths; what is missing is put up."""

    def __init__(self, library: int, before: Collection) -> None:
        self._library = library
        self.groups = before.groups
        known = paths(before)
        ours: Iterable[Group] = (group for group in before.groups if group.library == library)
        self._ids = {known[group.id]: group.id for group in ours}
        self._free = count(1 + max((group.id for group in before.groups), default=0))

    def at(self, path: tuple[str, ...]) -> int | None:
        """The id of the group at the end of a path; None for no path."""
        if not path:
            return None
        if path not in self._ids:
            group = Group(next(self._free), self._library, self.at(path[:-1]), path[-1])
            self.groups = (*self.groups, group)
            self._ids[path] = group.id
        return self._ids[path]
