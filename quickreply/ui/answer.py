"""One line of the form: an answer that is typed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from quickreply.core.template.filling import fits
from quickreply.core.template.missing import Missing, Why
from quickreply.ui import style
from quickreply.ui.theme import GRID


class Answer(QLineEdit):
    """What is said for one gap. `known` was said before; of what did not fit nothing is left."""

    def __init__(self, missing: Missing, known: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.missing = missing
        self.setFixedHeight(8 * GRID)
        self.setObjectName(style.FIELD)
        self.setAccessibleName(missing.name)
        if missing.why is not Why.UNFIT or known in missing.options:
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
        else:
            super().keyPressEvent(event)


_FOR_THE_FORM = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}
