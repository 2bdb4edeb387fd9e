import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from quickreply.core.draft import Draft
from quickreply.core.intake import Form, Line, Look, State
from quickreply.core.words import Say
from quickreply.ui.exchange.lines import CODE, STATUS, TEXT, LinesModel
from quickreply.ui.exchange.sight import Sample
from quickreply.ui.theme import Theme

LINES = (
    Line(State.NEW, Draft("一\n二", "a"), "f.csv:2", 0, double=True),
    Line(State.CLASH, Draft("三", "b"), "f.csv:3", 1, why="the code b is taken"),
    Line(State.LOST, Draft(""), "f.csv:4", why="the text is empty"),
)


@pytest.fixture
def model(theme: Theme) -> LinesModel:
    made = LinesModel(Say(), theme)
    made.take(LINES, None)
    return made


def shown(model: LinesModel, row: int, column: int) -> object:
    return model.data(model.index(row, column))


def test_it_keeps_the_rules_of_models(model: LinesModel, qtmodeltester: ModelTester):
    qtmodeltester.check(model, force_py=True)
    model.take((), State.NEW)
    qtmodeltester.check(model, force_py=True)


@pytest.mark.parametrize("form", [Form.TABLE, Form.PACK])
def test_so_does_the_sample(form: Form, qtmodeltester: ModelTester):
    model = Sample(Say())
    model.take(Look(form, columns=("code", "text"), header=("c",), rows=(("a", "b", "c"), ())))
    qtmodeltester.check(model, force_py=True)


def test_it_says_how_a_line_stands(model: LinesModel):
    assert shown(model, 0, STATUS) == "new, same text"
    assert shown(model, 0, CODE) == "a"
    assert shown(model, 0, TEXT) == "一 二"
    assert shown(model, 2, TEXT) == "the text is empty"
    assert model.data(model.index(1, STATUS), Qt.ItemDataRole.ToolTipRole) == "the code b is taken"


@pytest.mark.parametrize(("state", "row"), [(State.NEW, 0), (State.DOUBLE, 0), (State.CLASH, 1)])
def test_it_shows_lines_of_one_state(model: LinesModel, state: State, row: int):
    model.take(LINES, state)
    assert [model.line(at) for at in range(model.rowCount())] == [LINES[row]]


def test_a_line_is_found_again_by_its_place(model: LinesModel):
    model.take(LINES, State.CLASH)
    assert model.row_of(1) == 0
    assert model.row_of(0) == -1
    assert model.row_of(-1) == -1
