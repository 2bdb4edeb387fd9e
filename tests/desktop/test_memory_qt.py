import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QImage, QPixmap

from quickreply.desktop import memory_qt
from quickreply.desktop.memory_qt import HINT, SIZE_LIMIT, Memory
from tests.contracts.clipboard import HTML, PNG, TEXT
from tests.desktop.conftest import mime_of


def test_nothing_at_all_is_a_complete_memory_of_nothing():
    assert memory_qt.read(None, lambda: 0.0) == Memory({}, complete=True)


def test_what_was_read_is_written_again():
    mime = mime_of({TEXT: b"t", HTML: b"h"})
    mime.setUrls([QUrl("file:///tmp/a")])
    written = memory_qt.written(memory_qt.read(mime, lambda: 0.0))
    assert (written.text(), written.html(), written.urls()) == ("t", "h", [QUrl("file:///tmp/a")])


@pytest.mark.usefixtures("qapp")
def test_a_pixmap_is_kept_as_an_image():
    pixmap = QPixmap(2, 2)
    pixmap.fill(QColor(1, 2, 3))
    mime = QMimeData()
    mime.setImageData(pixmap)
    image = memory_qt.written(memory_qt.read(mime, lambda: 0.0)).imageData()
    assert isinstance(image, QImage)
    assert image.pixelColor(0, 0) == QColor(1, 2, 3)


def test_of_a_picture_in_many_forms_png_is_kept():
    mime = mime_of({"image/bmp": b"bmp", PNG: b"png", "image/jpeg": b"jpeg", TEXT: b"t"})
    mime.setImageData(QImage(2, 2, QImage.Format.Format_RGB32))
    assert set(memory_qt.read(mime, lambda: 0.0).values) == {TEXT, PNG}


def test_what_the_system_adds_by_itself_is_left_out():
    ole = 'application/x-qt-windows-mime;value="Ole Private Data"'
    rtf = 'application/x-qt-windows-mime;value="Rich Text Format"'
    names = {TEXT: b"t", "TARGETS": b"x", "UTF8_STRING": b"x", ole: b"x", rtf: b"rtf", HINT: b"secret"}
    assert set(memory_qt.read(mime_of(names), lambda: 0.0).values) == {TEXT, rtf, HINT}


def test_what_matters_comes_back_without_a_giant_nobody_misses(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(memory_qt, "SIZE_LIMIT", 10)
    memory = memory_qt.read(mime_of({"application/x-giant": b"x" * 100, TEXT: b"12345"}), lambda: 0.0)
    assert memory.values == {TEXT: b"12345"}
    assert memory.complete


def test_a_slow_owner_is_not_asked_for_more():
    times = iter([0.0, 0.1, 0.6])
    memory = memory_qt.read(mime_of({TEXT: b"t", HTML: b"h", PNG: b"p"}), lambda: next(times))
    assert memory.values == {TEXT: b"t", HTML: b"h"}
    assert not memory.complete


def test_a_format_that_is_announced_but_not_given_is_missing():
    assert not memory_qt.read(mime_of({TEXT: b""}), lambda: 0.0).complete


def test_the_limit_holds_two_large_screenshots():
    assert SIZE_LIMIT > 2 * 3840 * 2160 * 3
