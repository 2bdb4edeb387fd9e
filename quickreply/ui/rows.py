"""Rows of phrases, the same in the list at the slash and in the palette."""

from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from quickreply.core.search import Match, Span
from quickreply.ui import line
from quickreply.ui.badges import Badges
from quickreply.ui.theme import BODY, GRID, INNER_RADIUS, ROW, ROWS, Colours, Theme
from quickreply.ui.thumbs import Thumbs

Index = QModelIndex | QPersistentModelIndex

DIGITS = 9
"""Rows that a digit picks."""

CHIP_COLUMN = 64
"""Where titles begin behind the chip; only a longer code pushes its own title to the right."""

CHIP_LIMIT = 128
THUMB = QSize(40, 28)
"""A phrase's picture in its row."""

EDGE = 6
"""Around the rows; on the right it holds the scroll mark."""

TITLE_SHARE = 0.6
"""How much of the row a long title may take from the text behind it."""

_ROOT = QModelIndex()


class Role(IntEnum):
    """What a row can be asked for beside its title."""

    MATCH = Qt.ItemDataRole.UserRole


class RowsModel(QAbstractListModel):
    """The rows of one snapshot."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Match, ...] = ()

    def take(self, rows: tuple[Match, ...]) -> None:
        """Shows these rows from now on; those that stand where they stood are not drawn anew."""
        there = len(self._rows)
        if not there or rows[:there] != self._rows:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
        elif len(rows) > there:
            self.beginInsertRows(_ROOT, there, len(rows) - 1)
            self._rows = rows
            self.endInsertRows()

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's contract
        """The title for eyes and screen readers, the match itself for the delegate."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        match = self._rows[index.row()]
        if role == Role.MATCH:
            return match
        if role == Qt.ItemDataRole.DisplayRole:
            return match.phrase.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{match.code} {match.phrase.label}".strip()
        return None


