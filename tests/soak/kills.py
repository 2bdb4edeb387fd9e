"""A home whose program is killed again and again, and what must be true of it each time."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from quickreply.store.database import Database
from quickreply.store.library import Libraries
from quickreply.store.paths import places

ROWS = 400
"""Phrases of the table that is imported: enough that the writing takes a while."""


class Home:
    """A user's files, and the command line that changes them."""

    def __init__(self, folder: Path) -> None:
        self._env = os.environ | {"QUICKREPLY_HOME": str(folder)}
        self.places = places(self._env)
        self.table = folder.parent / "shop.csv"

    def write_table(self, version: int) -> None:
        """A table in which every text says its version."""
        self.table.write_text(
            "\n".join(["code,text", *(f"c{number},v{version} 话术 {number}" for number in range(ROWS))])
        )

    def begin(self, *verb: str) -> subprocess.Popen[bytes]:
        """Starts the command line."""
        return subprocess.Popen(
            [sys.executable, "-m", "quickreply", *verb],
            env=self._env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def seconds_of(self, *verb: str) -> float:
        """How long it takes when nobody kills it."""
        begun = time.monotonic()
        assert self.begin(*verb).wait(60) == 0
        return time.monotonic() - begun

    def kill(self, moment: float, *verb: str) -> bool:
        """Kills it so many seconds after its start; False if it had ended before."""
        process = self.begin(*verb)
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        return process.wait(10) == -signal.SIGKILL

    def texts(self) -> Counter[str]:
        """The versions that the phrases of the table are of, and how many of each."""
        phrases = Libraries(Database.open(self.places)).load().phrases
        return Counter(phrase.text.split()[0] for phrase in phrases if phrase.code.startswith("c"))

    def faults(self) -> list[str]:
        """What is not whole, by SQLite's own account and by ours."""
        Database.open(self.places)  # as the program does at its start
        with closing(sqlite3.connect(self.places.database)) as database:
            [(verdict,)] = database.execute("PRAGMA integrity_check(1)")
            loose = database.execute("PRAGMA foreign_key_check").fetchall()
            codes = database.execute(_CODES).fetchall()
        return [fault for fault in (verdict, loose, codes) if fault not in ("ok", [])]

    def litter(self) -> Sequence[str]:
        """Files that a killed program has not cleared away."""
        known = {"quickreply.db", "quickreply.db-wal", "quickreply.db-shm", "settings.toml", "quickreply.log"}
        return [
            path.name
            for path in self.places.database.parent.rglob("*")
            if path.is_file() and path.name not in known and path.parent.name != "backups"
        ]


_CODES = "SELECT id FROM phrases WHERE code != '' AND id NOT IN (SELECT phrase_id FROM codes)"
"""Phrases whose code cannot be found: each is written in two tables."""


@dataclass
class Kills:
    """A line of the table."""

    HEAD: ClassVar[str] = (
        f"{'killed while':<18}{'rounds':>8}{'killed':>8}{'before':>8}{'after':>8}{'wrong':>8}"
    )

    name: str
    rounds: int = 0
    killed: int = 0
    before: int = 0
    """How often nothing of the change was there."""
    after: int = 0
    """How often all of it was."""
    wrong: list[object] = field(default_factory=list)

    def __str__(self) -> str:
        counts = (self.rounds, self.killed, self.before, self.after, len(self.wrong))
        return f"{self.name:<18}" + "".join(f"{count:>8}" for count in counts)
