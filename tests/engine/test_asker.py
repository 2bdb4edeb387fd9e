"""What is missing is asked for, and what was said is offered in the same conversation only."""

import pytest

from quickreply.core.settings import Mode, Settings
from quickreply.core.template.asking import Answers
from quickreply.core.template.missing import Missing, Why
from quickreply.core.usage import How
from quickreply.engine.asker import MEMORY
from quickreply.engine.catalogue import Catalogue
from quickreply.engine.inline import Inline
from tests.engine.shelf import catalogue, phrase
from tests.fakes import TEXT, FakeDesktop

ORDER = phrase(1, "dd", "Order", "{随机:A|B} {订单号}, {客户昵称}")
PASTE = phrase(2, "zt", "Pasted", "No. {剪贴板}")
BOTH = phrase(3, "bd", "Both", "{订单号}{引用:none}")


@pytest.fixture
def shop() -> Catalogue:
    return catalogue(ORDER, PASTE, BOTH)


def said(desk: FakeDesktop, inline: Inline, **answers: str) -> None:
    """The user answers the last question."""
    question, how, window, _ = desk.view.questions[-1]
    assert window
    inline.insert(ORDER, window, how, answers=Answers(answers, question.seed))
    desk.loop.advance(3)


@pytest.mark.usefixtures("inline")
def test_the_user_is_asked_and_nothing_of_the_code_is_left(desk: FakeDesktop):
    desk.clipboard.copy({TEXT: b"old"})
    desk.typist.type("hi /dd\n")
    desk.loop.advance(3)

    [(question, how, window, near)] = desk.view.questions
    assert (question.phrase, question.label, how) == (1, "Order", How.CODE)
    assert question.missing == (Missing("订单号", Why.ASK), Missing("客户昵称", Why.ASK))
    assert (window, near) == (desk.field.window, desk.field.area)
    assert desk.field.text == "hi "
    assert desk.clipboard.text == "old"
    assert not desk.keyboard.holding
    assert not desk.view.notices


def test_the_answers_make_it_whole(desk: FakeDesktop, inline: Inline):
    desk.typist.type("/dd ")
    desk.loop.advance(3)
    first = desk.view.questions[0][0].pieces[0]
    said(desk, inline, 订单号="7", 客户昵称="{日期}")

    assert desk.field.text == f"{first} 7, {{日期}}"
    assert desk.view.events[0].how is How.CODE


@pytest.mark.usefixtures("inline")
def test_what_is_on_the_clipboard_may_be_known_to_whoever_asks(desk: FakeDesktop):
    desk.typist.type("/zt ")
    desk.loop.advance(3)

    assert desk.view.questions[0][0].missing == (Missing("剪贴板", Why.NO_CLIPBOARD),)


@pytest.mark.usefixtures("inline")
def test_what_no_answer_mends_is_not_asked_about(desk: FakeDesktop):
    desk.typist.type("/bd ")
    desk.loop.advance(3)

    assert not desk.view.questions
    assert desk.field.text == ""
    assert len(desk.view.notices) == 1


class TestOffered:
    @pytest.fixture(autouse=True)
    def _said(self, desk: FakeDesktop, inline: Inline) -> None:
        desk.field.title = "Mrs Wang"
        desk.typist.type("/dd ")
        desk.loop.advance(1)
        said(desk, inline, 订单号="7", 客户昵称="Wang", 剪贴板="private")

    def offered(self, desk: FakeDesktop) -> dict[str, str]:
        desk.typist.type("/dd ")
        desk.loop.advance(1)
        return dict(desk.view.questions[-1][0].offered)

    def test_in_the_same_conversation(self, desk: FakeDesktop):
        assert self.offered(desk) == {"订单号": "7", "客户昵称": "Wang"}

    def test_not_in_another_one(self, desk: FakeDesktop):
        desk.field.title = "Mr Li"
        assert self.offered(desk) == {}

    def test_not_in_another_window(self, desk: FakeDesktop):
        desk.windows.open().title = "Mrs Wang"
        assert self.offered(desk) == {}

    def test_not_where_nobody_knows_the_conversation(self, desk: FakeDesktop):
        desk.field.title = ""
        assert self.offered(desk) == {}

    def test_not_for_ever(self, desk: FakeDesktop):
        desk.loop.advance(MEMORY)
        assert self.offered(desk) == {}


def test_a_code_that_is_only_seen_is_taken_out_when_asked(desk: FakeDesktop, inline: Inline):
    inline.configure(Settings(mode=Mode.OBSERVE), paused=False)
    desk.keyboard.catch("/", {}, observe=True)
    desk.typist.type("hi /dd ")
    desk.loop.advance(3)

    assert desk.field.text == "hi "
    assert len(desk.view.questions) == 1
