from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from quickreply.core.ports import Rect
from quickreply.core.template.asking import Question
from quickreply.core.template.missing import Missing, Why
from quickreply.core.template.names import Kind
from quickreply.core.words import Say
from quickreply.ui.asking import Asking
from quickreply.ui.theme import Theme

ORDER = Missing("订单号", Why.ASK)
AMOUNT = Missing("金额", Why.ASK, Kind.AMOUNT)
COURIER = Missing("快递", Why.ASK, Kind.CHOICE, ("中通", "圆通", "顺丰"))
KEY = Qt.Key


class Desk:
    """A form, the keys that are pressed in it, and what comes of them."""

    def __init__(self, form: Asking, qtbot: QtBot) -> None:
        self.form = form
        self._bot = qtbot
        self.answers: list[tuple[Question, dict[str, str]]] = []
        self.reminds: list[bool] = []
        self.dismissals = 0
        form.answered.connect(lambda question, said: self.answers.append((question, dict(said))))
        form.answered.connect(lambda _question, _said, remind: self.reminds.append(remind))
        form.dismissed.connect(self._dismissed)

    def ask(self, *pieces: str | Missing, **facts: object) -> Question:
        question = Question(7, "Order", pieces, **facts)  # type: ignore[arg-type]
        self.form.open(question, Rect(100, 100, 800, 600))
        self._bot.waitUntil(lambda: self.form.isActiveWindow() and self.focus is not None)
        return question

    @property
    def focus(self) -> QWidget | None:
        return self.form.focusWidget()

    def type(self, text: str) -> None:
        self._bot.keyClicks(self.focus, text)

    def press(self, key: Qt.Key) -> None:
        self._bot.keyClick(self.focus or self.form, key)

    @property
    def preview(self) -> str:
        return self.form._preview._text

    @property
    def trouble(self) -> str:
        return self.form._trouble.text()

    def _dismissed(self) -> None:
        self.dismissals += 1


@pytest.fixture
def desk(say: Say, theme: Theme, qtbot: QtBot) -> Desk:
    form = Asking(say, theme)
    qtbot.addWidget(form)
    return Desk(form, qtbot)


def test_what_is_typed_stands_in_the_phrase_at_once(desk: Desk):
    question = desk.ask("单号", ORDER, "退", AMOUNT, "，", ORDER)
    assert desk.preview == "单号〔订单号〕退〔金额〕，〔订单号〕"

    desk.type("123")
    assert desk.preview == "单号123退〔金额〕，123"
    desk.press(KEY.Key_Tab)
    desk.type("9.90")
    desk.press(KEY.Key_Return)

    assert desk.answers == [(question, {"订单号": "123", "金额": "9.90"})]
    assert not desk.form.isVisible()
    assert not desk.dismissals


def test_enter_goes_to_what_is_missing_and_says_what_is_wanted(desk: Desk):
    desk.ask(ORDER, AMOUNT)
    desk.type("1")
    desk.press(KEY.Key_Return)
    assert desk.trouble == "“金额” is an amount, as in 9.90."

    desk.type("much")
    assert desk.trouble == ""
    desk.press(KEY.Key_Return)
    assert not desk.answers
    desk.type("5")
    desk.press(KEY.Key_Enter)
    assert desk.answers[0][1] == {"订单号": "1", "金额": "5"}


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        ((), "中通"),
        ((KEY.Key_2,), "圆通"),
        ((KEY.Key_Down, KEY.Key_Down), "顺丰"),
        ((KEY.Key_Up,), "顺丰"),
        ((KEY.Key_3, KEY.Key_Right), "中通"),
        ((KEY.Key_9, KEY.Key_A), "中通"),
    ],
)
def test_one_of_several_is_chosen_with_digits_and_arrows(desk: Desk, keys: tuple[Qt.Key, ...], chosen: str):
    desk.ask(COURIER)
    for key in keys:
        desk.press(key)
    desk.press(KEY.Key_Return)

    assert desk.answers[0][1] == {"快递": chosen}


