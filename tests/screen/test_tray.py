"""The menu of the icon in a panel; what it has to do with the palette is shown there."""

import pytest

from tests.screen.desktop import Desktop, until
from tests.screen.program import PATIENCE
from tests.screen.stage_palette import Tray


@pytest.fixture
def tray(fresh_desktop: Desktop) -> Tray:
    return Tray(fresh_desktop)


def test_the_menu_pauses(tray: Tray):
    # GIVEN a program that catches codes
    assert tray.program.holds_slash()
    # WHEN it is paused by the menu
    tray.open_menu()
    tray.desktop.key("Down", "Down", "Return")
    # THEN it catches none
    assert until(lambda: not tray.program.holds_slash(), PATIENCE)
    tray.desktop.type("/xx ")
    assert tray.box.wait_for("/xx ", PATIENCE) == "/xx "


def test_the_menu_quits(tray: Tray):
    # WHEN it is told to quit by the menu
    tray.open_menu()
    tray.desktop.key("Up", "Return")
    # THEN it ends in good order
    assert tray.program.ended() == 0
