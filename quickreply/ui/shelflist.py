"""Where to look: the shelves one can choose from, as a list that opens under the search box."""

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QMouseEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from quickreply.core.search import COUNTED, EVERYWHERE, Among, Scope, Shelf
from quickreply.core.words import Say
from quickreply.ui import line
from quickreply.ui.theme import GRID, INNER_RADIUS, Theme

WIDTH = 288
LINE = 32
LINES = 9
EDGE = GRID
INDENT = 4 * GRID

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_SHELF = Qt.ItemDataRole.UserRole


def always(say: Say, news: int = 0) -> tuple[Shelf, ...]:
    """The shelves that are there in every shop; that of the `news` while there are any."""
    return (
        Shelf(EVERYWHERE, (say("All phrases"),)),
        Shelf(Scope(Among.PINNED), (say("Pinned"),)),
        Shelf(Scope(Among.RECENT), (say("Recent"),)),
        *((Shelf(Scope(Among.NEW), (say("New and updated"),), news),) if news else ()),
    )


class ShelfModel(QAbstractListModel):
    """The shelves in their order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shelves: tuple[Shelf, ...] = ()

    def take(self, shelves: tuple[Shelf, ...]) -> None:
        """Shows these from now on."""
        self.beginResetModel()
        self.shelves = shelves
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """How many there are."""
        return 0 if parent.isValid() else len(self.shelves)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name for eyes and screen readers, the shelf itself for the delegate."""
        if not index.isValid() or not 0 <= index.row() < len(self.shelves):
            return None
        shelf = self.shelves[index.row()]
        if role == _SHELF:
            return shelf
        return " / ".join(shelf.path) if role == Qt.ItemDataRole.DisplayRole else None


class ShelfDelegate(QStyledItemDelegate):
    """Draws a shelf: its name, further right the deeper it lies, and how many phrases are in it."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.flat = False
        """Whether whole paths are shown, since the shelves around may be missing."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802, ARG002 - Qt's name and signature
        """Every line is as high as the others."""
        return QSize(0, LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draws it by hand, like the rows of phrases."""
        shelf = index.data(_SHELF)
        if not isinstance(shelf, Shelf):
            return
        state: QStyle.StateFlag = option.state
        room, colours = QRectF(option.rect), self._theme.colours
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.tint if selected else colours.hover))
            painter.drawRoundedRect(room, INNER_RADIUS, INNER_RADIUS)
        self._words(painter, room, shelf)
        painter.restore()

    def _words(self, painter: QPainter, room: QRectF, shelf: Shelf) -> None:
        colours = self._theme.colours
        count = _counted(shelf)
        painter.setFont(self._theme.small)
        painter.setPen(QColor(colours.secondary))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room.adjusted(0, 0, -2 * GRID, 0), right, count)
        taken = painter.fontMetrics().horizontalAdvance(count) + 4 * GRID
        left = 3 * GRID + (0 if self.flat else INDENT * (len(shelf.path) - 1))
        name = " / ".join(shelf.path) if self.flat else shelf.path[-1]
        painter.setPen(QColor(colours.text))
        library = shelf.scope.among is Among.LIBRARY
        font = self._theme.bold if library else self._theme.body
        line.draw(painter, room.adjusted(left, 0, -taken, 0), name, font)


def _counted(shelf: Shelf) -> str:
    """How many there are, where that is known; what is listed is counted as far as lists are."""
    if shelf.scope.among is Among.NEW and shelf.count > COUNTED:
        return f"{COUNTED}+"
    return str(shelf.count) if shelf.scope.id or shelf.count else ""


class ShelfList(QFrame):
    """Lies over the window it belongs to and has no focus of its own: others say what the keys do to it.

    Signals:
        picked: look here.
    """

    picked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("shelves")
        self._all: tuple[Shelf, ...] = ()
        self._model = ShelfModel(self)
        self._delegate = ShelfDelegate(theme, self)
        self._list = _Lines(self)
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._delegate)
        self._list.clicked.connect(self._pick)
        self.hide()

    @property
    def shelf(self) -> Shelf | None:
        """The highlighted one."""
        row = self._list.currentIndex().row()
        return self._model.shelves[row] if row >= 0 else None

    def open(self, shelves: tuple[Shelf, ...], scope: Scope) -> None:
        """Opens with the shelf of `scope` highlighted."""
        self._all = shelves
        self._show(shelves, flat=False)
        here = (row for row, shelf in enumerate(shelves) if shelf.scope == scope)
        self._go(next(here, 0))
        height = min(len(shelves), LINES) * LINE + 2 * EDGE + 2
        self.setFixedSize(WIDTH, height)
        self._list.setGeometry(self.rect().adjusted(EDGE + 1, EDGE + 1, -EDGE - 1, -EDGE - 1))
        self.show()
        self.raise_()

    def narrow(self, typed: str) -> None:
        """Shows only the shelves whose names have all the words in them."""
        words = typed.casefold().split()
        kept = [
            shelf for shelf in self._all if all(word in "/".join(shelf.path).casefold() for word in words)
        ]
        self._show(tuple(kept), flat=bool(words))
        self._go(0)

    def step(self, lines: int) -> None:
        """Moves the highlight; it stops at the ends."""
        last = len(self._model.shelves) - 1
        self._go(max(0, min(self._list.currentIndex().row() + lines, last)))

    def _show(self, shelves: tuple[Shelf, ...], *, flat: bool) -> None:
        self._delegate.flat = flat
        self._model.take(shelves)

    def _go(self, row: int) -> None:
        index = self._model.index(row)
        self._list.setCurrentIndex(index)
        self._list.scrollTo(index)

    def _pick(self, index: QModelIndex) -> None:
        self.picked.emit(self._model.shelves[index.row()])


class _Lines(QListView):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Only the line under the pointer lights up; dragging selects nothing."""
        if not event.buttons():
            super().mouseMoveEvent(event)
