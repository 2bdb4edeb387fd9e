"""The key tap on X11: what comes from the X server, and who takes it.

The slash is grabbed passively and *synchronously* on the root window, and so are the keys that choose a row
on the palette's own window. When one goes down the server has frozen the keyboard already, so no key can slip
through until we hold it or replay the key. How it is held and let go: `hold_x11`.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from Xlib import X
from Xlib.display import Display

from quickreply.core.keys import Key, Named
from quickreply.core.ports import Loop, Rect
from quickreply.desktop.context_x11 import Context
from quickreply.desktop.grabs_x11 import Grabs
from quickreply.desktop.hold_x11 import HeldKeyboard
from quickreply.desktop.keymap_x11 import Keymap
from quickreply.desktop.sink import Sink
from quickreply.desktop.twin_x11 import Twin
from quickreply.desktop.window_x11 import WindowsX11
from quickreply.desktop.xkb_x11 import Xkb
from quickreply.engine.composing import Composing
from quickreply.engine.desk import Hotkeys
from quickreply.engine.front import Caught
from quickreply.engine.hotkeys import Act, Typing

_WHEEL = range(4, 8)
_CROSSING = (X.FocusIn, X.FocusOut, X.LeaveNotify)


class KeyTap:
    """A `Tap` and a `Source`: one connection to the X server, used in the loop alone."""

    def __init__(self, display: Display, loop: Loop, windows: WindowsX11) -> None:
        self._display = display
        self._windows = windows
        self._xkb = Xkb(display)
        self._twin = Twin(display)
        self._twin.follow()
        self._keymap = Keymap(display, self._xkb.group())
        self._context = Context(display, self._keymap)
        self._grabs = Grabs(display, self._keymap)
        self._context.composing.warn(self._grabs.step_aside)
        self._context.left = self._left
        self._sink: Sink | None = None
        self._slash: str | None = None
        self._observing = False
        self._hotkeys: Hotkeys = {}
        self._serial = 0
        self._typed_in = 0
        self._outdated = False
        """Whether the keyboard has changed since its keys were looked at."""
        self.keyboard = HeldKeyboard(display, loop, windows, self._grabs, self._context)
        """What holds the keyboard and plays on it."""
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

    def catch(self, slash: str | None, hotkeys: Hotkeys, *, observe: bool = False) -> Caught:
        self._slash, self._hotkeys, self._context.slash = slash, hotkeys, slash or "/"
        self._typed_in = self._windows.focus()
        if slash:
            self._context.watch()
        else:
            self._context.forget()
        self._observing = observe and slash is not None
        if not self._grab_keys():  # another program holds the slash
            self._observing = True
            self._grab_keys()
        self._context.ear = self if self._observing else None
        armed = slash is not None and (self._context.available or not self._observing)
        return Caught(armed, self._grabs.refused, observing=self._observing)

    def _grab_keys(self) -> bool:
        return self._grabs.set(self._keymap, None if self._observing else self._slash, self._hotkeys)

    def catch_in(self, window: int | None, chords: Sequence[str]) -> None:
        self._grabs.set_in(window, chords)

    def close(self) -> None:
        """Plays what was given, lets go of everything and closes the connection."""
        self.keyboard.close()
        self._display.close()

    # Ear.

    def heard(self, key: Key) -> None:
        composing = self._context.composing
        if self._sink and not self.keyboard.holding and not (key.prefix and composing.open):
            self._sink.saw(key, composing.before, composes=composing.method.composes)

    def turned(self) -> None:
        if self._sink:
            self._sink.turned()

    def _left(self) -> None:
        if self._sink:
            self._sink.left()

    # Source.

    def fileno(self) -> int:
        return int(self._display.fileno())

    def waiting(self) -> bool:
        return bool(self._display.pending_events())  # which sends what has not been sent, too

    def ready(self) -> None:
        while self._display.pending_events():
            self.keyboard.heard()
            self._handle(self._display.next_event())
        self._look_at_keys()
        self.keyboard.settle()

    def behind(self) -> bool:
        return False  # python-xlib waits until everything is sent

    def stumbled(self) -> None:
        self.keyboard.let_go()
        if self._sink:
            self._sink.stumbled()

    # What comes from the server.

    def _handle(self, event: Any) -> None:
        if event.type not in (self._xkb.events, X.MappingNotify):
            self._look_at_keys()
        match event.type:
            case X.KeyPress if not self.keyboard.own(event):
                self._key_down(event)
            case X.KeyRelease if not self.keyboard.own(event):
                self.keyboard.up(event)
            case X.ButtonPress:
                self._button_down(event)
            case X.FocusIn | X.FocusOut | X.LeaveNotify | X.MapNotify | X.UnmapNotify | X.DestroyNotify:
                self._windows.takes(event)
                self._check_focus(event)
            case self._xkb.events | X.MappingNotify:
                self._outdated = True
            case _:
                self._look_where_keys_go()
                self._context.takes(event)

    def _key_down(self, event: Any) -> None:
        if self.keyboard.holding:
            self._held_key(event)
        elif act := self._grabs.hotkey(event.detail, event.state):
            self._hotkey(event, act)
        else:
            self._frozen_key(event)

    def _hotkey(self, event: Any, act: Act) -> None:
        """The keyboard is frozen here, until it is known whether what is typed behind is to wait."""
        self._context.came_to_us(event.detail, event.time)
        try:
            if isinstance(act, Typing) and self.composing.open:
                act.refuse()
            elif act() and self.keyboard.holding:
                self.keyboard.down(self._key(event))
        finally:
            if self.keyboard.holding:
                self._display.allow_events(X.AsyncKeyboard, event.time)
            else:
                self._display.ungrab_keyboard(event.time)
            self._display.flush()

    def _frozen_key(self, event: Any) -> None:
        """The keyboard is frozen here: every way out must thaw it."""
        mode = X.ReplayKeyboard
        try:
            key = self._key(event)
            ours = self._grabs.is_palette(event.window.id)
            if self._chooses(key, event) if ours else self._goes_to_us(key, event):
                mode = X.AsyncKeyboard
                self.keyboard.down(key)
                self._context.came_to_us(event.detail, event.time)
        finally:
            self._display.allow_events(mode, event.time)
            self._display.flush()

    def _chooses(self, key: Key, event: Any) -> bool:
        """If it is not taken, it is for the palette alone, even where that has lost the keyboard by now.

        Replayed by the server it would go to whoever has got it.
        """
        if key.pick and self._sink and self._sink.picks(key):
            return True
        self.keyboard.send(key, event.window.id)
        self._display.ungrab_keyboard(event.time)
        return False

    def _goes_to_us(self, key: Key, event: Any) -> bool:
        if self._grabs.is_claimed(event.window.id) and self._claims(key, event):
            return True
        return self._begins(key) or self._is_played_on(key)

    def _claims(self, key: Key, event: Any) -> bool:
        """Whether somebody has typed is asked there, and this key is not that."""
        self._context.came_to_us(event.detail, event.time)
        taken = self._sink is not None and self._sink.claims(key)
        if not taken:
            self._context.went_on()
        return taken

    def _begins(self, key: Key) -> bool:
        if not key.prefix or self._sink is None or self.composing.open:
            return False
        self._look_where_keys_go()  # the raw news of this key may come behind it
        begun = self._sink.begins(key, self._context.before)
        if begun:
            self.composing.taken()
        return begun

    def _is_played_on(self, key: Key) -> bool:
        """Replayed by the server, a key of the second layout is one of the first to xterm and Qt."""
        if not self._keymap.layout or not self.keyboard.hold(self._windows.focused()):
            return False
        self.keyboard.give((key,))
        self.keyboard.release()
        return True

    def _held_key(self, event: Any) -> None:
        self._context.came_to_us(event.detail, event.time)
        key = self._key(event, repeated=self.keyboard.repeats(event.detail))
        act = self._grabs.hotkey(event.detail, event.state)
        if act and not key.repeated:
            if act():
                self.keyboard.down(key)
            return
        self.keyboard.down(key)
        if not act and key.named is not Named.MODIFIER and self._sink:
            self._sink.press(key)

    def _key(self, event: Any, *, repeated: bool = False) -> Key:
        self._serial += 1
        code, state = event.detail, event.state
        key = self._keymap.key(code, state, self._slash or "/", repeated=repeated, serial=self._serial)
        return replace(key, pick=True) if self._grabs.picks(code, state) else key

    def _button_down(self, event: Any) -> None:
        """The pointer is frozen here: the click goes on when what was typed has come before it."""
        inside = self.list_area is not None and self.list_area.holds(event.root_x, event.root_y)
        if event.detail in _WHEEL or inside or not self._sink:
            self.keyboard.clicks.replay()
            return
        self.keyboard.clicks.keep(event)
        self._sink.click()

    def _check_focus(self, event: Any) -> None:
        grab_news = event.type in _CROSSING and event.mode in (X.NotifyGrab, X.NotifyUngrab)
        if not grab_news and self.keyboard.misses_aim() and self._sink:
            self._sink.focus_lost()

    def _look_where_keys_go(self) -> None:
        """Where no window has the keyboard, nobody tells that the pointer is in another one."""
        if self._windows.by_pointer:
            before, self._typed_in = self._typed_in, self._windows.focus()
            if before != self._typed_in:
                self._context.turn()

    def _look_at_keys(self) -> None:
        """Once for a row of news: every program that plays a key may come with a keyboard of its own."""
        if not self._outdated:
            return
        self._outdated, before = False, self._keymap
        self._twin.follow()  # also where the keys mean the same: it may have changed by itself
        self._keymap = self._context.keymap = Keymap(self._display, self._xkb.group())
        if self._keymap.all != before.all:
            self._grab_keys()
