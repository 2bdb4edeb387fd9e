"""Phrases come in through the import window, by keys alone, and go again."""

from pathlib import Path

import pytest

from tests.screen.desktop import Desktop, until
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.stage_import import comes_in, opened
from tests.screen.stage_palette import Palette, Tray
from tests.screen.targets import Targets
from tests.screen.windows import QtBox, Target

TEXT = "您好，这条话术刚刚导入 😊"


@pytest.fixture
def box(fresh_desktop: Desktop) -> Target:
    return Targets(fresh_desktop).ready(QtBox)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "新话术.csv"
    path.write_bytes(f"编码,标题,内容\nzzq,新的,{TEXT}\n".encode("gb18030"))
    return path


def codes(program: Quickreply) -> str:
    return program.run("list")


def test_by_keys_alone_a_file_comes_in_works_and_goes_again(fresh_desktop: Desktop, box: Target, file: Path):
    # GIVEN a running program, and its import window with a file
    desktop = fresh_desktop
    program = Quickreply(desktop, pinned="").start()
    assert program.run("import", "--window", str(file)) == ""
    window = opened(desktop)
    # WHEN Enter is pressed on each page
    assert comes_in(desktop, program, "zzq")
    # THEN its code gives the phrase
    box.focus()
    desktop.type("/zzq")
    assert program.shows("list")
    desktop.key("Return")
    assert box.wait_for(TEXT, PATIENCE) == TEXT
    # AND undo, one Tab from the button that closes, takes it back
    desktop.focus(window)
    desktop.await_still()
    desktop.key("shift+Tab", "Return")
    assert until(lambda: "zzq" not in codes(program), PATIENCE)
    desktop.key("Escape")
    assert until(lambda: not desktop.windows("--name", "^Import phrases$"), PATIENCE)


def test_the_tray_opens_it_and_it_goes_with_the_program(fresh_desktop: Desktop):
    # GIVEN the menu of the tray
    tray = Tray(fresh_desktop)
    tray.open_menu()
    # WHEN its entry is chosen
    fresh_desktop.key("Up", "Up", "Return")
    opened(fresh_desktop)
    # THEN the window is there, and goes when the program does
    assert tray.program.quit() == 0
    assert until(lambda: not fresh_desktop.windows("--name", "^Import phrases$"), PATIENCE)


def test_a_table_pasted_into_the_search_window_opens_it(fresh_desktop: Desktop, box: Target):
    # GIVEN cells on the clipboard, as a spreadsheet hands them over
    desktop = fresh_desktop
    program = Quickreply(desktop, pinned="").start()
    box.focus()
    desktop.clipboard.own(text=f"编码\t内容\nzzq\t{TEXT}\nzzw\t您好\n")
    # WHEN they are pasted where one searches
    Palette(program, desktop).open()
    desktop.key("ctrl+v")
    # THEN the import window has them
    assert comes_in(desktop, program, "zzw")
