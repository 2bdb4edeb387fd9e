"""The way through a keyboard that is held: keys of ours reach the window between two of the user's.

The server looks for news of its keyboards between any two requests. So a key could go down in the middle of
what we play, and a release just before a press of ours is made to last: the first stands in the wrong place
then, the second never ends. (Both were seen in one of three lines typed at 2 ms a key on a keyboard that is
not XTEST's.) Hence all or nothing:

1. The keyboard is frozen: what it says waits in the server, and what we play waits behind it.
2. What we play ends with a mark, a key that no keyboard has, grabbed so that it freezes the keyboard again.
3. Has anybody pressed a key before we were done? Then all of it comes to us, ours is taken out, and we try
   again.
4. If not, the keyboard is let go: the server plays up to the mark, and what the user typed meanwhile still
   waits there, to go on to us or to the window.
"""

from collections.abc import Callable, Iterable
from typing import Any

from Xlib import X
from Xlib.display import Display
from Xlib.error import CatchError, XError

from quickreply.desktop.devices_x11 import Said
from quickreply.desktop.grabs_x11 import Grabs
from quickreply.desktop.grip_x11 import Grip
from quickreply.desktop.hearing_x11 import Hearing
from quickreply.desktop.keymap_x11 import Keymap
from quickreply.desktop.player_x11 import Player

Play = Callable[[], None]
"""Plays keys."""


class Passage:
    """To be used while the keyboard is held and nobody else is served."""

    def __init__(self, display: Display, player: Player, grabs: Grabs, grip: Grip) -> None:
        self._display = display
        self._grip = grip
        self._player = player
        self._grabs = grabs
        self._hearing = Hearing(display, player)
        self._behind: list[Said] = []
        self._mark = 0
        self._marked: Any = None

    def frozen(self) -> bool:
        """Freezes the keyboard; if a key is still to be handled, it goes on and this is False."""
        self._marked = None
        self._grip.take(frozen=True)
        self._display.sync()
        if self._hearing.waiting():
            self._grip.thaw()
            return False
        return True

    def through(
        self, play: Play, codes: Iterable[int], keymap: Keymap, *, lasting: Play | None = None
    ) -> bool:
        """Lets pass what `play` plays, which presses `codes`; False if the user came in between.

        With `lasting`, also if a key of before is still to be handled: it plays what comes last before the
        keyboard is let go, behind the mark if it can, which would end the repeating of a key. True leaves the
        keyboard frozen at the mark: `hold_on` or `leave` must follow.
        """
        self._begin()
        if lasting and self._hearing.waiting():
            self._end()
            return False
        lifted = self._lift(set(codes), keymap)
        self._grip.take(frozen=True)
        early = self._hearing.sort()
        said = self._play(play, lasting, keymap.free, lifted)
        if early or _others(said):
            self._grip.thaw()
            self._hearing.sort(said)
            self._hearing.put_right()
            self._end()
            return False
        place = next((place for place, word in enumerate(said) if word.code == keymap.free), len(said))
        self._hearing.follow(said[:place])
        self._behind = said[place:]
        self._mark = keymap.free
        self._open()
        return True

    def at_once(self, play: Play, codes: Iterable[int], keymap: Keymap) -> None:
        """Plays and goes on holding, whoever comes in between.

        For while a click waits: with the pointer frozen as well, keys that wait in the server make openbox
        keep the click for ever.
        """
        self._begin()
        lifted = self._lift(set(codes), keymap)
        self._hearing.sort()
        self._grabs.lift()
        self._player.set_out()
        self._grip.open()
        play()
        self._player.put_back()
        self._grabs.put_back()
        self._grip.take()
        self._hearing.skip()
        self._player.press(lifted)
        self._hearing.sort()
        self._end()

    def hold_on(self) -> None:
        """What the user typed behind the mark comes to us."""
        self._grip.take()
        self._close_behind()
        self._hearing.sort(self._behind)
        self._end()

    def leave(self) -> None:
        """What the user typed since it was frozen goes on to the window, and so does all that follows."""
        if not self._marked:
            self._grip.open()
            return
        self._close_behind()
        self._hearing.sort(self._behind, ours_alone=True)
        self._end()

    def release(self, codes: Iterable[int]) -> None:
        """Releases keys, unseen by any window."""
        self._begin()
        self._player.release(codes)
        self._hearing.sort()
        self._end()

    def _begin(self) -> None:
        self._player.spare_sticky_keys()
        self._hearing.begin()

    def _end(self) -> None:
        self._hearing.end()
        self._player.heed_two_keys()

    def _lift(self, codes: set[int], keymap: Keymap) -> set[int]:
        """Releases, unseen by any window, the modifiers that are down and those of `codes`.

        Returns those to be pressed again: the modifiers, and keys of whose press we have not heard yet.
        """
        last = {event.detail: event.type for event in self._hearing.waiting()}
        unheard = {code for code, kind in last.items() if kind == X.KeyPress}
        down = set(self._hearing.down)
        self._player.release(down & (keymap.held_codes | codes))
        return down & (keymap.held_codes | (codes & unheard))

    def _play(self, play: Play, lasting: Play | None, mark: int, lifted: set[int]) -> list[Said]:
        """Returns what was said meanwhile."""
        play()
        behind = not lifted and self._player.needs_no_switch()
        if lasting and not behind:
            lasting()
        self._player.mark(mark, lifted)
        if lasting and behind:
            lasting()
        return self._hearing.hear()

    def _open(self) -> None:
        """Lets the server play as far as the mark, without our own slash triggering us."""
        self._grabs.lift()
        self._marked = self._grip.window
        self._marked.grab_key(
            self._mark, X.AnyModifier, False, X.GrabModeAsync, X.GrabModeSync, CatchError(XError)
        )
        self._player.set_out()
        self._grip.open()
        self._player.put_back()
        self._grabs.put_back()

    def _close_behind(self) -> None:
        """No grab of the mark stays: a program may give that key a meaning, and nobody would thaw it."""
        self._grip.thaw()
        self._marked.ungrab_key(self._mark, X.AnyModifier, onerror=CatchError(XError))
        self._marked = None


def _others(said: list[Said]) -> bool:
    """Whether another device than ours said something before we had done."""
    end = max((place for place, word in enumerate(said) if word.ours), default=0)
    return any(not word.ours for word in said[:end])
