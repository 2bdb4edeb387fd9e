"""Lets files and tables in where something else is asked for: onto the search window, into its box."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from quickreply.ui.exchange import arrival


class Door(QObject):
    """Watches a window and what is in it.

    Signals:
        files: these were dropped.
        table: this was pasted, several lines with tabs.
    """

    files = Signal(object)
    table = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.setAcceptDrops(True)
        for watched in (window, *window.findChildren(QWidget)):
            watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Takes what is for the import; leaves the rest alone."""
        if isinstance(event, QDragEnterEvent) and arrival.files(event.mimeData()):
            event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and event.type() is QEvent.Type.Drop:
            return self._dropped(event)
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._pasted(watched, event)
        return False

    def _dropped(self, event: QDropEvent) -> bool:
        found = arrival.files(event.mimeData())
        if found:
            event.acceptProposedAction()
            QTimer.singleShot(
                0, self, lambda: self.files.emit(found)
            )  # Qt is not through with the window yet
        return bool(found)

    def _pasted(self, watched: QObject, event: QKeyEvent) -> bool:
        if not isinstance(watched, QLineEdit) or not event.matches(QKeySequence.StandardKey.Paste):
            return False
        data = QGuiApplication.clipboard().mimeData()
        if not arrival.is_table(data):
            return False
        self.table.emit(arrival.table(data))
        return True
