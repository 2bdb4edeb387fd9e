"""The key tap on X11: swallows the slash, holds the keyboard, gives keys back, presses chords.

How it works, and why nothing is lost (each point was measured on real windows):

* The slash is grabbed passively and *synchronously* on the root window. When it goes down the server
  has frozen the keyboard already, so no key can slip through until we hold it or replay the slash.
* Keys are played back with XTEST, all in one flush: ungrab, play, grab again. What goes to the window
  is therefore in order with what the user types on.
* A key that arrives between our last look and the ungrab would be lost; so the server is grabbed
  first, what has arrived is taken in, and only then the keyboard is let go. Then we look once more.
* A swallowed key that is still down (the Enter that chose a row) keeps the keyboard ours until it is
  up: no window sees its release, and its auto-repeat sends no message.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Protocol

from Xlib import X
from Xlib.display import Display
from Xlib.error import BadAccess, CatchError, XError

from quickreply.core.delivery import Chord
from quickreply.core.keys import Key, Named
from quickreply.core.ports import Cancel, Loop, Rect, Window
from quickreply.desktop.context_x11 import Context
from quickreply.desktop.fingers import Fingers
from quickreply.desktop.grabs_x11 import Grabs
from quickreply.desktop.keymap_x11 import Keymap
from quickreply.desktop.player_x11 import Player
from quickreply.desktop.window_x11 import WindowsX11
from quickreply.desktop.xkb_x11 import tell_auto_repeat
from quickreply.engine.composing import Composing
from quickreply.engine.desk import Caught, Hotkeys

RELEASE_LIMIT = 0.9
"""Seconds to wait for the release of a swallowed key before the keyboard is let go anyway."""

BEAT = 0.012
"""Seconds between two keys given to an input method, which needs some 5 ms for each."""

_WHEEL = range(4, 8)


class Sink(Protocol):
    """Who takes the keys."""

    def begins(self, key: Key, before: str | None) -> bool:
        """The slash went down; True takes it and every key after it."""

    def press(self, key: Key) -> None:
        """A key went down while the keyboard is held."""

    def click(self) -> None:
        """A mouse button went down outside the list."""

    def focus_lost(self) -> None:
        """Another window has the keyboard now."""

    def stumbled(self) -> None:
        """The tap failed and let go of everything."""


class KeyTap:
    """A `Keyboard`, a `Tap` and a `Source`: one connection to the X server, used in the loop alone."""

    def __init__(self, display: Display, loop: Loop, windows: WindowsX11) -> None:
        self._display = display
        self._loop = loop
        self._windows = windows
        self._root = display.screen().root
        self._keymap = Keymap(display)
        self._context = Context(display, self._keymap)
        self._grabs = Grabs(display, self._keymap)
        self._player = Player(display)
        tell_auto_repeat(display)
        self._sink: Sink | None = None
        self._slash: str | None = None
        self._hotkeys: Hotkeys = {}
        self._holding = False
        self._wanted = False
        self._aim: Window | None = None
        self._given: list[Key] = []
        self._fingers = Fingers()
        self._click: Any = None
        self._release_limit: Cancel | None = None
        self._beat: Cancel | None = None
        self._serial = 0
        self._unheard = 0
        """Keys played last, of which the server's news has not been read."""
        self.list_area: Rect | None = None
        """Where the list is on the screen: clicks there are its own."""

    # Setting up.

    def attach(self, sink: Sink) -> None:
        """Says who takes the keys."""
        self._sink = sink

    @property
    def composing(self) -> Composing:
        """What is being composed where the user types: a slash in it is the input method's."""
        return self._context.composing

    def catch(self, slash: str | None, hotkeys: Hotkeys) -> Caught:
        self._slash, self._hotkeys = slash, hotkeys
        if slash:
            self._context.watch()
        else:
            self._context.forget()
        had = self._grabs.set(self._keymap, slash, hotkeys)
        return Caught(had and slash is not None, self._grabs.refused)

    def close(self) -> None:
        """Plays what was given, lets go of everything and closes the connection."""
        self._play_given()
        self._let_go()
        self._display.close()

    # Source.

    def fileno(self) -> int:
        return int(self._display.fileno())

    def waiting(self) -> bool:
        return bool(self._display.pending_events())

    def ready(self) -> None:
        while self._display.pending_events():
            self._unheard = 0
            self._handle(self._display.next_event())
        self.settle()

    def behind(self) -> bool:
        return False  # python-xlib waits until everything is sent

    def stumbled(self) -> None:
        self._let_go()
        if self._sink:
            self._sink.stumbled()

    # Keyboard.

    def hold(self, window: Window | None) -> bool:
        if not self._holding:
            self._aim = window
            if not self._take():
                return False
        elif window != self._aim:
            self._aim = window
            self._holding = self._grab()
        self._windows.watch(window)
        self._stop_limit()
        self._wanted = True
        return True

    def give(self, keys: Sequence[Key]) -> None:
        self._given.extend(keys)

    def press(self, chord: Chord) -> bool:
        self._play_given()
        codes = [
            code for name in (*chord.held, chord.key) if (code := self._keymap.code_of(name)) is not None
        ]
        if not self._holding or len(codes) <= len(chord.held):
            return False
        with self._undisturbed():
            if not self._aimed_right():
                return False
            lifted = self._lift(codes)
            self._display.ungrab_keyboard(X.CurrentTime)
            self._player.chord(codes)
            self._take_again(lifted)
        self._fingers.played(codes)
        return self._holding

    def release(self) -> None:
        self._wanted = False
        self._loop.call(self.settle)

    # What comes from the server.

    def _handle(self, event: Any) -> None:
        match event.type:
            case X.KeyPress if not self._player.own(X.KeyPress, event.detail):
                self._key_down(event)
            case X.KeyRelease if not self._player.own(X.KeyRelease, event.detail):
                self._key_up(event)
            case X.ButtonPress:
                self._button_down(event)
            case X.FocusIn | X.FocusOut | X.MapNotify | X.UnmapNotify | X.DestroyNotify:
                self._windows.takes(event)
                self._check_focus(event)
            case _:
                self._context.takes(event)

    def _key_down(self, event: Any) -> None:
        if self._holding:
            self._held_key(event)
        elif act := self._grabs.hotkey(event.detail, event.state):
            self._display.ungrab_keyboard(event.time)
            self._display.flush()
            act()
        else:
            self._slash_down(event)

    def _slash_down(self, event: Any) -> None:
        """The keyboard is frozen here: every way out must thaw it."""
        mode = X.ReplayKeyboard
        try:
            key = self._key(event)
            composing = self._context.composing
            if key.prefix and self._sink and not composing.open and self._sink.begins(key, composing.before):
                mode = X.AsyncKeyboard
                self._fingers.press(key)
                composing.taken()
        finally:
            self._display.allow_events(mode, event.time)
            self._display.flush()

    def _held_key(self, event: Any) -> None:
        if act := self._grabs.hotkey(event.detail, event.state):
            if self._sink:
                self._sink.click()  # the user turns to something else
            act()
            return
        key = self._key(event, repeated=self._fingers.repeats(event.detail))
        if key.repeated:
            self._stop_limit()  # the limit is for releases that got lost, and this key is down
        else:
            self._fingers.press(key)
        if key.named is not Named.MODIFIER and self._sink:
            self._sink.press(key)

    def _key_up(self, event: Any) -> None:
        if not self._fingers.lift(event.detail) and self._holding and self._aim:
            self._pass_release_on(event, self._aim)

    def _pass_release_on(self, event: Any, window: Window) -> None:
        """The window saw this key go down before the hold, so it may see it go up.

        Not so a modifier: without the key between, an input method would take it for a tap.
        """
        if not self._keymap.is_modifier(event.detail):
            target = self._display.create_resource_object("window", window.focus)
            event.window = target
            target.send_event(event, X.KeyReleaseMask, onerror=CatchError(XError))

    def _key(self, event: Any, *, repeated: bool = False) -> Key:
        self._serial += 1
        slash = self._slash or "/"
        return self._keymap.key(event.detail, event.state, slash, repeated=repeated, serial=self._serial)

    def _button_down(self, event: Any) -> None:
        """The pointer is frozen here: the click goes on when what was typed has come before it."""
        inside = self.list_area is not None and self.list_area.holds(event.root_x, event.root_y)
        if event.detail in _WHEEL or inside or not self._sink:
            self._display.allow_events(X.ReplayPointer, event.time)
            self._display.flush()
            return
        self._click = event
        self._sink.click()

    def _check_focus(self, event: Any) -> None:
        grab_news = event.type in (X.FocusIn, X.FocusOut) and event.mode in (X.NotifyGrab, X.NotifyUngrab)
        if self._holding and self._aim and not grab_news and not self._windows.has_keyboard(self._aim.id):
            self._given.clear()
            if self._sink:
                self._sink.focus_lost()

    def remap(self) -> None:
        """The keyboard has another layout now. Clients of XKB like us are not told; somebody else must."""
        self._keymap = self._context.keymap = Keymap(self._display)
        self._grabs.set(self._keymap, self._slash, self._hotkeys)

    # Taking and letting go.

    def settle(self) -> None:
        """Plays what was given; lets go when nothing is wanted and no swallowed key is still down."""
        if not self._holding or self._beat:
            return
        if len(self._given) > 1 and self.composing.method.composes:
            self._play_first()
        elif self._wanted or self._waits_for_release():
            self._play_given()
            self._let_click_go()
        else:
            self._try_to_let_go()

    def _take(self) -> bool:
        self._holding = self._grab()
        if self._holding:
            self._fingers.forget()
            self._player.forget()
            self._take_clicks()
        return self._holding

    def _grab(self) -> bool:
        """Takes the keyboard in the very window that has it, which so never hears that it was taken.

        Grabbed elsewhere, the window would lose its focus, and its input method would not be back in time
        for the keys that are given.
        """
        if self._aim:
            window = self._display.create_resource_object("window", self._aim.focus)
            with suppress(XError):  # gone meanwhile
                if (
                    window.grab_keyboard(False, X.GrabModeAsync, X.GrabModeAsync, X.CurrentTime)
                    == X.GrabSuccess
                ):
                    return True
        status = self._root.grab_keyboard(False, X.GrabModeAsync, X.GrabModeAsync, X.CurrentTime)
        return bool(status == X.GrabSuccess)

    def _take_clicks(self) -> None:
        """Where another program holds a button on the root window, clicks are not held back."""
        self._root.grab_button(
            X.AnyButton, X.AnyModifier, False, X.ButtonPressMask, X.GrabModeSync, X.GrabModeAsync,
            X.NONE, X.NONE, CatchError(BadAccess),
        )  # fmt: skip

    def _lift(self, codes: Iterable[int]) -> frozenset[int]:
        """Releases, unseen, the modifiers that are down and those of `codes`; returns the modifiers."""
        down = self._player.down()
        modifiers = down & self._keymap.held_codes
        self._player.release_unseen(modifiers | (down & set(codes)))
        return modifiers

    def _take_again(self, lifted: frozenset[int]) -> None:
        """The keyboard is ours again, and so are the modifiers the user holds, unseen by any window."""
        self._holding = self._grab()
        if self._holding:
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
                self._let_go()
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
        self._unheard = len(keys)
        lifted = self._lift(key.code for key in keys)
        self._grabs.lift()  # our own slash must not trigger us
        self._display.ungrab_keyboard(X.CurrentTime)
        for key in keys:
            self._player.tap(key, self._keymap, lasting=last_time and self._fingers.hold(key))
        self._take_again(lifted)
        self._grabs.put_back()
        self._fingers.played(key.code for key in keys)

    def _aimed_right(self) -> bool:
        return self._aim is not None and self._windows.has_keyboard(self._aim.id)

    def _waits_for_release(self) -> bool:
        """Whether a key is down of whose press the window must not know."""
        if not self._fingers.swallowed(self._given):
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
        if self._click and not self._wanted:
            self._display.allow_events(X.ReplayPointer, self._click.time)
            self._display.flush()
            self._click = None
            self._context.lose(self._unheard)

    def _let_go(self) -> None:
        self._holding = self._wanted = False
        self._given.clear()
        self._fingers.forget()
        self._player.forget()
        self._aim = None
        self._stop_limit()
        self._windows.watch(None)
        self._root.ungrab_button(X.AnyButton, X.AnyModifier, onerror=CatchError(XError))
        self._display.ungrab_keyboard(X.CurrentTime)
        self._let_click_go()
        self._display.allow_events(X.AsyncBoth, X.CurrentTime)
        self._display.flush()

    def _look_once_more(self) -> None:
        """A key that came between the last look and the letting go was swallowed: it is played now."""
        late = any(event.type == X.KeyPress for event in self._display.display.event_queue)
        if late and not self._holding:
            here = self._windows.focused()
            self.hold(here)
            self._wanted = False
