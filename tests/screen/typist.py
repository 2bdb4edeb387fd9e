"""Somebody at the keyboard."""

from dataclasses import dataclass

from tests.screen.desktop import Desktop

SPEEDS = (5, 30, 80)
"""Milliseconds a key: a burst no hand can do, a very fast typist, an ordinary one."""


@dataclass(frozen=True)
class Typist:
    """Types at one speed."""

    desktop: Desktop
    delay_ms: int

    def type(self, text: str) -> None:
        """One key after the other; returns when the last is up."""
        self.desktop.type(text, self.delay_ms)

    def roll(self, text: str) -> None:
        """With overlapping keys."""
        self.desktop.roll(text, self.delay_ms)

    def key(self, *names: str) -> None:
        """Keys and chords by xdotool's names."""
        self.desktop.xdotool("key", "--delay", str(self.delay_ms), *names)
