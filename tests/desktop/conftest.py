"""Qt without a screen, its clipboard, and one screen for the tests that need a real one."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress

import pytest
from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QClipboard, QGuiApplication
from pytestqt.exceptions import TimeoutError as WaitedTooLong
from pytestqt.qtbot import QtBot

from tests.desktop.qt_process import QtProcess
from tests.screen.desktop import Desktop, MissingProgramError
from tests.screen.windows import QtBox

pytest.register_assert_rewrite(
    "tests.contracts.clipboard", "tests.contracts.keyboard", "tests.contracts.loop", "tests.contracts.windows"
)

Passes = Callable[[Callable[[], bool]], bool]


def mime_of(formats: Mapping[str, bytes]) -> QMimeData:
    """Something copied, in these formats."""
    mime = QMimeData()
    for name, data in formats.items():
        mime.setData(name, QByteArray(data))
    return mime


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["quickreply", "-platform", "offscreen"]


@pytest.fixture
def passes(qtbot: QtBot) -> Passes:
    """Lets Qt work until a condition holds, two seconds at most; says whether it does."""

    def wait(condition: Callable[[], bool]) -> bool:
        with suppress(WaitedTooLong):
            qtbot.waitUntil(condition, timeout=2000)
        return condition()

    return wait


@pytest.fixture
def board(qapp: QGuiApplication) -> Iterator[QClipboard]:
    """The clipboard of Qt's offscreen platform, where every program is this one. Empty before and after.

    What is left on it would be deleted after Python has ended, and take the process down with it.
    """
    board = qapp.clipboard()
    board.clear()
    yield board
    board.clear()


@pytest.fixture(scope="session")
def desktop() -> Iterator[Desktop]:
    """A real X server with a window manager."""
    try:
        with Desktop() as desktop:
            yield desktop
    except MissingProgramError as missing:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def qt_program(desktop: Desktop) -> Iterator[QtProcess]:
    with QtProcess(desktop) as process:
        yield process


@pytest.fixture
def qt_process(qt_program: QtProcess) -> QtProcess:
    """The hands for other systems on the real screen, as fresh as if they had just been started."""
    qt_program.ask("renew")
    return qt_program


@pytest.fixture(scope="session")
def opened_box(desktop: Desktop) -> QtBox:
    box = QtBox(desktop)
    box.open()
    return box


@pytest.fixture
def qt_box(opened_box: QtBox) -> QtBox:
    """A text box of another program on the real screen, empty and in front."""
    opened_box.focus()
    opened_box.clear()
    return opened_box
