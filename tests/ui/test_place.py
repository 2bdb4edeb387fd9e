import pytest
from PySide6.QtCore import QPoint, QRect, QSize

from quickreply.core.ports import Rect
from quickreply.ui.place import Room, Scale, at_caret, place, whole

SIZE = QSize(480, 400)
LEFT = Scale(QRect(0, 0, 1600, 1000), QRect(0, 0, 1600, 970), 1.0)
RIGHT = Scale(QRect(1600, 0, 1280, 800), QRect(1600, 0, 1280, 800), 1.0)
SHARP = Scale(QRect(0, 0, 1600, 1000), QRect(0, 30, 1600, 970), 2.0)
LAPTOP = Scale(QRect(0, 0, 1366, 768), QRect(0, 0, 1366, 728), 1.0)
CHAT = Rect(100, 100, 900, 700)


@pytest.mark.parametrize(
    ("pointer", "near", "corner"),
    [
        ((300, 200), CHAT, (312, 224)),  # below and right of the pointer
        ((300, 700), CHAT, (312, 284)),  # above where below is no room
        ((990, 200), CHAT, (1002, 224)),
        ((1500, 500), CHAT, (116, 384)),  # pointer elsewhere: lower left inside of the window
        ((1500, 500), Rect(1300, 100, 280, 300), (1120, 0)),  # small window: whole on the screen
        ((300, 200), None, (312, 224)),  # no window known: by the pointer
        ((1590, 200), None, (1120, 224)),  # at the right edge
        ((1590, 960), None, (1120, 544)),  # in the corner
        ((5000, 5000), None, (1120, 570)),  # a pointer on no screen at all
        ((300, 200), Rect(-2000, 100, 900, 700), (0, 384)),  # a window that is out of sight
    ],
)
def test_place_on_one_screen(pointer: tuple[int, int], near: Rect | None, corner: tuple[int, int]):
    assert place(SIZE, QPoint(*pointer), near, [LEFT]) == QPoint(*corner)


@pytest.mark.parametrize(
    ("pointer", "near", "corner"),
    [
        ((1700, 100), Rect(1650, 50, 1000, 700), (1712, 124)),  # both on the right screen
        ((100, 100), Rect(1650, 50, 1000, 700), (1666, 334)),  # the window's screen wins
        ((1590, 300), Rect(1200, 100, 700, 700), (1120, 324)),  # astride: never across the edge
        ((100, 900), Rect(1500, 700, 600, 290), (1600, 400)),  # most of it on the right one
    ],
)
def test_place_on_two_screens(pointer: tuple[int, int], near: Rect | None, corner: tuple[int, int]):
    assert place(SIZE, QPoint(*pointer), near, [LEFT, RIGHT]) == QPoint(*corner)


def test_the_window_is_given_in_device_pixels():
    near = Rect(200, 400, 2000, 1400)  # 100,200 1000x700 in logical ones
    assert place(SIZE, QPoint(1400, 100), near, [SHARP]) == QPoint(116, 484)
    assert place(SIZE, QPoint(150, 250), near, [SHARP]) == QPoint(162, 274)


@pytest.mark.parametrize("scale", [LEFT, RIGHT, SHARP, LAPTOP])
def test_the_list_never_lies_under_the_pointer_and_is_always_whole(scale: Scale):
    usable = scale.usable
    for x in range(usable.left(), usable.right(), 97):
        for y in range(usable.top(), usable.bottom(), 61):
            shown = QRect(place(SIZE, QPoint(x, y), None, [scale]), SIZE)
            assert usable.contains(shown)
            assert not shown.contains(x, y)


@pytest.mark.parametrize(
    ("pointer", "corner"),
    [((400, 380), (412, 328)), ((1300, 380), (808, 328)), ((1300, 600), (886, 184))],
)
def test_on_a_low_screen_it_stands_beside_the_pointer(pointer: tuple[int, int], corner: tuple[int, int]):
    assert place(SIZE, QPoint(*pointer), None, [LAPTOP]) == QPoint(*corner)


@pytest.mark.parametrize(
    ("line", "scale", "room"),
    [
        pytest.param((700, 200, 1, 18), LEFT, Room(QPoint(684, 224), 400), id="below the line"),
        pytest.param((5, 200, 1, 18), LEFT, Room(QPoint(0, 224), 400), id="whole at the left edge"),
        pytest.param((1590, 200, 1, 18), LEFT, Room(QPoint(1120, 224), 400), id="and at the right one"),
        pytest.param((700, 800, 1, 18), LEFT, Room(QPoint(684, 394), 400, above=True), id="else above it"),
        pytest.param(
            (200, 340, 1, 18), LAPTOP, Room(QPoint(184, 364), 364), id="lower where below is more room"
        ),
        pytest.param(
            (200, 380, 1, 18), LAPTOP, Room(QPoint(184, 0), 374, above=True), id="or above, on a low screen"
        ),
        pytest.param((1400, 400, 2, 36), SHARP, Room(QPoint(684, 224), 400), id="in device pixels"),
    ],
)
def test_place_at_the_caret(line: tuple[int, int, int, int], scale: Scale, room: Room):
    assert at_caret(SIZE, 200, Rect(*line), [scale]) == room


def test_the_caret_decides_which_screen_it_is():
    assert at_caret(SIZE, 200, Rect(1700, 300, 1, 18), [LEFT, RIGHT]).corner == QPoint(1684, 324)
    assert at_caret(SIZE, 200, Rect(1595, 300, 1, 18), [LEFT, RIGHT]).corner == QPoint(1120, 324)


@pytest.mark.parametrize("scale", [LEFT, RIGHT, SHARP, LAPTOP])
def test_the_list_never_lies_on_the_line_that_is_typed_in_and_is_always_whole(scale: Scale):
    device = scale.device
    for x in range(device.left(), device.right(), 97):
        for y in range(device.top() + 60, device.bottom() - 80, 41):
            line = Rect(x, y, 1, 20)
            room = at_caret(SIZE, 200, line, [scale])
            shown = QRect(room.corner, QSize(SIZE.width(), room.height))
            assert scale.usable.contains(shown)
            assert shown.top() > scale.logical(line).bottom() or shown.bottom() < scale.logical(line).top()


def test_what_is_larger_than_the_screen_keeps_its_corner_in_sight():
    assert whole(QPoint(50, 50), QSize(2000, 2000), LEFT.usable) == QPoint(0, 0)


def test_device_and_logical_pixels_go_there_and_back():
    scale = Scale(QRect(3200, 0, 960, 540), QRect(3200, 0, 960, 540), 2.0)
    logical = QRect(3300, 50, 480, 400)
    pixels = scale.pixels(logical)
    assert pixels == QRect(3400, 100, 960, 800)
    assert scale.logical(Rect(3400, 100, 960, 800)) == logical
    assert scale.device == QRect(3200, 0, 1920, 1080)
