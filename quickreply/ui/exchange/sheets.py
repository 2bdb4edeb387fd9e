"""Which sheets of a spreadsheet are read: a box to tick for each."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QScrollArea, QWidget

from quickreply.core.intake import Look
from quickreply.ui.theme import GRID

MOST = 60
"""Boxes; no spreadsheet of phrases has more sheets."""

_LONG = 24
"""Characters of a name that are shown."""


class Sheets(QScrollArea):
    """Is seen only where there is something to choose.

    Signals:
        chosen: read these.
    """

    chosen = Signal(tuple)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.boxes: dict[str, QCheckBox] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(9 * GRID)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def take(self, look: Look) -> None:
        """Shows the sheets of another file, or none."""
        names = (*look.sheets, *look.others)
        if dict.fromkeys(look.sheets, True) | dict.fromkeys(look.others, False) != self._ticked():
            self._fill(look)
        self.setVisible(len(names) > 1)

    def _ticked(self) -> dict[str, bool]:
        return {name: box.isChecked() for name, box in self.boxes.items()}

    def _fill(self, look: Look) -> None:
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(3 * GRID)
        self.boxes = {}
        for name in (*look.sheets, *look.others)[:MOST]:
            box = QCheckBox(name[:_LONG].replace("&", "&&"), row)
            box.setToolTip(name)
            box.setChecked(name in look.sheets)
            box.clicked.connect(self._choose)
            line.addWidget(box)
            self.boxes[name] = box
        line.addStretch(1)
        self.setWidget(row)

    def _choose(self) -> None:
        """At least one sheet is read: the last tick stays."""
        chosen = tuple(name for name, ticked in self._ticked().items() if ticked)
        if chosen:
            self.chosen.emit(chosen)
        else:
            box = self.sender()
            if isinstance(box, QCheckBox):
                box.setChecked(True)
