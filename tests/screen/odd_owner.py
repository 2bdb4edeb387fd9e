"""A program that owns the clipboard and may answer oddly.

Usage: odd_owner.py FORMATS [SECONDS], FORMATS being JSON: {target: [how, content]}; SECONDS are waited before
each answer. Content is a text, or a number of bytes to be made up. `how` is one of

    give     at once
    pieces   in increments
    refuse   promised, but refused
    deaf     promised, never answered
    absent   said to be given, but not there
    stop     in increments, never going on after the first
    die      in increments, and the program ends after the first
    short    in increments, said to be over after the first
    hidden   given, but not among the targets

It says `ready` once it owns the clipboard, and goes when it no longer does.
"""

import json
import sys
import time
from collections.abc import Mapping
from typing import Any

from Xlib import X, Xatom
from Xlib.display import Display
from Xlib.protocol.event import SelectionNotify

PIECE = 60_000


def content(what: str | int) -> bytes:
    """A text, or so many bytes in which no piece is like another."""
    if isinstance(what, str):
        return what.encode()
    return b"".join(b"%07d," % number for number in range(what // 8 + 1))[:what]


class Owner:
    """Owns CLIPBOARD; one request after the other."""

    def __init__(self, formats: Mapping[str, tuple[str, bytes]], delay: float = 0) -> None:
        self._display = Display()
        root = self._display.screen().root
        self._window = root.create_window(-1, -1, 1, 1, 0, 0, X.InputOnly, event_mask=X.PropertyChangeMask)
        self._delay = delay
        self._formats = {self._display.intern_atom(name): way for name, way in formats.items()}
        self._targets, self._incr = map(self._display.intern_atom, ("TARGETS", "INCR"))
        self._under_way: dict[tuple[int, int], tuple[str, int, list[bytes]]] = {}

    def own(self) -> None:
        """Takes the clipboard."""
        self._window.set_selection_owner(self._display.intern_atom("CLIPBOARD"), X.CurrentTime)
        self._display.sync()

    def serve(self) -> None:
        """Answers until it is lost."""
        while (event := self._display.next_event()).type != X.SelectionClear:
            if event.type == X.SelectionRequest:
                time.sleep(self._delay)
                self._answer(event)
            elif event.type == X.PropertyNotify and event.state == X.PropertyDelete:
                self._go_on(event.window, event.atom)

    def _answer(self, request: Any) -> None:  # noqa: ANN401 - python-xlib ships no types
        place = request.property or request.target
        how, data = self._formats.get(request.target, ("refuse", b""))
        if request.target == self._targets and request.target not in self._formats:
            listed = [target for target, (how, _) in self._formats.items() if how != "hidden"]
            request.requestor.change_property(place, Xatom.ATOM, 32, [self._targets, *listed])
        elif how in {"give", "hidden"}:
            request.requestor.change_property(place, request.target, 8, data)
        elif how == "refuse":
            place = X.NONE
        elif how == "deaf":
            return
        elif how != "absent":
            self._begin(request, place, how, data)
        notify = SelectionNotify(
            time=request.time,
            requestor=request.requestor,
            selection=request.selection,
            target=request.target,
            property=place,
        )
        request.requestor.send_event(notify)
        self._display.flush()

    def _begin(self, request: Any, place: int, how: str, data: bytes) -> None:  # noqa: ANN401 - same
        pieces = [data[i : i + PIECE] for i in range(0, len(data), PIECE)]
        request.requestor.change_attributes(event_mask=X.PropertyChangeMask)
        self._under_way[request.requestor.id, place] = how, request.target, pieces
        request.requestor.change_property(place, self._incr, 32, [len(data)])

    def _go_on(self, window: Any, place: int) -> None:  # noqa: ANN401 - same
        if (window.id, place) not in self._under_way:
            return
        how, target, pieces = self._under_way[window.id, place]
        piece = pieces.pop(0) if pieces else b""
        window.change_property(place, target, 8, piece)
        self._display.sync()
        match how:
            case "die":
                sys.exit()
            case "stop":
                del self._under_way[window.id, place]
            case "short":
                pieces.clear()
        if not piece:
            del self._under_way[window.id, place]


if __name__ == "__main__":
    described = json.loads(sys.argv[1])
    owner = Owner(
        {name: (how, content(what)) for name, (how, what) in described.items()}, *map(float, sys.argv[2:])
    )
    owner.own()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    owner.serve()
