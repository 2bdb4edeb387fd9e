"""The command line in this process, and a running program that says what it was asked."""

import io
import json
import os
import socketserver
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from quickreply.cli.main import main
from quickreply.core.draft import Draft
from quickreply.store.database import Database
from quickreply.store.library import Libraries
from quickreply.store.paths import Places, places
from tests.cli.terminal import Call, Program, Result, Run


@pytest.fixture
def environ(tmp_path: Path) -> Mapping[str, str]:
    return {"QUICKREPLY_HOME": str(tmp_path / "home"), "LANG": "C.UTF-8"}


@pytest.fixture
def where(environ: Mapping[str, str]) -> Places:
    return places(environ)


@pytest.fixture
def libraries(where: Places) -> Libraries:
    return Libraries(Database.open(where))


@pytest.fixture
def run(
    environ: Mapping[str, str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Run:
    def call(*argv: str, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        status = main(argv, environ)
        out, err = capsys.readouterr()
        return Result(status, out, err)

    return call


@pytest.fixture
def call(environ: Mapping[str, str]) -> Call:
    def run(*argv: str, stdin: bytes = b"", **variables: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "quickreply", *argv],
            input=stdin,
            env={**os.environ, **environ, **variables},
            capture_output=True,
            timeout=60,
            check=False,
        )

    return run


@pytest.fixture
def stocked(run: Run, libraries: Libraries) -> Run:
    """A command line with a few phrases."""
    libraries.add(
        1, Draft("亲，您好，\n请问要哪款？", code="hy", title="首次问候", group=("售前", "欢迎"), pinned=True)
    )
    shop = libraries.create_library("小店")
    libraries.add(shop, Draft("shop greeting", code="hy", title="Hello"))
    libraries.add(
        shop, Draft("今天下单明天发出", code="fh", aliases=("发货",), group=("物流",), keywords=("几天",))
    )
    libraries.add(shop, Draft("no code here", note="careful"))
    return run


@pytest.fixture
def program(where: Places) -> Iterator[Program]:
    made = Program()
    free = threading.Event()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            made.requests.append(json.loads(self.rfile.readline()))
            if made.patience.is_set():
                free.wait()
            self.wfile.write(made.reply)

    Path(where.socket).parent.mkdir(mode=0o700, exist_ok=True)
    with socketserver.ThreadingUnixStreamServer(where.socket, Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield made
        free.set()
        server.shutdown()
