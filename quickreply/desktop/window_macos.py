"""Windows on macOS, which tells of programs but not of their windows: a program stands for its window."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol

from quickreply.core.delivery import AppFacts
from quickreply.core.ports import Loop, Rect, Window
from quickreply.desktop.polling import poll

ACTIVATION_LIMIT = 0.5
"""Seconds a program has to come to the front."""


@dataclass(frozen=True, slots=True)
class Program:
    """A running program with windows; `bundle` is its identifier (`com.tencent.qq`), empty if it has none."""

    pid: int
    bundle: str
    name: str

    @property
    def cls(self) -> str:
        """What `apps.toml` knows it by: the identifier's last part, or the name."""
        return self.bundle.rpartition(".")[2] or self.name


class Workspace(Protocol):
    """What is needed of macOS."""

    def frontmost(self) -> Program | None:
        """The program that gets the keys."""

    def bring_to_front(self, pid: int) -> None:
        """Asks for it; whether it comes is seen later."""

    def modifiers_down(self) -> bool:
        """Whether Shift, Control, Option or Command is down."""

    def trusted(self) -> bool:
        """Whether the user lets us see and press keys (System Settings, Privacy, Accessibility)."""


class WindowsMacos:
    """A `Windows`. The program's number is its window's, so its own last window gets the keyboard back.

    Who is in front is known anew after each turn of the main thread's event loop, so it is asked for there.
    """

    def __init__(self, workspace: Workspace, loop: Loop, facts: Callable[[str], AppFacts]) -> None:
        self._workspace = workspace
        self._loop = loop
        self._facts = facts

    def focused(self) -> Window | None:
        program = self._workspace.frontmost()
        return Window(program.pid, program.pid, program.cls, program.pid) if program else None

    def area(self, window: Window) -> Rect | None:  # noqa: ARG002 - programs have no place
        return None

    def activate(self, window: Window, done: Callable[[bool], None]) -> None:
        if not window.id:
            done(False)
            return
        if not self._in_front(window):
            self._workspace.bring_to_front(window.id)
        poll(self._loop, lambda: self._in_front(window), ACTIVATION_LIMIT, done)

    def topic(self, window: Window) -> int:  # noqa: ARG002 - titles are not looked at here
        return 0

    def answers(self, window: Window, within: float, told: Callable[[bool], None]) -> None:  # noqa: ARG002 - cannot be asked
        told(True)

    def facts(self, window: Window) -> AppFacts:
        return self._facts(window.cls)

    def _in_front(self, window: Window) -> bool:
        program = self._workspace.frontmost()
        return program is not None and program.pid == window.id


_IGNORING_OTHERS = 1 << 1
"""NSApplicationActivateIgnoringOtherApps."""

_MODIFIERS = 1 << 17 | 1 << 18 | 1 << 19 | 1 << 20
"""NSEventModifierFlagShift, Control, Option, Command."""


class AppKit:
    """`Workspace` through pyobjc, which pynput brings along; `appkit` and `services` are its modules."""

    def __init__(self, appkit: Any, services: Any) -> None:  # noqa: ANN401 - pyobjc has no types
        self._appkit = appkit
        self._services = services

    @classmethod
    def here(cls) -> "AppKit":
        """The real ones."""
        return cls(import_module("AppKit"), import_module("HIServices"))

    def frontmost(self) -> Program | None:
        running = self._appkit.NSWorkspace.sharedWorkspace().frontmostApplication()
        if running is None:
            return None
        return Program(
            int(running.processIdentifier()),
            str(running.bundleIdentifier() or ""),
            str(running.localizedName() or ""),
        )

    def bring_to_front(self, pid: int) -> None:
        running = self._appkit.NSRunningApplication.runningApplicationWithProcessIdentifier_(pid)
        if running is not None:
            running.activateWithOptions_(_IGNORING_OTHERS)

    def modifiers_down(self) -> bool:
        return bool(self._appkit.NSEvent.modifierFlags() & _MODIFIERS)

    def trusted(self) -> bool:
        return bool(self._services.AXIsProcessTrusted())
