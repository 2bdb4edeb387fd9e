"""The hands for other systems on a real X server, in a process of their own.

Qt and pynput take one display for life when they are first used, so a test cannot lend them its own process.
As a program: one command a line on the standard input, `[name, argument …]` in JSON, and one answer a line.
"""

import json
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.screen.desktop import Desktop, end

_ROOT = Path(__file__).parents[2]


class QtProcess:
    """The process, seen from the test. A context manager."""

    def __init__(self, desktop: Desktop) -> None:
        self._desktop = desktop

    def __enter__(self) -> Self:
        argv = [sys.executable, "-m", "tests.desktop.qt_process"]
        self._program = self._desktop.spawn(
            argv,
            env={"PYTHONPATH": str(_ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            name="qt_process",
        )
        self.ask("renew")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self._program.stdin.close()
        self._program.stdout.close()
        end(self._program)

    def ask(self, name: str, *args: object) -> Any:  # noqa: ANN401 - whatever the command answers
        """One command and its answer."""
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self._program.stdin.write(json.dumps([name, *args]).encode() + b"\n")
        self._program.stdin.flush()
        answer = self._program.stdout.readline()
        if not answer:
            raise RuntimeError(f"{name}: {self._desktop.log('qt_process')}")
        return json.loads(answer)


def main() -> None:
    """Answers until the standard input ends."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - only in the process

    from quickreply.desktop.loop_qt import QtLoop  # noqa: PLC0415 - only in the process
    from tests.desktop.qt_commands import Commands  # noqa: PLC0415 - only in the process

    app = QApplication(sys.argv[:1])
    loop = QtLoop()
    commands = Commands(loop)

    def serve(line: str) -> None:
        name, *args = json.loads(line)
        sys.stdout.write(json.dumps(getattr(commands, name)(*args)) + "\n")
        sys.stdout.flush()

    def read() -> None:
        for line in sys.stdin:
            loop.call(lambda line=line: serve(line))
        loop.call(app.quit)

    threading.Thread(target=read, daemon=True).start()
    app.exec()
    commands.close()


if __name__ == "__main__":
    main()
