"""The lines of a proposal as a table that Qt can show, a hundred thousand of them too."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from quickreply.core.intake import Line, State
from quickreply.core.words import Say, mark
from quickreply.ui.exchange.wording import STATES
from quickreply.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

HEADINGS = (mark("Status"), mark("Line"), mark("Code"), mark("Title"), mark("Text"))

STATUS, AT, CODE, TITLE, TEXT = range(5)

_SHOWN = 200
"""Characters of a cell that are shown; all of it stands below the table."""

_TROUBLE = {State.CLASH, State.LIMIT, State.LOST, State.GONE}
_FAINT = {State.SAME, State.SKIPPED}

_ROOT = QModelIndex()


class LinesModel(QAbstractTableModel):
    """Lines, all of them or those of one state."""

    def __init__(self, say: Say, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._say = say
        self._theme = theme
        self._all: Sequence[Line] = ()
        self._shown: Sequence[Line] = ()
        self._state: State | None = None
        self.names_files = False
        """Whether lines of several files stand there."""

    def take(self, lines: Sequence[Line], state: State | None) -> None:
        """Shows other lines; of one state only, or all."""
        self.beginResetModel()
        self._all, self._state = lines, state
        self._shown = lines if state is None else [line for line in lines if _stands(line, state)]
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        """The line shown in this row."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def row_of(self, place: int) -> int:
        """The row in which the line with this place stands; -1 if it is not shown."""
        return next((row for row, line in enumerate(self._shown) if line.place == place >= 0), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """How many lines are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """As many as there are headings."""
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The names of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._say(HEADINGS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's
        """What stands in a cell, and how."""
        line = self.line(index.row())
        if line is None or not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(line, index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == STATUS:
            return line.why or None
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(line, index.column())
        if role == Qt.ItemDataRole.FontRole:
            return self._theme.code if index.column() == CODE else self._theme.body
        return None

    def _text(self, line: Line, column: int) -> str:
        draft = line.draft
        match column:
            case 0:
                state = self._say(STATES[line.state])
                return f"{state}, {self._say(STATES[State.DOUBLE])}" if line.double else state
            case 1:
                return line.at if self.names_files else line.at.rpartition(":")[2]
            case 2:
                return draft.code
            case 3:
                return draft.title[:_SHOWN]
            case _:
                return " ".join((draft.text or line.why)[:_SHOWN].split())

    def _colour(self, line: Line, column: int) -> QColor:
        colours = self._theme.colours
        if line.state in _FAINT or column == AT:
            return QColor(colours.secondary)
        troubled = line.state in _TROUBLE and column == STATUS
        return QColor(colours.trouble if troubled else colours.text)


def _stands(line: Line, state: State) -> bool:
    return line.double if state is State.DOUBLE else line.state is state
