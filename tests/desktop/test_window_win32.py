import sys
from collections.abc import Callable
from ctypes import c_uint32, c_void_p, sizeof
from dataclasses import dataclass, field
from typing import Any

import pytest

from quickreply.core.delivery import AppFacts
from quickreply.core.ports import Loop, Rect, Window
from quickreply.desktop.window_win32 import ACTIVATION_LIMIT, User32, WindowsWin32
from tests.contracts.fake_rigs import passes
from tests.contracts.windows import WindowsContract
from tests.fakes import FakeLoop


@dataclass
class FakeShell:
    """Windows, as a program sees it: a window comes to the front some time after it was asked for."""

    loop: Loop
    front: int = 0
    gone: bool = False
    """Whether nothing answers any more."""
    processes: dict[int, int] = field(default_factory=dict)
    """The process of each window that there is."""
    programs: dict[int, str] = field(default_factory=dict)
    asked: list[int] = field(default_factory=list)
    takes: float = 0.03
    hung: set[int] = field(default_factory=set)
    """Windows whose program does not work."""

    def open(self, program: str) -> Window:
        number = len(self.programs) + 1
        window, process = 0x10000 * number, 100 + number
        self.processes[window], self.programs[process] = process, program
        self.front = window
        return Window(window, window, program.rpartition("\\")[2].removesuffix(".exe").lower(), process)

    def foreground(self) -> int:
        if self.gone:
            raise OSError("the system is gone")
        return self.front

    def bring_to_front(self, window: int) -> None:
        self.asked.append(window)
        self.loop.after(self.takes, lambda: self._come(window))

    def process_of(self, window: int) -> int:
        return self.processes.get(window, 0)

    def program_of(self, process: int) -> str:
        return self.programs.get(process, "")

    def edges_of(self, window: int) -> tuple[int, int, int, int] | None:
        return (-10, 20, 790, 620) if window in self.processes else None

    def answers(self, window: int) -> bool:
        return window in self.processes and window not in self.hung

    def modifiers_down(self) -> bool:
        return False

    def _come(self, window: int) -> None:
        if window in self.processes:
            self.front = window


def facts_of(cls: str) -> AppFacts:
    return AppFacts(cls, quiet=0.3)


@dataclass
class Rig:
    loop: FakeLoop
    shell: FakeShell
    windows: WindowsWin32

    def open(self) -> Window:
        return self.shell.open(f"C:\\Program Files\\Tencent\\QQ{len(self.shell.processes)}.exe")

    def close(self, window: Window) -> None:
        del self.shell.processes[window.id]
        if self.shell.front == window.id:
            self.shell.front = 0

    def leave(self) -> None:
        self.shell.front = 0

    def wait_until(self, condition: Callable[[], bool]) -> bool:
        return passes(self.loop, condition)


@pytest.fixture
def rig() -> Rig:
    loop = FakeLoop()
    shell = FakeShell(loop)
    return Rig(loop, shell, WindowsWin32(shell, loop, facts_of))


class TestContract(WindowsContract):
    @pytest.fixture
    def rig(self, rig: Rig) -> Rig:
        return rig


@pytest.mark.parametrize("back_after", [0.3, None])
def test_a_program_that_hangs_answers_when_it_is_back(rig: Rig, back_after: float | None):
    opened, answers = rig.shell.open("chat.exe"), list[bool]()
    rig.shell.hung.add(opened.id)
    rig.windows.answers(opened, 1.0, answers.append)
    if back_after:
        rig.loop.advance(back_after)
        assert answers == []
        rig.shell.hung.clear()
    rig.loop.advance(1.1)
    assert answers == [back_after is not None]


@pytest.mark.parametrize(
    ("program", "cls"),
    [
        (r"C:\Program Files\Tencent\QQNT\QQ.exe", "qq"),
        (r"D:\千牛\AliWorkbench.exe", "aliworkbench"),
        (r"C:\Windows\System32\notepad.EXE", "notepad"),
        (r"C:\tool.v2\my.chat.exe", "my.chat"),
        ("", ""),
    ],
)
def test_a_window_is_known_by_its_program(rig: Rig, program: str, cls: str):
    rig.shell.open(program)
    here = rig.windows.focused()
    assert here is not None
    assert here.cls == cls


