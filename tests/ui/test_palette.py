from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from quickreply.core.draft import Draft, Field
from quickreply.core.search import COUNTED, EVERYWHERE, SHOWN, Among, Matches, Scope
from quickreply.core.settings import Settings
from quickreply.core.words import Refusal, Say
from quickreply.ui.palette import Palette
from quickreply.ui.panel import DOUBT
from quickreply.ui.theme import DARK, ROW, ROWS, Theme

from .conftest import SHELVES, Hints, Keeper, MakeMatch, MakeMatches

Press = Callable[..., None]

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def palette(say: Say, theme: Theme, keeper: Keeper, qtbot: QtBot) -> Palette:
    made = Palette(say, theme, keeper)
    qtbot.addWidget(made)
    made.open()
    qtbot.waitActive(made).__enter__()
    return made


@pytest.fixture
def press(palette: Palette, qtbot: QtBot):
    def pressed(key: Qt.Key, held: Qt.KeyboardModifier = PLAIN) -> None:
        qtbot.keyClick(palette.finder.box, key, held)

    return pressed


def compose(palette: Palette, text: str, commit: str = "") -> None:
    event = QInputMethodEvent(text, [])
    event.setCommitString(commit)
    QApplication.sendEvent(palette.finder.box, event)


def test_it_opens_with_a_fresh_query_and_the_keyboard(palette: Palette, keeper: Keeper, qtbot: QtBot):
    qtbot.keyClicks(palette.finder.box, "fh")
    assert keeper.queries[-1] == "fh"
    palette.open()
    assert palette.finder.box.text() == ""
    assert keeper.queries[-1] == ""
    assert palette.finder.box.hasFocus()
    assert palette.finder.list.row == 0


def test_it_stands_in_the_upper_part_of_the_screen(palette: Palette):
    usable = palette.screen().availableGeometry()
    assert abs(palette.geometry().center().x() - usable.center().x()) <= 1
    assert usable.contains(palette.geometry())
    assert palette.y() == usable.top() + usable.height() // 5


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        ([(KEY.Key_Down, PLAIN)], 1),
        ([(KEY.Key_Down, PLAIN), (KEY.Key_Up, PLAIN)], 0),
        ([(KEY.Key_Up, PLAIN)], 19),
        ([(KEY.Key_Up, PLAIN), (KEY.Key_Down, PLAIN)], 0),
        ([(KEY.Key_PageDown, PLAIN)], ROWS),
        ([(KEY.Key_PageDown, PLAIN)] * 4, 19),
        ([(KEY.Key_PageDown, PLAIN), (KEY.Key_PageUp, PLAIN), (KEY.Key_PageUp, PLAIN)], 0),
        ([(KEY.Key_End, CTRL)], 19),
        ([(KEY.Key_End, CTRL), (KEY.Key_Home, CTRL)], 0),
        ([(KEY.Key_End, PLAIN)], 0),
    ],
)
def test_keys_move_the_highlight_and_the_preview(
    palette: Palette, press: Press, keeper: Keeper, keys: list[tuple[Qt.Key, Qt.KeyboardModifier]], row: int
):
    for key, held in keys:
        press(key, held)
    assert palette.finder.list.row == row
    assert palette.finder.preview.head._match is keeper.answer.rows[row]


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Enter])
def test_enter_chooses_the_highlighted_row(
    palette: Palette, press: Press, keeper: Keeper, qtbot: QtBot, key: Qt.Key
):
    press(KEY.Key_Down)
    with qtbot.waitSignal(palette.chosen, timeout=1000) as chosen, qtbot.assertNotEmitted(palette.dismissed):
        press(key)
    assert chosen.args == [keeper.answer.rows[1].phrase]


def test_it_is_gone_before_the_choice_is_told(palette: Palette, press: Press):
    seen: list[bool] = []
    palette.chosen.connect(lambda _phrase: seen.append(palette.isVisible()))
    press(KEY.Key_Return)
    assert seen == [False]


@pytest.mark.parametrize("digit", [1, 5, 9])
def test_alt_and_a_digit_pick_a_row(palette: Palette, press: Press, keeper: Keeper, qtbot: QtBot, digit: int):
    with qtbot.waitSignal(palette.chosen, timeout=1000) as chosen:
        press(Qt.Key(KEY.Key_0 + digit), ALT)
    assert chosen.args == [keeper.answer.rows[digit - 1].phrase]


