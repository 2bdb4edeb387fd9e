"""Asks for what phrases lack, and has them inserted where the user was."""

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from quickreply.core.ports import Rect, Window
from quickreply.core.template.asking import Answers, Question
from quickreply.core.template.missing import CLIPBOARD
from quickreply.core.usage import How
from quickreply.desktop.hands import Hands

if TYPE_CHECKING:
    from quickreply.ui.asking import Asking


class Asker(QObject):
    """Stands between the hands, whichever there are by then, and the form. It can read the clipboard."""

    def __init__(self, hands: Callable[[], Hands], form: "Callable[[], Asking]") -> None:
        super().__init__()
        self._hands = hands
        self._form = form
        self._how = How.CODE
        self._window: Window | None = None

    def ask(self, question: Question, how: How, window: Window | None, near: Rect | None) -> None:
        """Asks the user, unless the clipboard says all."""
        self._how, self._window = how, window
        pasted = QGuiApplication.clipboard().text()
        names = {missing.name for missing in question.missing}
        if CLIPBOARD in names and pasted.strip():
            question = replace(question, offered={**question.offered, CLIPBOARD: pasted})
        if names == {CLIPBOARD} and pasted.strip():
            self._insert(question, {CLIPBOARD: pasted})
        else:
            self._form().open(question, near)

    def furnish(self, form: "Asking") -> None:
        """Connects a form."""
        form.answered.connect(self._insert)
        form.dismissed.connect(self._give_focus_back)

    def _insert(self, question: Question, said: Mapping[str, str], *remind: bool) -> None:
        answers = Answers({**question.said, **said}, question.seed, question.step, remind=all(remind))
        self._hands().fill(question.phrase, self._window, self._how, answers)

    def _give_focus_back(self) -> None:
        if self._window:
            self._hands().give_back(self._window, os.getpid())
