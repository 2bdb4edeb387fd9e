"""The icon in the panel: says how it stands, and reaches everything by mouse."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from quickreply.core.hotkeys import shown
from quickreply.core.ports import Remaining
from quickreply.core.settings import Mode
from quickreply.core.words import Say, mark
from quickreply.engine.front import Offered
from quickreply.ui import style
from quickreply.ui.menulines import plain, short, wrapped
from quickreply.ui.theme import GRID, SMALL, Theme
from quickreply.ui.trayshelves import Shelves, forget

LINES = 16
"""What the menu has room for on a screen of 768 pixels, beside what always stands in it; else it would break
into two columns."""

TOLD = 4
"""How many of them may say how it stands; all of it is in the tooltip."""

BREAK = 15
"""Minutes of a pause that ends by itself."""


class TrayState(StrEnum):
    """How it stands; the value names the picture."""

    ARMED = "armed"
    OBSERVE = "observe"
    PAUSED = "paused"
    OFF = "off"
    TROUBLE = "trouble"


_STANDING = {
    TrayState.ARMED: mark("Ready: type a code, get the phrase"),
    TrayState.OBSERVE: mark("Ready: type a code and a space, get the phrase"),
    TrayState.PAUSED: mark("Paused: codes are not caught"),
    TrayState.OFF: mark("Codes are off; search still works"),
    TrayState.TROUBLE: mark("Something is wrong"),
}

_MODES = {
    Mode.CAPTURE: mark("Codes in any window"),
    Mode.OBSERVE: mark("Codes in any window, nothing swallowed"),
    Mode.OFF: mark("Search only"),
}


class Tray(QObject):
    """The icon and its menu. Where there is no tray it stays away and everything else goes on.

    Signals:
        palette_wanted: open the palette.
        phrase_chosen: insert this phrase.
        repeat_wanted: insert what was inserted last.
        undo_wanted: take back what was inserted last.
        next_wanted: insert the next message of a phrase in several.
        clipboard_wanted: bring back what was on the clipboard.
        reminders_wanted: show all there is to be reminded of.
        reset_wanted: phrases in steps begin with the first one again.
        pause_wanted: pause for so many minutes, 0 until resumed.
        resume_wanted: go on.
        opened: the menu is about to be seen.
        mode_wanted: catch codes in this way.
        import_wanted: open the import window.
        quit_wanted: leave.
    """

    palette_wanted = Signal()
    phrase_chosen = Signal(object)
    repeat_wanted = Signal()
    undo_wanted = Signal()
    next_wanted = Signal()
    clipboard_wanted = Signal()
    reminders_wanted = Signal()
    reset_wanted = Signal()
    pause_wanted = Signal(int)
    resume_wanted = Signal()
    opened = Signal()
    mode_wanted = Signal(str)
    import_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, say: Say, theme: Theme, prefix: str = "/") -> None:
        super().__init__()
        self._say = say
        self._theme = theme
        self.menu = QMenu()
        self.menu.aboutToShow.connect(self.opened)
        self._icon = QSystemTrayIcon(self)
        self._icon.setContextMenu(self.menu)
        self._icon.activated.connect(self._activated)
        self._search = self._action(say("Search…"), self.palette_wanted.emit)
        self._repeat = self._action("", self.repeat_wanted.emit)
        self._undo = self._action(say("Take it back"), self.undo_wanted.emit)
        self._next = self._action("", self.next_wanted.emit)
        self._spare = self._action(say("Bring back what was on the clipboard"), self.clipboard_wanted.emit)
        self._anew = self._action(say("Begin phrases in steps anew"), self.reset_wanted.emit)
        self._reminders = self._action("", self.reminders_wanted.emit)
        self._break = self._action(
            say.count("Pause for {n} minute", "Pause for {n} minutes", BREAK),
            lambda: self.pause_wanted.emit(BREAK),
        )
        self._pause = self._action(say("Pause until resumed"), lambda: self.pause_wanted.emit(0))
        self._resume = self._action(say("Resume"), self.resume_wanted.emit)
        self._import = self._action(say("Import…"), self.import_wanted.emit)
        self._quit = self._action(say("Quit"), self.quit_wanted.emit)
        self._modes = self._mode_menu()
        self._shelves = Shelves(say, self.menu, self.phrase_chosen.emit)
        self.configure(prefix)
        self._told: list[QAction] = []
        self._offer, self._offered = Offered(), list[QAction]()
        self._build()
        for action in (self._repeat, self._undo, self._next, self._spare, self._anew, self._reminders):
            action.setVisible(False)
        theme.changed.connect(self._dress)
        self.menu.aboutToShow.connect(self._dress)
        self.set_state(TrayState.OFF)

    @staticmethod
    def possible() -> bool:
        """Whether this desktop has a tray at all."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def configure(self, prefix: str) -> None:
        """Takes the character that begins a code."""
        self._shelves.prefix = prefix

    def show(self) -> None:
        """Takes its place in the panel, if there is one."""
        if self.possible():
            self._icon.show()

    def hide(self) -> None:
        """Leaves the panel."""
        self._icon.hide()

    def set_state(self, state: TrayState, why: Sequence[str] = ()) -> None:
        """Shows how it stands; `why` explains it in the user's words."""
        lines = [self._say(_STANDING[state]), *why]
        self._icon.setIcon(self._theme.icon(f"tray-{state}"))
        self._icon.setToolTip("\n".join(("quickreply", *lines)))
        told = map(self._shelves.heading, wrapped(lines, TOLD))
        self._told = self._replace(self._told, told, self._top)
        self._show_shelves()  # they share its room
        paused = state is TrayState.PAUSED
        self._resume.setVisible(paused)
        for action in (self._break, self._pause):
            action.setVisible(not paused and state is not TrayState.OFF)

    def set_spare(self, there: bool) -> None:
        """Whether what was on the clipboard before can be brought back."""
        self._spare.setVisible(there)

    def set_reminders(self, count: int) -> None:
        """How many there are."""
        self._reminders.setText(self._say("Reminders ({count})…", count=count))
        self._reminders.setVisible(count > 0)

    def set_next(self, remaining: Remaining | None) -> None:
        """What is left of a phrase in several messages, if anything is."""
        self._next.setVisible(remaining is not None and not remaining.sending)
        if remaining:
            words = self._say(
                "Insert message {number} of {count}: {text}",
                number=remaining.number,
                count=remaining.of,
                text=short(remaining.text),
            )
            self._next.setText(plain(words))

    def set_hotkeys(self, hotkeys: Mapping[str, str]) -> None:
        """Shows combinations, by their settings, beside what they do."""
        actions = {
            "palette": self._search,
            "repeat": self._repeat,
            "undo": self._undo,
            "next": self._next,
        }
        for name, action in actions.items():
            action.setShortcut(QKeySequence(_spelled(hotkeys.get(f"hotkey.{name}", ""))))
        for action in (self._pause, self._resume):
            action.setShortcut(QKeySequence(_spelled(hotkeys.get("hotkey.pause", ""))))

    def set_mode(self, mode: Mode) -> None:
        """Ticks the mode that is set."""
        for action in self._modes.actions():
            action.setChecked(action.data() == mode.value)

    def offer(self, offered: Offered) -> None:
        """Puts these phrases into the menu."""
        last, self._offer = offered.last, offered
        self._anew.setVisible(offered.stepped)
        for action in (self._repeat, self._undo):
            action.setVisible(last is not None)
        if last:
            self._repeat.setText(plain(self._say("Insert “{label}” again", label=short(last.label))))
        self._show_shelves()

    def tell(self, title: str, text: str) -> None:
        """A message by the desktop's own means; silent where there is no tray."""
        if self._icon.isVisible():
            self._icon.showMessage(title, text, self._icon.icon())

    def _build(self) -> None:
        self._top = self.menu.addSeparator()
        above = (self._search, self._repeat, self._undo, self._next, self._spare, self._anew, self._reminders)
        for action in above:
            self.menu.addAction(action)
        self._after = self.menu.addSeparator()
        for action in (self._break, self._pause, self._resume):
            self.menu.addAction(action)
        self.menu.addMenu(self._modes)
        self.menu.addAction(self._import)
        self.menu.addSeparator()
        self.menu.addAction(self._quit)

    def _replace(self, old: Iterable[QAction], new: Iterable[QAction], before: QAction) -> list[QAction]:
        for action in old:
            self.menu.removeAction(action)
            forget(action)
        actions = [*new]
        self.menu.insertActions(before, actions)
        return actions

    def _show_shelves(self) -> None:
        entries = self._shelves.entries(self._offer, (LINES - len(self._told)) // 2)
        self._offered = self._replace(self._offered, entries, self._after)

    def _mode_menu(self) -> QMenu:
        menu = QMenu(self._say("Mode"), self.menu)
        group = QActionGroup(menu)
        for mode, words in _MODES.items():
            action = QAction(self._say(words), group)
            action.setCheckable(True)
            action.setData(mode.value)
            menu.addAction(action)
        group.triggered.connect(lambda action: self.mode_wanted.emit(action.data()))
        return menu

    def _action(self, text: str, act: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(lambda _checked=False: act())
        return action

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.palette_wanted.emit()

    def _dress(self) -> None:
        """When there is something to see: fonts and colours are 40 ms that no start should wait for."""
        sheet = style.sheet(self._theme) + _CLOSE
        if self.menu.styleSheet() != sheet:
            self.menu.setStyleSheet(sheet)


def _spelled(hotkey: str) -> str:
    """`ctrl+alt+space` as Qt spells it."""
    return shown(hotkey).replace("Super", "Meta")


_CLOSE = f"""
QMenu::item {{ padding-top: {GRID}px; padding-bottom: {GRID}px; }}
QMenu::item:disabled {{ font-size: {SMALL}px; padding-top: {GRID}px; padding-bottom: 1px; }}
"""
"""Rows closer together than elsewhere: there may be thirty, on a screen of 768 pixels."""
