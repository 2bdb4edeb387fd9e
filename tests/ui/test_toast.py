import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quickreply.ui.theme import Theme
from quickreply.ui.toast import LONGEST, SHORTEST, Toast

TEXT = "“发货时间” could not be inserted here. It is on the clipboard: press Ctrl+V."


@pytest.fixture
def toast(theme: Theme, qtbot: QtBot) -> Toast:
    made = Toast(theme)
    qtbot.addWidget(made)
    return made


def test_it_never_takes_the_keyboard(toast: Toast):
    assert toast.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus


def test_it_stands_at_the_lower_right_and_shows_all_words(toast: Toast):
    toast.tell(TEXT)
    usable = toast.screen().availableGeometry()
    assert usable.contains(toast.geometry())
    assert usable.right() - toast.geometry().right() == usable.bottom() - toast.geometry().bottom() == 16
    assert toast._text.height() >= toast._text.heightForWidth(toast._text.width())


def test_no_timer_runs_while_nothing_is_shown(toast: Toast):
    assert not toast._timer.isActive()
    toast.tell(TEXT)
    assert toast._timer.isActive()
    assert toast._timer.isSingleShot()
    toast.dismiss()
    assert not toast._timer.isActive()


def test_it_goes_by_itself(toast: Toast, qtbot: QtBot):
    toast.tell(TEXT)
    toast._timer.start(1)
    with qtbot.waitSignal(toast.closed, timeout=1000):
        pass
    assert not toast.isVisible()


def test_longer_words_stay_longer_within_bounds(toast: Toast):
    stays = []
    for words in ("Paused.", TEXT, TEXT * 20):
        toast.tell(words)
        stays.append(toast._timer.interval())
    assert SHORTEST < stays[0] < stays[1] < stays[2] == LONGEST


def test_a_click_closes_it(toast: Toast, qtbot: QtBot):
    toast.tell(TEXT, "Undo")
    with qtbot.waitSignal(toast.closed, timeout=1000), qtbot.assertNotEmitted(toast.acted):
        qtbot.mouseClick(toast, Qt.MouseButton.LeftButton)
    assert not toast.isVisible()


def test_the_action_is_told_and_closes_it(toast: Toast, qtbot: QtBot):
    toast.tell(TEXT, "Undo")
    with qtbot.waitSignals([toast.closed, toast.acted], timeout=1000, order="strict"):
        toast._button.click()
    assert not toast.isVisible()


def test_without_an_action_there_is_no_button(toast: Toast):
    toast.tell(TEXT, "Undo")
    tall = toast.height()
    toast.tell(TEXT)
    assert not toast._button.isVisible()
    assert toast.height() < tall


def test_a_new_notice_takes_the_place_of_the_old_one(toast: Toast, qtbot: QtBot):
    toast.tell(TEXT)
    with qtbot.assertNotEmitted(toast.closed):
        toast.tell("Paused.")
    assert toast._text.text() == "Paused."


def test_it_stays_while_the_mouse_is_over_it(toast: Toast):
    toast.tell(TEXT)
    QApplication.sendEvent(toast, QEnterEvent(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5)))
    assert not toast._timer.isActive()
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert toast._timer.isActive()


def test_dismissing_nothing_tells_nothing(toast: Toast, qtbot: QtBot):
    with qtbot.assertNotEmitted(toast.closed):
        toast.dismiss()


def test_words_are_plain_text(toast: Toast):
    toast.tell("<b>not bold</b>")
    assert toast._text.textFormat() is Qt.TextFormat.PlainText
