"""The palette and a window that is no longer where it was: on another desktop, or minimised."""

from collections.abc import Iterator

import pytest

from tests.screen.desktop import Desktop, until
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.stage_palette import Palette, keyboard_owner
from tests.screen.targets import Targets
from tests.screen.texts import SHORT
from tests.screen.windows import Mousepad, QtBox, Target


@pytest.fixture
def palette(quickreply: Quickreply, desktop: Desktop) -> Iterator[Palette]:
    """Closed after a test, and the first desktop is shown again."""
    used = Palette(quickreply, desktop)
    yield used
    if quickreply.sees("palette"):
        desktop.key("Escape")
        assert used.closed()
    desktop.xdotool("set_desktop", "0")


@pytest.fixture(params=[Mousepad, QtBox], ids=lambda kind: kind.name)
def window(request: pytest.FixtureRequest, targets: Targets, desktop: Desktop) -> Iterator[Target]:
    """Each window in turn; afterwards it is on the first desktop again."""
    target: Target = targets.ready(request.param)
    yield target
    desktop.xdotool("set_desktop_for_window", str(target.window), "0")


@pytest.mark.parametrize("stay", [False, True], ids=["goes", "stays"])
def test_a_window_on_another_desktop_is_brought_to_the_front(
    palette: Palette, desktop: Desktop, window: Target, stay: bool
):
    # GIVEN a phrase found for a window, which is moved to another desktop meanwhile
    palette.find("xx")
    desktop.xdotool("set_desktop_for_window", str(window.window), "1")
    assert until(palette.has_keyboard, PATIENCE)
    # WHEN it is chosen
    desktop.key("ctrl+Return" if stay else "Return")
    # THEN it is in that window
    assert window.wait_for(SHORT, PATIENCE) == SHORT
    if stay:
        assert until(palette.has_keyboard, PATIENCE)
    else:
        assert until(lambda: keyboard_owner(desktop) == window.window, PATIENCE)


def test_a_window_that_was_minimised_is_brought_back(palette: Palette, desktop: Desktop, window: Target):
    palette.find("xx")
    desktop.xdotool("windowminimize", "--sync", str(window.window))
    assert until(palette.has_keyboard, PATIENCE)
    desktop.type("\nok")
    # THEN it is up again with the phrase, and what was typed behind it
    assert window.wait_for(f"{SHORT}ok", PATIENCE) == f"{SHORT}ok"
