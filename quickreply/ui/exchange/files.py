"""The files of one import: those that wait, the one that is looked at, those that come in together."""

from collections import deque
from collections.abc import Iterable

from quickreply.core.intake import Look, Reading


class Files:
    """Counts what is brought, file by file."""

    def __init__(self) -> None:
        self._waiting: deque[Reading] = deque()
        self.here: Reading | None = None
        """The one that is looked at."""
        self.taken: list[Reading] = []
        """Those that come in, in their order."""
        self.left: list[str] = []
        """Why others do not."""
        self._all = 0
        self._careful = False

    @property
    def waiting(self) -> bool:
        """Whether there are more to be looked at."""
        return bool(self._waiting)

    @property
    def several(self) -> bool:
        """Whether more than one file was brought."""
        return self._all > 1

    @property
    def at(self) -> tuple[int, int]:
        """The number of the one that is looked at, and of how many."""
        return self._all - len(self._waiting), self._all

    def bring(self, readings: Iterable[Reading]) -> None:
        """Puts files behind those that wait."""
        before = len(self._waiting)
        self._waiting.extend(readings)
        self._all += len(self._waiting) - before

    def begin(self) -> None:
        """What was taken is through; those that wait are an import of their own."""
        self.here, self.taken, self.left, self._careful = None, [], [], False
        self._all = len(self._waiting)

    def clear(self) -> None:
        """Nothing is wanted any more."""
        self._waiting.clear()
        self.begin()

    def next(self) -> Reading | None:
        """The next file that waits."""
        self.here = self._waiting.popleft() if self._waiting else None
        return self.here

    def plain(self, look: Look) -> bool:
        """Whether nobody need look at this file: one of several, and there is no doubt about it."""
        return self.several and not self._careful and look.readable and not look.guessed

    def take(self) -> None:
        """The file comes in."""
        if self.here:
            self.taken.append(self.here)
            self.here = None

    def leave(self, why: str = "") -> None:
        """The file does not come in."""
        self.here = None
        if why:
            self.left.append(why)

    def back_to(self, reading: Reading) -> None:
        """The file that is shown is looked at again; one that was begun since waits."""
        if self.here and self.here.path != reading.path:
            self._waiting.appendleft(self.here)
        self.taken = [one for one in self.taken if one != reading]
        self.here = reading

    def refuse(self, name: object, why: str) -> bool:
        """The file of this name cannot come in with the others; False if there is none, or no other."""
        found = next((one for one in self.taken if one.path.name == name), None)
        if found is None or len(self.taken) == 1:
            return False
        self.taken.remove(found)
        self.left.append(why)
        return True

    def review(self) -> None:
        """Back to the first file: each one is shown now."""
        self._waiting.extendleft(reversed(self.taken))
        self.taken, self._careful = [], True
