"""An ear that is a Unix socket. Not `QLocalServer`: QtNetwork takes 13 ms and 2.5 MB to load."""

import logging
import socket
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier, QTimer

from quickreply.desktop.request import LONGEST_LINE

log = logging.getLogger(__name__)

_PAUSE = 1000
"""Milliseconds of deafness when nobody can be let in: who waits stays in the row and is news without end."""


class SocketEar(QObject):
    """An `Ear`. The socket's file is for its user alone, as the folder it lies in should be."""

    def __init__(self, address: str, answer: Callable[[bytes], bytes]) -> None:
        super().__init__()
        self._path = Path(address)
        self._answer = answer
        self._server = socket.socket(socket.AF_UNIX)
        self._server.setblocking(False)
        self._news: QSocketNotifier | None = None

    def listen(self) -> None:
        try:
            self._path.unlink(missing_ok=True)  # what a killed program left behind
            self._server.bind(str(self._path))
            self._path.chmod(0o600)
            self._server.listen()
        except OSError as fault:
            log.error("no requests can be taken: %s", fault.strerror)
            return
        self._news = QSocketNotifier(self._server.fileno(), QSocketNotifier.Type.Read, self)
        self._news.activated.connect(self._let_in)

    def close(self) -> None:
        if self._news:  # else the file is somebody else's
            self._news.setEnabled(False)
            self._path.unlink(missing_ok=True)
        self._server.close()

    def _let_in(self) -> None:
        try:
            connection, _ = self._server.accept()
        except (BlockingIOError, ConnectionError):  # gone again
            return
        except OSError as fault:  # no file is free
            log.error("a request has to wait: %s", fault.strerror)
            self._listen_again(False)
            QTimer.singleShot(_PAUSE, self, lambda: self._listen_again(True))
            return
        _Caller(connection, self._answer, self)

    def _listen_again(self, on: bool) -> None:
        if self._news and self._server.fileno() >= 0:
            self._news.setEnabled(on)


class _Caller(QObject):
    """Somebody who asks: one line is heard and one said."""

    def __init__(
        self, connection: socket.socket, answer: Callable[[bytes], bytes], parent: SocketEar
    ) -> None:
        super().__init__(parent)
        self._connection = connection
        self._answer = answer
        self._heard = b""
        connection.setblocking(False)
        self._news = QSocketNotifier(connection.fileno(), QSocketNotifier.Type.Read, self)
        self._news.activated.connect(self._read)

    def _read(self) -> None:
        try:
            more = self._connection.recv(LONGEST_LINE)
            self._heard += more
            if b"\n" in more:
                self._connection.send(self._answer(self._heard))
            elif more and len(self._heard) <= LONGEST_LINE:
                return
        except OSError as fault:
            log.info("somebody who asked is gone: %s", fault.strerror)
        self._news.setEnabled(False)
        self._connection.close()
        self.deleteLater()
