"""A program whose every trace can be looked at: what it writes, what is told of it, what it has of X."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from shutil import rmtree

import psutil
from Xlib.display import Display
from Xlib.ext import res

from tests.screen.desktop import Desktop, end
from tests.screen.environment import environment
from tests.screen.program import RUN, Quickreply
from tests.screen.targets import Targets
from tests.screen.windows import QtBox

_FORMS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
"""How files, Python, Qt and X may hold a text."""


class Glass:
    """A desktop with a window to type in, and one program after the other in a house of its own.

    `house` has all the places a program may write to, `work` is where it is started.
    """

    def __init__(self, desktop: Desktop) -> None:
        self.desktop = desktop
        self.box = Targets(desktop).ready(QtBox)
        self.house = desktop.home / "house"
        self.work = desktop.home / "work"

    def program(
        self, before: str, argv: Sequence[str] = RUN, phrases: dict[str, str] | None = None
    ) -> Quickreply:
        """One that is not started yet; `before` is what its shell does first."""
        rmtree(self.desktop.home / "quickreply", ignore_errors=True)
        for folder in (self.house, self.work):
            rmtree(folder, ignore_errors=True)
            folder.mkdir(mode=0o700)
        command = ["sh", "-c", f'cd "{self.work}"; {before}; exec "$@"', "sh", *argv]
        made = Quickreply(self.desktop, phrases or {}, command=command)
        made._env = environment(self.house) | made._env
        self._there = set(self.house.rglob("*"))
        return made

    def files(self, program: Quickreply) -> dict[str, bytes]:
        """All that is written, and what the program says: on other desktops that is in the journal."""
        paths = [path for path in self._made(program) if path.is_file()]
        said = {"its output": self.desktop.log("quickreply").encode()}
        return {str(path): path.read_bytes() for path in paths} | said

    def open_to_others(self, program: Quickreply) -> dict[str, str]:
        """What of it others than the user may read, write or enter, with its mode."""
        paths = set(self._made(program)) - self._there
        modes = {str(path): path.lstat().st_mode & 0o077 for path in paths}
        return {path: oct(mode) for path, mode in modes.items() if mode}

    def _made(self, program: Quickreply) -> list[Path]:
        inside = (path for folder in (self.house, self.work, program.home) for path in folder.rglob("*"))
        return [program.home, *inside]

    def clean_up(self, program: Quickreply) -> None:
        """Ends the program, whatever has become of it."""
        end(program.process)
        self.box.focus()
        self.box.clear()


def processes(program: Quickreply) -> list[psutil.Process]:
    """The windows, the hands and whoever works for them."""
    front = psutil.Process(program.process.pid)
    return [front, *front.children(recursive=True)]


def told_of(program: Quickreply) -> dict[str, bytes]:
    """What everybody on this computer, or every program of this user, can read about the processes."""
    names = ("cmdline", "environ", "comm")
    told: dict[str, bytes] = {}
    for process in processes(program):
        with suppress(ProcessLookupError, FileNotFoundError):  # who spells goes when it is done
            told |= {
                file: Path(file).read_bytes() for file in (f"/proc/{process.pid}/{name}" for name in names)
            }
    return told


def traces(words: Iterable[str], contents: dict[str, bytes]) -> list[tuple[str, str]]:
    """Which of the words stand where, in whatever form."""
    forms = [(word, word.lower().encode(form)) for word in words for form in _FORMS]
    folded = {place: content.lower() for place, content in contents.items()}
    return [(word, place) for place, content in folded.items() for word, form in forms if form in content]


def resources(program: Quickreply, process: psutil.Process) -> dict[str, int]:
    """What the X server keeps for one process, by kind: grabs, news of devices, recordings, windows."""
    display = Display(program.desktop.env["DISPLAY"])
    try:
        kept: dict[str, int] = {}
        for client in display.res_query_clients().clients:
            if _owner(display, client.resource_base) == process.pid:
                for kind in display.res_query_client_resources(client.resource_base).types:
                    name = display.get_atom_name(kind.resource_type)
                    kept[name] = kept.get(name, 0) + kind.count
        return kept
    finally:
        display.close()


def _owner(display: Display, client: int) -> int | None:
    asked = [{"client": client, "mask": res.LocalClientPIDMask}]
    found = display.res_query_client_ids(asked).ids
    return int(found[0].value[0]) if found and found[0].value else None
