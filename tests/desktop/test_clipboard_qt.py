import json
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QClipboard, QColor, QImage

from quickreply.core.delivery import AppFacts, Chord, Content, Reading, Selection
from quickreply.core.ports import Window
from quickreply.desktop import memory_qt
from quickreply.desktop.clipboard_qt import (
    EMPTY_TRIES,
    HINTS_FREEDESKTOP,
    HINTS_MACOS,
    HINTS_WINDOWS,
    UNSEEN,
    ClipboardQt,
    patient,
)
from quickreply.desktop.memory_qt import HINT
from tests.contracts.clipboard import CONTENTS, HTML, PNG, TEXT, LeavingContract, OpenContract, offer
from tests.desktop.conftest import Passes, mime_of
from tests.desktop.qt_process import QtProcess
from tests.fakes import FakeLoop
from tests.screen.desktop import Desktop, until

READER = Window(10, 10, "chat", pid=12)


@dataclass
class OffscreenRig:
    """Time is virtual; the clipboard is Qt's own, and the test is every other program."""

    board: QClipboard
    clipboard: ClipboardQt
    loop: FakeLoop
    reader: Window = READER

    def copy(self, formats: Mapping[str, bytes]) -> None:
        if formats:
            self.board.setMimeData(mime_of(formats))
        else:
            self.board.clear()

    def paste(self) -> str | None:
        self.clipboard.pasting()
        return self.board.text()

    def look(self, mime: str = TEXT) -> bytes | None:
        there = self.board.mimeData()
        return bytes(there.data(mime).data()) if there and there.hasFormat(mime) else None

    def at_once(self, *acts: Callable[[], object]) -> None:
        for act in acts:
            act()

    def hidden(self) -> bool:
        there = self.board.mimeData()
        return bool(there) and there.hasFormat(HINT)

    def settle(self) -> None:
        self.loop.advance(0.2)

    def wait_until(self, condition: Callable[[], bool]) -> bool:
        self.settle()
        return condition()


@pytest.fixture
def rig(board: QClipboard) -> Iterator[OffscreenRig]:
    loop = FakeLoop()
    clipboard = ClipboardQt(board, loop, HINTS_FREEDESKTOP)
    yield OffscreenRig(board, clipboard, loop)
    clipboard.close()


class TestOffscreen(OpenContract, LeavingContract):
    @pytest.fixture
    def rig(self, rig: OffscreenRig) -> OffscreenRig:
        return rig


@dataclass
class ScreenRig:
    """The clipboard of a real X server: the adapter in one process, other programs in others."""

    desktop: Desktop
    process: QtProcess
    reader: Window = READER

    @property
    def clipboard(self) -> "ClipboardInProcess":
        return self._clipboard

    def __post_init__(self) -> None:
        self._clipboard = ClipboardInProcess(self.process)

    def copy(self, formats: Mapping[str, bytes]) -> None:
        """Until Qt has heard of it: before, it would ask for the clipboard as of an earlier time, in vain."""
        if not formats:
            self.process.ask("clear")
            return
        changes = self.process.ask("changes")
        text, html = formats.get(TEXT, b"").decode(), formats.get(HTML, b"").decode()
        self.desktop.clipboard.own(text=text, html=html, png=formats.get(PNG, b""))
        until(lambda: self.process.ask("changes") > changes, 2)

    def paste(self) -> str | None:
        self.process.ask("pasting")
        return self.desktop.clipboard.text()

    def look(self, mime: str = TEXT) -> bytes | None:
        target = "UTF8_STRING" if mime == TEXT else mime
        return self.desktop.clipboard.read(target) or None

    def at_once(self, *acts: Callable[[], object]) -> None:
        with self.clipboard.at_once():
            for act in acts:
                act()

    def hidden(self) -> bool:
        return HINT in self.desktop.clipboard.targets()

    def settle(self) -> None:
        until(lambda: self.process.ask("settled"), 2)
        self.clipboard.fetch()

    def wait_until(self, condition: Callable[[], bool]) -> bool:
        def asked() -> bool:
            self.clipboard.fetch()
            return condition()

        return until(asked, 2)


class ClipboardInProcess:
    """A `Clipboard` that is a `ClipboardQt` in another process."""

    def __init__(self, process: QtProcess) -> None:
        self._process = process
        self._reads: dict[int, Callable[[Reading], None]] = {}
        self._batch: list[tuple[object, ...]] | None = None

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """What is asked in here is done at the end, with nothing in between."""
        self._batch = []
        yield
        batch, self._batch = self._batch, None
        self._process.ask("all", batch)

    def _ask(self, *order: object) -> object:
        if self._batch is None:
            return self._process.ask(*map(str, order))
        self._batch.append(order)
        return None

    def remember(self, selection: Selection = Selection.CLIPBOARD) -> None:  # noqa: ARG002 - there is one
        self._ask("remember")

    def offer(self, content: Content, reader: Window, read: Callable[[Reading], None]) -> None:  # noqa: ARG002
        self._reads[len(self._reads)] = read
        self._ask("offer", *_said(content))

    def restore(self) -> bool:
        return bool(self._process.ask("restore"))

    def keep(self, content: Content) -> None:
        self._ask("keep", *_said(content))

    def forget(self) -> None:
        self._ask("forget")

    def fetch(self) -> None:
        """Passes on what was told since the last time."""
        for number, reading in self._process.ask("news"):
            self._reads[number](Reading[reading])


