"""Hotkeys where no program may listen to keys: Wayland."""

from collections.abc import Sequence

from quickreply.core.ports import Rect
from quickreply.engine.desk import Hotkeys
from quickreply.engine.front import Caught


class HotkeysNone:
    """A `Tap` that catches nothing and says so."""

    def __init__(self) -> None:
        self.list_area: Rect | None = None

    def catch(self, slash: str | None, hotkeys: Hotkeys, *, observe: bool = False) -> Caught:  # noqa: ARG002 - no slash is caught here
        return Caught(armed=False, refused=frozenset(hotkeys))

    def catch_in(self, window: int | None, chords: Sequence[str]) -> None:
        """Every key reaches the window it is typed in."""

    def stop(self) -> None:
        """Nothing is listened to."""
