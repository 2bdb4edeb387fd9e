from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quickreply.core.ports import Rect, Suggestions
from quickreply.core.search import Matches
from quickreply.core.words import Say
from quickreply.ui.pieces import LEADING
from quickreply.ui.popup import HEIGHT, WIDTH, Popup
from quickreply.ui.theme import ROW, Theme

from .conftest import Hints, MakeMatch, MakeMatches

Present = Callable[..., list[object]]

NEAR = Rect(10, 10, 600, 600)


@pytest.fixture
def popup(say: Say, theme: Theme, qtbot: QtBot) -> Popup:
    made = Popup(say, theme)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def present(popup: Popup, qtbot: QtBot) -> Present:
    def shown(found: Matches, row: int | None = 0, typed: str = "f", number: int = 1) -> list[object]:
        with qtbot.waitSignal(popup.presented, timeout=2000) as presented:
            popup.present(Suggestions(number, typed, found, row, NEAR))
        return presented.args

    return shown


def test_it_never_takes_the_keyboard(popup: Popup):
    assert popup.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert popup.windowFlags() & Qt.WindowType.X11BypassWindowManagerHint
    assert popup.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


def test_it_says_when_and_where_it_can_be_seen(popup: Popup, present: Present, matches: MakeMatches):
    number, place = present(matches(3), number=7)
    ratio = popup.devicePixelRatio()
    assert number == 7
    assert place.size() == popup.size() * ratio
    assert popup.isVisible()


def test_every_snapshot_is_answered(present: Present, matches: MakeMatches):
    assert [present(matches(3), number=number)[0] for number in (1, 2, 3)] == [1, 2, 3]


def test_nothing_jumps_while_typing(popup: Popup, present: Present, matches: MakeMatches):
    places = set()
    for number, rows in enumerate((12, 5, 1, 0, 20), 1):
        present(matches(rows), 0 if rows else None, "f" * number, number)
        places.add((popup.pos().toTuple(), popup.width()))
    assert len(places) == 1
    assert popup.size().toTuple() == (WIDTH, HEIGHT)


def test_it_opens_anew_where_the_user_looks(popup: Popup, matches: MakeMatches):
    popup.present(Suggestions(1, "f", matches(3), 0, Rect(0, 0, 500, 500)))
    first = popup.pos()
    popup.dismiss()
    popup.present(Suggestions(2, "f", matches(3), 0, Rect(300, 200, 490, 600)))
    assert popup.pos() != first


def test_at_the_caret_it_is_below_the_line_that_is_typed_in(popup: Popup, matches: MakeMatches):
    popup.present(Suggestions(1, "f", matches(3), 0, NEAR, Rect(100, 50, 1, 18)))
    assert popup.pos().y() > 68 / popup.devicePixelRatio()


def test_above_a_line_its_lower_edge_stays(popup: Popup, matches: MakeMatches):
    bottom = popup.screen().availableGeometry().bottom() * popup.devicePixelRatio()
    caret = Rect(100, int(bottom) - 40, 1, 18)
    places = set()
    for number, rows in enumerate((12, 5, 1, 0, 20), 1):
        popup.present(Suggestions(number, "f" * number, matches(rows), 0 if rows else None, NEAR, caret))
        places.add((popup.pos().toTuple(), popup.size().toTuple()))
    assert len(places) == 1
    assert popup.geometry().bottom() * popup.devicePixelRatio() < caret.y


def test_after_it_was_dismissed_it_says_nothing(popup: Popup, matches: MakeMatches, qtbot: QtBot):
    with qtbot.assertNotEmitted(popup.presented, wait=50):
        popup.present(Suggestions(1, "f", matches(3), 0, NEAR))
        popup.dismiss()
    assert not popup.isVisible()


def test_few_rows_leave_no_empty_room(popup: Popup, present: Present, matches: MakeMatches):
    present(matches(8))
    passage = popup._passage.height()
    present(matches(2), number=2)
    assert popup._rows.viewport().height() == 2 * ROW
    assert popup._passage.height() == passage
    assert popup.height() == HEIGHT - 6 * ROW


@pytest.mark.parametrize(
    ("rows", "total", "row", "says"),
    [
        (1, 1, 0, "1 phrase"),
        (8, 8, 0, "8 phrases"),
        (23, 23, 0, "1–8 of 23"),
        (23, 23, 22, "16–23 of 23"),
        (99, 99, 0, "1–8 of 99"),
        (99, 4000, 0, "1–8 of 99+"),
        (0, 0, None, ""),
    ],
)
def test_it_says_how_many_there_are(
    popup: Popup, present: Present, matches: MakeMatches, rows: int, total: int, row: int | None, says: str
):
    present(matches(rows, total=total), row)
    assert popup._header._count == says


def test_with_only_the_slash_nothing_is_highlighted_and_no_digit_picks(
    popup: Popup, present: Present, matches: MakeMatches
):
    present(matches(9), None, "")
    assert popup._rows.row is None
    assert popup._rows._delegate.digits is False
    assert popup._passage._quiet
    present(matches(9), 0, "f", 2)
    assert popup._rows.row == 0
    assert popup._rows._delegate.digits is True
    assert not popup._passage._quiet


