"""The frame of the import window: its looks, its foot, and the ways in which things come to it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from quickreply.core.words import Say
from quickreply.ui import style
from quickreply.ui.exchange import arrival, dress
from quickreply.ui.exchange.page import DropPage
from quickreply.ui.theme import GRID, Theme

WIDTH, HEIGHT = 900, 660


class Frame(QWidget):
    """A window with pages, a button to go on and one to go back; takes files and tables however they come."""

    def __init__(self, say: Say, theme: Theme) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._say = say
        self._theme = theme
        self.drop = DropPage(say)
        self.pages = QStackedWidget(self)
        self.back, self.on = QPushButton(self), QPushButton(self)
        self.place = QLabel(self)
        self._build()
        self.drop.asked.connect(self._choose_files)
        self.on.clicked.connect(self.go_on)
        self.back.clicked.connect(self.go_back)
        theme.changed.connect(self._restyle)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Open), self, self._choose_files)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self, self._paste)
        self._restyle()

    def bring(self, files: Sequence[Path]) -> None:
        """Takes files."""
        raise NotImplementedError

    def paste(self, text: str) -> None:
        """Takes a table that was copied."""
        raise NotImplementedError

    def go_on(self) -> None:
        """The next step."""
        raise NotImplementedError

    def go_back(self) -> None:
        """The step before."""
        raise NotImplementedError

    def escape(self) -> None:
        """Back, or out of the window."""
        raise NotImplementedError

    def _choose_files(self) -> None:
        patterns = "*.xlsx *.xls *.xlsb *.ods *.csv *.txt *.tsv *.yaml *.yml *.json *.qrpack"
        kinds = f"{self._say('Phrases')} ({patterns});;{self._say('All files')} (*)"
        chosen, _ = QFileDialog.getOpenFileNames(self, self._say("Import phrases"), "", kinds)
        self.bring([Path(name) for name in chosen])

    def _paste(self) -> None:
        self._take(QGuiApplication.clipboard().mimeData())

    def _take(self, data: QMimeData) -> None:
        files = arrival.files(data)
        if files:
            self.bring(files)
        else:
            self.paste(arrival.table(data))

    def _build(self) -> None:
        self.setObjectName("import")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self.setWindowTitle(self._say("Import phrases"))
        self.setWindowIcon(self._theme.icon("quickreply"))
        self.resize(WIDTH, HEIGHT)
        self.setMinimumSize(640, 520)
        self.pages.addWidget(self.drop)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.pages, 1)
        whole.addWidget(self._foot())

    def _foot(self) -> QWidget:
        foot = QWidget(self)
        foot.setObjectName("foot")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.on.setObjectName(dress.PRIMARY)
        self.place.setObjectName(style.FAINT)
        line = QHBoxLayout(foot)
        line.setContentsMargins(6 * GRID, 3 * GRID, 6 * GRID, 3 * GRID)
        line.addWidget(self.place)
        line.addStretch(1)
        line.addWidget(self.back)
        line.addWidget(self.on)
        foot.setMinimumHeight(14 * GRID)
        return foot

    def _restyle(self) -> None:
        self.setPalette(style.palette(self._theme.colours))
        self.setStyleSheet(style.sheet(self._theme) + dress.sheet(self._theme))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses the button that has the keyboard, else goes on; Esc goes back."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            focused = self.focusWidget()
            if isinstance(focused, QPushButton) and focused.isVisible():
                focused.click()
            else:
                self.go_on()
        elif event.key() == Qt.Key.Key_Escape:
            self.escape()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Files and tables may be dropped anywhere."""
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()
            self.drop.light(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt's name
        """It was carried on."""
        super().dragLeaveEvent(event)
        self.drop.light(False)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Takes what was dropped."""
        event.acceptProposedAction()
        self.drop.light(False)
        self._take(event.mimeData())
