"""The keyboard on X11 while it is ours: held, played from, let go.

Why nothing is lost (each point was measured on real windows):

* Keys are played back with XTEST, all in one flush: ungrab, play, grab again. What goes to the window
  is therefore in order with what the user types on.
* A key that arrives between our last look and the ungrab would be lost; so the server is grabbed
  first, what has arrived is taken in, and only then the keyboard is let go. Then we look once more.
* A swallowed key that is still down (the Enter that chose a row) keeps the keyboard ours until it is
  up: no window sees its release, and its auto-repeat sends no message.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
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
from quickreply.desktop.keymap_x11 import Keymap
from quickreply.desktop.player_x11 import Player
from quickreply.desktop.window_x11 import WindowsX11

RELEASE_LIMIT = 0.9
"""Seconds to wait for the release of a swallowed key before the keyboard is let go anyway."""


BEAT = 0.012
"""Seconds between two keys given to an input method, which needs some 5 ms for each."""


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
        self._grabs = grabs
        self._context = context
        self._root = display.screen().root
        self._player = Player(display)
        self.clicks = Clicks(display)
        """Those that are made meanwhile."""
        self._fingers = Fingers()
        self._wanted = False
        self._aim: Window | None = None
        self._given: list[Key] = []
        self._shown: tuple[Key, int] | None = None  # and the window it was shown to
        self._release_limit: Cancel | None = None
        self._beat: Cancel | None = None
        self._grabbed = 0
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
        self._aim = window
        if window and self._shown and window.id != self._shown[1]:
            self._shown = None  # it has led elsewhere: no window may see it any more
        if self.holding and self._grabbed not in (self._root.id, self._place().id):
            self.holding = self._grab()  # it would end with the window that was meant before
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
        if self._aim is None or (self._given and not self._aimed_right()):
            return  # without what was given before it, it would mean something else
        self._play_given()
        self.send(key, self._aim.focus)
        self._shown = key, self._aim.id

    def erase(self, count: int) -> None:
        code = self.keymap.code_of("backspace")
        if code is not None:
            self._given.extend([Key(Named.BACKSPACE, code=code)] * count)

    def overtaken(self) -> tuple[Key, ...]:
        return self._context.before_request(self._taken)

    def press(self, chord: Chord) -> bool:
        self._play_given()
        codes = [code for name in (*chord.held, chord.key) if (code := self.keymap.code_of(name)) is not None]
        if not self.holding or len(codes) <= len(chord.held):
            return False
        with self._undisturbed():
            if not self._aimed_right():
                return False
            lifted = self._lift(codes)
            self._display.ungrab_keyboard(X.CurrentTime)
            self._player.chord(codes)
            self._take_again(lifted)
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
        """Whether a key event is one that we made ourselves; asked once for each.

        Behind a release of ours no other comes, even if the key went down only just before it.
        """
        self._time = event.time
        own = self._player.own(event.type, event.detail)
        if own and event.type == X.KeyRelease:
            self._fingers.played([event.detail])
        return own

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
        known = self._fingers.lift(event.detail)
        if known or not self.holding or not self._aim or self.keymap.is_modifier(event.detail):
            return
        target = self._display.create_resource_object("window", self._aim.focus)
        event.window = target
        target.send_event(event, X.KeyReleaseMask, onerror=CatchError(XError))

    def misses_aim(self) -> bool:
        """Whether another window has the keyboard by now; what was given is forgotten then."""
        if not self.holding or self._aim is None or self._aimed_right():
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
        if len(self._given) > 1 and self._composes():
            self._play_first()
        elif self._wanted or self._waits_for_release():
            self._play_given()
            self._let_click_go()
        else:
            self._try_to_let_go()

    def _take(self) -> bool:
        self._taken = self._display.display.request_serial
        self.holding = self._grab()
        if self.holding:
            self._fingers.forget()
            self._player.forget()
            self.clicks.take()
        return self.holding

    def _grab(self) -> bool:
        """Takes the keyboard; where letters are composed, in the very window that has it.

        That hears of a focus gone and back at once. Grabbed on the root window the focus is away until the
        keyboard is let go, and the input method would not be back in time for the keys that are given. But a
        grab ends with its window, so not in the palette, which goes away while keys are held.
        """
        place = next(filter(_grabbed, (self._place(), self._root)), None)
        self._grabbed = place.id if place else 0
        return place is not None

    def _place(self) -> Any:
        if self._aim and self._composes() and not self._grabs.is_palette(self._aim.id):
            return self._display.create_resource_object("window", self._aim.focus)
        return self._root

    def _composes(self) -> bool:
        return self._context.composing.method.composes

    def _lift(self, codes: Iterable[int]) -> frozenset[int]:
        """Releases, unseen, the modifiers that are down and those of `codes`; returns the modifiers."""
        down = self._player.down()
        modifiers = down & self.keymap.held_codes
        self._player.release_unseen(modifiers | (down & set(codes)))
        return modifiers

    def _take_again(self, lifted: frozenset[int]) -> None:
        """The keyboard is ours again, and so are the modifiers the user holds, unseen by any window."""
        self.holding = self._grab()
        if self.holding:
            self._player.press_unseen(lifted)

    def _play_given(self) -> None:
        """Plays to the window and goes on holding."""
        if self._given:
            with self._undisturbed():
                self._play(last_time=False)

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
        """Under a server grab: takes in what has arrived, and lets go only if that was nothing."""
        with self._undisturbed():
            self._display.sync()
            if not self._display.pending_events():
                self._play(last_time=True)
                self.let_go()
        self._display.sync()
        self._look_once_more()

    @contextmanager
    def _undisturbed(self) -> Iterator[None]:
        """The server serves nobody else meanwhile; whatever happens in here, it is free afterwards."""
        self._display.grab_server()
        try:
            yield
        finally:
            self._display.ungrab_server()
            self._display.flush()

    def _play(self, *, last_time: bool) -> None:
        """Plays what was given, but never into another window than the one it was typed in.

        A key that is still down the last time lasts, and its real release follows.
        """
        keys, self._given = self._given, []
        if not keys or not self._aimed_right():
            return
        self.unheard = len(keys)
        lifted = self._lift(key.code for key in keys)
        self._grabs.lift()  # our own slash must not trigger us
        self._display.ungrab_keyboard(X.CurrentTime)
        for key in keys:
            self._player.tap(key, self.keymap, lasting=last_time and self._fingers.hold(key))
        self._take_again(lifted)
        self._grabs.put_back()
        self._fingers.played(key.code for key in keys)

    def _aimed_right(self) -> bool:
        return self._aim is not None and self._windows.has_keyboard(self._aim.id)

    def _waits_for_release(self) -> bool:
        """Whether a key is down of whose press the window must not know.

        The one it was shown it knows. Qt takes a keyboard that is held for 0.1 s for one that is lost.
        """
        known = [key for key, window in filter(None, [self._shown]) if self._aim and window == self._aim.id]
        if not self._fingers.swallowed([*self._given, *known]):
            self._stop_limit()
            return False
        if self._release_limit is None:
            self._release_limit = self._loop.after(RELEASE_LIMIT, self._stop_waiting)
        return True

    def _stop_waiting(self) -> None:
        self._stop_limit()
        self._player.release_unseen(self._fingers.swallowed())
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
        self.holding = self._wanted = False
        self._given.clear()
        self._fingers.forget()
        self._player.forget()
        self._aim = self._shown = None
        self._stop_limit()
        self._windows.watch(None)
        self.clicks.let_go()
        self._display.ungrab_keyboard(X.CurrentTime)
        self._let_click_go()
        self._display.allow_events(X.AsyncBoth, X.CurrentTime)
        self._display.flush()

    def _look_once_more(self) -> None:
        """A key that came between the last look and the letting go was swallowed: it is played now."""
        late = any(event.type == X.KeyPress for event in self._display.display.event_queue)
        if late and not self.holding:
            here = self._windows.focused()
            self.hold(here)
            self._wanted = False


def _grabbed(window: Any) -> bool:
    try:
        status = window.grab_keyboard(False, X.GrabModeAsync, X.GrabModeAsync, X.CurrentTime)
    except XError:  # gone, or out of sight
        return False
    return bool(status == X.GrabSuccess)
