"""The keyboard on X11 while it is ours: held, played from, let go.

Why nothing is lost (each point was measured on real windows):

* Keys are played back with XTEST, all in one flush: ungrab, play, grab again. What goes to the window
  is therefore in order with what the user types on.
* A key that arrives between our last look and the ungrab would be lost; so the server is grabbed
  first, what has arrived is taken in, and only then the keyboard is let go. Then we look once more.
* A swallowed key that is still down (the Enter that chose a row) keeps the keyboard ours until it is
  up: no window sees its release, and its auto-repeat sends no message.
"""

from collections.abc import Sequence
from typing import Any

from Xlib import X
from Xlib.display import Display
from Xlib.error import CatchError, XError

from quickreply.core.delivery import Chord
from quickreply.core.keys import Key, Named
from quickreply.core.ports import Cancel, Loop, Stirs, Window
from quickreply.desktop.clicks_x11 import Clicks
from quickreply.desktop.context_x11 import Context
from quickreply.desktop.fingers import Fingers
from quickreply.desktop.given_x11 import Given
from quickreply.desktop.grabs_x11 import Grabs
from quickreply.desktop.grip_x11 import Grip
from quickreply.desktop.window_x11 import WindowsX11

RELEASE_LIMIT = 0.9
"""Seconds to wait for the release of a swallowed key before the keyboard is let go anyway."""


BEAT = 0.012
"""Seconds between two keys given to an input method, which needs some 5 ms for each."""