@pytest.mark.screen
class TestOnAScreen(OpenContract):
    @pytest.fixture
    def rig(self, desktop: Desktop, qt_process: QtProcess) -> ScreenRig:
        return ScreenRig(desktop, qt_process)

    def test_files_come_back(self, rig: ScreenRig):
        rig.process.ask("copy_files", ["file:///tmp/a.txt", "file:///tmp/b.txt"])
        offer(rig, "new")
        assert rig.clipboard.restore()
        assert rig.desktop.clipboard.read("text/uri-list") == b"file:///tmp/a.txt\r\nfile:///tmp/b.txt\r\n"

    def test_a_large_picture_comes_back_byte_by_byte(self, rig: ScreenRig):
        picture = CONTENTS["picture"][PNG] + bytes(3_000_000)
        rig.copy({PNG: picture})
        offer(rig, "new")
        assert rig.clipboard.restore()
        assert rig.look(PNG) == picture


class TestReads:
    """Who read, by when it was."""

    def test_a_read_is_told_after_it_and_not_while_the_reader_waits(self, rig: OffscreenRig):
        news = offer(rig, "new")
        rig.paste()
        assert news == [Reading.OWNED]
        rig.loop.run()
        assert news == [Reading.OWNED, Reading.BY_READER]

    def test_a_window_that_never_reads_is_not_said_to_have_read(self, rig: OffscreenRig):
        news = offer(rig, "new")
        rig.clipboard.pasting()
        rig.loop.advance(60)
        assert news == [Reading.OWNED]

    def test_when_a_tool_has_read_before_the_window_has_so_a_second_after_the_chord(self, rig: OffscreenRig):
        news = offer(rig, "new")
        rig.look()
        rig.clipboard.pasting()
        rig.loop.advance(UNSEEN - 0.1)
        assert news == [Reading.OWNED, Reading.BY_OTHER]
        rig.loop.advance(0.2)
        assert news == [Reading.OWNED, Reading.BY_OTHER, Reading.BY_READER]

    def test_that_second_is_over_with_the_offer(self, rig: OffscreenRig):
        news = offer(rig, "new")
        rig.look()
        rig.clipboard.pasting()
        rig.clipboard.restore()
        second = offer(rig, "second")
        rig.loop.advance(60)
        assert Reading.BY_READER not in (*news, *second)

    def test_the_chord_of_one_delivery_says_nothing_of_the_next(self, rig: OffscreenRig):
        offer(rig, "new")
        rig.paste()
        rig.clipboard.restore()
        news = offer(rig, "second")
        rig.look()
        rig.loop.run()
        assert news == [Reading.OWNED, Reading.BY_OTHER]

    def test_a_format_we_do_not_have_is_no_read(self, rig: OffscreenRig):
        news = offer(rig, "new")
        assert rig.board.mimeData().html() == ""
        assert rig.board.mimeData().imageData() is None
        rig.loop.run()
        assert news == [Reading.OWNED]


