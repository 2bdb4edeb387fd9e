"""The page that shows what an import would do, row by row, and takes the user's choices."""

from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableView,
    QTextBrowser,
    QWidget,
)

from quickreply.core.intake import Line, Order, Proposal, State
from quickreply.core.plan import Choice, Mode, Wish
from quickreply.core.words import Say
from quickreply.ui import style
from quickreply.ui.exchange import dress
from quickreply.ui.exchange.filters import Filters
from quickreply.ui.exchange.lines import AT, CODE, STATUS, TEXT, TITLE, LinesModel
from quickreply.ui.exchange.page import column, label
from quickreply.ui.exchange.wording import CHOICES, MODES, details
from quickreply.ui.theme import GRID, Theme

_WIDTHS = {STATUS: 120, AT: 60, CODE: 120, TITLE: 180}
_WIDE = 180
"""With the name of the file before the line."""

_DETAILS = 112
_PAUSE = 400
"""Milliseconds after the last letter of a name until the plan is made anew."""


class PlanPage(QWidget):
    """What would happen.

    Signals:
        ordered: plan it in this way instead.
    """

    ordered = Signal(object)

    def __init__(self, say: Say, theme: Theme) -> None:
        super().__init__()
        self._say = say
        self._theme = theme
        self.order = Order()
        self.proposal = Proposal()
        self.model = LinesModel(say, theme, self)
        self.filters = Filters(say)
        self.library, self.group = _writable(self), _writable(self)
        self.mode, self.clash = QComboBox(self), QComboBox(self)
        self.table = self._table()
        self.details = QTextBrowser(self)
        self.row_choice, self.code = QComboBox(self), QLineEdit(self)
        self.told = label("", style.FAINT)
        self.trouble = label("", dress.TROUBLE)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._fill()
        self._build()
        self._connect()

    @property
    def touched(self) -> bool:
        """Whether the user has made choices for single rows."""
        return bool(self.order.wish.choices or self.order.codes)

    def begin(self, wish: Wish) -> None:
        """Another file: nothing is chosen yet but what was wished before."""
        self.order = Order(wish)
        self.mode.setCurrentIndex(self.mode.findData(wish.mode))
        self.clash.setCurrentIndex(self.clash.findData(wish.on_clash))
        self.group.setCurrentText(">".join(wish.group))
        self.filters.buttons[None].click()

    def take(self, proposal: Proposal, *, several: bool = False) -> None:
        """Shows a plan, of one file or `several`; the row that was looked at stays where it is."""
        self.model.names_files = several
        self.table.setColumnWidth(AT, _WIDE if several else _WIDTHS[AT])
        chosen = self._line()
        self.proposal = proposal
        self._name_libraries(proposal)
        counts = proposal.counts
        self.filters.take(counts, len(proposal.lines))
        self.model.take(proposal.lines, self.filters.state)
        self.told.setText("\n".join(proposal.told[:3]) + ("\n…" if len(proposal.told) > 3 else ""))  # noqa: PLR2004
        self.told.setVisible(bool(proposal.told))
        gone = counts[State.GONE]
        self.warn(
            self._say.count(
                "{n} phrase that is not in the file will be removed.",
                "{n} phrases that are not in the file will be removed.",
                gone,
            )
            if gone
            else ""
        )
        self._select(self.model.row_of(chosen.place) if chosen else 0)

    def warn(self, words: str) -> None:
        """Says below the table what to look out for."""
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))

    # Building.

    def _fill(self) -> None:
        for combo, words in ((self.mode, MODES), (self.clash, CHOICES), (self.row_choice, CHOICES)):
            for value, said in words.items():
                combo.addItem(self._say(said), value)
        self.row_choice.insertItem(0, self._say("as for all"), None)
        for name in (self.library, self.group):
            _line_of(name).setPlaceholderText(self._say("as the file says"))
        self.code.setPlaceholderText(self._say("another code"))
        self.code.setFixedWidth(160)
        self.details.setFixedHeight(_DETAILS)
        self.details.setOpenLinks(False)
        self.details.setTabChangesFocus(True)

    def _table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(32)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.horizontalHeader().setSectionResizeMode(TEXT, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setHighlightSections(False)
        for section, width in _WIDTHS.items():
            table.setColumnWidth(section, width)
        return table

    def _build(self) -> None:
        whole = column(self)
        whole.addLayout(self._wishes())
        whole.addWidget(self.filters)
        whole.addWidget(self.table, 1)
        whole.addWidget(self.details)
        whole.addLayout(self._for_row())
        whole.addWidget(self.told)
        whole.addWidget(self.trouble)

    def _wishes(self) -> QGridLayout:
        say = self._say
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * GRID)
        grid.setVerticalSpacing(2 * GRID)
        fields = (
            (say("Library"), self.library),
            (say("Group"), self.group),
            (say("Phrases"), self.mode),
            (say("Code taken"), self.clash),
        )
        for number, (name, field) in enumerate(fields):
            row, side = divmod(number, 2)
            grid.addWidget(QLabel(name, self), row, 2 * side)
            grid.addWidget(field, row, 2 * side + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        return grid

    def _for_row(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        form = QFormLayout()
        form.addRow(self._say("This row"), self.row_choice)
        line.addLayout(form)
        line.addWidget(self.code)
        line.addStretch(1)
        return line

    def _connect(self) -> None:
        self.filters.chosen.connect(self._filter)
        self.table.selectionModel().currentRowChanged.connect(self._look_at)
        for combo in (self.mode, self.clash):
            combo.activated.connect(lambda _row: self._order())
        for name in (self.library, self.group):
            _line_of(name).textEdited.connect(lambda _text: self._timer.start(_PAUSE))
            name.activated.connect(lambda _row: self._order())
        self._timer.timeout.connect(self._order)
        self.row_choice.activated.connect(lambda _row: self._choose_for_row())
        self.code.editingFinished.connect(self._rename)

    # Choices.

    def settle(self) -> bool:
        """Takes what was typed and not yet planned; whether there was something."""
        waiting = self._timer.isActive()
        if waiting:
            self._timer.stop()
            self._order()
        return waiting

    def _order(self) -> None:
        self._timer.stop()
        named = self.library.currentText().strip()
        before = self.order.wish.library
        library = (named or None) if before or named != self.proposal.library else None
        names = (name.strip() for name in self.group.currentText().split(">"))
        group = tuple(name for name in names if name)
        mode, clash = Mode(self.mode.currentData()), Choice(self.clash.currentData())
        self._send(replace(self.order, wish=Wish(library, group, mode, clash, self.order.wish.choices)))

    def _send(self, order: Order) -> None:
        if order != self.order:
            self.order = order
            self.ordered.emit(order)

    def _choose_for_row(self) -> None:
        line = self._line()
        if line is None or line.place < 0:
            return
        choices = dict(self.order.wish.choices)
        chosen = self.row_choice.currentData()
        if chosen is None:
            choices.pop(line.place, None)
        else:
            choices[line.place] = Choice(chosen)
        self._send(replace(self.order, wish=replace(self.order.wish, choices=choices)))

    def _rename(self) -> None:
        line, code = self._line(), self.code.text().strip()
        if line and line.place >= 0 and code != self.order.codes.get(line.place, line.draft.code):
            self._send(replace(self.order, codes={**self.order.codes, line.place: code}))

    # Looking.

    def _filter(self, state: State | None) -> None:
        self.model.take(self.proposal.lines, state)
        self._select(0)

    def _select(self, row: int) -> None:
        if self.model.rowCount():
            self.table.selectRow(max(row, 0))
            self.table.scrollTo(self.model.index(max(row, 0), 0))
        else:
            self._look_at(QModelIndex())

    def _line(self) -> Line | None:
        return self.model.line(self.table.currentIndex().row())

    def _look_at(self, current: QModelIndex) -> None:
        line = self.model.line(current.row()) if current.isValid() else None
        colour = self._theme.colours.trouble
        self.details.setHtml(details(self._say, line, colour) if line else "")
        able = line is not None and line.place >= 0
        self.row_choice.setEnabled(able)
        self.code.setEnabled(able)
        choice = self.order.wish.choices.get(line.place) if line else None
        self.row_choice.setCurrentIndex(self.row_choice.findData(choice) if choice else 0)
        self.code.setText(line.draft.code if line and able else "")

    def _name_libraries(self, proposal: Proposal) -> None:
        typed = self.library.hasFocus() or self.group.hasFocus()
        if typed:  # what is being written is not written over
            return
        for combo, names, text in (
            (self.library, proposal.libraries, proposal.library),
            (self.group, proposal.groups, self.group.currentText()),
        ):
            combo.clear()
            combo.addItems(list(dict.fromkeys(names)))
            combo.setCurrentText(text)


def _writable(parent: QWidget) -> QComboBox:
    """A list of names that takes new ones."""
    combo = QComboBox(parent)
    combo.setEditable(True)
    _line_of(combo).setMaxLength(200)
    combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return combo


def _line_of(combo: QComboBox) -> QLineEdit:
    """Where a name is written."""
    line = combo.lineEdit()
    return line if line is not None else QLineEdit(combo)
