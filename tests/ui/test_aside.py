import pytest
from PySide6.QtCore import QPoint, QRect, QSize

from quickreply.core.ports import Rect
from quickreply.ui.aside import GAP, beside
from quickreply.ui.place import Scale

SIZE = QSize(400, 500)
SCREEN = Scale(QRect(0, 0, 1600, 900), QRect(0, 0, 1600, 860), 1)
EDGE = 1600 - GAP - 400


@pytest.mark.parametrize(
    ("near", "corner"),
    [
        pytest.param(Rect(100, 80, 800, 600), (900 + GAP, 80), id="at its right"),
        pytest.param(Rect(700, 80, 800, 600), (700 - GAP - 400, 80), id="else at its left"),
        pytest.param(Rect(0, 0, 1600, 860), (EDGE, 0), id="over it where nothing is free"),
        pytest.param(Rect(100, 700, 800, 160), (900 + GAP, 360), id="never below the screen"),
        pytest.param(Rect(100, -50, 800, 600), (900 + GAP, 0), id="nor above"),
        pytest.param(None, (EDGE, GAP), id="at the edge without a window"),
    ],
)
def test_it_stands_beside_the_window(near: Rect | None, corner: tuple[int, int]):
    assert beside(SIZE, near, SCREEN) == QPoint(*corner)


def test_on_a_second_screen_of_another_scale():
    screen = Scale(QRect(1600, 0, 1280, 720), QRect(1600, 0, 1280, 720), 2)
    assert beside(SIZE, Rect(1600, 100, 1200, 800), screen) == QPoint(1600 + 600 + GAP, 50)