def test_facts_are_looked_up_by_the_program(rig: Rig):
    assert rig.windows.facts(Window(1, 1, "qq")) == AppFacts("qq", quiet=0.3)


def test_the_place_of_a_window_is_a_rectangle(rig: Rig):
    assert rig.windows.area(rig.open()) == Rect(-10, 20, 800, 600)


def test_a_window_in_front_is_not_asked_for(rig: Rig):
    opened = rig.open()
    answers: list[bool] = []
    rig.windows.activate(opened, answers.append)
    assert answers == [True]
    assert rig.shell.asked == []


def test_a_window_that_takes_too_long_is_given_up_in_time(rig: Rig):
    first = rig.open()
    rig.open()
    rig.shell.takes = ACTIVATION_LIMIT * 3
    answers: list[bool] = []
    rig.windows.activate(first, answers.append)
    rig.loop.advance(ACTIVATION_LIMIT - 0.01)
    assert answers == []
    rig.loop.advance(0.02)
    assert answers == [False]
    rig.loop.advance(5)
    assert answers == [False]
    assert rig.loop.planned == 0


class Library:
    """A library of Windows: remembers how its functions were declared and called, and answers."""

    def __init__(self, **answers: Any) -> None:  # noqa: ANN401 - a value or a function
        self.calls: list[tuple[Any, ...]] = []
        self.functions: dict[str, Any] = {}
        self.answers = answers

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - a function of the library
        return self.functions.setdefault(name, self._function(name))

    def _function(self, name: str) -> Callable[..., Any]:
        def function(*args: Any) -> Any:  # noqa: ANN401 - as the library's
            self.calls.append((name, *args))
            answer = self.answers.get(name, 0)
            return answer(*args) if callable(answer) else answer

        return function

    def called(self, *names: str) -> list[tuple[Any, ...]]:
        return [call for call in self.calls if call[0] in names]


