"""Desktops with another window manager than openbox, or with none."""

from tests.screen.desktop import Desktop, require

_TWM = """
RandomPlacement
NoGrabServer
"""


class Xfwm4Desktop(Desktop):
    """A full window manager, as Xfce has it."""

    def _manage_windows(self) -> None:
        require("xfwm4")
        self.spawn(["xfwm4", "--compositor=off"])
        self._expect(lambda: self._answers("get_num_desktops"), "xfwm4 does not manage the windows")


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


class TwmDesktop(BareDesktop):
    """A window manager from before the EWMH: nobody can be asked to bring a window to the front."""

    def _manage_windows(self) -> None:
        require("twm")
        file = self.home / "twmrc"
        file.write_text(_TWM)
        self.spawn(["twm", "-f", str(file)])
