"""What is on its way when the program ends."""

from quickreply.core.notice import LEFT_AT_END
from quickreply.core.usage import How
from quickreply.engine.inline import Inline
from tests.engine.conftest import FH, TH
from tests.fakes import FakeDesktop


def test_a_phrase_whose_window_is_still_coming_is_not_lost(desk: FakeDesktop, inline: Inline):
    desk.windows.open("quickreply")
    desk.windows.activation_takes = 0.1
    inline.insert(FH, desk.field.window, How.PALETTE)
    inline.stop()
    desk.loop.advance(3)
    assert FH.text in (desk.field.text, desk.clipboard.text)
    assert [notice.message for notice in desk.view.notices] == [LEFT_AT_END]


def test_what_waits_behind_another_does_not_disturb_it(desk: FakeDesktop, inline: Inline):
    # GIVEN a phrase that a window was told to paste, and one that waits for it
    desk.field.read_delay = 0.1
    inline.insert(FH, desk.field.window, How.CLI)
    inline.insert(TH, desk.field.window, How.CLI)
    desk.loop.advance(0.05)
    # WHEN the program ends
    inline.stop()
    assert desk.clipboard.text == FH.text
    desk.loop.advance(3)
    # THEN the first has arrived, and the second is on the clipboard
    assert (desk.field.text, desk.clipboard.text) == (FH.text, TH.text)
    assert [notice.message for notice in desk.view.notices] == [LEFT_AT_END]


def test_in_the_last_moment_a_window_that_hangs_is_not_waited_for(desk: FakeDesktop, inline: Inline):
    desk.field.read_delay = 60
    inline.insert(FH, desk.field.window, How.CLI)
    inline.insert(TH, desk.field.window, How.CLI)
    desk.loop.advance(0.05)

    assert inline.busy
    inline.stop()
    inline.end()

    assert desk.clipboard.text == TH.text


def test_at_rest_it_is_not_busy(desk: FakeDesktop, inline: Inline):
    inline.insert(FH, desk.field.window, How.CLI)
    assert inline.busy
    desk.loop.advance(3)
    assert not inline.busy

    inline.stop()
    inline.end()

    assert desk.clipboard.text is None
    assert not desk.view.notices
