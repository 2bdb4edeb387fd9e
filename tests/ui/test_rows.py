from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from quickreply.core.news import Arrival, Change
from quickreply.core.search import Match
from quickreply.core.words import Say
from quickreply.ui.row import EDGE, Role, RowDelegate
from quickreply.ui.rows import RowsModel, RowsView
from quickreply.ui.theme import DARK, LIGHT, ROW, Colours, Theme
from quickreply.ui.thumbs import Thumbs

from .conftest import Hints, MakeMatch, MakeMatches

Paint = Callable[..., QImage]
MakeView = Callable[..., RowsView]

WIDTH = 460


@pytest.fixture
def paint(theme: Theme):
    """Draws one row and returns the picture."""

    def painted(
        found: Match, row: int = 0, *, selected: bool = False, digits: bool = True, rows: int = 12
    ) -> QImage:
        model = RowsModel()
        model.take(tuple(found for _ in range(rows)))
        delegate = RowDelegate(theme, Thumbs(lambda _: b""))
        delegate.badges.speak(Say())
        delegate.digits = digits
        option = QStyleOptionViewItem()
        option.rect = QRect(0, 0, WIDTH, ROW)
        option.state = QStyle.StateFlag.State_Selected if selected else QStyle.StateFlag.State_None
        image = QImage(WIDTH, ROW, QImage.Format.Format_RGB32)
        image.fill(QColor(theme.colours.surface))
        painter = QPainter(image)
        delegate.paint(painter, option, model.index(row))
        painter.end()
        return image

    return painted


def colours(image: QImage, left: int = 0, right: int = WIDTH) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(left, right) for y in range(image.height())}


def inked(image: QImage, ground: str, left: int, right: int) -> bool:
    return colours(image, left, right) != {ground}


def test_the_model_keeps_qts_contract(qtmodeltester: ModelTester, match: MakeMatch):
    model = RowsModel()
    model.take((match(1), match(2)))
    qtmodeltester.check(model)


def test_the_model_says_what_it_shows(match: MakeMatch):
    model = RowsModel()
    found = match(title="发货时间", code="fh")
    model.take((found,))
    assert model.data(model.index(0)) == "发货时间"
    assert model.data(model.index(0), Role.MATCH) is found
    assert model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole) == "fh 发货时间"
    assert model.data(model.index(0), Qt.ItemDataRole.DecorationRole) is None
    assert model.data(model.index(7)) is None


