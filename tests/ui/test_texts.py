"""A phrase in several texts in the form, the search window, the list and the tray."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from quickreply.core.draft import Draft, Field
from quickreply.core.phrase import Phrase
from quickreply.core.ports import Rect, Suggestions
from quickreply.core.search import Match, Matches, Rank
from quickreply.core.wording import Law, Wording
from quickreply.core.words import Say
from quickreply.engine.front import Offered
from quickreply.ui.badges import counter
from quickreply.ui.form import Form
from quickreply.ui.palette import Palette
from quickreply.ui.popup import Popup
from quickreply.ui.theme import Theme
from quickreply.ui.tray import Tray

from .conftest import Keeper

KEY, ALT = Qt.Key, Qt.KeyboardModifier.AltModifier
THREE = (Wording("A", "first"), Wording("B"), Wording("C", "last"))
PHRASE = Phrase(1, 1, 1, "yj", "Bargain", "A", note="first", wordings=THREE).at(1)
FOUND = Matches(
    "y", (Match(PHRASE, Rank.CODE, "yj"), Match(Phrase(2, 1, 1, "yf", "", "X"), Rank.CODE, "yf")), 2
)
WHOLE = Draft("A", "yj", note="first", law=Law.ROTATE, more=THREE[1:], valid_until="2026-11-11")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def form(say: Say, theme: Theme, keeper: Keeper, window: QWidget) -> Form:
    made = Form(say, theme, keeper, window)
    made.resize(760, 360)
    return made


@pytest.fixture
def press(qtbot: QtBot) -> Callable[..., None]:
    def pressed(where: QWidget, *keys: Qt.Key, held: Qt.KeyboardModifier = ALT) -> None:
        for key in keys:
            qtbot.keyClick(where, key, held)

    return pressed


def shown(form: Form) -> tuple[str, str]:
    return form._fields[Field.TEXT].text, form._fields[Field.NOTE].text


def test_all_texts_come_out_of_the_form_as_they_went_in(form: Form):
    form.begin(WHOLE, 1, 7)
    assert form.draft == WHOLE
    for place, wording in enumerate(THREE):
        form._texts.go(place)
        assert shown(form) == (wording.text, wording.note)
        assert form.draft == WHOLE
    assert not form.changed


def test_texts_are_turned_and_added_by_keys(form: Form, press: Callable[..., None], keeper: Keeper):
    form.begin(replace(WHOLE, more=THREE[1:2]), 1, 7)
    press(form, KEY.Key_Right, KEY.Key_Right)
    assert shown(form) == ("", "")
    form._fields[Field.TEXT].write("new")
    form._fields[Field.NOTE].write("n")
    press(form, KEY.Key_Right, KEY.Key_Right)
    assert shown(form) == ("", ""), "one empty text is enough"
    press(form, KEY.Key_Left, KEY.Key_Left, KEY.Key_Left, KEY.Key_Left)
    assert shown(form) == ("A", "first")
    form.save()
    assert keeper.kept[0][2].more == (Wording("B"), Wording("new", "n"))


def test_the_law_is_turned_by_a_click(form: Form):
    form.begin(WHOLE, 1, 7)
    assert form._texts._law.text() == "in turn"
    for law in (Law.RANDOM, Law.CHOOSE, Law.LADDER):
        form._texts._law.click()
        assert form.draft.law is law


def test_one_text_has_no_law_and_no_numbers(form: Form):
    form.begin(Draft("A", "a"), 1, 7)
    assert form._texts._law.isHidden()
    assert all(button.isHidden() for button in form._texts._buttons)
    form._texts._more.click()
    assert not form._texts._law.isHidden()
    assert form.draft.law is Law.LADDER


def test_days_are_kept_as_they_are_understood_and_blamed_as_they_stand(form: Form, keeper: Keeper):
    form.begin(Draft("A", "a"), 1, 7)
    form._fields[Field.VALID_FROM].write(" 2026-11-11T08:00 ")
    form._fields[Field.VALID_UNTIL].write("soon")
    form.save()
    assert not keeper.kept
    assert "A day like" in form._fields[Field.VALID_UNTIL]._fault.text()
    assert form._leaves.currentIndex() == 1, "the leaf with the fault is shown"
    form._fields[Field.VALID_UNTIL].write("2026-11-10")
    form.save()
    assert form._fields[Field.VALID_UNTIL]._fault.text() == "It ends before it begins"
    form._fields[Field.VALID_UNTIL].write("2026-11-11")
    form.save()
    assert keeper.kept[0][2] == Draft("A", "a", valid_from="2026-11-11 08:00", valid_until="2026-11-11")


def test_the_search_window_hands_over_the_text_that_is_seen(
    say: Say, theme: Theme, keeper: Keeper, qtbot: QtBot, press: Callable[..., None]
):
    keeper.answer = FOUND
    palette = Palette(say, theme, keeper)
    qtbot.addWidget(palette)
    palette.open(None, "y")
    told: list[tuple[int | None, str]] = []
    palette.copied.connect(lambda phrase: told.append((phrase.step, phrase.text)))
    palette.chosen.connect(lambda phrase: told.append((phrase.step, phrase.text)))

    assert palette.finder.preview._text.toPlainText() == "B"
    press(palette, KEY.Key_Right, KEY.Key_Right)
    assert palette.finder.preview._text.toPlainText() == "C"
    assert palette.finder.preview._note.text() == "last"
    assert ("Alt ←→", "other text") in palette._hints._hints
    press(palette, KEY.Key_Home)
    assert palette.finder.preview._text.toPlainText() == "A"
    press(palette, KEY.Key_Left, KEY.Key_Right)
    press(palette, KEY.Key_Return, held=Qt.KeyboardModifier.NoModifier)
    assert told == [(1, "B")]


def test_the_list_names_the_keys_and_shows_the_note(say: Say, theme: Theme, qtbot: QtBot):
    popup = Popup(say, theme)
    qtbot.addWidget(popup)
    popup.present(Suggestions(1, "y", FOUND, 0, Rect(0, 0, 600, 600)))
    assert ("←→", "other text") in popup._hints._hints
    assert (popup._passage._text, popup._passage._note) == ("B", "first")
    popup.present(Suggestions(2, "y", FOUND, 1, Rect(0, 0, 600, 600)))
    assert ("←→", "other text") not in popup._hints._hints
    assert popup._passage._note == ""


def test_a_row_counts_its_texts():
    assert [counter(one) for one in (PHRASE, PHRASE.at(2), Phrase(2, 1, 1, "", "", "x"))] == [
        "2/3",
        "3/3",
        "",
    ]


def test_the_menu_begins_anew_where_there_are_steps(say: Say, theme: Theme, qtbot: QtBot):
    tray = Tray(say, theme)
    assert not tray._anew.isVisible()
    tray.offer(Offered((), (), 1, stepped=True))
    assert tray._anew.isVisible()
    with qtbot.waitSignal(tray.reset_wanted, timeout=1000):
        tray._anew.trigger()


def test_a_text_that_was_chosen_stays_when_the_phrases_have_changed(
    say: Say, theme: Theme, keeper: Keeper, qtbot: QtBot, press: Callable[..., None]
):
    keeper.answer = FOUND
    palette = Palette(say, theme, keeper)
    qtbot.addWidget(palette)
    palette.open(None, "y")

    press(palette, KEY.Key_Right)
    palette.refresh()
    assert palette.finder.preview._text.toPlainText() == "C"
    # BUT what comes next is shown once it was inserted, or something else was sought
    palette.finder.step_on()
    assert palette.finder.preview._text.toPlainText() == "B"
    press(palette, KEY.Key_Right)
    palette.finder.box.setText("yj")
    assert palette.finder.preview._text.toPlainText() == "B"
