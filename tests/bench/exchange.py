"""An import of 100,000 rows by the command line, as a whole process."""

import csv
import io
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import psutil
import xlsxwriter

ROWS = 100_000
_HANZI = "亲您好欢迎光临小店请问有什么可以帮到今天下单明天发出快递物流退换货"
_HEADER = ["快捷短语编码", "快捷短语", "快捷短语分组"]


def imports() -> Iterator[tuple[str, float, float, float]]:
    """For each format: seconds, those of them spent computing, and megabytes of both processes at most."""
    with TemporaryDirectory() as folder:
        for name, content in (("CSV", _csv()), ("XLSX", _xlsx())):
            path = Path(folder, f"bench.{name.lower()}")
            path.write_bytes(content)
            yield (name, *_timed(path, Path(folder, name)))


def _timed(path: Path, home: Path) -> tuple[float, float, float]:
    command = [sys.executable, "-m", "quickreply", "import", str(path)]
    began, computed, most = time.perf_counter(), _computed(), 0
    with subprocess.Popen(
        command, env={**os.environ, "QUICKREPLY_HOME": str(home)}, stdout=subprocess.DEVNULL
    ) as process:
        watched = psutil.Process(process.pid)
        while process.poll() is None:
            most = max(most, _resident(watched))
            time.sleep(0.02)
    return time.perf_counter() - began, _computed() - computed, most / 1e6


def _computed() -> float:
    """Seconds of computing of all processes that ended."""
    times = os.times()
    return times.children_user + times.children_system


def _resident(process: psutil.Process) -> int:
    try:
        return sum(one.memory_info().rss for one in (process, *process.children()))
    except psutil.NoSuchProcess:
        return 0


def _rows() -> Iterator[list[str]]:
    random = Random(7)
    for number in range(ROWS):
        yield [f"c{number}", "".join(random.choices(_HANZI, k=60)), f"组{number % 50}"]


def _csv() -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([_HEADER, *_rows()])
    return text.getvalue().encode("gb18030")


def _xlsx() -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([_HEADER, *_rows()]):
            sheet.write_row(number, 0, row)
    return content.getvalue()
