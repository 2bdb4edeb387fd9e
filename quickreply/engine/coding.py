"""The code that is being typed: where the trigger stands, and the list of what it may become."""

from collections.abc import Callable

from quickreply.core import trigger
from quickreply.core.keys import Key
from quickreply.core.phrase import Phrase
from quickreply.core.ports import Window
from quickreply.core.search import SHOWN, Matches
from quickreply.core.settings import Fire
from quickreply.core.trigger import Drop, GiveBack, Idle, Insert, Open, Outcome, State
from quickreply.core.usage import How
from quickreply.engine.aim import Aim
from quickreply.engine.catalogue import Catalogue
from quickreply.engine.eye import Eye
from quickreply.engine.ladders import Ladders
from quickreply.engine.outside import Outside
from quickreply.engine.remainder import Remainder
from quickreply.engine.spot import Spot


class Coding:
    """From the slash to the choice, or back to where nothing is being typed.

    `insert` is told what was chosen; False if nothing comes of it.
    """

    def __init__(
        self,
        outside: Outside,
        aim: Aim,
        remainder: Remainder,
        catalogue: Callable[[], Catalogue],
        ladders: Ladders,
        insert: Callable[[Phrase, How], bool],
    ) -> None:
        self._outside = outside
        self._aim = aim
        self._remainder = remainder
        self._catalogue = catalogue
        self._ladders = ladders
        self._insert = insert
        self._state: State = Idle()
        self.spot = Spot(outside.windows, outside.loop)
        """Where the list goes; who knows of the caret is told to it."""
        self.eye = Eye(outside.view, outside.loop, self.abandon)
        """Who looks at it."""

    @property
    def open(self) -> bool:
        """Whether a code is being typed."""
        return not isinstance(self._state, Idle)

    def look(self, typed: str, limit: int = SHOWN) -> Matches:
        """What the letters behind the slash find, in the window that is typed in; so many rows of it."""
        window = self._aim.window
        app = window.cls if window else ""
        found = self._catalogue().suggest(typed, limit, app, self._ladders.next(window))
        return found if typed else self._remainder.among(found, window)

    def begin(self, key: Key, window: Window) -> None:
        """The slash of a code went down in `window`."""
        self._aim.window = window
        self._outside.clipboard.remember(self._outside.windows.facts(window).selection)
        self.spot.seek(window, self._show)
        self._follow((trigger.begin(key, self.look), trigger.Listen()))

    def press(self, key: Key, fire: Fire) -> None:
        """A key goes on with the code, or ends it."""
        if not isinstance(self._state, Idle):
            self._follow(trigger.feed(self._state, key, self.look, fire))

    def abandon(self) -> None:
        """The user turned to something else."""
        if not isinstance(self._state, Idle):
            self._follow(trigger.abandon(self._state))

    def shown(self, number: int) -> None:
        """The list with this number can be seen, or none any more (0): the view is alive."""
        self.eye.seen()
        if number != self.eye.number and self.open:
            self.eye.watch()  # a newer list is on its way

    def choose(self, number: int, row: int) -> None:
        """A row of the list with this number was clicked; if there is a newer one by now, of nothing."""
        if not isinstance(self._state, Idle) and number == self.eye.number:
            self._follow(trigger.choose(self._state, row))

    def move(self, rows: int) -> None:
        """The wheel was turned over the list."""
        if isinstance(self._state, Open):
            self._follow((trigger.move(self._state, rows, self.look), trigger.Listen()))

    def end(self, keys: tuple[Key, ...] = ()) -> None:
        """No code any more: `keys` go to the window, the list goes away."""
        self._state = Idle()
        self._rest()
        self._outside.clipboard.forget()
        self._aim.give(keys)
        self._outside.keyboard.release()
        self._outside.view.hide()

    def _follow(self, outcome: Outcome) -> None:
        self._state, act = outcome
        match act:
            case GiveBack(keys) | Drop(keys):
                self.end(keys)
            case Insert(phrase, how):
                self._choose(phrase, how)
            case _:
                self._show()

    def _choose(self, phrase: Phrase, how: How) -> None:
        """The paste first: the list may go away while the window reads."""
        self._rest()
        if self._insert(phrase, how):
            self._outside.view.hide()
        else:
            self.end()  # the next Enter would send what is left of a code

    def _show(self) -> None:
        if not (isinstance(self._state, Idle) or self.spot.sought):
            self.eye.show(self._state, self.spot.near, self.spot.caret)

    def _rest(self) -> None:
        self.spot.rest()
        self.eye.rest()
