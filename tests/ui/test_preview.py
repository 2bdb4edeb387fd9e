import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF, QImage, QPainter
from pytestqt.qtbot import QtBot

from quickreply.core.news import Arrival, Change
from quickreply.core.search import Match
from quickreply.core.words import Say
from quickreply.ui.badges import fully
from quickreply.ui.preview import Preview
from quickreply.ui.theme import Theme
from quickreply.ui.thumbs import Thumbs

from .conftest import MakeMatch


@pytest.fixture
def preview(theme: Theme, qtbot: QtBot) -> Preview:
    made = Preview(theme, Thumbs(lambda _: b""))
    qtbot.addWidget(made)
    return made


def noted(match: Match, note: str) -> Match:
    return replace(match, phrase=replace(match.phrase, note=note))


def test_the_note_stands_below_the_text(preview: Preview, match: MakeMatch):
    found = match(text="亲，最低价了")
    preview.take(noted(found, " Yield little by little.\n"))

    assert not preview._note.isHidden()
    assert preview._note.text() == "Yield little by little."
    assert preview._text.toPlainText() == "亲，最低价了"


def test_without_one_nothing_does(preview: Preview, match: MakeMatch):
    preview.take(noted(match(), "Careful"))
    preview.take(match())
    assert preview._note.isHidden()

    preview.take(noted(match(), "Careful"))
    preview.take(None)
    assert preview._note.isHidden()


def test_it_says_what_is_new_and_since_when(preview: Preview, theme: Theme, match: MakeMatch):
    badges, wide = preview.head.badges, QRectF(0, 0, 300, 20)
    badges.speak(Say(), fully)
    canvas = QImage(300, 20, QImage.Format.Format_RGB32)
    painter = QPainter(canvas)
    plain, new = match(), replace(match(), arrival=Arrival(Change.NEW, int(time.time())))

    assert badges.draw(painter, wide, plain) == 0
    assert badges.draw(painter, wide, new) > QFontMetricsF(theme.small).horizontalAdvance("new since ")
    painter.end()


def test_below_a_list_pictures_are_smaller_and_nothing_is_cut_off(preview: Preview, match: MakeMatch):
    found = noted(match(), "Careful")
    preview.take(replace(found, phrase=replace(found.phrase, pictures=("a",))))
    beside = preview._pictures.height()
    preview.arrange(below=True)

    preview.resize(400, preview.maximumHeight())
    assert preview.minimumSizeHint().height() <= preview.maximumHeight()
    assert preview._pictures.height() < beside
