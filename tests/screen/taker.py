"""A program that asks for the clipboard by the letter of the ICCCM, as its orders say.

As a program: one order a line on the standard input, `[name, argument …]` in JSON, and one answer a line.
`Taker` is the program seen from a test.
"""

import hashlib
import json
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from Xlib import X, Xatom
from Xlib.display import Display

if TYPE_CHECKING:
    from tests.screen.desktop import Desktop

PATIENCE = 20.0
"""Seconds for an answer: more than any test waits for."""

Given = dict[str, Any]
"""What came of a request: its `type`, how many bytes, their digest, and what they mean if they are few."""

_FEW = 4000


class Orders:
    """What the program can be told to do. A `place` is the name of a property."""

    def __init__(self) -> None:
        self._display = Display()
        self._clipboard, self._incr = map(self._display.intern_atom, ("CLIPBOARD", "INCR"))
        self._open()

    def _open(self) -> None:
        root = self._display.screen().root
        self._window = root.create_window(-1, -1, 1, 1, 0, 0, X.InputOnly, event_mask=X.PropertyChangeMask)
        self._display.sync()

    def window(self) -> int:
        """The window that asks."""
        return int(self._window.id)

    def close_window(self) -> None:
        """It is gone, whatever it has asked for; the next one is another."""
        self._window.destroy()
        self._open()

    def now(self) -> int:
        """The server's time."""
        self._window.change_property(Xatom.WM_NAME, Xatom.STRING, 8, b"now")
        return int(self._await(X.PropertyNotify, atom=Xatom.WM_NAME).time)

    def get(self, target: str, place: str = "TAKEN", at: int = X.CurrentTime) -> Given | None:
        """One format, to the end; None if it is refused."""
        self.ask(target, place, at)
        return self.fetch(place)

    def ask(self, target: str, place: str = "TAKEN", at: int = X.CurrentTime) -> None:
        """Asks, and does not wait for the answer."""
        atoms = map(self._display.intern_atom, (target, place))
        self._window.convert_selection(self._clipboard, *atoms, at)
        self._display.flush()

    def ask_and_vanish(self, target: str) -> None:
        """Asks, and has no window any more when the answer comes."""
        self.ask(target)
        self.close_window()

    def data(self, target: str) -> bytes | None:
        """One format's bytes; None if it is refused."""
        self.ask(target)
        if not self._await(X.SelectionNotify).property:
            return None
        return self._whole(self._display.intern_atom("TAKEN"))[1]

    def fetch(self, place: str = "TAKEN") -> Given | None:
        """What was asked for, to the end; None if it was refused."""
        notify = self._await(X.SelectionNotify)
        if not notify.property:
            return None
        return self._described(*self._whole(self._display.intern_atom(place)))

    def begin(self, target: str, place: str = "TAKEN") -> None:
        """Takes the first increment of a format and no more."""
        self.ask(target, place)
        assert self._await(X.SelectionNotify).property
        atom = self._display.intern_atom(place)
        kind, _ = self._take(atom)
        assert kind == self._incr
        self._await(X.PropertyNotify, atom=atom, state=X.PropertyNewValue)

    def piece(self, place: str = "TAKEN") -> int:
        """Takes one more increment of what was begun; returns how many bytes it had."""
        atom = self._display.intern_atom(place)
        _, data = self._take(atom)
        self._await(X.PropertyNotify, atom=atom, state=X.PropertyNewValue)
        return len(data)

    def end(self, place: str = "TAKEN") -> Given:
        """Takes the rest of what was begun."""
        return self._described(*self._pieces(self._display.intern_atom(place), 0))

    def multiple(self, *targets: str) -> list[Given | None]:
        """Several formats in one request, all at once."""
        atoms = [self._display.intern_atom(target) for target in targets]
        places = [self._display.intern_atom(f"PLACE_{number}") for number in range(len(targets))]
        wanted = [atom for pair in zip(atoms, places, strict=True) for atom in pair]
        many = self._display.intern_atom("MULTIPLE")
        self._window.change_property(many, self._display.intern_atom("ATOM_PAIR"), 32, wanted)
        self._window.convert_selection(self._clipboard, many, many, X.CurrentTime)
        if not self._await(X.SelectionNotify).property:
            return [None for _ in targets]
        answered = self._window.get_full_property(many, X.AnyPropertyType).value[1::2]
        return [self._described(*self._whole(place)) if place else None for place in answered]

    def _whole(self, place: int) -> tuple[int, bytes]:
        kind, data = self._take(place)
        return (kind, data) if kind != self._incr else self._pieces(place, None)

    def _pieces(self, place: int, kind: int | None) -> tuple[int, bytes]:
        """Increments up to the empty one; the first may have come already."""
        pieces: list[bytes] = []
        while True:
            if kind is None:
                self._await(X.PropertyNotify, atom=place, state=X.PropertyNewValue)
            kind, piece = self._take(place)
            if not piece:
                return kind, b"".join(pieces)
            pieces.append(piece)
            kind = None

    def _take(self, place: int) -> tuple[int, bytes]:
        """The property, which is deleted."""
        reply = self._window.get_property(place, X.AnyPropertyType, 0, 1 << 24, True)
        value = reply.value
        data = bytes(value) if isinstance(value, bytes | bytearray) else value.tobytes()
        self._display.flush()
        return reply.property_type, data

    def _await(self, kind: int, **fields: int) -> Any:  # noqa: ANN401 - python-xlib ships no types
        """The next event like that; others of its kind have no meaning here."""
        limit = time.monotonic() + PATIENCE
        while time.monotonic() < limit:
            while self._display.pending_events():
                event = self._display.next_event()
                if event.type == kind and all(
                    getattr(event, name) == value for name, value in fields.items()
                ):
                    return event
            select.select([self._display], [], [], 0.05)
        raise TimeoutError

    def _described(self, kind: int, data: bytes) -> Given:
        words = list(memoryview(data).cast("I")) if kind in {Xatom.ATOM, Xatom.INTEGER} else []
        return {
            "type": self._display.get_atom_name(kind),
            "size": len(data),
            "digest": digest(data),
            "text": data[:_FEW].decode(errors="replace"),
            "numbers": words,
            "atoms": [self._display.get_atom_name(word) for word in words if kind == Xatom.ATOM],
        }


