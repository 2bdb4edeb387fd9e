"""The ear in another thread's hands: what is asked, answered, and refused."""

import json
import logging
import os
import resource
import socket
import stat
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar

import pytest
from pytestqt.qtbot import QtBot

from quickreply.cli.wire import ask
from quickreply.core.words import Refusal
from quickreply.desktop.ear_qt import PipeEar
from quickreply.desktop.ear_unix import SocketEar
from quickreply.desktop.instance import Ear, respond
from quickreply.desktop.request import LONGEST_LINE

pytestmark = pytest.mark.usefixtures("qapp")

PATIENCE = 10_000

T = TypeVar("T")


def echo(request: Mapping[str, Any]) -> Mapping[str, object]:
    return {"heard": request["word"]}


def answer(line: bytes) -> bytes:
    return json.dumps(respond(line, {"echo": echo})).encode() + b"\n"


@pytest.fixture
def address(tmp_path: Path) -> str:
    tmp_path.chmod(0o700)
    return str(tmp_path / "s")


@pytest.fixture(params=[SocketEar, PipeEar])
def ear(request: pytest.FixtureRequest, address: str) -> Iterator[Ear]:
    ear = request.param(address, answer)
    ear.listen()
    yield ear
    ear.close()


def meanwhile(qtbot: QtBot, act: Callable[[], T]) -> T | str:
    """What `act` comes to in another thread, as another process would do it."""
    results: list[T | str] = []

    def work() -> None:
        try:
            results.append(act())
        except Refusal as refusal:
            results.append(str(refusal.facts.get("why")))

    Thread(target=work, daemon=True).start()
    qtbot.waitUntil(lambda: bool(results), timeout=PATIENCE)
    return results[0]


@pytest.mark.usefixtures("ear")
def test_it_answers_as_often_as_it_is_asked(qtbot: QtBot, address: str):
    for word in ("发货", "x" * 10_000, ""):
        assert meanwhile(qtbot, lambda word=word: ask(address, {"do": "echo", "word": word}, 9)) == {
            "ok": True,
            "heard": word,
        }


@pytest.mark.usefixtures("ear")
@pytest.mark.parametrize("request_", [{"do": "what"}, {}, {"do": "echo"}])
def test_what_it_does_not_understand_it_says(qtbot: QtBot, address: str, request_: dict[str, str]):
    assert "not understood" in str(meanwhile(qtbot, lambda: ask(address, request_, 9)))


@pytest.mark.usefixtures("ear")
@pytest.mark.parametrize("rubbish", [b"", b"{", b"\0\xff\n", b"x" * (LONGEST_LINE + 2)])
def test_rubbish_does_not_keep_others_from_asking(qtbot: QtBot, address: str, rubbish: bytes):
    with socket.socket(socket.AF_UNIX) as caller:
        caller.connect(address)
        caller.sendall(rubbish)
        assert meanwhile(qtbot, lambda: ask(address, {"do": "echo", "word": "a"}, 9))


@pytest.mark.usefixtures("ear")
def test_a_line_may_come_in_pieces(qtbot: QtBot, address: str):
    def speak() -> bytes:
        with socket.socket(socket.AF_UNIX) as caller:
            caller.connect(address)
            for piece in (b'{"do": "ec', b'ho", "word"', b': "a"}\n'):
                caller.sendall(piece)
                time.sleep(0.02)  # so that they come as pieces
            return caller.recv(1000)

    assert json.loads(meanwhile(qtbot, speak)) == {"ok": True, "heard": "a"}


@pytest.mark.usefixtures("ear")
def test_its_file_is_for_its_user_alone(address: str):
    assert stat.S_IMODE(Path(address).stat().st_mode) & 0o077 == 0


def test_it_takes_the_place_of_one_that_was_killed_and_leaves_nothing(address: str):
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(address)
    ear = SocketEar(address, answer)
    ear.listen()
    ear.close()
    assert not Path(address).exists()


@contextmanager
def no_file_free() -> Iterator[None]:
    """A process that has as many files open as it may."""
    usual = resource.getrlimit(resource.RLIMIT_NOFILE)
    spare = [os.open(os.devnull, os.O_RDONLY)]
    resource.setrlimit(resource.RLIMIT_NOFILE, (spare[0] + 1, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, usual)
        os.close(spare.pop())


def test_without_a_free_file_it_waits_and_is_not_busy(
    qtbot: QtBot, address: str, caplog: pytest.LogCaptureFixture
):
    ear = SocketEar(address, answer)
    ear.listen()
    with socket.socket(socket.AF_UNIX) as caller, caplog.at_level(logging.ERROR):
        caller.connect(address)
        caller.sendall(b'{"do": "echo", "word": "a"}\n')
        # WHEN somebody asks while no more files can be opened
        with no_file_free():
            qtbot.waitUntil(lambda: bool(caplog.messages), timeout=PATIENCE)
            qtbot.wait(100)
        # THEN that is tried once, not without end
        assert len(caplog.messages) == 1
        # AND there is an answer as soon as one is free
        assert json.loads(meanwhile(qtbot, lambda: caller.recv(1000))) == {"ok": True, "heard": "a"}
    ear.close()
