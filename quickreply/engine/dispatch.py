"""Phrases on their way, wherever they were chosen; meanwhile everything typed waits."""

from collections.abc import Callable

from quickreply.core.delivery import Reply
from quickreply.core.keys import Key, Named
from quickreply.core.notice import LEFT_ELSEWHERE, NOTHING_LEFT, Notice
from quickreply.core.phrase import Phrase
from quickreply.core.ports import Window
from quickreply.core.settings import Mode, Settings
from quickreply.core.template.asking import UNASKED, Answers
from quickreply.core.usage import How
from quickreply.engine.aim import Aim
from quickreply.engine.asker import Asker, Lack
from quickreply.engine.coding import Coding
from quickreply.engine.courier import Courier
from quickreply.engine.errands import Errand, Errands
from quickreply.engine.outside import Outside
from quickreply.engine.picks import Picks
from quickreply.engine.remainder import Left, Remainder
from quickreply.engine.series import Series
from quickreply.engine.wayback import WayBack


class Dispatch:
    """Makes phrases whole and has the courier bring them, one after the other, each into its window.

    `press` takes a key that has waited.
    """

    def __init__(
        self,
        outside: Outside,
        courier: Courier,
        asker: Asker,
        aim: Aim,
        coding: Coding,
        remainder: Remainder,
        press: Callable[[Key], None],
    ) -> None:
        self._outside = outside
        self._courier = courier
        self._asker = asker
        self._aim = aim
        self._coding = coding
        self._remainder = remainder
        self._press = press
        self._delivering = False
        self._ended = False
        self.series = Series(outside, courier, remainder)
        """The messages of the phrase that is on its way."""
        self._errands = Errands(
            outside.keyboard, outside.windows, outside.clipboard, outside.view, courier.leftover
        )
        self._way_back = WayBack(outside.keyboard, outside.windows, outside.loop)
        self.picks = Picks(outside.keyboard, outside.windows, coding.eye, outside.loop, self._refused)
        """The keys that may choose a row in the palette."""

    @property
    def busy(self) -> bool:
        """Whether a phrase is on its way, or one that waits for its window."""
        return self._delivering or bool(self._errands) or self._courier.busy

    @property
    def waits(self) -> bool:
        """Whether it is still to be seen what the keys typed now are meant for."""
        return self._delivering or self.picks.asking

    def configure(self, settings: Settings, *, paused: bool) -> None:
        """Takes new settings."""
        if paused or settings.mode is Mode.OFF:
            self._remainder.put_aside()
        self._asker.configure(settings)
        self.series.configure(settings)

    # Where phrases come from.

    def chosen(self, phrase: Phrase, how: How) -> bool:
        """From the list. False if it lacks something: a phrase is whole or not sent."""
        if self._remainder.is_row(phrase) and self._aim.window:
            self._go_on_with(self._remainder.take(), self._aim.window)
            return True
        whole = self._asker.whole(phrase, self._aim.window, how)
        if isinstance(whole, Lack):
            return False
        if self._aim.window:
            self._deliver(whole, how, self._aim.window)
        return True

    def replace(self, phrase: Phrase, take: Callable[[], bool]) -> None:
        """For a code that stands in the window; `take` takes it out, or says that this cannot be done."""
        whole = self._asker.whole(phrase, self._outside.windows.focused(), How.CODE)
        if not take():
            return
        if isinstance(whole, Reply) and self._aim.window:
            self._deliver(whole, How.CODE, self._aim.window)
        else:
            self._go_on()

    def insert(
        self, phrase: Phrase, window: Window, how: How, back: Window | None = None, answers: Answers = UNASKED
    ) -> None:
        """Brings `window` to the front for a phrase chosen elsewhere; then `back`, for what is typed then."""
        whole = self._asker.whole(phrase, window, how, answers)
        if isinstance(whole, Lack):
            self._asker.spare(back)
            self.declined()
            return
        asked = how is How.PALETTE and self.picks.answered()
        self._errands.add(Errand(whole, how, self._outside.loop.now(), window, back), first=asked)
        run = self._run_errand  # what was given to `back` must be there before it is left
        self._outside.loop.call(run) if back and not asked else run()

    def insert_here(self, phrase: Phrase, how: How) -> bool:
        """Puts a phrase into the window in front, when it is its turn. False for the palette: not meant."""
        here = self._outside.windows.focused()
        if here and here.id == self.picks.palette:
            return False
        whole = self._asker.whole(phrase, here, how)
        if isinstance(whole, Lack):
            self.linger()
        elif here is None or not self._outside.keyboard.hold(here):
            self._errands.leave(whole.phrase)
        else:
            self._aim.window = here
            self._deliver(whole, how, here)
        return True

    def next_message(self, *, seen: bool = False) -> None:
        """Puts the next message of a phrase in several into the window in front, in its turn.

        Unless the user has `seen` it, only in the conversation that it belongs to.
        """
        here = self._outside.windows.focused()
        if here is None or here.id == self.picks.palette or not self._outside.keyboard.hold(here):
            return
        self._aim.window, label = here, None if seen else self._remainder.belongs_elsewhere(here)
        if label is not None:
            self._outside.view.tell(Notice(LEFT_ELSEWHERE, {"label": label}))
        elif left := self._remainder.take():
            self._go_on_with(left, here)
        else:
            self._outside.view.tell(Notice(NOTHING_LEFT))
        self._outside.loop.call(self._rest)

    def undo(self, *, by_menu: bool = False) -> None:
        """Takes back what was inserted last, in its turn, or says why not."""
        here = self._outside.windows.focused()
        if here is None or not self._outside.keyboard.hold(here):
            return
        self._aim.window, undo = here, self.series.undo
        if fault := undo.fault(here, by_menu=by_menu):
            self._outside.view.tell(Notice(fault, {"label": undo.label}))
        elif undo.take(here):
            self._remainder.put_aside()
        self._outside.loop.call(self._rest)

    def claims(self, key: Key) -> bool:
        """A key went down that may be for what is left of a phrase. True takes it, and the keyboard."""
        here = self._outside.windows.focused()
        if (
            self.waits
            or here is None
            or not self._remainder.wants(key)
            or not self._outside.keyboard.hold(here)
        ):
            return False
        self._aim.window = here
        if key.named is Named.TAB and self._remainder.sent:
            self._go_on_with(self._remainder.take(), here)
            return True
        if key.named is Named.ESCAPE:
            self._remainder.put_aside()
        self._outside.loop.call(self._rest)
        return True

    # The keyboard meanwhile.

    def look(self) -> None:
        """Another window may be in front."""
        self._remainder.look()

    def linger(self) -> None:
        """Holds the keyboard until the hotkey that went down is up: it must not come again and again."""
        here = self._outside.windows.focused()
        if here and self._outside.keyboard.hold(here):
            self._aim.window = here
            self._outside.loop.call(self._rest)

    def pick(self, key: Key) -> bool:
        """A key that may choose a row went down in the palette. True takes it, and the keyboard with it."""
        window = None if self.waits else self.picks.ask(key)
        self._aim.window = window or self._aim.window
        return window is not None

    def declined(self) -> None:
        """A key that may choose a row in the palette has chosen nothing."""
        if self.picks.answered():
            self._refused()

    # The end.

    def stumbled(self) -> None:
        """The key tap let go of everything: what has not arrived stays on the clipboard."""
        self._courier.stumbled()
        self._errands.forgo()
        self.forget()

    def stop(self) -> None:
        """Nothing new is begun any more."""
        self._ended = True
        if not self._courier.busy:
            self._errands.end()

    def end(self) -> None:
        """Nothing can be waited for any more: what is still to be inserted is left on the clipboard."""
        if self._errands:
            self._outside.clipboard.restore()  # a window that hangs must not paste what was meant for another
            self._errands.end()

    def forget(self) -> None:
        """Keys wait for nothing any more."""
        self._delivering = False
        self.series.forget()
        self._way_back.forget()
        self.picks.forget()

    # What follows.

    def _deliver(self, whole: Reply, how: How, window: Window) -> None:
        self._delivering = True
        self.series.begin(whole, how, self._outside.loop.now(), window, self._delivered)

    def _go_on_with(self, left: Left | None, window: Window) -> None:
        if left:
            self._delivering = True
            now = self._outside.loop.now()
            self.series.begin(left.reply, left.how, now, window, self._delivered, left.number)

    def _run_errand(self) -> None:
        if self.waits or not self._errands:
            return
        if self._ended:
            self._errands.end()
            return
        if self._coding.open:
            self._coding.abandon()
            self._outside.loop.call(self._run_errand)  # when what was given back is where it was typed
            return
        self._delivering = True
        if not self._errands.run(self._arrived):
            self._delivering = False

    def _arrived(self, errand: Errand, here: Window | None) -> None:
        if here:
            self._aim.window = here
            self.series.begin(errand.reply, errand.how, errand.begun, here, lambda: self._finish(errand))
            return
        if errand.back is None:
            self._aim.backlog.clear()  # it was meant for that window
        self._finish(errand)

    def _delivered(self) -> None:
        self._delivering = False
        self._go_on()

    def _finish(self, errand: Errand) -> None:
        if back := errand.back:
            self._way_back.take(errand.window, back, lambda here: self._came_back(back, here))
        else:
            self._delivered()

    def _came_back(self, back: Window, here: Window | None) -> None:
        self._aim.window = here or back
        self._outside.view.returned(here is not None)
        self._delivering = False
        self._refused()

    def _refused(self) -> None:
        """The palette has no use for the key; what was typed behind it is meant for the palette alone."""
        if self._outside.windows.focused() != self._aim.window:
            self._aim.forget_backlog()
            self._aim.window = None
        self._go_on()

    def _go_on(self) -> None:
        """What was typed meanwhile goes through the trigger: it may hold the next code."""
        self._aim.before = None
        self._aim.backlog.take(self._press)
        self._rest()
        self._outside.loop.call(self._run_errand)

    def _rest(self) -> None:
        """Nothing is wanted from the keyboard, unless something has begun."""
        if not (self._coding.open or self.waits):
            self._outside.keyboard.release()
