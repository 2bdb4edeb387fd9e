"""A desktop whose programs speak to assistive tools, and where in their windows a text is typed."""

from Xlib import X
from Xlib.display import Display

from quickreply.core.ports import Rect
from tests.screen.desktop import Desktop, require
from tests.screen.web import Textarea
from tests.screen.windows import Mousepad, QtBox, Target

_LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
_PIXEL = 6
"""Bytes of one in a picture."""


class SpokenDesktop(Desktop):
    """Someone has turned accessibility on."""

    def _start_bus(self) -> None:
        super()._start_bus()
        require(_LAUNCHER)
        del self.env["NO_AT_BRIDGE"]
        self.serve([_LAUNCHER, "--launch-immediately"])
        display = Display(self.env["DISPLAY"])
        address, root = display.intern_atom("AT_SPI_BUS"), display.screen().root
        self._expect(lambda: root.get_full_property(address, X.AnyPropertyType), "nobody speaks")
        display.close()

    def turn_on(self) -> None:
        """What is started from now on speaks, even if it would not by itself."""
        self.env |= {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "GNOME_ACCESSIBILITY": "1"}


class SpokenTextarea(Textarea):
    """A field in a browser whose pages speak."""

    flags = ("--force-renderer-accessibility",)


SPOKEN: tuple[type[Target], ...] = (Mousepad, QtBox, SpokenTextarea)


def line_of(desktop: Desktop, target: Target) -> Rect:
    """Where letters are drawn when they are typed: what changes of the screen inside of the window."""
    x, y, width, height = desktop.place(target.window)
    desktop.await_still()
    before = desktop._pixels()
    desktop.type("mm")
    assert target.wait_for("mm") == "mm"
    desktop.await_still()
    after = desktop._pixels()
    row = int(desktop.size.partition("x")[0]) * _PIXEL
    changed = [
        (pixel // _PIXEL, line)
        for line in range(
            y - 20, y + height - 60
        )  # xdotool may be wrong by a frame; and an editor counts columns
        for pixel in range(x * _PIXEL, (x + width) * _PIXEL, _PIXEL)
        if before[line * row + pixel : line * row + pixel + _PIXEL]
        != after[line * row + pixel : line * row + pixel + _PIXEL]
    ]
    columns, lines = zip(*changed, strict=True)
    left, top = min(columns), min(lines)
    return Rect(left, top, max(columns) - left + 1, max(lines) - top + 1)
