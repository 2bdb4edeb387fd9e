"""The search box: what is typed and composed in it, and the keys that are not its own."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class SearchBox(QLineEdit):
    """Shows every key to others first, but for keys that an input method needs.

    Signals:
        key: this key went down; who accepts it, has it.
        composes: something is being composed, or no more.
        composed: what is being composed has changed.
        committed: something was committed of which nothing had been seen.
        clicked: the mouse went down in it.
    """

    key = Signal(QKeyEvent)
    composes = Signal(bool)
    composed = Signal()
    committed = Signal()
    clicked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._composing = ""

    @property
    def composing(self) -> bool:
        """Whether an input method is at work in it."""
        return bool(self._composing)

    def query(self) -> str:
        """What was typed, with what is being composed in its place; input methods divide syllables."""
        text, place = self.text(), self.cursorPosition()
        letters = self._composing.replace(" ", "").replace("'", "")
        return text[:place] + letters + text[place:]

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        """Tells whether something is being composed, and what comes of it where nothing is seen of that."""
        before, self._composing = self._composing, event.preeditString()
        super().inputMethodEvent(event)
        if before != self._composing:
            self.composed.emit()
        if bool(before) != bool(self._composing):
            self.composes.emit(bool(self._composing))
        elif event.commitString():
            self.committed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter inside of a composition belongs to it and must never insert a phrase."""
        if self._composing:
            super().keyPressEvent(event)
            event.accept()
            return
        if not self._copies_itself(event):
            self.key.emit(event)
            if event.isAccepted():
                return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Who clicks into it wants to type."""
        super().mousePressEvent(event)
        self.clicked.emit()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, ARG002, N802 - Qt's name and signature
        """Tab is a key like others here: there is nothing else to go to."""
        return False

    def _copies_itself(self, event: QKeyEvent) -> bool:
        return self.hasSelectedText() and event.matches(QKeySequence.StandardKey.Copy)
