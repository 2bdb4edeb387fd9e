"""The import window, worked with by keys alone."""

from tests.screen.desktop import Desktop, until
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.stage_palette import keyboard_owner

IMPORT = ("--name", "^Import phrases$")

_IMPORTED = 3
"""Seconds for what is accepted to come in; if it did not, the page was not ready for the key."""


def opened(desktop: Desktop) -> int:
    """Waits for the window until it has the keyboard."""
    window = desktop.window(*IMPORT)
    desktop.focus(window)
    assert until(lambda: keyboard_owner(desktop) == window, PATIENCE)
    return window


def comes_in(desktop: Desktop, program: Quickreply, *codes: str) -> bool:
    """Goes on with Enter, from what is shown to the end, until the phrases with these codes are there."""

    def are_in() -> bool:
        listed = program.run("list")
        return all(code in listed for code in codes)

    def enter() -> bool:
        """What is not ready yet takes no Enter."""
        desktop.await_still()
        desktop.key("Return")
        return until(are_in, _IMPORTED)

    opened(desktop)
    return until(enter, PATIENCE)
