"""A field of a form: above it stands what it is for, or what is wrong with it."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextOption
from PySide6.QtWidgets import (
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from quickreply.ui import style
from quickreply.ui.pictures import holds_picture
from quickreply.ui.theme import GRID

_HEIGHT = 8 * GRID
_CAPTION = 5 * GRID
_BELOW = 2 * GRID
_LEAST = 15 * GRID


class Words(QLineEdit):
    """One line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The down arrow shows all that may be meant."""
        if event.key() == Qt.Key.Key_Down and (completer := self.completer()):
            completer.setCompletionPrefix(self.text())
            completer.complete()
        else:
            super().keyPressEvent(event)


class Lines(QPlainTextEdit):
    """Several lines. Tab goes on to the next field, Ctrl+Enter is for the form.

    Signals:
        pictured: a picture was dropped here or pasted.
    """

    pictured = Signal(QMimeData)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(_LEAST)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 - Qt's name
        """Text, and pictures, which go elsewhere."""
        return holds_picture(source) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Tells of a picture; a text is inserted."""
        if holds_picture(source):
            self.pictured.emit(source)
        else:
            super().insertFromMimeData(source)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Leaves the keys that end the form to it."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


class FieldBox(QWidget):
    """A field with its caption. A fault stands in place of that: nothing jumps, and no room waits for it."""

    def __init__(self, caption: str, example: str, field: Words | Lines) -> None:
        super().__init__()
        self._field = field
        self._fault = QLabel(self)
        self._fault.setObjectName(style.TROUBLE)
        self._fault.setTextFormat(Qt.TextFormat.PlainText)
        self._fault.setFixedHeight(_CAPTION)
        self._fault.setMinimumWidth(1)
        self._fault.hide()
        self._caption = QLabel(caption, self)
        self._caption.setObjectName(style.FAINT)
        self._caption.setBuddy(field)
        self._caption.setFixedHeight(_CAPTION)
        field.setObjectName(style.FIELD)
        field.setPlaceholderText(example)
        field.setAccessibleName(caption)
        field.textChanged.connect(lambda: self.blame(""))
        self._head = QHBoxLayout()
        self._head.setSpacing(2 * GRID)
        self._head.addWidget(self._caption)
        self._head.addWidget(self._fault, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, _BELOW)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(field, int(isinstance(field, Lines)))

    def put_beside(self, part: QWidget) -> None:
        """Puts something beside the caption."""
        part.setFixedHeight(_CAPTION)
        self._head.addWidget(part)

    @property
    def text(self) -> str:
        """What stands in it."""
        return self._field.text() if isinstance(self._field, Words) else self._field.toPlainText()

    def write(self, text: str) -> None:
        """Puts a text in place of what stands in it."""
        self._field.setText(text) if isinstance(self._field, Words) else self._field.setPlainText(text)

    def blame(self, fault: str) -> None:
        """Says what is wrong with it, until something else is written; nothing if all is well."""
        said = fault[:1].upper() + fault[1:].rstrip(".。")
        self._fault.setText(said)
        self._fault.setToolTip(said)
        self._fault.setVisible(bool(fault))
        self._caption.setVisible(not fault)

    def focus(self) -> None:
        """Gives it the keyboard."""
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def complete(self, completer: QCompleter) -> None:
        """Offers what may be meant while a line is being written."""
        if isinstance(self._field, Words):
            self._field.setCompleter(completer)