class HeldKeyboard:
    """A `Keyboard`. The key tap tells it what the fingers do, and asks it to `settle` when all is handled."""

    def __init__(
        self, display: Display, loop: Loop, windows: WindowsX11, grabs: Grabs, context: Context
    ) -> None:
        self._display = display
        self._loop = loop
        self._windows = windows
        self._context = context
        self._grabs = grabs
        self._grip = Grip(display, grabs, context)
        self.clicks = Clicks(display)
        """Those that are made meanwhile."""
        self._fingers = Fingers()
        self._given = Given(display, windows, grabs, context, self._grip, self._fingers, self.clicks)
        self._wanted = False
        self._shown: tuple[Key, int] | None = None  # and the window it was shown to
        self._release_limit: Cancel | None = None
        self._beat: Cancel | None = None
        self._time = X.CurrentTime
        self._taken = 0
        """The number of the request that took the keyboard last."""

    @property
    def holding(self) -> bool:
        """Whether keys come to us and nowhere else."""
        return self._grip.holding

    # Keyboard.

    def hold(self, window: Window | None) -> bool:
        self._grip.aim = window
        if window and self._shown and window.id != self._shown[1]:
            self._shown = None  # it has led elsewhere: no window may see it any more
        if self.holding and not self._grip.lasts:
            self._grip.take()
        if not self.holding and not self._take():
            return False
        self._windows.watch(window)
        self._stop_limit()
        self._wanted = True
        return True

    def give(self, keys: Sequence[Key]) -> None:
        self._given.keys.extend(keys)

    def show(self, key: Key) -> None:
        """As an event of our own making: the server goes on counting the key as down, and as ours.

        Played with XTEST it would be up by the server's account, and its repeats would be new keys.
        """
        aim = self._grip.aim
        if aim is None or (self._given.keys and not self._given.aimed_right()):
            return  # without what was given before it, it would mean something else
        self._given.play()
        self.send(key, aim.focus)
        self._shown = key, aim.id

    def erase(self, count: int) -> None:
        self._given.keys.extend(self._strokes("backspace", Named.BACKSPACE, count))

    def step_back(self, count: int) -> None:
        """At once: whoever asks what was typed since must not take these for the user's."""
        self._given.keys.extend(self._strokes("left", Named.OTHER, count))
        self._given.play()

    def _strokes(self, name: str, named: Named, count: int) -> Sequence[Key]:
        """A key that means the same whatever the locks, so many times; none where no key makes it."""
        keymap = self._context.keymap
        code = keymap.code_of(name)
        return [] if code is None else [Key(named, code=code, state=keymap.layout << 13)] * count

    def claim(self, window: Window | None) -> bool:
        self._grabs.claim(window.id if window else None)
        return True

    def stirs(self) -> Stirs | None:
        return self._context.stirs

    def overtaken(self) -> tuple[Key, ...]:
        return self._context.before_request(self._taken)

    def press(self, chord: Chord) -> bool:
        self._given.play()
        places = self._context.keymap.places(chord)
        return self.holding and places is not None and self._given.chord(*places)

    def release(self) -> None:
        self._wanted = False
        self._loop.call(self.settle)

    def send(self, key: Key, window: int) -> None:
        """Lets this window see a key, whoever has the keyboard."""
        self._given.show(key, window, self._time)

    # What the fingers do.

    def own(self, event: Any) -> bool:
        """Whether a key event is a mark of ours."""
        self._time = event.time
        return bool(event.detail == self._context.keymap.free)

    def repeats(self, code: int) -> bool:
        """Whether a press of this key is no new one."""
        return self._fingers.repeats(code)

    def down(self, key: Key) -> None:
        """A key went down, or repeats."""
        if key.repeated:
            self._stop_limit()  # the limit is for releases that got lost, and this key is down
        else:
            self._fingers.press(key)

    def up(self, event: Any) -> None:
        """A key went up. Where the window saw it go down before the hold, it may see that too.

        Not so a modifier: without the key between, an input method would take it for a tap.
        """
        known, aim = self._fingers.lift(event.detail), self._grip.aim
        if known or not self.holding or not aim or self._context.keymap.is_modifier(event.detail):
            return
        target = self._display.create_resource_object("window", aim.focus)
        event.window = target
        target.send_event(event, X.KeyReleaseMask, onerror=CatchError(XError))

    def heard(self) -> None:
        """The server's news of what was played is read."""
        self._given.unheard = 0

    def misses_aim(self) -> bool:
        """Whether another window has the keyboard by now; what was given is forgotten then."""
        if not self.holding or self._grip.aim is None or self._given.aimed_right():
            return False
        self._given.keys.clear()
        return True

    def close(self) -> None:
        """Plays what was given and lets go."""
        self._given.play()
        self.let_go()

    # Taking and letting go.

    def settle(self) -> None:
        """Plays what was given; lets go when nothing is wanted and no swallowed key is still down."""
        if not self.holding or self._beat:
            return
        if len(self._given.keys) > 1 and self._grip.composes:
            self._play_first()
        elif self._wanted or self._waits_for_release():
            self._given.play()
            self._let_click_go()
        else:
            self._try_to_let_go()

    def _take(self) -> bool:
        self._taken = self._display.display.request_serial
        if self._grip.take():
            self._fingers.forget()
            self.clicks.take()
        return self.holding

    def _play_first(self) -> None:
        """One at a time for an input method: a mark that it commits overtakes a slash that it passes on."""
        self._given.play_first()
        self._beat = self._loop.after(BEAT, self._next_beat)

    def _next_beat(self) -> None:
        self._beat = None
        self.settle()

    def _try_to_let_go(self) -> None:
        """Lets go only if nothing has arrived that is still to be handled; else it is tried again."""
        with self._given.undisturbed():
            if self._given.play_last():
                self._end()
                self._given.leave()
                self._free_pointer()
        self._display.sync()
        if self.holding:
            self._loop.call(self.settle)

    def _waits_for_release(self) -> bool:
        """Whether a key is down of whose press the window must not know.

        The one it was shown it knows. Qt takes a keyboard that is held for 0.1 s for one that is lost.
        """
        aim = self._grip.aim
        known = [key for key, window in filter(None, [self._shown]) if aim and window == aim.id]
        if not self._fingers.swallowed([*self._given.keys, *known]):
            self._stop_limit()
            return False
        if self._release_limit is None:
            self._release_limit = self._loop.after(RELEASE_LIMIT, self._stop_waiting)
        return True

    def _stop_waiting(self) -> None:
        self._stop_limit()
        self._given.release(self._fingers.swallowed())
        self._fingers.forget()
        self.settle()

    def _stop_limit(self) -> None:
        if self._release_limit:
            self._release_limit.cancel()
            self._release_limit = None

    def _let_click_go(self) -> None:
        if not self._wanted and self.clicks.go_on():
            self._context.lose(self._given.unheard)

    def let_go(self) -> None:
        """At once, and of everything; what was given and not played is forgotten."""
        self._end()
        self._grip.open()
        self._free_pointer()
        self._display.allow_events(X.AsyncBoth, X.CurrentTime)
        self._display.flush()

    def _end(self) -> None:
        """The hold is over, but for the keyboard and the pointer themselves."""
        self._grip.holding = self._wanted = False
        self._given.keys.clear()
        self._fingers.forget()
        self._grip.aim = self._shown = None
        self._stop_limit()
        self._windows.watch(None)
        self.clicks.let_go()

    def _free_pointer(self) -> None:
        """A click that waited comes behind the keys that waited."""
        self._let_click_go()
        self._display.allow_events(X.AsyncPointer, X.CurrentTime)
