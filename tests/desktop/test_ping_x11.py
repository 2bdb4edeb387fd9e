import pytest
from Xlib.error import DisplayConnectionError

from quickreply.core.ports import Window
from quickreply.desktop import ping_x11
from tests.fakes.loop import FakeLoop


def test_where_the_server_takes_no_more_programs_the_window_cannot_be_asked(monkeypatch: pytest.MonkeyPatch):
    def refuse(name: str) -> None:
        raise DisplayConnectionError(name, b"Maximum number of clients reached")

    monkeypatch.setattr(ping_x11, "Display", refuse)
    told: list[bool] = []
    ping_x11.ping(":0", Window(1, 1, "chat"), FakeLoop(), 1.0, told.append)
    assert told == [True]
