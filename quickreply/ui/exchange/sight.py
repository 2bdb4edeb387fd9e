"""The page that shows what was recognised in a file, and lets the user say it otherwise."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QTableView,
    QWidget,
)

from quickreply.core.intake import Form, Look, Reading
from quickreply.core.words import Say
from quickreply.ui import style
from quickreply.ui.exchange import dress
from quickreply.ui.exchange.page import column, label
from quickreply.ui.exchange.sheets import Sheets
from quickreply.ui.exchange.wording import CHOSEN, DELIMITERS, FIELDS, FORMS, field_name
from quickreply.ui.theme import GRID, ROW

ENCODINGS = ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be")

COLUMNS = 30
"""Columns that are shown; no table of phrases has more."""

_WIDTH, _WIDE = 124, 316
_CELL = 120

_ROOT = QModelIndex()


class Sample(QAbstractTableModel):
    """The first rows of a file. Above them is a row for the drop-downs, if the columns can be chosen."""

    def __init__(self, say: Say, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._say = say
        self._rows: Sequence[Sequence[str]] = ()
        self._header: Sequence[str] = ()
        self._width = 0

    def take(self, look: Look) -> None:
        """Shows another file."""
        self.beginResetModel()
        above = ((),) if look.form is not Form.PACK else ()
        self._rows, self._header = (*above, *look.rows), look.header
        if look.form is Form.PACK:  # the names are ours, and no user's
            self._header = [field_name(self._say, name) for name in look.header]
        self._width = min(max(map(len, (*look.rows, look.header)), default=0), COLUMNS)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:  # noqa: N802
        """The rows that are shown, and the one for the drop-downs."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:  # noqa: N802
        """As many as the widest row has."""
        return 0 if parent.isValid() else self._width

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The names in the file, else letters as in a spreadsheet."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        named = self._header[section].strip() if section < len(self._header) else ""
        return " ".join(named[:_CELL].split()) or (chr(65 + section) if section < 26 else str(section + 1))  # noqa: PLR2004

    def data(  # what a cell holds
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - Qt's
        """The beginning of a cell, in one line."""
        if role != Qt.ItemDataRole.DisplayRole or not index.isValid():
            return None
        row = self._rows[index.row()]
        return " ".join(row[index.column()][:_CELL].split()) if index.column() < len(row) else None


class SightPage(QWidget):
    """What the file is, and its first rows.

    Signals:
        changed: read it in this way instead.
    """

    changed = Signal(object)

    def __init__(self, say: Say) -> None:
        super().__init__()
        self._say = say
        self.reading: Reading | None = None
        """What is shown."""
        self._look: Look | None = None
        self.combos: list[QComboBox] = []
        self.heading = label("", dress.HEADING)
        self.facts = label("", style.FAINT)
        self.trouble = label("", dress.TROUBLE)
        self.encoding = QComboBox(self)
        self.headed = QCheckBox(say("The first row names the columns"), self)
        self.sheets = Sheets(self)
        self.sheets.chosen.connect(self._choose_sheets)
        self._encoding_label = QLabel(say("Encoding"), self)
        self.model = Sample(say, self)
        self.table = _table(self.model)
        self.encoding.activated.connect(lambda _row: self._choose_encoding())
        self.headed.clicked.connect(self._choose_header)
        whole = column(self)
        for line in (self.heading, self.facts):
            whole.addWidget(line)
        whole.addWidget(self.sheets)
        whole.addLayout(self._options())
        whole.addWidget(self.table, 1)
        whole.addWidget(self.trouble)

    def take(self, reading: Reading, look: Look) -> None:
        """Shows a file."""
        self.reading, self._look = reading, look
        self.heading.setText(reading.path.name)
        self.facts.setText(self._facts(look))
        missing = "" if look.readable else self._say("Say which column is the text.")
        self.trouble.setText(missing)
        self.trouble.setVisible(bool(missing))
        self.sheets.take(look)
        self._show_encoding(look)
        self.headed.setVisible(look.form is not Form.PACK)
        self.headed.setChecked(bool(look.header))
        self.model.take(look)
        self._place_combos(look)

    def _options(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        for widget in (self._encoding_label, self.encoding, self.headed):
            line.addWidget(widget)
        line.addStretch(1)
        return line

    def _facts(self, look: Look) -> str:
        say = self._say
        facts = [say(FORMS[look.form])]
        if look.encoding:
            facts.append(look.encoding.upper())
        if look.delimiter:
            facts.append(say("cells parted by {delimiter}", delimiter=say(DELIMITERS[look.delimiter])))
        if look.sheets and not look.others:
            facts.append(say("sheets: {names}", names=", ".join(look.sheets[:8])))
        if look.guessed:
            facts.append(say("no known header: the columns are a guess"))
        return " · ".join(facts)

    def _show_encoding(self, look: Look) -> None:
        known = bool(look.encoding)
        self.encoding.setVisible(known)
        self._encoding_label.setVisible(known)
        self.encoding.clear()
        self.encoding.addItems([name.upper() for name in dict.fromkeys((look.encoding, *ENCODINGS))])

    def _place_combos(self, look: Look) -> None:
        self.combos = []
        if look.form is Form.PACK:
            self._widen(look)
            return
        for place, field in enumerate(look.columns[:COLUMNS]):
            combo = self._combo(field)
            self.combos.append(combo)
            combo.activated.connect(lambda _row, place=place: self._choose_column(place))
            self.table.setIndexWidget(self.model.index(0, place), combo)
        if self.model.rowCount():
            self.table.setRowHeight(0, ROW)
        self._widen(look)

    def _combo(self, field: str) -> QComboBox:
        combo = QComboBox()
        for name in dict.fromkeys((*list(FIELDS)[:CHOSEN], field)):
            combo.addItem(field_name(self._say, name), name)
        combo.setCurrentIndex(combo.findData(field))
        return combo

    def _widen(self, look: Look) -> None:
        for place in range(self.model.columnCount()):
            name = look.columns[place] if place < len(look.columns) else ""
            longest = max((len(row[place]) for row in look.rows if place < len(row)), default=0)
            wide = name == "text" or (not name and longest > 20)  # noqa: PLR2004 - what fits
            self.table.setColumnWidth(place, _WIDE if wide else _WIDTH)

    def _choose_column(self, place: int) -> None:
        """One column holds the text, and so on: who had it before is not read."""
        chosen = [combo.currentData() for combo in self.combos]
        for other, field in enumerate(chosen):
            if other != place and field and field == chosen[place]:
                chosen[other] = ""
        self._ask(columns=tuple(chosen), header=self._look.header if self._look else ())

    def _choose_header(self, headed: bool) -> None:
        look = self._look
        if look is None:
            return
        header = (look.rows[0] if look.rows else ()) if headed else ()
        self._ask(columns=look.columns, header=header)

    def _choose_sheets(self, names: tuple[str, ...]) -> None:
        """Columns that were said are those of other sheets."""
        if self.reading:
            self.changed.emit(replace(self.reading, sheets=names, columns=(), header=()))

    def _choose_encoding(self) -> None:
        if self.reading:
            chosen = self.encoding.currentText().casefold()
            self.changed.emit(replace(self.reading, encoding=chosen, columns=(), header=()))

    def _ask(self, columns: tuple[str, ...], header: tuple[str, ...]) -> None:
        if self.reading:
            self.changed.emit(replace(self.reading, columns=columns, header=header))


def _table(model: Sample) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    table.setWordWrap(False)
    table.setIconSize(QSize(16, 16))
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(32)
    return table