@pytest.mark.parametrize("selected", [False, True])
@pytest.mark.parametrize("change", Change)
def test_what_is_news_is_marked(
    paint: Paint, theme: Theme, match: MakeMatch, change: Change, *, selected: bool
):
    found = match(title="t", text="t")
    bare = paint(found, selected=selected)
    marked = paint(replace(found, arrival=Arrival(change, 0)), selected=selected)

    behind = range(WIDTH // 2, WIDTH - 32)
    accent = theme.colours.accent
    assert accent not in colours(bare, behind.start, behind.stop)
    assert accent in colours(marked, behind.start, behind.stop)


def test_the_same_snapshot_is_not_shown_twice(qtbot: QtBot, match: MakeMatch):
    model = RowsModel()
    rows = (match(),)
    with qtbot.waitSignal(model.modelReset, timeout=1000):
        model.take(rows)
    with qtbot.assertNotEmitted(model.modelReset):
        model.take(rows)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_a_row_has_mark_chip_words_and_digit(paint: Paint, match: MakeMatch, hints: Hints, scheme: Colours):
    hints.turn(Qt.ColorScheme.Dark if scheme is DARK else Qt.ColorScheme.Light)
    image = paint(match(colour=3))
    assert scheme.marks[3] in colours(image, 0, 12)
    assert scheme.chip in colours(image, 16, 60)
    assert inked(image, scheme.surface, 80, 140)
    assert inked(image, scheme.surface, 200, 400)
    assert inked(image, scheme.surface, WIDTH - 30, WIDTH - 10)
    assert colours(image, WIDTH - 6) == {scheme.surface}


def test_the_highlighted_row_carries_the_accent(paint: Paint, match: MakeMatch):
    image = paint(match(), selected=True)
    assert LIGHT.accent in colours(image, 16, 60)
    assert LIGHT.tint in colours(image, 200, 400)
    assert LIGHT.chip not in colours(image, 16, 60)


def test_no_code_no_chip_and_no_group_no_mark(paint: Paint, match: MakeMatch):
    image = paint(match(code="", colour=-1))
    assert colours(image, 0, 78) == {LIGHT.surface}
    assert inked(image, LIGHT.surface, 80, 140)


@pytest.mark.parametrize(
    ("row", "digits", "drawn"), [(0, True, True), (8, True, True), (9, True, False), (0, False, False)]
)
def test_the_first_nine_rows_have_a_digit_where_digits_pick(
    paint: Paint, match: MakeMatch, row: int, digits: bool, drawn: bool
):
    image = paint(match(), row, digits=digits)
    assert inked(image, LIGHT.surface, WIDTH - 28, WIDTH - 10) is drawn


@pytest.mark.parametrize(
    "found",
    [{"title": "很长的标题" * 20}, {"title": "", "text": "没有标题的话术" * 40}, {"title": "🚚" * 90}],
)
def test_long_words_end_before_the_digit(paint: Paint, match: MakeMatch, found: dict[str, str]):
    image = paint(match(**found))
    assert inked(image, LIGHT.surface, 100, WIDTH - 60)
    assert colours(image, WIDTH - 36, WIDTH - 28) == {LIGHT.surface}


def test_a_long_code_pushes_its_title_and_stays_within_bounds(paint: Paint, match: MakeMatch):
    image = paint(match(code="warranty-two-years-and-more", title="标题", text=""))
    assert LIGHT.chip in colours(image, 130, 140)
    assert inked(image, LIGHT.surface, 164, 200)


def test_matched_letters_are_bold(paint: Paint, match: MakeMatch):
    plain, bold = paint(match()), paint(match(title_spans=((0, 2),)))
    assert plain.copy(80, 0, 60, ROW) != bold.copy(80, 0, 60, ROW)
    assert plain.copy(0, 0, 78, ROW) == bold.copy(0, 0, 78, ROW)


def test_without_a_title_the_text_goes_on_behind_its_first_line(paint: Paint, match: MakeMatch):
    one = paint(match(title="", text="第一行\n第二行"))
    same = paint(match(title="第一行", text="第二行"))
    assert one == same


@pytest.fixture
def view(theme: Theme, qtbot: QtBot):
    def shown(*, own_wheel: bool = False) -> RowsView:
        made = RowsView(theme, Thumbs(lambda _: b""), own_wheel=own_wheel)
        qtbot.addWidget(made)
        made.setFixedSize(WIDTH, 8 * ROW + 2 * EDGE)
        made.show()
        return made

    return shown


def turn(view: RowsView, degrees: int) -> None:
    place = QPointF(50, 50)
    event = QWheelEvent(
        place,
        view.viewport().mapToGlobal(place),
        QPoint(),
        QPoint(0, degrees),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    view.wheelEvent(event)


def test_a_click_picks_the_row_under_it(view: MakeView, matches: MakeMatches, qtbot: QtBot):
    rows = view()
    rows.take(matches(5).rows, 0)
    with qtbot.waitSignal(rows.picked, timeout=1000) as picked:
        qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, 2 * ROW + 5))
    assert picked.args == [2]
    assert rows.row == 0


@pytest.mark.parametrize(
    ("button", "y"),
    [(Qt.MouseButton.RightButton, 5), (Qt.MouseButton.LeftButton, 6 * ROW)],
    ids=["right", "below"],
)
def test_other_clicks_pick_nothing(
    view: MakeView, matches: MakeMatches, qtbot: QtBot, button: Qt.MouseButton, y: int
):
    rows = view()
    rows.take(matches(5).rows, 0)
    with qtbot.assertNotEmitted(rows.picked):
        qtbot.mouseClick(rows.viewport(), button, pos=QPoint(100, y))