class TestMemory:
    def test_every_format_comes_back(self, rig: OffscreenRig):
        before = {TEXT: b"t", HTML: b"<i>t</i>", "text/rtf": b"{\\rtf1 t}", "application/x-own": b"\0\1\xff"}
        rig.copy(before)
        offer(rig, "new")
        assert rig.clipboard.restore()
        assert {mime: rig.look(mime) for mime in before} == before

    def test_files_come_back_as_files(self, rig: OffscreenRig):
        mime = QMimeData()
        mime.setUrls([QUrl("file:///tmp/a%20b.txt"), QUrl("https://example.org/")])
        rig.board.setMimeData(mime)
        offer(rig, "new")
        assert rig.clipboard.restore()
        assert [url.toString() for url in rig.board.mimeData().urls()] == [
            "file:///tmp/a b.txt",
            "https://example.org/",
        ]

    def test_a_picture_that_has_no_bytes_of_its_own_comes_back(self, rig: OffscreenRig):
        image = QImage(3, 2, QImage.Format.Format_ARGB32)
        image.fill(QColor(1, 2, 3, 200))
        rig.board.setImage(image)
        offer(rig, "new")
        assert rig.board.image().isNull()
        assert rig.clipboard.restore()
        assert rig.board.image() == image

    def test_a_hidden_password_stays_hidden(self, rig: OffscreenRig):
        rig.copy({TEXT: b"password", HINT: b"secret"})
        offer(rig, "new")
        assert rig.clipboard.restore()
        assert rig.look() == b"password"
        assert rig.hidden()

    def test_what_is_too_large_cannot_come_back(self, rig: OffscreenRig, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(memory_qt, "SIZE_LIMIT", 10)
        rig.copy({TEXT: b"12345", HTML: b"123456"})
        offer(rig, "new")
        assert not rig.clipboard.restore()
        assert rig.look() == b"new"

    def test_an_empty_clipboard_is_looked_at_again_before_it_is_believed(self, rig: OffscreenRig):
        rig.copy({})
        news: list[Reading] = []
        rig.clipboard.remember()
        rig.clipboard.offer(Content("new"), READER, news.append)
        rig.loop.run()
        assert news == []
        rig.copy({TEXT: b"it was only locked"})
        rig.loop.advance(0.1)
        assert news == [Reading.OWNED]
        assert rig.clipboard.restore()
        assert rig.look() == b"it was only locked"

    def test_an_empty_clipboard_is_believed_in_the_end(self, rig: OffscreenRig):
        rig.copy({})
        news: list[Reading] = []
        rig.clipboard.remember()
        rig.clipboard.offer(Content("new"), READER, news.append)
        rig.loop.advance(0.02 * EMPTY_TRIES)
        assert news == [Reading.OWNED]


class Stubborn:
    """A clipboard that another program keeps open: it takes nothing, as Windows' does then."""

    def __init__(self) -> None:
        self.dataChanged = self
        self.there = mime_of({TEXT: b"theirs"})
        self.takes = False

    def connect(self, _slot: object) -> None: ...
    def disconnect(self, _slot: object) -> None: ...

    def mimeData(self) -> QMimeData:  # noqa: N802 - Qt's name
        return self.there

    def setMimeData(self, mime: QMimeData) -> None:  # noqa: N802 - Qt's name
        if self.takes:
            self.there = mime


class TestRefusals:
    @pytest.fixture
    def board(self) -> Any:  # noqa: ANN401 - stands for a QClipboard
        return Stubborn()

    def test_a_clipboard_that_cannot_be_had_is_refused(self, board: Any):  # noqa: ANN401
        news: list[Reading] = []
        ClipboardQt(board, FakeLoop(), {}).offer(Content("new"), READER, news.append)
        assert news == [Reading.REFUSED]

    def test_a_refused_offer_has_nothing_to_put_back(self, board: Any):  # noqa: ANN401
        clipboard = ClipboardQt(board, FakeLoop(), {})
        clipboard.offer(Content("new"), READER, lambda _reading: None)
        assert clipboard.restore()
        assert board.there.text() == "theirs"

    def test_what_was_copied_without_a_sign_stays(self, board: Any):  # noqa: ANN401
        """macOS tells a program in the background nothing."""
        loop = FakeLoop()
        clipboard = ClipboardQt(board, loop, {})
        board.takes = True
        clipboard.remember()
        loop.run()
        clipboard.offer(Content("new"), READER, lambda _reading: None)
        board.there = mime_of({TEXT: b"copied meanwhile"})
        assert clipboard.restore()
        assert board.there.text() == "copied meanwhile"

    def test_what_the_system_does_not_take_back_is_owned_up_to(self, board: Any):  # noqa: ANN401
        loop = FakeLoop()
        clipboard = ClipboardQt(board, loop, {})
        board.takes = True
        clipboard.remember()
        loop.run()
        clipboard.offer(Content("new"), READER, lambda _reading: None)
        board.takes = False
        assert not clipboard.restore()


def test_after_it_is_closed_nothing_is_told(rig: OffscreenRig):
    news = offer(rig, "new")
    closed = ClipboardQt(rig.board, rig.loop, {})
    closed.close()
    rig.copy({TEXT: b"later"})
    rig.loop.run()
    assert news == [Reading.OWNED, Reading.LOST]


def test_the_patience_this_clipboard_needs_is_added_to_what_is_known():
    terminal = AppFacts("xterm", False, Chord("insert", ("shift",)), Selection.PRIMARY, quiet=0.01)
    assert patient(terminal) == AppFacts("xterm", False, Chord("insert", ("shift",)), quiet=0.3)
    assert patient(AppFacts(quiet=0.5)).quiet == 0.5


@pytest.mark.parametrize("hints", [HINTS_FREEDESKTOP, HINTS_WINDOWS, HINTS_MACOS])
def test_hints_are_on_the_clipboard_as_long_as_the_offer(
    board: QClipboard, passes: Passes, hints: Mapping[str, bytes]
):
    loop = FakeLoop()
    clipboard = ClipboardQt(board, loop, hints)
    clipboard.offer(Content("new"), READER, lambda _reading: None)
    assert set(board.mimeData().formats()) == {TEXT, *hints}
    clipboard.keep(Content("kept"))
    assert board.mimeData().formats() == [TEXT]
    clipboard.close()
    assert passes(lambda: True)


def _said(content: Content) -> tuple[str, str, str]:
    """As it goes to another process."""
    images = {mime: b64encode(data).decode() for mime, data in content.images.items()}
    return content.text, content.html, json.dumps(images)
