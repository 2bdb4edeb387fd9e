"""The hands on Windows, macOS and Wayland: everything in Qt's main thread, with what each of them allows.

No codes are caught here yet. On Windows and macOS the phrases of palette and tray are pasted; on Wayland they
are put on the clipboard.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtGui import QGuiApplication

from quickreply.core.delivery import AppFacts, Chord
from quickreply.core.ports import Keyboard, Rect, Window, Windows
from quickreply.core.search import EVERYWHERE, SHOWN, Matches, Scope
from quickreply.core.settings import Settings
from quickreply.core.template.asking import Answers
from quickreply.core.usage import How
from quickreply.desktop.apps import Apps
from quickreply.desktop.clipboard_qt import (
    HINTS_FREEDESKTOP,
    HINTS_MACOS,
    HINTS_WINDOWS,
    ClipboardQt,
    patient,
)
from quickreply.desktop.hands import Ability
from quickreply.desktop.loop_qt import QtLoop
from quickreply.desktop.session import Session, System
from quickreply.engine.courier import Courier
from quickreply.engine.desk import Counter, Desk, Tap
from quickreply.engine.front import Front, Offered
from quickreply.engine.inline import Inline
from quickreply.engine.stock import Stock

_PASTES = frozenset({Ability.HOTKEY, Ability.PASTE, Ability.FORMATS})


class StoppableTap(Tap, Protocol):
    """A tap with a thread of its own."""

    def stop(self) -> None:
        """Catches nothing any more."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What one system lets a program do: its adapters, and what they are able to."""

    tap: StoppableTap
    keyboard: Keyboard
    windows: Windows
    clipboard: ClipboardQt
    abilities: frozenset[Ability]


class HandsQt:
    """`Hands` in Qt's main thread. A command returns at once, as one through a pipe does."""

    def __init__(self, loop: QtLoop, reach: Reach, stock: Stock, front: Front) -> None:
        view = Counter(front, stock)
        courier = Courier(reach.keyboard, reach.clipboard, reach.windows, view, loop, stock.images)
        inline = Inline(
            reach.keyboard, reach.windows, reach.clipboard, courier, view, loop, lambda: stock.catalogue
        )
        loop.stumbled = inline.stumbled
        self._loop = loop
        self._reach = reach
        self._desk = Desk(inline, reach.tap, reach.windows, stock, front, loop, loop.aside)

    @property
    def abilities(self) -> frozenset[Ability]:
        return self._reach.abilities

    def configure(self, settings: Settings, paused: bool) -> None:
        self._loop.call(lambda: self._desk.configure(settings, paused))

    def restock(self) -> None:
        self._loop.call(self._desk.restock)

    def shown(self, number: int, area: Rect) -> None:
        self._loop.call(lambda: self._desk.shown(number, area))

    def hidden(self) -> None:
        self._loop.call(self._desk.hidden)

    def choose(self, number: int, row: int) -> None:
        self._loop.call(lambda: self._desk.choose(number, row))

    def move(self, rows: int) -> None:
        self._loop.call(lambda: self._desk.move(rows))

    def look(self) -> None:
        self._loop.call(self._desk.look)

    def insert(
        self,
        number: int,
        window: Window | None,
        how: How,
        back: Window | None = None,
        step: int | None = None,
    ) -> None:
        self._loop.call(lambda: self._desk.insert(number, window, how, back, step))

    def fill(self, number: int, window: Window | None, how: How, answers: Answers) -> None:
        self._loop.call(lambda: self._desk.fill(number, window, how, answers))

    def palette_opened(self, window: int, chords: Sequence[str]) -> None:
        self._loop.call(lambda: self._desk.palette_opened(window, chords))

    def palette_closed(self) -> None:
        self._loop.call(self._desk.palette_closed)

    def declined(self) -> None:
        self._loop.call(self._desk.declined)

    def keep(self, number: int, step: int | None = None) -> None:
        self._loop.call(lambda: self._desk.keep(number, step))

    def reset(self) -> None:
        self._loop.call(self._desk.reset)

    def glance(self) -> None:
        self._loop.call(self._desk.glance)

    def repeat(self, how: How) -> None:
        self._loop.call(lambda: self._desk.repeat(how))

    def go_on(self) -> None:
        self._loop.call(self._desk.go_on)

    def undo(self) -> None:
        self._loop.call(self._desk.undo)

    def bring_back(self) -> None:
        self._loop.call(self._desk.bring_back)

    def give_back(self, window: Window, ours: int) -> None:
        self._loop.call(lambda: self._desk.give_back(window, ours))

    def search(self, query: str, scope: Scope = EVERYWHERE, limit: int = SHOWN) -> Matches:
        return self._desk.search(query, scope, limit)

    def offered(self) -> Offered | None:
        return self._desk.offered()

    def stop(self) -> None:
        """At once. Qt leaves what is on the clipboard to the system when it ends; on Wayland it is gone."""
        self._desk.stop()
        self._desk.end()
        self._reach.tap.stop()
        self._reach.clipboard.close()
        self._loop.close()


