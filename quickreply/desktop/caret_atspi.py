"""Where the caret is, told by programs that speak to assistive tools (AT-SPI, over a D-Bus of its own).

Where no such bus runs, nothing is asked. It is never turned on: that changes how programs behave. What has
the focus is listened to: it is too late to ask when the slash was caught, since the grab takes it away. No
text is ever asked for.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from jeepney.bus_messages import message_bus
from jeepney.wrappers import DBusAddress

from quickreply.core.ports import Rect, Window
from quickreply.desktop.bus import Bus
from quickreply.desktop.loop import SelectorLoop

LAUNCHER = "org.a11y.Bus"
"""Owned on the session bus where assistive tools can be spoken to."""

REGISTRY = "org.a11y.atspi.Registry"

_BUS = DBusAddress("/org/a11y/bus", LAUNCHER, LAUNCHER)
_EVENTS = DBusAddress("/org/a11y/atspi/registry", REGISTRY, REGISTRY)
_FOCUSED = "object:state-changed:focused"
_RULE = "interface='org.a11y.atspi.Event.Object',arg0='focused'"
_OF_WINDOW = 1
"""Coordinates count from the window's corner: those of the screen are wrong in Qt and Chromium by a frame."""

_LINE = 44
"""Pixels, at least, in which the first line of an empty field lies."""

Told = Callable[[Rect | None], None]
Extents = tuple[int, int, int, int]
"""x, y, width, height, from the window's corner."""


class CaretAtspi:
    """A `Caret`."""

    def __init__(self, loop: SelectorLoop, session: str) -> None:
        self._loop = loop
        self._session: Bus | None = None
        self._own: Bus | None = None
        self._focused: tuple[str, str] | None = None
        self._processes: dict[str, int] = {}
        with suppress(OSError):
            self._session = self._connect(session, self._alone)
            self._session.watch(LAUNCHER, self._runs)

    def ask(self, window: Window, near: Rect, told: Told) -> None:
        if self._own is None or self._focused is None:
            told(None)
            return
        sender, path = self._focused
        process = self._processes.get(sender)
        if process is None or process != window.pid:
            told(None)  # what had the focus last is in another program
            return
        answer = partial(self._offset_told, self._own, sender, path, _within(near, told))
        properties = DBusAddress(path, sender, "org.freedesktop.DBus.Properties")
        self._own.call(properties, "Get", answer, "org.a11y.atspi.Text", "CaretOffset")

    def _offset_told(
        self,
        bus: Bus,
        sender: str,
        path: str,
        told: Callable[[Extents | None], None],
        answer: Any,  # noqa: ANN401 - whatever was answered
    ) -> None:
        if not answer:
            told(None)
            return
        offset, text = int(answer[0][1]), DBusAddress(path, sender, "org.a11y.atspi.Text")
        found: list[Extents | None] = []

        def gather(answer: Any) -> None:  # noqa: ANN401 - same
            found.append(_extents(answer))
            if len(found) == len(questions):
                told(caret(*found))

        questions = (
            (text, "GetCharacterExtents", (offset, _OF_WINDOW), "iu"),
            (text, "GetCharacterExtents", (max(0, offset - 1), _OF_WINDOW), "iu"),
            (DBusAddress(path, sender, "org.a11y.atspi.Component"), "GetExtents", (_OF_WINDOW,), "u"),
        )
        for address, method, args, signature in questions:
            bus.call(address, method, gather, *args, signature=signature)

    def end(self) -> None:
        """Hangs up. Outside of the loop only."""
        for bus in filter(None, (self._own, self._session)):
            self._leave(bus)
        self._own = self._session = None

    # Who has the focus.

    def _runs(self, running: bool) -> None:
        self._forget()
        if running and self._session:
            self._session.call(_BUS, "GetAddress", self._address_told)

    def _address_told(self, answer: Any) -> None:  # noqa: ANN401 - same
        if not answer or self._own:
            return
        with suppress(OSError):
            self._own = self._connect(answer[0], self._forget)
            self._own.listen(_RULE, "StateChanged", self._state_changed)
            self._own.watch(REGISTRY, self._registry_runs)

    def _registry_runs(self, running: bool) -> None:
        if running and self._own:
            self._own.call(_EVENTS, "RegisterEvent", _let_be, _FOCUSED)

    def _state_changed(self, sender: str, path: str, body: tuple[Any, ...]) -> None:
        match body:
            case ("focused", 1, *_) if self._own:
                self._focused = sender, path
                if sender not in self._processes:
                    told = partial(self._process_told, sender)
                    self._own.call(message_bus, "GetConnectionUnixProcessID", told, sender)
            case _:
                pass

    def _process_told(self, sender: str, answer: Any) -> None:  # noqa: ANN401 - same
        self._processes[sender] = int(answer[0]) if answer else 0

    # Connections.

    def _connect(self, address: str, gone: Callable[[], None]) -> Bus:
        bus = Bus(address, gone)
        self._loop.watch(bus)
        return bus

    def _forget(self) -> None:
        """From inside of its own handling, so the bus is left a moment later."""
        bus, self._own, self._focused = self._own, None, None
        self._processes.clear()
        if bus:
            self._loop.call(partial(self._leave, bus))

    def _alone(self) -> None:
        """The session bus is gone."""
        self._forget()
        bus, self._session = self._session, None
        if bus:
            self._loop.call(partial(self._leave, bus))

    def _leave(self, bus: Bus) -> None:
        self._loop.leave(bus)
        bus.close()


def caret(behind: Extents | None, before: Extents | None, field: Extents | None) -> Extents | None:
    """The line at the caret, by the characters behind and before it and by the field they are in.

    At the end of a text only GTK tells a place. Behind a line break that is in the line below.
    """
    if behind and behind[3] > 0:
        return behind[0], behind[1], 0, behind[3]
    if before and before[3] > 0:
        x, y, width, height = before
        return x + width, y, 0, height if width else 2 * height
    if field and field[3] > 0:
        return field[0], field[1], 0, min(field[3], _LINE)
    return None


def _within(near: Rect, told: Told) -> Callable[[Extents | None], None]:
    """Tells a place on the screen, if it is inside of the window."""

    def act(found: Extents | None) -> None:
        if found is None:
            told(None)
            return
        place = Rect(near.x + found[0], near.y + found[1], max(1, found[2]), found[3])
        inside = near.holds(place.x, place.y) and near.holds(place.x, place.y + place.height - 1)
        told(place if inside else None)

    return act


def _extents(answer: Any) -> Extents | None:  # noqa: ANN401 - whatever was answered
    """Four numbers, if it is that; wrapped in one more tuple by some."""
    match answer:
        case (int(x), int(y), int(width), int(height)) | ((int(x), int(y), int(width), int(height)),):
            return x, y, width, height
        case _:
            return None


def _let_be(*_: object) -> None:
    """Nobody waits for it."""