def test_one_name_is_asked_for_once_and_chosen_if_it_can_be(desk: Desk):
    desk.ask(Missing("快递", Why.ASK), "，", COURIER)
    assert desk.preview == "中通，中通"

    desk.press(KEY.Key_Return)
    assert desk.answers[0][1] == {"快递": "中通"}


def test_esc_gives_up(desk: Desk):
    desk.ask(ORDER)
    desk.type("1")
    desk.press(KEY.Key_Escape)

    assert (desk.dismissals, desk.answers, desk.form.isVisible()) == (1, [], False)
    desk.form.close()
    assert desk.dismissals == 1


def test_what_was_said_before_is_offered_and_typed_over(desk: Desk):
    desk.ask(ORDER, AMOUNT, offered={"订单号": "old"}, said={"金额": "much"})
    assert desk.preview == "oldmuch"

    desk.press(KEY.Key_Return)
    desk.type("5")
    desk.press(KEY.Key_Return)
    assert desk.answers[0][1] == {"订单号": "old", "金额": "5"}


def test_the_next_question_takes_the_place_of_the_last(desk: Desk):
    desk.ask(ORDER)
    desk.type("1")
    second = desk.ask(AMOUNT)
    desk.type("2")
    desk.press(KEY.Key_Return)

    assert desk.answers == [(second, {"金额": "2"})]


def test_it_stays_while_the_user_looks_elsewhere(desk: Desk, qtbot: QtBot):
    desk.ask(ORDER)
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    with qtbot.waitActive(other):
        other.activateWindow()

    assert desk.form.isVisible()
    assert not desk.dismissals


@pytest.mark.parametrize("keys", [(), (KEY.Key_Tab, KEY.Key_Space)], ids=["left on", "switched off"])
def test_it_says_when_she_will_be_reminded_and_she_can_switch_that_off(desk: Desk, keys: tuple[Qt.Key, ...]):
    tomorrow = datetime.now(UTC) + timedelta(hours=24)
    desk.ask(ORDER, remind=tomorrow)
    assert desk.form._remind.isVisible()
    assert f"{tomorrow:%m-%d %H:%M}" in desk.form._remind.text()
    desk.type("1")
    for key in keys:
        desk.press(key)
    desk.press(KEY.Key_Return)

    assert desk.reminds == [not keys]


def test_where_nothing_is_to_be_reminded_of_nothing_is_said_of_it(desk: Desk):
    desk.ask(ORDER)
    desk.type("1")
    assert not desk.form._remind.isVisible()
    desk.press(KEY.Key_Return)

    assert desk.reminds == [True]  # which means nothing


def test_cells_stand_apart_in_the_preview(desk: Desk):
    desk.ask("登记\t", ORDER, "\t好")
    desk.type("1")

    assert desk.preview == "登记\t1\t好"


def hinted(desk: Desk) -> list[str]:
    return [key for key, _ in desk.form._hints._hints]


def test_only_keys_that_do_something_are_named(desk: Desk):
    desk.ask(ORDER)
    assert hinted(desk) == ["Enter", "Esc"]
    desk.ask(ORDER, COURIER)
    assert hinted(desk) == ["Enter", "Tab", "←→", "Esc"]


def test_a_short_phrase_leaves_no_empty_room(desk: Desk):
    desk.ask(ORDER)
    short = desk.form.height()
    desk.ask(ORDER, "一行\n" * 5)
    assert short < desk.form.height()
    longer = desk.form.height()
    desk.ask(ORDER, "一行\n" * 50)
    assert desk.form.height() - longer < short


def test_a_choice_without_a_name_is_not_called_by_all_it_has(desk: Desk):
    options = ("中通", "圆通", "顺丰")
    desk.ask(Missing("|".join(options), Why.ASK, Kind.CHOICE, options), COURIER)
    labels = [desk.form._form.itemAt(row, desk.form._form.ItemRole.LabelRole).widget() for row in range(2)]
    assert [label.text() for label in labels] == ["Choose", "快递"]
