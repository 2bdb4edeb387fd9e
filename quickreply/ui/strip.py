"""The pictures of a phrase side by side, as many as there is room for."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from quickreply.ui.theme import GRID, Theme
from quickreply.ui.thumbs import RADIUS, Thumbs

HEIGHT = 24 * GRID
"""Of the strip; a picture is no higher."""

LOW = 12 * GRID
"""Where there is little room."""

_GAP = 2 * GRID
_WIDEST = 40 * GRID


class Strip(QWidget):
    """Shows pictures by their names; what has no room is counted."""

    def __init__(self, theme: Theme, thumbs: Thumbs, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._thumbs = thumbs
        self._names: tuple[str, ...] = ()
        self.setFixedHeight(HEIGHT)
        self.hide()

    def take(self, names: tuple[str, ...]) -> None:
        """Shows these, or nothing."""
        self._names = names
        self.setVisible(bool(names))
        self.update()

    def arrange(self, *, low: bool) -> None:
        """Smaller pictures, or larger ones."""
        self.setFixedHeight(LOW if low else HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Each in a thin frame: a white one on white ground must be seen too."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ratio, left = self.devicePixelRatio(), 0
        for number, name in enumerate(self._names):
            picture = self._thumbs.within(name, QSize(min(_WIDEST, self.width()), self.height()), ratio)
            size = picture.deviceIndependentSize().toSize()
            more = len(self._names) - number
            if left and left + size.width() + (8 * GRID if more > 1 else 0) > self.width():
                self._count(painter, left, more)
                return
            painter.drawPixmap(QPoint(left, 0), picture)
            painter.setPen(QColor(self._theme.colours.line))
            frame = QRectF(QRect(QPoint(left, 0), size)).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(frame, RADIUS, RADIUS)
            left += size.width() + _GAP

    def _count(self, painter: QPainter, left: int, more: int) -> None:
        painter.setPen(QColor(self._theme.colours.secondary))
        painter.setFont(self._theme.small)
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, f"+{more}")
