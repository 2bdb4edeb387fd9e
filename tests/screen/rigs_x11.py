"""The adapters of X11 on a real desktop, worked by the hands that the contracts ask for."""

import subprocess
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from threading import Thread, current_thread
from typing import Any

from Xlib import X
from Xlib.display import Display
from Xlib.protocol.request import SetSelectionOwner

from quickreply.core.delivery import Chord, Selection
from quickreply.core.ports import Window
from quickreply.desktop.apps import read_apps
from quickreply.desktop.clipboard_x11 import ClipboardX11
from quickreply.desktop.keytap_x11 import KeyTap
from quickreply.desktop.loop import SelectorLoop
from quickreply.desktop.window_x11 import WindowsX11
from quickreply.store.paths import resource
from tests.contracts.clipboard import HTML, PNG, TEXT
from tests.contracts.keyboard import RecordingSink
from tests.screen.desktop import Desktop, end, until
from tests.screen.program import PATIENCE
from tests.screen.windows import QtBox, Target

_QUIET = 0.4
"""Seconds in which nothing changes when nothing is under way."""


class Bench:
    """The hands' loop in a thread of its own. What is used of it is used there: `inside`."""

    def __init__(self, desktop: Desktop) -> None:
        self.loop = SelectorLoop()
        self._connections = keys, selections = [Display(desktop.env["DISPLAY"]) for _ in range(2)]
        self.windows = WindowsX11(keys, self.loop, read_apps(resource("assets/apps.toml")))
        self.tap = KeyTap(keys, self.loop, self.windows)
        self.clipboard = ClipboardX11(selections, self.loop)
        self.loop.watch(self.tap)
        self.loop.watch(self.clipboard)
        self._thread = Thread(target=self.loop.run)
        self._thread.start()

    def inside(self, act: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever `act` answers
        """Does `act` in the loop's thread; returns what it says."""
        if current_thread() is self._thread:
            return act()
        answer: Future[Any] = Future()
        self.loop.call(lambda: answer.set_result(act()))
        return answer.result(PATIENCE)

    def settle(self) -> None:
        """Lets everything that has reached the server by now be handled."""
        for _ in range(5):
            self.inside(lambda: [connection.sync() for connection in self._connections])

    def close(self) -> None:
        """Ends the loop and lets go of everything."""
        self.loop.stop()
        self._thread.join(PATIENCE)
        self.tap.close()
        self.clipboard.close()


class Used:
    """An adapter whose every method is called in its loop's thread."""

    def __init__(self, adapter: object, bench: Bench) -> None:
        self._adapter = adapter
        self._bench = bench

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self._adapter, name)
        return lambda *args: self._bench.inside(lambda: method(*args))


class LoopRig:
    """A loop, and a way to let it work."""

    def __init__(self, bench: Bench) -> None:
        self.loop = bench.loop
        self.inside = bench.inside

    def wait_until(self, condition: Callable[[], bool]) -> bool:
        return until(condition, PATIENCE)


class WindowsRig:
    """Terminals of other programs."""

    def __init__(self, bench: Bench, desktop: Desktop) -> None:
        self.windows: Any = Used(bench.windows, bench)
        self._desktop = desktop
        self._programs: dict[int, Any] = {}

    def open(self) -> Window:
        title = f"terminal {len(self._programs)}"
        program = self._desktop.spawn(["xterm", "-T", title, "-e", "sleep", "600"])
        number = self._desktop.window("--name", f"^{title}$")
        self._desktop.focus(number)
        here: Window | None = self.windows.focused()
        assert here is not None
        assert here.id == number
        self._programs[number] = program
        return here

    def close(self, window: Window) -> None:
        end(self._programs.pop(window.id))
        assert until(lambda: window.id not in self._desktop.windows("--class", "^XTerm$"), PATIENCE)

    def leave(self) -> None:
        for window in self._desktop.windows("--name", "."):
            self._desktop.xdotool("windowminimize", str(window))
        assert until(lambda: not self._desktop.active_window(), PATIENCE)

    def wait_until(self, condition: Callable[[], bool]) -> bool:
        return until(condition, PATIENCE)

    def close_all(self) -> None:
        for program in self._programs.values():
            end(program)


