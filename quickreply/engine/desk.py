"""All that the hands can be asked to do, as plain commands: they may come through a pipe."""

from collections.abc import Callable, Mapping, Sequence
from math import inf
from typing import Protocol

from quickreply.core.notice import NOT_IN_USE, Notice
from quickreply.core.phrase import Phrase
from quickreply.core.ports import Cancel, Loop, Rect, Suggestions, Window, Windows
from quickreply.core.search import EVERYWHERE, SHOWN, Matches, Scope
from quickreply.core.settings import Mode, Settings
from quickreply.core.template.asking import Answers
from quickreply.core.usage import How, UsageEvent
from quickreply.core.words import Refusal
from quickreply.engine.catalogue import Catalogue
from quickreply.engine.front import Caught, Front, Offered
from quickreply.engine.hotkeys import Act
from quickreply.engine.hotkeys import Hotkeys as Bound
from quickreply.engine.inline import Inline
from quickreply.engine.stock import Stock

Hotkeys = Mapping[str, Act]
"""Combinations like `ctrl+alt+space` and what is to be done for each."""

Background = Callable[[Callable[[], None], Callable[[], None]], None]
"""Does the first where it delays no key, then the second in the hands' thread."""


_FAR = 20 * 86_400.0
"""Seconds that a timer may run; what is further off is looked at again then."""


class Tap(Protocol):
    """Catches keys."""

    list_area: Rect | None
    """Where the list is on the screen: clicks there are its own."""

    def catch(self, slash: str | None, hotkeys: Hotkeys, *, observe: bool = False) -> Caught:
        """Catches the slash (None: no codes, and no key is looked at) and the hotkeys.

        Swallows nothing but hotkeys with `observe`, or where another program holds the slash: each key is
        told when it has reached its window.
        """

    def catch_in(self, window: int | None, chords: Sequence[str]) -> None:
        """Catches these keys while this window has the keyboard; None catches none any more."""


class Counter:
    """A view that also moves what was used to the front of the stock."""

    def __init__(self, front: Front, stock: Stock) -> None:
        self._front = front
        self._stock = stock
        self.suggest: Callable[[Suggestions], None] = front.suggest
        self.hide: Callable[[], None] = front.hide
        self.tell: Callable[[Notice], None] = front.tell
        self.spare = front.spare
        self.remaining = front.remaining
        self.remind = front.remind
        self.looked = front.looked
        self.ask = front.ask
        self.returned: Callable[[bool], None] = front.returned

    def used(self, event: UsageEvent) -> None:
        """Counts an insertion."""
        self._stock.catalogue.note_use(event.phrase, event.app)
        self._front.used(event)
        self._front.stocked(self._stock.offered())


