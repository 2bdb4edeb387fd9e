"""From the hotkey to a palette that can be seen."""

from Xlib import X
from Xlib.display import Display

from tests.bench.figures import Series
from tests.bench.hands import Hands, seen
from tests.bench.program import Program
from tests.screen.desktop import Desktop
from tests.screen.targets import Targets
from tests.screen.windows import QtBox

ROUNDS = 50


def openings(desktop: Desktop) -> Series:
    """Milliseconds from Ctrl+Alt+Space until the palette is mapped and has the keyboard."""
    hands = Hands(desktop.env["DISPLAY"])
    target = Targets(desktop).ready(QtBox)
    with Program(desktop):
        return Series("palette", [_opening(desktop, hands, target.window) for _ in range(ROUNDS)])


def _opening(desktop: Desktop, hands: Hands, window: int) -> float:
    display = Display(desktop.env["DISPLAY"])
    try:
        began = hands.chord("Control_L", "Alt_L", "space")
        shown = seen(lambda: _has_palette(display))
        hands.chord("Escape")
        seen(lambda: not _has_palette(display))
        desktop.focus(window)
        return (shown - began) * 1000
    finally:
        display.close()


def _has_palette(display: Display) -> bool:
    focus = display.get_input_focus().focus
    if focus in (X.NONE, X.PointerRoot):
        return False
    name = focus.get_wm_class()
    return bool(name) and name[1] == "quickreply" and focus.get_attributes().map_state == X.IsViewable
