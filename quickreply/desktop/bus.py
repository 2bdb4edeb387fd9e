"""A message bus (D-Bus), spoken in the hands' loop: nothing in here waits for an answer."""

import logging
import socket
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from typing import Any

from jeepney.auth import BEGIN, Authenticator
from jeepney.bus import get_connectable_addresses
from jeepney.bus_messages import message_bus
from jeepney.low_level import HeaderFields, Message, MessageFlag, MessageType, Parser
from jeepney.wrappers import DBusAddress, new_method_call

from quickreply.desktop.loop import kind

log = logging.getLogger(__name__)

Answer = Callable[[tuple[Any, ...] | None], None]
"""Is called with what a method answers; None if it fails."""

Heard = Callable[[str, str, tuple[Any, ...]], None]
"""Is called with who sent a signal, of which of its objects, and what it says."""

_PIECE = 4096

_OWNED = "NameOwnerChanged"


class Bus:
    """A connection and a `Source`. When it is lost, `gone` is called, once.

    A barrier: whatever another program says, the hands do not stumble over it.

    Raises:
        OSError: nobody listens at this address.
    """

    def __init__(self, address: str, gone: Callable[[], None]) -> None:
        self._gone = gone
        self._authenticator = Authenticator()
        self._parser = Parser()
        self._serials = count(1)
        self._answers: dict[int, Answer] = {}
        self._names: dict[str, Callable[[bool], None]] = {}
        self._heard: dict[str, Heard] = {}
        self._held_back = bytearray()
        self._unsent = bytearray()
        self._link = _connected(address)
        self._say()
        self._send(message_bus.Hello())

    def fileno(self) -> int:
        return self._link.fileno()

    def waiting(self) -> bool:
        return False

    def behind(self) -> bool:
        return bool(self._unsent)

    def ready(self) -> None:
        try:
            self._flush()
            self._read()
        except Exception as failure:  # noqa: BLE001 - the barrier
            log.info("a message bus is lost: %s", kind(failure))
            gone, self._gone = self._gone, _nothing
            gone()

    def stumbled(self) -> None:
        """Nothing here holds anything."""

    def close(self) -> None:
        """Ends the connection; to be called when the loop no longer watches it."""
        self._link.close()

    def call(
        self, address: DBusAddress, method: str, answer: Answer, *args: str | int, signature: str = ""
    ) -> None:
        """Calls a method; it takes strings if `signature` says nothing else.

        Nobody is started for it who does not run.
        """
        message = new_method_call(address, method, signature or "s" * len(args), args)
        message.header.flags |= MessageFlag.no_auto_start
        self._answers[self._send(message)] = answer

    def watch(self, name: str, runs: Callable[[bool], None]) -> None:
        """Tells whether a program with this name runs, now and whenever that changes."""
        self._names[name] = runs
        rule = f"type='signal',sender='{message_bus.bus_name}',member='{_OWNED}',arg0='{name}'"
        self._send(message_bus.AddMatch(rule))
        self.call(message_bus, "NameHasOwner", lambda answer: runs(answer == (True,)), name)

    def listen(self, rule: str, member: str, heard: Heard) -> None:
        """Tells of each signal of this name that the rule lets through."""
        self._heard[member] = heard
        self._send(message_bus.AddMatch(f"type='signal',member='{member}',{rule}"))

    def _send(self, message: Message) -> int:
        serial = next(self._serials)
        into = self._unsent if self._authenticator.authenticated else self._held_back
        into += message.serialise(serial=serial)
        with suppress(OSError):  # it shows when the loop turns to us
            self._flush()
        return serial

    def _say(self) -> None:
        """Our next word of the introduction; after the last, what was held back so far."""
        if self._authenticator.authenticated:
            self._unsent += BEGIN + self._held_back
            self._held_back.clear()
        else:
            self._unsent += self._authenticator.data_to_send() or b""

    def _flush(self) -> None:
        with suppress(BlockingIOError):
            while self._unsent:
                del self._unsent[: self._link.send(self._unsent)]

    def _read(self) -> None:
        with suppress(BlockingIOError):
            while True:
                data = self._link.recv(_PIECE)
                if not data:
                    raise EOFError
                self._take(data)

    def _take(self, data: bytes) -> None:
        if not self._authenticator.authenticated:
            self._authenticator.feed(data)
            self._say()
            self._flush()
            return
        self._parser.add_data(data)
        while message := self._parser.get_next_message():
            self._hear(message)

    def _hear(self, message: Message) -> None:
        fields = message.header.fields
        match message.header.message_type:
            case MessageType.method_return:
                self._answers.pop(fields[HeaderFields.reply_serial], _nothing)(message.body)
            case MessageType.error:
                self._answers.pop(fields[HeaderFields.reply_serial], _nothing)(None)
            case MessageType.signal if fields.get(HeaderFields.member) == _OWNED:
                name, _, owner = message.body
                self._names.get(name, _nothing)(bool(owner))
            case MessageType.signal:
                heard = self._heard.get(fields.get(HeaderFields.member, ""), _nothing)
                heard(fields.get(HeaderFields.sender, ""), fields[HeaderFields.path], message.body)
            case _:
                pass


def _connected(address: str) -> socket.socket:
    """Connects at once or not at all: a bus that does not take us now may be asked again later."""
    link = socket.socket(socket.AF_UNIX)
    link.setblocking(False)
    try:
        link.connect(next(iter(get_connectable_addresses(address))))
    except (OSError, RuntimeError, ValueError) as failure:
        link.close()
        raise ConnectionError(address) from failure
    return link


def _nothing(*_: object) -> None:
    """Nobody waits for it."""
