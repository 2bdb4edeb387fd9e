"""The import window: drop, look, plan, done. Enter goes on, Esc goes back."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent

from quickreply.core.intake import Done, Look, Order, Proposal, Reading, State
from quickreply.core.plan import Wish
from quickreply.core.words import Refusal, Say, mark
from quickreply.ui.exchange.background import Going
from quickreply.ui.exchange.pages import Pages
from quickreply.ui.exchange.work import Work
from quickreply.ui.theme import Theme

FILES = 100
"""Files that are taken at once."""

_NO_WISH = Wish()
_KEPT = mark("Your phrases are as they were.")
_BACK_AGAIN = mark("Your choices for single rows will be lost. Press Esc again to go back.")


class ImportWindow(Pages):
    """Brings phrases in: several files are one plan, carried out and taken back as one.

    Signals:
        stored: the stored phrases have changed.
        closed: the window is gone.
    """

    stored = Signal()
    closed = Signal()

    def __init__(self, say: Say, theme: Theme, work: Work) -> None:
        super().__init__(say, theme)
        self._work = work
        self._warned = False
        self._again = False
        self._ordered: Order | None = None
        self._wish = _NO_WISH
        self._fault = ""
        self._connect()
        self._open(self.drop)

    # What is brought to it.

    def bring(self, files: Sequence[Path], wish: Wish = _NO_WISH, columns: tuple[str, ...] = ()) -> None:
        """Takes files, behind those that are there already; the first say what is wished of them all."""
        self._queue_up([Reading(path, columns=columns) for path in files[:FILES]], wish)

    def paste(self, text: str) -> None:
        """Takes a table that was copied."""
        if text.strip():
            self._queue_up([Reading(Path(self._say("pasted")), text)])

    def _queue_up(self, readings: Sequence[Reading], wish: Wish = _NO_WISH) -> None:
        if not readings:
            return
        fresh = self._page in {self.drop, self.end} and not self._files.waiting
        if fresh:
            self._files.clear()
        self._files.bring(readings)
        if fresh:
            self._wish = wish
            self._begin()
        self._name_steps()

    def _begin(self) -> None:
        """An import of all that waits."""
        self._done = None
        self._files.begin()
        self.plan.begin(self._wish)
        self._next()

    def _next(self) -> None:
        """The next file that waits; behind the last the plan for all, or why there is none."""
        if reading := self._files.next():
            self._again = False
            self._look(reading)
        elif self._files.taken:
            self._propose(self.plan.order)
        elif self._files.left:
            heading = self._say("Nothing was taken")
            self._finish(heading, "\n".join(self._files.left), self._say(_KEPT))
        else:
            self._open(self.drop)

    def _look_again(self, reading: Reading) -> None:
        """The same file, read in another way."""
        self._again = True
        self._look(reading)

    # The steps.

    def _look(self, reading: Reading) -> None:
        self._files.here = reading
        words = self._say("Reading {file} …", file=reading.path.name)
        self._do(words, lambda _: self._work.look(reading), self._seen, self._unread)

    def _seen(self, look: Look) -> None:
        reading = self._files.here
        if reading is None:
            return
        self.sight.take(reading, look)
        if self._files.plain(look) and not self._again:
            self._files.take()
            self._next()
            return
        self._open(self.sight)
        self.on.setEnabled(look.readable)

    def _unread(self, fault: Refusal) -> None:
        words = self._say.refusal(fault)
        if self._again:
            self.sight.trouble.setText(words)
            self.sight.trouble.show()
            self._open(self.sight)
            self.on.setEnabled(False)
        elif self._files.several:
            self._files.leave(words)
            self._next()
        else:
            self.drop.complain(f"{words} {self._say(_KEPT)}")
            self._open(self.drop)

    def _propose(self, order: Order) -> None:
        readings = tuple(self._files.taken)
        if not readings:
            return
        words = self._say("Comparing with the phrases that are there …")

        def planned(proposal: Proposal) -> None:
            self._ordered = order
            self._planned(proposal)

        self._do(words, lambda _: self._work.propose(readings, order), planned, self._unplanned)

    def _planned(self, proposal: Proposal) -> None:
        self._warned = False
        self.plan.take(proposal, several=len(self._files.taken) > 1)
        if told := [*filter(None, [self._fault]), *self._files.left]:
            self.plan.warn("\n".join(filter(None, [*told, self.plan.trouble.text()])))
            self._fault = ""
        self._open(self.plan)

    def _unplanned(self, fault: Refusal) -> None:
        """One file of several may be left out; else it is told where something can be done about it."""
        words = " ".join(filter(None, (self._fault, self._say.refusal(fault))))
        self._fault = ""
        if self._files.refuse(fault.facts.get("file"), words):
            self._next()
            return
        page = self.plan if self._came_from is self.plan else self.sight
        if page is self.sight:
            self._back_to_file()
        self._open(page)
        page.trouble.setText(words)
        page.trouble.show()

    def _store(self) -> None:
        if self.plan.settle() or self._background.busy or not self.plan.proposal.acts:
            return
        if self.plan.order != self._ordered:  # what was chosen last has not been shown yet
            self._propose(self.plan.order)
            return
        proposal = self.plan.proposal

        def act(going: Going) -> Done:
            return self._work.carry_out(proposal, going)

        words = self._say("Importing …")
        total = max(1, len(proposal.lines))
        self._do(words, act, self._stored, self._unstored, total, self._work.undo)

    def _stored(self, done: Done) -> None:
        self._done = done
        self.stored.emit()
        counts = self.plan.proposal.counts
        left = sum(counts[state] for state in (State.CLASH, State.LOST, State.LIMIT))
        more = self._say.count("{n} row was not taken.", "{n} rows were not taken.", left) if left else ""
        self._finish(self._say("Done"), done.said, more)

    def _unstored(self, fault: Refusal) -> None:
        """Plans anew, since the phrases may have changed, and says why nothing was done."""
        self._fault = self._say("Nothing was imported. {why}", why=self._say.refusal(fault))
        self._propose(self.plan.order)

    def _undo(self) -> None:
        done = self._done
        if done:
            words = self._say("Taking it back …")
            self._do(words, lambda _: self._work.undo(done), self._undone, self._not_undone)

    def _undone(self, said: str) -> None:
        self._done = None
        self.stored.emit()
        self._finish(self._say("Taken back"), said, "")

    def _not_undone(self, fault: Refusal) -> None:
        self._finish(self._say("It was not taken back"), self._say.refusal(fault), "")

    # Buttons and keys.

    def _stop(self) -> None:
        """Leaves what was begun; nothing of it stays."""
        self._background.stop()
        self._late.stop()
        if self._came_from is self.sight:
            self._back_to_file()
        elif self._came_from is self.drop or (self._came_from is self.end and not self._done):
            self._files.clear()
            self._came_from = self.drop
        self._open(self._came_from)

    def go_on(self) -> None:
        """Does what the right button says."""
        match self._page:
            case self.drop:
                self._choose_files()
            case self.sight if self.on.isEnabled():
                self._files.take()
                self._next()
            case self.plan:
                self._store()
            case self.end if self._files.waiting:
                self._begin()
            case self.end:
                self.close()

    def go_back(self) -> None:
        """Does what the left button says; asks once where choices would be lost."""
        match self._page:
            case self.wait:
                self._stop()
            case self.plan if self.plan.touched and not self._warned:
                self._warned = True
                self.plan.warn(self._say(_BACK_AGAIN))
            case self.plan:
                self._review()
            case self.sight if self._files.several:
                self._files.leave()
                self._next()
            case self.sight:
                self._files.clear()
                self._open(self.drop)
            case self.end if self._done:
                self._undo()

    def _review(self) -> None:
        """From the plan back to the file, or to the first of several."""
        self.plan.begin(self._wish)
        if len(self._files.taken) > 1:
            self._files.review()
            self._next()
        else:
            self._back_to_file()
            self._open(self.sight)

    def _back_to_file(self) -> None:
        if self.sight.reading:
            self._files.back_to(self.sight.reading)

    def escape(self) -> None:
        """Back; from the first and the last page out of the window."""
        if self._page in {self.drop, self.end}:
            self.close()
        else:
            self.go_back()

    def _connect(self) -> None:
        self.sight.changed.connect(self._look_again)
        self.plan.ordered.connect(self._propose)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Asks once where choices would be lost; an import on its way is stopped, and leaves nothing."""
        if self._page is self.plan and self.plan.touched and not self._warned:
            self._warned = True
            self.plan.warn(self._say("Your choices for single rows will be lost. Close again to close."))
            event.ignore()
            return
        self._background.close()
        super().closeEvent(event)
        self.closed.emit()

    def leave(self) -> None:
        """Closes without asking: the program ends."""
        self._warned = True
        self.close()

    def finish(self, seconds: float) -> None:
        """Waits for what is still being done beside it."""
        self._background.join(seconds)
