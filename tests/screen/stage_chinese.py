"""A desktop whose user types Chinese: an input method, the program, and windows to type into."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from tests.screen.desktop import Desktop, until
from tests.screen.input_method import InputMethod
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.targets import Targets
from tests.screen.windows import Target, Xterm

PACE = 40
"""Milliseconds a key: a fast typist. An input method needs 5 to 25 ms for each."""


END = "0"

_HANZI = re.compile("[\u4e00-\u9fff]")


class QuietXterm(Xterm):
    """One that takes a keyboard which is grabbed for a moment for no change of focus."""

    name = "quiet-xterm"
    options = ("-xrm", "XTerm*quietGrab: true")


class Chinese:
    """One input method, one program, and each window once."""

    def __init__(self, desktop: Desktop, kind: type[InputMethod]) -> None:
        self.desktop = desktop
        self.method = kind(desktop)
        self.method.start()
        # As fcitx5's users have it: a plug-in that the wheel's Qt does not bring. The box gets one it has.
        desktop.env["QT_IM_MODULE"] = self.method.environment["GTK_IM_MODULE"]
        self.program = Quickreply(desktop, settings={"apps.xterm.enabled": True}).start().settle()
        desktop.env["QT_IM_MODULE"] = "ibus"
        self._targets = Targets(desktop)
        self._warm: tuple[type[Target], str] | None = None

    def ready(self, kind: type[Target], engine: str) -> Target:
        """An empty window with the keyboard and the engine on, where something has been composed before."""
        window = self._targets.ready(kind)
        self.method.choose(engine)
        self.program.resume()
        if self._warm != (kind, engine):
            self._warm_up(window)
            self._warm = kind, engine
        return window

    def _warm_up(self, window: Target) -> None:
        """The first word loads dictionaries (Rime makes them), and tells the program which engine is on."""
        assert until(self._composes, 2 * PATIENCE), f"{self.method.engine()} composes nothing"
        self.press("Escape")
        self.method.settle()
        window.clear()

    def _composes(self) -> bool:
        self.press("Escape n")
        return until(self.method.shows_candidates, 1)

    def press(self, keys: str) -> None:
        """Presses keys by xdotool's names, with blanks between, as fast as people do."""
        self.desktop.xdotool("key", "--delay", str(PACE), *keys.split())

    def typed(self, window: Target, keys: str, *, behind: bool = False) -> str:
        """What comes of these keys in an empty window, with 字 for each of the Hanzi: which ones is learned.

        A `0` behind them, which composes nothing, tells when the input method is done with them.
        """
        if not behind:
            window.clear()
        self.press(f"{keys} {END}")
        until(lambda: window.text().endswith(END), PATIENCE)
        assert window.text().endswith(END), f"{window.text()} is composed still"
        return _HANZI.sub("字", window.text().removesuffix(END))

    @contextmanager
    def without_us(self) -> Iterator[None]:
        """The program catches nothing meanwhile."""
        self.program.pause()
        yield
        self.program.resume()
