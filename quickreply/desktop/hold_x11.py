"""The keyboard on X11 while it is ours: held, played from, let go.

Why nothing is lost (each point was measured on real windows):

* Keys are played back with XTEST, all in one flush: ungrab, play, grab again. What goes to the window
  is therefore in order with what the user types on.
* A key that arrives between our last look and the ungrab would be lost; so the server is grabbed
  first, what has arrived is taken in, and only then the keyboard is let go. Then we look once more.
* A swallowed key that is still down (the Enter that chose a row) keeps the keyboard ours until it is
  up: no window sees its release, and its auto-repeat sends no message.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from Xlib import X
from Xlib.display import Display
from Xlib.error import CatchError, XError

from quickreply.core.delivery import Chord
from quickreply.core.keys import Key, Named
from quickreply.core.ports import Cancel, Loop, Window
from quickreply.desktop.clicks_x11 import Clicks
from quickreply.desktop.context_x11 import Context
from quickreply.desktop.fingers import Fingers
from quickreply.desktop.grabs_x11 import Grabs
from quickreply.desktop.grip_x11 import Grip
from quickreply.desktop.keymap_x11 import Keymap
from quickreply.desktop.passage_x11 import Passage
from quickreply.desktop.player_x11 import Player
from quickreply.desktop.window_x11 import WindowsX11

RELEASE_LIMIT = 0.9
"""Seconds to wait for the release of a swallowed key before the keyboard is let go anyway."""


BEAT = 0.012
"""Seconds between two keys given to an input method, which needs some 5 ms for each."""

_TRIES = 100
"""How often the user may come in between: one key each millisecond makes every second try fail."""


class HeldKeyboard:
    """A `Keyboard`. The key tap tells it what the fingers do, and asks it to `settle` when all is handled."""

    def __init__(
        self,
        display: Display,
        loop: Loop,
        windows: WindowsX11,
        keymap: Keymap,
        grabs: Grabs,
        context: Context,
    ) -> None:
        self._display = display
        self._loop = loop
        self._windows = windows
        self._context = context
        self._grip = Grip(display, grabs, context)
        self._player = Player(display)
        self._passage = Passage(display, self._player, grabs, self._grip)
        self.clicks = Clicks(display)
        """Those that are made meanwhile."""
        self._fingers = Fingers()
        self._wanted = False
        self._given: list[Key] = []
        self._shown: tuple[Key, int] | None = None  # and the window it was shown to
        self._release_limit: Cancel | None = None
        self._beat: Cancel | None = None
        self._time = X.CurrentTime
        self._taken = 0
        """The number of the request that took the keyboard last."""
        self.keymap = keymap
        """What the keys mean now."""
        self.holding = False
        """Whether keys come to us and nowhere else."""
        self.unheard = 0
        """Keys played last, of which the server's news has not been read."""

    # Keyboard.

    def hold(self, window: Window | None) -> bool:
        self._grip.aim = window
        if self.holding and not self._grip.lasts:
            self.holding = self._grip.take()
        if not self.holding and not self._take():
            return False
        self._windows.watch(window)
        self._stop_limit()
        self._wanted = True
        return True

    def give(self, keys: Sequence[Key]) -> None:
        self._given.extend(keys)

    def show(self, key: Key) -> None:
        """As an event of our own making: the server goes on counting the key as down, and as ours.

        Played with XTEST it would be up by the server's account, and its repeats would be new keys.
        """
        aim = self._grip.aim
        if aim is None or (self._given and not self._aimed_right()):
            return  # without what was given before it, it would mean something else
        self._play_given()
        self.send(key, aim.focus)
        self._shown = key, aim.id

    def erase(self, count: int) -> None:
        code = self.keymap.code_of("backspace")
        if code is not None:
            self._given.extend([Key(Named.BACKSPACE, code=code, state=self.keymap.layout << 13)] * count)

    def overtaken(self) -> tuple[Key, ...]:
        return self._context.before_request(self._taken)

    def press(self, chord: Chord) -> bool:
        self._play_given()
        places = self.keymap.places(chord)
        if not self.holding or not places:
            return False
        codes, layout = places
        with self._undisturbed():
            if not self._aimed_right():
                return False
            self._player.in_layout(layout, self.keymap)
            if not self._pass(partial(self._player.chord, codes), codes):
                return False
        self._fingers.played(codes)
        return self.holding

    def release(self) -> None:
        self._wanted = False
        self._loop.call(self.settle)

    def send(self, key: Key, window: int) -> None:
        """Lets this window see a key, whoever has the keyboard."""
        self._player.send(key, window, self._time)

    # What the fingers do.

    def own(self, event: Any) -> bool:
        """Whether a key event is a mark of ours."""
        self._time = event.time
        return bool(event.detail == self.keymap.free)

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
        if known or not self.holding or not aim or self.keymap.is_modifier(event.detail):
            return
        target = self._display.create_resource_object("window", aim.focus)
        event.window = target
        target.send_event(event, X.KeyReleaseMask, onerror=CatchError(XError))

    def misses_aim(self) -> bool:
        """Whether another window has the keyboard by now; what was given is forgotten then."""
        if not self.holding or self._grip.aim is None or self._aimed_right():
            return False
        self._given.clear()
        return True

    def close(self) -> None:
        """Plays what was given and lets go."""
        self._play_given()
        self.let_go()

    # Taking and letting go.

    def settle(self) -> None:
        """Plays what was given; lets go when nothing is wanted and no swallowed key is still down."""
        if not self.holding or self._beat:
            return
        if len(self._given) > 1 and self._grip.composes:
            self._play_first()
        elif self._wanted or self._waits_for_release():
            self._play_given()
            self._let_click_go()
        else:
            self._try_to_let_go()

    def _take(self) -> bool:
        self._taken = self._display.display.request_serial
        self.holding = self._grip.take()
        if self.holding:
            self._fingers.forget()
            self.clicks.take()
        return self.holding

    def _play_given(self) -> None:
        """Plays to the window and goes on holding."""
        while self._given and self.holding:
            with self._undisturbed():
                self._play_and_hold(self._next_given())

    def _play_and_hold(self, keys: Sequence[Key]) -> None:
        if keys:
            codes = [key.code for key in keys]
            self._pass(partial(self._play, keys), codes)
            self._fingers.played(codes)

    def _play_first(self) -> None:
        """One at a time for an input method: a mark that it commits overtakes a slash that it passes on."""
        first, *rest = self._given
        self._given = [first]
        self._play_given()
        self._given = rest
        self._beat = self._loop.after(BEAT, self._next_beat)

    def _next_beat(self) -> None:
        self._beat = None
        self.settle()

    def _try_to_let_go(self) -> None:
        """Lets go only if nothing has arrived that is still to be handled; else it is tried again."""
        with self._undisturbed():
            keys = self._next_given()
            if keys and (self._given or self.clicks.wait):
                self._play_and_hold(keys)
            elif keys:
                self._play_last(keys)
            elif self._passage.frozen():
                self._end()
                self._grip.open()
                self._free_pointer()
        self._display.sync()
        if self.holding:
            self._loop.call(self.settle)

    def _play_last(self, keys: Sequence[Key]) -> None:
        """The last key may be one that we have grabbed: it would come back to us behind the mark."""
        count = len(keys) if keys[-1].prefix or keys[-1].pick else -1
        first, rest = (partial(self._play, some, lasting=True) for some in (keys[:count], keys[count:]))
        if self._passage.through(first, [key.code for key in keys], self.keymap, lasting=rest):
            self._end()
            self._passage.leave()
            self._free_pointer()
        else:
            self._given = [*keys, *self._given]

    def _next_given(self) -> Sequence[Key]:
        """Those of the given that were typed under the same locks and layout.

        Never for another window than the one they were typed in.
        """
        if self._given and not self._aimed_right():
            self._given.clear()
        kinds = [(key.state & self.keymap.locks, key.state >> 13) for key in self._given]
        count = next((n for n, kind in enumerate(kinds) if kind != kinds[0]), len(kinds))
        keys, self._given = self._given[:count], self._given[count:]
        if keys:
            self._player.like(keys[0], self.keymap)
            self.unheard = len(keys)
        return keys

    def _pass(self, play: Callable[[], None], codes: Sequence[int]) -> bool:
        """Plays to the window as soon as the user lets us, and goes on holding."""
        if self.clicks.wait:
            self.holding = self._passage.at_once(play, codes, self.keymap)
            return self.holding
        passed = any(self._passage.through(play, codes, self.keymap) for _ in range(_TRIES))
        if passed:
            self.holding = self._passage.hold_on()
        return passed and self.holding

    @contextmanager
    def _undisturbed(self) -> Iterator[None]:
        """The server serves nobody else meanwhile; whatever happens in here, it is free afterwards."""
        self._display.grab_server()
        try:
            yield
        finally:
            self._display.ungrab_server()
            self._display.flush()

    def _play(self, keys: Sequence[Key], *, lasting: bool = False) -> None:
        """The last time, a key that is still down lasts, and its real release follows."""
        for key in keys:
            self._player.tap(key, self.keymap, lasting=lasting and self._fingers.hold(key))

    def _aimed_right(self) -> bool:
        aim = self._grip.aim
        return aim is not None and self._windows.has_keyboard(aim.id)

    def _waits_for_release(self) -> bool:
        """Whether a key is down of whose press the window must not know.

        The one it was shown it knows. Qt takes a keyboard that is held for 0.1 s for one that is lost.
        """
        aim = self._grip.aim
        known = [key for key, window in filter(None, [self._shown]) if aim and window == aim.id]
        if not self._fingers.swallowed([*self._given, *known]):
            self._stop_limit()
            return False
        if self._release_limit is None:
            self._release_limit = self._loop.after(RELEASE_LIMIT, self._stop_waiting)
        return True

    def _stop_waiting(self) -> None:
        self._stop_limit()
        self._passage.release(self._fingers.swallowed())
        self._fingers.forget()
        self.settle()

    def _stop_limit(self) -> None:
        if self._release_limit:
            self._release_limit.cancel()
            self._release_limit = None

    def _let_click_go(self) -> None:
        if not self._wanted and self.clicks.go_on():
            self._context.lose(self.unheard)

    def let_go(self) -> None:
        """At once, and of everything; what was given and not played is forgotten."""
        self._end()
        self._grip.open()
        self._free_pointer()
        self._display.allow_events(X.AsyncBoth, X.CurrentTime)
        self._display.flush()

    def _end(self) -> None:
        """The hold is over, but for the keyboard and the pointer themselves."""
        self.holding = self._wanted = False
        self._given.clear()
        self._fingers.forget()
        self._grip.aim = self._shown = None
        self._stop_limit()
        self._windows.watch(None)
        self.clicks.let_go()

    def _free_pointer(self) -> None:
        """A click that waited comes behind the keys that waited."""
        self._let_click_go()
        self._display.allow_events(X.AsyncPointer, X.CurrentTime)
