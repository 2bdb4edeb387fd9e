"""The program under measurement, with as many phrases as wanted."""

import json
import os
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from quickreply.core.draft import Draft
from quickreply.store.database import Database
from quickreply.store.library import Libraries
from quickreply.store.paths import places
from tests.screen.desktop import Desktop, until

CODE = "bench"
TEXT = "您好，您的订单已经安排发出，物流信息稍后会更新在订单详情里，请您留意查收，谢谢您的支持。" + "🙂"

_FRESH = [sys.executable, "-m", "quickreply"]


class Program:
    """quickreply on a desktop, with a folder of its own."""

    def __init__(self, desktop: Desktop, phrases: int = 500) -> None:
        self._desktop = desktop
        self._folder = tempfile.TemporaryDirectory(prefix="bench-")
        self.home = Path(self._folder.name)
        self._stock(phrases)
        self.process: subprocess.Popen[bytes] | None = None
        self.armed_after = 0.0

    def __enter__(self) -> Self:
        began = time.perf_counter()
        env = {"QUICKREPLY_HOME": str(self.home), "PYTHONPATH": os.getcwd()}  # noqa: PTH109 - for a child
        self.process = self._desktop.spawn(_FRESH, env=env, name="quickreply")
        if not until(self._armed, 20):
            raise TimeoutError(self._desktop.log("quickreply"))
        self.armed_after = time.perf_counter() - began
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.ask(do="quit")
        if self.process:
            self.process.wait(5)
        self._folder.cleanup()

    def ask(self, **request: object) -> dict[str, object]:
        """Asks the running program."""
        with socket.socket(socket.AF_UNIX) as link:
            link.connect(str(self.home / "quickreply.sock"))
            link.sendall(json.dumps(request).encode() + b"\n")
            with link.makefile() as answer:
                return dict(json.loads(answer.readline()))

    def _armed(self) -> bool:
        try:
            return bool(self.ask(do="status").get("armed"))
        except (OSError, ValueError):
            return False

    def _stock(self, phrases: int) -> None:
        database = Database.open(places({"QUICKREPLY_HOME": str(self.home)}))
        shelves = Libraries(database)
        library = shelves.load().libraries[0].id
        shelves.add(library, Draft(TEXT, code=CODE, title="bench"))
        with sqlite3.connect(self.home / "quickreply.db") as connection:
            rows = [(library, f"c{n}", f"话术 {n}", f"第{n}条：" + TEXT, n) for n in range(phrases)]
            connection.executemany(
                "INSERT INTO phrases (library_id, code, title, text, position, aliases, keywords, note,"
                " pinned, enabled, created_at, updated_at)"
                " VALUES (?, ?, ?, ?, ?, '[]', '[]', '', 0, 1, '', '')",
                rows,
            )
        connection.close()
