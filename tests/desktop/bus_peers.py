"""A message bus with programs on it that answer as fcitx5 and ibus do."""

import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from socket import SHUT_RDWR
from threading import Thread
from typing import Any

from jeepney import HeaderFields, Message, MessageType, new_error, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.screen.environment import bus_configuration

Answers = dict[str, Callable[[], tuple[str, tuple[Any, ...]] | None]]
"""What each method answers: a signature and values; None for an error."""


class MessageBus:
    """A dbus-daemon of our own, and the programs on it."""

    def __init__(self, folder: Path) -> None:
        config, socket = folder / "bus.conf", folder / "bus"
        config.write_text(bus_configuration(socket))
        argv = ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address=1"]
        self._daemon = subprocess.Popen(argv, stdout=subprocess.PIPE)
        assert self._daemon.stdout is not None
        self._daemon.stdout.readline()
        self.address = f"unix:path={socket}"
        self._peers: list[Peer] = []

    def peer(self, name: str, answers: Answers) -> "Peer":
        """A program with this name."""
        peer = Peer(open_dbus_connection(self.address), name, answers)
        self._peers.append(peer)
        return peer

    def close(self) -> None:
        """Ends all of it."""
        for peer in self._peers:
            peer.leave()
        self._daemon.terminate()
        self._daemon.wait(5)
        assert self._daemon.stdout is not None
        self._daemon.stdout.close()


class Peer:
    """Owns a name and answers in a thread of its own."""

    def __init__(self, connection: DBusConnection, name: str, answers: Answers) -> None:
        self._connection = connection
        self._answers = answers
        connection.send_and_get_reply(message_bus.RequestName(name))
        self._thread = Thread(target=self._serve, daemon=True)
        self._thread.start()

    def leave(self) -> None:
        """Gives its name up."""
        with suppress(OSError):
            self._connection.sock.shutdown(SHUT_RDWR)
        self._thread.join(5)
        self._connection.close()

    def _serve(self) -> None:
        with suppress(OSError, EOFError):
            while True:
                self._answer(self._connection.receive())

    def _answer(self, message: Message) -> None:
        if message.header.message_type is MessageType.method_call:
            answer = self._answers[message.header.fields[HeaderFields.member]]()
            reply = new_method_return(message, *answer) if answer else new_error(message, "org.x.Failed")
            self._connection.send(reply)
