"""What was on the clipboard before a phrase was left there can be had back for a while."""

import pytest

from quickreply.core.notice import BROUGHT_BACK, NOT_BACK, ON_CLIPBOARD
from quickreply.core.ports import Window
from quickreply.core.usage import How
from quickreply.engine.inline import Inline
from quickreply.engine.leftover import SPARE_LIMIT
from tests.engine.conftest import FH, TH
from tests.fakes import TEXT, FakeDesktop

OLD = {TEXT: b"old", "text/html": b"<b>old</b>", "image/png": b"\x89PNG"}
GONE = Window(0, 0, "")


def told(desk: FakeDesktop) -> list[str]:
    return [notice.message for notice in desk.view.notices]


@pytest.fixture
def left(desk: FakeDesktop, inline: Inline) -> Inline:
    """A phrase was left on the clipboard, for its window is gone."""
    desk.clipboard.copy(OLD)
    inline.insert(FH, GONE, How.PALETTE)
    desk.loop.advance(3)
    assert desk.clipboard.text == FH.text
    assert (told(desk), desk.view.spares) == ([ON_CLIPBOARD], [True])
    return inline


def test_it_is_brought_back_and_told(desk: FakeDesktop, left: Inline):
    left.bring_back()

    assert desk.clipboard.formats() == OLD
    assert told(desk)[1:] == [BROUGHT_BACK]
    assert desk.view.spares == [True, False]
    assert desk.loop.planned == 0


def test_after_two_minutes_it_is_forgotten(desk: FakeDesktop, left: Inline):
    desk.loop.advance(SPARE_LIMIT - 4)
    assert desk.view.spares == [True]

    desk.loop.advance(5)
    assert desk.view.spares == [True, False]
    left.bring_back()

    assert told(desk)[1:] == [NOT_BACK]
    assert desk.clipboard.text == FH.text


def test_what_somebody_copies_ends_it(desk: FakeDesktop, left: Inline):
    desk.clipboard.copy({TEXT: b"theirs"})
    assert desk.view.spares == [True, False]
    left.bring_back()

    assert told(desk)[1:] == [NOT_BACK]
    assert desk.clipboard.text == "theirs"
    assert desk.loop.planned == 0


def test_a_second_phrase_that_is_left_begins_the_time_anew(desk: FakeDesktop, left: Inline):
    desk.loop.advance(SPARE_LIMIT - 10)
    left.insert(TH, GONE, How.PALETTE)
    desk.loop.advance(20)
    assert desk.view.spares[-1]

    left.bring_back()
    assert desk.clipboard.formats() == OLD


def test_a_phrase_that_arrives_meanwhile_leaves_it_alone(desk: FakeDesktop, left: Inline):
    left.insert(TH, desk.field.window, How.PALETTE)
    desk.loop.advance(3)
    assert (desk.field.text, desk.clipboard.text) == (TH.text, FH.text)

    left.bring_back()
    assert desk.clipboard.formats() == OLD


@pytest.mark.usefixtures("inline")
def test_it_is_kept_of_a_window_that_does_not_paste_too(desk: FakeDesktop, inline: Inline):
    desk.clipboard.copy(OLD)
    desk.field.read_delay = 60
    desk.typist.type("/fh ")
    desk.loop.advance(3)
    assert (desk.clipboard.text, desk.view.spares) == (FH.text, [True])

    inline.bring_back()
    assert desk.clipboard.formats() == OLD


def test_where_nothing_was_there_is_nothing_to_bring_back(desk: FakeDesktop, inline: Inline):
    inline.insert(FH, GONE, How.PALETTE)
    desk.loop.advance(3)

    assert told(desk) == [ON_CLIPBOARD]
    assert desk.view.spares == []
    assert desk.loop.planned == 0


def test_a_phrase_that_the_user_copies_takes_its_place(desk: FakeDesktop, left: Inline):
    left.keep(TH)
    assert desk.view.spares == [True, False]
    left.bring_back()

    assert desk.clipboard.text == TH.text
