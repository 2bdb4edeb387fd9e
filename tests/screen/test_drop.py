"""Files are dragged out of another program and dropped, by a real pointer: XDND on both sides."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.screen.desktop import Desktop, until
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.stage_import import IMPORT, comes_in
from tests.screen.stage_palette import Palette
from tests.screen.targets import Targets
from tests.screen.windows import QtBox

DRAGGER = Path(__file__).with_name("dragger.py")
STEPS = 12


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Two tables."""
    made = []
    for code in ("zzq", "zzw"):
        path = tmp_path / f"话术 {code}.csv"
        path.write_text(f"编码,标题,内容\n{code},新的 {code},您好，这条是 {code}\n", encoding="utf-8")
        made.append(path)
    return made


@pytest.fixture
def desktop(fresh_desktop: Desktop) -> Desktop:
    return fresh_desktop


@pytest.fixture
def quickreply(desktop: Desktop) -> Iterator[Quickreply]:
    """A running program, and a window to work in."""
    Targets(desktop).ready(QtBox)
    program = Quickreply(desktop, pinned="").start()
    yield program
    program.quit()


def source(desktop: Desktop, files: list[Path]) -> int:
    """A window to drag from, in the lower left corner."""
    desktop.spawn([sys.executable, str(DRAGGER), "Files", *map(str, files)], name="dragger")
    window = desktop.window("--name", "^Files$")
    desktop.xdotool("windowmove", "--sync", str(window), "10", "640")
    return window


def drag(desktop: Desktop, window: int, x: int, y: int) -> None:
    """Presses in a window, goes to a place step by step, as hands do, and lets go."""
    left, top, width, height = desktop.place(window)
    begin, end = (left + width // 2, top + height // 2), (x, y)
    desktop.xdotool("mousemove", *map(str, begin), "mousedown", "1")
    for step in range(1, STEPS + 1):
        place = (round(one + (other - one) * step / STEPS) for one, other in zip(begin, end, strict=True))
        desktop.xdotool("mousemove", *map(str, place), "sleep", "0.05")
    desktop.xdotool("sleep", "0.2", "mouseup", "1")


def middle(desktop: Desktop, window: int) -> tuple[int, int]:
    left, top, width, height = desktop.place(window)
    return left + width // 2, top + height // 2


def test_a_file_is_dropped_onto_the_import_window(
    desktop: Desktop, quickreply: Quickreply, files: list[Path]
):
    # GIVEN the import window, empty
    assert quickreply.run("import", "--window") == ""
    window = desktop.window(*IMPORT)
    desktop.xdotool("windowmove", "--sync", str(window), "360", "20")
    desktop.await_still()
    # WHEN a file is dragged onto it
    drag(desktop, source(desktop, files[:1]), *middle(desktop, window))
    # THEN whoever gave it knows that it was taken, and it comes in
    assert until(lambda: "CopyAction" in desktop.log("dragger"), PATIENCE), desktop.log("dragger")
    assert comes_in(desktop, quickreply, "zzq")


def test_two_files_dropped_onto_the_pinned_search_window_are_one_import(
    desktop: Desktop, quickreply: Quickreply, files: list[Path]
):
    # GIVEN the search window pinned beside a window
    Palette(quickreply, desktop).open()
    desktop.key("ctrl+p")
    assert quickreply.shows("panel")
    window = source(desktop, files)
    desktop.await_still()
    x, y, width, height = quickreply.place_of("panel")
    # WHEN files are dragged onto it
    drag(desktop, window, x + width // 2, y + height // 2)
    # THEN the import window has both, in one plan, and the program lives
    assert comes_in(desktop, quickreply, "zzq", "zzw")
    assert quickreply.running
