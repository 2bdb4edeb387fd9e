import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from quickreply.core.search import EVERYWHERE, Among, Scope, Shelf
from quickreply.core.words import Say
from quickreply.ui.shelflist import EDGE, LINE, ShelfList, ShelfModel, always
from quickreply.ui.theme import Theme

from .conftest import SHELVES


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def shelves(say: Say, theme: Theme, window: QWidget) -> ShelfList:
    window.resize(600, 400)
    made = ShelfList(theme, window)
    window.show()
    made.open((*always(say), *SHELVES), EVERYWHERE)
    return made


def names(shelves: ShelfList) -> list[str]:
    return [shelf.path[-1] for shelf in shelves._model.shelves]


def test_the_model_keeps_qts_contract(qtmodeltester: ModelTester):
    model = ShelfModel()
    model.take(SHELVES)
    qtmodeltester.check(model)


def test_it_opens_at_the_shelf_that_is_looked_through(say: Say, shelves: ShelfList):
    assert shelves.shelf == always(say)[0]
    shelves.open(SHELVES, Scope(Among.GROUP, 2))
    assert shelves.shelf == SHELVES[2]


def test_news_have_a_shelf_while_there_are_any(say: Say):
    assert Scope(Among.NEW) not in [shelf.scope for shelf in always(say)]
    assert Shelf(Scope(Among.NEW), ("New and updated",), 4) in always(say, 4)


def test_the_highlight_stops_at_the_ends(shelves: ShelfList):
    for steps, name in ((-1, "All phrases"), (1, "Pinned"), (9, "Shop"), (1, "Shop"), (-1, "退货")):
        shelves.step(steps)
        assert shelves.shelf
        assert shelves.shelf.path[-1] == name


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("", ["All phrases", "Pinned", "Recent", "My phrases", "物流", "退货", "Shop"]),
        ("退", ["退货"]),
        ("my 物流", ["物流", "退货"]),
        ("SHO", ["Shop"]),
        ("uvw", []),
    ],
)
def test_what_is_typed_narrows_it(shelves: ShelfList, typed: str, left: list[str]):
    shelves.step(5)
    shelves.narrow(typed)
    assert names(shelves) == left
    assert shelves.shelf == (shelves._model.shelves[0] if left else None)


def test_a_click_picks(shelves: ShelfList, qtbot: QtBot):
    with qtbot.waitSignal(shelves.picked, timeout=1000) as picked:
        place = QPoint(40, EDGE + 3 * LINE + 5)
        qtbot.mouseClick(shelves._list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert picked.args == [SHELVES[0]]
