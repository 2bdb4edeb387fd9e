"""One running program per user: a lock, and a local socket on which it takes requests.

A request is one line of JSON, `{"do": "status"}`; so is the answer, `{"ok": true, …}`.
"""

import json
import logging
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QLockFile, QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

log = logging.getLogger(__name__)

Answer = Mapping[str, object]
Handler = Callable[[Mapping[str, Any]], Answer]

_LONGEST_LINE = 64 * 1024
_PATIENCE = 2000
"""Milliseconds a second start waits for the first."""


class Instance(QObject):
    """Holds the lock and answers requests as long as it lives."""

    def __init__(self, address: str, lock: str, handlers: Mapping[str, Handler]) -> None:
        super().__init__()
        self._address = address
        self._handlers = handlers
        self._lock = QLockFile(lock)
        self._lock.setStaleLockTime(0)  # a dead owner is recognised by its process, not by age
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._connected)

    def take(self) -> bool:
        """Becomes the one; False if another is running."""
        if not self._lock.tryLock(0):
            return False
        QLocalServer.removeServer(self._address)  # what a killed program left behind
        if not self._server.listen(self._address):
            log.error("no requests can be taken: %s", self._server.errorString())
        return True

    def leave(self) -> None:
        """Takes no requests any more and gives the lock back; leaves no file behind."""
        self._server.close()
        self._lock.unlock()

    def _connected(self) -> None:
        while socket := self._server.nextPendingConnection():
            socket.readyRead.connect(lambda socket=socket: self._read(socket))
            socket.disconnected.connect(socket.deleteLater)

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > _LONGEST_LINE:
                socket.abort()
            return
        answer = self._answer(socket.readLine(_LONGEST_LINE).toStdString())
        socket.write(json.dumps(answer).encode() + b"\n")
        socket.flush()
        socket.disconnectFromServer()

    def _answer(self, line: str) -> Answer:
        """The barrier of the socket: whatever is asked, the program goes on."""
        try:
            request = json.loads(line)
            return {"ok": True, **self._handlers[request["do"]](request)}
        except (ValueError, KeyError, TypeError) as fault:
            return {"ok": False, "why": f"not understood: {type(fault).__name__}"}
        except Exception as failure:  # noqa: BLE001 - the barrier
            log.error("a request failed: %s", type(failure).__name__)
            return {"ok": False, "why": str(failure)}


def ask(address: str, request: Answer) -> Answer | None:
    """Asks the running program; None if nobody answers."""
    socket = QLocalSocket()
    socket.connectToServer(address)
    if not socket.waitForConnected(_PATIENCE):
        return None
    socket.write(json.dumps(request).encode() + b"\n")
    while not socket.canReadLine():
        if not socket.waitForReadyRead(_PATIENCE):
            return None
    answer: Answer = json.loads(socket.readLine().toStdString())
    return answer
