import socket
import threading
from pathlib import Path

import pytest

from quickreply.cli.desk import PATIENCE
from quickreply.cli.wire import ask, exchange, in_time
from quickreply.core.words import Refusal
from quickreply.store.paths import Places
from tests.cli.terminal import Program


def test_a_line_goes_there_and_a_line_comes_back(where: Places, program: Program):
    program.reply = '{"ok": true, "mode": "捕获"}\n'.encode()

    assert ask(where.socket, {"do": "insert", "phrase": 7}, PATIENCE)["mode"] == "捕获"
    assert program.requests == [{"do": "insert", "phrase": 7}]


def test_nobody_there(where: Places):
    assert ask(where.socket, {"do": "status"}, PATIENCE) is None


def test_nobody_there_any_more(where: Places):
    Path(where.socket).parent.mkdir()
    with socket.socket(socket.AF_UNIX) as gone:
        gone.bind(where.socket)

    assert ask(where.socket, {"do": "status"}, PATIENCE) is None


def test_a_refusal_comes_with_its_reason(where: Places, program: Program):
    program.reply = '{"ok": false, "why": "没有窗口"}\n'.encode()

    with pytest.raises(Refusal, match="没有窗口"):
        ask(where.socket, {"do": "insert"}, PATIENCE)


@pytest.mark.parametrize(
    "reply", [b"", b"\n", b"nonsense\n", b"[1]\n", b'"ok"\n', b"\xff\xfe\n", b'{"ok": true']
)
def test_an_answer_that_is_none(where: Places, program: Program, reply: bytes):
    program.reply = reply

    with pytest.raises(Refusal, match="does not answer"):
        ask(where.socket, {"do": "status"}, PATIENCE)


def test_an_answer_that_does_not_come(where: Places, program: Program):
    program.patience.set()

    with pytest.raises(Refusal, match="does not answer"):
        ask(where.socket, {"do": "status"}, patience=0.05)


def test_a_socket_that_somebody_else_put_there_is_not_spoken_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    public = tmp_path / "public"
    public.mkdir()
    public.chmod(0o1777)
    folder = public / "quickreply-0"
    folder.mkdir()
    folder.chmod(0o777)
    monkeypatch.chdir(folder)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s")
        server.listen()

        assert ask(str(folder / "s"), {"do": "insert"}, PATIENCE) is None


def test_a_pipe_that_is_not_there_is_nobody():
    assert ask("\\\\.\\pipe\\quickreply-test", {"do": "status"}, PATIENCE) is None


def test_an_exchange_over_any_stream():
    ours, theirs = socket.socketpair()
    with ours, theirs, ours.makefile("rwb", buffering=0) as stream:
        theirs.sendall(b'{"ok": true}\nmore')

        assert exchange(stream, b"hello\n") == b'{"ok": true}\n'
        assert theirs.recv(100) == b"hello\n"


def test_what_takes_too_long_is_left_behind():
    never = threading.Event()

    def wait() -> bytes:
        never.wait()
        return b""

    with pytest.raises(TimeoutError):
        in_time(wait, 0.05)
    never.set()


def test_what_comes_in_time_comes_through():
    def fail() -> bytes:
        raise FileNotFoundError

    assert in_time(lambda: b"x", 5) == b"x"
    with pytest.raises(FileNotFoundError):
        in_time(fail, 5)
