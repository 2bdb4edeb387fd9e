"""The list opens at the text caret where windows tell where it is, and covers no line that is typed in."""

from collections.abc import Iterator

import psutil
import pytest

from quickreply.core.ports import Rect
from tests.screen.desktop import Desktop, until
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.stage_caret import SPOKEN, SpokenDesktop, line_of
from tests.screen.targets import Targets
from tests.screen.windows import Mousepad, Target

_NEAR = 30
"""Pixels between the line and the list, at most."""


@pytest.fixture(scope="module")
def desktop() -> Iterator[SpokenDesktop]:
    with SpokenDesktop() as desktop:
        yield desktop


@pytest.fixture(scope="module")
def program(desktop: SpokenDesktop) -> Quickreply:
    program = Quickreply(desktop).start()
    desktop.turn_on()
    return program


@pytest.fixture(scope="module")
def targets(desktop: SpokenDesktop) -> Targets:
    return Targets(desktop)


@pytest.fixture
def typing(program: Quickreply, desktop: Desktop) -> Iterator[Quickreply]:
    """The program, which knows nothing of what was typed before; afterwards no list is open."""
    program.dismiss_notice()
    program.pause()
    yield program
    desktop.key("Escape")
    assert program.hides("list")


def opens(program: Quickreply) -> tuple[int, int, int, int]:
    """The list for a slash typed now: where it is."""
    program.resume()
    program.desktop.type("/")
    assert program.shows("list")
    return program.place_of("list")


@pytest.mark.parametrize("kind", SPOKEN, ids=lambda kind: kind.name)
@pytest.mark.parametrize("low", [False, True], ids=["high", "low"])
def test_the_list_is_at_the_caret(
    typing: Quickreply, desktop: Desktop, targets: Targets, kind: type[Target], low: bool
):
    # GIVEN a window in which something is typed, with room below it or none
    target = targets.ready(kind)
    desktop.xdotool("windowmove", "--sync", str(target.window), "150", "560" if low else "60")
    line = line_of(desktop, target)
    # WHEN the list opens, THEN it is at the caret, below the line or above it, and whole on the screen
    assert until(lambda: stands_at(typing, line, low=low), PATIENCE)


def stands_at(program: Quickreply, line: Rect, *, low: bool) -> bool:
    """Whether the list opens right there. A busy window may tell too late where that is."""
    x, y, width, height = opens(program)
    assert y >= 0
    assert y + height <= 800
    gap = line.y - (y + height) if low else y - (line.y + line.height)
    if 0 <= gap < _NEAR and x <= line.x + line.width <= x + width:
        return True
    program.desktop.key("BackSpace")
    assert program.hides("list")
    program.pause()
    return False


def test_a_window_that_hangs_does_not_keep_the_list_away(
    typing: Quickreply, desktop: Desktop, targets: Targets
):
    target = targets.ready(Mousepad)
    process = psutil.Process(int(desktop.xdotool("getwindowpid", str(target.window))))
    process.suspend()
    try:
        opens(typing)
    finally:
        process.resume()


def test_a_code_typed_at_once_is_caught(typing: Quickreply, desktop: Desktop, targets: Targets):
    target = targets.ready(Mousepad)
    typing.resume()
    desktop.type("/xx ", 0)
    assert until(target.text, PATIENCE)
