"""Desktops with another window manager than openbox, or with none."""

from functools import cached_property

from Xlib import X
from Xlib.display import Display

from tests.screen.desktop import Desktop, require

_TWM = """
RandomPlacement
NoGrabServer
"""


class Xfwm4Desktop(Desktop):
    """A full window manager, as Xfce has it: it composes the screen, and guards the focus."""

    def _manage_windows(self) -> None:
        require("xfwm4")
        self.spawn(["xfwm4", "--compositor=on"])
        self._expect(lambda: self._answers("get_num_desktops"), "xfwm4 does not manage the windows")
        self.run("xdotool", "set_num_desktops", "2")


class MetacityDesktop(Desktop):
    """The window manager of GNOME on X11 before mutter, which has its rules for the focus from it."""

    def _manage_windows(self) -> None:
        require("metacity")
        self.spawn(["metacity", "--sm-disable", "--composite"])
        self._expect(lambda: self._answers("get_num_desktops"), "metacity does not manage the windows")
        self.run("xdotool", "set_num_desktops", "2")


class BareDesktop(Desktop):
    """Nobody manages the windows: the keyboard is where a program puts it."""

    def _manage_windows(self) -> None:
        """There is nothing to start."""

    def focus(self, window: int) -> None:
        """Without anybody to ask, the server itself is told."""
        self.xdotool("windowraise", str(window), "windowfocus", str(window))
        self._expect(lambda: self.active_window() == window, f"window {window} does not take the focus")

    def active_window(self) -> int:
        return int(self.xdotool("getwindowfocus", "-f"))


class PointerDesktop(BareDesktop):
    """Nobody manages the windows, and none has the keyboard: keys go where the pointer is."""

    def focus(self, window: int) -> None:
        """As the server is when it starts: what a test has changed is no concern of the next."""
        self._display.set_input_focus(X.PointerRoot, X.RevertToPointerRoot, X.CurrentTime)
        self._display.sync()
        self.xdotool("windowraise", str(window))
        self.point_at(window)

    def point_at(self, window: int) -> None:
        """Moves the mouse into a window."""
        self.xdotool("mousemove", "--window", str(window), "40", "40")
        self._expect(lambda: self.active_window() == window, f"window {window} is not under the pointer")

    def active_window(self) -> int:
        focus = self._display.get_input_focus().focus
        under = self._display.screen().root.query_pointer().child
        return int(under.id) if focus in (X.PointerRoot, self._display.screen().root) and under else 0

    @cached_property
    def _display(self) -> Display:
        display = Display(self.env["DISPLAY"])
        self.on_close(display.close)
        return display


class TwmDesktop(BareDesktop):
    """A window manager from before the EWMH: nobody can be asked to bring a window to the front."""

    def _manage_windows(self) -> None:
        require("twm")
        file = self.home / "twmrc"
        file.write_text(_TWM)
        self.spawn(["twm", "-f", str(file)])