def digest(data: bytes) -> str:
    """Tells two contents apart."""
    return hashlib.sha256(data).hexdigest()


class Taker:
    """The program. `order` returns when it is done; `say` and `hear` are its two halves."""

    def __init__(self, desktop: "Desktop") -> None:
        argv = [sys.executable, str(Path(__file__))]
        pipe = subprocess.PIPE
        self._program = desktop.spawn(argv, stdin=pipe, stdout=pipe, name="taker")
        self._log = lambda: desktop.log("taker")

    def order(self, name: str, *args: object) -> Any:  # noqa: ANN401 - whatever the order answers
        """One order and its answer."""
        self.say(name, *args)
        return self.hear()

    def say(self, name: str, *args: object) -> None:
        """An order; its answer must be heard."""
        assert self._program.stdin is not None
        self._program.stdin.write(json.dumps([name, *args]).encode() + b"\n")
        self._program.stdin.flush()

    def hear(self) -> Any:  # noqa: ANN401 - same
        """The answer to an order."""
        assert self._program.stdout is not None
        answer = self._program.stdout.readline()
        if not answer:
            raise RuntimeError(self._log())
        return json.loads(answer)

    def close(self) -> None:
        """Ends it."""
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self._program.stdin.close()
        self._program.stdout.close()
        self._program.wait(PATIENCE)


def main() -> None:
    """Obeys until the standard input ends."""
    orders = Orders()
    for line in sys.stdin:
        name, *args = json.loads(line)
        sys.stdout.write(json.dumps(getattr(orders, name)(*args)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