class Desk:
    """The commands. All but `search` and `offered` answer through the front, if at all; none waits."""

    def __init__(
        self,
        inline: Inline,
        tap: Tap,
        windows: Windows,
        stock: Stock,
        front: Front,
        loop: Loop,
        background: Background,
    ) -> None:
        self._inline = inline
        self._tap = tap
        self._windows = windows
        self._stock = stock
        self._front = front
        self._loop = loop
        self._background = background
        self._hotkeys = Bound(inline, stock, self.look, front.toggled, front.summoned, front.tell, self._app)
        self._round = 0
        self._window: Window | None = None
        self._turn: Cancel | None = None
        stock.expired = self.restock

    def configure(self, settings: Settings, paused: bool) -> None:
        """Takes new settings, and catches what they say."""
        self._inline.configure(settings, paused=paused)
        if settings.zone != self._stock.zone:
            self._stock.zone = settings.zone
            self.restock()
        slash = settings.prefix if settings.mode is not Mode.OFF and not paused else None
        observe = settings.mode is Mode.OBSERVE
        self._front.caught(self._tap.catch(slash, self._hotkeys.acts(settings), observe=observe))

    def restock(self) -> None:
        """The phrases in the store have changed."""
        self._round += 1
        this, found = self._round, list[Catalogue | Refusal]()
        self._background(lambda: found.append(self._fetch()), lambda: self._restocked(this, found))

    def shown(self, number: int, area: Rect) -> None:
        """The list with this number can be seen, at this place."""
        self._tap.list_area = area
        self._inline.shown(number)

    def hidden(self) -> None:
        """The list is gone."""
        self._tap.list_area = None
        self._inline.shown(0)  # a view that hung may never have painted it, but it is back

    def choose(self, number: int, row: int) -> None:
        """A row of the list with this number was clicked."""
        self._inline.choose(number, row)

    def move(self, rows: int) -> None:
        """The wheel was turned over the list."""
        self._inline.move(rows)

    def look(self) -> None:
        """Asks which window has the keyboard, for a palette to be opened."""
        self._window = window = self._windows.focused()
        self.glance()
        self._front.looked(window, self._windows.area(window) if window else None)

    def glance(self) -> None:
        """The user is about to see what is offered: it must hold, however long the computer slept."""
        if self._stock.catalogue.stale:
            return  # it is made anew already
        self._await_turn()

    def palette_opened(self, window: int, chords: Sequence[str]) -> None:
        """The palette is open in this window, and these keys may choose a row in it."""
        self._tap.catch_in(window, chords)
        self._inline.palette(window)

    def palette_closed(self) -> None:
        """The palette is closed, or an input method needs its keys."""
        self._tap.catch_in(None, ())
        self._inline.palette(None)

    def declined(self) -> None:
        """The palette was shown a key that may choose a row, and has chosen none."""
        self._inline.declined()

    def insert(
        self,
        number: int,
        window: Window | None,
        how: How,
        back: Window | None = None,
        step: int | None = None,
    ) -> None:
        """Inserts the phrase with this id into a window, or into the one that has the keyboard.

        `back` gets the keyboard afterwards, and what was typed meanwhile. `step` is the wording, None for the
        one that comes next there.
        """
        target = window or self._windows.focused() or Window(0, 0, "")
        if phrase := self._phrase(number, step):
            self._inline.insert(phrase, target, how, back)

    def fill(self, number: int, window: Window | None, how: How, answers: Answers) -> None:
        """As `insert`, with what the user has said of the phrase's gaps."""
        target = window or self._windows.focused() or Window(0, 0, "")
        if phrase := self._phrase(number, answers.step):
            self._inline.insert(phrase, target, how, answers=answers)

    def keep(self, number: int, step: int | None = None) -> None:
        """Puts the phrase with this id on the clipboard, in a wording or the first one."""
        if phrase := self._phrase(number, step):
            self._inline.keep(phrase)

    def reset(self) -> None:
        """Ladders begin with their first step again, in all conversations."""
        self._inline.ladders.reset()

    def _phrase(self, number: int, step: int | None) -> Phrase | None:
        """The phrase if it is in use; else the user is told."""
        phrase = self._stock.catalogue.phrase(number)
        if phrase is None:
            self._front.tell(Notice(NOT_IN_USE))
        return phrase if phrase is None or step is None else phrase.at(step)

    def repeat(self, how: How) -> None:
        """Inserts what was inserted last where the user types."""
        self._inline.turn(lambda: self._hotkeys.repeat(how))

    def go_on(self) -> None:
        """Inserts the next message of a phrase in several where the user types: she has seen it."""
        self._inline.turn(lambda: self._inline.next_message(seen=True))

    def undo(self) -> None:
        """Takes back what was inserted last where the user types: chosen from the menu of the icon."""
        self._inline.turn(lambda: self._inline.undo(by_menu=True))

    def bring_back(self) -> None:
        """Puts back what was on the clipboard before a phrase was left there."""
        self._inline.bring_back()

    def give_back(self, window: Window, ours: int) -> None:
        """Gives `window` the keyboard, if nobody or a window of the process `ours` has it.

        One that had it by the pointer alone gets it so again.
        """
        here = self._windows.focused()
        left = here is None or here.pointed or here.pid == ours
        if left and not window.pointed:
            self._windows.activate(window, _let_be)

    def search(self, query: str, scope: Scope = EVERYWHERE, limit: int = SHOWN) -> Matches:
        """What the palette shows for a query, so many rows of it."""
        window = self._window
        step = self._inline.ladders.next(window)
        return self._stock.catalogue.search(query, limit, window.cls if window else "", scope, step)

    def offered(self) -> Offered:
        """What the menu of the icon shows over the window that has the keyboard."""
        return self._stock.offered(self._app())

    def _app(self) -> str:
        """The class of that window; nothing where it is unknown."""
        here = self._windows.focused()
        return here.cls if here else ""

    def stop(self) -> None:
        """Lets go of everything; to be followed by `end` when nothing can be waited for."""
        self._inline.stop()

    def end(self) -> None:
        """The last moment."""
        self._inline.end()

    def _fetch(self) -> Catalogue | Refusal:
        try:
            return self._stock.fetch()
        except Refusal as refusal:
            return refusal

    def _restocked(self, this: int, found: list[Catalogue | Refusal]) -> None:
        """Of two rounds the later one counts, whichever is ready first."""
        if this != self._round:
            return
        [catalogue] = found
        if isinstance(catalogue, Refusal):
            self._front.tell(Notice(catalogue.message, catalogue.facts, trouble=True))
        else:
            self._stock.catalogue = catalogue
            self._await_turn()
        self._front.stocked(self._stock.offered())

    def _await_turn(self) -> None:
        """One timer, to the moment when other phrases hold; none if that never comes."""
        if self._turn:
            self._turn.cancel()
        left = self._stock.catalogue.left
        self._turn = self._loop.after(min(max(left, 0.0), _FAR), self.glance) if left < inf else None


def _let_be(_there: bool) -> None:
    """Where the keyboard goes after that is for the user to see."""