def test_a_digit_without_a_row_picks_nothing(
    palette: Palette, press: Press, keeper: Keeper, matches: MakeMatches, qtbot: QtBot
):
    keeper.answer = matches(3)
    palette.open()
    with qtbot.assertNotEmitted(palette.chosen):
        press(KEY.Key_4, ALT)
    assert palette.isVisible()


def test_a_digit_alone_is_typed(palette: Palette, press: Press, keeper: Keeper, qtbot: QtBot):
    with qtbot.assertNotEmitted(palette.chosen):
        press(KEY.Key_3)
    assert keeper.queries[-1] == "3"


def test_enter_inside_a_composition_inserts_nothing(palette: Palette, press: Press, qtbot: QtBot):
    compose(palette, "fa huo")
    with qtbot.assertNotEmitted(palette.chosen):
        press(KEY.Key_Return)
        press(KEY.Key_Enter)
    assert palette.isVisible()


def test_keys_inside_a_composition_belong_to_it(palette: Palette, press: Press, qtbot: QtBot):
    compose(palette, "fa huo")
    with qtbot.assertNotEmitted(palette.dismissed):
        press(KEY.Key_Down)
        press(KEY.Key_Escape)
    assert palette.finder.list.row == 0


def test_enter_behind_a_composition_inserts(palette: Palette, press: Press, keeper: Keeper, qtbot: QtBot):
    compose(palette, "fa huo")
    compose(palette, "", "发货")
    assert keeper.queries[-1] == "发货"
    with qtbot.waitSignal(palette.chosen, timeout=1000):
        press(KEY.Key_Return)


# Whether its keys choose, as the hands hear of it.


class Ear:
    """What the palette has said, in order."""

    def __init__(self, palette: Palette) -> None:
        self.heard: list[object] = []
        palette.picking.connect(self.heard.append)
        palette.chosen.connect(lambda _phrase: self.heard.append("chosen"))
        palette.copied.connect(lambda _phrase: self.heard.append("copied"))
        palette.dismissed.connect(lambda: self.heard.append("dismissed"))
        palette.declined.connect(lambda: self.heard.append("declined"))


@pytest.fixture
def ear(palette: Palette) -> Ear:
    return Ear(palette)


def test_its_keys_choose_from_the_moment_it_opens(palette: Palette, ear: Ear):
    palette.open()
    assert ear.heard == [True]


@pytest.mark.parametrize(
    ("key", "held", "word"),
    [(KEY.Key_Return, PLAIN, "chosen"), (KEY.Key_C, CTRL, "copied"), (KEY.Key_Escape, PLAIN, "dismissed")],
)
def test_a_choice_is_told_before_the_end(
    press: Press, ear: Ear, key: Qt.Key, held: Qt.KeyboardModifier, word: str
):
    press(key, held)
    assert ear.heard == [word, False]


@pytest.mark.parametrize(("key", "held"), [(KEY.Key_Return, PLAIN), (KEY.Key_Enter, PLAIN), (KEY.Key_4, ALT)])
def test_a_key_that_chooses_nothing_says_so(
    palette: Palette, keeper: Keeper, press: Press, ear: Ear, key: Qt.Key, held: Qt.KeyboardModifier
):
    keeper.answer = Matches("")
    palette.finder.box.setText("x")
    press(key, held)
    assert ear.heard == ["declined"]


def test_while_something_is_composed_its_keys_are_not_its_own(palette: Palette, ear: Ear):
    compose(palette, "fa")
    compose(palette, "fa huo")
    assert ear.heard == [False]
    compose(palette, "", "发货")
    assert ear.heard == [False, True]


def test_what_is_committed_unseen_says_that_the_key_was_not_its_own(palette: Palette, ear: Ear):
    compose(palette, "", "发货")
    assert ear.heard == ["declined"]


def test_escape_closes(palette: Palette, press: Press, qtbot: QtBot):
    with qtbot.waitSignal(palette.dismissed, timeout=1000), qtbot.assertNotEmitted(palette.chosen):
        press(KEY.Key_Escape)
    assert not palette.isVisible()


def test_closed_from_outside_it_tells_once(palette: Palette):
    told: list[bool] = []
    palette.dismissed.connect(lambda: told.append(True))
    palette.close()
    palette.close()
    assert told == [True]


