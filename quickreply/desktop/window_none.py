"""Windows where no program may know of another's: Wayland."""

from collections.abc import Callable

from quickreply.core.delivery import AppFacts
from quickreply.core.ports import Rect, Window


class WindowsNone:
    """A `Windows` that knows of none. Phrases stay on the clipboard, and the user is told so."""

    def focused(self) -> Window | None:
        return None

    def area(self, window: Window) -> Rect | None:  # noqa: ARG002 - nothing is known
        return None

    def activate(self, window: Window, done: Callable[[bool], None]) -> None:  # noqa: ARG002 - none can be had
        done(False)

    def answers(self, window: Window, within: float, told: Callable[[bool], None]) -> None:  # noqa: ARG002 - nothing is known
        told(True)

    def topic(self, window: Window) -> int:  # noqa: ARG002 - nothing is known
        return 0

    def facts(self, window: Window) -> AppFacts:  # noqa: ARG002 - nothing is known
        return AppFacts(enabled=False)
