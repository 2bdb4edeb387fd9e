"""An ear that Qt has for systems without Unix sockets: a named pipe on Windows."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from quickreply.desktop.request import LONGEST_LINE

log = logging.getLogger(__name__)


class PipeEar(QObject):
    """An `Ear`."""

    def __init__(self, address: str, answer: Callable[[bytes], bytes]) -> None:
        super().__init__()
        self._address = address
        self._answer = answer
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._let_in)

    def listen(self) -> None:
        QLocalServer.removeServer(self._address)
        if not self._server.listen(self._address):
            log.error("no requests can be taken: %s", self._server.errorString())

    def close(self) -> None:
        self._server.close()

    def _let_in(self) -> None:
        while caller := self._server.nextPendingConnection():
            caller.readyRead.connect(lambda caller=caller: self._read(caller))
            caller.disconnected.connect(caller.deleteLater)

    def _read(self, caller: QLocalSocket) -> None:
        if not caller.canReadLine():
            if caller.bytesAvailable() > LONGEST_LINE:
                caller.abort()
            return
        caller.write(self._answer(bytes(caller.readLine(LONGEST_LINE).data())))
        caller.flush()
        caller.disconnectFromServer()
