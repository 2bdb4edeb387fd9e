"""Where the pinned palette stands: beside the window it serves, on the same screen."""

from PySide6.QtCore import QPoint, QRect, QSize

from quickreply.core.ports import Rect
from quickreply.ui.place import Scale, whole

GAP = 8
"""Pixels between the two windows, and to the edge of the screen."""


def beside(size: QSize, near: Rect | None, screen: Scale) -> QPoint:
    """The corner of a window of `size` at the right of `near`, else at its left.

    Where neither has room, and without a window, at the right edge of the screen.
    """
    usable = screen.usable
    edge = QPoint(usable.right() + 1 - GAP - size.width(), usable.top() + GAP)
    if near is None:
        return whole(edge, size, usable)
    window = screen.logical(near)
    corners = (
        QPoint(window.right() + 1 + GAP, window.top()),
        QPoint(window.left() - GAP - size.width(), window.top()),
    )
    free = (corner for corner in corners if _fits(QRect(corner, size), usable))
    return whole(next(free, QPoint(edge.x(), window.top())), size, usable)


def _fits(place: QRect, usable: QRect) -> bool:
    return usable.left() <= place.left() and place.right() <= usable.right()
