"""The icon in the panel: says how it stands, and reaches everything by mouse."""

from collections.abc import Callable, Sequence
from enum import StrEnum

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from quickreply.core.phrase import Phrase
from quickreply.core.settings import Mode
from quickreply.core.words import Say, mark
from quickreply.ui import style
from quickreply.ui.theme import SMALL, Theme

SHELF = 8
"""Phrases in the menu under one heading; more are faster found by search."""

TITLE_LIMIT = 24
"""Characters of a phrase's title in the menu."""


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
        pause_wanted: pause, or go on.
        mode_wanted: catch codes in this way.
        import_wanted: open the import window.
        quit_wanted: leave.
    """

    palette_wanted = Signal()
    phrase_chosen = Signal(object)
    pause_wanted = Signal(bool)
    mode_wanted = Signal(str)
    import_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, say: Say, theme: Theme, prefix: str = "/") -> None:
        super().__init__()
        self.prefix = prefix
        self._say = say
        self._theme = theme
        self._state = TrayState.OFF
        self.menu = QMenu()
        self._icon = QSystemTrayIcon(self)
        self._icon.setContextMenu(self.menu)
        self._icon.activated.connect(self._activated)
        self._search = self._action(say("Search…"), self.palette_wanted.emit)
        self._pause = self._action(say("Pause"), self._toggle)
        self._import = self._action(say("Import…"), self.import_wanted.emit)
        self._quit = self._action(say("Quit"), self.quit_wanted.emit)
        self._modes = self._mode_menu()
        self._offered: list[QAction] = []
        self._build()
        theme.changed.connect(self._restyle)
        self._restyle()
        self.set_state(self._state)

    @staticmethod
    def possible() -> bool:
        """Whether this desktop has a tray at all."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def show(self) -> None:
        """Takes its place in the panel, if there is one."""
        if self.possible():
            self._icon.show()

    def hide(self) -> None:
        """Leaves the panel."""
        self._icon.hide()

    def set_state(self, state: TrayState, why: str = "") -> None:
        """Shows how it stands; `why` explains it in the user's words."""
        self._state = state
        self._icon.setIcon(self._theme.icon(f"tray-{state}"))
        self._icon.setToolTip("\n".join(filter(None, ("quickreply", self._say(_STANDING[state]), why))))
        paused = state is TrayState.PAUSED
        self._pause.setText(self._say("Resume") if paused else self._say("Pause"))
        self._pause.setVisible(state is not TrayState.OFF)

    def set_mode(self, mode: Mode) -> None:
        """Ticks the mode that is set."""
        for action in self._modes.actions():
            action.setChecked(action.data() == mode.value)

    def offer(self, pinned: Sequence[Phrase], recent: Sequence[Phrase], hotkey: str) -> None:
        """Puts these phrases into the menu, and the hotkey beside the search."""
        self._search.setShortcut(QKeySequence(_spelled(hotkey)))
        for action in self._offered:
            self.menu.removeAction(action)
            action.deleteLater()
        self._offered = [
            *self._shelf(self._say("Pinned"), pinned),
            *self._shelf(self._say("Recent"), [phrase for phrase in recent if phrase not in pinned]),
        ]
        self.menu.insertActions(self._after, self._offered)

    def tell(self, title: str, text: str) -> None:
        """A message by the desktop's own means; silent where there is no tray."""
        if self._icon.isVisible():
            self._icon.showMessage(title, text, self._icon.icon())

    def _build(self) -> None:
        self.menu.addAction(self._search)
        self._after = self.menu.addSeparator()
        self.menu.addAction(self._pause)
        self.menu.addMenu(self._modes)
        self.menu.addAction(self._import)
        self.menu.addSeparator()
        self.menu.addAction(self._quit)

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

    def _shelf(self, name: str, phrases: Sequence[Phrase]) -> list[QAction]:
        """A separator, a heading and the phrases; nothing for none."""
        if not phrases:
            return []
        rule, heading = QAction(self), QAction(name, self)
        rule.setSeparator(True)
        heading.setEnabled(False)
        return [rule, heading, *(self._entry(phrase) for phrase in phrases[:SHELF])]

    def _entry(self, phrase: Phrase) -> QAction:
        return self._action(_title(phrase, self.prefix), lambda: self.phrase_chosen.emit(phrase))

    def _action(self, text: str, act: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(lambda _checked=False: act())
        return action

    def _toggle(self) -> None:
        self.pause_wanted.emit(self._state is not TrayState.PAUSED)

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.palette_wanted.emit()

    def _restyle(self) -> None:
        headings = f"QMenu::item:disabled {{ font-size: {SMALL}px; }}"
        self.menu.setStyleSheet(style.sheet(self._theme) + headings)


def _title(phrase: Phrase, prefix: str) -> str:
    """The label, short, and its code; a lone `&` would be taken for the mark of an access key."""
    label = phrase.label
    short = label if len(label) <= TITLE_LIMIT else label[: TITLE_LIMIT - 1].rstrip() + "…"
    return (f"{short}\t{prefix}{phrase.code}" if phrase.code else short).replace("&", "&&")


def _spelled(hotkey: str) -> str:
    """`ctrl+alt+space` as Qt spells it; nothing for `none`."""
    if hotkey == "none":
        return ""
    return "+".join("Meta" if key == "super" else key.capitalize() for key in hotkey.split("+"))
