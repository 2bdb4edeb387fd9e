"""Remembers what is on an X11 selection: every format, bounded in size, and in time once somebody waits.

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
"""Seconds an owner has from when somebody waits, for everything but what would be missed."""

LAST_LIMIT = 1.5
"""Seconds it has for that, if it has said what there is: some make a picture only when it is asked for."""

SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes in all; a screenshot of two large monitors has about 20 million."""

_CHUNK = 64 * 1024
"""Bytes asked for at once: python-xlib copies what it has whenever more arrives."""

_NOT_CONTENT = {
    "TARGETS", "MULTIPLE", "TIMESTAMP", "SAVE_TARGETS", "DELETE", "INSERT_SELECTION", "INSERT_PROPERTY",
    "LENGTH", "LIST_LENGTH", "OWNER_OS", "HOST_NAME", "USER", "CLASS", "NAME", "CLIENT_WINDOW", "PROCESS",
}  # fmt: skip

_TEXTS = ("UTF8_STRING", "STRING")

_KINDS = (
    ("UTF8_STRING", "text/plain;charset=utf-8", "text/plain", "STRING", "TEXT", "COMPOUND_TEXT"),
    ("text/html",),
    ("image/png", "image/bmp", "image/tiff", "image/jpeg"),
    ("text/uri-list",),
    ("x-special/gnome-copied-files",),
)
"""What people copy, each kind in its forms, the best first: that one must not be missing."""

_MOST = 250
"""Formats that are looked at; an office program has some 30."""


@dataclass(frozen=True, slots=True)
class Datum:
    """One format's content: the bytes as the server holds them, with their type."""

    type: int
    format: int
    data: bytes


@dataclass(slots=True)
class Memory:
    """What was on a selection. Complete if all that matters was read, or nothing was there.

    What matters is the best form of every kind that was promised; where none is of a known kind, all.
    """

    data: dict[int, Datum] = field(default_factory=dict)
    complete: bool = False
    empty: bool = False


class Reader:
    """Reads one selection once, into a window that nobody else reads into. `done` says there is no more.

    It takes the time it takes, while the user types, until somebody is in a hurry.
    """

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
        self._needed: frozenset[int] = frozenset()
        self._target = self._targets
        self._pieces: list[bytes] | None = None
        self._promised = 0
        """Bytes that come in pieces, at least."""
        self._read = 0
        self._over = False
        self._too_much = False
        """Whether something that was there was left out because it was too large or too many."""
        self.memory = Memory()
        self._loop = loop
        self._limit: Cancel | None = None
        self._ask(self._targets)

    def takes(self, event: Any) -> bool:
        """Takes an answer of the owner; False if the event is something else."""
        if self._over:
            return False
        if event.type == X.SelectionNotify and event.requestor.id == self._window.id:
            if event.target == self._target and self._pieces is None:
                self._answer(bool(event.property))
            return True
        if event.type == X.PropertyNotify and event.window.id == self._window.id:
            if self._pieces is not None and event.state == X.PropertyNewValue:
                self._piece(self._pieces)
            return True
        return False

    def cancel(self) -> None:
        """No more is wanted."""
        self._over = True
        if self._limit:
            self._limit.cancel()

    def hurry(self) -> None:
        """Somebody waits for it from now on."""
        if not (self._limit or self._over):
            self._limit = self._loop.after(TIME_LIMIT, self._time_is_up)

    def _ask(self, target: int) -> None:
        self._target = target
        self._window.convert_selection(self._selection, target, self._property, X.CurrentTime)
        self._display.flush()

    def _answer(self, given: bool) -> None:
        datum = self._fetch() if given else None
        if datum and datum.type == self._incr:
            self._promised = next(iter(_cardinals(datum.data)), 0)
            self._pieces = []  # the deletion told the owner to go on
        else:
            self._take(datum)

    def _piece(self, pieces: list[bytes]) -> None:
        datum = self._fetch()
        if datum is None:
            return
        if datum.data and self._read <= SIZE_LIMIT:
            pieces.append(datum.data)
            return
        self._pieces = None
        whole = b"".join(pieces)
        self._too_much |= bool(datum.data)
        kept = not datum.data and len(whole) >= self._promised
        self._take(Datum(datum.type, datum.format, whole) if kept else None)

    def _take(self, datum: Datum | None) -> None:
        """One format is read; None if it was promised but is not there."""
        if self._target == self._targets:
            self._plan(datum)
        elif datum:
            self.memory.data[self._target] = datum
        if self._waiting and self._read <= SIZE_LIMIT:
            self._ask(self._waiting.popleft())
        else:
            self._too_much |= bool(self._waiting)
            self._finish()

    def _plan(self, targets: Datum | None) -> None:
        """What to read, the important ones first. An owner that does not tell has text, if anything."""
        if targets is None:
            self._waiting.extend(map(self._display.get_atom, _TEXTS))
            return
        numbers = list(dict.fromkeys(_cardinals(targets.data)))
        self._too_much = len(numbers) > _MOST
        wanted = _wanted({number: self._name(number) for number in numbers[:_MOST] if number})
        best = _best(wanted)
        self._needed = frozenset(best or wanted)
        self._waiting.extend(sorted(wanted, key=lambda n: best.index(n) if n in best else len(best)))

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

    def _time_is_up(self) -> None:
        """What does not matter is left out; what does gets a little longer if the owner is there at all."""
        if self._target == self._targets or self._needed <= self.memory.data.keys():
            self._finish()
        else:
            self._limit = self._loop.after(LAST_LIMIT - TIME_LIMIT, self._finish)

    def _finish(self) -> None:
        """There is no more, or no more time."""
        if self._over:
            return
        self.cancel()
        there = self.memory.data.keys()
        self.memory.complete = bool(there) and not self._too_much and self._needed <= there
        self._done()


def _wanted(names: Mapping[int, str]) -> Mapping[int, str]:
    """The formats to read; a picture in one form only."""
    wanted = {number: name for number, name in names.items() if name and name not in _NOT_CONTENT}
    if "image/png" not in wanted.values():
        return wanted
    return {n: name for n, name in wanted.items() if name == "image/png" or not name.startswith("image/")}


def _best(wanted: Mapping[int, str]) -> list[int]:
    """The best form of every kind that is there."""
    numbers = {name: number for number, name in wanted.items()}
    kinds = ([numbers[name] for name in kind if name in numbers] for kind in _KINDS)
    return [forms[0] for forms in kinds if forms]


def _raw(reply: Any) -> bytes:
    """The bytes of a property, whatever python-xlib made of them."""
    value = reply.value
    return bytes(value) if isinstance(value, (bytes, bytearray)) else value.tobytes() if len(value) else b""


def _cardinals(data: bytes) -> list[int]:
    return [int.from_bytes(data[i : i + 4], sys.byteorder) for i in range(0, len(data), 4)]
