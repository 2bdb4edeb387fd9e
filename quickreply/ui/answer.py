"""One line of the form: an answer that is typed, or chosen with digits and arrows."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from quickreply.core.template.filling import fits
from quickreply.core.template.missing import Missing, Why
from quickreply.core.template.names import Kind
from quickreply.ui import style
from quickreply.ui.theme import GRID

_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Space: 1,
}


class Answer(QLineEdit):
    """What is said for one gap. One of several is chosen, the first at once."""

    def __init__(self, missing: Missing, known: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.missing = missing
        self.setFixedHeight(8 * GRID)
        self.setObjectName(style.FIELD)
        if missing.kind is Kind.CHOICE:
            self.setReadOnly(True)
            self.setText(known if known in missing.options else missing.options[0])
            self.setToolTip(" · ".join(f"{number} {one}" for number, one in enumerate(missing.options, 1)))
        elif missing.why is not Why.UNFIT:
            self.setText(known)

    @property
    def said(self) -> str:
        """The answer."""
        return self.text().strip()

    @property
    def fits(self) -> bool:
        """Whether it is of the kind that is wanted."""
        return fits(self.said, self.missing.kind, self.missing.options)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter and Esc are for the form."""
        if event.key() in _FOR_THE_FORM:
            event.ignore()
        elif self.missing.kind is not Kind.CHOICE or not self._choose(event):
            super().keyPressEvent(event)

    def _choose(self, event: QKeyEvent) -> bool:
        options = self.missing.options
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.setText(options[(options.index(self.text()) + step) % len(options)])
        elif event.text() in _DIGITS and int(event.text()) <= len(options):
            self.setText(options[int(event.text()) - 1])
        else:
            return False
        return True


_FOR_THE_FORM = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}
_DIGITS = frozenset("123456789")
