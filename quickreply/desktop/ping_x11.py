"""Asks a window on X11 whether its program does anything: `_NET_WM_PING` of the EWMH."""

from collections.abc import Callable
from itertools import count
from typing import Any

from Xlib import X, Xatom
from Xlib.display import Display
from Xlib.error import CatchError, DisplayError, XError
from Xlib.protocol.event import ClientMessage

from quickreply.core.ports import Loop, Window
from quickreply.desktop.polling import poll

_PAUSE = 0.02
"""Seconds between two looks at whether it has answered."""

_WHO_ASKS = X.SubstructureNotifyMask | X.StructureNotifyMask
"""To whom the answer goes: to the first, says the EWMH; Qt (6.11) sends it to the second."""

_NUMBERS = count(1)


def ping(name: str, window: Window, loop: Loop, within: float, told: Callable[[bool], None]) -> None:
    """Tells whether the program answers `within` seconds, on the screen `name`; True if it cannot be asked.

    It answers in turn: what it was sent before, it has handled by then. The question has a connection of its
    own, since the answer comes to the root window, and only to who has asked for all news of windows.
    """
    try:
        connection = Display(name)
    except DisplayError:  # the server takes no more programs
        told(True)
        return
    question = _Question(connection, window.id, next(_NUMBERS))

    def end(answered: bool) -> None:
        connection.close()
        told(answered)

    if question.put():
        poll(loop, question.answered, within, end, _PAUSE)
    else:
        end(True)


class _Question:
    """One ping, told from others by its number."""

    def __init__(self, display: Display, window: int, number: int) -> None:
        self._display = display
        self._window = display.create_resource_object("window", window)
        self._root = display.screen().root
        self._type = display.get_atom("WM_PROTOCOLS")
        self._facts = [display.get_atom("_NET_WM_PING"), number, window, 0, 0]

    def put(self) -> bool:
        """False if the window takes no such question, or is gone."""
        try:
            taken = self._window.get_full_property(self._type, Xatom.ATOM)
        except XError:
            return False
        if not taken or self._facts[0] not in taken.value:
            return False
        self._root.change_attributes(event_mask=_WHO_ASKS)
        message = ClientMessage(window=self._window, client_type=self._type, data=(32, self._facts))
        self._window.send_event(message, onerror=CatchError(XError))
        self._display.flush()
        return True

    def answered(self) -> bool:
        """Whether the window has sent it back."""
        waiting = [self._display.next_event() for _ in range(self._display.pending_events())]
        return any(map(self._is_answer, waiting))

    def _is_answer(self, event: Any) -> bool:
        return (
            event.type == X.ClientMessage
            and event.client_type == self._type
            and list(event.data[1])[:3] == self._facts[:3]
        )
