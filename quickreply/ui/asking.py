"""The form that asks for what a phrase lacks: a line for each gap, and the phrase as it will be."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QCursor, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QVBoxLayout

from quickreply.core.ports import Rect
from quickreply.core.reminder import when
from quickreply.core.template.asking import Question
from quickreply.core.template.missing import Missing
from quickreply.core.template.names import Kind
from quickreply.core.words import Say, mark
from quickreply.ui import style
from quickreply.ui.answer import Answer
from quickreply.ui.choice import Choice
from quickreply.ui.pieces import LEADING, Hints, Passage, Rule
from quickreply.ui.place import Scale, place
from quickreply.ui.sheet import Sheet
from quickreply.ui.theme import GRID, Theme

WIDTH = 472
PREVIEW = 6
"""Lines of the phrase that are shown at most."""

_LEAST = 2
_MOST = 160
"""Longest name of a gap that is shown, in pixels."""

_WANTED = {
    Kind.TEXT: mark("Say something for “{name}”."),
    Kind.NUMBER: mark("“{name}” is a number."),
    Kind.AMOUNT: mark("“{name}” is an amount, as in 9.90."),
    Kind.DATE: mark("“{name}” is a day, as in 2026-11-30."),
    Kind.CHOICE: mark("Choose one for “{name}”."),
}
_FLAGS = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint


class Asking(Sheet):
    """Asks one question at a time. It stays while the user looks something up in another window.

    Signals:
        answered: with the question, what was said by the names of its gaps, and whether to remind her of it.
        dismissed: the user gave it up.
    """

    answered = Signal(object, object, bool)
    dismissed = Signal()

    def __init__(self, say: Say, theme: Theme) -> None:
        super().__init__(theme, _FLAGS)
        self._say = say
        self._question: Question | None = None
        self._fields: dict[str, Answer] = {}
        self._label = QLabel(self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._form = QFormLayout()
        self._preview = Passage(theme, self)
        self._remind = QCheckBox(self)
        self._trouble = QLabel(self)
        self._trouble.setObjectName(style.TROUBLE)
        self._hints = Hints(theme, self)
        self._build(theme)
        self.setWindowTitle("quickreply")
        self.restyle()

    def open(self, question: Question, near: Rect | None) -> None:
        """Asks, near the window worked in; what was asked before is given up."""
        self._question = question
        self._label.setText(self._label.fontMetrics().elidedText(question.label, _RIGHT, WIDTH - 8 * GRID))
        self._renew(question)
        self._offer(question.remind)
        self._look()
        self.adjustSize()
        self.setFixedSize(WIDTH, self.sizeHint().height())
        scales = [Scale.of(screen) for screen in QGuiApplication.screens()]
        self.move(place(self.size(), _nowhere(near), near, scales))
        self.show()
        self.raise_()
        self.activateWindow()
        self._go_on()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes on to what is missing, or inserts; Esc gives up."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._accept()
            case Qt.Key.Key_Escape:
                self._leave()
            case _:
                super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Closed from outside, it tells as if the user had pressed Esc."""
        super().closeEvent(event)
        self._leave()

    def _build(self, theme: Theme) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
        column.setSpacing(3 * GRID)
        self._form.setVerticalSpacing(2 * GRID)
        self._form.setHorizontalSpacing(3 * GRID)
        rule = Rule(theme, self)
        for part in (
            self._label,
            self._form,
            self._remind,
            self._trouble,
            rule,
            self._preview,
            self._hints,
        ):
            column.addLayout(part) if isinstance(part, QFormLayout) else column.addWidget(part)
        self._label.setFont(theme.bold)

    def _renew(self, question: Question) -> None:
        while self._form.rowCount():
            self._form.removeRow(0)
        self._fields = {}
        known = {**question.offered, **question.said}
        for missing in question.missing:
            answer = self._answer(missing, known.get(missing.name, ""))
            answer.textChanged.connect(self._look)
            name = QLabel(self)
            name.setTextFormat(Qt.TextFormat.PlainText)
            called = self._called(missing)
            name.setText(name.fontMetrics().elidedText(called, _RIGHT, _MOST))
            name.setToolTip(called if name.text() != called else "")
            self._form.addRow(name, answer)
            self._fields[missing.name] = answer
        self._trouble.clear()
        self._hint(question)
        lines = self._preview.lines(self._text(question), WIDTH - 8 * GRID, PREVIEW)
        self._preview.setFixedHeight(max(_LEAST, lines) * LEADING)

    def _called(self, missing: Missing) -> str:
        """Its name. A choice without one is called by all it has, and that is seen beside it."""
        nameless = bool(missing.options) and missing.name == "|".join(missing.options)
        return self._say("Choose") if nameless else missing.name

    def _answer(self, missing: Missing, known: str) -> Answer:
        if missing.kind is Kind.CHOICE:
            return Choice(missing, known, self.theme, self)
        return Answer(missing, known, self)

    def _hint(self, question: Question) -> None:
        """Which keys do something here."""
        say, missing = self._say, question.missing
        useful = {
            ("Enter", say("insert")): True,
            ("Tab", say("next")): len(missing) > 1 or question.remind is not None,
            ("←→", say("choose")): any(one.kind is Kind.CHOICE for one in missing),
            ("Esc", say("close")): True,
        }
        self._hints.take(*(hint for hint, now in useful.items() if now))

    def _offer(self, due: datetime | None) -> None:
        """To remind her is the phrase's wish; she has the last word."""
        self._remind.setVisible(due is not None)
        self._remind.setChecked(due is not None)
        if due:
            time = when(due, datetime.now(due.tzinfo))
            self._remind.setText(self._say("Remind me at {time}, with what I say here", time=time))

    def _look(self) -> None:
        """The phrase as it will be; what is still missing is shown by its name."""
        question = self._question
        if question is None:
            return
        self._preview.take(self._text(question))
        self._trouble.clear()

    def _text(self, question: Question) -> str:
        shown = (self._shown(piece) if isinstance(piece, Missing) else piece for piece in question.pieces)
        return "".join(shown)

    def _shown(self, missing: Missing) -> str:
        return self._fields[missing.name].text().strip() or f"〔{missing.name}〕"

    def _said(self) -> Mapping[str, str]:
        return {name: answer.said for name, answer in self._fields.items()}

    def _go_on(self) -> None:
        """To the first line that is still missing."""
        unfit = (answer for answer in self._fields.values() if not answer.fits)
        answer = next(unfit, next(iter(self._fields.values()), None))
        if answer:
            answer.setFocus(Qt.FocusReason.TabFocusReason)
            answer.selectAll()

    def _accept(self) -> None:
        wrong = next((answer.missing for answer in self._fields.values() if not answer.fits), None)
        if wrong:
            self._go_on()
            self._trouble.setText(self._say(_WANTED[wrong.kind], name=wrong.name))
            return
        question, self._question = self._question, None
        if question:
            said = self._said()
            self.hide()
            self.answered.emit(question, said, self._remind.isChecked() or question.remind is None)

    def _leave(self) -> None:
        question, self._question = self._question, None
        self.hide()
        if question:
            self.dismissed.emit()


_RIGHT = Qt.TextElideMode.ElideRight


def _nowhere(near: Rect | None) -> QPoint:
    """Where the pointer is, or outside of the window worked in: the form belongs to its lower left."""
    return QCursor.pos() if near is None else QPoint(-1, -1)