def test_it_closes_when_the_user_turns_to_another_window(palette: Palette, qtbot: QtBot):
    other = QWidget()
    qtbot.addWidget(other)
    with qtbot.waitSignal(palette.dismissed, timeout=2000):
        other.show()
        other.activateWindow()
    assert not palette.isVisible()


def test_ctrl_c_copies_the_phrase(palette: Palette, press: Press, keeper: Keeper, qtbot: QtBot):
    press(KEY.Key_Down)
    with qtbot.waitSignal(palette.copied, timeout=1000) as copied:
        press(KEY.Key_C, CTRL)
    assert copied.args == [keeper.answer.rows[1].phrase]


def test_ctrl_c_copies_what_is_marked_in_the_search_box(palette: Palette, press: Press, qtbot: QtBot):
    qtbot.keyClicks(palette.finder.box, "fahuo")
    palette.finder.box.selectAll()
    with qtbot.assertNotEmitted(palette.copied):
        press(KEY.Key_C, CTRL)
    assert QApplication.clipboard().text() == "fahuo"


def test_a_click_chooses(palette: Palette, keeper: Keeper, qtbot: QtBot):
    with qtbot.waitSignal(palette.chosen, timeout=1000) as chosen:
        qtbot.mouseClick(
            palette.finder.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(50, 2 * ROW + 8)
        )
    assert chosen.args == [keeper.answer.rows[2].phrase]


def test_the_preview_shows_the_whole_text(palette: Palette, keeper: Keeper, match: MakeMatch):
    text = "第一行\n\n第三行 👋🏻\n" + "很长 " * 2000
    keeper.answer = Matches("", (match(text=text),), 1)
    palette.open()
    assert palette.finder.preview._text.toPlainText() == text


@pytest.mark.parametrize(
    ("query", "size", "says"),
    [
        ("xyz", 5, "Nothing found for “xyz”"),
        ("", 5, "Type to search 5 phrases"),
        ("", 0, "No phrases yet"),
        ("xyz", 0, "No phrases yet"),
    ],
)
def test_an_empty_list_says_why(palette: Palette, keeper: Keeper, query: str, size: int, says: str):
    keeper.answer, keeper.size = Matches(query), size
    palette.open()
    palette.finder.box.setText(query)
    assert palette.finder.list._empty[0] == says
    assert not palette.finder.preview.isVisible()
    assert palette.finder.count.text() == ""
    assert [key for key, _ in palette._hints._hints] == ["Ctrl N", "Ctrl G", "Esc"]


def test_enter_on_nothing_does_nothing(palette: Palette, keeper: Keeper, press: Press, qtbot: QtBot):
    keeper.answer = Matches("")
    palette.open()
    with qtbot.assertNotEmitted(palette.chosen), qtbot.assertNotEmitted(palette.copied):
        for key, held in (
            (KEY.Key_Return, PLAIN),
            (KEY.Key_Down, PLAIN),
            (KEY.Key_End, CTRL),
            (KEY.Key_C, CTRL),
        ):
            press(key, held)
    assert palette.isVisible()


def test_its_height_never_changes(palette: Palette, keeper: Keeper):
    before = palette.finder.list.mapTo(palette, QPoint(0, 0)).y()
    keeper.answer = Matches("x")
    palette.finder.box.setText("x")
    QApplication.processEvents()
    assert palette.finder.list.mapTo(palette, QPoint(0, 0)).y() == before


@pytest.mark.parametrize(("total", "says"), [(1, "1 phrase"), (20, "20 phrases"), (4000, "99+ phrases")])
def test_it_says_how_many_were_found(
    palette: Palette, keeper: Keeper, matches: MakeMatches, total: int, says: str
):
    keeper.answer = matches(min(total, 99), total=total)
    palette.finder.box.setText("x")
    assert palette.finder.count.text() == says


