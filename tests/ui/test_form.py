from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from quickreply.core.draft import CodeTaken, Draft, Field
from quickreply.core.search import Among, Scope, Shelf
from quickreply.core.words import Refusal, Say
from quickreply.ui.form import Form
from quickreply.ui.theme import Theme

from .conftest import SHELVES, Keeper

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier
WHOLE = Draft(
    "两行\n文字 😊", "fh", "发货", ("物流", "退货"), ("ship",), ("几天", "多久"), "note", pinned=True
)

Press = Callable[..., None]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def form(say: Say, theme: Theme, keeper: Keeper, window: QWidget, qtbot: QtBot) -> Form:
    made = Form(say, theme, keeper, window)
    window.resize(760, 400)
    made.resize(760, 360)
    window.show()
    qtbot.waitActive(window).__enter__()
    return made


@pytest.fixture
def press(form: Form, qtbot: QtBot):
    def pressed(key: Qt.Key, held: Qt.KeyboardModifier = PLAIN) -> None:
        qtbot.keyClick(QApplication.focusWidget() or form, key, held)

    return pressed


def write(form: Form, **texts: str) -> None:
    for name, text in texts.items():
        form._fields[Field(name)].write(text)


def faults(form: Form) -> dict[str, str]:
    return {name.value: box._fault.text() for name, box in form._fields.items() if box._fault.text()}


def test_a_phrase_comes_out_as_it_went_in(form: Form):
    form.begin(WHOLE, 1, 7)
    assert form.draft == WHOLE
    assert not form.changed


def test_what_was_written_is_stored_and_the_rest_stays(
    form: Form, keeper: Keeper, press: Press, qtbot: QtBot
):
    form.begin(WHOLE, 1, 7)
    write(form, code="/th", text="neu\n", group="物流 /  国内 / ", keywords="a，b、 c;a")
    with qtbot.waitSignal(form.done, timeout=1000) as done:
        press(KEY.Key_Return, CTRL)
    stored = Draft("neu", "th", "发货", ("物流", "国内"), ("ship",), ("a", "b", "c"), "note", pinned=True)
    assert keeper.kept == [(7, 1, stored)]
    assert done.args == [stored]


def test_a_new_phrase_goes_to_the_first_library_where_none_is_said(form: Form, keeper: Keeper):
    form.begin(Draft("", code="fp"), 0)
    write(form, text="Invoice")
    form._yes.click()
    assert keeper.kept == [(None, 1, Draft("Invoice", "fp"))]
    assert form._place.text() == "My phrases"


def test_what_is_wrong_is_said_beside_the_field(form: Form, keeper: Keeper, press: Press):
    form.begin(Draft(""), 1)
    write(form, code="a b", title="x" * 1001)
    press(KEY.Key_Return, CTRL)
    assert faults(form) == {
        "code": "The code has a space in it",
        "title": "It is longer than 1,000 characters",
        "text": "The text is empty",
    }
    assert keeper.kept == []
    # AND what is mended is not blamed any more
    write(form, code="ab", title="x", text="text")
    assert faults(form) == {}
    press(KEY.Key_Return, CTRL)
    assert keeper.kept == [(None, 1, Draft("text", "ab", "x"))]


def test_a_code_that_is_taken_is_said_with_its_owner(form: Form, keeper: Keeper, qtbot: QtBot):
    keeper.refusal = CodeTaken("The code {code} belongs to “{owner}” already.", code="fh", owner="发货")
    form.begin(WHOLE, 1)
    with qtbot.assertNotEmitted(form.done):
        form.save()
    assert faults(form) == {"code": "The code fh belongs to “发货” already"}


def test_what_else_keeps_it_from_being_stored_is_said_and_nothing_is_lost(
    form: Form, keeper: Keeper, qtbot: QtBot
):
    keeper.refusal = Refusal("The disk is full.")
    form.begin(WHOLE, 1)
    write(form, text="long work")
    with qtbot.assertNotEmitted(form.done):
        form.save()
    assert form._trouble.text() == "The disk is full."
    assert form.draft.text == "long work"


def test_esc_gives_up_at_once_when_nothing_was_written(form: Form, press: Press, qtbot: QtBot):
    form.begin(WHOLE, 1, 7)
    with qtbot.waitSignal(form.done, timeout=1000) as done:
        press(KEY.Key_Escape)
    assert done.args == [None]


def test_esc_asks_when_something_was_written(form: Form, press: Press, qtbot: QtBot):
    form.begin(WHOLE, 1, 7)
    write(form, title="Other")
    with qtbot.assertNotEmitted(form.done):
        press(KEY.Key_Escape)
    assert form._heading.text() == "Throw away what you wrote?"
    # AND neither Enter nor Esc loses it by accident
    for key in (KEY.Key_Return, KEY.Key_Escape):
        with qtbot.assertNotEmitted(form.done):
            press(key)
        assert form._heading.text() == "Edit phrase"
        assert form.draft.title == "Other"
        press(KEY.Key_Escape)
    # AND it goes when that is said
    with qtbot.waitSignal(form.done, timeout=1000) as done:
        form._no.click()
    assert done.args == [None]


def test_enter_is_a_line_in_the_text_and_the_next_field_elsewhere(form: Form, press: Press, keeper: Keeper):
    form.begin(Draft(""), 1)
    press(KEY.Key_Return)
    assert QApplication.focusWidget() is form._fields[Field.TITLE]._field
    press(KEY.Key_Tab)
    press(KEY.Key_A)
    press(KEY.Key_Return)
    press(KEY.Key_B)
    assert form.draft.text == "a\nb"
    press(KEY.Key_Tab)
    assert QApplication.focusWidget() is form._fields[Field.GROUP]._field
    assert keeper.kept == []


def test_the_first_empty_field_has_the_keyboard(form: Form):
    form.begin(Draft("", code="fp"), 1)
    assert QApplication.focusWidget() is form._fields[Field.TITLE]._field
    form.begin(WHOLE, 1, 7)
    assert QApplication.focusWidget() is form._fields[Field.TEXT]._field


def test_the_groups_of_the_library_are_offered_before_those_of_others(form: Form, keeper: Keeper):
    keeper.known = (
        *SHELVES,
        Shelf(Scope(Among.GROUP, 3), ("Shop", "优惠"), 1, 2),
        Shelf(Scope(Among.GROUP, 4), ("Shop", "物流"), 1, 2),
    )
    form.begin(Draft(""), 1)
    assert form._groups.stringList() == ["物流", "物流 / 退货", "优惠"]
    form.begin(Draft(""), 2)
    assert form._groups.stringList() == ["优惠", "物流", "物流 / 退货"]


def test_the_down_arrow_shows_all_groups(form: Form, press: Press):
    form.begin(Draft(""), 1)
    form._fields[Field.GROUP].focus()
    press(KEY.Key_Down)
    assert form._offers.isVisible()
    assert form._offers.model().rowCount() == 2
    form._offers.hide()


def test_whether_it_is_sent_at_once_is_ticked(form: Form, keeper: Keeper):
    form.begin(replace(WHOLE, send=True), 0, 7)
    assert not form.changed

    form._send.click()
    assert form.changed
    form.save()
    assert [draft.send for _, _, draft in keeper.kept] == [False]
