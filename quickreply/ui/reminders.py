"""What the user is reminded of: by a card that comes by itself, and in a window with all there is to come."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QCursor, QFontMetrics, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from quickreply.core.reminder import Reminder, when
from quickreply.core.words import Say
from quickreply.ui import style
from quickreply.ui.pieces import LEADING, Passage
from quickreply.ui.place import screen_for
from quickreply.ui.sheet import UNASKED, Sheet
from quickreply.ui.theme import GRID, Theme

WIDTH, ASKED_WIDTH = 412, 444
"""Pixels of the card, and of the window."""

MARGIN = 16
MOST = 3
"""Reminders on the card; a button leads to the others."""

HIGHEST = 360
"""Pixels of the list in the window; beyond that it scrolls."""

_FLAGS = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint


class ReminderCard(Sheet):
    """Shows some reminders, each with what can be done with it. It goes when it is closed, not by itself.

    `asked`: the user has opened it, so it takes the keyboard and shows whatever it is given; else it keeps
    out of the way of what she types. The desktop's own notifications keep what they have shown, so they are
    not used.

    Signals:
        done: the reminder with this number is done with.
        postponed: it is to be told of later.
        seen: the card was closed, and these were on it.
        all_wanted: show all there are.
        closed: it is gone.
    """

    done = Signal(int)
    postponed = Signal(int)
    seen = Signal(object)
    all_wanted = Signal()
    closed = Signal()

    def __init__(self, say: Say, theme: Theme, *, asked: bool = False) -> None:
        super().__init__(theme, _FLAGS if asked else UNASKED)
        self._say = say
        self._asked = asked
        self._width = ASKED_WIDTH if asked else WIDTH
        self._shown: tuple[int, ...] = ()
        self._head = QLabel(self)
        self._head.setFont(theme.bold)
        self._close = QToolButton(self)
        self._close.setObjectName(style.QUIET)
        self._close.setText("✕")
        self._close.setAccessibleName(say("Close"))
        self._close.clicked.connect(self.leave)
        self._more = QToolButton(self)
        self._more.clicked.connect(self.all_wanted)
        self._area = QScrollArea(self)
        self._column = QVBoxLayout(self)
        self._build()
        self.setWindowTitle("quickreply")
        self.restyle()

    def present(self, reminders: Sequence[Reminder], now: datetime) -> None:
        """Shows these in place of those before; goes if there are none, unless the user has opened it."""
        if not reminders and not self._asked:
            self._shown = ()
            self.hide()
            return
        shown = reminders if self._asked else reminders[:MOST]
        fresh = {one.id for one in shown} - set(self._shown)
        self._shown = tuple(one.id for one in shown)
        self._fill(shown, now)
        left = len(reminders) - len(shown)
        self._more.setText(self._say.count("{n} more…", "{n} more…", left))
        self._more.setVisible(left > 0)
        self._head.setText(self._title(len(reminders)))
        self._settle()
        if fresh or not self.isVisible():
            self._come()

    def leave(self) -> None:
        """Goes, and tells what was on it."""
        shown, self._shown = self._shown, ()
        was = self.isVisible()
        self.hide()
        if was:
            self.closed.emit()
            if not self._asked:
                self.seen.emit(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Closed from outside, it is as if by its button."""
        super().closeEvent(event)
        self.leave()

    def _title(self, count: int) -> str:
        if not count:
            return self._say("There is nothing to be reminded of.")
        return self._say.count("{n} reminder", "{n} reminders", count)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._head, 1)
        top.addWidget(self._close)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.viewport().setAutoFillBackground(False)
        column = self._column
        column.setContentsMargins(4 * GRID, 2 * GRID, 2 * GRID, 3 * GRID)
        column.setSpacing(GRID)
        column.addLayout(top)
        column.addWidget(self._area)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignRight)

    def _fill(self, reminders: Sequence[Reminder], now: datetime) -> None:
        inside = QWidget(self._area)
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 2 * GRID, 0)
        rows.setSpacing(3 * GRID)
        for reminder in reminders:
            row = _Row(self._say, self.theme, reminder, now, self._width - 10 * GRID)
            row.done.clicked.connect(lambda _=False, number=reminder.id: self.done.emit(number))
            row.later.clicked.connect(lambda _=False, number=reminder.id: self.postponed.emit(number))
            rows.addWidget(row)
        if old := self._area.takeWidget():
            old.deleteLater()  # one of its buttons may have been clicked just now
        self._area.setWidget(inside)
        inside.setAutoFillBackground(False)  # the area has turned it on
        inside.adjustSize()
        self._area.setFixedHeight(min(HIGHEST, inside.sizeHint().height()) if reminders else 0)

    def _settle(self) -> None:
        self.setFixedWidth(self._width)
        self.setFixedHeight(self._column.sizeHint().height())

    def _come(self) -> None:
        usable: QRect = screen_for(None, QCursor.pos(), QGuiApplication.screens()).availableGeometry()
        corner = usable.bottomRight() + QPoint(1 - MARGIN - self._width, 1 - MARGIN - self.height())
        middle = usable.center() - QPoint(self._width // 2, self.height() // 2)
        self.move(middle if self._asked else corner)
        self.show()
        self.raise_()
        if self._asked:
            self.activateWindow()


class _Row(QWidget):
    """One reminder."""

    def __init__(self, say: Say, theme: Theme, reminder: Reminder, now: datetime, room: int) -> None:
        super().__init__()
        over = reminder.is_due(now)
        self._room = room
        title, time = QLabel(self), QLabel(when(reminder.due, now), self)
        title.setTextFormat(Qt.TextFormat.PlainText)
        time.setObjectName(style.FAINT)
        left = room - QFontMetrics(theme.small).horizontalAdvance(time.text()) - 2 * GRID
        title.setText(QFontMetrics(theme.body).elidedText(reminder.title, Qt.TextElideMode.ElideRight, left))
        self.done = self._button(say("Done") if over else say("Delete"))
        self.later = self._button(say("In an hour") if over else say("An hour later"))
        head, foot, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        head.addWidget(title, 1)
        head.addWidget(time)
        foot.addStretch(1)
        foot.addWidget(self.later)
        foot.addWidget(self.done)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        if reminder.said:
            column.addWidget(self._said(theme, reminder.said))
        column.addLayout(foot)

    def _said(self, theme: Theme, said: str) -> Passage:
        passage = Passage(theme, self)
        lines = 1 + (QFontMetrics(theme.body).horizontalAdvance(said) > self._room)
        passage.setFixedHeight(lines * LEADING)
        passage.setToolTip(said)
        passage.take(said, quiet=True)
        return passage

    def _button(self, text: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        return button