class TestMoreThanWereMade:
    """Rows that are only counted at first are made where somebody looks for them."""

    @pytest.fixture(autouse=True)
    def _many(self, palette: Palette, keeper: Keeper, matches: MakeMatches) -> None:
        keeper.answer = matches(COUNTED, "", total=COUNTED + 1)
        keeper.limits.clear()
        palette.open()

    def test_at_first_they_are_not(self, palette: Palette, keeper: Keeper):
        assert set(keeper.limits) == {SHOWN}
        assert len(palette.finder.rows) == SHOWN

    @pytest.mark.parametrize(
        ("keys", "row"),
        [
            pytest.param([(Qt.Key.Key_Down, PLAIN)] * 98, 98, id="one by one"),
            pytest.param([(Qt.Key.Key_Down, PLAIN)] * 99, 0, id="and round"),
            pytest.param([(Qt.Key.Key_PageDown, PLAIN)] * 20, 98, id="by pages"),
            pytest.param([(Qt.Key.Key_Up, PLAIN)], 98, id="up from the first"),
            pytest.param([(Qt.Key.Key_End, CTRL)], 98, id="at once"),
        ],
    )
    def test_keys_reach_them(
        self, palette: Palette, press: Press, keys: list[tuple[Qt.Key, Qt.KeyboardModifier]], row: int
    ):
        for key, held in keys:
            press(key, held)
        assert palette.finder.list.row == row
        assert palette.finder.list._model.rowCount() == COUNTED

    def test_the_wheel_reaches_them(self, palette: Palette, qtbot: QtBot):
        bar = palette.finder.list.verticalScrollBar()
        bar.setValue(bar.maximum())
        qtbot.waitUntil(lambda: bar.maximum() == COUNTED - ROWS, timeout=2000)
        assert bar.value() == SHOWN - ROWS

    def test_who_has_gone_there_stays_there_when_the_phrases_change(
        self, palette: Palette, press: Press, keeper: Keeper
    ):
        press(Qt.Key.Key_Up)
        keeper.answer = replace(keeper.answer, rows=keeper.answer.rows[1:])
        palette.refresh()
        assert palette.finder.list.row == 97


def test_it_follows_the_theme(palette: Palette, hints: Hints):
    hints.turn(Qt.ColorScheme.Dark)
    image = palette.grab().toImage()
    assert image.pixelColor(image.width() // 2, 6).name() == DARK.surface


def test_what_is_being_composed_is_searched_for_as_it_grows(palette: Palette, keeper: Keeper):
    # GIVEN letters that an input method holds and divides into syllables
    palette.finder.box.setText("退")
    compose(palette, "huo'liu cheng")
    # THEN they are part of the query
    assert keeper.queries[-1] == "退huoliucheng"
    palette.finder.box.setCursorPosition(0)
    assert palette.finder.box.query() == "huoliucheng退"
    # WHEN the Hanzi are committed
    compose(palette, "", commit="货")
    # THEN they have taken the letters' place
    assert keeper.queries[-1] == palette.finder.box.text()


# Staying open.


def test_ctrl_enter_inserts_and_stays_with_the_query_selected(
    palette: Palette, press: Press, keeper: Keeper, ear: Ear, qtbot: QtBot
):
    qtbot.keyClicks(palette.finder.box, "fa")
    with qtbot.waitSignal(palette.added, timeout=1000) as added:
        press(KEY.Key_Return, CTRL)
    assert added.args == [keeper.answer.rows[0].phrase]
    assert palette.isVisible()
    assert palette.finder.box.selectedText() == "fa"
    assert ear.heard == []


def test_ctrl_enter_on_nothing_says_so(palette: Palette, keeper: Keeper, press: Press, ear: Ear):
    keeper.answer = Matches("")
    palette.finder.box.setText("x")
    press(KEY.Key_Return, CTRL)
    assert ear.heard == ["declined"]


def elsewhere(qtbot: QtBot) -> QWidget:
    """Another window comes to the front."""
    other = QWidget()
    qtbot.addWidget(other)
    with qtbot.waitActive(other):
        other.show()
        other.activateWindow()
    return other


def test_the_keyboard_that_was_lent_is_no_reason_to_close(palette: Palette, press: Press, qtbot: QtBot):
    # GIVEN a phrase inserted, and the other window in front for that
    press(KEY.Key_Return, CTRL)
    elsewhere(qtbot)
    assert palette.isVisible()
    # WHEN the keyboard is back, of which Qt hears later
    palette.take_back(True)
    assert palette.isVisible()
    with qtbot.waitActive(palette):
        palette.activateWindow()
    # THEN who turns to another window now closes it
    with qtbot.waitSignal(palette.dismissed, timeout=2000):
        elsewhere(qtbot)
    assert not palette.isVisible()


def test_a_keyboard_that_was_lent_twice_must_come_back_twice(palette: Palette, press: Press, qtbot: QtBot):
    press(KEY.Key_Return, CTRL)
    press(KEY.Key_Return, CTRL)
    palette.take_back(True)
    elsewhere(qtbot)
    qtbot.wait(2 * DOUBT)
    assert palette.isVisible()
    palette.take_back(True)
    qtbot.waitUntil(lambda: not palette.isVisible(), timeout=2000)


def test_a_doubt_from_before_does_not_count_when_it_is_lent(palette: Palette, press: Press, qtbot: QtBot):
    elsewhere(qtbot)
    press(KEY.Key_Return, CTRL)
    qtbot.wait(2 * DOUBT)
    assert palette.isVisible()


def test_a_keyboard_that_is_gone_for_a_moment_is_no_reason_to_close(palette: Palette, qtbot: QtBot):
    other = elsewhere(qtbot)
    other.hide()
    with qtbot.waitActive(palette):
        palette.activateWindow()
    qtbot.wait(2 * DOUBT)
    assert palette.isVisible()


def test_a_keyboard_that_does_not_come_back_closes_it(palette: Palette, press: Press, qtbot: QtBot):
    press(KEY.Key_Return, CTRL)
    elsewhere(qtbot)
    with qtbot.waitSignal(palette.dismissed, timeout=1000):
        palette.take_back(False)


# Pinned.


@pytest.fixture
def pinned(palette: Palette, press: Press, ear: Ear) -> Palette:
    press(KEY.Key_P, CTRL)
    assert ear.heard == []
    return palette


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_C])
def test_pinned_it_rests_when_something_was_chosen(pinned: Palette, press: Press, ear: Ear, key: Qt.Key):
    press(key, CTRL if key == KEY.Key_C else PLAIN)
    assert pinned.resting
    assert pinned.windowHandle().flags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert ear.heard == ["chosen" if key == KEY.Key_Return else "copied", False]


