"""Remembers what is on an X11 selection: every format, bounded in size and time, without waiting.

Reads by the rules of the ICCCM, section 2: TARGETS first, then one target after the other, large ones
in increments.
"""

import sys
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from Xlib import X
from Xlib.display import Display
from Xlib.error import XError

from quickreply.core.ports import Cancel, Loop

TIME_LIMIT = 0.5
"""Seconds an owner has for everything."""

SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes in all; a screenshot of two large monitors has about 20 million."""

_CHUNK = 64 * 1024
"""Bytes asked for at once: python-xlib copies what it has whenever more arrives."""

_NOT_CONTENT = {
    "TARGETS", "MULTIPLE", "TIMESTAMP", "SAVE_TARGETS", "DELETE", "INSERT_SELECTION", "INSERT_PROPERTY",
    "LENGTH", "LIST_LENGTH", "OWNER_OS", "HOST_NAME", "USER", "CLASS", "NAME", "CLIENT_WINDOW", "PROCESS",
}  # fmt: skip

_TEXTS = ("UTF8_STRING", "STRING")

_FIRST = ("UTF8_STRING", "text/html", "image/png", "text/uri-list", "x-special/gnome-copied-files")
"""What is lost last when time runs out."""


@dataclass(frozen=True, slots=True)
class Datum:
    """One format's content: the bytes as the server holds them, with their type."""

    type: int
    format: int
    data: bytes


@dataclass(slots=True)
class Memory:
    """What was on a selection. Complete once every format that matters was read, or nothing was there."""

    data: dict[int, Datum] = field(default_factory=dict)
    complete: bool = False
    empty: bool = False


class Reader:
    """Reads one selection once. `done` is called when there is no more to come."""

    def __init__(
        self, display: Display, window: Any, selection: int, loop: Loop, done: Callable[[], None]
    ) -> None:
        self._display = display
        self._window = window
        self._selection = selection
        self._property = display.get_atom("QUICKREPLY_MEMORY")
        self._targets = display.get_atom("TARGETS")
        self._incr = display.get_atom("INCR")
        self._done = done
        self._waiting: deque[int] = deque()
        self._target = self._targets
        self._pieces: list[bytes] | None = None
        self._read = 0
        self._over = False
        self._lost = False
        """Whether something that was there was left out because it was too large."""
        self.memory = Memory()
        self._limit: Cancel = loop.after(TIME_LIMIT, self._time_is_up)
        self._ask(self._targets)

    def takes(self, event: Any) -> bool:
        """Takes an answer of the owner; False if the event is something else."""
        if self._over:
            return False
        if (
            event.type == X.SelectionNotify
            and event.selection == self._selection
            and event.target == self._target
        ):
            self._answer(bool(event.property))
            return True
        if (
            event.type == X.PropertyNotify
            and event.atom == self._property
            and event.state == X.PropertyNewValue
        ):
            if self._pieces is not None:
                self._piece()
            return True
        return False

    def cancel(self) -> None:
        """No more is wanted."""
        self._over = True
        self._limit.cancel()

    def _ask(self, target: int) -> None:
        self._target = target
        self._window.convert_selection(self._selection, target, self._property, X.CurrentTime)
        self._display.flush()

    def _answer(self, given: bool) -> None:
        datum = self._fetch() if given else None
        if self._target == self._targets:  # an owner that does not tell has text, if anything
            self._waiting.extend(self._wanted(datum) if datum else map(self._display.get_atom, _TEXTS))
        elif datum and datum.type == self._incr:
            self._pieces = []  # the deletion told the owner to go on
            return
        elif datum:
            self.memory.data[self._target] = datum
        self._next()

    def _next(self) -> None:
        if self._waiting and self._read <= SIZE_LIMIT:
            self._ask(self._waiting.popleft())
        else:
            self._finish(complete=not (self._waiting or self._lost))

    def _piece(self) -> None:
        datum = self._fetch()
        if self._pieces is None or datum is None:
            return
        if datum.data and self._read <= SIZE_LIMIT:
            self._pieces.append(datum.data)
            return
        self._lost = bool(datum.data)
        if not datum.data:
            self.memory.data[self._target] = Datum(datum.type, datum.format, b"".join(self._pieces))
        self._pieces = None
        self._next()

    def _fetch(self) -> Datum | None:
        """The property's content, which is deleted: that is how an owner learns that it was read."""
        pieces: list[bytes] = []
        while True:
            offset = sum(map(len, pieces)) // 4
            reply = self._window.get_property(self._property, X.AnyPropertyType, offset, _CHUNK // 4, False)
            if reply is None:
                return None
            pieces.append(_raw(reply))
            if not reply.bytes_after:
                break
        self._window.delete_property(self._property)
        self._display.flush()
        data = b"".join(pieces)
        self._read += len(data)
        return Datum(reply.property_type, reply.format, data)

    def _name(self, atom: int) -> str:
        """What an atom is called; nothing if the owner made it up."""
        try:
            return str(self._display.get_atom_name(atom))
        except XError:
            return ""

    def _wanted(self, datum: Datum) -> list[int]:
        """The formats to read, the important ones first; a picture in one form only."""
        numbers = dict.fromkeys(_cardinals(datum.data))
        names: Mapping[int, str] = {n: self._name(n) for n in numbers if n}
        wanted = {n: name for n, name in names.items() if name and name not in _NOT_CONTENT}
        if "image/png" in wanted.values():
            wanted = {
                n: name for n, name in wanted.items() if name == "image/png" or not name.startswith("image/")
            }
        return sorted(wanted, key=lambda n: _FIRST.index(wanted[n]) if wanted[n] in _FIRST else len(_FIRST))

    def _time_is_up(self) -> None:
        left = [self._name(n) for n in (self._target, *self._waiting) if n != self._targets]
        asked = self._target != self._targets
        self._finish(complete=asked and not any(name in _FIRST for name in left))

    def _finish(self, *, complete: bool) -> None:
        if self._over:
            return
        self.cancel()
        self.memory.complete = complete and bool(self.memory.data)
        self._done()


def _raw(reply: Any) -> bytes:
    """The bytes of a property, whatever python-xlib made of them."""
    value = reply.value
    return bytes(value) if isinstance(value, (bytes, bytearray)) else value.tobytes() if len(value) else b""


def _cardinals(data: bytes) -> list[int]:
    return [int.from_bytes(data[i : i + 4], sys.byteorder) for i in range(0, len(data), 4)]
