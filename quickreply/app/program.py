"""The tray program: the store, the hands and the windows, introduced to each other."""

import logging
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from quickreply.app.requests import handlers
from quickreply.app.shelf import Shelf
from quickreply.core.language import speech, tongue
from quickreply.core.notice import NOT_ARMED, Notice
from quickreply.core.phrase import Phrase
from quickreply.core.ports import Rect, Suggestions, Window
from quickreply.core.settings import Mode, Settings
from quickreply.core.usage import How, UsageEvent
from quickreply.core.words import Refusal, Say
from quickreply.desktop.apps import read_apps
from quickreply.desktop.choose import choose_hands
from quickreply.desktop.hands import Caught, Hands
from quickreply.desktop.instance import Instance, ask
from quickreply.desktop.session import Session
from quickreply.desktop.signals_posix import Signals
from quickreply.store.database import Database
from quickreply.store.paths import Places, private_folder, resource
from quickreply.store.settings import SettingsFile
from quickreply.ui.palette import Palette
from quickreply.ui.popup import Popup
from quickreply.ui.qtwords import qt_words
from quickreply.ui.stage import QUEUED, Stage
from quickreply.ui.theme import Theme
from quickreply.ui.toast import Toast
from quickreply.ui.tray import Tray, TrayState

log = logging.getLogger(__name__)


def start(here: Session, where: Places, environ: Mapping[str, str]) -> int:
    """Runs until the user quits; returns the exit status."""
    qt = _qt()
    private_folder(Path(where.socket).parent)
    catalogues = resource("assets/locale")
    settings, faults = SettingsFile(where.settings, speech("system", environ, catalogues)).read()
    say = speech(settings.language, environ, catalogues)
    program = Program(here, where, say, SettingsFile(where.settings, say), settings)
    if not program.instance.take():
        ask(where.socket, {"do": "palette"})
        return 0
    translator = qt_words(tongue(settings.language, environ))
    if translator:
        qt.installTranslator(translator)
    program.begin(faults)
    status = qt.exec()
    program.end()
    return status


def _qt() -> QApplication:
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(qt, QApplication)  # noqa: S101 - nobody else makes one
    qt.setApplicationName("quickreply")
    qt.setDesktopFileName("quickreply")
    qt.setQuitOnLastWindowClosed(False)
    qt.setWindowIcon(QIcon(str(resource("assets/icons/quickreply.svg"))))
    return qt


