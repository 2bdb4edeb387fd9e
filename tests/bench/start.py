"""Starting and memory, beside an empty tray program of the same toolkit."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from tests.bench.figures import Series
from tests.bench.hands import Hands
from tests.bench.program import Program
from tests.screen.desktop import Desktop, until

_EMPTY = Path(__file__).with_name("empty_tray.py")
_MEGABYTE = 1024 * 1024

_SPELLED = 60
"""Seconds in which another process has worked out the pinyin of phrases that were put in a moment ago."""

_AT_REST = 100.0
"""Seconds after which a start is over: the notice has gone, and Qt has emptied its store of pictures."""

_LOOK = 1.0
"""Seconds each window stays open."""


def starts(desktop: Desktop, rounds: int = 10) -> tuple[Series, Series]:
    """Seconds from nothing to a shown tray icon, and to an armed quickreply with 10,000 phrases."""
    empty, ours = [], []
    for _ in range(rounds):
        process, seconds = _empty(desktop)
        process.kill()
        process.wait()
        empty.append(seconds * 1000)
        with Program(desktop, phrases=10_000) as program:
            ours.append(program.armed_after * 1000)
    return Series("empty tray", empty), Series("armed", ours)


def memory(desktop: Desktop) -> Iterator[tuple[str, float]]:
    """Megabytes: an empty tray program, and both our processes with 20,000 phrases after list and palette.

    Shared pages are counted in parts (PSS), so that two processes of one program are not counted twice.
    """
    process, _ = _empty(desktop)
    yield "empty tray", _size(psutil.Process(process.pid))
    process.kill()
    process.wait()
    hands = Hands(desktop.env["DISPLAY"])
    with Program(desktop, phrases=20_000) as program:
        assert program.process
        ours = psutil.Process(program.process.pid)
        yield "quickreply, armed", _size(ours)
        hands.type("/c1")
        time.sleep(_LOOK)
        hands.chord("Escape")
        hands.chord("Control_L", "Alt_L", "space")
        time.sleep(_LOOK)
        hands.type("bench")
        time.sleep(_LOOK)
        hands.chord("Escape")
        if not until(lambda: len(ours.children()) == 1, _SPELLED):
            raise TimeoutError("the phrases are still being spelled")
        yield "quickreply, list and palette opened", _size(ours)


def wake_ups(desktop: Desktop, seconds: float = 10) -> int:
    """Context switches of all threads of an idle program."""
    with Program(desktop) as program:
        assert program.process
        ours = psutil.Process(program.process.pid)
        time.sleep(_AT_REST)
        family = [ours, *ours.children()]
        before = sum(map(_switches, family))
        time.sleep(seconds)
        return sum(map(_switches, family)) - before


def _size(process: psutil.Process) -> float:
    family = [process, *process.children()]
    return sum(float(member.memory_full_info().pss) for member in family) / _MEGABYTE


def _switches(process: psutil.Process) -> int:
    threads = (Path(f"/proc/{process.pid}/task/{thread.id}/status") for thread in process.threads())
    lines = [line for thread in threads for line in thread.read_text().splitlines()]
    return sum(int(line.split()[1]) for line in lines if "ctxt_switches" in line)


def _empty(desktop: Desktop) -> tuple[subprocess.Popen[bytes], float]:
    began = time.perf_counter()
    process = desktop.spawn([sys.executable, str(_EMPTY)], stdout=subprocess.PIPE, name="empty")
    assert process.stdout
    with process.stdout:
        process.stdout.readline()
    return process, time.perf_counter() - began
