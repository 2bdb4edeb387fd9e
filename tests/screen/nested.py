"""A desktop inside a window of another X server: its keys come from a device that is not ours.

What quickreply fakes there comes from the XTEST device, as everywhere; what the user types comes from a
keyboard of its own, as on a real computer. Under a plain Xvfb both are one device.
"""

import os

from tests.screen.desktop import Desktop, require


class NestedDesktop(Desktop):
    """Use it as a context manager. `outside` is the display to type on."""

    outside: str

    def __init__(self) -> None:
        require("Xephyr", "xset")
        super().__init__("1024x768")

    def _start_x_server(self) -> None:
        """Two servers, one in the other; the pointer is in the inner one's window, so it has the keyboard.

        The outer keyboard does not repeat: a real one leaves that to the server, which is the inner one.
        """
        super()._start_x_server()
        self.outside = self.env["DISPLAY"]
        self.run("xset", "r", "off")
        reader, writer = os.pipe()
        with os.fdopen(reader) as answer:
            options = ["-screen", self.size, "-nolisten", "tcp", "-noreset", "-no-host-grab"]
            self.serve(["Xephyr", "-displayfd", str(writer), *options], pass_fds=[writer])
            os.close(writer)
            number = answer.readline().strip()
        if not number:
            raise RuntimeError(f"Xephyr did not start: {self.log('Xephyr')}")
        self.xdotool("mousemove", "500", "700")
        self.env["DISPLAY"] = f":{number}"
