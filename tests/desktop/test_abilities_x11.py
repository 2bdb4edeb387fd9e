"""What a server allows is what it has."""

from collections.abc import Iterator

import pytest
from Xlib import X
from Xlib.display import Display

from quickreply.desktop.abilities_x11 import abilities, has_tray, tells_raw_keys
from quickreply.desktop.hands import Ability
from tests.screen.desktop import Desktop

HANDS = frozenset(Ability) - {Ability.TRAY}


class Server:
    """A display with some extensions."""

    def __init__(self, *extensions: str, xinput: tuple[int, int] = (2, 4)) -> None:
        self._extensions = extensions
        self.major_version, self.minor_version = xinput

    def has_extension(self, name: str) -> bool:
        return name in self._extensions

    def xinput_query_version(self) -> "Server":
        return self


@pytest.mark.parametrize(
    ("missing", "lost"),
    [
        (None, set()),
        ("XTEST", {Ability.CODES, Ability.PASTE}),
        ("XInputExtension", {Ability.CONTEXT}),
        ("XFIXES", {Ability.COPIES}),
    ],
)
def test_without_an_extension_something_cannot_be_done(missing: str | None, lost: set[Ability]):
    server = Server(*{"XTEST", "XInputExtension", "XFIXES"} - {missing})
    assert abilities(server) == HANDS - lost


def test_an_old_xinput_tells_no_raw_keys():
    assert not tells_raw_keys(Server("XInputExtension", xinput=(1, 5)))


@pytest.mark.screen
class TestOnAScreen:
    @pytest.fixture
    def display(self, desktop: Desktop) -> Iterator[Display]:
        display = Display(desktop.env["DISPLAY"])
        yield display
        display.close()

    def test_a_usual_server_has_everything(self, display: Display):
        assert abilities(display) == HANDS

    def test_there_is_a_tray_while_a_panel_says_so(self, display: Display):
        assert not has_tray(display)
        window = display.screen().root.create_window(-1, -1, 1, 1, 0, 0, X.InputOnly)
        window.set_selection_owner(display.intern_atom("_NET_SYSTEM_TRAY_S0"), X.CurrentTime)
        assert has_tray(display)
        window.destroy()