def test_the_wheel_asks_to_move_by_whole_notches(view: MakeView, matches: MakeMatches):
    rows, turned = view(), []
    rows.turned.connect(turned.append)
    rows.take(matches(20).rows, 0)
    for degrees in (-120, -60, -60, 240):
        turn(rows, degrees)
    assert turned == [1, 1, -1, -1]
    assert rows.first == 0


def test_a_list_with_its_own_wheel_scrolls(view: MakeView, matches: MakeMatches, qtbot: QtBot):
    rows = view(own_wheel=True)
    rows.take(matches(20).rows, 0)
    with qtbot.assertNotEmitted(rows.turned):
        turn(rows, -120)
    assert rows.first > 0


def test_the_list_scrolls_just_as_far_as_the_highlight_needs(view: MakeView, matches: MakeMatches):
    rows = view()
    rows.take(matches(20).rows, 0)
    firsts = []
    for row in (7, 8, 19, 12, 11, 0):
        rows.highlight(row)
        firsts.append(rows.first)
    assert firsts == [0, 1, 12, 12, 11, 0]


def test_nothing_highlighted_shows_the_beginning(view: MakeView, matches: MakeMatches):
    rows = view()
    rows.take(matches(20).rows, 15)
    rows.take(matches(20).rows, None)
    assert (rows.row, rows.first) == (None, 0)


def test_how_far_down_it_is_can_be_seen(view: MakeView, matches: MakeMatches):
    rows = view()
    rows.take(matches(8).rows, None)
    assert LIGHT.thumb not in colours(rows.grab().toImage(), WIDTH - 4)
    rows.take(matches(20).rows, None)
    assert LIGHT.thumb in colours(rows.grab().toImage(), WIDTH - 4)


class Painted(QObject):
    """Remembers how high the parts of a widget are that were drawn anew."""

    def __init__(self) -> None:
        super().__init__()
        self.heights: list[int] = []

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QPaintEvent):
            self.heights.append(event.rect().height())
        return False


def settle() -> None:
    """Lets everything happen that was put off, and what was put off by that."""
    for _ in range(10):
        QApplication.processEvents()


@pytest.fixture
def drawn(view: MakeView, matches: MakeMatches, qtbot: QtBot) -> tuple[RowsView, Painted]:
    rows = view()
    painted = Painted()
    rows.take(matches(20).rows, 0)
    with qtbot.waitExposed(rows):
        rows.viewport().installEventFilter(painted)
    settle()
    painted.heights.clear()
    return rows, painted


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.explain("something else"),
        lambda rows: rows.highlight(3),
        lambda rows: rows.highlight(15),
        lambda rows: rows.take((), None),
        lambda rows: rows.take(rows._model._rows, 0, digits=False),
    ],
    ids=["words", "highlight", "scrolled", "rows", "digits"],
)
def test_what_changes_is_drawn_anew(drawn: tuple[RowsView, Painted], change: Callable[[RowsView], None]):
    rows, painted = drawn
    change(rows)
    settle()
    assert painted.heights


def test_what_stays_is_not_drawn_again_but_for_the_highlighted_row(drawn: tuple[RowsView, Painted]):
    rows, painted = drawn
    rows.take(rows._model._rows, 0)
    settle()
    assert max(painted.heights, default=0) <= ROW


def test_an_empty_list_says_why(view: MakeView):
    rows = view()
    blank = rows.grab().toImage()
    rows.explain("Nothing found", "Try another word")
    assert rows.grab().toImage() != blank


def test_a_picture_stands_small_at_the_right_and_takes_its_room_from_the_text(
    theme: Theme, match: MakeMatch, paint: Paint
):
    from quickreply.ui.row import THUMB  # noqa: PLC0415 - for this alone

    plain = match(text="x" * 300)
    shown = replace(plain, phrase=replace(plain.phrase, pictures=("a.png",)))
    right = WIDTH - EDGE - 8 * 4
    left = right - THUMB.width()
    assert inked(paint(plain), theme.colours.surface, left - 8, left)
    assert not inked(paint(shown), theme.colours.surface, left - 7, left)
    assert inked(paint(shown), theme.colours.surface, left, right)
