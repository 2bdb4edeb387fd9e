"""Whose key is whose, among those that come to us while the keyboard is held and we play on it.

Told by the order and the time in which devices say it. By key alone a slash of the user's that waits would be
taken for one of ours behind it.
"""

from collections.abc import Iterable
from typing import Any

from Xlib import X
from Xlib.display import Display
from Xlib.protocol.event import KeyPress, KeyRelease

from quickreply.desktop.devices_x11 import Devices, Said
from quickreply.desktop.player_x11 import Player


class Hearing:
    """Follows single devices for a moment, and takes our own keys out of the events that wait.

    The server drops a press of a key that is down already, and a release of one that is up. So what the user
    did to a key that we had down or up at that moment does not come; it is put in where it belongs.
    """

    def __init__(self, display: Display, player: Player) -> None:
        self._display = display
        self._player = player
        self._devices = Devices(display)
        self._before = 0
        self._coming: list[Said] = []
        self._missed: set[int] = set()
        self.down: set[int] = set()
        """Keys that are down by the server's account."""
        self.fingers: set[int] = set()
        """Keys that the user has down, whatever we played since."""

    def begin(self) -> None:
        """From the same moment on for keys, devices and events: one in which nobody says anything."""
        self._devices.listen()
        self.down = set(self._player.look())
        while self._devices.heard():
            self.down = set(self._player.look())
        self.fingers = set(self.down)
        self._coming.clear()
        self._missed.clear()
        self._before = len(self._events())

    def end(self) -> None:
        """All is told apart."""
        self._devices.stop()

    def waiting(self) -> list[Any]:
        """Key events that are still to be handled."""
        return list(filter(_is_key, self._events()))

    def hear(self) -> list[Said]:
        """What has been said by now; a round trip."""
        self._display.sync()
        return self._devices.heard()

    def follow(self, said: Iterable[Said]) -> None:
        """This goes to the window and does not come to us."""
        for word in said:
            self._changes(word)

    def sort(self, said: Iterable[Said] = (), *, ours_alone: bool = False) -> list[Said]:
        """Takes our own keys out of those that came; returns what the user did.

        `said` has been heard before; with `ours_alone` what the user did goes to the window.
        """
        said = [*said, *self.hear()]
        others = [word for word in said if not word.ours]
        for word in said:
            if self._changes(word):
                self._coming.append(word)
            elif not word.ours and not ours_alone:
                self._missed.add(id(word))
                self._coming.append(word)
        queue = self._events()
        queue[self._before :] = self._sorted(queue[self._before :])
        self._before = len(queue)
        return others

    def skip(self) -> None:
        """What was said by now went to the window, and what came is the user's."""
        self.follow(self.hear())
        self._before = len(self._events())

    def put_right(self) -> None:
        """Has those keys down, unseen by any window, that the fingers have down."""
        while odd := self.fingers ^ self.down:
            self._player.press(odd - self.down)
            self._player.release(odd & self.down)
            self.sort()

    def _sorted(self, events: list[Any]) -> list[Any]:
        result = []
        for event in events:
            word = next((word for word in self._coming if _says(word, event)), None)
            if word:
                result += self._made_up(self._coming.index(word), event)
                self._coming.remove(word)
            if not word or not word.ours:
                result.append(event)
        waits = (place for place, word in enumerate(self._coming) if id(word) not in self._missed)
        return result + self._made_up(next(waits, len(self._coming)), (self.waiting() or [None])[-1])

    def _made_up(self, count: int, like: Any) -> list[Any]:
        """Events for those of the next `count` words that did not come."""
        missed = [word for word in self._coming[:count] if id(word) in self._missed]
        gone = set(map(id, missed))
        self._coming = [word for word in self._coming if id(word) not in gone]
        self._missed -= gone
        return [self._event(word, like.state if like else 0) for word in missed]

    def _event(self, word: Said, state: int) -> Any:
        kind = KeyPress if word.kind == X.KeyPress else KeyRelease
        root = self._display.screen().root
        place = {"root_x": 0, "root_y": 0, "event_x": 0, "event_y": 0}
        return kind(
            detail=word.code, time=word.time, state=state,
            window=root, root=root, child=X.NONE, same_screen=1, **place,
        )  # fmt: skip

    def _changes(self, word: Said) -> bool:
        """Whether it makes a difference to the common keyboard."""
        before = word.code in self.down
        for keys in (self.down,) if word.ours else (self.down, self.fingers):
            (keys.add if word.kind == X.KeyPress else keys.discard)(word.code)
        return bool(before is not (word.kind == X.KeyPress))

    def _events(self) -> list[Any]:
        events: list[Any] = self._display.display.event_queue
        return events


def _is_key(event: Any) -> bool:
    return event.type in (X.KeyPress, X.KeyRelease)


def _says(word: Said, event: Any) -> bool:
    return _is_key(event) and (word.kind, word.code, word.time) == (event.type, event.detail, event.time)
