"""Codes where nothing can be swallowed: every key reaches its window, and the code is taken out again."""

import pytest

from quickreply.core.settings import Boundary, Fire, Mode, Settings
from quickreply.engine.inline import Inline
from tests.engine.conftest import FH
from tests.fakes import FakeDesktop


@pytest.fixture
def watching(desk: FakeDesktop, inline: Inline) -> Inline:
    inline.configure(Settings(mode=Mode.OBSERVE), paused=False)
    desk.keyboard.catch("/", {}, observe=True)
    return inline


def rest(desk: FakeDesktop) -> str:
    desk.loop.advance(3)
    assert not desk.keyboard.holding
    return desk.field.text


@pytest.mark.usefixtures("watching")
class TestObserve:
    def test_a_code_and_a_space_become_the_phrase(self, desk: FakeDesktop):
        desk.typist.type("Hi /fh ")
        assert rest(desk) == f"Hi {FH.text}"
        assert [event.phrase for event in desk.view.events] == [FH.id]

    def test_no_list_is_shown(self, desk: FakeDesktop):
        desk.typist.type("/fh")
        assert desk.view.lists == []

    @pytest.mark.parametrize("text", ["/zz ", "and/fh ", "1/2 ", "/f\n", "//", "/ ", "https://a.b/c "])
    def test_what_is_no_code_stays(self, desk: FakeDesktop, text: str):
        desk.typist.type(text)
        assert rest(desk) == text

    @pytest.mark.parametrize("lag", [1, 2, 5])
    def test_what_overtakes_us_comes_behind_the_phrase(self, desk: FakeDesktop, lag: int):
        # GIVEN an engine that hears late of the keys
        desk.keyboard.lag = lag
        # WHEN the user types on
        desk.typist.type("/fh and on.....")
        # THEN nothing is lost, doubled or out of order
        assert rest(desk) == f"{FH.text}and on....."

    def test_a_message_that_is_sent_already_is_left_alone(self, desk: FakeDesktop):
        desk.keyboard.lag = 1
        desk.typist.type("/fh \n")
        assert rest(desk) == "/fh \n"

    def test_a_click_ends_the_code(self, desk: FakeDesktop):
        desk.typist.type("/f")
        desk.typist.click()
        desk.typist.type("h ")
        assert rest(desk) == "/fh "

    def test_another_window_gets_nothing(self, desk: FakeDesktop):
        other = desk.windows.open("other")
        desk.windows.focus(desk.field)
        desk.typist.type("/fh")
        desk.windows.focus(other)
        desk.typist.type(" ")
        assert (rest(desk), other.text) == ("/fh", " ")

    def test_two_codes_in_a_row(self, desk: FakeDesktop):
        desk.typist.type("/fh /fh ")
        assert rest(desk) == FH.text * 2

    def test_an_input_method_counts_otherwise_so_the_palette_helps(self, desk: FakeDesktop):
        desk.keyboard.composes = True
        desk.typist.type("/fh ")
        assert rest(desk) == "/fh "
        assert desk.view.queries == ["fh"]


def test_instant_needs_no_space(desk: FakeDesktop, inline: Inline):
    inline.configure(Settings(mode=Mode.OBSERVE, fire=Fire.INSTANT), paused=False)
    desk.keyboard.catch("/", {}, observe=True)
    desk.typist.type("/th")
    assert rest(desk) != "/th"


def test_a_boundary_is_a_boundary(desk: FakeDesktop, inline: Inline):
    inline.configure(Settings(mode=Mode.OBSERVE, boundary=Boundary.WORD), paused=False)
    desk.keyboard.catch("/", {}, observe=True)
    desk.typist.type(")/fh ")
    assert rest(desk) == ")/fh "


def test_while_paused_nothing_is_replaced(desk: FakeDesktop, inline: Inline):
    inline.configure(Settings(mode=Mode.OBSERVE), paused=True)
    desk.keyboard.catch("/", {}, observe=True)
    desk.typist.type("/fh ")
    assert rest(desk) == "/fh "
