import os

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from quickreply.app.asking import Asker
from quickreply.core.ports import Rect, Window
from quickreply.core.template.asking import Answers, Question
from quickreply.core.template.missing import Missing, Why
from quickreply.core.usage import How

CHAT = Window(7, 8, "chat")
ORDER = Missing("订单号", Why.ASK)
PASTED = Missing("剪贴板", Why.NO_CLIPBOARD)


class Hands:
    """What is asked of the hands."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []

    def fill(self, *what: object) -> None:
        self.asked.append(("fill", *what))

    def give_back(self, *what: object) -> None:
        self.asked.append(("give_back", *what))


class Form:
    """A form that notes what it is opened with."""

    def __init__(self) -> None:
        self.opened: list[tuple[Question, Rect | None]] = []

    def open(self, question: Question, near: Rect | None) -> None:
        self.opened.append((question, near))


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def form() -> Form:
    return Form()


@pytest.fixture
def asker(hands: Hands, form: Form, qtbot: QtBot) -> Asker:  # noqa: ARG001 - the clipboard is Qt's
    QGuiApplication.clipboard().clear()
    return Asker(lambda: hands, lambda: form)  # type: ignore[arg-type, return-value]


def test_the_form_asks_and_the_hands_insert(asker: Asker, hands: Hands, form: Form):
    question = Question(3, "Order", (ORDER,), seed=5, said={"金额": "1"})
    asker.ask(question, How.CODE, CHAT, Rect(0, 0, 9, 9))
    assert form.opened == [(question, Rect(0, 0, 9, 9))]

    asker._insert(question, {"订单号": "7"})
    assert hands.asked == [("fill", 3, CHAT, How.CODE, Answers({"金额": "1", "订单号": "7"}, 5))]


def test_given_up_the_window_has_the_keyboard_again(asker: Asker, hands: Hands):
    asker.ask(Question(3, "Order", (ORDER,)), How.CODE, CHAT, None)
    asker._give_focus_back()

    assert hands.asked == [("give_back", CHAT, os.getpid())]


def test_the_clipboard_alone_is_not_asked_about(asker: Asker, hands: Hands, form: Form):
    QGuiApplication.clipboard().setText("SF1")
    asker.ask(Question(3, "Parcel", (PASTED,)), How.TRAY, CHAT, None)

    assert hands.asked == [("fill", 3, CHAT, How.TRAY, Answers({"剪贴板": "SF1"}, 0))]
    assert not form.opened


def test_with_other_things_it_is_offered(asker: Asker, form: Form):
    QGuiApplication.clipboard().setText("SF1")
    asker.ask(Question(3, "Parcel", (PASTED, ORDER)), How.TRAY, CHAT, None)

    assert form.opened[0][0].offered == {"剪贴板": "SF1"}


def test_an_empty_one_is_asked_for(asker: Asker, hands: Hands, form: Form):
    asker.ask(Question(3, "Parcel", (PASTED,), offered={"剪贴板": "old"}), How.TRAY, CHAT, None)

    assert len(form.opened) == 1
    assert not hands.asked


def test_she_may_not_want_to_be_reminded(asker: Asker, hands: Hands):
    question = Question(3, "Order", (ORDER,), seed=5)
    asker._insert(question, {}, False)

    assert hands.asked == [("fill", 3, None, How.CODE, Answers({}, 5, remind=False))]
