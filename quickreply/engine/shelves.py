"""Which phrases lie in which group: one character for each phrase, so that a group is found like a letter."""

import re
from collections.abc import Iterable, Iterator

from quickreply.core.phrase import Group
from quickreply.core.search import plain

_FIRST = 0x100
"""The character of the first group: no sign of regular expressions, and none of one byte."""


class Shelves:
    """The groups of phrases, by the phrases' numbers."""

    def __init__(self, groups: Iterable[Group]) -> None:
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
        seen: dict[int, str] = {}
        while group is not None and group not in seen and (here := self._groups.get(group)):
            seen[group] = here.name
            group = here.parent
        return tuple(seen.values())[::-1]

    def name(self, group: int | None) -> str:
        """The path as people read it."""
        if group not in self._names:
            self._names[group] = " / ".join(self.path(group))
        return self._names[group]

    def marks(self, word: str) -> str:
        """The characters of the groups in whose names the folded `word` occurs."""
        return "".join([mark for mark, name in self._folded.items() if word in name])

    def find(self, marks: str) -> Iterator[int]:
        """The numbers of the phrases in groups with these marks, in order."""
        if marks:
            for found in re.finditer(f"[{marks}]", self._at):
                yield found.start()

    def has(self, number: int, marks: str) -> bool:
        """Whether the phrase with this number is in one of these groups."""
        return self._at[number] in marks

    def _mark(self, group: int | None) -> str:
        mark = self._marks.get(group)
        if mark is None:
            mark = self._marks[group] = chr(_FIRST + len(self._marks))
            self._marked.append(group)
            self._folded[mark] = plain(self.name(group))
        return mark
