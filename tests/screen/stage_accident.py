"""A desktop to have accidents on, with a program whose two processes can be told apart."""

import os
import socket
import struct
from contextlib import suppress
from pathlib import Path

import psutil
from Xlib.display import Display

from tests.screen.desktop import Desktop, end, until
from tests.screen.program import PATIENCE, RUN, Quickreply
from tests.screen.texts import SHORT
from tests.screen.windows import QtBox

FREE = 10.0
"""Seconds within which the keyboard is free again: a second, and the rest for a busy machine."""


class Place:
    """One desktop, one window to type in, one program after the other."""

    def __init__(self, desktop: Desktop, box: QtBox) -> None:
        self.desktop = desktop
        self.box = box
        self.program = Quickreply(desktop)

    def start(self, *command: str) -> Quickreply:
        """A program that catches codes, and the empty window in front."""
        self.program._command = command or RUN
        self.program.start().settle()
        self.ready()
        return self.program

    def ready(self) -> None:
        """The window is empty and has the keyboard."""
        self.box.focus()
        self.box.clear()

    def begin_code(self) -> None:
        """The program holds the keyboard, and the list can be seen."""
        self.desktop.type("/f")
        assert self.program.shows("list")

    def gets_free(self) -> bool:
        """Waits until what is typed reaches the window: words begun before that may still be held."""
        return until(self._is_free, FREE)

    def _is_free(self) -> bool:
        self.ready()
        self.desktop.type("free")
        return self.box.wait_for("free", 0.5) == "free"

    def types_freely(self, stands: str = "") -> bool:
        """What is typed now reaches the window at once, behind what stands there already."""
        self.desktop.type("free")
        return self.box.wait_for(f"{stands}free", FREE) == f"{stands}free"

    def catches(self) -> bool:
        """Waits until a code becomes its phrase."""
        return until(self._catches_now, PATIENCE)

    def _catches_now(self) -> bool:
        self.ready()
        self.desktop.type("/xx ")
        return self.box.wait_for(SHORT, 2) == SHORT

    def clean_up(self) -> None:
        """Ends the program, whatever has become of it."""
        with suppress(psutil.NoSuchProcess):
            psutil.Process(self.program.process.pid).resume()
        end(self.program.process)
        self.desktop.key("Escape")  # a key that nobody can be hurt by


class Passing(QtBox):
    """A second box, to be closed while it is needed."""

    name = "passing"

    def open(self) -> None:
        """Tells the two windows apart by their process."""
        super().open()
        self.process = self._box
        self.window = self.desktop.window("--all", "--pid", str(self.process.pid), "--class", "^qt_box.py$")


def hands_of(program: Quickreply) -> psutil.Process:
    """The other one of the program's two processes: forked, not started like the one that spells names.

    While one takes the place of another it is waited for.
    """
    [hands] = until(lambda: _hands_of(psutil.Process(program.process.pid)), PATIENCE)
    return hands


def _hands_of(front: psutil.Process) -> list[psutil.Process]:
    """One or none: a child that is just ending has no command line any more."""
    with suppress(psutil.Error):
        found = [child for child in front.children() if child.cmdline() == front.cmdline()]
        return found if len(found) == 1 else []
    return []


def server_of(desktop: Desktop) -> psutil.Process:
    """The X server of a desktop: the process at the other end of a connection to it."""
    display = Display(desktop.env["DISPLAY"])
    try:
        who = display.display.socket.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
    finally:
        display.close()
    return psutil.Process(struct.unpack("3i", who)[0])


def gone(process: psutil.Process) -> bool:
    """Waits until a process has ended."""
    return until(lambda: not process.is_running() or process.status() == psutil.STATUS_ZOMBIE, PATIENCE)


def seconds_used(program: Quickreply) -> float:
    """How long an ended program has kept the processor busy, its children included."""
    _, _, usage = os.wait4(program.process.pid, 0)
    return usage.ru_utime + usage.ru_stime


def files(program: Quickreply) -> set[Path]:
    """All that lies in the program's home, its socket included."""
    return {path for path in program.home.rglob("*") if not path.is_dir()}


def wake_ups(program: Quickreply) -> int:
    """How often the threads of both processes have gone to sleep and been woken, since they began."""
    processes = (program.process.pid, hands_of(program).pid)
    threads = [thread for pid in processes for thread in Path(f"/proc/{pid}/task").iterdir()]
    lines = [line.split() for thread in threads for line in (thread / "status").read_text().splitlines()]
    return sum(int(line[1]) for line in lines if line[0] == "voluntary_ctxt_switches:")
