"""A night in which nobody types: nothing is planned, nothing wakes up, and the morning's first code works."""

from quickreply.engine.catalogue import Catalogue
from tests.engine.conftest import FH
from tests.fakes import FakeDesktop

HOUR = 3600.0


def test_after_a_delivery_nothing_is_planned_for_eight_hours(desk: FakeDesktop, shop: Catalogue):
    # GIVEN a phrase that was inserted
    desk.engine(shop)
    desk.typist.type("/fh ")
    desk.loop.advance(5)
    assert desk.field.text == FH.text
    # WHEN nobody does anything for eight hours
    for _ in range(8):
        assert desk.loop.planned == 0
        desk.loop.advance(HOUR)
    # THEN the next code is like the first
    desk.typist.type(" /fh ")
    desk.loop.advance(5)
    assert desk.field.text == f"{FH.text} {FH.text}"


def test_a_code_left_alone_is_settled_before_the_night(desk: FakeDesktop, shop: Catalogue):
    # GIVEN a code that somebody began, and then left the desk
    desk.engine(shop)
    desk.typist.type("/f")
    # WHEN eight hours pass at once, as they do for a computer that slept
    desk.loop.advance(8 * HOUR)
    # THEN it came to nothing, the keyboard is free, and nothing is planned
    assert desk.field.text == ""
    assert not desk.keyboard.holding
    assert desk.loop.planned == 0
    # AND the next code works
    desk.typist.type("/fh ")
    desk.loop.advance(5)
    assert desk.field.text == FH.text


def test_a_paste_that_nobody_reads_is_settled_before_the_night(desk: FakeDesktop, shop: Catalogue):
    # GIVEN a window that reads the clipboard a day too late
    desk.engine(shop)
    desk.field.read_delay = 24 * HOUR
    desk.typist.type("/fh ")
    # WHEN a night passes
    desk.loop.advance(8 * HOUR)
    # THEN all that is still to come is the window's own reading
    assert desk.loop.planned == 1
    assert not desk.keyboard.holding
