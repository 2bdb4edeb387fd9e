"""Programs that stop working for a while: windows, pages, and whoever has copied something."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psutil

from tests.screen.desktop import Desktop, end
from tests.screen.web import Chromium
from tests.screen.windows import Target


class Hang:
    """Stops a program as a debugger does: it reads nothing, and what comes to it waits."""

    def __init__(self, desktop: Desktop) -> None:
        self._desktop = desktop
        self._stopped: list[psutil.Process] = []

    def begin(self, target: Target, delay_ms: int = 0) -> None:
        """The window stops, so long from now."""
        process = self._process(target)
        time.sleep(delay_ms / 1000)
        self._stop(process)

    def begin_page(self, target: Chromium) -> None:
        """Every page of the browser stops, the browser itself does not."""
        for process in self._process(target).children(recursive=True):
            if "--type=renderer" in process.cmdline():
                self._stop(process)

    def last(self, seconds: float) -> None:
        """It lasts so long, then everything goes on."""
        time.sleep(seconds)
        self.end()

    def end(self) -> None:
        """Everything goes on."""
        while self._stopped:
            with suppress(psutil.NoSuchProcess):
                self._stopped.pop().resume()

    def _stop(self, process: psutil.Process) -> None:
        process.suspend()
        self._stopped.append(process)

    def _process(self, target: Target) -> psutil.Process:
        return psutil.Process(int(self._desktop.xdotool("getwindowpid", str(target.window))))


@contextmanager
def late_copy(desktop: Desktop) -> Iterator[None]:
    """Something was copied in a program that hangs: what it is cannot be had."""
    owner = desktop.clipboard.own(text="late")
    process = psutil.Process(owner.pid)
    process.suspend()
    try:
        yield
    finally:
        process.resume()
        end(owner)
