"""The running program's ear: a local socket on which it takes requests.

A request is one line of JSON, `{"do": "status"}`; so is the answer, `{"ok": true, …}`.
"""

import json
import logging
import socket
from collections.abc import Callable, Mapping
from typing import Any, Protocol

log = logging.getLogger(__name__)

Answer = Mapping[str, object]
Handler = Callable[[Mapping[str, Any]], Answer | None]


class Ear(Protocol):
    """Where requests come in."""

    def listen(self) -> None:
        """Takes requests from now on; the one who calls is the only one running."""

    def close(self) -> None:
        """Takes no requests any more; leaves no file behind."""


def ear(address: str, handlers: Mapping[str, Handler]) -> Ear:
    """An ear at `address`: the path of a socket or, where the system has none, the name of a pipe."""

    def answer(line: bytes) -> bytes:
        return json.dumps(respond(line, handlers)).encode() + b"\n"

    if hasattr(socket, "AF_UNIX"):
        from quickreply.desktop.ear_unix import SocketEar  # noqa: PLC0415 - the one that is of use here

        return SocketEar(address, answer)
    from quickreply.desktop.ear_qt import PipeEar  # noqa: PLC0415 - QtNetwork: 13 ms, 2.5 MB

    return PipeEar(address, answer)


def respond(line: bytes, handlers: Mapping[str, Handler]) -> Answer:
    """The barrier of the socket: whatever is asked, the program goes on."""
    try:
        request = json.loads(line)
        return {"ok": True, **(handlers[request["do"]](request) or {})}
    except (ValueError, KeyError, TypeError) as fault:
        return {"ok": False, "why": f"not understood: {type(fault).__name__}"}
    except Exception as failure:  # noqa: BLE001 - the barrier
        log.error("a request failed: %s", type(failure).__name__)
        return {"ok": False, "why": str(failure)}
