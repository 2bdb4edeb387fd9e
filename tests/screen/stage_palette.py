"""The palette as a user works with it: opened, searched, left."""

from tests.screen.desktop import Desktop, until
from tests.screen.eye import Place
from tests.screen.panel import Panel
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.targets import Targets
from tests.screen.windows import QtBox

HOTKEY = "ctrl+alt+space"


class Palette:
    """The search window of a running program."""

    def __init__(self, program: Quickreply, desktop: Desktop) -> None:
        self._program = program
        self._desktop = desktop

    def open(self) -> None:
        """By the hotkey; returns when it has the keyboard, as somebody who waits for the caret."""
        self._desktop.key(HOTKEY)
        assert self.opened(), "the palette does not open"

    def opened(self) -> bool:
        """Waits until it is on the screen and has the keyboard."""
        return self._program.opens("palette")

    def closed(self) -> bool:
        """Waits until it is gone."""
        return self._program.hides("palette")

    def find(self, query: str, *then: str) -> None:
        """Opens it, types a query and presses keys, all in one breath."""
        self.open()
        self._desktop.xdotool("type", "--delay", "5", "--args", "1", query, *(["key", *then] if then else []))

    def query(self) -> str:
        """What stands in its search box, by way of the clipboard; `~` is put there first."""
        self._desktop.clipboard.own(text="~")
        self._desktop.key("ctrl+a", "ctrl+c")
        until(lambda: self._desktop.clipboard.text() != "~", PATIENCE)
        return self._desktop.clipboard.text()

    def has_keyboard(self) -> bool:
        """Whether what is typed now goes to it."""
        return keyboard_owner(self._desktop) in self._desktop.windows("--class", "^quickreply$")


class Tray:
    """A desktop with a panel, a window to type in, and the program's icon."""

    def __init__(self, desktop: Desktop) -> None:
        self.desktop = desktop
        self._panel = Panel(desktop)
        self.box = Targets(desktop).ready(QtBox)
        self.program = Quickreply(desktop, pinned="").start()
        self.palette = Palette(self.program, desktop)
        self.box.focus()
        self._side = 6
        """Pixels from the middle of the icon."""

    def click(self, button: int = 1) -> None:
        """Clicks the icon."""
        self.desktop.click(*self._panel.icon("quickreply"), button)

    def open_menu(self) -> Place:
        """Clicks the icon with the other button; returns where the menu is, when it is on the screen.

        What the icon says when the pointer rests on it may be there before, and go. Each time another side of
        it is clicked: two clicks in one place may be a double one.
        """
        x, y = self._panel.icon("quickreply")
        before = set(self.windows())
        self._side = -self._side
        self.desktop.click(x + self._side, y, 3)
        menu = until(lambda: next(iter(set(self.windows()) - before), None), PATIENCE)
        assert menu, "no menu"
        self.desktop.await_still()
        assert until(self.program.eye.keyboard_is_held, PATIENCE), "the menu takes no keys"
        return menu

    def windows(self) -> list[Place]:
        """Where the program's windows are."""
        return self.program.eye.windows("quickreply")


def keyboard_owner(desktop: Desktop) -> int:
    """The window that the server sends keys to; 0 if there is none."""
    return int(desktop._ask("getwindowfocus") or 0)
