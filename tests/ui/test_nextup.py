from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from pytestqt.qtbot import QtBot

from quickreply.core.ports import Rect, Remaining
from quickreply.core.words import Say
from quickreply.ui.nextup import WIDTH, NextUp
from quickreply.ui.theme import Theme

SECOND = Remaining(2, 3, "预计明天到", "发货", Rect(100, 50, 500, 400))


@pytest.fixture
def next_up(say: Say, theme: Theme, qtbot: QtBot) -> NextUp:
    made = NextUp(say, theme)
    qtbot.addWidget(made)
    return made


def keys(next_up: NextUp) -> list[str]:
    return [key for key, _ in next_up._hints._hints]


def test_it_never_takes_the_keyboard(next_up: NextUp):
    assert next_up.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus


def test_it_says_which_message_comes_and_by_which_keys(next_up: NextUp):
    next_up.take(SECOND)

    assert next_up.isVisible()
    assert next_up._place.text() == "Message 2 of 3 · 发货"
    assert next_up._passage._text == "预计明天到"
    assert keys(next_up) == ["Enter", "Tab", "Esc"]


def test_what_comes_by_itself_can_only_be_stopped(next_up: NextUp):
    next_up.take(replace(SECOND, sending=True))

    assert keys(next_up) == ["Esc"]


def test_where_no_key_can_be_had_a_click_takes_it(next_up: NextUp):
    next_up.take(replace(SECOND, by_key=False))

    assert keys(next_up) == ["Enter", "Click"]

    next_up.take(replace(SECOND, by_key=False, sending=True))
    assert keys(next_up) == []


def test_it_stands_at_the_top_of_its_window_clear_of_what_is_typed(next_up: NextUp):
    next_up.take(SECOND)

    assert QRect(100, 50, 500, 200).contains(next_up.geometry())


def test_it_is_whole_on_the_screen_wherever_its_window_is(next_up: NextUp):
    for near in (Rect(-300, -300, 400, 400), Rect(5000, 5000, 100, 100)):
        next_up.take(replace(SECOND, near=near))
        assert next_up.screen().availableGeometry().contains(next_up.geometry())


def test_a_long_name_ends_in_dots(next_up: NextUp):
    next_up.take(replace(SECOND, label="发货" * 40))

    assert next_up._place.text().endswith("…")
    assert next_up.width() == WIDTH


@pytest.mark.parametrize("rest", [None, replace(SECOND, near=None)])
def test_it_goes_when_no_key_takes_it(next_up: NextUp, rest: Remaining | None):
    next_up.take(SECOND)
    next_up.take(rest)

    assert not next_up.isVisible()


def test_a_click_takes_it(next_up: NextUp, qtbot: QtBot):
    next_up.take(SECOND)
    with qtbot.waitSignal(next_up.wanted, timeout=1000):
        qtbot.mouseClick(next_up, Qt.MouseButton.LeftButton)
