"""Another layout of the keyboard while the program runs: the slash is elsewhere, codes still work."""

from collections.abc import Iterator

import pytest
from Xlib.display import Display

from quickreply.desktop.xkb_x11 import Xkb
from tests.screen.desktop import Desktop, until
from tests.screen.fingers import strike
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.targets import Targets
from tests.screen.texts import SHORT
from tests.screen.windows import QtBox, Target, Xterm

SLASH_OF_US, SEVEN, X, MINUS_OF_US, SPACE, SHIFT, SCROLL_LOCK = 61, 16, 53, 20, 65, 50, 78
"""Keys by the server's numbers. In the German layout the first is a minus, Shift and the second a slash, the
fourth an ß.
"""

X11_SHIFT = 1
"""Shift as a modifier."""

XX = (X, X, SPACE)


@pytest.fixture(scope="module")
def place() -> Iterator[Desktop]:
    """A desktop whose keyboard nobody else needs."""
    with Desktop() as desktop:
        yield desktop


@pytest.fixture(scope="module", autouse=True)
def program(place: Desktop) -> Quickreply:
    return Quickreply(place, settings={"apps.xterm.enabled": True}).start()


@pytest.fixture(scope="module")
def boxes(place: Desktop) -> Targets:
    return Targets(place)


@pytest.fixture(params=[QtBox, Xterm], ids=lambda kind: kind.name)
def box(request: pytest.FixtureRequest, boxes: Targets) -> Target:
    box: Target = boxes.ready(request.param)
    return box


@pytest.mark.parametrize("layout", ["de", "us"])
def test_a_new_layout_is_seen(place: Desktop, program: Quickreply, box: Target, layout: str):
    # WHEN the keyboard gets another layout
    place.run("setxkbmap", layout)
    # THEN its slash is caught: a code works, a path and a date pass
    assert until(program.holds_slash, PATIENCE)
    place.type("/xx yes/no 1/2 /xx ", 30)
    expected = f"{SHORT}yes/no 1/2 {SHORT}"
    assert box.wait_for(expected, PATIENCE) == expected


@pytest.fixture
def german(place: Desktop, program: Quickreply) -> Iterator[None]:
    """Two layouts, and the second one in use."""
    place.run("setxkbmap", "-layout", "us,de", "-option", "grp:sclk_toggle")
    use_layout(program, 1)
    yield
    use_layout(program, 0)
    place.run("setxkbmap", "-layout", "us", "-option", "")


def use_layout(program: Quickreply, number: int) -> None:
    """One of the two, counted from 0; returns when the program has its slash."""
    display = Display(program.desktop.env["DISPLAY"])
    if Xkb(display).group() != number:
        strike(program.desktop, SCROLL_LOCK)
    assert until(lambda: Xkb(display).group() == number, PATIENCE)
    display.close()
    slash = (SEVEN, X11_SHIFT) if number else (SLASH_OF_US, 0)
    assert until(lambda: program.eye.is_caught(*slash), PATIENCE)


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("keys", "stands"),
    [
        pytest.param([(SHIFT, SEVEN), *XX], SHORT, id="the slash of the layout in use begins a code"),
        pytest.param([SLASH_OF_US, *XX], "-xx ", id="that of the other is another key"),
        pytest.param([MINUS_OF_US, (SHIFT, SEVEN), *XX], "ß/xx ", id="behind a letter it passes"),
        pytest.param([SLASH_OF_US, (SHIFT, SEVEN), *XX], f"-{SHORT}", id="behind a minus it does not"),
        pytest.param([(SHIFT, SEVEN), MINUS_OF_US, X], "/ßx", id="what is no code is given back"),
    ],
)
def test_the_second_of_two_layouts_has_its_own_slash(
    place: Desktop, box: Target, keys: list[int | tuple[int, ...]], stands: str
):
    strike(place, *keys)
    assert box.wait_for(stands, PATIENCE) == stands


def test_the_first_of_two_layouts_has_it_back(
    place: Desktop,
    program: Quickreply,
    german: None,  # noqa: ARG001
    box: Target,
):
    use_layout(program, 0)
    strike(place, SLASH_OF_US, *XX)
    assert box.wait_for(SHORT, PATIENCE) == SHORT