def hands_qt(here: Session, apps: Apps, stock: Stock, settings: Settings, front: Front) -> HandsQt:
    """Makes the hands for this system, at work. To be called in Qt's main thread."""
    loop = QtLoop()
    match here.system:
        case System.WINDOWS:
            reach = _windows(loop, apps.facts)
        case System.MACOS:
            reach = _macos(loop, apps.facts)
        case _:
            reach = _wayland(loop)
    hands = HandsQt(loop, reach, stock, front)
    hands.restock()
    hands.configure(settings, paused=False)
    return hands


def _windows(loop: QtLoop, facts: Callable[[str], AppFacts]) -> Reach:
    from quickreply.desktop.hotkeys_pynput import HotkeysPynput, PynputEars  # noqa: PLC0415 - only here
    from quickreply.desktop.keyboard_pynput import KeyboardPynput, PynputKeys  # noqa: PLC0415 - only here
    from quickreply.desktop.window_win32 import User32, WindowsWin32  # noqa: PLC0415 - only here

    shell = User32.here()
    windows = WindowsWin32(shell, loop, lambda cls: patient(facts(cls)))
    clipboard = ClipboardQt(QGuiApplication.clipboard(), loop, HINTS_WINDOWS)
    keys = PynputKeys.here(shell.modifiers_down, virtual_key)
    keyboard = KeyboardPynput(keys, loop, windows, clipboard.pasting)
    return Reach(HotkeysPynput(loop, PynputEars.here()), keyboard, windows, clipboard, _PASTES)


def _macos(loop: QtLoop, facts: Callable[[str], AppFacts]) -> Reach:
    from quickreply.desktop.hotkeys_pynput import HotkeysPynput, PynputEars  # noqa: PLC0415 - only here
    from quickreply.desktop.keyboard_pynput import KeyboardPynput, PynputKeys  # noqa: PLC0415 - only here
    from quickreply.desktop.window_macos import AppKit, WindowsMacos  # noqa: PLC0415 - only here

    workspace = AppKit.here()
    windows = WindowsMacos(workspace, loop, lambda cls: pasting_with_command(facts(cls)))
    clipboard = ClipboardQt(QGuiApplication.clipboard(), loop, HINTS_MACOS)
    keys = PynputKeys.here(workspace.modifiers_down)
    keyboard = KeyboardPynput(keys, loop, windows, clipboard.pasting)
    abilities = _PASTES if workspace.trusted() else frozenset({Ability.FORMATS})
    return Reach(HotkeysPynput(loop, PynputEars.here_on_macos()), keyboard, windows, clipboard, abilities)


def _wayland(loop: QtLoop) -> Reach:
    """A compositor may take a clipboard only from the window that has the keyboard, and does not tell."""
    from quickreply.desktop.hotkeys_none import HotkeysNone  # noqa: PLC0415 - only here
    from quickreply.desktop.keyboard_none import KeyboardNone  # noqa: PLC0415 - only here
    from quickreply.desktop.window_none import WindowsNone  # noqa: PLC0415 - only here

    clipboard = ClipboardQt(QGuiApplication.clipboard(), loop, HINTS_FREEDESKTOP)
    return Reach(HotkeysNone(), KeyboardNone(), WindowsNone(), clipboard, frozenset())


def virtual_key(character: str) -> int | None:
    """The number of a letter's or digit's key on Windows, the same in every layout: that of its capital."""
    return ord(character.upper()) if character.isascii() and character.isalnum() else None


def pasting_with_command(facts: AppFacts) -> AppFacts:
    """On macOS every program pastes with Command+V, terminals too, whatever it does on other systems."""
    return replace(patient(facts), paste=Chord("v", ("super",)))