def test_resting_it_inserts_what_is_clicked(pinned: Palette, press: Press, keeper: Keeper, qtbot: QtBot):
    press(KEY.Key_Return)
    with qtbot.waitSignal(pinned.chosen, timeout=1000) as chosen, qtbot.assertNotEmitted(pinned.picking):
        qtbot.mouseClick(pinned.finder.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(50, ROW + 8))
    assert chosen.args == [keeper.answer.rows[1].phrase]
    assert pinned.clicked_at_rest
    assert pinned.resting


def test_who_clicks_into_the_box_wants_the_keyboard(pinned: Palette, press: Press, qtbot: QtBot):
    with qtbot.assertNotEmitted(pinned.wanted):
        qtbot.mouseClick(pinned.finder.box, Qt.MouseButton.LeftButton)
    press(KEY.Key_Return)
    with qtbot.waitSignal(pinned.wanted, timeout=1000):
        qtbot.mouseClick(pinned.finder.box, Qt.MouseButton.LeftButton)
    pinned.toggle(None)
    assert not pinned.resting
    assert not pinned.windowHandle().flags() & Qt.WindowType.WindowDoesNotAcceptFocus


def test_waking_it_goes_on_with_the_query_that_stood_there(pinned: Palette, press: Press, qtbot: QtBot):
    qtbot.keyClicks(pinned.finder.box, "fa")
    press(KEY.Key_Return)
    pinned.toggle(None)
    assert pinned.finder.box.selectedText() == "fa"


def test_the_hotkey_leads_there_and_back(pinned: Palette, ear: Ear):
    pinned.toggle(None)
    assert pinned.resting
    assert ear.heard == ["dismissed", False]
    pinned.toggle(None)
    assert ear.heard == ["dismissed", False, True]


def test_who_turns_to_another_window_leaves_it_there(pinned: Palette, qtbot: QtBot):
    with qtbot.waitSignal(pinned.dismissed, timeout=2000):
        elsewhere(qtbot)
    assert pinned.resting


def test_esc_closes_it_pinned_or_not(pinned: Palette, press: Press, ear: Ear):
    press(KEY.Key_Escape)
    assert not pinned.isVisible()
    assert ear.heard == ["dismissed", False]
    assert pinned.pinned


def test_let_go_it_is_as_wide_as_before(pinned: Palette, press: Press):
    narrow = pinned.width()
    press(KEY.Key_P, CTRL)
    assert pinned.width() > narrow
    assert pinned.isVisible()
    press(KEY.Key_P, CTRL)
    press(KEY.Key_Return)
    pinned._pin.click()
    assert not pinned.isVisible()


# Where one looks.


