"""Two monitors side by side, of which the right one is lower and begins further down."""

from dataclasses import dataclass

from tests.screen.desktop import Desktop, require
from tests.screen.eye import Place

SIZE = "2560x800"
"""Of the screen both lie on."""


@dataclass(frozen=True)
class Monitor:
    """One of them, in pixels of the screen."""

    name: str
    x: int
    y: int
    width: int
    height: int

    def holds(self, place: Place) -> bool:
        """Whether a window is on it as a whole."""
        x, y, width, height = place
        across = self.x <= x and x + width <= self.x + self.width
        return across and self.y <= y and y + height <= self.y + self.height


LEFT = Monitor("left", 0, 0, 1280, 800)
RIGHT = Monitor("right", 1280, 100, 1280, 640)
BOTH = (LEFT, RIGHT)


def connect(desktop: Desktop) -> None:
    """Divides a desktop of `SIZE`; to be done before programs ask what there is."""
    require("xrandr")
    output = next(line.split()[0] for line in desktop.run("xrandr").splitlines()[1:])
    for monitor in BOTH:
        place = f"{monitor.width}/300x{monitor.height}/200+{monitor.x}+{monitor.y}"
        desktop.run("xrandr", "--setmonitor", monitor.name, place, output if monitor is LEFT else "none")