class TestUser32:
    def test_no_window_in_front_is_none(self):
        assert User32(Library(GetForegroundWindow=None), Library()).foreground() == 0

    def test_handles_are_as_wide_as_pointers(self):
        user32, kernel32 = Library(), Library()
        User32(user32, kernel32)
        assert user32.GetForegroundWindow.restype is c_void_p
        assert user32.SetForegroundWindow.argtypes == [c_void_p]
        assert kernel32.OpenProcess.restype is c_void_p
        assert sizeof(c_void_p) == sizeof(kernel32.CloseHandle.argtypes[0])

    def test_every_function_that_is_called_is_declared(self):
        user32, kernel32 = Library(GetForegroundWindow=5), Library(OpenProcess=9, GetCurrentThreadId=1)
        shell = User32(user32, kernel32)
        declared = {*user32.functions, *kernel32.functions}
        shell.bring_to_front(7)
        shell.process_of(7)
        shell.program_of(8)
        shell.edges_of(7)
        shell.answers(7)
        shell.modifiers_down()
        assert {call[0] for call in (*user32.calls, *kernel32.calls)} <= declared

    def test_the_thread_in_front_is_joined_to_bring_another_window_there(self):
        user32 = Library(GetForegroundWindow=5, GetWindowThreadProcessId=77, AttachThreadInput=1)
        User32(user32, Library(GetCurrentThreadId=11)).bring_to_front(7)
        assert user32.called("AttachThreadInput", "SetForegroundWindow") == [
            ("AttachThreadInput", 11, 77, True),
            ("SetForegroundWindow", 7),
            ("AttachThreadInput", 11, 77, False),
        ]

    @pytest.mark.parametrize("thread", [11, 0], ids=["our own", "none"])
    def test_where_there_is_no_other_thread_none_is_joined(self, thread: int):
        user32 = Library(GetForegroundWindow=5, GetWindowThreadProcessId=thread, AttachThreadInput=1)
        User32(user32, Library(GetCurrentThreadId=11)).bring_to_front(7)
        assert user32.called("AttachThreadInput") == []
        assert user32.called("SetForegroundWindow") == [("SetForegroundWindow", 7)]

    def test_a_thread_that_was_not_joined_is_not_left(self):
        user32 = Library(GetForegroundWindow=5, GetWindowThreadProcessId=77, AttachThreadInput=0)
        User32(user32, Library(GetCurrentThreadId=11)).bring_to_front(7)
        assert user32.called("AttachThreadInput") == [("AttachThreadInput", 11, 77, True)]

    def test_the_thread_is_left_whatever_happens(self):
        def fail(_window: int) -> int:
            raise OSError("no")

        user32 = Library(
            GetForegroundWindow=5, GetWindowThreadProcessId=77, AttachThreadInput=1, SetForegroundWindow=fail
        )
        with pytest.raises(OSError, match="no"):
            User32(user32, Library(GetCurrentThreadId=11)).bring_to_front(7)
        assert user32.called("AttachThreadInput")[-1] == ("AttachThreadInput", 11, 77, False)

    def test_the_process_of_a_window_is_written_where_it_is_told(self):
        def answer(_window: int, where: Any) -> int:  # noqa: ANN401 - a pointer
            where._obj.value = 4242
            return 77

        assert User32(Library(GetWindowThreadProcessId=answer), Library()).process_of(7) == 4242

    def test_the_program_of_a_process_is_read_and_its_handle_closed(self):
        def answer(_handle: int, _flags: int, path: Any, size: Any) -> int:  # noqa: ANN401 - pointers
            assert isinstance(size._obj, c_uint32)
            assert size._obj.value == len(path)
            path.value = r"C:\千牛\AliWorkbench.exe"
            return 1

        kernel32 = Library(OpenProcess=9, QueryFullProcessImageNameW=answer)
        assert User32(Library(), kernel32).program_of(42) == r"C:\千牛\AliWorkbench.exe"
        assert kernel32.called("OpenProcess") == [("OpenProcess", 0x1000, False, 42)]
        assert kernel32.called("CloseHandle") == [("CloseHandle", 9)]

    def test_a_process_that_may_not_be_asked_has_no_name(self):
        kernel32 = Library(OpenProcess=None)
        assert User32(Library(), kernel32).program_of(42) == ""
        assert kernel32.called("CloseHandle") == []

    def test_a_process_that_does_not_tell_has_no_name_and_its_handle_is_closed(self):
        kernel32 = Library(OpenProcess=9, QueryFullProcessImageNameW=0)
        assert User32(Library(), kernel32).program_of(42) == ""
        assert kernel32.called("CloseHandle") == [("CloseHandle", 9)]

    def test_the_edges_of_a_window(self):
        def answer(_window: int, where: Any) -> int:  # noqa: ANN401 - a pointer
            edges = where._obj
            edges.left, edges.top, edges.right, edges.bottom = -8, 0, 1000, 700
            return 1

        assert User32(Library(GetWindowRect=answer), Library()).edges_of(7) == (-8, 0, 1000, 700)
        assert User32(Library(GetWindowRect=0), Library()).edges_of(7) is None

    @pytest.mark.parametrize(
        ("key", "down"), [(0x10, True), (0x11, True), (0x12, True), (0x5B, True), (0x5C, True), (0x41, False)]
    )
    def test_modifiers_are_asked_for_as_they_are_now(self, key: int, down: bool):
        user32 = Library(GetAsyncKeyState=lambda asked: -0x8000 if asked == key else 1)
        assert User32(user32, Library()).modifiers_down() is down

    @pytest.mark.parametrize("works", [True, False])
    def test_a_program_is_asked_by_a_message_that_means_nothing(self, works: bool):
        user32 = Library(SendMessageTimeoutW=int(works))
        assert User32(user32, Library()).answers(7) is works
        [(_, window, message, *_)] = user32.called("SendMessageTimeoutW")
        assert (window, message) == (7, 0)

    @pytest.mark.skipif(sys.platform == "win32", reason="shows that nothing is loaded before it is needed")
    def test_the_libraries_are_loaded_when_they_are_asked_for(self):
        with pytest.raises(OSError, match="user32"):
            User32.here()
