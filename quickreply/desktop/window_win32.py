"""Windows on Windows: which one is in front, what program it belongs to, how to bring it to the front."""

from collections.abc import Callable
from ctypes import (
    CDLL,
    Structure,
    byref,
    c_int,
    c_long,
    c_short,
    c_size_t,
    c_uint32,
    c_void_p,
    c_wchar_p,
    create_unicode_buffer,
)
from pathlib import PureWindowsPath
from typing import Any, Protocol

from quickreply.core.delivery import AppFacts
from quickreply.core.ports import Loop, Rect, Window
from quickreply.desktop.polling import poll

ACTIVATION_LIMIT = 0.5
"""Seconds a window has to come to the front."""

_PAUSE = 0.05
"""Seconds between two questions whether a program works."""


class Shell(Protocol):
    """What is needed of Windows. A window and a process are bare numbers, 0 for none."""

    def foreground(self) -> int:
        """The top-level window that gets the keys."""

    def bring_to_front(self, window: int) -> None:
        """Asks for it; whether it comes is seen later."""

    def process_of(self, window: int) -> int:
        """Who made the window."""

    def program_of(self, process: int) -> str:
        """The full path of the program; empty if we may not know."""

    def edges_of(self, window: int) -> tuple[int, int, int, int] | None:
        """Left, top, right and bottom on the screen, in device pixels."""

    def answers(self, window: int) -> bool:
        """Whether its program takes a message that means nothing; waits some milliseconds for that."""

    def modifiers_down(self) -> bool:
        """Whether Shift, Ctrl, Alt or a Windows key is physically down."""


class WindowsWin32:
    """A `Windows`. A window of a store app belongs to `applicationframehost`, whatever app it shows.

    There is no event for "in front now" without a hook, so after an activation it is asked for.
    """

    def __init__(self, shell: Shell, loop: Loop, facts: Callable[[str], AppFacts]) -> None:
        self._shell = shell
        self._loop = loop
        self._facts = facts

    def focused(self) -> Window | None:
        window = self._shell.foreground()
        if not window:
            return None
        process = self._shell.process_of(window)
        return Window(window, window, self._name(process), process)

    def area(self, window: Window) -> Rect | None:
        edges = self._shell.edges_of(window.id)
        if edges is None:
            return None
        left, top, right, bottom = edges
        return Rect(left, top, right - left, bottom - top)

    def activate(self, window: Window, done: Callable[[bool], None]) -> None:
        if not window.id:
            done(False)
            return
        if self._shell.foreground() != window.id:
            self._shell.bring_to_front(window.id)
        poll(self._loop, lambda: self._shell.foreground() == window.id, ACTIVATION_LIMIT, done)

    def topic(self, window: Window) -> int:  # noqa: ARG002 - titles are not looked at here
        return 0

    def answers(self, window: Window, within: float, told: Callable[[bool], None]) -> None:
        poll(self._loop, lambda: self._shell.answers(window.id), within, told, _PAUSE)

    def facts(self, window: Window) -> AppFacts:
        return self._facts(window.cls)

    def _name(self, process: int) -> str:
        """`qq` for `QQ.exe` in whatever folder: the rows of `apps.toml` know programs by that."""
        return PureWindowsPath(self._shell.program_of(process)).stem.casefold()


_QUERY_LIMITED_INFORMATION = 0x1000
"""Enough for a program's path, and granted for programs of an administrator too."""

_LONGEST_PATH = 32_768

_SHIFT, _CONTROL, _MENU, _LWIN, _RWIN = 0x10, 0x11, 0x12, 0x5B, 0x5C
_DOWN = 0x8000

_NULL = 0
"""WM_NULL: the message that means nothing."""

_MOMENT = 10
"""Milliseconds to wait for one answer; it is asked for again."""


class _Edges(Structure):
    """RECT."""

    _fields_ = (("left", c_long), ("top", c_long), ("right", c_long), ("bottom", c_long))


