"""Answering requests for an X11 selection we own: small data at once, large data in increments.

Rules: ICCCM 2.6.2 (MULTIPLE, TIMESTAMP, TARGETS) and 2.7.2 (INCR).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from Xlib import X, Xatom
from Xlib.display import Display
from Xlib.error import CatchError, XError

from quickreply.desktop.memory_x11 import Datum

_AT_ONCE = 128 * 1024
"""Bytes given at once; every server takes requests of 256 KB."""


@dataclass(slots=True)
class _Increments:
    window: Any
    property: int
    datum: Datum
    done: Callable[[], None]
    sent: int = 0


class Transfer:
    """Gives data to those who ask for it."""

    def __init__(self, display: Display) -> None:
        self._display = display
        self._targets = display.get_atom("TARGETS")
        self._timestamp = display.get_atom("TIMESTAMP")
        self._multiple = display.get_atom("MULTIPLE")
        self._incr = display.get_atom("INCR")
        self._under_way: dict[tuple[int, int], _Increments] = {}

    def answer(
        self, request: Any, data: Mapping[int, Datum], since: int, done: Callable[[], None]
    ) -> frozenset[int]:
        """Puts what was asked for where it was asked for; returns the targets given, none if we have none.

        `done` is called when the last of what goes in increments was taken.
        """
        window, place = request.requestor, request.property or request.target  # old clients name none
        if request.target == self._multiple:
            return self._answer_many(window, place, data, since, done)
        given = self._give(window, place, request.target, data, since, done)
        return frozenset({request.target}) if given else frozenset()

    def under_way(self, window: int) -> bool:
        """Whether this window is still taking increments."""
        return any(number == window for number, _ in self._under_way)

    def takes(self, event: Any) -> None:
        """A requestor deleted its property: it wants the next increment; or it is gone."""
        if event.type == X.DestroyNotify:
            for key in [key for key in self._under_way if key[0] == event.window.id]:
                del self._under_way[key]
        elif event.state == X.PropertyDelete and (event.window.id, event.atom) in self._under_way:
            self._next(self._under_way[event.window.id, event.atom])

    def _answer_many(
        self, window: Any, place: int, data: Mapping[int, Datum], since: int, done: Callable[[], None]
    ) -> frozenset[int]:
        try:
            pairs = window.get_full_property(place, X.AnyPropertyType)
        except XError:  # it is gone
            return frozenset()
        wanted = list(pairs.value) if pairs else []
        given = {self._multiple} if pairs else set()
        for i in range(0, len(wanted) - 1, 2):
            if self._give(window, wanted[i + 1], wanted[i], data, since, done):
                given.add(wanted[i])
            else:
                wanted[i + 1] = X.NONE
        if pairs:
            self._put(window, place, pairs.property_type, 32, wanted)
        return frozenset(given)

    def _give(
        self,
        window: Any,
        place: int,
        target: int,
        data: Mapping[int, Datum],
        since: int,
        done: Callable[[], None],
    ) -> bool:
        if target == self._targets:
            own = [self._targets, self._timestamp, self._multiple]
            self._put(window, place, Xatom.ATOM, 32, [*own, *data])
        elif target == self._timestamp:
            self._put(window, place, Xatom.INTEGER, 32, [since])
        elif target in data:
            self._give_datum(window, place, data[target], done)
        else:
            return False
        return True

    def _give_datum(self, window: Any, place: int, datum: Datum, done: Callable[[], None]) -> None:
        if len(datum.data) <= _AT_ONCE:
            self._put(window, place, datum.type, datum.format or 8, datum.data)
            return
        mask = X.PropertyChangeMask | X.StructureNotifyMask
        window.change_attributes(event_mask=mask, onerror=CatchError(XError))
        self._under_way[window.id, place] = _Increments(window, place, datum, done)
        self._put(window, place, self._incr, 32, [len(datum.data)])

    def _next(self, increments: _Increments) -> None:
        datum = increments.datum
        piece = datum.data[increments.sent : increments.sent + _AT_ONCE]
        increments.sent += len(piece)
        self._put(increments.window, increments.property, datum.type, datum.format or 8, piece)
        if not piece:
            del self._under_way[increments.window.id, increments.property]
            increments.window.change_attributes(event_mask=X.NoEventMask, onerror=CatchError(XError))
        self._display.flush()
        if not piece and not self.under_way(increments.window.id):
            self._display.sync()
            increments.done()

    def _put(self, window: Any, place: int, kind: int, width: int, value: bytes | list[int]) -> None:
        window.change_property(place, kind, width, value, onerror=CatchError(XError))
