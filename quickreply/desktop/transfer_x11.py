"""Answering requests for an X11 selection we own: small data at once, large data in increments.

Rules: ICCCM 2.6.2 (MULTIPLE, TIMESTAMP, TARGETS) and 2.7.2 (INCR).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from Xlib import X, Xatom
from Xlib.display import Display
from Xlib.error import CatchError, XError

from quickreply.core.ports import Loop
from quickreply.desktop.memory_x11 import Datum

STALLED = 10.0
"""Seconds without a sign of life after which a window that takes increments is given up."""

_AT_ONCE = 128 * 1024
"""Bytes given at once; every server takes requests of 256 KB."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What is on a selection, and since when, in the server's time."""

    data: Mapping[int, Datum]
    since: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request was given: its targets, and whether nothing of it is still on its way."""

    given: frozenset[int] = frozenset()
    whole: bool = True


@dataclass(slots=True)
class _Request:
    """One request, of several formats if it is a MULTIPLE. `done` is for when all increments are taken."""

    window: Any
    done: Callable[[], None]
    left: int = 0


@dataclass(slots=True)
class _Increments:
    request: _Request
    property: int
    datum: Datum
    number: int
    sent: int = 0


class Transfer:
    """Gives data to those who ask for it."""

    def __init__(self, display: Display, loop: Loop) -> None:
        self._display = display
        self._loop = loop
        self._targets = display.get_atom("TARGETS")
        self._timestamp = display.get_atom("TIMESTAMP")
        self._multiple = display.get_atom("MULTIPLE")
        self._incr = display.get_atom("INCR")
        self._numbers = count()
        self._under_way: dict[tuple[int, int], _Increments] = {}

    def answer(self, request: Any, holding: Holding, done: Callable[[], None]) -> Answer:
        """Puts what was asked for where it was asked for.

        `done` is called when the last of what goes in increments was taken; not if it never is.
        """
        asked = _Request(request.requestor, done)
        place = request.property or request.target  # old clients name none
        if request.target == self._multiple:
            given = self._give_many(asked, place, holding)
        else:
            given = {request.target} if self._give(asked, place, request.target, holding) else set()
        return Answer(frozenset(given), whole=not asked.left)

    def takes(self, event: Any) -> None:
        """A requestor deleted its property: it wants the next increment; or it is gone."""
        if event.type == X.DestroyNotify:
            for key in [key for key in self._under_way if key[0] == event.window.id]:
                self._drop(key)
        elif event.type == X.PropertyNotify and event.state == X.PropertyDelete:
            key = event.window.id, event.atom
            if key in self._under_way:
                self._next(key)

    def _give_many(self, asked: _Request, place: int, holding: Holding) -> set[int]:
        try:
            pairs = asked.window.get_full_property(place, X.AnyPropertyType)
        except XError:  # the window is gone
            return set()
        if not pairs:
            return set()
        wanted, given = list(pairs.value), {self._multiple}
        for i in range(0, len(wanted) - 1, 2):
            if self._give(asked, wanted[i + 1], wanted[i], holding):
                given.add(wanted[i])
            else:
                wanted[i + 1] = X.NONE
        self._put(asked.window, place, pairs.property_type, 32, wanted)
        return given

    def _give(self, asked: _Request, place: int, target: int, holding: Holding) -> bool:
        if target == self._targets:
            own = [self._targets, self._timestamp, self._multiple]
            self._put(asked.window, place, Xatom.ATOM, 32, [*own, *holding.data])
        elif target == self._timestamp:
            self._put(asked.window, place, Xatom.INTEGER, 32, [holding.since])
        elif target in holding.data:
            self._give_datum(asked, place, holding.data[target])
        else:
            return False
        return True

    def _give_datum(self, asked: _Request, place: int, datum: Datum) -> None:
        if len(datum.data) <= _AT_ONCE:
            self._put(asked.window, place, datum.type, datum.format or 8, datum.data)
            return
        mask = X.PropertyChangeMask | X.StructureNotifyMask
        asked.window.change_attributes(event_mask=mask, onerror=CatchError(XError))
        asked.left += 1
        key, number = (asked.window.id, place), next(self._numbers)
        self._under_way[key] = _Increments(asked, place, datum, number)
        self._await(key, number, 0)
        self._put(asked.window, place, self._incr, 32, [len(datum.data)])

    def _next(self, key: tuple[int, int]) -> None:
        increments = self._under_way[key]
        datum, request = increments.datum, increments.request
        piece = datum.data[increments.sent : increments.sent + _AT_ONCE]
        increments.sent += len(piece)
        self._put(request.window, increments.property, datum.type, datum.format or 8, piece)
        if not piece:
            self._drop(key)
            request.left -= 1
        self._display.flush()
        if not request.left:
            self._display.sync()
            request.done()

    def _await(self, key: tuple[int, int], number: int, sent: int) -> None:
        """Gives a taker up that does not go on: it may never close its window, and the text is in memory."""

        def look() -> None:
            increments = self._under_way.get(key)
            if increments is None or increments.number != number:
                return
            if increments.sent == sent:
                self._drop(key)
                self._display.flush()
            else:
                self._await(key, number, increments.sent)

        self._loop.after(STALLED, look)

    def _drop(self, key: tuple[int, int]) -> None:
        """The window is listened to as long as it takes anything else."""
        window = self._under_way.pop(key).request.window
        if not any(number == window.id for number, _ in self._under_way):
            window.change_attributes(event_mask=X.NoEventMask, onerror=CatchError(XError))

    def _put(self, window: Any, place: int, kind: int, width: int, value: bytes | list[int]) -> None:
        window.change_property(place, kind, width, value, onerror=CatchError(XError))
