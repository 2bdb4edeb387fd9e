"""The list opens at the caret if that is told in time, and is never late for it."""

from collections.abc import Callable

import pytest

from quickreply.core.ports import Rect, Window
from quickreply.engine import spot
from quickreply.engine.inline import Inline
from quickreply.engine.spot import CARET_LIMIT
from tests.engine.conftest import FH
from tests.fakes import FakeDesktop, FakeLoop

CARET = Rect(300, 200, 1, 18)


class FakeCaret:
    """A `Caret` that answers after so many seconds; None: never."""

    def __init__(self, loop: FakeLoop, delay: float | None) -> None:
        self._loop = loop
        self._delay = delay
        self.asked: list[tuple[Window, Rect]] = []

    def ask(self, window: Window, near: Rect, told: Callable[[Rect | None], None]) -> None:
        self.asked.append((window, near))
        if self._delay == 0:
            told(CARET)
        elif self._delay:
            self._loop.after(self._delay, lambda: told(CARET))


@pytest.mark.parametrize("delay", [0, 0.002])
def test_the_list_opens_at_the_caret(desk: FakeDesktop, inline: Inline, delay: float):
    caret = FakeCaret(desk.loop, delay)
    inline.spot.teller = caret

    desk.typist.type("/f")
    desk.loop.advance(0.002)

    assert caret.asked == [(desk.field.window, desk.field.area)]
    assert {shown.caret for shown in desk.view.lists} == {CARET}
    assert desk.view.open
    assert desk.view.open.typed == "f"


def test_it_opens_without_one_that_is_not_told_in_time(desk: FakeDesktop, inline: Inline):
    inline.spot.teller = FakeCaret(desk.loop, 2 * CARET_LIMIT)

    desk.typist.down("/")
    desk.loop.advance(CARET_LIMIT - 0.001)
    assert desk.view.open is None

    desk.loop.advance(0.001)
    assert desk.view.open
    assert (desk.view.open.near, desk.view.open.caret) == (desk.field.area, None)

    desk.loop.advance(CARET_LIMIT)
    assert desk.view.open.caret is None


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list waits for the caret for longer than keys take."""
    monkeypatch.setattr(spot, "CARET_LIMIT", 5)


@pytest.mark.usefixtures("patient")
def test_a_code_that_is_over_before_is_not_shown(desk: FakeDesktop, inline: Inline):
    inline.spot.teller = FakeCaret(desk.loop, None)

    desk.typist.type("/fh ")
    desk.loop.advance(1)

    assert desk.field.text == FH.text
    assert desk.view.lists == []
    assert desk.loop.planned == 0


@pytest.mark.usefixtures("patient")
def test_an_answer_to_an_earlier_question_is_none_to_this_one(desk: FakeDesktop, inline: Inline):
    inline.spot.teller = FakeCaret(desk.loop, 1)

    desk.typist.type("/")
    desk.typist.key("escape")
    desk.typist.key("backspace")
    desk.loop.advance(0.5)
    desk.typist.type("/")
    desk.loop.advance(0.7)
    assert desk.view.open is None

    desk.loop.advance(0.5)
    assert desk.view.open


@pytest.mark.parametrize("told", [None, 0])
def test_a_window_that_is_nowhere_is_not_asked(desk: FakeDesktop, inline: Inline, told: float | None):
    caret = FakeCaret(desk.loop, told)
    inline.spot.teller = caret
    desk.windows.area = lambda _window: None  # type: ignore[method-assign]

    desk.typist.type("/f")

    assert caret.asked == []
    assert desk.view.open