def test_tab_leads_from_shelf_to_shelf_and_round(palette: Palette, press: Press, keeper: Keeper):
    names = []
    for key in (*[KEY.Key_Tab] * 7, KEY.Key_Backtab):
        press(key)
        names.append(palette.finder.chip.text())
    assert names == ["Pinned", "Recent", "My phrases", "物流", "退货", "Shop", "All phrases", "Shop"]
    assert keeper.scopes[-1] == SHELVES[3].scope


def test_ctrl_g_chooses_a_shelf_and_keeps_the_query(
    palette: Palette, press: Press, keeper: Keeper, ear: Ear, qtbot: QtBot
):
    qtbot.keyClicks(palette.finder.box, "fa")
    press(KEY.Key_G, CTRL)
    assert palette.finder.choosing_shelf
    palette.finder.box.setText("退")
    press(KEY.Key_Return)
    # THEN the same query is searched there, and Enter has chosen no phrase
    assert (keeper.queries[-1], keeper.scopes[-1]) == ("fa", SHELVES[2].scope)
    assert palette.finder.box.text() == "fa"
    assert ear.heard[-1] == "declined"
    assert "chosen" not in ear.heard


@pytest.mark.parametrize(("key", "held"), [(KEY.Key_Escape, PLAIN), (KEY.Key_G, CTRL)])
def test_esc_leaves_the_list_of_shelves_as_it_was(
    palette: Palette, press: Press, keeper: Keeper, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier
):
    qtbot.keyClicks(palette.finder.box, "fa")
    press(KEY.Key_G, CTRL)
    press(KEY.Key_Down)
    press(key, held)
    assert not palette.finder.choosing_shelf
    assert palette.isVisible()
    assert (keeper.queries[-1], keeper.scopes[-1]) == ("fa", EVERYWHERE)


def test_a_click_on_the_chip_opens_the_list(palette: Palette, qtbot: QtBot):
    qtbot.mouseClick(palette.finder.chip, Qt.MouseButton.LeftButton)
    assert palette.finder.choosing_shelf


def test_what_is_new_is_looked_at_by_itself(palette: Palette, press: Press, keeper: Keeper):
    # GIVEN news since the palette was opened first
    keeper.fresh = 3
    palette.open()

    # WHEN the third shelf behind all phrases is chosen, and nothing is found there any more
    keeper.answer = Matches("")
    for _ in range(3):
        press(KEY.Key_Tab)

    # THEN what is new is sought, and it is said that nothing is
    assert keeper.scopes[-1] == Scope(Among.NEW)
    assert palette.finder.chip.text() == "New and updated"
    assert palette.finder.list._empty[0] == "Nothing is new"


def test_it_opens_everywhere_again(palette: Palette, press: Press, keeper: Keeper):
    press(KEY.Key_Tab)
    palette.open()
    assert keeper.scopes[-1] == EVERYWHERE
    assert palette.finder.chip.text() == "All phrases"


@pytest.mark.parametrize(
    ("tabs", "query", "says"),
    [
        (1, "", "Nothing is pinned"),
        (2, "", "Nothing was used yet"),
        (4, "", "There is nothing in “物流” yet"),
        (4, "xyz", "Nothing found for “xyz” in “物流”"),
    ],
)
def test_an_empty_shelf_says_so(
    palette: Palette, press: Press, keeper: Keeper, tabs: int, query: str, says: str
):
    keeper.answer = Matches(query)
    for _ in range(tabs):
        press(KEY.Key_Tab)
    palette.finder.box.setText(query)
    assert palette.finder.list._empty[0] == says


# What is missing.


@pytest.mark.parametrize("shelf", [False, True])
def test_a_query_in_vain_is_told_when_it_closes(
    palette: Palette, press: Press, keeper: Keeper, qtbot: QtBot, shelf: bool
):
    told: list[str] = []
    palette.missed.connect(told.append)
    keeper.answer = Matches("")
    qtbot.keyClicks(palette.finder.box, "fapiao")
    if shelf:
        press(KEY.Key_Tab)
    press(KEY.Key_Escape)
    assert told == ([] if shelf else ["fapiao"])


def test_letters_that_are_composed_are_no_query(palette: Palette, press: Press, keeper: Keeper, qtbot: QtBot):
    keeper.answer = Matches("")
    with qtbot.assertNotEmitted(palette.missed):
        compose(palette, "fa piao")
        compose(palette, "")
        press(KEY.Key_Escape)


