"""The palette and a window that is no longer where it was: on another desktop, minimised, or two screens."""

from collections.abc import Iterator

import pytest

from tests.screen.desktop import Desktop, require, until
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.stage_palette import Palette, keyboard_owner
from tests.screen.targets import Targets
from tests.screen.texts import LONGER, SHORT
from tests.screen.windows import Mousepad, QtBox, Target

SCREENS = {"left": (0, 1280), "right": (1280, 1280)}


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
    assert palette.has_keyboard()
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
    assert palette.has_keyboard()
    desktop.type("\nok")
    # THEN it is up again with the phrase, and what was typed behind it
    assert window.wait_for(f"{SHORT}ok", PATIENCE) == f"{SHORT}ok"


@pytest.fixture(scope="module")
def wide() -> Iterator[Quickreply]:
    """A program on two screens side by side, with a window."""
    require("xrandr")
    with Desktop("2560x800") as desktop:
        output = next(line.split()[0] for line in desktop.run("xrandr").splitlines()[1:])
        for name, (x, width) in SCREENS.items():
            screen = output if name == "left" else "none"
            desktop.run("xrandr", "--setmonitor", name, f"{width}/300x800/200+{x}+0", screen)
        program = Quickreply(desktop).start()
        yield program
        program.quit()


@pytest.fixture(scope="module")
def box(wide: Quickreply) -> QtBox:
    return Targets(wide.desktop).ready(QtBox)


@pytest.mark.parametrize(("name", "pointer"), [("left", 2000), ("right", 300)])
def test_it_opens_on_the_screen_of_the_window(wide: Quickreply, box: QtBox, name: str, pointer: int):
    x, width = SCREENS[name]
    desktop = wide.desktop
    desktop.xdotool("windowmove", "--sync", str(box.window), str(x + 80), "90")
    box.focus()
    box.clear()
    # WHEN the palette opens, with the mouse on the other screen
    desktop.xdotool("mousemove", str(pointer), "700")
    palette = Palette(wide, desktop)
    palette.open()
    # THEN it is on the window's screen as a whole
    left, _, wideness, _ = wide.place_of("palette")
    assert x <= left
    assert left + wideness <= x + width
    # AND pinned it stays there, beside the window
    desktop.key("ctrl+p")
    assert wide.shows("panel")
    left, _, wideness, _ = wide.place_of("panel")
    assert x <= left
    assert left + wideness <= x + width
    desktop.key("ctrl+p")
    desktop.type("fhd\n")
    assert box.wait_for(LONGER, PATIENCE) == LONGER
