"""Who asks for the clipboard, told by connection and process on a real server."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count

import pytest
from Xlib import X
from Xlib.display import Display

from quickreply.core.ports import Window
from quickreply.desktop import askers_x11
from quickreply.desktop.askers_x11 import Asker, Askers
from tests.screen.desktop import Desktop, end
from tests.screen.taker import Taker

pytestmark = pytest.mark.screen

Connect = Callable[[], Display]


@pytest.fixture
def connect(desktop: Desktop) -> Iterator[Connect]:
    """Another connection of this very process."""
    with ExitStack() as end:

        def connect() -> Display:
            display = Display(desktop.env["DISPLAY"])
            end.callback(display.close)
            return display

        yield connect


@pytest.fixture
def askers(connect: Connect) -> Askers:
    return Askers(connect())


@pytest.fixture
def stranger(desktop: Desktop) -> Iterator[int]:
    """A window of another program."""
    terminal = desktop.spawn(["xterm"])
    yield desktop.window("--class", "^XTerm$")
    end(terminal)


@pytest.fixture
def taker(desktop: Desktop) -> Iterator[Taker]:
    """A program in another process, run by the same Python as this one."""
    taker = Taker(desktop)
    yield taker
    taker.close()


def window(display: Display) -> int:
    root = display.screen().root
    return int(root.create_window(-1, -1, 1, 1, 0, 0, X.InputOnly).id)


def pastes(askers: Askers, number: int) -> None:
    askers.paste_into(Window(1, number, "chat"))


def test_any_window_of_the_same_connection_is_of_the_window(askers: Askers, connect: Connect):
    display = connect()
    pastes(askers, window(display))
    assert askers.kind(window(display)) is Asker.WINDOW


def test_another_connection_of_the_same_process_is_too(askers: Askers, connect: Connect):
    pastes(askers, window(connect()))
    assert askers.kind(window(connect())) is Asker.WINDOW


def test_the_same_program_in_another_process_is_akin(askers: Askers, connect: Connect, taker: Taker):
    pastes(askers, window(connect()))
    assert askers.kind(taker.order("window")) is Asker.AKIN


def test_the_loaders_of_wine_are_one_program(
    askers: Askers, connect: Connect, taker: Taker, monkeypatch: pytest.MonkeyPatch
):
    names = ("/opt/deepin-wine6/bin/wine-preloader", "/usr/lib/wine/wine64-preloader")
    turns = count()
    monkeypatch.setattr(askers_x11.os, "readlink", lambda _path: names[next(turns)])
    pastes(askers, window(connect()))
    assert askers.kind(taker.order("window")) is Asker.AKIN


def test_another_program_is_a_stranger(askers: Askers, connect: Connect, stranger: int):
    pastes(askers, window(connect()))
    assert askers.kind(stranger) is Asker.STRANGER
    pastes(askers, stranger)
    assert askers.kind(window(connect())) is Asker.STRANGER


def test_who_has_gone_is_a_stranger(askers: Askers, connect: Connect, desktop: Desktop):
    pastes(askers, window(connect()))
    display = Display(desktop.env["DISPLAY"])
    number = window(display)
    display.close()
    assert askers.kind(number) is Asker.STRANGER


def test_a_program_that_cannot_be_looked_at_is_a_stranger(
    askers: Askers, connect: Connect, taker: Taker, monkeypatch: pytest.MonkeyPatch
):
    def refuse(_path: str) -> str:
        raise PermissionError

    monkeypatch.setattr(askers_x11.os, "readlink", refuse)
    pastes(askers, window(connect()))
    assert askers.kind(taker.order("window")) is Asker.STRANGER


def test_a_server_that_knows_no_processes_knows_connections(
    connect: Connect, monkeypatch: pytest.MonkeyPatch
):
    display, here = connect(), connect()
    monkeypatch.setattr(display, "has_extension", lambda _name: False)
    askers = Askers(display)
    pastes(askers, window(here))
    assert askers.kind(window(here)) is Asker.WINDOW
    assert askers.kind(window(connect())) is Asker.STRANGER


def test_who_was_judged_is_judged_anew_for_the_next_window(askers: Askers, connect: Connect, stranger: int):
    here = window(connect())
    pastes(askers, here)
    assert askers.kind(stranger) is Asker.STRANGER
    pastes(askers, stranger)
    assert askers.kind(stranger) is Asker.WINDOW
