"""Who is asked which input method is on: on a real message bus, with programs that answer as they do."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quickreply.core.composition import Method, Power
from quickreply.desktop.ibus_file import ibus_address
from quickreply.desktop.inputmethod import (
    HUNG,
    RunningInputMethod,
    find_input_method,
    session_address,
)
from quickreply.desktop.loop import SelectorLoop
from tests.desktop.bus_peers import Answers, MessageBus, Peer

FCITX, IBUS = "org.fcitx.Fcitx5", "org.freedesktop.IBus"
Listen = Callable[..., "Listener"]
PINYIN = Method("fcitx5", "pinyin", Power.ON)
LIBPINYIN = Method("ibus", "libpinyin", Power.ON)


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[MessageBus]:
    bus = MessageBus(tmp_path)
    yield bus
    bus.close()


@pytest.fixture
def listen(bus: MessageBus) -> Iterator[Listen]:
    listeners: list[Listener] = []

    def made(**environ: str) -> Listener:
        listeners.append(Listener(bus, **environ))
        return listeners[-1]

    yield made
    for listener in listeners:
        listener.method.end()


class Listener:
    """Somebody who is told, in a loop that is let run for a while."""

    def __init__(self, bus: MessageBus, **environ: str) -> None:
        self.told: list[Method] = []
        self.loop = SelectorLoop()
        environ = {"DBUS_SESSION_BUS_ADDRESS": bus.address, "HOME": "/nowhere"} | environ
        self.method = RunningInputMethod(self.loop, environ, ":7", self._hear)
        self.method.begin()
        self._awaited: Method | None = None

    def _hear(self, method: Method) -> None:
        self.told.append(method)
        if method == self._awaited:
            self.loop.stop()

    def hears(self, method: Method, limit: float = 5) -> bool:
        """Lets the loop run until it is told this."""
        if method not in self.told[-1:]:
            self._awaited = method
            self.run(limit)
        return self.told[-1:] == [method]

    def run(self, seconds: float) -> None:
        """Lets the loop run."""
        self.loop._going = True
        timer = self.loop.after(seconds, self.loop.stop)
        self.loop.run()
        timer.cancel()


class Fcitx:
    """fcitx5, as far as it is asked."""

    def __init__(self, bus: MessageBus, engine: str, *, ascii_mode: bool = False) -> None:
        self.engine = engine
        self.ascii_mode = ascii_mode
        answers: Answers = {
            "CurrentInputMethod": lambda: ("s", (self.engine,)),
            "IsAsciiMode": lambda: ("b", (self.ascii_mode,)),
        }
        self.peer: Peer = bus.peer(FCITX, answers)


@pytest.mark.parametrize(
    ("engine", "method"),
    [
        ("pinyin", PINYIN),
        ("wbx", Method("fcitx5", "wbx", Power.ON)),
        ("keyboard-us", Method("fcitx5", "keyboard-us", Power.OFF)),
        ("keyboard-de-nodeadkeys", Method("fcitx5", "keyboard-de-nodeadkeys", Power.OFF)),
    ],
)
def test_fcitx_tells_by_the_name_of_its_engine(bus: MessageBus, listen: Listen, engine: str, method: Method):
    Fcitx(bus, engine)
    assert listen().hears(method)


@pytest.mark.parametrize(("ascii_mode", "power"), [(True, Power.OFF), (False, Power.ON)])
def test_rime_has_an_english_of_its_own(bus: MessageBus, listen: Listen, ascii_mode: bool, power: Power):
    Fcitx(bus, "rime", ascii_mode=ascii_mode)
    assert listen().hears(Method("fcitx5", "rime", power))


def test_it_is_asked_again_and_tells_of_changes_only(bus: MessageBus, listen: Listen):
    fcitx = Fcitx(bus, "keyboard-us")
    listener = listen()
    assert listener.hears(Method("fcitx5", "keyboard-us", Power.OFF))
    before = len(listener.told)
    # WHEN nothing has changed
    listener.method.ask()
    listener.run(0.2)
    assert len(listener.told) == before
    # WHEN another one is chosen
    fcitx.engine = "pinyin"
    listener.method.ask()
    assert listener.hears(PINYIN)


def test_it_may_start_after_us_and_end(bus: MessageBus, listen: Listen):
    listener = listen()
    listener.run(0.1)
    assert listener.told == []
    fcitx = Fcitx(bus, "pinyin")
    assert listener.hears(PINYIN)
    assert listener.told[0] == Method("fcitx5")
    fcitx.peer.leave()
    assert listener.hears(Method())


def test_one_that_refuses_to_answer_is_unknown(bus: MessageBus, listen: Listen):
    bus.peer(FCITX, {"CurrentInputMethod": lambda: None})
    assert listen().hears(Method("fcitx5"))


def test_one_that_hangs_is_unknown_after_a_while(bus: MessageBus, listen: Listen):
    # GIVEN one that answered once
    fcitx = Fcitx(bus, "pinyin")
    listener = listen()
    assert listener.hears(PINYIN)
    # WHEN it hangs
    fcitx.peer._connection.send = lambda *_: None
    listener.method.ask()
    listener.run(HUNG + 0.2)
    assert listener.told[-1] == PINYIN
    listener.method.ask()
    # THEN nothing is known any more, and nobody has waited for it
    assert listener.hears(Method("fcitx5"))


@pytest.fixture
def ibus_home(bus: MessageBus, tmp_path: Path) -> dict[str, str]:
    """Where ibus has written that it listens; here on the same bus."""
    folder = tmp_path / "config" / "ibus" / "bus"
    folder.mkdir(parents=True)
    text = f"# a comment\nIBUS_ADDRESS={bus.address},guid=ab12\nIBUS_DAEMON_PID=1\n"
    (folder / "0123-unix-7").write_text(text)
    (folder / "0123-unix-77").write_text("IBUS_ADDRESS=unix:path=/elsewhere\n")
    return {"XDG_CONFIG_HOME": str(tmp_path / "config")}


def _described(engine: str) -> tuple[str, tuple[object, ...]]:
    """An engine as ibus describes it: a structure in a variant in a variant."""
    return "v", (("v", ("(sa{sv}ss)", ("IBusEngineDesc", {}, engine, "Its name"))),)


@pytest.mark.parametrize(
    ("engine", "method"),
    [("libpinyin", LIBPINYIN), ("xkb:us::eng", Method("ibus", "xkb:us::eng", Power.OFF))],
)
def test_ibus_is_asked_on_its_own_bus(
    bus: MessageBus, listen: Listen, ibus_home: dict[str, str], engine: str, method: Method
):
    bus.peer(IBUS, {"Get": lambda: _described(engine)})
    assert listen(**ibus_home).hears(method)


def test_ibus_with_no_engine_yet_is_unknown(bus: MessageBus, listen: Listen, ibus_home: dict[str, str]):
    bus.peer(IBUS, {"Get": lambda: None})
    assert listen(**ibus_home).hears(Method("ibus"))


def test_fcitx_in_the_place_of_ibus_is_asked_as_itself(
    bus: MessageBus, listen: Listen, ibus_home: dict[str, str]
):
    bus.peer(IBUS, {"Get": lambda: None})
    Fcitx(bus, "pinyin")
    assert listen(**ibus_home).hears(PINYIN)


def test_ibus_that_cannot_be_reached_runs_all_the_same(bus: MessageBus, listen: Listen):
    bus.peer(IBUS, {})
    assert listen().hears(Method("ibus"))


def test_without_a_session_bus_there_is_none(listen: Listen):
    listener = listen(DBUS_SESSION_BUS_ADDRESS="unix:path=/nowhere/bus")
    listener.method.ask()
    listener.run(0.1)
    assert listener.told == []


def test_when_the_bus_ends_nothing_runs(bus: MessageBus, listen: Listen):
    Fcitx(bus, "pinyin")
    listener = listen()
    assert listener.hears(PINYIN)
    bus._daemon.terminate()
    assert listener.hears(Method())
    listener.run(0.05)


def test_it_can_be_looked_for_once(bus: MessageBus):
    environ = {"DBUS_SESSION_BUS_ADDRESS": bus.address}
    assert find_input_method(environ, ":7", 0.2) == Method()
    Fcitx(bus, "pinyin")
    assert find_input_method(environ, ":7", 5) == PINYIN


def test_the_session_bus_is_where_the_environment_says_or_systemd_has_it():
    assert session_address({"DBUS_SESSION_BUS_ADDRESS": "unix:path=/a"}) == "unix:path=/a"
    assert session_address({"XDG_RUNTIME_DIR": "/run/user/1"}) == "unix:path=/run/user/1/bus"


def test_where_ibus_listens(ibus_home: dict[str, str], bus: MessageBus):
    assert ibus_address(ibus_home, ":7.0") == f"{bus.address},guid=ab12"
    assert ibus_address(ibus_home, ":8") is None
    assert ibus_address({"IBUS_ADDRESS": "unix:path=/b"}, ":7") == "unix:path=/b"
