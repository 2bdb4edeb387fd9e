"""From keys to suggestions and deliveries, and what waits while a phrase is on its way."""

from collections.abc import Callable

from quickreply.core import trigger
from quickreply.core.delivery import Content, Delivery
from quickreply.core.keys import Key
from quickreply.core.notice import FOCUS_LOST, HANDS_OFF, TYPED_LOST, Notice
from quickreply.core.phrase import Phrase
from quickreply.core.ports import Clipboard, Keyboard, Loop, View, Window, Windows
from quickreply.core.search import SHOWN, Matches
from quickreply.core.settings import Settings
from quickreply.core.template.asking import UNASKED, Answers
from quickreply.core.trigger import Drop, GiveBack, Idle, Insert, Open, Outcome, State
from quickreply.core.usage import How
from quickreply.core.watch import Replace
from quickreply.engine.asker import Asker, Lack
from quickreply.engine.backlog import Backlog, Turn
from quickreply.engine.catalogue import Catalogue
from quickreply.engine.courier import Courier
from quickreply.engine.errands import Errand, Errands
from quickreply.engine.eye import Eye
from quickreply.engine.gate import Gate
from quickreply.engine.observer import Observer
from quickreply.engine.picks import Picks
from quickreply.engine.spot import Spot
from quickreply.engine.wayback import WayBack


