"""What the pages of the import window have in common, and the simple ones: drop, wait, result."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from quickreply.core.words import Say
from quickreply.ui import style
from quickreply.ui.exchange import dress
from quickreply.ui.theme import GRID


def label(text: str = "", name: str = "", parent: QWidget | None = None) -> QLabel:
    """Words that wrap; never taken for markup, since file names are hostile."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setObjectName(name)
    return made


def column(page: QWidget) -> QVBoxLayout:
    """The page's layout, from top to bottom."""
    made = QVBoxLayout(page)
    made.setContentsMargins(6 * GRID, 5 * GRID, 6 * GRID, 4 * GRID)
    made.setSpacing(3 * GRID)
    return made


class DropPage(QWidget):
    """Where files are dropped.

    Signals:
        asked: choose a file.
    """

    asked = Signal()

    def __init__(self, say: Say) -> None:
        super().__init__()
        self.zone = QFrame(self)
        self.zone.setObjectName(dress.DROP)
        self.choose = QPushButton(say("Choose file…"), self.zone)
        self.choose.clicked.connect(self.asked)
        self.trouble = label("", dress.TROUBLE)
        inside = QVBoxLayout(self.zone)
        inside.setSpacing(3 * GRID)
        inside.addStretch(1)
        for words, name in (
            (say("Drop files with phrases here"), dress.HEADING),
            (say("Spreadsheets (.xlsx .xls .ods), tables (.csv) and packs (.yaml .json .qrpack)."), ""),
            (say("Or copy the cells in a spreadsheet and press Ctrl+V."), style.FAINT),
        ):
            line = label(words, name)
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            inside.addWidget(line)
        inside.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addStretch(1)
        whole = column(self)
        whole.addWidget(self.zone, 1)
        whole.addWidget(self.trouble)
        self.complain("")

    def complain(self, words: str) -> None:
        """Says below the zone what went wrong."""
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))

    def light(self, over: bool) -> None:
        """Shows that what is held above it would be taken."""
        self.zone.setProperty("over", "true" if over else "false")
        self.zone.style().polish(self.zone)


class WaitPage(QWidget):
    """Shown while something takes long."""

    def __init__(self) -> None:
        super().__init__()
        self.words = label("", dress.HEADING)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        whole = column(self)
        whole.addStretch(1)
        whole.addWidget(self.words)
        whole.addWidget(self.bar)
        whole.addStretch(1)

    def wait(self, words: str, total: int = 0) -> None:
        """Says what takes long; with a `total` the bar shows how much of it is done."""
        self.words.setText(words)
        self.bar.setRange(0, total)
        self.bar.setValue(0)


class EndPage(QWidget):
    """What became of it."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = label("", dress.HEADING)
        self.words = label()
        self.hint = label("", style.FAINT)
        whole = column(self)
        whole.addStretch(1)
        for line in (self.heading, self.words, self.hint):
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            whole.addWidget(line)
        whole.addStretch(1)

    def tell(self, heading: str, words: str, hint: str = "") -> None:
        """Says it."""
        self.heading.setText(heading)
        self.words.setText(words)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
