"""A window that was told to paste and has not: what is new for it waits, or is refused."""

import pytest

from quickreply.core.notice import ON_CLIPBOARD, STILL_HANGS
from quickreply.core.ports import Window
from quickreply.engine.doubts import BUSY_PAGE, GRACE, LONGEST_HANG, PATIENCE, SILENCE, Doubts
from tests.engine.conftest import FH, TH
from tests.engine.scene import DEADLINE, Scene
from tests.fakes import TEXT, FakeDesktop

NEVER = 1e6


@pytest.fixture
def scene(desk: FakeDesktop) -> Scene:
    return Scene(desk)


@pytest.fixture
def doubts(desk: FakeDesktop) -> Doubts:
    return Doubts(desk.windows, desk.loop)


def settled(doubts: Doubts, window: Window) -> list[bool]:
    """What is told of the window, as it is told."""
    told: list[bool] = []
    doubts.settle(window, told.append)
    return told


def test_without_a_doubt_nothing_waits(desk: FakeDesktop, doubts: Doubts):
    assert settled(doubts, desk.field.window) == [True]
    assert desk.loop.planned == 0


def test_a_program_that_hangs_is_waited_for(desk: FakeDesktop, doubts: Doubts):
    desk.field.read_delay = NEVER
    doubts.arise(desk.field.window, 0)
    told = settled(doubts, desk.field.window)
    desk.loop.advance(1)
    assert told == []
    # WHEN it goes on
    desk.field.read_delay = 0.01
    desk.loop.advance(GRACE + 0.02)
    assert told == [True]
    assert settled(doubts, desk.field.window) == [True]


def test_not_for_ever(desk: FakeDesktop, doubts: Doubts):
    desk.field.read_delay = NEVER
    doubts.arise(desk.field.window, 0)
    told = settled(doubts, desk.field.window)
    desk.loop.advance(PATIENCE)
    assert told == [False]
    # AND what comes right behind is refused at once, what comes later is waited for again
    assert settled(doubts, desk.field.window) == [False]
    desk.loop.advance(SILENCE)
    assert settled(doubts, desk.field.window) == []


def test_a_hang_of_a_minute_is_asked_about_anew(desk: FakeDesktop, doubts: Doubts):
    desk.field.read_delay = NEVER
    doubts.arise(desk.field.window, 0)
    desk.loop.advance(LONGEST_HANG + 1)
    assert desk.loop.planned == 0
    desk.field.read_delay = 0.01
    told = settled(doubts, desk.field.window)
    desk.loop.advance(GRACE + 0.02)
    assert told == [True]


def test_all_windows_of_a_program_hang_together_and_no_others(desk: FakeDesktop, doubts: Doubts):
    first, other = desk.field, desk.windows.open("other")
    first.read_delay = NEVER
    doubts.arise(first.window, 0)
    sibling = Window(9_000, 9_001, first.window.cls, pid=first.window.pid)
    assert settled(doubts, sibling) == []
    assert settled(doubts, other.window) == [True]


def test_another_program_that_goes_on_settles_nothing_for_this_one(desk: FakeDesktop, doubts: Doubts):
    first, other = desk.field, desk.windows.open("other")
    first.read_delay = other.read_delay = NEVER
    doubts.arise(first.window, 0)
    doubts.arise(other.window, 0)
    told = settled(doubts, first.window)
    other.read_delay = 0.01
    desk.loop.advance(GRACE + 0.02)
    assert told == []
    first.read_delay = 0.01
    desk.loop.advance(GRACE + 0.02)
    assert told == [True]


def test_a_browser_that_has_read_for_itself_has_time_to_read_for_the_page(desk: FakeDesktop, doubts: Doubts):
    doubts.arise(desk.field.window, 1)
    desk.loop.advance(BUSY_PAGE - 0.5)
    told = settled(doubts, desk.field.window)
    assert told == []
    desk.loop.advance(0.6)
    assert told == [True]


def test_the_second_phrase_never_takes_the_place_of_the_first(scene: Scene):
    # GIVEN a window that hangs and was given up
    scene.desk.field.read_delay = NEVER
    scene.deliver(FH)
    scene.wait(DEADLINE)
    # WHEN another phrase is meant for it
    scene.deliver(TH)
    scene.wait(PATIENCE)
    # THEN the first stays where the window will look for it, and the user knows
    assert scene.told == [(FH.id, False), (TH.id, None)]
    assert scene.desk.clipboard.formats()[TEXT] == FH.text.encode()
    assert [notice.message for notice in scene.desk.view.notices] == [ON_CLIPBOARD, STILL_HANGS]
    assert not scene.courier.busy


def test_the_second_phrase_follows_when_the_window_goes_on(scene: Scene):
    scene.desk.field.read_delay = DEADLINE + 0.2
    scene.deliver(FH)
    scene.deliver(TH)
    scene.wait(DEADLINE + 0.3)
    scene.desk.field.read_delay = 0.01
    scene.wait(2)
    assert scene.told == [(FH.id, False), (TH.id, True)]
    assert scene.desk.field.text == FH.text + TH.text
