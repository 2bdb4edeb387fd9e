from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from types import SimpleNamespace
from typing import Any

import pytest

from quickreply.core.delivery import AppFacts
from quickreply.core.ports import Window
from quickreply.desktop.window_macos import ACTIVATION_LIMIT, AppKit, Program, WindowsMacos
from quickreply.desktop.window_none import WindowsNone
from tests.contracts.fake_rigs import passes
from tests.contracts.windows import WindowsContract
from tests.fakes import FakeLoop


@dataclass
class FakeWorkspace:
    """macOS, as a program sees it: another program comes to the front some time after it was asked for."""

    loop: FakeLoop
    running: dict[int, Program] = field(default_factory=dict)
    front: int = 0
    asked: list[int] = field(default_factory=list)
    takes: float = 0.05

    def frontmost(self) -> Program | None:
        return self.running.get(self.front)

    def bring_to_front(self, pid: int) -> None:
        self.asked.append(pid)
        self.loop.after(self.takes, lambda: self._come(pid))

    def modifiers_down(self) -> bool:
        return False

    def trusted(self) -> bool:
        return True

    def _come(self, pid: int) -> None:
        if pid in self.running:
            self.front = pid


@dataclass
class Rig:
    loop: FakeLoop
    workspace: FakeWorkspace
    windows: WindowsMacos
    numbers: Iterator[int] = field(default_factory=count)

    def open(self) -> Window:
        pid = 500 + next(self.numbers)
        program = Program(pid, f"com.tencent.qq{pid}", "QQ")
        self.workspace.running[pid] = program
        self.workspace.front = pid
        return Window(pid, pid, program.cls, pid)

    def close(self, window: Window) -> None:
        del self.workspace.running[window.id]

    def leave(self) -> None:
        self.workspace.front = 0

    def wait_until(self, condition: Callable[[], bool]) -> bool:
        return passes(self.loop, condition)


@pytest.fixture
def rig() -> Rig:
    loop = FakeLoop()
    workspace = FakeWorkspace(loop)
    return Rig(loop, workspace, WindowsMacos(workspace, loop, AppFacts))


class TestContract(WindowsContract):
    @pytest.fixture
    def rig(self, rig: Rig) -> Rig:
        return rig


@pytest.mark.parametrize(
    ("bundle", "name", "cls"),
    [
        ("com.tencent.xinWeChat", "WeChat", "xinWeChat"),
        ("com.google.Chrome", "Google Chrome", "Chrome"),
        ("standalone", "Tool", "standalone"),
        ("", "java", "java"),
    ],
)
def test_a_program_is_known_by_the_end_of_its_identifier(bundle: str, name: str, cls: str):
    assert Program(1, bundle, name).cls == cls


def test_a_program_in_front_is_not_asked_for(rig: Rig):
    opened = rig.open()
    answers: list[bool] = []
    rig.windows.activate(opened, answers.append)
    assert answers == [True]
    assert rig.workspace.asked == []


def test_no_program_is_not_asked_for_nor_waited_for(rig: Rig):
    rig.open()
    answers: list[bool] = []
    rig.windows.activate(Window(0, 0, ""), answers.append)
    assert answers == [False]
    assert rig.workspace.asked == []


def test_a_program_that_takes_too_long_is_given_up_in_time(rig: Rig):
    first = rig.open()
    rig.open()
    rig.workspace.takes = ACTIVATION_LIMIT * 3
    answers: list[bool] = []
    rig.windows.activate(first, answers.append)
    rig.loop.advance(ACTIVATION_LIMIT - 0.01)
    assert answers == []
    rig.loop.advance(5)
    assert answers == [False]
    assert rig.loop.planned == 0


def running(pid: int, bundle: str | None, name: str | None, activated: list[int]) -> Any:  # noqa: ANN401
    """An NSRunningApplication."""
    return SimpleNamespace(
        processIdentifier=lambda: pid,
        bundleIdentifier=lambda: bundle,
        localizedName=lambda: name,
        activateWithOptions_=activated.append,
    )


def appkit(front: Any, flags: int = 0, trusted: bool = True) -> AppKit:  # noqa: ANN401 - pyobjc's objects
    """pyobjc's modules, as far as they are used."""
    workspace = SimpleNamespace(frontmostApplication=lambda: front)
    by_pid = SimpleNamespace(
        runningApplicationWithProcessIdentifier_=lambda pid: (
            front if front and front.processIdentifier() == pid else None
        )
    )
    modules = SimpleNamespace(
        NSWorkspace=SimpleNamespace(sharedWorkspace=lambda: workspace),
        NSRunningApplication=by_pid,
        NSEvent=SimpleNamespace(modifierFlags=lambda: flags),
    )
    return AppKit(modules, SimpleNamespace(AXIsProcessTrusted=lambda: trusted))


class TestAppKit:
    def test_the_program_in_front(self):
        assert appkit(running(7, "com.apple.Safari", "Safari", [])).frontmost() == Program(
            7, "com.apple.Safari", "Safari"
        )

    def test_a_program_without_identifier_and_name(self):
        assert appkit(running(7, None, None, [])).frontmost() == Program(7, "", "")

    def test_nothing_in_front(self):
        assert appkit(None).frontmost() is None

    def test_a_program_is_brought_to_the_front_over_all_others(self):
        activated: list[int] = []
        appkit(running(7, "a", "A", activated)).bring_to_front(7)
        assert activated == [2]

    def test_a_program_that_is_gone_is_let_be(self):
        activated: list[int] = []
        appkit(running(7, "a", "A", activated)).bring_to_front(8)
        assert activated == []

    @pytest.mark.parametrize(
        ("flags", "down"),
        [(0, False), (1 << 16, False), (1 << 17, True), (1 << 18, True), (1 << 19, True), (1 << 20, True)],
        ids=["none", "caps lock", "shift", "control", "option", "command"],
    )
    def test_modifiers(self, flags: int, down: bool):
        assert appkit(None, flags).modifiers_down() is down

    @pytest.mark.parametrize("trusted", [True, False])
    def test_trust(self, trusted: bool):
        assert appkit(None, trusted=trusted).trusted() is trusted


def test_where_nothing_is_known_nothing_is_claimed():
    windows = WindowsNone()
    answers: list[bool] = []
    windows.activate(Window(1, 1, "chat"), answers.append)
    assert answers == [False]
    assert windows.focused() is None
    assert windows.area(Window(1, 1, "chat")) is None
    assert not windows.facts(Window(1, 1, "chat")).enabled
