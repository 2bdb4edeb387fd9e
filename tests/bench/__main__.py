"""Measures everything in one run, prints the tables and writes them to `build/bench.md`."""

import compileall
from pathlib import Path

from tests.bench.exchange import ROWS, imports
from tests.bench.figures import table
from tests.bench.insertion import ROUNDS, insertions
from tests.bench.palette import openings
from tests.bench.search import report
from tests.bench.start import memory, starts, wake_ups
from tests.screen.desktop import Desktop

_RESULT = Path("build/bench.md")


def _insertions(desktop: Desktop) -> str:
    rows = [
        (
            name,
            own.p50,
            own.p95,
            ours.p50,
            ours.p95,
            ours.p50 - own.p50,
            ours.p95 - own.p95,
            ours.p50 / own.p50,
            typed.p50,
        )
        for name, own, ours, typed in insertions(desktop)
    ]
    headings = [
        *("window", "own p50", "own p95", "ours p50", "ours p95"),
        *("more p50", "more p95", "ratio", "xdotool type"),
    ]
    return f"## Last key → whole text in the window (ms, {ROUNDS} each)\n\n" + table(headings, rows)


def _palette(desktop: Desktop) -> str:
    series = openings(desktop)
    return "## Hotkey → palette has the keyboard (ms)\n\n" + table(["p50", "p95"], [(series.p50, series.p95)])


def _start(desktop: Desktop) -> str:
    empty, ours = starts(desktop)
    rows = [(series.name, series.p50, series.p95, series.p50 / empty.p50) for series in (empty, ours)]
    return "## Start → listening, 10,000 phrases (ms)\n\n" + table(["program", "p50", "p95", "ratio"], rows)


def _memory(desktop: Desktop) -> str:
    figures = list(memory(desktop))
    rows = [(name, size, size / figures[0][1]) for name, size in figures]
    idle = f"\n\nContext switches in 10 idle seconds: {wake_ups(desktop)}"
    heading = "## Memory, 20,000 phrases (MB, shared pages in parts)\n\n"
    return heading + table(["program", "MB", "ratio"], rows) + idle


def _search(_desktop: Desktop) -> str:
    return report()


def _imports(_desktop: Desktop) -> str:
    heading = f"## Import of {ROWS:,} rows, the whole command\n\n"
    return heading + table(["format", "seconds", "computing", "MB at most"], imports())


def main() -> None:
    """Runs all parts; each on a desktop of its own, so that none inherits another's windows."""
    compileall.compile_dir("quickreply", quiet=1)  # as it is after the first start of an installed one
    parts = []
    for part in (_insertions, _palette, _start, _memory, _search, _imports):
        with Desktop() as desktop:
            parts.append(part(desktop))
        print(parts[-1], end="\n\n", flush=True)  # noqa: T201 - that is what it is for
    _RESULT.parent.mkdir(exist_ok=True)
    _RESULT.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
