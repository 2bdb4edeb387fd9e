"""Which keys went down while the keyboard was held, and what the window knows of them."""

from collections.abc import Iterable

from quickreply.core.keys import Key, Named


class Fingers:
    """Keys by the system's numbers. One that was played is done with: the window has seen it come and go."""

    def __init__(self) -> None:
        self._down: dict[int, Key | None] = {}

    def forget(self) -> None:
        """The hold begins or ends."""
        self._down.clear()

    def press(self, key: Key) -> None:
        """A key went down."""
        self._down[key.code] = key

    def repeats(self, code: int) -> bool:
        """Whether a press of this key is no new one."""
        return self._down.get(code) is not None

    def lift(self, code: int) -> bool:
        """A key went up; False if it had gone down before the hold."""
        known = code in self._down
        self._down.pop(code, None)
        return known

    def played(self, codes: Iterable[int]) -> None:
        """Playing a key releases it, so its real release never comes and its next press is a new one."""
        self._down.update(dict.fromkeys(self._down.keys() & set(codes)))

    def hold(self, key: Key) -> bool:
        """Whether this very press still lasts."""
        down = self._down.get(key.code)
        return down is not None and down.serial == key.serial

    def swallowed(self, given: Iterable[Key] = ()) -> frozenset[int]:
        """Keys that are down and of whose press the window must not know; not those that are to be given."""
        serials = {key.serial for key in given}
        return frozenset(
            code
            for code, key in self._down.items()
            if key and key.named is not Named.MODIFIER and key.serial not in serials
        )