class User32:
    """`Shell` through the two libraries of Windows that know; names and numbers as in its documentation.

    Handles are declared as pointers: by ctypes' own guess they would be cut to 32 bits.
    """

    def __init__(self, user32: Any, kernel32: Any) -> None:  # noqa: ANN401 - libraries have no types
        self._user32 = user32
        self._kernel32 = kernel32
        for library, name, result, *takes in _SIGNATURES:
            function = getattr(user32 if library == "user32" else kernel32, name)
            function.restype, function.argtypes = result, takes

    @classmethod
    def here(cls) -> "User32":
        """The real ones. Plain C calls, which on 64-bit Windows (Qt has no other) are the system's own."""
        return cls(CDLL("user32"), CDLL("kernel32"))

    def foreground(self) -> int:
        return self._user32.GetForegroundWindow() or 0

    def bring_to_front(self, window: int) -> None:
        """Only the thread that has the keyboard may give it away, so ours joins that one for a moment.

        So does CopyQ (`winplatformwindow.cpp`), for the same reason.
        """
        here = self._kernel32.GetCurrentThreadId()
        front = self._user32.GetWindowThreadProcessId(self.foreground(), None)
        joined = bool(front) and front != here and bool(self._user32.AttachThreadInput(here, front, True))
        try:
            self._user32.SetForegroundWindow(window)
            self._user32.BringWindowToTop(window)
        finally:
            if joined:
                self._user32.AttachThreadInput(here, front, False)

    def process_of(self, window: int) -> int:
        process = c_uint32(0)
        self._user32.GetWindowThreadProcessId(window, byref(process))
        return process.value

    def program_of(self, process: int) -> str:
        handle = self._kernel32.OpenProcess(_QUERY_LIMITED_INFORMATION, False, process)
        if not handle:
            return ""
        try:
            path, size = create_unicode_buffer(_LONGEST_PATH), c_uint32(_LONGEST_PATH)
            known = self._kernel32.QueryFullProcessImageNameW(handle, 0, path, byref(size))
            return path.value if known else ""
        finally:
            self._kernel32.CloseHandle(handle)

    def edges_of(self, window: int) -> tuple[int, int, int, int] | None:
        edges = _Edges()
        if not self._user32.GetWindowRect(window, byref(edges)):
            return None
        return edges.left, edges.top, edges.right, edges.bottom

    def answers(self, window: int) -> bool:
        waited = self._user32.SendMessageTimeoutW(window, _NULL, None, None, 0, _MOMENT, byref(c_size_t(0)))
        return bool(waited)

    def modifiers_down(self) -> bool:
        keys = (_SHIFT, _CONTROL, _MENU, _LWIN, _RWIN)
        return any(self._user32.GetAsyncKeyState(key) & _DOWN for key in keys)


_SIGNATURES: tuple[tuple[Any, ...], ...] = (
    # library, function, result, arguments
    ("user32", "GetForegroundWindow", c_void_p),
    ("user32", "SetForegroundWindow", c_int, c_void_p),
    ("user32", "BringWindowToTop", c_int, c_void_p),
    ("user32", "GetWindowThreadProcessId", c_uint32, c_void_p, c_void_p),
    ("user32", "AttachThreadInput", c_int, c_uint32, c_uint32, c_int),
    ("user32", "GetWindowRect", c_int, c_void_p, c_void_p),
    ("user32", "GetAsyncKeyState", c_short, c_int),
    (
        *("user32", "SendMessageTimeoutW", c_void_p),
        *(c_void_p, c_uint32, c_void_p, c_void_p, c_uint32, c_uint32, c_void_p),
    ),
    ("kernel32", "GetCurrentThreadId", c_uint32),
    ("kernel32", "OpenProcess", c_void_p, c_uint32, c_int, c_uint32),
    ("kernel32", "QueryFullProcessImageNameW", c_int, c_void_p, c_uint32, c_wchar_p, c_void_p),
    ("kernel32", "CloseHandle", c_int, c_void_p),
)
