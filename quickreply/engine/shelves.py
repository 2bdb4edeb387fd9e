"""Which phrases lie in which group: one character for each phrase, so that a group is found like a letter."""

import re
from collections.abc import Iterable, Iterator, Mapping

from quickreply.core.phrase import Group
from quickreply.core.search import plain
from quickreply.core.spelling import Sought
from quickreply.engine.reach import BLOCK, bits

_FIRST = 0x100
"""The character of the first group: no sign of regular expressions, and none of one byte."""


class Shelves:
    """The groups of phrases, by the phrases' numbers."""

    def __init__(self, groups: Iterable[Group], spellings: Mapping[int, str]) -> None:
        self._spellings = spellings
        self._groups = {group.id: group for group in groups}
        self._marks: dict[int | None, str] = {}
        self._marked: list[int | None] = []
        self._names: dict[int | None, str] = {}
        self._folded: dict[str, str] = {}
        self._column: list[str] = []
        self._at = ""

    def add(self, groups: Iterable[int | None]) -> None:
        """Takes up the groups of more phrases."""
        self._column.append("".join(map(self._mark, groups)))

    def close(self) -> None:
        """No more will come."""
        self._at, self._column = "".join(self._column), []

    def group(self, number: int) -> int | None:
        """The group of the phrase with this number."""
        return self._marked[ord(self._at[number]) - _FIRST]

    def path(self, group: int | None) -> tuple[str, ...]:
        """Names of the groups around, outermost first; none twice, should they lie in each other."""
        return tuple(here.name for here in reversed(self._around(group)))

    def name(self, group: int | None) -> str:
        """The path as people read it."""
        if group not in self._names:
            self._names[group] = " / ".join(self.path(group))
        return self._names[group]

    def marks(self, word: str, spelled: Sought | None = None) -> str:
        """The characters of the groups in whose names the folded `word` occurs, or which are spelled so."""
        named = [mark for mark, name in self._folded.items() if word in name]
        if spelled and self._spellings:
            named += [mark for mark in self._folded if self._is_spelled(mark, spelled)]
        return "".join(dict.fromkeys(named))

    def find(self, marks: str) -> Iterator[int]:
        """The numbers of the phrases in groups with these marks, in order."""
        if marks:
            for found in re.finditer(f"[{marks}]", self._at):
                yield found.start()

    def look(self, marks: str, block: int) -> int:
        """The phrases of one block that are in these groups, as bits."""
        if not marks:
            return 0
        begin = block * BLOCK
        found = re.compile(f"[{marks}]").finditer(self._at, begin, begin + BLOCK)
        return bits(one.start() - begin for one in found)

    def within(self, group: int) -> str:
        """The characters of a group and of all that lie in it."""
        known = ((mark, self._around(one)) for one, mark in self._marks.items())
        return "".join(mark for mark, around in known if any(here.id == group for here in around))

    def has(self, number: int, marks: str) -> bool:
        """Whether the phrase with this number is in one of these groups."""
        return self._at[number] in marks

    def _around(self, group: int | None) -> list[Group]:
        seen: dict[int, Group] = {}
        while group is not None and group not in seen and (here := self._groups.get(group)):
            seen[group] = here
            group = here.parent
        return list(seen.values())

    def _is_spelled(self, mark: str, spelled: Sought) -> bool:
        groups = self._around(self._marked[ord(mark) - _FIRST])
        spellings = (self._spellings.get(group.id, "") for group in groups)
        return any(spelled.search(spelling, 0, len(spelling)) for spelling in spellings if spelling)

    def _mark(self, group: int | None) -> str:
        mark = self._marks.get(group)
        if mark is None:
            mark = self._marks[group] = chr(_FIRST + len(self._marks))
            self._marked.append(group)
            self._folded[mark] = plain(self.name(group))
        return mark