class RowDelegate(QStyledItemDelegate):
    """Draws a row: group mark, code, title, first words of the text, digit."""

    def __init__(self, theme: Theme, thumbs: Thumbs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._thumbs = thumbs
        self._lines = line.Lines()
        self.badges = Badges(theme)
        self.digits = True

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802, ARG002 - Qt's name and signature
        """Every row is as high as the others."""
        return QSize(0, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draws everything by hand, so that all systems show the same row."""
        match = index.data(Role.MATCH)
        if not isinstance(match, Match):
            return
        state: QStyle.StateFlag = option.state
        room = QRectF(option.rect).adjusted(0, 0, -EDGE, 0)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        colours = self._theme.colours
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            _fill(painter, room, INNER_RADIUS, colours.tint if selected else colours.hover)
        if mark := colours.mark(match.colour):
            _fill(painter, QRectF(room.x() + GRID, room.center().y() - 8, 3, 16), 1.5, mark)
        left = self._chip(painter, room, match, selected=selected)
        right = self._digit(painter, room, index.row(), selected=selected)
        right += self._picture(painter, room.adjusted(0, 0, -right, 0), match)
        right += self.badges.draw(painter, room.adjusted(0, 0, -right, 0), match)
        self._words(painter, room.adjusted(left, 0, -right, 0), match, colours)
        painter.restore()

    def _chip(self, painter: QPainter, room: QRectF, match: Match, *, selected: bool) -> float:
        """Draws the code; returns where the title begins."""
        start = 4.0 * GRID
        if not match.code:
            return start + CHIP_COLUMN
        colours, font = self._theme.colours, self._theme.code
        layout, width = self._lines.lay_out(match.code, font, match.code_spans, CHIP_LIMIT)
        chip = QRectF(room.x() + start, room.center().y() - 10, width + 12, 20)
        _fill(painter, chip, GRID, colours.accent if selected else colours.chip)
        painter.setPen(QColor(colours.on_accent if selected else colours.chip_text))
        height = layout.lineAt(0).height()
        layout.draw(painter, QPointF(chip.x() + 6, chip.center().y() - height / 2))
        return start + max(CHIP_COLUMN, chip.width() + 2 * GRID)

    def _digit(self, painter: QPainter, room: QRectF, row: int, *, selected: bool) -> float:
        """Draws the digit that picks the row; returns the room it takes."""
        if row < DIGITS and self.digits:
            colours = self._theme.colours
            painter.setPen(QColor(colours.secondary if selected else colours.faint))
            painter.setFont(self._theme.small)
            painter.drawText(
                room.adjusted(0, 0, -3 * GRID, 0),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                str(row + 1),
            )
        return 8.0 * GRID

    def _picture(self, painter: QPainter, room: QRectF, match: Match) -> float:
        """Draws the phrase's first picture at the right; returns the room it takes."""
        if not match.phrase.pictures:
            return 0
        place = QRectF(room.right() - THUMB.width(), room.center().y() - THUMB.height() / 2, *THUMB.toTuple())
        ratio = painter.device().devicePixelRatio()
        picture = self._thumbs.filling(match.phrase.pictures[0], THUMB, ratio)
        painter.drawPixmap(place.topLeft(), picture)
        painter.setPen(QColor(self._theme.colours.line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), GRID, GRID)
        return THUMB.width() + 2.0 * GRID

    def _words(self, painter: QPainter, room: QRectF, match: Match, colours: Colours) -> None:
        """Draws the title and, in what room is left, the beginning of the text or the matched part of it."""
        title, title_spans = line.excerpt(match.phrase.label, match.title_spans, line.LONGEST)
        text, text_spans = _remainder(match)
        painter.setPen(QColor(colours.text))
        share = room.width() * (TITLE_SHARE if text else 1)
        taken = self._lines.draw(
            painter, QRectF(room.x(), room.y(), share, room.height()), title, self._theme.body, title_spans
        )
        rest = room.adjusted(taken + 3 * GRID, 0, 0, 0)
        if text and rest.width() > 2 * BODY:
            text, text_spans = line.excerpt(text, text_spans, int(rest.width() / BODY) - 2)
            painter.setPen(QColor(colours.secondary))
            self._lines.draw(painter, rest, text, self._theme.body, text_spans)


class RowsView(QListView):
    """A list of phrases without a focus of its own: others say which row is highlighted."""

    picked = Signal(int)
    """A row was clicked."""

    turned = Signal(int)
    """The wheel was turned, by -1 or 1, if the list leaves the wheel to others."""

    neared_end = Signal()
    """What follows the last row can soon be seen, if there is any."""

    def __init__(
        self, theme: Theme, thumbs: Thumbs, *, own_wheel: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._own_wheel = own_wheel
        self._empty = ("", "")
        self._wheel = 0
        self._model = RowsModel(self)
        self._delegate = RowDelegate(theme, thumbs, self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportMargins(EDGE, EDGE, 0, EDGE)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def badges(self) -> Badges:
        """What stands at the right of its rows."""
        return self._delegate.badges

    @property
    def first(self) -> int:
        """The uppermost row that can be seen."""
        return self.verticalScrollBar().value()

    @property
    def row(self) -> int | None:
        """The highlighted row."""
        index = self.currentIndex()
        return index.row() if index.isValid() else None

    def take(self, rows: tuple[Match, ...], row: int | None, *, digits: bool = True) -> None:
        """Shows `rows` with `row` highlighted and in sight."""
        if digits != self._delegate.digits:
            self._delegate.digits = digits
            self.viewport().update()
        self._model.take(rows)
        self.highlight(row)
        if row is None:
            self.scrollToTop()

    def follow(self, rows: tuple[Match, ...]) -> None:
        """Puts rows behind those that are there: `rows` are all of them."""
        self._model.take(rows)

    def highlight(self, row: int | None) -> None:
        """Moves the highlight, and scrolls just as far as needed."""
        index = QModelIndex() if row is None else self._model.index(row)
        self.setCurrentIndex(index)
        self.scrollTo(index)  # Qt itself does it only for a list that can be seen

    def explain(self, what: str, hint: str = "") -> None:
        """What to say in place of rows when there are none."""
        if (what, hint) != self._empty:
            self._empty = (what, hint)
            self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A press changes nothing: the highlight belongs to the keyboard."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click picks the row under it."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            self.picked.emit(index.row())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Only the row under the pointer lights up; dragging selects nothing."""
        if not event.buttons():
            super().mouseMoveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Scrolls, or tells others how far it was turned; small turns of a touch pad add up."""
        if self._own_wheel:
            super().wheelEvent(event)
            return
        self._wheel += event.angleDelta().y()
        notches = int(self._wheel / 120)
        self._wheel -= notches * 120
        for _ in range(abs(notches)):
            self.turned.emit(-1 if notches > 0 else 1)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The rows and how far down they are, or a word on why there are none."""
        super().paintEvent(event)
        if not self._model.rowCount():
            self._explain()
        elif self.verticalScrollBar().maximum():
            self._thumb()

    def _scrolled(self, first: int) -> None:
        self.viewport().update()
        if first + ROWS >= self.verticalScrollBar().maximum():
            self.neared_end.emit()

    def _thumb(self) -> None:
        """A thin mark in the margin instead of a scroll bar, whose coming and going would move the rows."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        rows = bar.maximum() + bar.pageStep()
        length = max(height * bar.pageStep() / rows, 6.0 * GRID)
        top = (height - length) * bar.value() / bar.maximum()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _fill(painter, QRectF(self.viewport().width() - 5, top, 3, length), 1.5, self._theme.colours.thumb)

    def _explain(self) -> None:
        painter = QPainter(self.viewport())
        colours = self._theme.colours
        room = self.viewport().rect().adjusted(24, 0, -24, 0)
        middle = room.center().y()
        centre = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        painter.setPen(QColor(colours.text))
        painter.setFont(self._theme.body)
        painter.drawText(
            room.adjusted(0, 0, 0, middle - room.bottom()),
            centre | Qt.AlignmentFlag.AlignBottom,
            self._empty[0],
        )
        painter.setPen(QColor(colours.secondary))
        painter.setFont(self._theme.small)
        painter.drawText(
            room.adjusted(0, middle + 2 * GRID, 0, 0), centre | Qt.AlignmentFlag.AlignTop, self._empty[1]
        )


def _remainder(match: Match) -> tuple[str, tuple[Span, ...]]:
    """The text behind the label: all of it, or what follows its first line where that is the label."""
    phrase = match.phrase
    if phrase.title or phrase.step:  # a label of the first wording is nothing of the others
        return phrase.text, match.text_spans
    start = phrase.text.find(phrase.label) + len(phrase.label)
    behind = ((begin - start, end - start) for begin, end in match.text_spans if begin >= start)
    return phrase.text[start:], tuple(behind)


def _fill(painter: QPainter, room: QRectF, radius: float, colour: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(room, radius, radius)
