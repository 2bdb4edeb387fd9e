"""Speaks with the running program: one line of JSON there, one line back."""

import json
import socket
from collections.abc import Callable, Mapping
from io import RawIOBase
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

from quickreply.core.words import Refusal, mark
from quickreply.store.paths import foreign

_LONGEST = 1_000_000
_PIPE = "\\\\.\\pipe\\"
_SILENT = mark("quickreply is running but does not answer.")

Reply = Mapping[str, Any]


def ask(address: str, request: Mapping[str, object], patience: float) -> Reply | None:
    """What the running program answers; None if none is running.

    `address` is the path of its socket or, on Windows, the name of its pipe.

    Raises:
        Refusal: it does not answer in time, or it says why it will not do as asked.
    """
    line = json.dumps(request).encode() + b"\n"
    try:
        answer = (
            _by_pipe(address, line, patience)
            if address.startswith(_PIPE)
            else _by_socket(address, line, patience)
        )
    except (FileNotFoundError, ConnectionRefusedError):
        return None
    except OSError as fault:
        raise Refusal(_SILENT) from fault
    return _understood(answer)


def _understood(answer: bytes) -> Reply:
    try:
        reply = json.loads(answer)
    except ValueError as fault:
        raise Refusal(_SILENT) from fault
    if not isinstance(reply, dict):
        raise Refusal(_SILENT)
    if not reply.get("ok"):
        raise Refusal(mark("quickreply could not do that: {why}"), why=str(reply.get("why", "?")))
    return reply


def _by_socket(path: str, line: bytes, patience: float) -> bytes:
    if foreign(Path(path).parent):  # somebody else waits there for our phrases
        raise FileNotFoundError(path)
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(patience)
        connection.connect(path)
        with connection.makefile("rwb", buffering=0) as stream:
            return exchange(stream, line)


def _by_pipe(name: str, line: bytes, patience: float) -> bytes:
    def talk() -> bytes:
        with open(name, "r+b", buffering=0) as stream:  # noqa: PTH123 - a pipe's name is no path
            return exchange(stream, line)

    return in_time(talk, patience)


def exchange(stream: RawIOBase, line: bytes) -> bytes:
    """Says a line and hears one."""
    stream.write(line)
    return stream.readline(_LONGEST)


def in_time(act: Callable[[], bytes], patience: float) -> bytes:
    """The result of `act`. A pipe's file knows no timeout, so it is read in a thread that may be left behind.

    Raises:
        TimeoutError: it took longer than `patience` seconds.
        OSError: whatever `act` raised.
    """
    results: SimpleQueue[bytes | OSError] = SimpleQueue()

    def work() -> None:
        try:
            results.put(act())
        except OSError as fault:
            results.put(fault)

    Thread(target=work, daemon=True).start()
    try:
        result = results.get(timeout=patience)
    except Empty:
        raise TimeoutError from None
    if isinstance(result, OSError):
        raise result
    return result
