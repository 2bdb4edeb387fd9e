"""Opens the import window, a process of its own, and hands it what is brought."""

import json
import logging
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess
from PySide6.QtWidgets import QWidget

from quickreply.core.words import Refusal, mark

log = logging.getLogger(__name__)

FILES = 100
"""Files that one request may name."""

_LONGEST = 4096
"""Characters of a path."""

_ENDING = 3000
"""Milliseconds that the window has to close when the program ends."""

_NO_PATHS = mark("Files are named by their whole paths, {files} at most.")
_FAILED = mark("The import window has ended by accident. Nothing is half imported.")


class Exchange(QObject):
    """One import window at a time. `stored` is called when phrases have come in, `failed` when it broke."""

    def __init__(self, stored: Callable[[], None], failed: Callable[[Refusal], None]) -> None:
        super().__init__()
        self._stored = stored
        self._failed = failed
        self._closing = False
        self._child = QProcess(self)
        self._child.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        self._child.readyReadStandardOutput.connect(self._told)
        self._child.finished.connect(self._ended)

    @property
    def open(self) -> bool:
        """Whether there is a window."""
        return self._child.state() is not QProcess.ProcessState.NotRunning

    def ask(self, request: Mapping[str, Any]) -> None:
        """A request from outside; what it names is checked here, and what is in it by who reads it.

        Raises:
            Refusal: it names no files by their whole paths.
        """
        self._send({"files": list(map(str, paths(request.get("files", [])))), "said": request.get("said")})

    def bring(self, files: Sequence[Path] = ()) -> None:
        """Opens the window with these files; comes to the front if it is open already."""
        self._send({"files": [str(path) for path in files]})

    def paste(self, text: str) -> None:
        """Opens the window with a table that was copied; it is not written anywhere."""
        self._send({"text": text})

    def close(self) -> None:
        """Closes the window; what it was importing is all there or not at all."""
        self._closing = True
        if self.open:
            self._child.closeWriteChannel()
            if not self._child.waitForFinished(_ENDING):
                self._child.kill()
                self._child.waitForFinished(_ENDING)

    def _send(self, request: Mapping[str, object]) -> None:
        if not self.open:
            self._child.start(sys.executable, ["-m", "quickreply.app.importer"])
        self._child.write(json.dumps(request).encode() + b"\n")

    def _told(self) -> None:
        if self._child.readAllStandardOutput().data():
            self._stored()

    def _ended(self, status: int, how: QProcess.ExitStatus) -> None:
        if (status or how is not QProcess.ExitStatus.NormalExit) and not self._closing:
            log.error("the import window has ended with status %d", status)
            self._failed(Refusal(_FAILED))


def paths(named: object) -> tuple[Path, ...]:
    """The files that a request names.

    Raises:
        Refusal: they are not named by their whole paths, or are too many.
    """
    if not isinstance(named, list) or len(named) > FILES:
        raise Refusal(_NO_PATHS, files=FILES)
    if not all(isinstance(name, str) and _is_whole(name) for name in named):
        raise Refusal(_NO_PATHS, files=FILES)
    return tuple(map(Path, named))


def _is_whole(name: str) -> bool:
    return 0 < len(name) <= _LONGEST and "\0" not in name and Path(name).is_absolute()


def guard(palette: QWidget, exchange: Exchange) -> None:
    """Lets what is dropped onto the search window, or pasted into it as a table, open the import window."""
    from quickreply.ui.exchange.door import Door  # noqa: PLC0415 - after the start

    door = Door(palette)
    door.files.connect(exchange.bring)
    door.table.connect(exchange.paste)
    for arrived in (door.files, door.table):
        arrived.connect(lambda _: palette.close())
