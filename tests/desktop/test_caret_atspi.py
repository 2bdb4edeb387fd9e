"""Who tells where the caret is: on a real message bus, with programs that answer as they do."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jeepney import DBusAddress, new_signal

from quickreply.core.ports import Rect, Window
from quickreply.desktop.caret_atspi import LAUNCHER, REGISTRY, CaretAtspi, Extents, caret
from quickreply.desktop.loop import SelectorLoop
from tests.desktop.bus_peers import Answers, MessageBus, Peer

EDITOR = "org.x.Editor"
HERE = Window(1, 2, "Editor", os.getpid())
NEAR = Rect(100, 200, 640, 480)
END, LETTER, FIELD = (84, 53, 0, 18), (75, 53, 9, 18), (1, 35, 638, 442)
NOWHERE = (-340, -257, 0, 0)


@pytest.mark.parametrize(
    ("behind", "before", "field", "place"),
    [
        pytest.param(
            END, LETTER, FIELD, (84, 53, 0, 18), id="in front of a character, and everywhere in GTK"
        ),
        pytest.param(NOWHERE, LETTER, FIELD, (84, 53, 0, 18), id="at the end of a text"),
        pytest.param(NOWHERE, (75, 53, 0, 18), FIELD, (75, 53, 0, 36), id="behind a line break"),
        pytest.param(NOWHERE, NOWHERE, FIELD, (1, 35, 0, 44), id="in an empty field"),
        pytest.param(NOWHERE, None, (1, 35, 90, 24), (1, 35, 0, 24), id="of one line"),
        pytest.param(None, None, None, None, id="nothing is told"),
    ],
)
def test_the_line_at_the_caret(
    behind: Extents | None, before: Extents | None, field: Extents | None, place: Extents | None
):
    assert caret(behind, before, field) == place


class Spoken:
    """The session bus, which is that of assistive tools as well, and our end of both."""

    def __init__(self, bus: MessageBus) -> None:
        self.bus = bus
        self.loop = SelectorLoop()
        self.registered = 0
        self.told: list[Rect | None] = []
        self.caret = CaretAtspi(self.loop, bus.address)

    def turn_on(self) -> Peer:
        """Programs speak from now on."""
        self.bus.peer(REGISTRY, {"RegisterEvent": self._register})
        return self.bus.peer(LAUNCHER, {"GetAddress": lambda: ("s", (self.bus.address,))})

    def _register(self) -> None:
        self.registered += 1

    def open(self, **answers: Callable[[], Any]) -> Peer:
        """A program with a field that has the focus."""
        field = {
            "Get": lambda: ("v", (("i", 15),)),
            "GetCharacterExtents": lambda: ("iiii", END),
            "GetExtents": lambda: ("(iiii)", (FIELD,)),
        }
        known: Answers = {**field, **answers}
        peer = self.bus.peer(EDITOR, known)
        self.run_until(lambda: self.registered > 0)
        for name, now in (("defunct", 1), ("focused", 1), ("focused", 0)):
            path = DBusAddress("/field" if now else "/other", interface="org.a11y.atspi.Event.Object")
            body = (name, now, 0, ("i", 0), {})
            peer._connection.send(new_signal(path, "StateChanged", "siiva{sv}", body))
        self.run_until(lambda: bool(self.caret._processes))
        return peer

    def where(self, window: Window = HERE, seconds: float = 5) -> list[Rect | None]:
        """What is told of the caret."""
        self.told.clear()
        self.caret.ask(window, NEAR, self.told.append)
        self.run_until(lambda: bool(self.told), seconds)
        return self.told

    def run_until(self, condition: Callable[[], bool], seconds: float = 5) -> None:
        """Lets the loop work."""
        self.loop._going = True
        limit = self.loop.now() + seconds

        def look() -> None:
            if condition() or self.loop.now() > limit:
                self.loop.stop()
            else:
                self.loop.after(0.005, look)

        look()
        self.loop.run()


@pytest.fixture
def spoken(tmp_path: Path) -> Iterator[Spoken]:
    bus = MessageBus(tmp_path)
    spoken = Spoken(bus)
    yield spoken
    spoken.caret.end()
    bus.close()


def test_where_nobody_speaks_nothing_is_known(spoken: Spoken):
    assert spoken.where() == [None]


def test_the_caret_of_what_has_the_focus(spoken: Spoken):
    spoken.turn_on()
    spoken.open()
    assert spoken.where() == [Rect(184, 253, 1, 18)]


def test_who_is_turned_on_later_is_heard(spoken: Spoken):
    spoken.run_until(lambda: False, 0.1)
    spoken.turn_on()
    spoken.open()
    assert spoken.where() == [Rect(184, 253, 1, 18)]


def test_a_focus_in_another_program_says_nothing(spoken: Spoken):
    spoken.turn_on()
    spoken.open()
    assert spoken.where(Window(1, 2, "Other", 1)) == [None]


def test_what_is_outside_of_the_window_is_none(spoken: Spoken):
    spoken.turn_on()
    spoken.open(GetCharacterExtents=lambda: ("iiii", (700, 53, 9, 18)))
    assert spoken.where() == [None]


@pytest.mark.parametrize("method", ["Get", "GetCharacterExtents", "GetExtents"])
def test_a_program_that_answers_with_an_error_harms_nobody(spoken: Spoken, method: str):
    spoken.turn_on()
    spoken.open(**{method: lambda: None})
    assert (
        spoken.where()
        == {
            "Get": [None],
            "GetCharacterExtents": [Rect(101, 235, 1, 44)],
            "GetExtents": [Rect(184, 253, 1, 18)],
        }[method]
    )


def test_who_is_turned_off_is_known_no_more(spoken: Spoken):
    launcher = spoken.turn_on()
    spoken.open()
    launcher.leave()
    spoken.run_until(lambda: spoken.caret._own is None)
    assert spoken.where() == [None]


def test_without_a_session_bus_nothing_is_asked():
    told: list[Rect | None] = []
    CaretAtspi(SelectorLoop(), "unix:path=/nowhere").ask(HERE, NEAR, told.append)
    assert told == [None]
