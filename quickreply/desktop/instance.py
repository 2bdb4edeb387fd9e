"""The running program's ear: a local socket on which it takes requests.

A request is one line of JSON, `{"do": "status"}`; so is the answer, `{"ok": true, …}`.
"""

import json
import logging
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

log = logging.getLogger(__name__)

Answer = Mapping[str, object]
Handler = Callable[[Mapping[str, Any]], Answer | None]

_LONGEST_LINE = 64 * 1024


class Instance(QObject):
    """Answers requests as long as it listens."""

    def __init__(self, address: str, handlers: Mapping[str, Handler]) -> None:
        super().__init__()
        self._address = address
        self._handlers = handlers
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._connected)

    def listen(self) -> None:
        """Takes requests from now on; the one who calls is the only one running."""
        QLocalServer.removeServer(self._address)  # what a killed program left behind
        if not self._server.listen(self._address):
            log.error("no requests can be taken: %s", self._server.errorString())

    def close(self) -> None:
        """Takes no requests any more; leaves no file behind."""
        self._server.close()

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
            return {"ok": True, **(self._handlers[request["do"]](request) or {})}
        except (ValueError, KeyError, TypeError) as fault:
            return {"ok": False, "why": f"not understood: {type(fault).__name__}"}
        except Exception as failure:  # noqa: BLE001 - the barrier
            log.error("a request failed: %s", type(failure).__name__)
            return {"ok": False, "why": str(failure)}
