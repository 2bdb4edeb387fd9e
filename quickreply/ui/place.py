"""Where the list goes: near what the user looks at, clear of the pointer, whole on one screen."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QScreen

from quickreply.core.ports import Rect

ASIDE = 12
"""How far right of the pointer."""

BELOW = 24
"""How far below the pointer: a line of text stays readable between it and the list."""

ABOVE = 16
INSET = 16
"""How far inside of the window's edges."""


GAP = 6
"""Between the line of the caret and the list."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How a screen's device pixels and Qt's logical ones belong together: both begin at the same corner."""

    area: QRect
    usable: QRect
    ratio: float

    @classmethod
    def of(cls, screen: QScreen) -> "Scale":
        """The scale of a real screen."""
        return cls(screen.geometry(), screen.availableGeometry(), screen.devicePixelRatio())

    @property
    def device(self) -> QRect:
        """The screen in device pixels."""
        return QRect(self.area.topLeft(), _times(self.area.size(), self.ratio))

    def logical(self, rect: Rect) -> QRect:
        """A rectangle of device pixels in logical ones."""
        corner = self.area.topLeft()
        place = QPoint(round((rect.x - corner.x()) / self.ratio), round((rect.y - corner.y()) / self.ratio))
        return QRect(corner + place, _times(QSize(rect.width, rect.height), 1 / self.ratio))

    def pixels(self, rect: QRect) -> QRect:
        """A rectangle of logical pixels in device ones."""
        corner = self.area.topLeft()
        place = rect.topLeft() - corner
        return QRect(
            corner + QPoint(round(place.x() * self.ratio), round(place.y() * self.ratio)),
            _times(rect.size(), self.ratio),
        )


def place(size: QSize, pointer: QPoint, near: Rect | None, scales: Sequence[Scale]) -> QPoint:
    """The corner of a window of `size`.

    By the pointer if it is inside of `near`, the window typed in; else at the lower left in there.
    """
    home = _home(near, scales)
    window = home.logical(near) if home and near else None
    under = _under(pointer, scales)
    if home is None or window is None or window.contains(pointer):
        return _by(pointer, size, under.usable)
    corner = QPoint(window.left() + INSET, window.bottom() + 1 - INSET - size.height())
    return whole(corner, size, home.usable)


@dataclass(frozen=True, slots=True)
class Room:
    """Where the list goes, and how high it may be there."""

    corner: QPoint
    height: int
    above: bool = False
    """Whether it stands on a line: then its lower edge must stay where it is."""


def at_caret(size: QSize, least: int, caret: Rect, scales: Sequence[Scale]) -> Room:
    """Room for a window of `size` below the line of the caret, else above it; never on it.

    It is lower where the screen has no more room on either side, but not lower than `least`.
    """
    home = _home(caret, scales) or scales[0]
    line, usable = home.logical(caret), home.usable
    below, above = line.bottom() + 1 + GAP, line.top() - GAP
    under, over = usable.bottom() + 1 - below, above - usable.top()
    stands = under < size.height() and under < over
    height = max(least, min(size.height(), over if stands else under))
    corner = QPoint(line.left() - INSET, above - height if stands else below)
    x = whole(corner, QSize(size.width(), height), usable).x()
    return Room(QPoint(x, corner.y()), height, stands)


def whole(corner: QPoint, size: QSize, usable: QRect) -> QPoint:
    """`corner`, moved as little as it takes to have all of the window on the screen."""
    right = usable.right() + 1 - size.width()
    bottom = usable.bottom() + 1 - size.height()
    return QPoint(
        max(min(corner.x(), right), usable.left()),
        max(min(corner.y(), bottom), usable.top()),
    )


def _by(pointer: QPoint, size: QSize, usable: QRect) -> QPoint:
    """Below and right of the pointer, or above; beside it where the screen is too low for both."""
    below = pointer + QPoint(ASIDE, BELOW)
    above = QPoint(below.x(), pointer.y() - ABOVE - size.height())
    left = QPoint(pointer.x() - ASIDE - size.width(), below.y())
    too_low = below.y() + size.height() > usable.bottom() + 1
    best = above if too_low and above.y() >= usable.top() else below
    places = [whole(corner, size, usable) for corner in (best, left)]
    return next((corner for corner in places if not QRect(corner, size).contains(pointer)), places[0])


def _home(near: Rect | None, scales: Sequence[Scale]) -> Scale | None:
    """The screen with the middle of `near`, else the one with most of it."""
    if near is None:
        return None
    window = QRect(near.x, near.y, near.width, near.height)

    def share(scale: Scale) -> tuple[bool, int]:
        common = scale.device.intersected(window)
        return scale.device.contains(window.center()), common.width() * common.height()

    return max(scales, key=share)


def _times(size: QSize, factor: float) -> QSize:
    return QSize(round(size.width() * factor), round(size.height() * factor))


def screen_for(near: Rect | None, pointer: QPoint, screens: Sequence[QScreen]) -> QScreen:
    """The screen the user works on: that of the window `near`, else that of the mouse."""
    scales = [Scale.of(screen) for screen in screens]
    home = _home(near, scales) or _under(pointer, scales)
    return screens[scales.index(home)]


def _under(pointer: QPoint, scales: Sequence[Scale]) -> Scale:
    return next((scale for scale in scales if scale.area.contains(pointer)), scales[0])
