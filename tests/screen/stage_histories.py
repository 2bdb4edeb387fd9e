"""Clipboard histories people have beside the program: each is started, asked what it has kept, and ended."""

import subprocess
from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import ClassVar, Self

from tests.screen.desktop import Desktop, MissingProgramError, end, require, until
from tests.screen.program import PATIENCE


class History(ABC):
    """A program that reads every clipboard at once and keeps what it finds. Use it as a context manager."""

    command: ClassVar[Sequence[str]]

    def __init__(self, desktop: Desktop) -> None:
        require(self.command[0])
        self.desktop = desktop
        self._end = ExitStack()
        self._copied = 0

    def __enter__(self) -> Self:
        """Waits until it keeps what is copied; what was there at the start it may keep or not."""
        self._start()
        if not until(self._keeps_now, PATIENCE):
            raise TimeoutError(f"{self.command[0]} keeps nothing: {self.desktop.log(self.command[0])}")
        return self

    def __exit__(self, *_: object) -> None:
        self._end.close()

    @abstractmethod
    def kept(self) -> str:
        """All it has kept so far, in whatever form it stores it."""

    def has(self, text: str) -> bool:
        """Waits until it has kept a text."""
        return until(lambda: text in self.kept(), PATIENCE)

    def catches_up(self) -> None:
        """Whatever was on the clipboard before, it has looked at it: a text copied now is kept."""
        self._copied += 1
        text = f"copied last {self._copied}"
        self.desktop.clipboard.own(text=text)
        assert self.has(text)

    def _keeps_now(self) -> bool:
        self._copied += 1
        text = f"copied first {self._copied}"
        self.desktop.clipboard.own(text=text)
        return until(lambda: text in self.kept(), 1)

    def _start(self) -> None:
        self._spawn(*self.command)

    def _spawn(self, *argv: str) -> subprocess.Popen[bytes]:
        process = self.desktop.spawn(argv)
        self._end.callback(end, process)
        return process

    def _read(self, file: str) -> str:
        path = self.desktop.home / file
        return path.read_bytes().decode(errors="replace") if path.exists() else ""


class CopyQ(History):
    """Reads in a process of its own."""

    command = ("copyq",)

    def kept(self) -> str:
        """Asks it."""
        script = "[...Array(size()).keys()].map(row => str(read(row))).join('; ')"
        asked = subprocess.run(
            ["copyq", "eval", script], env=self.desktop.env, check=False, timeout=20, capture_output=True
        )
        return asked.stdout.decode()


class Parcellite(History):
    """Looks twice a second, and puts its newest text on a clipboard that it finds empty."""

    command = ("parcellite", "-n")

    def kept(self) -> str:
        """The file it writes at once."""
        return self._read("data/parcellite/history")


class Clipman(History):
    """Xfce's. It is the clipboard manager too, and copies every format of everything."""

    command = ("xfce4-clipman",)

    def kept(self) -> str:
        """The file it writes at once."""
        return self._read("cache/xfce4/clipman/textsrc")

    def _start(self) -> None:
        self._spawn(str(_xfconfd()))
        super()._start()


class Diodon(History):
    """Keeps what it finds in Zeitgeist; where there is none it complains of each text, by which we know."""

    command = ("diodon",)

    def kept(self) -> str:
        """What it would have kept."""
        lines = self.desktop.log("diodon").splitlines()
        return "\n".join(line for line in lines if "Add item" in line)


HISTORIES: tuple[type[History], ...] = (CopyQ, Parcellite, Clipman, Diodon)


def _xfconfd() -> Path:
    """What Clipman keeps its settings in; no bus starts it here."""
    found = next(Path("/usr/lib").glob("*/xfce4/xfconf/xfconfd"), None)
    if found is None:
        raise MissingProgramError("xfconfd")
    return found
