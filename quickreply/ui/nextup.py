"""The message that comes next of a phrase in several: shown beside the window it is for."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QCursor, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout

from quickreply.core.ports import Rect, Remaining
from quickreply.core.words import Say
from quickreply.ui import style
from quickreply.ui.pieces import LEADING, Hints, Passage
from quickreply.ui.place import INSET, Scale, screen_for, whole
from quickreply.ui.sheet import UNASKED, Sheet
from quickreply.ui.theme import GRID, Theme

WIDTH = 340
LINES = 2
_ROOM = WIDTH - 8 * GRID
_TOP = 12 * GRID
"""Below the upper edge of the window, where chats write who is talked to."""


class NextUp(Sheet):
    """Stands at the upper right of the window, for what is typed stands at its lower edge.

    Signals:
        wanted: it was clicked.
    """

    wanted = Signal()

    def __init__(self, say: Say, theme: Theme) -> None:
        super().__init__(theme, UNASKED)
        self._say = say
        self._place = QLabel(self)
        self._place.setObjectName(style.FAINT)
        self._place.setTextFormat(Qt.TextFormat.PlainText)
        self._passage = Passage(theme, self)
        self._passage.setFixedHeight(LINES * LEADING)
        self._hints = Hints(theme, self)
        self._column = QVBoxLayout(self)
        self._build()
        self.restyle()

    def take(self, remaining: Remaining | None) -> None:
        """Shows what comes next; nothing where there is nothing, or no key takes it."""
        if remaining is None or remaining.near is None:
            self.hide()
            return
        say, label = self._say, " ".join(remaining.label.split())
        counted = say("Message {number} of {count}", number=remaining.number, count=remaining.of)
        room = self._place.fontMetrics()
        self._place.setText(room.elidedText(f"{counted} · {label}", Qt.TextElideMode.ElideRight, _ROOM))
        self._passage.take(remaining.text)
        self._hint(remaining)
        self._settle(remaining.near)
        self.show()
        self.raise_()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click takes it."""
        event.accept()
        self.wanted.emit()

    def _hint(self, remaining: Remaining) -> None:
        say = self._say
        enter, tab = ("Enter", say("send first")), ("Tab", say("insert this"))
        match remaining.sending, remaining.by_key:
            case True, True:
                self._hints.take(("Esc", say("stop: the rest stays on offer")))
            case True, False:
                self._hints.take()
            case False, True:
                self._hints.take(enter, tab, ("Esc", say("later")))
            case _:
                self._hints.take(enter, (say("Click"), say("insert this")))

    def _build(self) -> None:
        column = self._column
        column.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
        column.setSpacing(2 * GRID)
        for part in (self._place, self._passage, self._hints):
            column.addWidget(part)

    def _settle(self, near: Rect) -> None:
        size = QSize(WIDTH, self._column.sizeHint().height())
        self.setFixedSize(size)
        screen = screen_for(near, QCursor.pos(), QGuiApplication.screens())
        scale = Scale.of(screen)
        window = scale.logical(near)
        corner = QPoint(window.right() + 1 - INSET - size.width(), window.top() + _TOP)
        self.move(whole(corner, size, scale.usable))
