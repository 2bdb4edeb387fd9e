"""The tray program: hands, store and windows, introduced to each other."""

import logging
import os
import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from quickreply.app.exchange import Exchange, guard
from quickreply.app.office import AGAIN, AGAIN_PAUSED, Office
from quickreply.app.sayings import GONE, STARTED_ANEW
from quickreply.app.tally import UNCOUNTED, Tally
from quickreply.app.windows import Windows
from quickreply.core.composition import Method
from quickreply.core.notice import NOT_ARMED, OBSERVING, Notice
from quickreply.core.phrase import Phrase
from quickreply.core.ports import Rect, Suggestions, Window
from quickreply.core.search import Matches
from quickreply.core.settings import Mode
from quickreply.core.usage import How
from quickreply.core.words import Refusal, mark
from quickreply.desktop.choose import Connect
from quickreply.desktop.hands import Ability, Hands, able_now
from quickreply.desktop.instance import Answer, Handler, Instance
from quickreply.desktop.signals import Signals
from quickreply.engine.front import Caught, Offered
from quickreply.store.paths import private_folder, resource
from quickreply.store.usage import Ledger
from quickreply.ui.qtwords import qt_words
from quickreply.ui.stage import Stage
from quickreply.ui.tray import Tray, TrayState

if TYPE_CHECKING:
    from quickreply.app.speller import Speller
    from quickreply.ui.palette import Palette
    from quickreply.ui.popup import Popup

log = logging.getLogger(__name__)

_BREATH = 200
"""Milliseconds between listening and what is not needed for it: first come codes and requests."""

NO_TRAY = mark("There is no system tray here. Search with {hotkey}, or with: quickreply palette")
REFUSED = mark("Another program holds {hotkey}. Set another one: quickreply config set hotkey.palette …")
PAUSED = mark("Paused.")
OFF = mark("trigger.mode is off.")
STARTING = mark("Starting.")
NO_CODES = mark("Codes cannot be caught on this system. Search with {hotkey} instead.")


def start(office: Office, connect: Connect, paste: str, ended: int = 0) -> int:
    """Runs until the user quits; returns the exit status.

    `paste` is what she presses to paste by hand, `ended` the status of the program that this one follows
    after an accident.
    """
    qt = QApplication(sys.argv[:1])
    qt.setApplicationName("quickreply")
    qt.setDesktopFileName("quickreply")
    qt.setQuitOnLastWindowClosed(False)
    qt.setWindowIcon(QIcon(str(resource("assets/icons/quickreply.svg"))))
    if translator := qt_words(office.language):
        qt.installTranslator(translator)
    program = Program(office, connect, paste, ended)
    program.begin()
    status = qt.exec()
    program.end()
    return status


