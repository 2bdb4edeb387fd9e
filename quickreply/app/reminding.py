"""Keeps reminders, and has the user told of each at its time."""

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from quickreply.app.later import Later
from quickreply.core.reminder import Reminder
from quickreply.core.words import Refusal
from quickreply.desktop.alarm import Alarm, alarm
from quickreply.store.database import Database
from quickreply.store.reminders import FULL, Reminders

if TYPE_CHECKING:
    from quickreply.app.office import Office
    from quickreply.app.windows import Windows
    from quickreply.ui.reminders import ReminderCard

log = logging.getLogger(__name__)

LATER = timedelta(hours=1)
"""How much later one is told of again, if the user wants that."""


class Reminding(QObject):
    """One alarm, for the next reminder; none while there is none to come.

    `store` does not wait for a program that is writing. `card` is where those that are due are shown, `shelf`
    where all of them are; `complain` is told what could not be kept.

    Signals:
        counted: so many are kept now.
    """

    counted = Signal(int)

    def __init__(
        self,
        store: Reminders,
        card: "Callable[[], ReminderCard]",
        shelf: "Callable[[], ReminderCard]",
        complain: Callable[[Refusal], None],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        make: Callable[[Callable[[], None]], Alarm] = alarm,
    ) -> None:
        super().__init__()
        self._store = store
        self._card = card
        self._shelf = shelf
        self._complain = complain
        self._clock = clock
        self._make = make
        self._alarm: Alarm | None = None
        self._open = self._up = False
        self._later = Later(self._add, complain, self.look)

    def keep(self, reminder: Reminder) -> None:
        """Keeps one, now or as soon as it can be written."""
        self._later.add(reminder)
        self.look()

    def look(self) -> None:
        """Shows what is due, and sets the alarm for what comes next: at the start, and after each change."""
        try:
            there = self._store.list()
            if any(one.seen and one.changes() <= self._clock() for one in there):
                there = self._tidied()
        except Refusal as refusal:
            log.error("reminders cannot be read: %s", type(refusal).__name__)
            return
        self._show(there)
        self.counted.emit(len(there))

    def _tidied(self) -> tuple[Reminder, ...]:
        with suppress(Refusal):  # somebody is writing: next time then
            self._store.tidy(self._clock())
        return self._store.list()

    def ask(self, request: Mapping[str, Any]) -> None:
        """A request from outside: something has changed, or the user wants to see them."""
        if request.get("open"):
            self.open()
        else:
            self.look()

    def open(self) -> None:
        """Shows all of them, in a window of their own."""
        self._open = True
        self.look()

    def furnish(self, card: "ReminderCard") -> "ReminderCard":
        """Connects a window that shows some."""
        card.done.connect(lambda number: self._act(lambda: self._store.remove([number])))
        card.postponed.connect(self._postpone)
        card.seen.connect(lambda numbers: self._act(lambda: self._store.see(numbers, self._clock())))
        card.all_wanted.connect(self.open)
        return card

    def put_away(self) -> None:
        """The window with all of them was closed."""
        self._open = False

    def finish(self, patient: Database) -> None:
        """Writes down what is left, in a database that waits for whoever is writing: there is no later."""
        self._store = Reminders(patient)
        self._later.write()
        if self._alarm:
            self._alarm.close()

    def _add(self, reminder: Reminder) -> None:
        try:
            self._store.add(reminder)
        except Refusal as refusal:
            if refusal.message != FULL:
                raise
            self._complain(refusal)

    def _postpone(self, number: int) -> None:
        def act() -> None:
            due = next((one.due for one in self._store.list() if one.id == number), self._clock())
            self._store.postpone(number, max(due, self._clock()) + LATER)

        self._act(act)

    def _act(self, act: Callable[[], object]) -> None:
        try:
            act()
        except Refusal as refusal:
            self._complain(refusal)
        self.look()

    def _show(self, there: Sequence[Reminder]) -> None:
        now = self._clock()
        due = [one for one in there if not one.seen and one.is_due(now)]
        if due or self._up:
            self._card().present(due, now.astimezone())
            self._up = bool(due)
        if self._open:
            self._shelf().present(there, now.astimezone())
        self._set([one.changes() for one in there if one.changes() > now])

    def _set(self, times: Sequence[datetime]) -> None:
        if times:
            self._alarm = self._alarm or self._make(self.look)
            self._alarm.set(min(times))
        elif self._alarm:
            self._alarm.cancel()


def reminding(office: "Office", windows: "Windows", complain: Callable[[Refusal], None]) -> Reminding:
    """The reminders of this user, with the windows that show them."""

    def card() -> "ReminderCard":
        new = "reminder" not in vars(windows)
        return made.furnish(windows.reminder) if new else windows.reminder

    def shelf() -> "ReminderCard":
        if "reminders" not in vars(windows):
            made.furnish(windows.reminders).closed.connect(made.put_away)
        return windows.reminders

    made = Reminding(Reminders(office.ledger.database), card, shelf, complain)
    made.counted.connect(windows.tray.set_reminders)
    return made
