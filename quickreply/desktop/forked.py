"""The hands' process is started: before Qt is imported, and before what only the hands need."""

import logging
import os
import signal
import socket
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from quickreply.core.settings import Settings
from quickreply.desktop.wire import Wire

if TYPE_CHECKING:
    from quickreply.desktop.apps import Apps
    from quickreply.engine.stock import Stock

log = logging.getLogger(__name__)

_STANDARD_STREAMS, _MANY_FILES = 2, 1024


def fork_hands(
    display: str, apps: "Callable[[], Apps]", stock: "Callable[[], Stock]", settings: Settings
) -> tuple[int, socket.socket, socket.socket]:
    """Starts the hands in a child process; returns its id and the sockets for commands and questions.

    To be called before any thread runs: a child of a fork has only the thread that forked. What only the
    hands need is imported in the child, while the program in front imports Qt.
    """
    here, there = socket.socketpair()
    asking, answering = socket.socketpair()
    child = os.fork()
    if child:
        there.close()
        answering.close()
        return child, here, asking
    status = 1
    try:
        _close_all_but({there.fileno(), answering.fileno()})
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C goes to both; the program in front decides
        from quickreply.desktop.hands_x11 import serve  # noqa: PLC0415 - only the child needs it

        serve(display, apps(), stock(), settings, Wire(there), Wire(answering))
        status = 0
    except Exception as failure:  # noqa: BLE001 - the barrier of the process
        from quickreply.desktop.loop import kind  # noqa: PLC0415 - same

        log.error("the hands cannot work: %s", kind(failure))
    finally:
        os._exit(status)


def _close_all_but(kept: set[int]) -> None:
    """What the program in front has open is none of the hands' business."""
    edges = [_STANDARD_STREAMS, *sorted(kept), _MANY_FILES]
    for below, above in pairwise(edges):
        os.closerange(below + 1, above)
