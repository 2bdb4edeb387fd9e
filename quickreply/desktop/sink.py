"""Who takes the keys that a key tap catches."""

from typing import Protocol

from quickreply.core.keys import Key


class Sink(Protocol):
    """Who takes the keys."""

    def begins(self, key: Key, before: str | None) -> bool:
        """The slash went down; True takes it and every key after it."""

    def picks(self, key: Key) -> bool:
        """A key that may choose a row went down in the palette; True takes it and every key after it."""

    def claims(self, key: Key) -> bool:
        """A claimed key went down; True takes it and every key after it."""

    def saw(self, key: Key, before: str | None, *, composes: bool) -> None:
        """A key has reached the window in front."""

    def turned(self) -> None:
        """The caret of what was seen is somewhere else."""

    def left(self) -> None:
        """Another window may be in front."""

    def press(self, key: Key) -> None:
        """A key went down while the keyboard is held."""

    def click(self) -> None:
        """A mouse button went down outside the list."""

    def focus_lost(self) -> None:
        """Another window has the keyboard now."""

    def stumbled(self) -> None:
        """The tap failed and let go of everything."""
