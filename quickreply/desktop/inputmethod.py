"""Which input method runs, and which adapter asks it: it may start after us, end, or be another one next."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial

from quickreply.core.composition import Method
from quickreply.core.ports import Cancel, InputMethod
from quickreply.desktop import inputmethod_fcitx as fcitx
from quickreply.desktop import inputmethod_ibus as ibus
from quickreply.desktop.bus import Bus
from quickreply.desktop.loop import SelectorLoop

SOON = 0.03
"""Seconds until a question is asked: an input method needs some 5 ms for the key that switches it."""

HUNG = 1.0
"""Seconds without an answer after which nothing is known any more; it takes 1 ms."""


class RunningInputMethod:
    """An `InputMethod`: the one that runs, fcitx5 before ibus. Tells of changes only."""

    def __init__(
        self, loop: SelectorLoop, environ: Mapping[str, str], display: str, told: Callable[[Method], None]
    ) -> None:
        self._loop = loop
        self._environ = environ
        self._display = display
        self._told = told
        self._known = Method()
        self._running: set[str] = set()
        self._session: Bus | None = None
        self._own: Bus | None = None
        self._asked: InputMethod | None = None
        self._question: Cancel | None = None
        self._unanswered: float | None = None

    def begin(self) -> None:
        """Looks who runs; without a session bus nobody can be found."""
        with suppress(OSError):
            self._session = self._connect(session_address(self._environ), self._alone)
            for name in (fcitx.NAME, ibus.NAME):
                self._session.watch(name, partial(self._runs, name))

    def ask(self) -> None:
        if self._asked and self._question is None:
            self._question = self._loop.after(SOON, self._ask_now)

    def _ask_now(self) -> None:
        self._question = None
        if self._asked is None:
            return
        if self._unanswered is None:
            self._unanswered = self._loop.now()
        elif self._loop.now() - self._unanswered > HUNG:
            self._learn(Method(self._known.framework))
            return
        self._asked.ask()

    def _answered(self, method: Method) -> None:
        self._unanswered = None
        self._learn(method)

    def _learn(self, method: Method) -> None:
        if method != self._known:
            self._known = method
            self._told(method)

    # Who runs.

    def _runs(self, name: str, running: bool) -> None:
        (self._running.add if running else self._running.discard)(name)
        self._hang_up()
        self._asked = self._choose()
        self._unanswered = None
        self._ask_now()

    def _choose(self) -> InputMethod | None:
        """Whoever runs counts as on until it has answered."""
        if fcitx.NAME in self._running and self._session:
            self._learn(Method(fcitx.FRAMEWORK))
            return fcitx.InputMethodFcitx(self._session, self._answered)
        if ibus.NAME in self._running:
            self._learn(Method(ibus.FRAMEWORK))
            return self._ibus()
        self._learn(Method())
        return None

    def _ibus(self) -> InputMethod | None:
        address = ibus.ibus_address(self._environ, self._display)
        with suppress(OSError):
            self._own = self._connect(address or "", self._hang_up)
            return ibus.InputMethodIbus(self._own, self._answered)
        return None

    # Connections.

    def _connect(self, address: str, gone: Callable[[], None]) -> Bus:
        bus = Bus(address, gone)
        self._loop.watch(bus)
        return bus

    def _hang_up(self) -> None:
        bus, self._own = self._own, None
        if bus:
            self._asked = None
            self._loop.call(partial(self._leave, bus))

    def _alone(self) -> None:
        """The session bus is gone, and the desktop most likely with it."""
        bus, self._session = self._session, None
        self._hang_up()
        self._asked = None
        self._learn(Method())
        if bus:
            self._loop.call(partial(self._leave, bus))

    def _leave(self, bus: Bus) -> None:
        self._loop.leave(bus)
        bus.close()


def session_address(environ: Mapping[str, str]) -> str:
    """Where the session bus listens; systemd's place if the environment does not say."""
    return environ.get("DBUS_SESSION_BUS_ADDRESS") or f"unix:path={environ.get('XDG_RUNTIME_DIR', '')}/bus"


def find_input_method(environ: Mapping[str, str], display: str, limit: float = 0.5) -> Method:
    """The one that is on now, or none. Waits for its answer, `limit` seconds at most."""
    loop, found = SelectorLoop(), [Method()]

    def told(method: Method) -> None:
        found.append(method)
        if method.engine:
            loop.stop()

    RunningInputMethod(loop, environ, display, told).begin()
    loop.after(limit, loop.stop)
    loop.run()
    return found[-1]
