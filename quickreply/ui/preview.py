"""The phrase that would be inserted, whole: title, where it belongs, the text as it is, and its note."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextOption
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from quickreply.core.search import Match
from quickreply.ui import line, style
from quickreply.ui.badges import Badges
from quickreply.ui.pieces import LONGEST
from quickreply.ui.strip import Strip
from quickreply.ui.theme import BODY, GRID, Theme
from quickreply.ui.thumbs import Thumbs

HEAD = 14 * GRID
BELOW = 44 * GRID
"""Its height below a list."""

NOTE = 16 * GRID
"""Most that a note takes: it is for the agent, and the text comes first."""

LINE = 5 * GRID
"""Below a list a note has one line."""

_ANY = 16_777_215
"""Qt's word for a height without a limit."""


class Preview(QWidget):
    """Shows one match, or nothing."""

    def __init__(self, theme: Theme, thumbs: Thumbs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._below = False
        self.head = _Head(theme, self)
        self._text = QPlainTextEdit(self)
        self._text.setReadOnly(True)
        self._text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._text.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._text.setFrameShape(QFrame.Shape.NoFrame)
        self._text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._text.document().setDocumentMargin(0)
        self._text.setMinimumHeight(LINE)  # Qt's own least is more than is left below a list
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self.head)
        column.addWidget(self._text, 1)
        self._pictures = Strip(theme, thumbs, self)
        column.addWidget(self._pictures)
        self._note = QLabel(self)
        self._note.setObjectName(style.FAINT)
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setWordWrap(True)
        self._note.setMaximumHeight(NOTE)
        self._note.hide()
        column.addWidget(self._note)

    def take(self, match: Match | None) -> None:
        """Shows this phrase from its beginning."""
        self.head.take(match)
        self._text.setPlainText(match.phrase.text if match else "")
        self._pictures.take(match.phrase.pictures if match else ())
        note = match.phrase.note.strip() if match else ""
        self._note.setText(note[:LONGEST])
        self._note.setVisible(bool(note))

    def arrange(self, *, below: bool) -> None:
        """Stands below the list, or beside it."""
        self._below = below
        self.setMinimumHeight(BELOW if below else 0)
        self.setMaximumHeight(BELOW if below else _ANY)
        self._pictures.arrange(low=below)
        self._note.setMaximumHeight(LINE if below else NOTE)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Lies a little lower than the list."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.colours.sunken))
        width, height = (self.width(), 1) if self._below else (1, self.height())
        painter.fillRect(0, 0, width, height, QColor(self._theme.colours.line))


class _Head(QWidget):
    """Title, group and code."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._match: Match | None = None
        self.badges = Badges(theme)
        self.prefix = "/"
        self.setFixedHeight(HEAD - 2 * GRID)

    def take(self, match: Match | None) -> None:
        self._match = match
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        if self._match is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, match = self._theme.colours, self._match
        room = QRectF(0, 0, self.width() - 3 * GRID, self.height() / 2)
        painter.setPen(QColor(colours.text))
        if match.phrase.pinned:
            pin = self._theme.glyph("pinned", colours.secondary, BODY, self.devicePixelRatio())
            painter.drawPixmap(int(room.right()) - BODY, int(room.center().y()) - BODY // 2, pin)
            room.setRight(room.right() - BODY - 2 * GRID)
        line.draw(painter, room, match.phrase.label, self._theme.bold)
        room = QRectF(0, room.height(), self.width() - 3 * GRID, room.height())
        if mark := colours.mark(match.colour):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(mark))
            painter.drawEllipse(QRectF(0, room.center().y() - GRID, 2 * GRID, 2 * GRID))
            room.setLeft(BODY)
        painter.setPen(QColor(colours.secondary))
        code = f"{self.prefix}{match.code}" if match.code else ""
        taken = self.badges.draw(painter, room, match)
        room.setRight(room.right() - taken)
        line.draw(painter, room, "  ·  ".join(filter(None, (match.group, code))), self._theme.small)
