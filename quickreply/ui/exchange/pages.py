"""The pages of the import window, and what stands at its foot on each of them."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from quickreply.core.intake import Done
from quickreply.core.words import Refusal, Say
from quickreply.ui.exchange.background import Background, Going, nothing
from quickreply.ui.exchange.files import Files
from quickreply.ui.exchange.frame import Frame
from quickreply.ui.exchange.page import EndPage, WaitPage
from quickreply.ui.exchange.plan import PlanPage
from quickreply.ui.exchange.sight import SightPage
from quickreply.ui.exchange.wording import import_words
from quickreply.ui.theme import Theme

_UNSEEN = 150
"""Milliseconds that a piece of work may take without a page that says so."""


class Pages(Frame):
    """Drop, look, plan, wait, done: one of them is seen, and what takes long is done beside it."""

    def __init__(self, say: Say, theme: Theme) -> None:
        super().__init__(say, theme)
        self._files = Files()
        self._done: Done | None = None
        self.wait, self.end = WaitPage(), EndPage()
        self.sight, self.plan = SightPage(say), PlanPage(say, theme)
        self._came_from: QWidget = self.drop
        self._focused: QWidget | None = None
        for page in (self.sight, self.plan, self.wait, self.end):
            self.pages.addWidget(page)
        self._background = Background()
        self._background.went.connect(self.wait.bar.setValue)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.timeout.connect(lambda: self._open(self.wait))

    @property
    def working(self) -> bool:
        """Whether something is being done beside it."""
        return self._background.busy

    @property
    def _page(self) -> QWidget:
        return self.pages.currentWidget() or self.drop

    def _open(self, page: QWidget) -> None:
        """Goes to a page; the foot names what can be done there."""
        if page is not self.drop:
            self.drop.complain("")
        self.pages.setCurrentWidget(page)
        self._name_steps()
        self.on.setEnabled(page is not self.plan or self.plan.proposal.acts)
        if page is self.plan:
            kept = self._focused if self._came_from is page and self._focused is not self.on else None
            (kept or self.plan.table).setFocus()
        elif page is not self.wait:
            self.on.setFocus()

    def _name_steps(self) -> None:
        """Says on the buttons what they do, and between them which file this is."""
        for button, words in zip((self.on, self.back), self._words(self._page), strict=True):
            button.setText(words)
            button.setVisible(bool(words))
        self.place.setText(self._where())

    def _words(self, page: QWidget) -> tuple[str, str]:
        say, files = self._say, self._files
        match page:
            case self.sight:
                on = say("Next file") if files.waiting else say("Show what would happen")
                return on, say("Skip this file") if files.several else say("Back")
            case self.plan:
                return import_words(say, self.plan.proposal), say("Back")
            case self.wait:
                return "", say("Cancel")
            case self.end:
                undo = say("Undo") if self._done and self._done.entries else ""
                return say("Next file") if files.waiting else say("Close"), undo
            case _:
                return "", ""

    def _where(self) -> str:
        files = self._files
        if self._page is self.plan and len(files.taken) > 1:
            return self._say.count("{n} file", "{n} files", len(files.taken))
        if files.several and files.here and self._page in {self.sight, self.wait}:
            at, everything = files.at
            return self._say("File {at} of {all}", at=at, all=everything)
        return ""

    def _finish(self, heading: str, words: str, hint: str) -> None:
        self.end.tell(heading, words, hint)
        self._open(self.end)

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