class Program(QObject):
    """Everything that runs. Lives in Qt's thread; speaks to the hands through `call` alone."""

    def __init__(
        self, here: Session, where: Places, say: Say, file: SettingsFile, settings: Settings
    ) -> None:
        super().__init__()
        self._here = here
        self._where = where
        self._say = say
        self._file = file
        self.settings = settings
        self.paused = False
        self.caught: Caught | None = None
        self.instance = Instance(where.socket, f"{where.socket}.lock", handlers(self))
        self._signals = Signals(self.quit)
        self._window: Window | None = None

    def begin(self, faults: tuple[Refusal, ...]) -> None:
        """Opens the store, arms the hands and takes its place in the tray, in this order."""
        fresh = not self._where.database.exists()
        database = Database.open(self._where)
        self._shelf = Shelf(database)
        if fresh:
            self._shelf.stock_up(self._say)
        self._stage = Stage()
        self._connect_stage()
        apps = read_apps(resource("assets/apps.toml"))
        self._hands = choose_hands(
            self._here, apps, self._stage, lambda: self._shelf.catalogue, self._stage.died.emit
        )
        self._hands.start()
        self._apply()
        self._furnish()
        for fault in faults:
            self._toast.tell(self._say.refusal(fault), trouble=True)
        QTimer.singleShot(0, self._after_start)

    def end(self) -> None:
        """Lets go of everything and leaves nothing behind."""
        self._hands.stop()
        self._tray.hide()
        self.instance.leave()

    # What can be asked of it.

    @property
    def hands(self) -> Hands:
        """The hands."""
        return self._hands

    @property
    def why(self) -> str:
        """Why codes are not caught, in the user's words; empty if they are."""
        if self.paused:
            return self._say("Paused.")
        if self.settings.mode is Mode.OFF:
            return self._say("trigger.mode is off.")
        if self.caught and not self.caught.armed:
            return self._say(NOT_ARMED, hotkey=self.settings.hotkey)
        return ""

    @property
    def armed(self) -> bool:
        """Whether codes are caught."""
        return not self.why and self.caught is not None and self.caught.armed

    def count(self) -> int:
        """How many phrases are in use."""
        return len(self._shelf.catalogue)

    def ask_for_palette(self) -> None:
        """Opens the palette for the window that has the keyboard."""
        self._hands.call(lambda: self._stage.ask_for_palette(self._hands.focused()))

    def pause(self, paused: bool) -> None:
        """Stops catching codes, or goes on."""
        self.paused = paused
        self._apply()

    def insert(self, phrase: Phrase, how: How, window: Window | None = None) -> None:
        """Inserts a phrase into `window`, or into the one that has the keyboard."""

        def act() -> None:
            target = window or self._hands.focused() or Window(0, 0, "")
            self._hands.inline.insert(phrase, target, how)

        self._hands.call(act)

    def insert_by_id(self, number: int) -> None:
        """Inserts the phrase with this id.

        Raises:
            KeyError: there is none.
        """
        phrase = self._shelf.catalogue.phrase(number)
        if phrase is None:
            raise KeyError(number)
        self.insert(phrase, How.CLI)

    def reload(self) -> None:
        """The phrases changed in the database."""
        self._shelf.load()
        self._offer()

    def reconfigure(self) -> None:
        """The settings file changed."""
        self.settings, faults = self._file.read()
        for fault in faults:
            self._toast.tell(self._say.refusal(fault), trouble=True)
        self._theme.choose(self.settings.theme)
        self._popup.prefix = self.settings.prefix
        self._apply()
        self._offer()

    def quit(self) -> None:
        """Ends the program."""
        QTimer.singleShot(0, QApplication.quit)

    # Building.

    def _connect_stage(self) -> None:
        stage = self._stage
        stage.suggested.connect(self._suggest, QUEUED)
        stage.hidden.connect(self._hide_list, QUEUED)
        stage.told.connect(self._tell, QUEUED)
        stage.counted.connect(self._count_use, QUEUED)
        stage.asked_for.connect(self._open_palette, QUEUED)
        stage.caught.connect(self._learn_caught, QUEUED)
        stage.died.connect(self.quit, QUEUED)

    def _furnish(self) -> None:
        hints = QApplication.styleHints()
        self._theme = Theme(self.settings.theme, hints, resource("assets/icons"))
        self._popup = Popup(self._say, self._theme, self.settings.prefix)
        self._palette = Palette(self._say, self._theme, self._shelf.search, self.count)
        self._toast = Toast(self._theme)
        self._tray = Tray(self._say, self._theme)
        self._connect_widgets()
        self._tray.show()
        self._offer()
        self._show_state()

    def _connect_widgets(self) -> None:
        inline = self._hands.inline
        self._popup.row_chosen.connect(lambda row: self._hands.call(lambda: inline.choose(row)))
        self._popup.row_moved.connect(lambda rows: self._hands.call(lambda: inline.move(rows)))
        self._popup.presented.connect(self._list_seen)
        self._palette.chosen.connect(lambda phrase: self.insert(phrase, How.PALETTE, self._window))
        self._palette.copied.connect(lambda phrase: self._hands.call(lambda: inline.keep(phrase)))
        self._palette.dismissed.connect(self._give_focus_back)
        self._tray.palette_wanted.connect(self.ask_for_palette)
        self._tray.phrase_chosen.connect(lambda phrase: self.insert(phrase, How.TRAY))
        self._tray.pause_wanted.connect(self.pause)
        self._tray.mode_wanted.connect(self._choose_mode)
        self._tray.quit_wanted.connect(self.quit)

    def _apply(self) -> None:
        """Brings the hands in line with the settings."""
        settings, paused = self.settings, self.paused
        slash = settings.prefix if settings.mode is Mode.CAPTURE and not paused else None
        hotkeys = {settings.hotkey: self._hotkey_pressed} if settings.hotkey != "none" else {}
        self._hands.call(lambda: self._hands.inline.configure(settings, paused=paused))
        self._hands.catch(slash, hotkeys, self._stage.caught.emit)

    def _after_start(self) -> None:
        """What is not needed to listen: a first look at the windows, the backup of the day."""
        if not Tray.possible():
            log.info("no system tray here")
            text = self._say(
                "There is no system tray here. Search with {hotkey}.", hotkey=self.settings.hotkey
            )
            self._toast.tell(text)
        self._shelf.back_up()

    # What the hands say.

    def _hotkey_pressed(self) -> None:
        """In the hands' thread."""
        self._stage.ask_for_palette(self._hands.focused())

    def _suggest(self, suggestions: Suggestions) -> None:
        self._popup.present(suggestions)

    def _hide_list(self) -> None:
        self._popup.dismiss()
        self._hands.call(lambda: self._hands.list_at(None))

    def _list_seen(self, number: int, area: QRect) -> None:
        place = Rect(area.x(), area.y(), area.width(), area.height())

        def act() -> None:
            self._hands.list_at(place)
            self._hands.inline.shown(number)

        self._hands.call(act)

    def _tell(self, notice: Notice) -> None:
        self._toast.tell(self._say(notice.message, **notice.facts), trouble=notice.trouble)

    def _count_use(self, event: UsageEvent) -> None:
        try:
            self._shelf.count(event)
        except Refusal as refusal:
            self._toast.tell(self._say.refusal(refusal), trouble=True)
        self._offer()

    def _learn_caught(self, caught: Caught) -> None:
        self.caught = caught
        self._show_state()
        for hotkey in caught.refused:
            text = self._say(
                "Another program holds {hotkey}. Choose another: quickreply config set hotkey.palette …"
            )
            self._toast.tell(text.replace("{hotkey}", hotkey), trouble=True)

    def _open_palette(self, window: Window | None) -> None:
        if self._palette.isVisible():
            self._palette.close()
            return
        if window is None or window.pid != os.getpid():
            self._window = window
        self._palette.open(window.area if window else None)

    # What the windows say.

    def _give_focus_back(self) -> None:
        window = self._window

        def act() -> None:
            here = self._hands.focused()
            if window and (here is None or here.pid == os.getpid()):
                self._hands.activate(window)

        self._hands.call(act)

    def _choose_mode(self, mode: str) -> None:
        try:
            self._file.put("trigger.mode", mode)
        except Refusal as refusal:
            self._toast.tell(self._say.refusal(refusal), trouble=True)
        self.reconfigure()

    def _offer(self) -> None:
        self._tray.offer(self._shelf.pinned(), self._shelf.recent(), self.settings.hotkey)

    def _show_state(self) -> None:
        if not hasattr(self, "_tray"):
            return
        self._tray.set_mode(self.settings.mode)
        self._tray.set_state(self._state(), self.why)

    def _state(self) -> TrayState:
        if self.paused:
            return TrayState.PAUSED
        if self.settings.mode is Mode.OFF:
            return TrayState.OFF
        return TrayState.ARMED if self.armed else TrayState.TROUBLE