class Inline:
    """Holds the keyboard from the slash, or Enter in the palette, to the text. Nothing in it waits."""

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
        self._gate = Gate(windows)
        self._state: State = Idle()
        self._window: Window | None = None
        self._before: str | None = None
        self._delivering = False
        self._ended = False
        self._backlog = Backlog()
        self._errands = Errands(keyboard, windows, clipboard, view, courier.leftover)
        self._asker = Asker(catalogue, view, windows, loop)
        self.spot = Spot(windows, loop)
        """Where the list goes; who knows of the caret is told to it."""
        self._eye = Eye(view, loop, self._abandon)
        self._observer = Observer(keyboard, windows, self._look)
        self._way_back = WayBack(keyboard, windows, loop)
        self._picks = Picks(keyboard, windows, self._eye, loop, self._refused)

    def configure(self, settings: Settings, *, paused: bool) -> None:
        """Takes new settings; a code that is being typed goes on."""
        self._gate.configure(settings, paused=paused)
        self._asker.configure(settings)

    # What the keyboard tells.

    def begins(self, key: Key, before: str | None) -> bool:
        """The slash went down behind the character `before`. True takes it, and the keyboard with it."""
        window = None if self._eye.hangs else self._gate.opens(key, before)
        if window is None or not self._keyboard.hold(window):
            return False
        self._window = window
        self._clipboard.remember(self._windows.facts(window).selection)
        self.spot.seek(window, self._show)
        self._follow((trigger.begin(key, self._look), trigger.Listen()))
        return True

    def picks(self, key: Key) -> bool:
        """A key that may choose a row went down in the palette. True takes it, and the keyboard with it."""
        window = None if self._waits else self._picks.ask(key)
        self._window = window or self._window
        return window is not None

    def saw(self, key: Key, before: str | None, *, composes: bool) -> None:
        """A key has reached the window in front. Letters that compose are not counted: the palette opens."""
        if self._waits or not isinstance(self._state, Idle):
            return
        found = self._observer.saw(key, self._gate.settings.fire, lambda at: self._gate.opens(at, before))
        if found and composes:
            here = self._windows.focused()
            self._view.looked(here, self._windows.area(here) if here else None, found.typed)
        elif found:
            self._replace(found)

    def turned(self) -> None:
        """The caret of what is seen is somewhere else."""
        self._observer.forget()

    def press(self, key: Key) -> None:
        """A key went down while the keyboard is held."""
        match self._state:
            case _ if self._waits:
                self._backlog.add(*() if key.repeated else (key,))
            case Idle():
                self._pass(key)
            case state:
                self._follow(trigger.feed(state, key, self._look, self._gate.settings.fire))

    def click(self) -> None:
        """A mouse button went down outside the list; what comes of it must come before the click."""
        if self._waits:
            self._backlog.click(self.click)
            return
        self._abandon()
        self._before = None

    def turn(self, act: Turn) -> None:
        """A hotkey went down: what it does comes in its place among the keys, as a click would."""
        if self._waits:
            self._backlog.turn(lambda: self.turn(act))
            return
        self.click()
        act()

    def focus_lost(self) -> None:
        """The keyboard went to another window: nothing typed for the first may reach the second.

        But the palette goes away when it has chosen, and says so right behind that.
        """
        if self._picks.asking:
            return
        self._forget_backlog()
        if not isinstance(self._state, Idle):
            self._view.tell(Notice(FOCUS_LOST))
            self._end()
        self._turn_to(self._windows.focused())

    def stumbled(self) -> None:
        """The key tap failed and let go of everything."""
        self._backlog.clear()
        self._courier.stumbled()
        self._errands.forgo()
        self._picks.forget()
        self._delivering = False
        self._way_back.forget()
        self._end()
        self._view.tell(Notice(HANDS_OFF))

    # What the view tells.

    def shown(self, number: int) -> None:
        """The list with this number can be seen, or none any more (0): the view is alive."""
        self._eye.seen()
        if number != self._eye.number and not isinstance(self._state, Idle):
            self._eye.watch()  # a newer list is on its way

    def choose(self, number: int, row: int) -> None:
        """A row of the list with this number was clicked; if there is a newer one by now, of nothing."""
        if not isinstance(self._state, Idle) and number == self._eye.number:
            self._follow(trigger.choose(self._state, row))

    def move(self, rows: int) -> None:
        """The wheel was turned over the list."""
        if isinstance(self._state, Open):
            self._follow((trigger.move(self._state, rows, self._look), trigger.Listen()))

    def palette(self, window: int | None) -> None:
        """The palette is open in this window; None: it is closed, or its keys are an input method's."""
        self._picks.palette = window
        self.declined()

    def declined(self) -> None:
        """A key that may choose a row in the palette has chosen nothing."""
        if self._picks.answered():
            self._refused()

    def insert(
        self, phrase: Phrase, window: Window, how: How, back: Window | None = None, answers: Answers = UNASKED
    ) -> None:
        """Brings `window` to the front for a phrase chosen elsewhere; then `back`, for what is typed then."""
        whole = self._asker.whole(phrase, window, how, answers)
        if isinstance(whole, Lack):
            self._asker.spare(back)
            self.declined()
            return
        asked = how is How.PALETTE and self._picks.answered()
        self._errands.add(Errand(Delivery(whole, how, self._loop.now()), window, back), first=asked)
        run = self._run_errand  # what was given to `back` must be there before it is left
        self._loop.call(run) if back and not asked else run()

    def insert_here(self, phrase: Phrase, how: How) -> bool:
        """Puts a phrase into the window in front, in its `turn`. False if that is the palette: not meant."""
        here = self._windows.focused()
        if here and here.id == self._picks.palette:
            return False
        whole = self._asker.whole(phrase, here, how)
        if isinstance(whole, Lack):
            self.linger()
        elif here is None or not self._keyboard.hold(here):
            self._errands.leave(whole)
        else:
            self._window, self._delivering = here, True
            self._courier.deliver(Delivery(whole, how, self._loop.now()), here, self._delivered)
        return True

    def linger(self) -> None:
        """Holds the keyboard until the hotkey that went down is up: it must not come again and again."""
        here = self._windows.focused()
        if here and self._keyboard.hold(here):
            self._window = here
            self._loop.call(self._rest)

    def keep(self, phrase: Phrase) -> None:
        """The user wants the phrase on the clipboard, to paste it herself."""
        if whole := self._asker.without_asking(phrase):
            self._clipboard.keep(Content(whole.text))

    def bring_back(self) -> None:
        """The user wants the clipboard as it was before a phrase was left there."""
        self._courier.leftover.bring_back()

    def stop(self) -> None:
        """Lets go of everything: what was typed is treated as if the user had turned away."""
        self._abandon()
        self._ended = True
        if not self._courier.busy:
            self._errands.end()
        if self._waits:
            self._delivering = False
            self._way_back.forget()
            self._picks.forget()
            self._end(self._backlog.keys)
        self._backlog.clear()

    def end(self) -> None:
        """Nothing can be waited for any more: what is still to be inserted is left on the clipboard."""
        if self._errands:
            self._clipboard.restore()  # a window that hangs must not paste what was meant for another
            self._errands.end()

    # What follows.

    @property
    def busy(self) -> bool:
        """Whether a phrase is on its way, or one that waits for its window."""
        return self._delivering or bool(self._errands) or self._courier.busy

    @property
    def _waits(self) -> bool:
        """Whether it is still to be seen what the keys typed now are meant for."""
        return self._delivering or self._picks.asking

    def _look(self, typed: str, limit: int = SHOWN) -> Matches:
        return self._catalogue().suggest(typed, limit, self._window.cls if self._window else "")

    def _follow(self, outcome: Outcome) -> None:
        self._state, act = outcome
        match act:
            case GiveBack(keys) | Drop(keys):
                self._end(keys)
            case Insert(phrase, how):
                self._deliver(phrase, how)
            case _:
                self._show()

    def _show(self) -> None:
        if not (isinstance(self._state, Idle) or self.spot.sought):
            self._eye.show(self._state, self.spot.near, self.spot.caret)

    def _abandon(self) -> None:
        if not isinstance(self._state, Idle):
            self._follow(trigger.abandon(self._state))

    def _end(self, keys: tuple[Key, ...] = ()) -> None:
        """No code any more: `keys` go to the window, the list goes away."""
        self._state = Idle()
        self.spot.rest()
        self._eye.rest()
        self._clipboard.forget()
        if keys:
            self._keyboard.give(keys)
        self._before = keys[-1].leaves if keys else None
        self._keyboard.release()
        self._view.hide()

    def _deliver(self, phrase: Phrase, how: How) -> None:
        """The paste first: the list may go away while the window reads. A phrase is whole or not sent."""
        whole = self._asker.whole(phrase, self._window, how)
        if isinstance(whole, Lack):
            self._end()  # the next Enter would send what is left of a code
            return
        self._state = Idle()
        self.spot.rest()
        self._eye.rest()
        if self._window:
            self._delivering = True
            self._courier.deliver(Delivery(whole, how, self._loop.now()), self._window, self._delivered)
        self._view.hide()

    def _replace(self, found: Replace) -> None:
        """What came behind the code goes with it, and comes again behind the phrase."""
        whole = self._asker.whole(found.phrase, self._windows.focused(), How.CODE)
        taken = self._observer.take()
        if taken is None:
            return
        self._window, late = taken
        self._keyboard.erase(found.erase + len(late))
        self._backlog.add(*late)
        if isinstance(whole, Phrase):
            self._delivering = True
            self._courier.deliver(Delivery(whole, How.CODE, self._loop.now()), self._window, self._delivered)
        else:
            self._go_on()

    def _run_errand(self) -> None:
        if self._waits or not self._errands:
            return
        if self._ended:
            self._errands.end()
            return
        if not isinstance(self._state, Idle):
            self._abandon()
            self._loop.call(self._run_errand)  # when what was given back is in the window it was typed in
            return
        self._delivering = True
        if not self._errands.run(self._arrived):
            self._delivering = False

    def _arrived(self, errand: Errand, here: Window | None) -> None:
        if here:
            self._window = here
            self._courier.deliver(errand.delivery, here, lambda _: self._finish(errand))
            return
        if errand.back is None:
            self._backlog.clear()  # it was meant for that window
        self._finish(errand)

    def _delivered(self, _delivered: bool) -> None:
        self._delivering = False
        self._go_on()

    def _finish(self, errand: Errand) -> None:
        if back := errand.back:
            self._way_back.take(errand.window, back, lambda here: self._came_back(back, here))
        else:
            self._delivered(True)

    def _came_back(self, back: Window, here: Window | None) -> None:
        self._window = here or back
        self._view.returned(here is not None)
        self._delivering = False
        self._refused()

    def _refused(self) -> None:
        """The palette has no use for the key; what was typed behind it is meant for the palette alone."""
        if self._windows.focused() != self._window:
            self._forget_backlog()
            self._window = None
        self._go_on()

    def _go_on(self) -> None:
        """What was typed meanwhile goes through the trigger: it may hold the next code."""
        self._before = None
        self._backlog.take(self.press)
        self._rest()
        self._loop.call(self._run_errand)

    def _rest(self) -> None:
        """Nothing is wanted from the keyboard, unless something has begun."""
        if isinstance(self._state, Idle) and not self._waits:
            self._keyboard.release()

    def _forget_backlog(self) -> None:
        if self._backlog.clear():
            self._view.tell(Notice(TYPED_LOST))

    def _pass(self, key: Key) -> None:
        """A key that came while the keyboard was still held, but no code is being typed."""
        if key.repeated or (key.pick and self.picks(key)) or (key.prefix and self.begins(key, self._before)):
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
        if not self._waits:
            self._keyboard.release()
