"""A program that copies a text the moment it is told to, or one that owns the clipboard and never answers.

Usage: copier.py [deaf]. Each line on the standard input is copied; it says `copied` when it is the owner.
"""

import select
import sys
from collections.abc import Callable
from typing import Any

from Xlib import X, Xatom
from Xlib.display import Display
from Xlib.protocol.event import SelectionNotify

Copy = Callable[[str], None]
"""Copies a text; returns when it is on the clipboard."""


class Copier:
    """Owns CLIPBOARD by the rules of the ICCCM, as far as text goes."""

    def __init__(self) -> None:
        self._display = Display()
        root = self._display.screen().root
        self._window = root.create_window(-1, -1, 1, 1, 0, 0, X.InputOnly, event_mask=X.PropertyChangeMask)
        self._clipboard, self._utf8, self._targets = map(
            self._display.intern_atom, ("CLIPBOARD", "UTF8_STRING", "TARGETS")
        )
        self._text = b""

    def copy(self, text: bytes) -> None:
        """Takes the clipboard at the server's time; once more if somebody with a later time was quicker."""
        self._text = text
        while True:
            self._window.set_selection_owner(self._clipboard, self._time())
            if self._display.get_selection_owner(self._clipboard) == self._window:
                return

    def _time(self) -> int:
        self._window.change_property(Xatom.WM_NAME, Xatom.STRING, 8, b"now")
        while (event := self._display.next_event()).type != X.PropertyNotify:
            self._answer(event)
        return int(event.time)

    def serve(self, *, deaf: bool) -> None:
        """Until there are no more lines."""
        while True:
            while self._display.pending_events():
                event = self._display.next_event()
                if not deaf:
                    self._answer(event)
            ready, _, _ = select.select([self._display, sys.stdin], [], [])
            if sys.stdin in ready:
                line = sys.stdin.buffer.readline()
                if not line:
                    return
                self.copy(line.rstrip(b"\n"))
                sys.stdout.write("copied\n")
                sys.stdout.flush()

    def _answer(self, request: Any) -> None:  # noqa: ANN401 - python-xlib ships no types
        if request.type != X.SelectionRequest:
            return
        place = request.property or request.target
        if request.target == self._targets:
            request.requestor.change_property(place, Xatom.ATOM, 32, [self._targets, self._utf8])
        elif request.target == self._utf8:
            request.requestor.change_property(place, self._utf8, 8, self._text)
        else:
            place = X.NONE
        notify = SelectionNotify(
            time=request.time,
            requestor=request.requestor,
            selection=request.selection,
            target=request.target,
            property=place,
        )
        request.requestor.send_event(notify)
        self._display.flush()


if __name__ == "__main__":
    Copier().serve(deaf="deaf" in sys.argv)
