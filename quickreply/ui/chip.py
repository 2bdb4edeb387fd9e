"""The name of the shelf that is looked through, as a quiet button in front of the search box."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from quickreply.ui.theme import GRID, INNER_RADIUS, Theme

_HEIGHT = 7 * GRID
_WIDEST = 112
_ARROW = 12


class Chip(QAbstractButton):
    """Stands out in the accent's colour while it narrows the search."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._narrowed = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def take(self, name: str, *, narrowed: bool) -> None:
        """Shows the name of a shelf."""
        self._narrowed = narrowed
        self.setText(name)
        self.setToolTip(name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the name, within bounds."""
        width = min(QFontMetrics(self._theme.small).horizontalAdvance(self.text()), _WIDEST)
        return QSize(width + 4 * GRID + _ARROW, _HEIGHT)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Lights up under the pointer."""
        super().enterEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draws it in the colours of the theme as it is now."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.colours
        ground = colours.tint if self._narrowed or self.underMouse() else colours.chip
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(self.rect()), INNER_RADIUS, INNER_RADIUS)
        painter.setFont(self._theme.small)
        painter.setPen(QColor(colours.text if self._narrowed else colours.chip_text))
        room = QRectF(self.rect()).adjusted(2 * GRID, 0, -_ARROW - 2 * GRID, 0)
        name = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, int(room.width()) + 1
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        arrow = self._theme.glyph("chevron", colours.secondary, _ARROW, self.devicePixelRatio())
        painter.drawPixmap(self.width() - _ARROW - 6, (self.height() - _ARROW) // 2, arrow)
