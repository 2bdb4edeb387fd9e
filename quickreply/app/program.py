"""The tray program: hands, store and windows, introduced to each other."""

import logging
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtWidgets import QApplication

from quickreply.app.again import AGAIN, AGAIN_PAUSED, Ended
from quickreply.app.asking import Asker
from quickreply.app.exchange import Exchange, guard
from quickreply.app.notices import Notices
from quickreply.app.office import Office
from quickreply.app.palettes import Palettes
from quickreply.app.pause import Pause
from quickreply.app.sayings import GONE, STARTED_ANEW
from quickreply.app.standing import Standing, way_in
from quickreply.app.tally import UNCOUNTED, Tally
from quickreply.app.windows import Windows
from quickreply.core.composition import Method
from quickreply.core.ports import Rect, Remaining, Suggestions, Window
from quickreply.core.template.asking import Answers
from quickreply.core.usage import How
from quickreply.core.words import Refusal, mark
from quickreply.desktop.choose import Connect
from quickreply.desktop.hands import Hands
from quickreply.desktop.instance import Answer, Handler, ear
from quickreply.desktop.signals import Signals
from quickreply.engine.front import Caught, Offered
from quickreply.store.paths import private_folder
from quickreply.store.usage import Ledger
from quickreply.ui.stage import Stage
from quickreply.ui.tray import Tray

if TYPE_CHECKING:
    from quickreply.app.reminding import Reminding
    from quickreply.app.speller import Speller
    from quickreply.core.reminder import Reminder
    from quickreply.ui.keeper import Keeper
    from quickreply.ui.nextup import NextUp
    from quickreply.ui.palette import Palette
    from quickreply.ui.popup import Popup

log = logging.getLogger(__name__)

_BREATH = 200
"""Milliseconds between listening and what is not needed for it: first come codes and requests."""

NO_TRAY = mark("There is no system tray here. The search window opens with: {hotkey}")
NOTHING_SPARE = mark("There is nothing to bring back.")
GOES_ON = mark("Codes are caught again.")


