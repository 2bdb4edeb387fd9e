"""What keyboard and view tell the engine, and who in it takes that."""

from collections.abc import Callable

from quickreply.core.delivery import Content
from quickreply.core.keys import Key, Named
from quickreply.core.notice import FOCUS_LOST, HANDS_OFF, Notice
from quickreply.core.phrase import Phrase
from quickreply.core.ports import Clipboard, Keyboard, Loop, View, Window, Windows
from quickreply.core.settings import Settings
from quickreply.core.template.asking import UNASKED, Answers
from quickreply.core.usage import How
from quickreply.core.watch import Replace
from quickreply.engine.aim import Aim
from quickreply.engine.asker import Asker
from quickreply.engine.backlog import Turn
from quickreply.engine.catalogue import Catalogue
from quickreply.engine.coding import Coding
from quickreply.engine.courier import Courier
from quickreply.engine.dispatch import Dispatch
from quickreply.engine.gate import Gate
from quickreply.engine.ladders import Ladders
from quickreply.engine.observer import Observer
from quickreply.engine.outside import Outside
from quickreply.engine.remainder import Remainder
from quickreply.engine.spot import Spot


class Inline:
    """Holds the keyboard from the slash, or Enter in the palette, to the text. Nothing in it waits.

    A code that is being typed is the `Coding`'s, a phrase on its way the `Dispatch`'s.
    """

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
        outside = Outside(keyboard, windows, clipboard, view, loop)
        self._gate = Gate(windows)
        self._aim = Aim(outside)
        self._asker = Asker(catalogue, view, windows, loop)
        remainder = Remainder(outside)
        ladders = self._asker.ladders
        self._coding = Coding(outside, self._aim, remainder, catalogue, ladders, self._chosen)
        self._dispatch = Dispatch(
            outside, courier, self._asker, self._aim, self._coding, remainder, self.press
        )
        self._observer = Observer(keyboard, windows, self._coding.look)

    @property
    def spot(self) -> Spot:
        """Where the list goes; who knows of the caret is told to it."""
        return self._coding.spot

    @property
    def busy(self) -> bool:
        """Whether a phrase is on its way, or one that waits for its window."""
        return self._dispatch.busy

    def configure(self, settings: Settings, *, paused: bool) -> None:
        """Takes new settings; a code that is being typed goes on."""
        self._gate.configure(settings, paused=paused)
        self._dispatch.configure(settings, paused=paused)
        self._courier.configure(settings)

    @property
    def ladders(self) -> Ladders:
        """Which wording comes next, conversation by conversation."""
        return self._asker.ladders

    # What the keyboard tells.

    def begins(self, key: Key, before: str | None) -> bool:
        """The slash went down behind the character `before`. True takes it, and the keyboard with it."""
        window = None if self._coding.eye.hangs else self._gate.opens(key, before)
        if window is None or not self._keyboard.hold(window):
            return False
        self._coding.begin(key, window)
        return True

    def picks(self, key: Key) -> bool:
        """A key that may choose a row went down in the palette. True takes it, and the keyboard with it."""
        return self._dispatch.pick(key)

    def claims(self, key: Key) -> bool:
        """Tab or Escape went down where the rest of a phrase is on offer. True takes it, as above."""
        return self._dispatch.claims(key)

    def saw(self, key: Key, before: str | None, *, composes: bool) -> None:
        """A key has reached the window in front. Letters that compose are not counted: the palette opens."""
        if self._dispatch.waits or self._coding.open:
            return
        found = self._observer.saw(key, self._gate.settings.fire, lambda at: self._gate.opens(at, before))
        if found and composes:
            here = self._windows.focused()
            self._view.looked(here, self._windows.area(here) if here else None, found.typed)
        elif found:
            self._dispatch.replace(found.phrase, lambda: self._take_out(found))

    def turned(self) -> None:
        """The caret of what is seen is somewhere else."""
        self._observer.forget()

    def left(self) -> None:
        """Another window may be in front."""
        self._dispatch.look()

    def press(self, key: Key) -> None:
        """A key went down while the keyboard is held."""
        if self._dispatch.series.goes_on and key.named is Named.ESCAPE:
            self._dispatch.series.stop()
        elif self._dispatch.waits:
            self._aim.backlog.add(*() if key.repeated else (key,))
        elif self._coding.open:
            self._coding.press(key, self._gate.settings.fire)
        else:
            self._pass(key)

    def click(self) -> None:
        """A mouse button went down outside the list; what comes of it must come before the click."""
        if self._dispatch.waits:
            self._aim.backlog.click(self.click)
            self._dispatch.series.stop()  # the pointer stands still until it is over
            return
        self._coding.abandon()
        self._aim.before = None

    def turn(self, act: Turn) -> None:
        """A hotkey went down: what it does comes in its place among the keys, as a click would."""
        if self._dispatch.waits:
            self._aim.backlog.turn(lambda: self.turn(act))
            return
        self.click()
        act()

    def focus_lost(self) -> None:
        """The keyboard went to another window: nothing typed for the first may reach the second.

        But the palette goes away when it has chosen, and says so right behind that.
        """
        if self._dispatch.picks.asking:
            return
        self._dispatch.series.leave()
        self._aim.forget_backlog()
        if self._coding.open:
            self._view.tell(Notice(FOCUS_LOST))
            self._coding.end()
        self._turn_to(self._windows.focused())

    def stumbled(self) -> None:
        """The key tap failed and let go of everything."""
        self._aim.backlog.clear()
        self._dispatch.stumbled()
        self._coding.end()
        self._view.tell(Notice(HANDS_OFF))

    # What the view tells.

    def shown(self, number: int) -> None:
        """The list with this number can be seen, or none any more (0): the view is alive."""
        self._coding.shown(number)

    def choose(self, number: int, row: int) -> None:
        """A row of the list with this number was clicked."""
        self._coding.choose(number, row)

    def move(self, rows: int) -> None:
        """The wheel was turned over the list."""
        self._coding.move(rows)

    def palette(self, window: int | None) -> None:
        """The palette is open in this window; None: it is closed, or its keys are an input method's."""
        self._dispatch.picks.palette = window
        self.declined()

    def declined(self) -> None:
        """A key that may choose a row in the palette has chosen nothing."""
        self._dispatch.declined()

    def insert(
        self, phrase: Phrase, window: Window, how: How, back: Window | None = None, answers: Answers = UNASKED
    ) -> None:
        """Brings `window` to the front for a phrase chosen elsewhere; then `back`, for what is typed then."""
        self._dispatch.insert(phrase, window, how, back, answers)

    def insert_here(self, phrase: Phrase, how: How) -> bool:
        """Puts a phrase into the window in front, in its `turn`. False if that is the palette: not meant."""
        return self._dispatch.insert_here(phrase, how)

    def next_message(self, *, seen: bool = False) -> None:
        """Inserts the next message of a phrase in several, in its `turn`: in its conversation, or `seen`."""
        self._dispatch.next_message(seen=seen)

    def undo(self, *, by_menu: bool = False) -> None:
        """Takes back what was inserted last, in its `turn`, or says why not."""
        self._dispatch.undo(by_menu=by_menu)

    def linger(self) -> None:
        """Holds the keyboard until the hotkey that went down is up: it must not come again and again."""
        self._dispatch.linger()

    def keep(self, phrase: Phrase) -> None:
        """The user wants the phrase on the clipboard, to paste it herself."""
        if whole := self._asker.without_asking(phrase):
            self._clipboard.keep(Content.of(whole.phrase))

    def bring_back(self) -> None:
        """The user wants the clipboard as it was before a phrase was left there."""
        self._courier.leftover.bring_back()

    def stop(self) -> None:
        """Lets go of everything: what was typed is treated as if the user had turned away."""
        self._coding.abandon()
        self._dispatch.stop()
        if self._dispatch.waits:
            self._dispatch.forget()
            self._coding.end(self._aim.backlog.keys)
        self._aim.backlog.clear()

    def end(self) -> None:
        """Nothing can be waited for any more: what is still to be inserted is left on the clipboard."""
        self._dispatch.end()

    # What follows.

    def _chosen(self, phrase: Phrase, how: How) -> bool:
        return self._dispatch.chosen(phrase, how)

    def _take_out(self, found: Replace) -> bool:
        """What came behind the code goes with it, and comes again behind the phrase."""
        taken = self._observer.take()
        if taken is None:
            return False
        self._aim.window, late = taken
        self._keyboard.erase(found.erase + len(late))
        self._aim.backlog.add(*late)
        return True

    def _pass(self, key: Key) -> None:
        """A key that came while the keyboard was still held, but no code is being typed."""
        before = self._aim.before
        if key.repeated or (key.pick and self.picks(key)) or (key.prefix and self.begins(key, before)):
            return
        if self.claims(key):
            return
        if self._aim.window is None:
            self._turn_to(self._windows.focused())
        self._aim.give((key,))
        self._keyboard.release()

    def _turn_to(self, window: Window | None) -> None:
        """What is typed from now on is meant for `window`."""
        self._aim.turn_to(window)
        if not self._dispatch.waits:
            self._keyboard.release()
