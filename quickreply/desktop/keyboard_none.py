"""The keyboard where no program may press a key in another's window: Wayland."""

from collections.abc import Sequence

from quickreply.core.delivery import Chord
from quickreply.core.keys import Key
from quickreply.core.ports import Stirs, Window


class KeyboardNone:
    """A `Keyboard` that can do nothing and says so: the engine leaves phrases on the clipboard then."""

    def hold(self, window: Window | None) -> bool:  # noqa: ARG002 - none can be meant
        return False

    def give(self, keys: Sequence[Key]) -> None:
        """Nothing was taken, so nothing is to be given back."""

    def show(self, key: Key) -> None:
        """Nothing was taken, so every window has seen it."""

    def erase(self, count: int) -> None:
        """Nothing is seen here that could be taken out of a window."""

    def step_back(self, count: int) -> None:
        """Nothing is pasted here that the caret could stand in."""

    def claim(self, window: Window | None) -> bool:  # noqa: ARG002 - none can be claimed
        return False

    def stirs(self) -> Stirs | None:
        return None

    def overtaken(self) -> tuple[Key, ...]:
        return ()

    def press(self, chord: Chord) -> bool:  # noqa: ARG002 - none can be pressed
        return False

    def release(self) -> None:
        """Nothing is held."""
