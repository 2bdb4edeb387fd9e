"""A row of buttons that show lines of one state only, with how many there are."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from quickreply.core.intake import State
from quickreply.core.words import Say
from quickreply.ui.exchange import dress
from quickreply.ui.exchange.wording import STATES
from quickreply.ui.theme import GRID


class Filters(QWidget):
    """One button for all, and one for each state that there is.

    Signals:
        chosen: the state, or None for all.
    """

    chosen = Signal(object)

    def __init__(self, say: Say) -> None:
        super().__init__()
        self._say = say
        self.state: State | None = None
        self._group = QButtonGroup(self)
        self.buttons: dict[State | None, QPushButton] = {}
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GRID)
        for state in (None, *State):
            line.addWidget(self._button(state))
        line.addStretch(1)
        self.buttons[None].setChecked(True)

    def take(self, counts: Mapping[State, int], total: int) -> None:
        """Shows how many there are; a state that is gone is not chosen any more."""
        self._name(None, total)
        for state in State:
            self._name(state, counts[state])
            self.buttons[state].setVisible(bool(counts[state]))
        if self.state is not None and not counts[self.state]:
            self._choose(None)
            self.buttons[None].setChecked(True)

    def _button(self, state: State | None) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(dress.CHIP)
        button.setCheckable(True)
        button.clicked.connect(lambda _checked: self._choose(state))
        self._group.addButton(button)
        self.buttons[state] = button
        return button

    def _name(self, state: State | None, count: int) -> None:
        name = self._say("all") if state is None else self._say(STATES[state])
        self.buttons[state].setText(f"{name} {count}")

    def _choose(self, state: State | None) -> None:
        self.state = state
        self.chosen.emit(state)
