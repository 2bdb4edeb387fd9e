"""The icon in the panel: says how it stands, and reaches everything by mouse."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from unicodedata import east_asian_width

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from quickreply.core.phrase import Phrase
from quickreply.core.ports import Remaining
from quickreply.core.settings import Mode
from quickreply.core.words import Say, mark
from quickreply.engine.front import Offered
from quickreply.ui import style
from quickreply.ui.theme import GRID, SMALL, Theme

SHELF = 6
"""Phrases in the menu under one heading; more are faster found by search."""

TITLE_LIMIT = 24
"""Characters of a phrase's title in the menu."""

LINE_LIMIT = 52
"""Columns of a line that explains; a Hanzi takes two."""

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
    pause_wanted = Signal(int)
    resume_wanted = Signal()
    opened = Signal()
    mode_wanted = Signal(str)
    import_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, say: Say, theme: Theme, prefix: str = "/") -> None:
        super().__init__()
        self.prefix = prefix
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
        self._break = self._action(
            say.count("Pause for {n} minute", "Pause for {n} minutes", BREAK),
            lambda: self.pause_wanted.emit(BREAK),
        )
        self._pause = self._action(say("Pause until resumed"), lambda: self.pause_wanted.emit(0))
        self._resume = self._action(say("Resume"), self.resume_wanted.emit)
        self._import = self._action(say("Import…"), self.import_wanted.emit)
        self._quit = self._action(say("Quit"), self.quit_wanted.emit)
        self._modes = self._mode_menu()
        self._told: list[QAction] = []
        self._offered: list[QAction] = []
        self._build()
        for action in (self._repeat, self._undo, self._next, self._spare):
            action.setVisible(False)
        theme.changed.connect(self._dress)
        self.menu.aboutToShow.connect(self._dress)
        self.set_state(TrayState.OFF)

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

    def set_state(self, state: TrayState, why: Sequence[str] = ()) -> None:
        """Shows how it stands; `why` explains it in the user's words."""
        lines = [self._say(_STANDING[state]), *why]
        self._icon.setIcon(self._theme.icon(f"tray-{state}"))
        self._icon.setToolTip("\n".join(("quickreply", *lines)))
        self._told = self._replace(self._told, map(self._heading, _wrapped(lines)), self._top)
        paused = state is TrayState.PAUSED
        self._resume.setVisible(paused)
        for action in (self._break, self._pause):
            action.setVisible(not paused and state is not TrayState.OFF)

    def set_spare(self, there: bool) -> None:
        """Whether what was on the clipboard before can be brought back."""
        self._spare.setVisible(there)

    def set_next(self, remaining: Remaining | None) -> None:
        """What is left of a phrase in several messages, if anything is."""
        self._next.setVisible(remaining is not None and not remaining.sending)
        if remaining:
            words = self._say(
                "Insert message {number} of {count}: {text}",
                number=remaining.number,
                count=remaining.of,
                text=_short(remaining.text),
            )
            self._next.setText(_plain(words))

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
        last, pinned = offered.last, offered.pinned
        recent = [phrase for phrase in offered.recent if phrase not in pinned]
        for action in (self._repeat, self._undo):
            action.setVisible(last is not None)
        if last:
            self._repeat.setText(_plain(self._say("Insert “{label}” again", label=_short(last.label))))
        shelves = [
            *self._shelf(self._say("Pinned"), pinned[:SHELF], offered.shelves),
            *self._shelf(self._say("Recent"), recent[:SHELF], offered.shelves),
        ]
        self._offered = self._replace(self._offered, shelves, self._after)

    def tell(self, title: str, text: str) -> None:
        """A message by the desktop's own means; silent where there is no tray."""
        if self._icon.isVisible():
            self._icon.showMessage(title, text, self._icon.icon())

    def _build(self) -> None:
        self._top = self.menu.addSeparator()
        for action in (self._search, self._repeat, self._undo, self._next, self._spare):
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
            action.deleteLater()
        actions = [*new]
        self.menu.insertActions(before, actions)
        return actions

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

    def _shelf(
        self, name: str, phrases: Sequence[Phrase], places: Mapping[int, tuple[str, str]]
    ) -> list[QAction]:
        """A separator, and the phrases; under headings of their groups if there are several."""
        if not phrases:
            return []
        rule = QAction(self)
        rule.setSeparator(True)
        groups: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            groups.setdefault(self._place(places.get(phrase.id)), []).append(phrase)
        if len(groups) == 1:
            return [rule, self._heading(name), *map(self._entry, phrases)]
        rows = [rule]
        for number, (place, members) in enumerate(groups.items()):
            heading = place or self._say("Without a group")
            rows.append(self._heading(heading if number else f"{name} · {heading}"))
            rows += map(self._entry, members)
        return rows

    def _place(self, place: tuple[str, str] | None) -> str:
        """Where a phrase lies; the personal library has a name in each language."""
        library, groups = place or ("", "")
        return " / ".join(filter(None, (library and self._say(library), groups)))

    def _heading(self, text: str) -> QAction:
        heading = QAction(_plain(text), self)
        heading.setEnabled(False)
        return heading

    def _entry(self, phrase: Phrase) -> QAction:
        return self._action(_title(phrase, self.prefix), lambda: self.phrase_chosen.emit(phrase))

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


def _title(phrase: Phrase, prefix: str) -> str:
    """The label, short, and its code."""
    short = _short(phrase.label)
    return _plain(f"{short}\t{prefix}{phrase.code}" if phrase.code else short)


def _short(name: str) -> str:
    label = " ".join(name.split())  # what stands behind a tab would be taken for a shortcut
    return label if len(label) <= TITLE_LIMIT else label[: TITLE_LIMIT - 1].rstrip() + "…"


def _plain(text: str) -> str:
    """A lone `&` would be taken for the mark of an access key."""
    return text.replace("&", "&&")


def _wrapped(lines: Iterable[str]) -> list[str]:
    """Lines that are not too long for a menu."""
    wrapped = []
    for line in lines:
        rest = line
        while rest:
            room = _room(rest)
            wrapped.append(rest[:room].strip())
            rest = rest[room:]
    return wrapped


_CLOSING = tuple("，。：；！？、）”")
"""What begins no line."""


def _room(text: str) -> int:
    """How much of `text` fits into a line: up to a space, or to any place if there is none near the end."""
    columns = 0
    for place, char in enumerate(text):
        columns += 2 if east_asian_width(char) in "WF" else 1
        if columns > LINE_LIMIT:
            space = text.rfind(" ", place // 2, place + 1)
            room = place if space < 0 else space + 1
            return room + (text[room : room + 1] in _CLOSING)
    return len(text)


def _spelled(hotkey: str) -> str:
    """`ctrl+alt+space` as Qt spells it."""
    if not hotkey:
        return ""
    return "+".join(_QT_NAMES.get(key, key.capitalize()) for key in hotkey.split("+"))


_CLOSE = f"""
QMenu::item {{ padding-top: {GRID}px; padding-bottom: {GRID}px; }}
QMenu::item:disabled {{ font-size: {SMALL}px; padding-top: {GRID}px; padding-bottom: 1px; }}
"""
"""Rows closer together than elsewhere: there may be thirty, on a screen of 768 pixels."""

_QT_NAMES = {"super": "Meta", "page_up": "PgUp", "page_down": "PgDown", "escape": "Esc"}
