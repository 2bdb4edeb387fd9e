"""One long series: what was wrong, what the clipboard held, what the memory did."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import cycle
from pathlib import Path
from time import monotonic
from typing import ClassVar, Self

import psutil

from tests.screen.desktop import Desktop, until
from tests.screen.program import PATIENCE, Quickreply

ALLOWED_GROWTH = 10.0
"""Megabytes of both processes together."""

ENOUGH = 5
"""Faults after which a series is ended: each of them takes as long as we are patient."""

COPIED_EVERY = 10
"""Insertions after which something else is copied by another program; it is looked at after each of them."""

_LINES = 8
"""Of the log, with each fault."""

_NOT_CONTENT = {"TARGETS", "TIMESTAMP", "MULTIPLE", "SAVE_TARGETS"}


def picture() -> bytes:
    """A small PNG as picture programs write it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes(range(256)) * 3 for _ in range(256))
    head = struct.pack(">IIBBBBB", 256, 256, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows, 0))
        + chunk(b"IEND", b"")
    )


@dataclass
class Copied:
    """Text, HTML and a picture in turn, copied by another program.

    `lost`: after which insertions it was not there.
    """

    desktop: Desktop
    lost: list[tuple[int, set[str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._kinds = cycle(
            (
                {"text": "订单号 2481-77 😀\n第二行"},
                {"text": "订单号 2481", "html": "<b>订单号</b> 2481"},
                {"png": picture()},
            )
        )
        self._content: dict[str, bytes] = {}

    def prepare(self, number: int) -> None:
        """Has something else copied, if it is time for it."""
        if number % COPIED_EVERY == 0:
            self.desktop.clipboard.own(**next(self._kinds))
            self._content = self._look()
            assert self._content

    def check(self, number: int) -> None:
        """The same, in the same formats, as soon as it has been put back."""
        if not until(lambda: self._look() == self._content, PATIENCE):
            self.lost.append((number, self.desktop.clipboard.targets()))

    def _look(self) -> dict[str, bytes]:
        board = self.desktop.clipboard
        return {kind: board.read(kind) for kind in board.targets() - _NOT_CONTENT}


@dataclass(frozen=True)
class Fault:
    """What stood there instead, and what the program had told by then, as its log has it."""

    number: int
    wanted: str
    there: str
    log: str

    @classmethod
    def of(cls, number: int, wanted: str, there: str, program: Quickreply) -> Self:
        """A fault of a moment ago."""
        now = datetime.now().astimezone().isoformat(" ", "seconds")
        lines = program.places.log.read_text("utf-8").splitlines() if program.places.log.exists() else []
        return cls(number, wanted, there, "\n".join([*lines[-_LINES:], f"{now} now"]))

    def __str__(self) -> str:
        return f"round {self.number}\n  wanted {self.wanted!r}\n  there  {self.there!r}\n{self.log}"


@dataclass
class Result:
    """A line of the table."""

    HEAD: ClassVar[str] = (
        f"{'series':<18}{'done':>6}{'wrong':>7}{'clipboard':>11}"
        f"{'MB before':>11}{'after':>8}{'grown':>8}{'seconds':>9}"
    )

    name: str
    done: int = 0
    wrong: list[Fault] = field(default_factory=list)
    lost: list[tuple[int, set[str]]] = field(default_factory=list)
    before: float = 0.0
    after: float = 0.0
    growth: float = 0.0
    """Of what is the program's alone."""
    seconds: float = 0.0

    def __str__(self) -> str:
        counts = f"{self.name:<18}{self.done:>6}{len(self.wrong):>7}{len(self.lost):>11}"
        line = f"{counts}{self.before:>11.1f}{self.after:>8.1f}{self.growth:>8.1f}{self.seconds:>9.0f}"
        return "\n".join([line, *map(str, self.wrong)])


def counted(result: Result, program: Quickreply, rounds: int) -> Iterator[int]:
    """The numbers of a series; weighs the program before and after, and watches the clock."""
    (result.before, own), begun = weight(program), monotonic()
    for number in range(rounds):
        yield number
        result.done += 1
        if len(result.wrong) + len(result.lost) >= ENOUGH:
            break
    result.after, own_after = weight(program)
    result.growth, result.seconds = own_after - own, monotonic() - begun


def weight(program: Quickreply) -> tuple[float, float]:
    """Megabytes of both processes: with their share of what is common to all programs, and theirs alone.

    The first depends on what else runs on this computer, the second does not.
    """
    front = psutil.Process(program.process.pid)
    rolls = [Path(f"/proc/{process.pid}/smaps_rollup").read_text() for process in (front, *front.children())]
    return _sum("Pss", rolls), _sum("Pss_Anon", rolls)


def _sum(fact: str, rolls: list[str]) -> float:
    """In megabytes; the system counts in units of 1024 bytes."""
    lines = [line.split() for roll in rolls for line in roll.splitlines()]
    return sum(int(words[1]) for words in lines if words[0] == f"{fact}:") / 976.6
