"""Keys on their way to the window on X11: what was given and not played yet, and chords."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from Xlib.display import Display

from quickreply.core.keys import Key
from quickreply.desktop.clicks_x11 import Clicks
from quickreply.desktop.context_x11 import Context
from quickreply.desktop.fingers import Fingers
from quickreply.desktop.grabs_x11 import Grabs
from quickreply.desktop.grip_x11 import Grip
from quickreply.desktop.passage_x11 import Passage
from quickreply.desktop.player_x11 import Player
from quickreply.desktop.window_x11 import WindowsX11

_TRIES = 100
"""How often the user may come in between: one key each millisecond makes every second try fail.

Then it is played all the same: better in the wrong place than lost.
"""


class Given:
    """Plays to the window that is aimed at, and to no other, while the keyboard is held."""

    def __init__(
        self,
        display: Display,
        windows: WindowsX11,
        grabs: Grabs,
        context: Context,
        grip: Grip,
        fingers: Fingers,
        clicks: Clicks,
    ) -> None:
        self._display = display
        self._windows = windows
        self._context = context
        self._grip = grip
        self._fingers = fingers
        self._clicks = clicks
        self._player = Player(display)
        self._passage = Passage(display, self._player, grabs, grip)
        self.keys: list[Key] = []
        """Still to be played."""
        self.unheard = 0
        """Keys played last, of which the server's news has not been read."""

    def aimed_right(self) -> bool:
        """Whether the window they are meant for has the keyboard."""
        aim = self._grip.aim
        return aim is not None and self._windows.has_keyboard(aim.id)

    @contextmanager
    def undisturbed(self) -> Iterator[None]:
        """The server serves nobody else meanwhile; whatever happens in here, it is free afterwards."""
        self._display.grab_server()
        try:
            yield
        finally:
            self._display.ungrab_server()
            self._display.flush()

    def play(self) -> None:
        """Plays all of them and goes on holding."""
        while self.keys and self._grip.holding:
            with self.undisturbed():
                self._play_and_hold(self._next())

    def play_first(self) -> None:
        """Plays one alone."""
        rest, self.keys = self.keys[1:], self.keys[:1]
        self.play()
        self.keys = rest

    def chord(self, codes: Sequence[int], layout: int) -> bool:
        """Presses the keys of a chord, as they stand in a layout; False if it cannot be done."""
        with self.undisturbed():
            if not self.aimed_right():
                return False
            self._player.in_layout(layout, self._context.keymap)
            self._pass(partial(self._player.chord, codes), codes)
        self._fingers.played(codes)
        return self._grip.holding

    def play_last(self) -> bool:
        """Plays the rest, if nothing has arrived that is still to be handled.

        True leaves the keyboard frozen: `leave` must follow. To be used undisturbed.
        """
        keys = self._next()
        if not keys:
            return self._passage.frozen()
        if self.keys or self._clicks.wait:
            self._play_and_hold(keys)
            return False
        if self._play_lasting(keys):
            return True
        self.keys = [*keys]
        return False

    def leave(self) -> None:
        """Lets go; what the user typed meanwhile goes on to the window."""
        self._passage.leave()

    def show(self, key: Key, window: int, time: int) -> None:
        """Lets a window see a key, whoever has the keyboard."""
        self._player.send(key, window, time)

    def release(self, codes: Iterable[int]) -> None:
        """Releases keys, unseen by any window."""
        self._passage.release(codes)

    def _play_lasting(self, keys: Sequence[Key]) -> bool:
        """The last key may be one that we have grabbed: it would come back to us behind the mark."""
        count = len(keys) if keys[-1].prefix or keys[-1].pick else -1
        first, rest = (partial(self._tap, some, lasting=True) for some in (keys[:count], keys[count:]))
        codes = [key.code for key in keys]
        return self._passage.through(first, codes, self._context.keymap, lasting=rest)

    def _next(self) -> Sequence[Key]:
        """Those that were typed under the same locks and layout.

        Never for another window than the one they were typed in.
        """
        if self.keys and not self.aimed_right():
            self.keys.clear()
        locks = self._context.keymap.locks
        kinds = [(key.state & locks, key.state >> 13) for key in self.keys]
        count = next((n for n, kind in enumerate(kinds) if kind != kinds[0]), len(kinds))
        keys, self.keys = self.keys[:count], self.keys[count:]
        if keys:
            self._player.like(keys[0], self._context.keymap)
            self.unheard = len(keys)
        return keys

    def _play_and_hold(self, keys: Sequence[Key]) -> None:
        if keys:
            codes = [key.code for key in keys]
            self._pass(partial(self._tap, keys), codes)
            self._fingers.played(codes)

    def _pass(self, play: Callable[[], None], codes: Sequence[int]) -> None:
        """Plays to the window as soon as the user lets us, and goes on holding."""
        keymap = self._context.keymap
        tries = 0 if self._clicks.wait else _TRIES
        if any(self._passage.through(play, codes, keymap) for _ in range(tries)):
            self._passage.hold_on()
        else:
            self._passage.at_once(play, codes, keymap)

    def _tap(self, keys: Sequence[Key], *, lasting: bool = False) -> None:
        """The last time, a key that is still down lasts, and its real release follows."""
        for key in keys:
            self._player.tap(key, self._context.keymap, lasting=lasting and self._fingers.hold(key))
