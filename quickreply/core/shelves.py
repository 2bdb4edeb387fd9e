"""Libraries and groups in the order in which people see them: each followed by what lies in it."""

from collections.abc import Iterator, Mapping, Sequence

from quickreply.core.draft import DEPTH_LIMIT
from quickreply.core.phrase import Group, Library
from quickreply.core.search import Among, Scope, Shelf

Counts = Mapping[tuple[int, int | None], int]
"""How many phrases lie in a group of a library themselves; None for those in no group."""


def shelves(libraries: Sequence[Library], groups: Sequence[Group], counts: Counts) -> Iterator[Shelf]:
    """Every library with its groups below it; what is empty is left out, but for libraries."""
    below: dict[tuple[int, int | None], list[Group]] = {}
    for group in groups:
        below.setdefault((group.library, group.parent), []).append(group)

    def grown(group: Group, path: tuple[str, ...]) -> list[Shelf]:
        """The group and those in it; nothing where there is no phrase."""
        here = (*path, group.name)
        deeper = below.get((group.library, group.id), []) if len(here) <= DEPTH_LIMIT else []
        inside = [shelf for one in deeper for shelf in grown(one, here)]
        nearest = sum(shelf.count for shelf in inside if len(shelf.path) == len(here) + 1)
        count = counts.get((group.library, group.id), 0) + nearest
        shelf = Shelf(Scope(Among.GROUP, group.id), here, count, group.library)
        return [shelf, *inside] if count else []

    for library in libraries:
        inside = [shelf for one in below.get((library.id, None), []) for shelf in grown(one, (library.name,))]
        count = sum(number for (home, _), number in counts.items() if home == library.id)
        yield Shelf(Scope(Among.LIBRARY, library.id), (library.name,), count, library.id)
        yield from inside