class Program(QObject):
    """Everything that runs in front of the hands."""

    def __init__(self, office: Office, connect: Connect, paste: str, ended: int = 0) -> None:
        super().__init__()
        self._office = office
        self._say = office.say
        self._settings = office.settings
        self._paste = paste
        self._ended = ended
        self._paused = ended == AGAIN_PAUSED
        self._caught: Caught | None = None
        self._alive = True
        self._stocked: Offered | None = None
        self._method = Method()
        self._window: Window | None = None
        self._stage = Stage()
        self._tally = Tally(office.ledger, lambda why: self._warn(UNCOUNTED, why=office.say.refusal(why)))
        self._listen()
        self._hands: Hands = connect(self._stage, self._hands_gone)
        self._windows = Windows(
            office.say, self._settings, self._search, self._total, self._furnish_list, self._furnish_palette
        )
        self._exchange = Exchange(self._restock, self._complain)
        self._furnish()
        self._instance = Instance(office.places.socket, self._requests())
        self._signals = Signals(self.quit)

    def begin(self) -> None:
        """Takes its place in the tray, and requests."""
        private_folder(Path(self._office.places.socket).parent)
        self._instance.listen()
        self._windows.tray.show()
        self._show_state()
        if self._paused:
            self._configure_hands()
        if self._ended:
            self._warn(STARTED_ANEW)
        for fault in self._office.faults:
            self._complain(fault)

    def end(self) -> None:
        """Lets go of everything and leaves nothing behind."""
        if "_speller" in vars(self):
            self._speller.stop()
        self._exchange.close()
        self._instance.close()
        self._windows.close()
        self._hands.stop()
        self._tally.finish(Ledger(self._office.database))

    # What can be asked of it.

    def quit(self, status: int = 0) -> None:
        """Ends the program."""
        QTimer.singleShot(0, lambda: QApplication.exit(status))

    def pause(self, paused: bool) -> None:
        """Stops catching codes, or goes on."""
        self._paused = paused
        self._configure_hands()

    def reconfigure(self) -> None:
        """The settings file has changed."""
        self._settings, faults = self._office.file.read()
        for fault in faults:
            self._complain(fault)
        self._windows.configure(self._settings)
        self._configure_hands()

    def _configure_hands(self) -> None:
        self._caught = None  # what was caught until now says nothing of what will be
        self._hands.configure(self._settings, self._paused)
        self._show_state()

    def _requests(self) -> dict[str, Handler]:
        """What the command line may ask, by name."""
        return {
            "status": lambda _: self._status(),
            "palette": lambda _: self._look(),
            "pause": lambda _: self.pause(True),
            "resume": lambda _: self.pause(False),
            "insert": lambda request: self._hands.insert(int(request["phrase"]), None, How.CLI),
            "import": self._exchange.ask,
            "reload": lambda _: self._restock(),
            "config": lambda _: self.reconfigure(),
            "quit": lambda _: self.quit(),
        }

    @cached_property
    def _speller(self) -> "Speller":
        """Keeps the search keys of what is stored; no code waits for it."""
        from quickreply.app.speller import Speller  # noqa: PLC0415 - after the start
        from quickreply.store.spellings import Spellings  # noqa: PLC0415 - same

        return Speller(Spellings(self._office.database), self._hands.restock)

    def _restock(self) -> None:
        self._hands.restock()
        self._speller.look()

    def _status(self) -> Answer:
        return {
            "running": True,
            "display": self._office.display,
            "armed": self._armed,
            "mode": str(self._settings.mode),
            "why": self._why(),
            "abilities": sorted(self._abilities()),
            "phrases": self._total(),
            "input_method": str(self._method),
        }

    def _abilities(self) -> frozenset[Ability]:
        """What can be done here and now."""
        tray = frozenset({Ability.TRAY} if Tray.possible() else ())
        wanted = self._settings.mode is Mode.CAPTURE and not self._paused
        able = able_now(self._hands.abilities, self._caught, wanted=wanted, hotkey=self._settings.hotkey)
        return tray | able if self._alive else tray

    def _why(self) -> str:
        """Why codes are not caught, or not as wanted, in the user's words; empty if they are."""
        if not self._alive:
            return self._say(GONE)
        if self._paused:
            return self._say(PAUSED)
        if self._settings.mode is Mode.OFF:
            return self._say(OFF)
        if self._caught is None:
            return self._say(STARTING)
        if Ability.CODES not in self._hands.abilities:
            return self._say(NO_CODES, hotkey=self._settings.hotkey)
        if not self._caught.armed:
            return self._say(NOT_ARMED, hotkey=self._settings.hotkey)
        fallen_back = self._caught.observing and self._settings.mode is Mode.CAPTURE
        return self._say(OBSERVING) if fallen_back else ""

    @property
    def _armed(self) -> bool:
        return self._alive and bool(self._caught and self._caught.armed)

    # Connecting.

    def _listen(self) -> None:
        stage = self._stage
        stage.suggested.connect(self._show_list)
        stage.closed.connect(self._close_list)
        stage.told.connect(self._tell)
        stage.counted.connect(self._tally.count)
        stage.palette_wanted.connect(self._open_palette)
        stage.armed.connect(self._learn_caught)
        stage.filled.connect(self._learn_stock)
        stage.method_known.connect(self._learn_method)

    def _furnish(self) -> None:
        tray = self._windows.tray
        tray.palette_wanted.connect(self._look)
        tray.phrase_chosen.connect(lambda phrase: self._hands.insert(phrase.id, None, How.TRAY))
        tray.pause_wanted.connect(self.pause)
        tray.mode_wanted.connect(self._choose_mode)
        tray.import_wanted.connect(self._exchange.bring)
        tray.quit_wanted.connect(self.quit)

    def _after_start(self) -> None:
        """What is not needed to listen."""
        self._windows.prepare()
        if not (self._ended or Tray.possible()):  # it was told before the accident
            log.info("no system tray here")
            self._windows.toast.tell(self._say(NO_TRAY, hotkey=self._settings.hotkey))
        for chore in (self._office.file.create, self._office.database.back_up_daily):
            try:
                chore()
            except Refusal as refusal:
                self._complain(refusal)
        self._speller.look()

    def _furnish_list(self, popup: "Popup") -> None:
        popup.row_chosen.connect(self._hands.choose)
        popup.row_moved.connect(self._hands.move)
        popup.presented.connect(self._list_seen)

    def _furnish_palette(self, palette: "Palette") -> None:
        palette.chosen.connect(self._insert_where_she_was)
        palette.copied.connect(lambda phrase: self._hands.keep(phrase.id))
        palette.dismissed.connect(self._give_focus_back)
        palette.picking.connect(self._let_keys_pick)
        palette.declined.connect(self._hands.declined)
        guard(palette, self._exchange)

    # What the hands say.

    def _show_list(self, suggestions: Suggestions) -> None:
        self._windows.popup.present(suggestions)

    def _close_list(self) -> None:
        self._windows.popup.dismiss()
        self._hands.hidden()

    def _list_seen(self, number: int, area: QRect) -> None:
        self._hands.shown(number, Rect(area.x(), area.y(), area.width(), area.height()))

    def _tell(self, notice: Notice) -> None:
        said = self._say(notice.message, **{"paste": self._paste} | notice.facts)
        self._windows.toast.tell(said, trouble=notice.trouble)

    def _learn_caught(self, caught: Caught) -> None:
        self._caught = caught
        self._show_state()
        for hotkey in caught.refused:
            self._warn(REFUSED, hotkey=hotkey)

    def _learn_stock(self, offered: Offered) -> None:
        first, self._stocked = self._stocked is None, offered
        self._windows.tray.offer(offered.pinned, offered.recent, self._settings.hotkey)
        if first:
            QTimer.singleShot(_BREATH, self._after_start)

    def _total(self) -> int:
        return self._stocked.total if self._stocked else 0

    def _learn_method(self, method: Method) -> None:
        self._method = method

    def _hands_gone(self) -> None:
        """Without hands it is of little use, so it starts anew; but not again and again."""
        log.error("the hands are gone")
        self._alive = False
        self._windows.popup.dismiss()
        from quickreply.app.stopgap import Stopgap  # noqa: PLC0415 - it brings the engine in

        self._hands = Stopgap(self._office.stock(), self._stage)
        if self._ended:
            self._show_state()
            self._warn(GONE)
        else:
            self.quit(AGAIN_PAUSED if self._paused else AGAIN)

    # What the windows say: to whatever hands there are by then.

    def _look(self) -> None:
        self._hands.look()

    def _search(self, query: str) -> Matches:
        return self._hands.search(query)

    def _open_palette(self, window: Window | None, near: Rect | None, query: str) -> None:
        palette = self._windows.palette
        if palette.isVisible():
            palette.close()
            return
        if window is None or window.pid != os.getpid():
            self._window = window
        palette.open(near, query)

    def _insert_where_she_was(self, phrase: Phrase) -> None:
        self._hands.insert(phrase.id, self._window, How.PALETTE)

    def _let_keys_pick(self, picking: bool) -> None:
        palette = self._windows.palette
        if picking:
            self._hands.palette_opened(int(palette.winId()), palette.picks)
        else:
            self._hands.palette_closed()

    def _give_focus_back(self) -> None:
        if self._window:
            self._hands.give_back(self._window, os.getpid())

    def _choose_mode(self, mode: str) -> None:
        try:
            self._office.file.put("trigger.mode", mode)
        except Refusal as refusal:
            self._complain(refusal)
        self.reconfigure()

    def _complain(self, refusal: Refusal) -> None:
        self._windows.toast.tell(self._say.refusal(refusal), trouble=True)

    def _warn(self, message: str, **facts: object) -> None:
        self._windows.toast.tell(self._say(message, **facts), trouble=True)

    def _show_state(self) -> None:
        self._windows.tray.set_mode(self._settings.mode)
        self._windows.tray.set_state(self._state(), self._why())

    def _state(self) -> TrayState:
        if not self._alive:
            return TrayState.TROUBLE
        if self._paused:
            return TrayState.PAUSED
        if self._settings.mode is Mode.OFF or (self._caught and Ability.CODES not in self._hands.abilities):
            return TrayState.OFF
        if self._caught and not self._armed:
            return TrayState.TROUBLE
        return TrayState.OBSERVE if self._caught and self._caught.observing else TrayState.ARMED
