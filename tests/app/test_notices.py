"""What the user is told; the toast is a real one, off the screen."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quickreply.app.notices import LABEL_LIMIT, Notices
from quickreply.core import settings
from quickreply.core.notice import FOCUS_LOST, ON_CLIPBOARD, Notice
from quickreply.core.words import Refusal, Say
from quickreply.store.paths import resource
from quickreply.ui.theme import Theme
from quickreply.ui.toast import Toast

LEFT = Notice(ON_CLIPBOARD, {"label": "发货时间"})


@pytest.fixture
def toast(qapp: QApplication, qtbot: QtBot) -> Toast:
    toast = Toast(Theme(settings.Theme.LIGHT, qapp.styleHints(), resource("assets/icons"), glass=True))
    qtbot.addWidget(toast)
    return toast


@pytest.fixture
def notices(toast: Toast) -> Notices:
    return Notices(Say(), lambda: toast, "Cmd+V", lambda: None)


def test_it_is_brought_back_by_the_button(toast: Toast):
    asked: list[int] = []
    notices = Notices(Say(), lambda: toast, "Ctrl+V", lambda: asked.append(1))
    notices.spare = True
    notices.tell(LEFT)
    toast._button.click()
    assert asked == [1]


def test_a_notice_is_told_with_the_key_that_pastes(notices: Notices, toast: Toast):
    notices.tell(LEFT)
    assert toast._text.text().startswith("“发货时间” could not be inserted here.")
    assert toast._text.text().endswith("press Cmd+V.")
    assert not toast._button.isVisibleTo(toast)


def test_a_phrase_without_a_title_is_named_by_its_beginning(notices: Notices, toast: Toast):
    notices.tell(Notice(ON_CLIPBOARD, {"label": "亲，您好！" * 60}))
    said = toast._text.text()
    assert said.startswith("“亲，您好！亲，")
    assert len(said.partition("”")[0]) == 1 + LABEL_LIMIT
    assert "…”" in said


def test_what_can_be_brought_back_is_offered(notices: Notices, toast: Toast):
    notices.spare = True
    notices.tell(LEFT)
    assert "can be brought back" in toast._text.text()
    assert toast._button.text() == "Bring back"
    notices.tell(Notice(FOCUS_LOST))
    assert not toast._button.isVisibleTo(toast)


def test_the_same_complaint_is_told_once_until_it_is_mended(notices: Notices, toast: Toast):
    notices.complain_anew(["one", "two"])
    assert toast._text.text() == "one\ntwo"
    notices.complain_anew(["one", "three"])
    assert toast._text.text() == "three"
    notices.complain_anew([])
    assert toast._text.text() == "three"
    notices.complain_anew(["one"])
    assert toast._text.text() == "one"


def test_a_refusal_is_told_in_its_words(notices: Notices, toast: Toast):
    notices.complain(Refusal("{file} is locked.", file="a.db"))
    assert toast._text.text() == "a.db is locked."


def test_the_last_words_are_waited_for_until_they_are_read(notices: Notices, toast: Toast):
    notices.tell(LEFT)
    QTimer.singleShot(10, toast.dismiss)
    notices.last_words()
    assert not toast.isVisible()


def test_where_nothing_is_told_nothing_is_waited_for():
    def fail() -> Toast:
        raise AssertionError("nothing is to be told")

    Notices(Say(), fail, "Ctrl+V", fail).last_words()


def test_the_log_says_what_was_told_and_nothing_of_whom(notices: Notices, caplog: pytest.LogCaptureFixture):
    with caplog.at_level("INFO"):
        notices.tell(LEFT)

    assert caplog.messages == [f"told: {ON_CLIPBOARD}"]
    assert "发货时间" not in caplog.text
