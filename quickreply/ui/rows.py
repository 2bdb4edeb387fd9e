"""Rows of phrases, the same in the list at the slash and in the palette."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from quickreply.core.search import Match
from quickreply.ui.badges import Badges
from quickreply.ui.row import EDGE, Index, Role, RowDelegate, fill
from quickreply.ui.theme import GRID, ROWS, Theme
from quickreply.ui.thumbs import Thumbs

_ROOT = QModelIndex()


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
        fill(painter, QRectF(self.viewport().width() - 5, top, 3, length), 1.5, self._theme.colours.thumb)

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
