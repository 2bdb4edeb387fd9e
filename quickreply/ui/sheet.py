"""The ground of our own windows: no title bar, round corners, a thin line around."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBitmap, QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from quickreply.ui import style
from quickreply.ui.theme import RADIUS, Theme

UNASKED = (
    Qt.WindowType.ToolTip
    | Qt.WindowType.FramelessWindowHint
    | Qt.WindowType.WindowStaysOnTopHint
    | Qt.WindowType.WindowDoesNotAcceptFocus
    | Qt.WindowType.X11BypassWindowManagerHint
)
"""A window that comes by itself and must never take the keyboard from the one the user types in."""


class Sheet(QWidget):
    """A window that looks like the theme and follows it.

    See-through corners need a compositor; without one they would be black, so they are cut off instead.
    """

    def __init__(self, theme: Theme, flags: Qt.WindowType) -> None:
        super().__init__(None, flags)
        self.theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, theme.glass)
        if flags & Qt.WindowType.WindowDoesNotAcceptFocus:
            self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowIcon(theme.icon("quickreply"))
        theme.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Takes the theme as it is now. To be called once more when all children are there."""
        self.setPalette(style.palette(self.theme.colours))
        self.setStyleSheet(style.sheet(self.theme))
        self.update()

    def prepare(self) -> None:
        """Creates the native window and draws it once out of sight, so that the first sight is fast."""
        self.ensurePolished()
        self.winId()
        self.grab()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Cuts the corners anew."""
        super().resizeEvent(event)
        self._cut()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draws the ground and the line around it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self.theme.colours
        if not self.theme.glass:
            painter.fillRect(self.rect(), QColor(colours.line))
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.setBrush(QColor(colours.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def _cut(self) -> None:
        if self.theme.glass:
            return
        shape = QBitmap(self.size())
        shape.fill(Qt.GlobalColor.color0)
        painter = QPainter(shape)
        painter.setBrush(Qt.GlobalColor.color1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(self.rect(), RADIUS, RADIUS)
        painter.end()
        self.setMask(shape)