class ClipboardRig:
    """A text box to paste into, a program that copies, and xclip that looks."""

    _TARGETS: Mapping[str, str] = {TEXT: "UTF8_STRING", HTML: HTML, PNG: PNG}

    def __init__(self, bench: Bench, desktop: Desktop, box: QtBox) -> None:
        self.clipboard: Any = Used(bench.clipboard, bench)
        self._bench, self._desktop, self._box = bench, desktop, box
        here: Window | None = bench.inside(bench.windows.focused)
        assert here is not None
        self.reader = here

    def copy(self, formats: Mapping[str, bytes]) -> None:
        if formats:
            text, html = (formats.get(kind, b"").decode() for kind in (TEXT, HTML))
            self._desktop.clipboard.own(text=text, html=html, png=formats.get(PNG, b""))
            return
        display = Display(self._desktop.env["DISPLAY"])
        clipboard = display.intern_atom("CLIPBOARD")
        SetSelectionOwner(display.display, window=X.NONE, selection=clipboard, time=X.CurrentTime)
        display.sync()
        display.close()

    def select(self, text: str) -> None:
        self._desktop.clipboard.own(text=text, selection="primary")

    def selected(self) -> bytes | None:
        return self._desktop.clipboard.read(selection="primary") or None

    def paste(self) -> str | None:
        self._box.clear()
        self._desktop.key("ctrl+v")
        until(self._box.text, PATIENCE)
        return self._box.text() or None

    def look(self, mime: str = TEXT) -> bytes | None:
        return self._desktop.clipboard.read(self._TARGETS[mime]) or None

    def asks(self, mime: str) -> Callable[[], bytes | None]:
        argv = ["xclip", "-selection", "clipboard", "-t", self._TARGETS[mime], "-o"]
        board = self._bench.clipboard._boards[Selection.CLIPBOARD]
        waiting = len(board._held)
        tool = self._desktop.spawn(argv, stdout=subprocess.PIPE)
        assert until(lambda: len(board._held) > waiting, PATIENCE)
        return lambda: tool.communicate(timeout=PATIENCE)[0] or None

    def at_once(self, *acts: Callable[[], object]) -> None:
        self._bench.inside(lambda: [act() for act in acts])

    def hidden(self) -> bool:
        return "x-kde-passwordManagerHint" in self._desktop.clipboard.targets()

    def settle(self) -> None:
        assert until(lambda: self._bench.inside(self._at_rest), PATIENCE)
        self._bench.settle()

    def _at_rest(self) -> bool:
        """Whether nothing is being read into a memory."""
        return all(board._reader is None for board in self._bench.clipboard._boards.values())

    def wait_until(self, condition: Callable[[], bool]) -> bool:
        return until(condition, PATIENCE)


class KeyboardRig:
    """A text box with the keyboard, a second one, and somebody who types."""

    paste = Chord("v", ("ctrl",))

    def __init__(self, bench: Bench, desktop: Desktop, box: Target, other: Target) -> None:
        self.keyboard: Any = Used(bench.tap.keyboard, bench)
        self.window: Window = bench.inside(bench.windows.focused)
        self.sink = RecordingSink(lambda: bench.tap.keyboard.hold(self.window))
        bench.inside(lambda: bench.tap.attach(self.sink))
        assert bench.inside(lambda: bench.tap.catch("/", {})).armed
        self._bench, self._desktop, self._front, self._other = bench, desktop, box, other

    def copy(self, text: str) -> None:
        self._desktop.clipboard.own(text=text)

    def type(self, text: str) -> None:
        self._desktop.type(text)
        self._bench.settle()

    def shows(self, text: str) -> str:
        return self._front.wait_for(text, PATIENCE)

    def stays(self) -> str:
        self._bench.settle()
        before = self._front.text()
        until(lambda: self._front.text() != before, _QUIET)
        return self._front.text()

    def switch(self) -> None:
        self._front = self._other
        self._front.focus()
        self._bench.settle()
