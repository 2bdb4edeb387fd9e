"""Real windows to type and paste into, each with a way to read what stands there without touching keys."""

import subprocess
import sys
from abc import ABC, abstractmethod
from pathlib import Path
from typing import ClassVar

from tests.screen.desktop import Desktop, require, until

_QT_BOX = Path(__file__).with_name("qt_box.py")


class Target(ABC):
    """A window somebody answers customers in."""

    name: ClassVar[str]
    wm_class: ClassVar[str]
    """The class part of WM_CLASS, by which settings know an application."""
    window: int
    """The X window, once opened."""

    def __init__(self, desktop: Desktop) -> None:
        self.desktop = desktop
        self.folder = desktop.home / self.name
        self.folder.mkdir(exist_ok=True)

    @abstractmethod
    def open(self) -> None:
        """Starts the program and waits for its window."""

    @abstractmethod
    def text(self) -> str:
        """What stands in the window now."""

    @abstractmethod
    def clear(self) -> None:
        """Empties the window; returns when it is empty."""

    def focus(self) -> None:
        """Gives the window the keyboard."""
        self.desktop.focus(self.window)

    def wait_for(self, expected: str, seconds: float = 5) -> str:
        """Waits until `expected` stands there and returns what does: `assert t.wait_for(x) == x`."""
        until(lambda: self.text() == expected, seconds)
        return self.text()

    def _await_empty(self) -> None:
        if self.wait_for(""):
            raise TimeoutError(f"{self.name} is not empty: {self.text()!r}")


class Mousepad(Target):
    """A GTK 3 editor. It is steered over the bus, so no key and no clipboard is needed to read it."""

    name = "mousepad"
    wm_class = "Mousepad"

    def open(self) -> None:
        """Opens an empty file, so that saving asks for no name."""
        require("mousepad", "gdbus")
        self._file = self.folder / "reply.txt"
        self._file.touch()
        self._configure()
        self.desktop.spawn(["mousepad", str(self._file)])
        self.window = self.desktop.window("--class", "^Mousepad$")
        self.clear()

    def text(self) -> str:
        """Saves and reads the file."""
        self._act("file.save")
        return self._file.read_text("utf-8")

    def clear(self) -> None:
        """Deletes all; once more where the editor had not noticed the selection yet."""
        if not until(self._emptied):
            self._await_empty()

    def _emptied(self) -> bool:
        self._act("edit.select-all")
        self._act("edit.delete-selection")
        return not self.text()

    def _act(self, action: str) -> None:
        place = ["--dest", "org.xfce.mousepad", "--object-path", "/org/xfce/mousepad/window/1"]
        call = ["--method", "org.gtk.Actions.Activate", action, "[]", "{}"]
        self.desktop.run("gdbus", "call", "--session", *place, *call)

    def _configure(self) -> None:
        """Nothing added to the text, no questions, no warning that somebody is root."""
        config = Path(self.desktop.env["XDG_CONFIG_HOME"])
        for file, text in ("glib-2.0/settings/keyfile", _SETTINGS), ("gtk-3.0/gtk.css", _STYLE):
            (config / file).parent.mkdir(parents=True, exist_ok=True)
            (config / file).write_text(text)


_STYLE = (
    "window > * > label, window > * > * > label { background: none; color: transparent; font-size: 0; }\n"
)

_SETTINGS = """[org/xfce/mousepad/preferences/file]
session-restore='never'
add-last-end-of-line=false
monitor-changes=false
autosave-timer=uint32 0

[org/xfce/mousepad/preferences/window]
path-in-title=false

[org/xfce/mousepad/preferences/view]
auto-indent=false
insert-spaces=false
word-wrap=true
"""


class Xterm(Target):
    """A terminal whose program reads every byte as it comes."""

    name = "xterm"
    wm_class = "XTerm"
    options: ClassVar[tuple[str, ...]] = ()

    def open(self) -> None:
        """Waits until the terminal no longer changes what is typed."""
        require("xterm")
        self._file = self.folder / "bytes"
        font = ["-fa", "Monospace", "-fs", "11"]
        script = 'stty raw -echo && exec tee -a "$0"'
        self.desktop.spawn(["xterm", *self.options, "-u8", *font, "-e", "sh", "-c", script, str(self._file)])
        self.window = self.desktop.window("--class", "^XTerm$")
        if not until(self._file.exists, 10):
            raise TimeoutError("the program in xterm does not read")

    def text(self) -> str:
        """What arrived; Enter is a new line."""
        return self._file.read_bytes().decode(errors="replace").replace("\r", "\n")

    def clear(self) -> None:
        """The program appends, so it goes on at the beginning."""
        self._file.write_bytes(b"")


class QtBox(Target):
    """A Qt text box in a process of its own."""

    name = "qt"
    wm_class = "qt_box.py"

    def open(self) -> None:
        """Starts the script beside this file."""
        self._file = self.folder / "text"
        self._file.touch()
        argv = [sys.executable, str(_QT_BOX), str(self._file)]
        self._box = self.desktop.spawn(argv, stdin=subprocess.PIPE, name=_QT_BOX.name)
        self.window = self.desktop.window("--class", "^qt_box.py$")

    def text(self) -> str:
        """What the box wrote last."""
        return self._file.read_bytes().decode("utf-8", "surrogatepass")

    def clear(self) -> None:
        """Asks the box; once more where keys came behind that."""
        if not until(self._emptied):
            self._await_empty()

    def _emptied(self) -> bool:
        assert self._box.stdin is not None
        self._box.stdin.write(b"clear\n")
        self._box.stdin.flush()
        return not self.wait_for("", 0.3)