def test_what_was_chosen_is_not_missed(palette: Palette, press: Press, keeper: Keeper, qtbot: QtBot):
    found, keeper.answer = keeper.answer, Matches("")
    qtbot.keyClicks(palette.finder.box, "fapi")
    keeper.answer = found
    with qtbot.assertNotEmitted(palette.missed):
        palette.finder.box.setText("发票")
        press(KEY.Key_Return)


# Writing.


def test_ctrl_n_writes_what_was_not_found(
    palette: Palette, press: Press, keeper: Keeper, ear: Ear, qtbot: QtBot
):
    keeper.answer = Matches("")
    palette.finder.box.setText("发票")
    press(KEY.Key_N, CTRL)
    assert palette.writing
    assert palette.form.draft == Draft("", title="发票")
    assert ear.heard == [False]
    # WHEN it is stored
    palette.form._fields[Field.TEXT].write("好的")
    with qtbot.assertNotEmitted(palette.missed):
        palette.form.save()
    # THEN it is looked for, and can be chosen
    assert keeper.kept == [(None, 1, Draft("好的", title="发票"))]
    assert not palette.writing
    assert palette.finder.box.text() == "发票"
    assert ear.heard == [False, True]


def test_ctrl_e_changes_the_highlighted_phrase(palette: Palette, press: Press, keeper: Keeper):
    keeper.drafts[2] = Draft("whole text", "f2", "标题2")
    press(KEY.Key_Down)
    press(KEY.Key_E, CTRL)
    palette.form._fields[Field.TEXT].write("new text")
    palette.form.save()
    assert keeper.kept == [(2, 1, Draft("new text", "f2", "标题2"))]


def test_a_phrase_that_is_gone_is_told(palette: Palette, press: Press, keeper: Keeper, qtbot: QtBot):
    keeper.refusal = Refusal("It is not there any more.")
    for key in (KEY.Key_E, KEY.Key_D):
        with qtbot.waitSignal(palette.failed, timeout=1000) as failed:
            press(key, CTRL)
        assert failed.args == [keeper.refusal]
    assert not palette.writing


def test_while_something_is_written_no_other_window_closes_it(palette: Palette, press: Press, qtbot: QtBot):
    press(KEY.Key_N, CTRL)
    palette.form._fields[Field.TEXT].write("half a")
    elsewhere(qtbot)
    assert palette.isVisible()
    # AND the hotkey leads back to it, and a window manager's close asks
    palette.toggle(None)
    assert palette.form.draft.text == "half a"
    palette.close()
    assert palette.isVisible()
    assert palette.form._asking


def test_ctrl_d_pins_and_lets_go(palette: Palette, press: Press, keeper: Keeper, match: MakeMatch):
    press(KEY.Key_D, CTRL)
    pinned = replace(match(), phrase=replace(match().phrase, pinned=True))
    keeper.answer = Matches("", (pinned,), 1)
    palette.open()
    press(KEY.Key_D, CTRL)
    assert keeper.pinned == [(1, True), (1, False)]


def test_phrases_that_changed_are_searched_anew_and_the_highlight_stays_at_its_own(
    palette: Palette, press: Press, keeper: Keeper
):
    press(KEY.Key_Down)
    keeper.answer = replace(keeper.answer, rows=keeper.answer.rows[11::-1])
    palette.refresh()
    assert palette.finder.list.row == 10
    keeper.answer = replace(keeper.answer, rows=keeper.answer.rows[:3])
    palette.refresh()
    assert palette.finder.list.row == 2


def test_what_the_user_does_with_the_pin_is_told(palette: Palette, press: Press, qtbot: QtBot):
    told: list[bool] = []
    palette.stays.connect(told.append)
    press(Qt.Key.Key_P, CTRL)
    qtbot.mouseClick(palette._pin, Qt.MouseButton.LeftButton)
    assert told == [True, False]


def test_pinned_by_the_settings_it_is_not(palette: Palette, qtbot: QtBot):
    with qtbot.assertNotEmitted(palette.stays):
        palette.configure(Settings(pinned=True))
    assert palette.pinned
    palette.configure(Settings())
    assert not palette.pinned


def test_one_that_is_open_before_it_was_prepared_stays_as_it_is(palette: Palette, keeper: Keeper):
    palette.open()
    palette.finder.box.setText("fh")
    asked = list(keeper.queries)
    palette.prepare()
    assert keeper.queries == asked
