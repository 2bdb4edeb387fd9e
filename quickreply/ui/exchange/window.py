"""The import window: drop, look, plan, done. Enter goes on, Esc goes back."""

from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from quickreply.core.intake import Done, Look, Order, Proposal, Reading, State
from quickreply.core.words import Refusal, Say, mark
from quickreply.ui.exchange.background import Background, Going, nothing
from quickreply.ui.exchange.frame import Frame
from quickreply.ui.exchange.page import EndPage, WaitPage
from quickreply.ui.exchange.plan import PlanPage
from quickreply.ui.exchange.sight import SightPage
from quickreply.ui.exchange.work import Work
from quickreply.ui.theme import Theme

FILES = 100
"""Files that are taken at once."""

_UNSEEN = 150
"""Milliseconds that a piece of work may take without a page that says so."""

_KEPT = mark("Your phrases are as they were.")
_BACK_AGAIN = mark("Your choices for single rows will be lost. Press Esc again to go back.")


class ImportWindow(Frame):
    """Brings phrases in, one file after the other.

    Signals:
        stored: the stored phrases have changed.
        closed: the window is gone.
    """

    stored = Signal()
    closed = Signal()

    def __init__(self, say: Say, theme: Theme, work: Work) -> None:
        super().__init__(say, theme)
        self._work = work
        self._background = Background()
        self._queue: deque[Reading] = deque()
        self._at, self._of = 0, 0
        self._reading: Reading | None = None
        self._done: Done | None = None
        self._warned = False
        self._again = False
        self._ordered: Order | None = None
        self._fault = ""
        self.wait, self.end = WaitPage(), EndPage()
        self.sight, self.plan = SightPage(say), PlanPage(say, theme)
        self._came_from: QWidget = self.drop
        self._focused: QWidget | None = None
        for page in (self.sight, self.plan, self.wait, self.end):
            self.pages.addWidget(page)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._connect()
        self._open(self.drop)

    @property
    def working(self) -> bool:
        """Whether something is being done beside it."""
        return self._background.busy

    # What is brought to it.

    def bring(self, files: Sequence[Path]) -> None:
        """Takes files, behind those that are there already."""
        self._queue_up([Reading(path) for path in files[:FILES]])

    def paste(self, text: str) -> None:
        """Takes a table that was copied."""
        if text.strip():
            self._queue_up([Reading(Path(self._say("pasted")), text)])

    def _queue_up(self, readings: Sequence[Reading]) -> None:
        if not readings:
            return
        fresh = self._page in {self.drop, self.end} and not self._queue
        self._at, self._of = (0 if fresh else self._at), (0 if fresh else self._of) + len(readings)
        self._queue.extend(readings)
        if fresh:
            self._next()
        self._say_place()

    def _next(self) -> None:
        """The next file of those that wait, or the empty zone."""
        self._done = None
        if not self._queue:
            self._open(self.drop)
            return
        self._at += 1
        self.plan.begin()
        self._again = False
        self._look(self._queue.popleft())

    def _look_again(self, reading: Reading) -> None:
        """The same file, read in another way."""
        self._again = True
        self._look(reading)

    # The steps.

    def _look(self, reading: Reading) -> None:
        self._reading = reading
        words = self._say("Reading {file} …", file=reading.path.name)
        self._do(words, lambda _: self._work.look(reading), self._seen, self._unread)

    def _seen(self, look: Look) -> None:
        if self._reading:
            self.sight.take(self._reading, look)
        self.on.setEnabled(look.readable)
        self._open(self.sight)
        self.on.setEnabled(look.readable)

    def _unread(self, fault: Refusal) -> None:
        words = self._say.refusal(fault)
        if self._again:
            self.sight.trouble.setText(words)
            self.sight.trouble.show()
            self._open(self.sight)
            self.on.setEnabled(False)
        elif self._queue or self._at > 1:
            self._finish(self._say("This file was not taken"), words, self._say(_KEPT))
        else:
            self.drop.complain(f"{words} {self._say(_KEPT)}")
            self._open(self.drop)

    def _propose(self, order: Order) -> None:
        reading = self._reading
        if reading is None:
            return
        words = self._say("Comparing with the phrases that are there …")

        def planned(proposal: Proposal) -> None:
            self._ordered = order
            self._planned(proposal)

        self._do(words, lambda _: self._work.propose(reading, order), planned, self._unplanned)

    def _planned(self, proposal: Proposal) -> None:
        self._warned = False
        self.plan.take(proposal)
        if self._fault:
            self.plan.warn(self._fault)
            self._fault = ""
        self._open(self.plan)

    def _unplanned(self, fault: Refusal) -> None:
        self._open(self.plan if self._came_from is self.plan else self.sight)
        page = self.plan if self._page is self.plan else self.sight
        page.trouble.setText(" ".join(filter(None, (self._fault, self._say.refusal(fault)))))
        page.trouble.show()
        self._fault = ""

    def _store(self) -> None:
        if self.plan.settle() or self._background.busy or not self._acts():
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

    def _finish(self, heading: str, words: str, hint: str) -> None:
        self.end.tell(heading, words, hint)
        self._open(self.end)

    # Work beside the window.

    def _do(
        self,
        words: str,
        act: Callable[[Going], object],
        then: Callable[..., None],
        failed: Callable[[Refusal], None],
        total: int = 0,
        dropped: Callable[[Done], object] = nothing,
    ) -> None:
        """Has something done; a page says so if it takes long."""
        if self._page is not self.wait:
            self._came_from, self._focused = self._page, self.focusWidget()
        self.wait.wait(words, total)
        self.on.setEnabled(False)
        self._background.do(act, self._through(then), self._through(failed), dropped)
        self._late.start(_UNSEEN)

    def _through(self, then: Callable[..., None]) -> Callable[..., None]:
        def arrived(result: object) -> None:
            self._late.stop()
            then(result)

        return arrived

    def _stop(self) -> None:
        """Leaves what was begun; nothing of it stays."""
        self._background.stop()
        self._late.stop()
        if self._came_from is self.drop:
            self._queue.clear()
        self._open(self._came_from)

    # Buttons and keys.

    def go_on(self) -> None:
        """Does what the right button says."""
        match self._page:
            case self.drop:
                self._choose_files()
            case self.sight if self.on.isEnabled():
                self._propose(self.plan.order)
            case self.plan:
                self._store()
            case self.end if self._queue:
                self._next()
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
                self.plan.begin()
                self._open(self.sight)
            case self.sight if self._queue:
                self._next()
            case self.sight:
                self._open(self.drop)
            case self.end if self._done:
                self._undo()

    def escape(self) -> None:
        """Back; from the first and the last page out of the window."""
        if self._page in {self.drop, self.end}:
            self.close()
        else:
            self.go_back()

    # Looks.

    @property
    def _page(self) -> QWidget:
        return self.pages.currentWidget() or self.drop

    def _open(self, page: QWidget) -> None:
        """Goes to a page; the foot names what can be done there."""
        if page is not self.drop:
            self.drop.complain("")
        if page is self.drop and not self._queue:
            self._at = self._of = 0
        self.pages.setCurrentWidget(page)
        on, back = self._words(page)
        self.on.setText(on)
        self.on.setVisible(bool(on))
        self.on.setEnabled(page is not self.plan or self._acts())
        self.back.setText(back)
        self.back.setVisible(bool(back))
        self._say_place()
        if page is self.plan:
            kept = self._focused if self._came_from is page and self._focused is not self.on else None
            (kept or self.plan.table).setFocus()
        elif page is not self.wait:
            self.on.setFocus()

    def _words(self, page: QWidget) -> tuple[str, str]:
        say = self._say
        match page:
            case self.sight:
                return say("Show what would happen"), say("Skip this file") if self._queue else say("Back")
            case self.plan:
                return self._import_words(), say("Back")
            case self.wait:
                return "", say("Cancel")
            case self.end:
                undo = say("Undo") if self._done and self._done.entries else ""
                return say("Next file") if self._queue else say("Close"), undo
            case _:
                return "", ""

    def _acts(self) -> bool:
        counts = self.plan.proposal.counts
        acts = any(counts[state] for state in (State.NEW, State.CHANGED, State.GONE))
        return acts or self.plan.proposal.values

    def _import_words(self) -> str:
        counts = self.plan.proposal.counts
        incoming, gone = counts[State.NEW] + counts[State.CHANGED], counts[State.GONE]
        if gone and not incoming:
            return self._say.count("Remove {n} phrase", "Remove {n} phrases", gone)
        words = self._say.count("Import {n} phrase", "Import {n} phrases", incoming)
        return self._say("{words}, remove {gone}", words=words, gone=gone) if gone else words

    def _say_place(self) -> None:
        several = self._of > 1 and self._page is not self.drop
        words = self._say("File {at} of {all}", at=self._at, all=self._of) if several else ""
        self.place.setText(words)

    def _connect(self) -> None:
        self.sight.changed.connect(self._look_again)
        self.plan.ordered.connect(self._propose)
        self._background.went.connect(self.wait.bar.setValue)
        self._late.timeout.connect(lambda: self._open(self.wait))

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
