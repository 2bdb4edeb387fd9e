"""A small disk of our own that can be filled, and a database that somebody else is writing to."""

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

SIZE = "3m"


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """Mounts a file system of 3 MB in memory; skips the test where that is not allowed."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount a file system to be filled")
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=700", "quickreply-test", str(folder)]
    if (done := subprocess.run(mount, check=False, capture_output=True)).returncode:
        pytest.skip(f"no file system to be filled can be mounted here: {done.stderr.decode().strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def full(folder: Path) -> Iterator[None]:
    """Fills the disk to the last byte."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 16, 1 << 10, 1):
            _write_on(file.fileno(), size)
    try:
        yield
    finally:
        ballast.unlink()


def _write_on(file: int, size: int) -> None:
    try:
        while os.write(file, bytes(size)):
            pass
    except OSError:
        """There is no room for so much any more."""


@contextmanager
def being_written(database: Path) -> Iterator[None]:
    """Another program has begun to write, and does not come to an end."""
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")
