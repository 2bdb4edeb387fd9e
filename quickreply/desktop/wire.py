"""Messages between our two processes: pickled, over a socket that nobody else has."""

import pickle
import socket
import struct
from collections.abc import Iterator
from contextlib import suppress

_LENGTH = struct.Struct("<I")

_LONGEST = 1 << 26
"""Bytes of a message; nothing we say comes near it, so what claims more is no message of ours."""

Message = tuple[str, tuple[object, ...]]
"""What is said, and with what."""


class Wire:
    """One end. `send` never waits: what the other end does not take is kept until it does.

    An end that talks rubbish is taken for gone: whoever has started it can start it anew.
    """

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
        return 0 < self._end() <= len(self._unread)

    def fileno(self) -> int:
        """What to wait on."""
        return self._link.fileno()

    def send(self, name: str, *args: object) -> None:
        """Says something; nothing happens if the other end is gone."""
        if not self.open:
            return
        data = pickle.dumps((name, args), pickle.HIGHEST_PROTOCOL)
        self._unsent += _LENGTH.pack(len(data)) + data
        self.flush()

    def flush(self) -> None:
        """Sends what the other end takes."""
        with suppress(BlockingIOError):
            try:
                while self.behind:
                    del self._unsent[: self._link.send(self._unsent)]
            except (BrokenPipeError, ConnectionResetError):  # what it said before can still be heard
                self.open = False
                self._unsent.clear()

    def receive(self) -> Iterator[Message]:
        """What has arrived; `open` is False when there will be no more."""
        self._read()
        while self.waiting:
            end = self._end()
            data = bytes(self._unread[_LENGTH.size : end])
            del self._unread[:end]
            if (message := _understood(data)) is None:
                self._give_up()
            else:
                yield message
        if self._end() > _LONGEST:
            self._give_up()

    def close(self) -> None:
        """Ends it."""
        self._give_up()
        self._link.close()

    def _end(self) -> int:
        """Where the first message ends, once its length is known; 0 before."""
        head = len(self._unread) >= _LENGTH.size
        return _LENGTH.size + int(_LENGTH.unpack_from(self._unread)[0]) if head else 0

    def _give_up(self) -> None:
        """Nothing that comes now could be understood, nothing that is sent would be heard."""
        self.open = False
        self._unread.clear()
        self._unsent.clear()

    def _read(self) -> None:
        with suppress(BlockingIOError):
            try:
                while data := self._link.recv(1 << 16):
                    self._unread += data
                self.open = False
            except ConnectionResetError:
                self.open = False


def _understood(data: bytes) -> Message | None:
    """A message; None if it is none."""
    try:
        said = pickle.loads(data)  # noqa: S301 - from our own other half, through a socket without a name
    except Exception:  # noqa: BLE001 - pickle raises whatever its bytes make it
        return None
    match said:
        case (str(name), tuple(args)):
            return name, args
        case _:
            return None
