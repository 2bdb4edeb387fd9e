import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from quickreply.ui import thumbs
from quickreply.ui.thumbs import Thumbs
from tests.core.pictures import png

ROOM = QSize(40, 28)


class Source:
    """Counts how often it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, name: str) -> bytes:
        self.asked.append(name)
        return {"wide": png(400, 10, 200), "small": png(8, 6, 200)}.get(name, b"")


@pytest.fixture
def source(qapp: QApplication) -> Source:  # noqa: ARG001 - pictures need an application
    return Source()


@pytest.mark.parametrize(("name", "ratio"), [("wide", 1), ("wide", 2), ("small", 1)])
def test_one_that_fills_is_as_large_as_its_room(source: Source, name: str, ratio: float):
    picture = Thumbs(source).filling(name, ROOM, ratio)
    assert picture.size() == ROOM * ratio
    assert picture.deviceIndependentSize().toSize() == ROOM


@pytest.mark.parametrize(("name", "size"), [("wide", QSize(40, 1)), ("small", QSize(8, 6))])
def test_a_whole_one_is_no_larger_than_its_room_nor_than_itself(source: Source, name: str, size: QSize):
    assert Thumbs(source).within(name, ROOM, 1).size() == size


def test_its_corners_are_round(source: Source):
    image = Thumbs(source).filling("wide", ROOM, 1).toImage()
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(20, 14) == QColor(200, 200, 200)


def test_one_that_is_not_there_is_empty(source: Source):
    assert Thumbs(source).filling("gone", ROOM, 1).isNull()


def test_it_is_decoded_once_while_there_is_room(source: Source, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(thumbs, "ROOM", 2 * 4 * 40 * 28)
    kept = Thumbs(source)
    for name in ("wide", "small", "wide"):
        kept.filling(name, ROOM, 1)
    assert source.asked == ["wide", "small"]

    kept.filling("wide", ROOM, 2)  # too large for all together
    kept.filling("small", ROOM, 1)
    assert source.asked == ["wide", "small", "wide", "small"]
