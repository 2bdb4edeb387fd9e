"""What is on its way when the program ends."""

from quickreply.core.usage import How
from quickreply.engine.inline import Inline
from tests.engine.conftest import FH
from tests.fakes import FakeDesktop


def test_a_phrase_whose_window_is_still_coming_is_not_lost(desk: FakeDesktop, inline: Inline):
    desk.windows.open("quickreply")
    desk.windows.activation_takes = 0.1
    inline.insert(FH, desk.field.window, How.PALETTE)
    inline.stop()
    desk.loop.advance(3)
    assert FH.text in (desk.field.text, desk.clipboard.text)
