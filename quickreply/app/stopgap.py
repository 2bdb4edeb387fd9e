"""What is left when the hands are gone: phrases can be searched and put on the clipboard."""

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtGui import QGuiApplication

from quickreply.core.delivery import Reply
from quickreply.core.notice import ON_CLIPBOARD, Notice
from quickreply.core.phrase import Collection
from quickreply.core.ports import Rect, Window
from quickreply.core.search import EVERYWHERE, SHOWN, Matches, Scope
from quickreply.core.settings import Settings
from quickreply.core.template.asking import UNASKED, Answers, Question
from quickreply.core.template.lacks import complaint
from quickreply.core.usage import How
from quickreply.core.words import Refusal
from quickreply.desktop.hands import Ability
from quickreply.engine.catalogue import Catalogue
from quickreply.engine.filler import Filler
from quickreply.engine.front import Front, Offered
from quickreply.engine.stock import Stock


class Stopgap:
    """`Hands` that touch no key and no other window. Reads the phrases when they are first wanted."""

    abilities: frozenset[Ability] = frozenset()

    def __init__(self, stock: Stock, front: Front) -> None:
        self._stock = stock
        self._front = front
        self._filler = Filler(lambda: self._catalogue)

    def configure(self, settings: Settings, paused: bool) -> None:  # noqa: ARG002 - nothing is caught
        """Catches nothing, whatever the settings say; takes from them what phrases say of the agent."""
        self._filler.configure(settings)

    def restock(self) -> None:
        """Reads the phrases anew when they are wanted again."""
        self.__dict__.pop("_catalogue", None)

    def shown(self, number: int, area: Rect) -> None:
        """There is no list."""

    def hidden(self) -> None:
        """There is no list."""

    def choose(self, number: int, row: int) -> None:
        """There is no list."""

    def move(self, rows: int) -> None:
        """There is no list."""

    def look(self) -> None:
        """Opens the palette, over no window in particular."""
        self._front.looked(None, None)

    def insert(
        self,
        number: int,
        window: Window | None,  # noqa: ARG002 - cannot be had
        how: How,  # noqa: ARG002 - same
        back: Window | None = None,  # noqa: ARG002 - same
        step: int | None = None,
    ) -> None:
        """Puts the phrase on the clipboard and says so: a reply is never lost."""
        if label := self._copy(number, step=step):
            self._front.tell(Notice(ON_CLIPBOARD, {"label": label}))

    def fill(self, number: int, window: Window | None, how: How, answers: Answers) -> None:  # noqa: ARG002 - same
        """As `insert`, with what the user has said of the phrase's gaps."""
        if label := self._copy(number, answers, answers.step):
            self._front.tell(Notice(ON_CLIPBOARD, {"label": label}))

    def palette_opened(self, window: int, chords: Sequence[str]) -> None:
        """No key is caught, so the palette gets them all."""

    def palette_closed(self) -> None:
        """It had nothing."""

    def declined(self) -> None:
        """It was not asked."""

    def keep(self, number: int, step: int | None = None) -> None:
        """Puts the phrase on the clipboard."""
        self._copy(number, step=step)

    def reset(self) -> None:
        """No conversation is known, so every ladder stands at its beginning."""

    def glance(self) -> None:
        """What is looked at was read when it was first wanted."""

    def repeat(self, how: How) -> None:
        """Nothing is inserted any more, so nothing is to be repeated."""

    def go_on(self) -> None:
        """Nothing was left."""

    def undo(self) -> None:
        """Nothing was inserted."""

    def bring_back(self) -> None:
        """Nothing was kept."""

    def give_back(self, window: Window, ours: int) -> None:
        """The window manager does that, or nobody."""

    def search(self, query: str, scope: Scope = EVERYWHERE, limit: int = SHOWN) -> Matches:
        """What the palette shows for a query."""
        return self._catalogue.search(query, limit, scope=scope)

    def offered(self) -> Offered | None:
        """No window is known, so the menu shows what it did."""
        return None

    def stop(self) -> None:
        """There is nothing to let go of."""

    def _copy(self, number: int, answers: Answers = UNASKED, step: int | None = None) -> str | None:
        found = self._catalogue.phrase(number)
        phrase = found and found.at(step or 0)
        whole = self._filler.filled(phrase, answers) if phrase else None
        if isinstance(whole, Question):
            message, facts = complaint(whole.label, whole.missing)
            self._front.tell(Notice(message, dict(facts)))
        if not isinstance(whole, Reply):
            return None
        QGuiApplication.clipboard().setText(whole.phrase.text)
        return whole.phrase.label

    @cached_property
    def _catalogue(self) -> Catalogue:
        try:
            return self._stock.fetch()
        except Refusal as refusal:
            self._front.tell(Notice(refusal.message, refusal.facts, trouble=True))
            return Catalogue.of(Collection())