def test_a_code_that_leads_nowhere_is_explained(popup: Popup, present: Present, matches: MakeMatches):
    present(matches(0), None, "fx")
    what, hint = popup._rows._empty
    assert "/fx" in what
    assert "Backspace" in hint
    assert ("Enter", "insert") not in popup._hints._hints


def test_keys_are_named_only_where_they_do_something(popup: Popup, present: Present, matches: MakeMatches):
    present(matches(3), None, "")
    assert [key for key, _ in popup._hints._hints] == ["↑↓", "Esc"]
    present(matches(3), 1, "f", 2)
    assert [key for key, _ in popup._hints._hints] == ["Enter", "↑↓", "Esc"]


def test_the_prefix_is_the_users(popup: Popup, present: Present, matches: MakeMatches):
    popup.prefix = ";"
    present(matches(0), None, "fx")
    assert ";fx" in popup._rows._empty[0]
    assert popup._header._prefix == ";"


def test_a_click_chooses(popup: Popup, present: Present, matches: MakeMatches, qtbot: QtBot):
    present(matches(5))
    with qtbot.waitSignal(popup.row_chosen, timeout=1000) as chosen:
        qtbot.mouseClick(popup._rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 3 * ROW + 9))
    assert chosen.args == [1, 3]


def test_the_wheel_moves_the_highlight(popup: Popup, present: Present, matches: MakeMatches, qtbot: QtBot):
    present(matches(20))
    place = QPointF(50, 50)
    with qtbot.waitSignal(popup.row_moved, timeout=1000) as moved:
        event = QWheelEvent(
            place,
            popup._rows.viewport().mapToGlobal(place),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(popup._rows.viewport(), event)
    assert moved.args == [1]


def test_the_window_follows_the_theme(popup: Popup, present: Present, matches: MakeMatches, hints: Hints):
    present(matches(5))
    light = popup.grab().toImage()
    hints.turn(Qt.ColorScheme.Dark)
    dark = popup.grab().toImage()
    assert light.pixelColor(WIDTH // 2, 5).lightness() > 200
    assert dark.pixelColor(WIDTH // 2, 5).lightness() < 60


def test_a_very_long_text_is_shown_as_far_as_it_goes(popup: Popup, present: Present, match: MakeMatch):
    endless = match(text="很长的一段话，" * 14_000)
    present(Matches("f", (endless,), 1))
    last = popup._passage.height() // LEADING - 1
    shown = popup._passage.grab(QRect(0, last * LEADING, WIDTH, LEADING)).toImage()
    assert len({shown.pixelColor(x, LEADING // 2).name() for x in range(400)}) > 1


def test_preparing_shows_nothing(popup: Popup):
    popup.prepare()
    assert not popup.isVisible()


def of(*texts: str, note: str = "", match: MakeMatch) -> Matches:
    made = [match(text=text) for text in texts]
    rows = tuple(replace(one, phrase=replace(one.phrase, note=note)) for one in made)
    return Matches("f", rows, len(rows))


LONG = "好" * 200
"""Seven lines of the list at most."""


def test_a_long_phrase_is_shown_whole_where_rows_leave_room(popup: Popup, present: Present, match: MakeMatch):
    present(of("short", match=match), 0)
    passage, height = popup._passage.height(), popup.height()
    present(of(LONG, match=match), 0, "fh", 2)

    assert popup._passage.lines(LONG, popup._passage.width(), 99) * LEADING <= popup._passage.height()
    assert popup.height() - height == popup._passage.height() - passage > 0
    assert popup.height() <= HEIGHT


def test_it_keeps_that_room_until_something_else_is_typed(popup: Popup, present: Present, match: MakeMatch):
    found = of("short", LONG, match=match)
    heights = []
    for number, (row, typed) in enumerate(((0, "f"), (1, "f"), (0, "f"), (0, "fh")), 1):
        present(found, row, typed, number)
        heights.append(popup.height())

    assert heights[0] < heights[1] == heights[2]
    assert heights[3] == heights[0]


def test_so_it_is_above_a_line_and_its_edges_stay(popup: Popup, match: MakeMatch):
    bottom = int(popup.screen().availableGeometry().bottom() * popup.devicePixelRatio())
    caret = Rect(100, bottom - 40, 1, 18)
    popup.present(Suggestions(1, "f", of("short", match=match), 0, NEAR, caret))
    before, passage = popup.geometry(), popup._passage.height()
    popup.present(Suggestions(2, "fh", of(LONG, note="Careful", match=match), 0, NEAR, caret))

    assert popup.geometry() == before
    assert popup._passage.height() > passage


def test_one_that_is_wanted_before_it_was_prepared_stays_as_it_is(
    popup: Popup, present: Present, matches: MakeMatches
):
    found = matches(3)
    present(found)
    popup.prepare()
    assert popup._rows._model.rowCount() == 3
    assert popup._passage._text == found.rows[0].phrase.text
