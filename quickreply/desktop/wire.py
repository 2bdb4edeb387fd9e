"""Messages between our two processes: pickled, over a socket that nobody else has."""

import pickle
import socket
import struct
from collections.abc import Iterator
from contextlib import suppress

_LENGTH = struct.Struct("<I")

Message = tuple[str, tuple[object, ...]]
"""What is said, and with what."""


class Wire:
    """One end. `send` never waits: what the other end does not take is kept until it does."""

    def __init__(self, link: socket.socket) -> None:
        self._link = link
        self._link.setblocking(False)
        self._unread = bytearray()
        self._unsent = bytearray()
        self.open = True

    @property
    def behind(self) -> bool:
        """Whether something is still to be sent: `flush` when the socket takes more."""
        return bool(self._unsent) and self.open

    @property
    def waiting(self) -> bool:
        """Whether a whole message was read already."""
        head = len(self._unread) >= _LENGTH.size
        return head and len(self._unread) >= _LENGTH.size + _LENGTH.unpack_from(self._unread)[0]

    def fileno(self) -> int:
        """What to wait on."""
        return self._link.fileno()

    def send(self, name: str, *args: object) -> None:
        """Says something; nothing happens if the other end is gone."""
        data = pickle.dumps((name, args), pickle.HIGHEST_PROTOCOL)
        self._unsent += _LENGTH.pack(len(data)) + data
        self.flush()

    def flush(self) -> None:
        """Sends what the other end takes."""
        with suppress(BlockingIOError):
            try:
                while self._unsent:
                    del self._unsent[: self._link.send(self._unsent)]
            except (BrokenPipeError, ConnectionResetError):
                self.open = False

    def receive(self) -> Iterator[Message]:
        """What has arrived; `open` is False when there will be no more."""
        self._read()
        while len(self._unread) >= _LENGTH.size:
            end = _LENGTH.size + _LENGTH.unpack_from(self._unread)[0]
            if len(self._unread) < end:
                break
            data = bytes(self._unread[_LENGTH.size : end])
            del self._unread[:end]
            yield pickle.loads(data)  # noqa: S301 - from our own other half, through a socket without a name

    def close(self) -> None:
        """Ends it."""
        self.open = False
        self._link.close()

    def _read(self) -> None:
        with suppress(BlockingIOError):
            try:
                while data := self._link.recv(1 << 16):
                    self._unread += data
                self.open = False
            except ConnectionResetError:
                self.open = False
