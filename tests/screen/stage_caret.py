"""A desktop whose programs speak to assistive tools, and where in their windows a text is typed."""

from Xlib import X
from Xlib.display import Display

from quickreply.core.ports import Rect
from tests.screen.desktop import Desktop, require, until
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
    desktop.await_still()
    before = desktop._pixels()
    desktop.type("mm")
    assert target.wait_for("mm") == "mm"
    assert until(lambda: _changed(desktop, target, before)), "nothing is drawn"
    desktop.await_still()
    columns, lines = zip(*_changed(desktop, target, before), strict=True)
    left, top = min(columns), min(lines)
    return Rect(left, top, max(columns) - left + 1, max(lines) - top + 1)


def _changed(desktop: Desktop, target: Target, before: bytes) -> list[tuple[int, int]]:
    """The pixels that are not what they were; xdotool may be wrong by a frame, and editors count below."""
    x, y, width, height = desktop.place(target.window)
    row, after = int(desktop.size.partition("x")[0]) * _PIXEL, desktop._pixels()
    return [
        (place // _PIXEL, line)
        for line in range(y - 20, min(y + height, 800) - 60)
        if before[line * row : (line + 1) * row] != after[line * row : (line + 1) * row]
        for place in range(x * _PIXEL, (x + width) * _PIXEL, _PIXEL)
        if before[(at := line * row + place) : at + _PIXEL] != after[at : at + _PIXEL]
    ]
