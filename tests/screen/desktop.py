"""A desktop of its own: X server, window manager, message bus and home, gone again at the end.

Nothing is shared with the desktop somebody may be sitting at, and nothing but what was started here is ended.
"""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import IO, Self, TypeVar

from tests.screen.clipboard import Clipboard
from tests.screen.environment import bus_configuration, environment

T = TypeVar("T")

_UNSHIFTED = frozenset("abcdefghijklmnopqrstuvwxyz0123456789 `-=[]\\;',./")
"""What a key of the US layout gives by itself."""


def until(condition: Callable[[], T], seconds: float = 5) -> T:
    """Asks `condition` again and again until it says yes or the time is up; returns its last answer."""
    deadline = time.monotonic() + seconds
    while not (answer := condition()) and time.monotonic() < deadline:
        time.sleep(0.005)
    return answer


class MissingProgramError(Exception):
    """A program the desktop is made of is not installed."""

    def __init__(self, program: str) -> None:
        super().__init__(f"{program} is not installed: run `make setup`")


def require(*programs: str) -> None:
    """Says which program is missing before anything fails half-way."""
    for program in programs:
        if shutil.which(program) is None:
            raise MissingProgramError(program)


class Desktop:
    """An X server with openbox on it, and a pair of hands.

    Use it as a context manager. `env` is what a program needs to appear on it.
    """

    def __init__(self, size: str = "1280x800") -> None:
        require("Xvfb", "openbox", "dbus-daemon", "xdotool", "xclip", "import", "setpriv")
        self._end = ExitStack()
        folder = TemporaryDirectory(prefix="screen-", ignore_cleanup_errors=True)
        self.home = Path(self._end.enter_context(folder))
        self.size = size
        self.env = environment(self.home)
        self.clipboard = Clipboard(self)

    def __enter__(self) -> Self:
        try:
            self._start_x_server()
            self._start_bus()
            self._manage_windows()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends everything that was started here, the last first; twice does no harm."""
        self._end.close()

    def on_close(self, action: Callable[[], object]) -> None:
        """Remembers what else must be ended with the desktop."""
        self._end.callback(action)

    def _manage_windows(self) -> None:
        self.spawn(["openbox"])
        self._expect(lambda: self._answers("get_num_desktops"), "openbox does not manage the windows")

    def _start_x_server(self) -> None:
        """Lets the server choose a free display by itself, so that several can run side by side."""
        reader, writer = os.pipe()
        screen = ["-screen", "0", f"{self.size}x24", "-nolisten", "tcp", "-noreset"]
        with os.fdopen(reader) as answer:
            self.serve(["Xvfb", "-displayfd", str(writer), *screen], pass_fds=[writer])
            os.close(writer)
            number = answer.readline().strip()
        if not number:
            raise RuntimeError(f"Xvfb did not start: {self.log('Xvfb')}")
        self.env["DISPLAY"] = f":{number}"

    def _start_bus(self) -> None:
        """A bus that starts no services, so that none is left behind."""
        socket = self.home / "run" / "bus"
        config = self.home / "bus.conf"
        config.write_text(bus_configuration(socket))
        self.serve(["dbus-daemon", f"--config-file={config}", "--nofork"])
        self.env["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={socket}"
        self._expect(socket.exists, "dbus-daemon does not listen")

    # Programs

    def spawn(
        self,
        argv: Sequence[str],
        *,
        env: Mapping[str, str] | None = None,
        pass_fds: Sequence[int] = (),
        stdin: int | IO[bytes] = subprocess.DEVNULL,
        stdout: int | IO[bytes] | None = None,
        name: str = "",
    ) -> subprocess.Popen[bytes]:
        """Starts a program here; it and its children are ended with the desktop.

        What it says goes to a file, see `log`, unless `stdout` says otherwise; `env` comes on top of ours.
        """
        log = self._log_file(name or argv[0]).open("ab")
        with log:
            process = subprocess.Popen(
                argv,
                env=self.env | dict(env or {}),
                stdin=stdin,
                stdout=log if stdout is None else stdout,
                stderr=log,
                pass_fds=pass_fds,
                start_new_session=True,
            )
        self._end.callback(end, process)
        return process

    def serve(self, argv: Sequence[str], pass_fds: Sequence[int] = ()) -> subprocess.Popen[bytes]:
        """Starts a server that also goes when we are killed; its windows go with it."""
        return self.spawn(["setpriv", "--pdeathsig", "TERM", *argv], pass_fds=pass_fds, name=argv[0])

    def run(self, *argv: str, seconds: float = 30) -> str:
        """Runs a short command here and returns what it prints."""
        done = subprocess.run(argv, env=self.env, check=True, timeout=seconds, capture_output=True)
        return done.stdout.decode()

    def log(self, program: str) -> str:
        """What a program started here has said so far."""
        file = self._log_file(program)
        return file.read_text(errors="replace") if file.exists() else ""

    def _log_file(self, program: str) -> Path:
        return self.home / "log" / f"{Path(program).name}.log"

    # Windows

    def window(self, *search: str, seconds: float = 30) -> int:
        """The visible window `xdotool search` finds, once it is there: `window("--class", "^Mousepad$")`."""
        return self._expect(lambda: self.windows(*search), f"no window {' '.join(search)}", seconds)[-1]

    def windows(self, *search: str) -> list[int]:
        """All visible windows `xdotool search` finds now."""
        return [int(window) for window in self._ask("search", "--onlyvisible", *search).split()]

    def focus(self, window: int) -> None:
        """Brings a window to the front and waits until it really has the keyboard."""
        if not self._has_focus(window):
            self.xdotool("windowactivate", str(window))
            self._expect(lambda: self._has_focus(window), f"window {window} does not take the focus")

    def _has_focus(self, window: int) -> bool:
        return self.active_window() == window == int(self._ask("getwindowfocus") or 0)

    def active_window(self) -> int:
        """The window that has the keyboard, 0 if none has."""
        return int(self._ask("getactivewindow") or 0)

    def title(self, window: int) -> str:
        """What stands in a window's title bar."""
        return self._ask("getwindowname", str(window)).rstrip("\n")

    # Hands

    def xdotool(self, *args: str) -> str:
        """Runs xdotool and returns what it prints; raises when it fails."""
        return self.run("xdotool", *args, seconds=60)

    def type(self, text: str, delay_ms: float = 5) -> None:
        """Types one key after the other, Enter for a new line; returns when the last is up."""
        delay = ["--delay", str(delay_ms)]
        chain: list[str] = []
        for number, line in enumerate(text.split("\n")):
            chain += ["key", *delay, "Return"] if number else []
            chain += ["type", *delay, "--args", "1", "--", line] if line else []
        self.xdotool(*chain)

    def roll(self, text: str, delay_ms: float = 5) -> None:
        """Types as fast fingers do: a key goes down before the one before it is up.

        Around capitals and doubled letters nothing overlaps, as on a real keyboard.
        """
        held: list[str] = []
        chain: list[str] = []
        for character in text:
            key, plain = f"U{ord(character):04X}", character in _UNSHIFTED
            release = ["keyup", *held] if held else []
            press = ["keydown", key]
            chain += press + release if plain and key not in held else release + press
            chain += ["sleep", str(delay_ms / 1000)]
            chain += [] if plain else ["keyup", key]
            held = [key] if plain else []
        self.xdotool(*chain, *(["keyup", *held] if held else []))

    def key(self, *names: str) -> None:
        """Presses keys or chords by xdotool's names: `key("ctrl+a", "BackSpace")`."""
        self.xdotool("key", *names)

    def click(self, x: int, y: int, button: int = 1) -> None:
        """Clicks at a place of the screen."""
        self.xdotool("mousemove", str(x), str(y), "click", str(button))

    def place(self, window: int) -> tuple[int, int, int, int]:
        """Where a window is: x, y, width, height."""
        lines = self.xdotool("getwindowgeometry", "--shell", str(window)).split()
        facts = dict(line.split("=", 1) for line in lines)
        return int(facts["X"]), int(facts["Y"]), int(facts["WIDTH"]), int(facts["HEIGHT"])

    def await_still(self, seconds: float = 5) -> None:
        """Waits until two pictures in a row show the same: everything is drawn."""
        seen = [b""]

        def still() -> bool:
            seen.append(self._pixels())
            return seen[-1] == seen[-2]

        until(still, seconds)

    def _pixels(self) -> bytes:
        argv = ["import", "-silent", "-window", "root", "rgb:-"]
        return subprocess.run(argv, env=self.env, check=True, timeout=30, capture_output=True).stdout

    def screenshot(self, path: Path) -> Path:
        """Saves a picture of the whole screen as PNG."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.run("import", "-silent", "-window", "root", f"png:{path}")
        return path

    def _answers(self, *args: str) -> bool:
        return self._ask(*args) != ""

    def _ask(self, *args: str) -> str:
        """Asks xdotool something whose answer may be no."""
        try:
            return self.xdotool(*args)
        except subprocess.CalledProcessError:
            return ""

    def _expect(self, condition: Callable[[], T], failure: str, seconds: float = 10) -> T:
        if not (answer := until(condition, seconds)):
            raise TimeoutError(failure)
        return answer


def end(process: subprocess.Popen[bytes], patience: float = 3) -> None:
    """Ends a program that `Desktop.spawn` started, with its children: first asked, then made to."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(patience)
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(patience)
    if process.stdin is not None:
        process.stdin.close()
