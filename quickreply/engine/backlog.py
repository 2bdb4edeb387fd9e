"""What is done at the keyboard while it is still to be seen where it goes."""

from collections.abc import Callable, Iterable

from quickreply.core.keys import Key

Turn = Callable[[], object]
"""A click, a hotkey: something else than a key, in its place among the keys."""


class Backlog:
    """Keys and what comes between them, in order."""

    def __init__(self) -> None:
        self._waiting: list[Key | Turn] = []
        self._clicks = 0

    def add(self, *keys: Key) -> None:
        """Keys wait."""
        self._waiting.extend(keys)

    def click(self, act: Turn) -> None:
        """A click waits."""
        self._waiting.append(act)
        self._clicks += 1

    def turn(self, act: Turn) -> None:
        """A hotkey waits."""
        self._waiting.append(act)

    def take(self, press: Callable[[Key], None]) -> None:
        """Lets everything come: what has to wait once more is added anew."""
        waiting, self._waiting = self._waiting, []
        self._clicks = 0
        for one in waiting:
            press(one) if isinstance(one, Key) else one()

    def clear(self) -> bool:
        """Forgets everything; whether there was more than clicks."""
        waiting, clicks = len(self._waiting), self._clicks
        self._waiting, self._clicks = [], 0
        return waiting > clicks

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys alone."""
        return tuple(_keys(self._waiting))


def _keys(waiting: Iterable[Key | Turn]) -> Iterable[Key]:
    return (one for one in waiting if isinstance(one, Key))
