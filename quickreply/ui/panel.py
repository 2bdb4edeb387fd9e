"""A window that opens in the middle of the screen, or is pinned beside the window it serves."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QApplication

from quickreply.core.ports import Rect
from quickreply.ui.aside import beside
from quickreply.ui.finder import HEADER, LIST_WIDTH
from quickreply.ui.place import Scale, screen_for
from quickreply.ui.preview import BELOW
from quickreply.ui.row import EDGE
from quickreply.ui.sheet import Sheet
from quickreply.ui.theme import GRID, ROW, ROWS, Theme

WIDTH = 760
FOOTER = 10 * GRID
HEIGHT = HEADER + ROWS * ROW + 2 * EDGE + FOOTER + 2
PANEL_WIDTH = LIST_WIDTH
"""While it is pinned: beside a window there is less room."""

PANEL_HEIGHT = HEIGHT + BELOW

DOUBT = 250
"""Milliseconds without the keyboard after which the user has turned to another window."""

LENT = 6_000
"""Milliseconds after which a lent keyboard is not waited for any more."""

_FLAGS = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
"""A tool window takes the keyboard, but no place in the task bar."""


class Panel(Sheet):
    """Takes the keyboard when it is asked to.

    Pinned it does not go away but rests: it can be seen and clicked, and the keyboard stays where it is.

    Signals:
        forsaken: the user has turned to another window.
    """

    forsaken = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _FLAGS)
        self._near: Rect | None = None
        self._awake = False
        self.pinned = False
        """Whether it stays beside the window it serves."""
        self._lent = 0
        """How often the keyboard was lent to another window and is not back."""
        self._doubt, self._lease = self._timer(DOUBT), self._timer(LENT)

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
        self._awake, self._lent = False, 0
        self._doubt.stop()
        self._lease.stop()
        if self.pinned:
            self._refuse_keyboard(refuses=True)
        else:
            self.hide()

    def lend(self) -> None:
        """Another window gets the keyboard for a moment: that it is lost is no news."""
        self._lent += 1
        self._doubt.stop()
        self._lease.start()

    def take_back(self, came: bool) -> None:
        """The keyboard that was lent is here again, which Qt may hear of later; or it did not come."""
        self._lent = max(0, self._lent - 1)
        if self._seems_forsaken():
            self._doubt.start() if came else self.forsaken.emit()

    @property
    def writing(self) -> bool:
        """Whether there is something in it that must not be lost when another window comes to the front."""
        return False

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Notices that the user turns to another window, but not its own context menu.

        Qt takes a keyboard for lost that is held for 0.1 s, so it is given a moment to come back.
        """
        super().changeEvent(event)
        if event.type() is not QEvent.Type.ActivationChange:
            return
        if self.isActiveWindow():
            self._doubt.stop()
        elif self._seems_forsaken():
            self._doubt.start()

    def _seems_forsaken(self) -> bool:
        busy = self._lent or self.writing or QApplication.activePopupWidget() is not None
        return self._awake and not busy and not self.isActiveWindow()

    def _believe(self) -> None:
        self._lent = 0
        if self._seems_forsaken():
            self.forsaken.emit()

    def _timer(self, milliseconds: int) -> QTimer:
        """Runs only while it is not known who has the keyboard."""
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self._believe)
        return timer

    def arrange(self) -> None:
        """Takes the size it has, pinned or not."""
        self.setFixedSize(self._extent)

    @property
    def _extent(self) -> QSize:
        return QSize(PANEL_WIDTH, PANEL_HEIGHT) if self.pinned else QSize(WIDTH, HEIGHT)

    def _refuse_keyboard(self, *, refuses: bool) -> None:
        if handle := self.windowHandle():
            handle.setFlag(Qt.WindowType.WindowDoesNotAcceptFocus, refuses)
