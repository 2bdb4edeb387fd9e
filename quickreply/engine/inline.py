"""From keys to suggestions and deliveries, and what waits while a phrase is on its way."""

from collections import deque
from collections.abc import Callable

from quickreply.core import trigger
from quickreply.core.delivery import Content, Delivery
from quickreply.core.keys import Key
from quickreply.core.notice import FOCUS_LOST, HANDS_OFF, ON_CLIPBOARD, TYPED_LOST, Notice
from quickreply.core.phrase import Phrase
from quickreply.core.ports import Cancel, Clipboard, Keyboard, Loop, Rect, Suggestions, View, Window, Windows
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
        self._near: Rect | None = None
        self._before: str | None = None
        self._delivering = False
        self._backlog: list[Key | None] = []  # None is a click, in its place among the keys
        self._errands: deque[tuple[Delivery, Window]] = deque()
        self._number = 0
        self._deaf = False
        self._patience: Cancel | None = None
        self._sign_of_life: Cancel | None = None

    def configure(self, settings: Settings, *, paused: bool) -> None:
        """Takes new settings; a code that is being typed goes on."""
        self._settings, self._paused = settings, paused

    # What the keyboard tells.

    def begins(self, key: Key, before: str | None) -> bool:
        """The slash went down behind the character `before`. True takes it, and the keyboard with it."""
        if self._paused or self._deaf or key.shortcut or self._settings.mode is Mode.OFF:
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
        if self._delivering:
            self._backlog.append(None)
            return
        self._abandon()
        self._before = None

    def focus_lost(self) -> None:
        """The keyboard went to another window: nothing typed for the first may reach the second."""
        if any(self._backlog):
            self._view.tell(Notice(TYPED_LOST))
        self._backlog.clear()
        if not isinstance(self._state, Idle):
            self._view.tell(Notice(FOCUS_LOST))
            self._end()
        self._turn_to(self._windows.focused())

    def stumbled(self) -> None:
        """The key tap failed and let go of everything."""
        self._backlog.clear()
        self._courier.stumbled()
        self._forgo_errands()
        self._delivering = False
        self._end()
        self._view.tell(Notice(HANDS_OFF))

    # What the view tells.

    def shown(self, number: int) -> None:
        """The list with this number can be seen, or none any more (0): the view is alive."""
        self._deaf = False
        self._stop_watching()
        if number != self._number and not isinstance(self._state, Idle):
            self._watch_view()  # a newer list is on its way

    def choose(self, number: int, row: int) -> None:
        """A row of the list with this number was clicked; if there is a newer one by now, of nothing."""
        if not isinstance(self._state, Idle) and number == self._number:
            self._follow(trigger.choose(self._state, row))

    def move(self, rows: int) -> None:
        """The wheel was turned over the list."""
        if isinstance(self._state, Open):
            self._follow((trigger.move(self._state, rows), trigger.Listen()))

    def insert(self, phrase: Phrase, window: Window, how: How) -> None:
        """Puts a phrase that was chosen elsewhere into `window`, which is brought to the front first."""
        self._errands.append((Delivery(phrase, how, self._loop.now()), window))
        self._run_errand()

    def keep(self, phrase: Phrase) -> None:
        """The user wants the phrase on the clipboard, to paste it herself."""
        self._clipboard.keep(Content(phrase.text))

    def stop(self) -> None:
        """Lets go of everything: what was typed is treated as if the user had turned away."""
        self._abandon()
        self._errands.clear()
        if self._delivering:
            self._delivering = False
            self._end(tuple(filter(None, self._backlog)))
        self._backlog.clear()

    # What follows.

    def _takes_codes(self, window: Window) -> bool:
        chosen = self._settings.app_enabled(window.cls)
        return self._windows.facts(window).enabled if chosen is None else chosen

    def _look(self, typed: str) -> Matches:
        return self._catalogue().suggest(typed, app=self._window.cls if self._window else "")

    def _open(self, key: Key) -> None:
        if self._window:
            self._clipboard.remember(self._windows.facts(self._window).selection)
            self._near = self._windows.area(self._window)
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
        self._view.suggest(Suggestions(self._number, state.typed, state.matches, row, self._near))
        self._await(ASTRAY_LIMIT if isinstance(state, Astray) else IDLE_LIMIT)
        self._watch_view()

    def _await(self, seconds: float) -> None:
        if self._patience:
            self._patience.cancel()
        self._patience = self._loop.after(seconds, self._abandon)

    def _abandon(self) -> None:
        if not isinstance(self._state, Idle):
            self._follow(trigger.abandon(self._state))

    def _watch_view(self) -> None:
        """From the first list that was not seen on: typing on must not put the limit off."""
        if self._sign_of_life is None:
            self._sign_of_life = self._loop.after(VIEW_LIMIT, self._view_hangs)

    def _stop_watching(self) -> None:
        if self._sign_of_life:
            self._sign_of_life.cancel()
            self._sign_of_life = None

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
        self._view.hide()

    def _close(self) -> None:
        self._state = Idle()
        self._stop_watching()
        if self._patience:
            self._patience.cancel()

    def _deliver(self, phrase: Phrase, how: How) -> None:
        """The paste first: the list may go away while the window reads."""
        self._close()
        if self._window:
            self._delivering = True
            self._courier.deliver(Delivery(phrase, how, self._loop.now()), self._window, self._delivered)
        self._view.hide()

    def _run_errand(self) -> None:
        if self._delivering or not self._errands:
            return
        if not isinstance(self._state, Idle):
            self._abandon()
            self._loop.call(self._run_errand)  # when what was given back is in the window it was typed in
            return
        if not self._keyboard.hold(None):
            self._forgo_errands()
            return
        errand = _, window = self._errands[0]
        self._delivering = True
        self._clipboard.remember(self._windows.facts(window).selection)
        self._windows.activate(window, lambda there: self._activated(errand, there))

    def _activated(self, errand: tuple[Delivery, Window], there: bool) -> None:
        if not self._errands or self._errands[0] is not errand:
            return  # given up meanwhile
        delivery, window = self._errands.popleft()
        here = self._windows.focused() if there else None
        if here is None or here.id != window.id or not self._keyboard.hold(here):
            self._leave(delivery.phrase)
            self._backlog.clear()  # it was meant for that window
            self._delivered(False)
            return
        self._window = here
        self._courier.deliver(delivery, here, self._delivered)

    def _forgo_errands(self) -> None:
        while self._errands:
            self._leave(self._errands.popleft()[0].phrase)

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
            self.press(key) if key else self.click()
        if isinstance(self._state, Idle) and not self._delivering:
            self._keyboard.release()
        self._loop.call(self._run_errand)

    def _wait(self, key: Key) -> None:
        if not key.repeated:
            self._backlog.append(key)

    def _pass(self, key: Key) -> None:
        """A key that came while the keyboard was still held, but no code is being typed."""
        if key.repeated or (key.prefix and self.begins(key, self._before)):
            return
        if self._window is None:
            self._turn_to(self._windows.focused())
        self._keyboard.give((key,))
        self._keyboard.release()
        self._before = key.leaves

    def _turn_to(self, window: Window | None) -> None:
        """What is typed from now on is meant for `window`. The courier looks for itself before it pastes."""
        self._window = window
        if window:
            self._keyboard.hold(window)
        if not self._delivering:
            self._keyboard.release()