class Program(QObject):
    """Everything that runs in front of the hands."""

    def __init__(self, office: Office, connect: Connect, paste: str, before: Ended) -> None:
        super().__init__()
        self._office = office
        self._say = office.say
        self._settings = office.settings
        self._before = before
        self._pause = Pause()
        self._caught: Caught | None = None
        self._alive = True
        self._stocked: Offered | None = None
        self._method = Method()
        self._stage = Stage()
        self._notices = Notices(office.say, lambda: self._windows.toast, paste, self._bring_back)
        self._tally = Tally(
            office.ledger, lambda why: self._notices.warn(UNCOUNTED, why=office.say.refusal(why))
        )
        self._hands: Hands = connect(self._stage, self._hands_gone)
        self._asker = Asker(lambda: self._hands, lambda: self._windows.asking)
        self._stage.asked.connect(self._asker.ask)
        self._palettes = Palettes(lambda: self._hands, office.database, office.file, self._notices.complain)
        self._palettes.counts_missing = self._settings.missing
        self._exchange = Exchange(self._restock, self._notices.complain)
        self._windows = Windows(
            office.say,
            self._settings,
            self._cabinet,
            self._furnish_list,
            self._furnish_palette,
            self._asker.furnish,
            self._furnish_next,
        )
        self._listen()
        self._furnish()
        self._ear = ear(office.places.socket, self._requests())
        self._signals = Signals(self.quit)

    def begin(self) -> None:
        """Takes its place in the tray, and requests."""
        private_folder(Path(self._office.places.socket).parent)
        self._ear.listen()
        self._windows.tray.show()
        self._show_state()
        self._pause.changed.connect(self._configure_hands)
        if self._before.paused:
            self._pause.take_up(self._before.until)
        if self._before.status:
            self._notices.warn(STARTED_ANEW)
        for fault in self._office.faults:
            self._notices.complain(fault)

    def end(self) -> None:
        """Lets go of everything and leaves nothing behind."""
        if "_speller" in vars(self):
            self._speller.stop()
        if "_reminding" in vars(self):
            self._reminding.finish(self._office.database)
        self._exchange.close()
        self._ear.close()
        self._windows.close()
        self._hands.stop()
        self._notices.last_words()
        self._tally.finish(Ledger(self._office.database))

    # What can be asked of it.

    def quit(self, status: int = 0) -> None:
        """Ends the program."""
        QTimer.singleShot(0, lambda: QApplication.exit(status))

    @property
    def paused_until(self) -> str:
        """When the pause ends by itself, in ISO 8601; nothing if it does not."""
        return self._pause.until.isoformat() if self._pause.until else ""

    def reconfigure(self) -> None:
        """The settings file has changed."""
        self._settings, faults = self._office.file.read()
        for fault in faults:
            self._notices.complain(fault)
        self._windows.configure(self._settings)
        self._palettes.counts_missing = self._settings.missing
        self._configure_hands()

    def _configure_hands(self) -> None:
        self._caught = None  # what was caught until now says nothing of what will be
        self._hands.configure(self._settings, self._pause.on)
        self._show_state()

    def _requests(self) -> dict[str, Handler]:
        """What the command line may ask, by name."""
        return {
            "status": lambda _: self._status(),
            "palette": lambda _: self._look(),
            "pause": lambda request: self._pause_for(int(request.get("minutes", 0))),
            "resume": lambda _: self._pause.end(),
            "bring-back": lambda _: self._asked_back(),
            "insert": self._insert,
            "reset": lambda _: self._begin_anew(),
            "import": self._exchange.ask,
            "reminders": lambda request: self._reminding.ask(request),  # noqa: PLW0108 - imported when asked
            "reload": lambda _: self._restock(),
            "config": lambda _: self.reconfigure(),
            "quit": lambda _: self.quit(),
        }

    def _insert(self, request: Mapping[str, Any]) -> None:
        said = {str(name): str(value) for name, value in request.get("answers", {}).items()}
        step = request.get("step")
        answers = Answers(said, step=None if step is None else int(step))
        self._hands.fill(int(request["phrase"]), None, How.CLI, answers)

    @cached_property
    def _speller(self) -> "Speller":
        """Keeps the search keys of what is stored; no code waits for it."""
        from quickreply.app.speller import Speller  # noqa: PLC0415 - after the start
        from quickreply.store.spellings import Spellings  # noqa: PLC0415 - same

        return Speller(Spellings(self._office.database), self._hands.restock)

    @cached_property
    def _reminding(self) -> "Reminding":
        """Tells of what is due; nothing of it is needed to listen."""
        from quickreply.app.reminding import reminding  # noqa: PLC0415 - after the start

        return reminding(self._office, self._windows, self._notices.complain)

    def _restock(self) -> None:
        self._hands.restock()
        self._speller.look()

    def _pause_for(self, minutes: int) -> Answer:
        self._pause.begin(minutes)
        return {"until": self._pause.ends_at()}

    def _asked_back(self) -> None:
        if not self._notices.spare:
            raise Refusal(self._say(NOTHING_SPARE))
        self._bring_back()

    def _bring_back(self) -> None:
        self._hands.bring_back()

    def _status(self) -> Answer:
        self._pause.look()
        return self._standing.status(tray=Tray.possible()) | {
            "display": self._office.display,
            "paused_until": self.paused_until,
            "phrases": self._total(),
            "input_method": str(self._method),
        }

    @property
    def _standing(self) -> Standing:
        able = self._hands.abilities
        pause = self._pause
        return Standing(self._say, self._settings, able, self._caught, self._alive, pause.on, pause.ends_at())

    # Connecting.

    def _listen(self) -> None:
        stage = self._stage
        stage.suggested.connect(self._show_list)
        stage.closed.connect(self._close_list)
        stage.told.connect(self._notices.tell)
        stage.counted.connect(self._tally.count)
        stage.reminder_wanted.connect(self._remind)
        stage.palette_wanted.connect(self._open_palette)
        stage.keyboard_returned.connect(self._take_back)
        stage.armed.connect(self._learn_caught)
        stage.filled.connect(self._learn_stock)
        stage.method_known.connect(self._learn_method)
        stage.spare_known.connect(self._learn_spare)
        stage.rest_known.connect(self._learn_rest)
        stage.pause_toggled.connect(self._toggle_pause)
        stage.phrase_summoned.connect(self._palettes.summon)

    def _furnish(self) -> None:
        tray = self._windows.tray
        tray.palette_wanted.connect(self._look)
        tray.phrase_chosen.connect(lambda phrase: self._hands.insert(phrase.id, None, How.TRAY))
        tray.repeat_wanted.connect(lambda: self._hands.repeat(How.TRAY))
        tray.clipboard_wanted.connect(self._bring_back)
        tray.reset_wanted.connect(self._begin_anew)
        tray.reminders_wanted.connect(self._list_reminders)
        tray.next_wanted.connect(self._go_on)
        tray.undo_wanted.connect(lambda: self._hands.undo())  # noqa: PLW0108 - whichever there are by then
        tray.opened.connect(self._pause.look)
        tray.opened.connect(self._glance)
        tray.pause_wanted.connect(self._pause.begin)
        tray.resume_wanted.connect(self._pause.end)
        tray.mode_wanted.connect(self._choose_mode)
        tray.import_wanted.connect(self._exchange.bring)
        tray.quit_wanted.connect(self.quit)

    def _after_start(self) -> None:
        """What is not needed to listen."""
        self._windows.prepare()
        if not (self._before.status or Tray.possible()):  # it was told before the accident
            log.info("no system tray here")
            self._notices.say(self._say(NO_TRAY, hotkey=way_in(self._settings.hotkey)))
        for chore in (self._office.file.create, self._office.database.back_up_daily):
            try:
                chore()
            except Refusal as refusal:
                self._notices.complain(refusal)
        self._speller.look()
        self._reminding.look()

    def _cabinet(self) -> "Keeper":
        """Where the palette finds and keeps phrases."""
        from quickreply.app.cabinet import Cabinet  # noqa: PLC0415 - nothing of it is needed to listen

        office = self._office
        return Cabinet(office.database, lambda: self._hands, self._total, self._restock, office.say)

    def _furnish_list(self, popup: "Popup") -> None:
        popup.row_chosen.connect(self._hands.choose)
        popup.row_moved.connect(self._hands.move)
        popup.presented.connect(self._list_seen)

    def _furnish_next(self, next_up: "NextUp") -> None:
        next_up.wanted.connect(self._go_on)

    def _furnish_palette(self, palette: "Palette") -> None:
        self._palettes.furnish(palette)
        guard(palette, self._exchange)

    # What the hands say.

    def _show_list(self, suggestions: Suggestions) -> None:
        self._windows.popup.present(suggestions)

    def _close_list(self) -> None:
        self._windows.popup.dismiss()
        self._hands.hidden()

    def _list_seen(self, number: int, area: QRect) -> None:
        self._hands.shown(number, Rect(area.x(), area.y(), area.width(), area.height()))

    def _learn_caught(self, caught: Caught) -> None:
        self._caught = caught
        self._show_state()
        self._notices.complain_anew(self._standing.complaints)

    def _learn_stock(self, offered: Offered) -> None:
        before, self._stocked = self._stocked, offered
        if before and before.edition != offered.edition:
            self._windows.refresh()
        self._windows.tray.offer(offered)
        if before is None:
            QTimer.singleShot(_BREATH, self._after_start)

    def _total(self) -> int:
        return self._stocked.total if self._stocked else 0

    def _learn_method(self, method: Method) -> None:
        self._method = method

    def _learn_spare(self, there: bool) -> None:
        self._notices.spare = there
        self._windows.tray.set_spare(there)

    def _learn_rest(self, remaining: Remaining | None) -> None:
        self._windows.tray.set_next(remaining)
        self._windows.next_up.take(remaining)

    def _go_on(self) -> None:
        self._hands.go_on()

    def _toggle_pause(self) -> None:
        """By hotkey: nobody looks at the icon."""
        self._pause.toggle()
        self._notices.say(self._standing.why if self._pause.on else self._say(GOES_ON))

    def _hands_gone(self) -> None:
        """Without hands it is of little use, so it starts anew; but not again and again."""
        log.error("the hands are gone")
        self._alive = False
        self._windows.popup.dismiss()
        from quickreply.app.stopgap import Stopgap  # noqa: PLC0415 - it brings the engine in

        self._hands = Stopgap(self._office.stock(), self._stage)
        self._hands.configure(self._settings, self._pause.on)
        if self._before.status:
            self._show_state()
            self._notices.warn(GONE)
        else:
            self.quit(AGAIN_PAUSED if self._pause.on else AGAIN)

    def _remind(self, reminder: "Reminder") -> None:
        self._reminding.keep(reminder)

    # What the windows say: to whatever hands there are by then.

    def _begin_anew(self) -> None:
        self._hands.reset()

    def _list_reminders(self) -> None:
        self._reminding.open()

    def _glance(self) -> None:
        """The menu opens: it shows what may be inserted where the user is."""
        self._hands.glance()
        if offered := self._hands.offered():
            self._windows.tray.offer(offered)

    def _look(self) -> None:
        self._hands.look()

    def _take_back(self, came: bool) -> None:
        self._windows.palette.take_back(came)
        self._windows.palette.finder.step_on()

    def _open_palette(self, window: Window | None, near: Rect | None, query: str) -> None:
        self._palettes.toggle(self._windows.palette, window, near, query)

    def _choose_mode(self, mode: str) -> None:
        try:
            self._office.file.put("trigger.mode", mode)
        except Refusal as refusal:
            self._notices.complain(refusal)
        self.reconfigure()

    def _show_state(self) -> None:
        tray, standing = self._windows.tray, self._standing
        tray.set_mode(self._settings.mode)
        tray.set_hotkeys(self._settings.hotkeys)
        tray.set_state(standing.state, standing.explained)
