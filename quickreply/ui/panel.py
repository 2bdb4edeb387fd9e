"""A window that opens in the middle of the screen, or is pinned beside the window it serves."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QCursor, QGuiApplication

from quickreply.core.ports import Rect
from quickreply.ui.aside import beside
from quickreply.ui.finder import HEADER, LIST_WIDTH
from quickreply.ui.place import Scale, screen_for
from quickreply.ui.preview import BELOW
from quickreply.ui.rows import EDGE
from quickreply.ui.sheet import Sheet
from quickreply.ui.theme import GRID, ROW, ROWS, Theme

WIDTH = 760
FOOTER = 10 * GRID
HEIGHT = HEADER + ROWS * ROW + 2 * EDGE + FOOTER + 2
PANEL_WIDTH = LIST_WIDTH
"""While it is pinned: beside a window there is less room."""

PANEL_HEIGHT = HEIGHT + BELOW

_FLAGS = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
"""A tool window takes the keyboard, but no place in the task bar."""


class Panel(Sheet):
    """Takes the keyboard when it is asked to.

    Pinned it does not go away but rests: it can be seen and clicked, and the keyboard stays where it is.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _FLAGS)
        self._near: Rect | None = None
        self._awake = False
        self.pinned = False
        """Whether it stays beside the window it serves."""

    @property
    def resting(self) -> bool:
        """Whether it can be seen without wanting the keyboard."""
        return self.isVisible() and not self._awake

    def serve(self, near: Rect | None) -> None:
        """Goes to the screen of `near`, the window worked in; the last one where that is unknown."""
        self._near = near or self._near
        screen = screen_for(self._near, QCursor.pos(), QGuiApplication.screens())
        if self.pinned:
            self.move(beside(self._extent, self._near, Scale.of(screen)))
            return
        usable = screen.availableGeometry()
        place = QRect(0, 0, WIDTH, HEIGHT)
        place.moveCenter(usable.center())
        place.moveTop(usable.top() + min(usable.height() // 5, max(0, usable.height() - HEIGHT)))
        self.move(place.topLeft())

    def take_keyboard(self) -> None:
        """Comes to the front."""
        self._refuse_keyboard(refuses=False)
        self._awake = True
        self.show()
        self.raise_()
        self.activateWindow()

    def rest(self) -> None:
        """Wants the keyboard no more: goes out of sight, or, pinned, leaves it where it is when clicked."""
        self._awake = False
        if self.pinned:
            self._refuse_keyboard(refuses=True)
        else:
            self.hide()

    def arrange(self) -> None:
        """Takes the size it has, pinned or not."""
        self.setFixedSize(self._extent)

    @property
    def _extent(self) -> QSize:
        return QSize(PANEL_WIDTH, PANEL_HEIGHT) if self.pinned else QSize(WIDTH, HEIGHT)

    def _refuse_keyboard(self, *, refuses: bool) -> None:
        if handle := self.windowHandle():
            handle.setFlag(Qt.WindowType.WindowDoesNotAcceptFocus, refuses)
