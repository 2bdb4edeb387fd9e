"""The palette at work: what it says goes to the hands, and they hear which window it serves."""

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from quickreply.core.phrase import Phrase
from quickreply.core.ports import Rect, Window
from quickreply.core.usage import How
from quickreply.core.words import Refusal
from quickreply.desktop.hands import Hands
from quickreply.store.database import Database
from quickreply.store.settings import SettingsFile

if TYPE_CHECKING:
    from quickreply.ui.palette import Palette

_BREATH = 300
"""Milliseconds before a query is counted: the window used before has the keyboard again by then."""


class Palettes(QObject):
    """Connects the palette with hands, store and settings.

    `complain` tells the user what cannot be done.
    """

    def __init__(
        self,
        hands: Callable[[], Hands],
        database: Database,
        settings: SettingsFile,
        complain: Callable[[Refusal], None],
    ) -> None:
        super().__init__()
        self._hands = hands
        self._database = database
        self._settings = settings
        self._complain = complain
        self._window: Window | None = None
        self.counts_missing = True
        """Whether queries that found nothing are kept."""

    def furnish(self, palette: "Palette") -> None:
        """Connects the palette when it is made."""
        palette.chosen.connect(lambda phrase: self._insert(palette, phrase))
        palette.added.connect(lambda phrase: self._add(palette, phrase))
        palette.copied.connect(lambda phrase: self._hands().keep(phrase.id, phrase.step))
        palette.dismissed.connect(lambda: self._give_focus_back(palette))
        palette.wanted.connect(lambda: self._hands().look())
        palette.picking.connect(lambda picking: self._let_keys_pick(palette, picking))
        palette.declined.connect(lambda: self._hands().declined())
        palette.stays.connect(self._remember)
        palette.missed.connect(self._miss)
        palette.failed.connect(self._complain)

    def toggle(self, palette: "Palette", window: Window | None, near: Rect | None, query: str) -> None:
        """Opens the palette for `window`, or closes it if it has the keyboard."""
        if window and window.pid == os.getpid():
            palette.toggle(None, query)
            return
        self._window = window
        if window:
            palette.open(near, query)
        else:
            palette.toggle(near, query)

    def summon(self, phrase: int) -> None:
        """A hotkey was pressed in the palette: it goes away when the window it serves comes to the front."""
        self._hands().insert(phrase, self._window, How.HOTKEY)

    def _insert(self, palette: "Palette", phrase: Phrase) -> None:
        """Clicked while the palette rests, it goes where the keyboard is."""
        if palette.clicked_at_rest and not palette.isActiveWindow():
            self._hands().insert(phrase.id, None, How.PALETTE)  # the next step there, wherever that is
        else:
            self._hands().insert(phrase.id, self._window, How.PALETTE, step=phrase.step)

    def _add(self, palette: "Palette", phrase: Phrase) -> None:
        number = int(palette.winId())
        here = Window(number, number, "", os.getpid())
        self._hands().insert(phrase.id, self._window, How.PALETTE, here, phrase.step)

    def _let_keys_pick(self, palette: "Palette", picking: bool) -> None:
        if picking:
            self._hands().palette_opened(int(palette.winId()), palette.picks)
        else:
            self._hands().palette_closed()

    def _give_focus_back(self, palette: "Palette") -> None:
        """But for the form that asks for what its phrase lacks: that has taken the keyboard over."""
        if self._window and QApplication.activeWindow() in {None, palette}:
            self._hands().give_back(self._window, os.getpid())

    def _remember(self, pinned: bool) -> None:
        """As she left it, it is after the next start."""
        try:
            self._settings.put("ui.pinned", pinned)
        except Refusal as refusal:
            self._complain(refusal)

    def _miss(self, query: str) -> None:
        if self.counts_missing:
            QTimer.singleShot(_BREATH, self, lambda: self._count(query))

    def _count(self, query: str) -> None:
        """Of little weight: one that cannot be written now is left out."""
        from quickreply.core.missing import folded  # noqa: PLC0415 - nobody waits for it at the start
        from quickreply.store.missing import Wanted  # noqa: PLC0415 - same

        if kept := folded(query):
            with suppress(Refusal):
                Wanted(self._database).count(kept, date.today())  # noqa: DTZ011 - the user's own day
