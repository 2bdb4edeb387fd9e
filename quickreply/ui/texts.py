"""The texts of a phrase in its form: one is shown to be written, the others are a click or a key away."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from quickreply.core.draft import Draft
from quickreply.core.wording import MOST, Law, Wording
from quickreply.core.words import Say, mark
from quickreply.ui import style
from quickreply.ui.fields import FieldBox

_LAWS = {
    Law.LADDER: mark("step by step"),
    Law.ROTATE: mark("in turn"),
    Law.RANDOM: mark("by chance"),
    Law.CHOOSE: mark("the first, or as chosen"),
}
"""What comes next, in few words."""


class Texts(QWidget):
    """Turns the field of the text, and that of its note, from one wording to the next."""

    def __init__(self, say: Say, text: FieldBox, note: FieldBox, parent: QWidget) -> None:
        super().__init__(parent)
        self._say = say
        self._text = text
        self._note = note
        self._all = [Wording("")]
        self._at = 0
        self.law = Law.LADDER
        self._buttons: list[QToolButton] = []
        self._law = self._button("", self._next_law)
        self._more = self._button("+", self._add)
        self._more.setToolTip(say("One more text (Alt+→ behind the last)"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addStretch(1)
        for button in (self._more, self._law):
            self._row.addWidget(button)

    def begin(self, draft: Draft) -> None:
        """Shows the texts of a phrase, the first one first."""
        self._all = [Wording(draft.text, draft.note), *draft.more]
        self.law = draft.law
        self._show(0)

    @property
    def wordings(self) -> tuple[Wording, ...]:
        """All texts as they stand."""
        self._keep()
        return tuple(self._all)

    def turn(self, steps: int) -> None:
        """Shows another one; behind the last a new one, if something stands in that."""
        place = self._at + steps
        if place < len(self._all):
            self.go(max(place, 0))
        elif self._text.text.strip():
            self._add()

    def go(self, place: int) -> None:
        """Shows the text in this place."""
        self._keep()
        self._show(min(place, len(self._all) - 1))

    def _add(self) -> None:
        self._keep()
        if len(self._all) < MOST:
            self._all.append(Wording(""))
        self._show(len(self._all) - 1)
        self._text.focus()

    def _keep(self) -> None:
        self._all[self._at] = Wording(self._text.text, self._note.text)

    def _show(self, place: int) -> None:
        self._at = place
        self._text.write(self._all[place].text)
        self._note.write(self._all[place].note)
        several = len(self._all) > 1
        while len(self._buttons) < len(self._all) * several:
            self._grow()
        for number, button in enumerate(self._buttons):
            button.setVisible(several and number < len(self._all))
            button.setChecked(number == place)
        self._law.setVisible(several)
        self._law.setText(self._say(_LAWS[self.law]))

    def _grow(self) -> None:
        number = len(self._buttons)
        button = self._button(str(number + 1), lambda: self.go(number))
        button.setCheckable(True)
        self._row.insertWidget(number + 1, button)
        self._buttons.append(button)

    def _next_law(self) -> None:
        laws = list(Law)
        self.law = laws[(laws.index(self.law) + 1) % len(laws)]
        self._law.setText(self._say(_LAWS[self.law]))

    def _button(self, text: str, act: object) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(style.SMALL_BUTTON)
        button.setText(text)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(act)
        return button
