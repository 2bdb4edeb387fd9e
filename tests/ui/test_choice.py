from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from quickreply.core.template.missing import Missing, Why
from quickreply.core.template.names import Kind
from quickreply.ui.choice import Choice
from quickreply.ui.theme import Theme

COURIERS = tuple(f"快递{number}" for number in range(12))
WIDTH = 200


@pytest.fixture
def choice(theme: Theme, qtbot: QtBot) -> Iterator[Choice]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = Choice(Missing("快递", Why.ASK, Kind.CHOICE, COURIERS), "", theme, parent)
    made.resize(WIDTH, made.height())
    yield made
    parent.close()


def seen(choice: Choice) -> list[str]:
    """Those that stand in sight, as a whole."""
    places = [*choice._places()]
    away = choice._away(places)
    return [
        COURIERS[place.number]
        for place in places
        if place.left - away >= 0 and place.left + place.width - away <= choice.width()
    ]


def test_the_first_is_chosen_and_others_can_be_seen(choice: Choice):
    assert choice.said == COURIERS[0]
    assert seen(choice)[:2] == [*COURIERS[:2]]


@pytest.mark.parametrize("number", range(len(COURIERS)))
def test_the_chosen_one_is_always_in_sight(choice: Choice, number: int):
    choice.setText(COURIERS[number])
    assert COURIERS[number] in seen(choice)


def test_what_was_chosen_before_is_again_unless_it_is_not_there_any_more(theme: Theme, choice: Choice):
    missing = choice.missing
    assert Choice(missing, COURIERS[5], theme, choice).said == COURIERS[5]
    assert Choice(missing, "邮局", theme, choice).said == COURIERS[0]


def test_a_click_chooses(choice: Choice, qtbot: QtBot):
    second = [*choice._places()][1]
    qtbot.mouseClick(
        choice, Qt.MouseButton.LeftButton, pos=QPoint(int(second.left + 5), choice.height() // 2)
    )
    assert choice.said == COURIERS[1]


def test_a_click_beside_them_changes_nothing(choice: Choice, qtbot: QtBot):
    choice.resize(5000, choice.height())
    qtbot.mouseClick(choice, Qt.MouseButton.LeftButton, pos=QPoint(4990, 5))
    assert choice.said == COURIERS[0]


def test_it_is_drawn_in_other_colours_when_it_is_chosen(choice: Choice):
    choice.resize(5000, choice.height())
    before = choice.grab().toImage()
    choice.setText(COURIERS[3])
    assert choice.grab().toImage() != before
