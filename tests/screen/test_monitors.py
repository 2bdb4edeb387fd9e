"""List and palette on two monitors: each opens where the user works, as a whole on one of them."""

from collections.abc import Iterator

import pytest

from tests.screen.desktop import Desktop, until
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.stage_caret import SpokenDesktop, line_of
from tests.screen.stage_monitors import BOTH, LEFT, RIGHT, SIZE, Monitor, connect
from tests.screen.stage_palette import Palette
from tests.screen.targets import Targets
from tests.screen.texts import LONGER
from tests.screen.windows import Mousepad, QtBox, Target

EACH = pytest.mark.parametrize("monitor", BOTH, ids=lambda monitor: monitor.name)


def opens(program: Quickreply) -> tuple[int, int, int, int]:
    """The list for a slash typed now, with nothing known before: where it is."""
    program.pause()
    program.resume()
    program.desktop.type("/")
    assert program.shows("list")
    return program.place_of("list")


def away(program: Quickreply) -> None:
    program.desktop.key("BackSpace")
    assert program.hides("list")


def move(desktop: Desktop, target: Target, monitor: Monitor, x: int, y: int) -> None:
    """Puts a window so far inside of a monitor."""
    desktop.xdotool("windowmove", "--sync", str(target.window), str(monitor.x + x), str(monitor.y + y))


def other(monitor: Monitor) -> Monitor:
    return LEFT if monitor is RIGHT else RIGHT


@pytest.fixture(scope="module")
def wide() -> Iterator[Quickreply]:
    """A program on both, with a window."""
    with Desktop(SIZE) as desktop:
        connect(desktop)
        program = Quickreply(desktop).start()
        yield program
        program.quit()


@pytest.fixture(scope="module")
def box(wide: Quickreply) -> QtBox:
    return Targets(wide.desktop).ready(QtBox)


@EACH
def test_the_palette_opens_on_that_of_the_window(wide: Quickreply, box: QtBox, monitor: Monitor):
    desktop, palette = wide.desktop, Palette(wide, wide.desktop)
    move(desktop, box, monitor, 80, 60)
    box.focus()
    box.clear()
    # WHEN the palette opens, with the mouse on the other monitor
    desktop.xdotool("mousemove", str(other(monitor).x + 300), "400")
    palette.open()
    # THEN it is on the window's as a whole
    assert monitor.holds(wide.place_of("palette"))
    # AND pinned it stays there, beside the window
    desktop.key("ctrl+p")
    assert wide.shows("panel")
    assert monitor.holds(wide.place_of("panel"))
    desktop.key("ctrl+p")
    assert wide.shows("palette")
    desktop.type("fhd\n")
    assert box.wait_for(LONGER, PATIENCE) == LONGER


@EACH
def test_the_list_opens_in_the_window_if_the_mouse_is_on_the_other(
    wide: Quickreply, box: QtBox, monitor: Monitor
):
    desktop = wide.desktop
    move(desktop, box, monitor, 80, 60)
    box.focus()
    desktop.xdotool("mousemove", str(other(monitor).x + 300), "400")
    assert monitor.holds(opens(wide))
    away(wide)


@EACH
def test_by_the_mouse_it_stays_on_one(wide: Quickreply, box: QtBox, monitor: Monitor):
    """GIVEN a window over the edge between them, and the mouse at that edge, low in the window."""
    desktop = wide.desktop
    desktop.xdotool("windowmove", "--sync", str(box.window), "1000", "420")
    box.focus()
    _, y, _, height = desktop.place(box.window)
    beside = LEFT.width - 20 if monitor is LEFT else RIGHT.x + 20
    desktop.xdotool("mousemove", str(beside), str(min(y + height, 700) - 20))
    place = opens(wide)
    away(wide)
    assert monitor.holds(place)


@pytest.fixture(scope="module")
def spoken() -> Iterator[Quickreply]:
    """The same where programs tell where their carets are."""
    with SpokenDesktop(SIZE) as desktop:
        connect(desktop)
        program = Quickreply(desktop).start()
        desktop.turn_on()
        yield program
        program.quit()


@pytest.fixture(scope="module")
def windows(spoken: Quickreply) -> Targets:
    return Targets(spoken.desktop)


@EACH
@pytest.mark.parametrize("kind", [Mousepad, QtBox], ids=lambda kind: kind.name)
@pytest.mark.parametrize("low", [False, True], ids=["high", "low"])
def test_the_list_is_whole_on_the_one_with_the_caret(
    spoken: Quickreply, windows: Targets, kind: type[Target], monitor: Monitor, low: bool
):
    # GIVEN a window far to the right on a monitor, and the mouse on the other one
    desktop, target = spoken.desktop, windows.ready(kind)
    width = desktop.place(target.window)[2]
    move(desktop, target, monitor, monitor.width - min(width, 640), monitor.height - 160 if low else 20)
    desktop.xdotool("mousemove", str(other(monitor).x + 300), "400")
    target.focus()
    line = line_of(desktop, target)

    # WHEN the list opens THEN it is at the caret, off its line, and nowhere else than on this monitor
    def stands() -> bool:
        x, y, across, height = place = opens(spoken)
        away(spoken)
        apart = y >= line.y + line.height or y + height <= line.y
        near = abs(y - line.y - line.height) < 30 or abs(line.y - y - height) < 30
        return monitor.holds(place) and apart and near and x <= line.x + line.width <= x + across

    assert until(stands, PATIENCE), (spoken.place_of("list"), line)
