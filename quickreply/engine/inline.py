"""From keys to suggestions and deliveries, and what waits while a phrase is on its way."""

from collections.abc import Callable

from quickreply.core import trigger
from quickreply.core.delivery import Content, Delivery
from quickreply.core.keys import Key
from quickreply.core.notice import FOCUS_LOST, HANDS_OFF, ON_CLIPBOARD, Notice
from quickreply.core.phrase import Phrase
from quickreply.core.ports import Cancel, Clipboard, Keyboard, Loop, Suggestions, View, Window, Windows
from quickreply.core.search import Matches
from quickreply.core.settings import Mode, Settings
from quickreply.core.trigger import Astray, Drop, GiveBack, Idle, Insert, Open, Outcome, State
from quickreply.core.usage import How
from quickreply.engine.catalogue import Catalogue
from quickreply.engine.courier import Courier

IDLE_LIMIT = 10.0
"""Seconds of nothing after which a code is no longer waited for."""

ASTRAY_LIMIT = 1.5
"""Seconds after which letters that lead nowhere are given back."""

VIEW_LIMIT = 0.7
"""Seconds in which the view must show the list, else the keyboard is let go: nobody types blind."""


class Inline:
    """Holds the keyboard from the slash to the text. Lives in the loop's thread; nothing in it waits."""

    def __init__(
        self,
        keyboard: Keyboard,
        windows: Windows,
        clipboard: Clipboard,
        courier: Courier,
        view: View,
        loop: Loop,
        catalogue: Callable[[], Catalogue],
    ) -> None:
        self._keyboard = keyboard
        self._windows = windows
        self._clipboard = clipboard
        self._courier = courier
        self._view = view
        self._loop = loop
        self._catalogue = catalogue
        self._settings = Settings()
        self._paused = False
        self._state: State = Idle()
        self._window: Window | None = None
        self._before: str | None = None
        self._delivering = False
        self._backlog: list[Key] = []
        self._number = 0
        self._deaf = False
        self._patience: Cancel | None = None
        self._sign_of_life: Cancel | None = None

    def configure(self, settings: Settings, *, paused: bool) -> None:
        """Takes new settings; a code that is being typed is finished under the old ones."""
        self._settings, self._paused = settings, paused

    # What the keyboard tells.

    def begins(self, key: Key, before: str | None) -> bool:
        """The slash went down behind the character `before`. True takes it, and the keyboard with it."""
        if self._paused or self._deaf or self._settings.mode is Mode.OFF:
            return False
        if not trigger.opens(self._settings.boundary, before):
            return False
        window = self._windows.focused()
        if window is None or not self._takes_codes(window) or not self._keyboard.hold(window):
            return False
        self._window = window
        self._open(key)
        return True

    def press(self, key: Key) -> None:
        """A key went down while the keyboard is held."""
        match self._state:
            case _ if self._delivering:
                self._wait(key)
            case Idle():
                self._pass(key)
            case state:
                self._follow(trigger.feed(state, key, self._look, self._settings.fire))

    def click(self) -> None:
        """A mouse button went down outside the list; what comes of it must come before the click."""
        self._abandon()
        self._before = None

    def focus_lost(self) -> None:
        """The keyboard went to another window: nothing typed for the first may reach the second."""
        if self._delivering:
            return  # the courier looks for itself before it pastes
        if not isinstance(self._state, Idle):
            self._view.tell(Notice(FOCUS_LOST))
            self._end()

    def stumbled(self) -> None:
        """The key tap failed and let go of everything."""
        self._backlog.clear()
        self._delivering = False
        self._end()
        self._view.tell(Notice(HANDS_OFF))

    # What the view tells.

    def shown(self, number: int) -> None:
        """The list with this number can be seen: the view is alive."""
        self._deaf = False
        if number == self._number and self._sign_of_life:
            self._sign_of_life.cancel()

    def choose(self, row: int) -> None:
        """A row of the list was clicked."""
        if not isinstance(self._state, Idle):
            self._follow(trigger.choose(self._state, row))

    def move(self, rows: int) -> None:
        """The wheel was turned over the list."""
        if isinstance(self._state, Open):
            self._follow((trigger.move(self._state, rows), trigger.Listen()))

    def insert(self, phrase: Phrase, window: Window, how: How) -> None:
        """Puts a phrase that was chosen elsewhere into `window`, which is brought to the front first."""
        self._abandon()
        if self._delivering or not self._keyboard.hold(None):
            self._leave(phrase)
            return
        self._delivering = True
        self._clipboard.remember(self._windows.facts(window).selection)
        begun = self._loop.now()
        self._windows.activate(
            window, lambda there: self._activated(Delivery(phrase, how, begun), window, there)
        )

    def keep(self, phrase: Phrase) -> None:
        """The user wants the phrase on the clipboard, to paste it herself."""
        self._clipboard.keep(Content(phrase.text))

    def stop(self) -> None:
        """Lets go of everything: what was typed is treated as if the user had turned away."""
        self._abandon()
        self._backlog.clear()

    # What follows.

    def _takes_codes(self, window: Window) -> bool:
        chosen = self._settings.app_enabled(window.cls)
        return self._windows.facts(window).enabled if chosen is None else chosen

    def _look(self, typed: str) -> Matches:
        return self._catalogue().suggest(typed)

    def _open(self, key: Key) -> None:
        if self._window:
            self._clipboard.remember(self._windows.facts(self._window).selection)
        self._follow((trigger.begin(key, self._look), trigger.Listen()))

    def _follow(self, outcome: Outcome) -> None:
        self._state, act = outcome
        match act:
            case GiveBack(keys):
                self._end(keys)
            case Drop(keys):
                self._end(keys)
            case Insert(phrase, how):
                self._deliver(phrase, how)
            case _:
                self._show()

    def _show(self) -> None:
        state = self._state
        if isinstance(state, Idle):
            return
        self._number += 1
        row = state.row if isinstance(state, Open) else None
        near = self._window.area if self._window else None
        self._view.suggest(Suggestions(self._number, state.typed, state.matches, row, near))
        self._await(ASTRAY_LIMIT if isinstance(state, Astray) else IDLE_LIMIT)
        if self._sign_of_life:
            self._sign_of_life.cancel()
        self._sign_of_life = self._loop.after(VIEW_LIMIT, self._view_hangs)

    def _await(self, seconds: float) -> None:
        if self._patience:
            self._patience.cancel()
        self._patience = self._loop.after(seconds, self._abandon)

    def _abandon(self) -> None:
        if not isinstance(self._state, Idle):
            self._follow(trigger.abandon(self._state))

    def _view_hangs(self) -> None:
        self._deaf = True
        self._abandon()

    def _end(self, keys: tuple[Key, ...] = ()) -> None:
        """No code any more: `keys` go to the window, the list goes away."""
        self._close()
        self._clipboard.forget()
        if keys:
            self._keyboard.give(keys)
        self._before = keys[-1].leaves if keys else None
        self._keyboard.release()

    def _close(self) -> None:
        self._state = Idle()
        for timer in (self._patience, self._sign_of_life):
            if timer:
                timer.cancel()
        self._view.hide()

    def _deliver(self, phrase: Phrase, how: How) -> None:
        self._close()
        if self._window is None:
            return
        self._delivering = True
        self._courier.deliver(Delivery(phrase, how, self._loop.now()), self._window, self._delivered)

    def _activated(self, delivery: Delivery, window: Window, there: bool) -> None:
        here = self._windows.focused() if there else None
        if here is None or here.id != window.id or not self._keyboard.hold(here):
            self._leave(delivery.phrase)
            self._delivered(False)
            return
        self._window = here
        self._courier.deliver(delivery, here, self._delivered)

    def _leave(self, phrase: Phrase) -> None:
        """A reply that cannot be inserted is never lost."""
        self._clipboard.keep(Content(phrase.text))
        self._view.tell(Notice(ON_CLIPBOARD, {"label": phrase.label}))

    def _delivered(self, _delivered: bool) -> None:
        """What was typed meanwhile goes through the trigger: it may hold the next code."""
        self._delivering = False
        self._before = None
        backlog, self._backlog = self._backlog, []
        for key in backlog:
            self.press(key)
        if isinstance(self._state, Idle) and not self._delivering:
            self._keyboard.release()

    def _wait(self, key: Key) -> None:
        if not key.repeated:
            self._backlog.append(key)

    def _pass(self, key: Key) -> None:
        """A key that came while the keyboard was still held, but no code is being typed."""
        if key.prefix and not key.repeated and trigger.opens(self._settings.boundary, self._before):
            self._window = self._windows.focused() or self._window
            self._open(key)
            return
        if not key.repeated:
            self._keyboard.give((key,))
        self._before = key.leaves
