"""A notice of our own at the edge of the screen: for what must be seen also where there is no tray."""

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QEnterEvent, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout

from quickreply.ui.place import screen_for
from quickreply.ui.sheet import UNASKED, Sheet
from quickreply.ui.theme import GRID, Theme

WIDTH = 380
MARGIN = 16
SHORTEST = 5_000
PER_CHARACTER = 60
"""Milliseconds; people read some 16 characters a second while they work."""

LONGEST = 15_000


class Toast(Sheet):
    """Shows one notice at a time; goes by itself, or by a click. No timer runs while nothing is shown.

    Signals:
        acted: the user took the offered action.
        closed: the notice is gone.
    """

    acted = Signal()
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, UNASKED)
        self._trouble = False
        self._picture = QLabel(self)
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._button = QToolButton(self)
        self._button.clicked.connect(self._act)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.dismiss)
        self._row = QHBoxLayout(self)
        self._build()
        self.restyle()

    def tell(self, text: str, action: str = "", *, trouble: bool = False) -> None:
        """Shows `text`, in place of an earlier notice; with a button if there is an `action`."""
        self._trouble = trouble
        self._text.setText(text)
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self.restyle()
        self._settle()
        self.show()
        self.raise_()
        self._timer.start(min(SHORTEST + PER_CHARACTER * len(text), LONGEST))

    def dismiss(self) -> None:
        """Takes the notice away."""
        self._timer.stop()
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def restyle(self) -> None:
        """Takes the theme as it is now."""
        super().restyle()
        name = "tray-trouble" if self._trouble else "quickreply"
        self._picture.setPixmap(self.theme.icon(name).pixmap(24, 24))

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Stays while the mouse is over it."""
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Goes soon after the mouse has left."""
        super().leaveEvent(event)
        if self.isVisible():
            self._timer.start(SHORTEST)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click says: seen."""
        event.accept()
        self.dismiss()

    def _build(self) -> None:
        row = self._row
        row.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        row.setSpacing(3 * GRID)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2 * GRID)
        column.addWidget(self._text)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignRight)
        row.addLayout(column, 1)

    def _settle(self) -> None:
        self.setFixedWidth(WIDTH)
        self.setFixedHeight(self._row.totalHeightForWidth(WIDTH))
        usable: QRect = screen_for(None, QCursor.pos(), QGuiApplication.screens()).availableGeometry()
        self.move(usable.bottomRight() + QPoint(1 - MARGIN - WIDTH, 1 - MARGIN - self.height()))

    def _act(self) -> None:
        self.dismiss()
        self.acted.emit()
