"""A desktop whose user types Chinese: an input method, the program, and windows to type into."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.screen.desktop import Desktop, until
from tests.screen.input_method import InputMethod
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.targets import Targets
from tests.screen.windows import Target

PACE = 50
"""Milliseconds a key: a fast typist. An input method needs 5 to 25 ms for each."""


class Chinese:
    """One input method, one program, and each window once."""

    def __init__(self, desktop: Desktop, kind: type[InputMethod]) -> None:
        self.desktop = desktop
        self.method = kind(desktop)
        self.method.start()
        # As fcitx5's users have it: a plug-in that the wheel's Qt does not bring. The box gets one it has.
        desktop.env["QT_IM_MODULE"] = self.method.environment["GTK_IM_MODULE"]
        self.program = Quickreply(desktop).start()
        desktop.env["QT_IM_MODULE"] = "ibus"
        self._targets = Targets(desktop)

    def ready(self, kind: type[Target], engine: str) -> Target:
        """An empty window with the keyboard and the engine on, where something has been composed before."""
        window = self._targets.ready(kind)
        self.method.choose(engine)
        self.program.resume()
        self._warm_up(window)
        return window

    def _warm_up(self, window: Target) -> None:
        """The first word loads dictionaries, and tells the program which engine is on."""
        self.press("n")
        assert until(self.method.shows_candidates, PATIENCE), f"{self.method.engine()} composes nothing"
        self.press("Escape")
        self.method.settle()
        window.clear()

    def press(self, keys: str) -> None:
        """Presses keys by xdotool's names, with blanks between, as fast as people do."""
        self.desktop.xdotool("key", "--delay", str(PACE), *keys.split())

    def typed(self, window: Target, keys: str) -> str:
        """What stands in an empty window behind these keys, when nothing changes any more."""
        window.clear()
        self.press(keys)
        seen = ["", window.text()]

        def still() -> bool:
            self.desktop.xdotool("sleep", "0.1")
            seen.append(window.text())
            return seen[-1] == seen[-2] and not self.program.sees("list")

        assert until(still, PATIENCE), "it goes on changing"
        return seen[-1]

    @contextmanager
    def without_us(self) -> Iterator[None]:
        """The program catches nothing meanwhile."""
        self.program.pause()
        yield
        self.program.resume()
