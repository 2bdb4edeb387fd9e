from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from quickreply.core.reminder import Reminder
from quickreply.core.words import Say
from quickreply.ui.reminders import HIGHEST, MOST, ReminderCard, _Row
from quickreply.ui.theme import Theme

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def reminder(number: int = 1, due: datetime = NOW - HOUR) -> Reminder:
    return Reminder(due, f"跟进 {number}", f"订单号 {number}", number)


class Heard:
    """What a card has told."""

    def __init__(self, card: ReminderCard) -> None:
        self.done: list[int] = []
        self.postponed: list[int] = []
        self.seen: list[tuple[int, ...]] = []
        self.closed = 0
        card.done.connect(self.done.append)
        card.postponed.connect(self.postponed.append)
        card.seen.connect(self.seen.append)
        card.closed.connect(self._closed)

    def _closed(self) -> None:
        self.closed += 1


@pytest.fixture
def card(say: Say, theme: Theme, qtbot: QtBot) -> ReminderCard:
    made = ReminderCard(say, theme)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def window(say: Say, theme: Theme, qtbot: QtBot) -> ReminderCard:
    made = ReminderCard(say, theme, asked=True)
    qtbot.addWidget(made)
    return made


def rows(card: ReminderCard) -> list[_Row]:
    return card._area.widget().findChildren(_Row)


def buttons(card: ReminderCard) -> list[list[str]]:
    return [[button.text() for button in row.findChildren(QToolButton)] for row in rows(card)]


def test_it_comes_by_itself_and_never_takes_the_keyboard(card: ReminderCard):
    card.present([reminder()], NOW)

    assert card.isVisible()
    assert card.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    usable = card.screen().availableGeometry()
    assert usable.right() - card.geometry().right() == usable.bottom() - card.geometry().bottom() == 16


def test_each_one_can_be_done_with_or_put_off(card: ReminderCard):
    heard = Heard(card)
    card.present([reminder(7), reminder(8)], NOW)
    first, second = rows(card)
    first.done.click()
    second.later.click()

    assert (heard.done, heard.postponed) == ([7], [8])
    assert buttons(card) == [["Done", "In an hour"]] * 2


def test_it_goes_when_nothing_is_left(card: ReminderCard):
    heard = Heard(card)
    card.present([reminder()], NOW)
    card.present([], NOW)

    assert not card.isVisible()
    assert heard.seen == []


def test_closed_it_tells_what_was_on_it(card: ReminderCard):
    heard = Heard(card)
    card.present([reminder(7), reminder(8)], NOW)
    card._close.click()
    card.leave()

    assert not card.isVisible()
    assert (heard.seen, heard.closed) == ([(7, 8)], 1)


def test_of_many_a_few_are_shown_and_the_others_are_not_taken_for_seen(card: ReminderCard):
    heard, asked = Heard(card), []
    card.all_wanted.connect(lambda: asked.append(1))
    card.present([reminder(number) for number in range(1, MOST + 3)], NOW)
    assert len(rows(card)) == MOST
    assert card._more.text() == "2 more…"
    assert card._head.text() == f"{MOST + 2} reminders"
    card._more.click()
    card.leave()

    assert asked == [1]
    assert heard.seen == [tuple(range(1, MOST + 1))]


def test_the_window_has_all_and_those_to_come(window: ReminderCard, qtbot: QtBot):
    heard = Heard(window)
    window.present([reminder(1), reminder(2, NOW + HOUR)], NOW)
    assert buttons(window) == [["Done", "In an hour"], ["Delete", "An hour later"]]
    qtbot.keyClick(window, Qt.Key.Key_Escape)

    assert not window.isVisible()
    assert (heard.seen, heard.closed) == ([], 1)


def test_the_window_scrolls_and_stays_when_the_last_one_goes(window: ReminderCard):
    window.present([reminder(number) for number in range(1, 40)], NOW)
    assert window.height() < HIGHEST + 120
    window.present([], NOW)

    assert window.isVisible()
    assert window._head.text() == "There is nothing to be reminded of."


def test_a_text_of_hers_is_no_markup(card: ReminderCard):
    card.present([Reminder(NOW, "<b>x</b>", "<img src=x>", 1)], NOW)

    [row] = rows(card)
    assert "<b>x</b>" in [label.text() for label in row.findChildren(type(card._head))]


def test_a_click_may_change_what_is_shown(card: ReminderCard, qtbot: QtBot):
    card.done.connect(lambda number: card.present([reminder(n) for n in (1, 2, 3) if n != number], NOW))
    card.present([reminder(n) for n in (1, 2, 3)], NOW)
    qtbot.mouseClick(rows(card)[1].done, Qt.MouseButton.LeftButton)

    assert [row.findChildren(type(card._head))[0].text() for row in rows(card)] == ["跟进 1", "跟进 3"]
