"""What a key does where the window gets it as well: a code is noticed there, and replaced by its phrase.

A function from (what was seen, key) to (what is seen now, what to replace). Only Space replaces, or the
last letter of a code that fires at once: Enter has sent the message by then, and nothing can be chosen.
"""

from dataclasses import dataclass
from typing import Self

from quickreply.core.keys import Key, Named
from quickreply.core.phrase import Phrase
from quickreply.core.search import Matches
from quickreply.core.settings import Fire
from quickreply.core.trigger import Lookup

LONGEST = 64
"""Letters behind a slash after which it is no code any more."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A slash, and what was typed behind it. All of it stands in the window."""

    typed: str = ""
    latin: str = ""
    """The same as the same keys type it in a Latin layout."""

    def longer(self, key: Key) -> Self:
        """A letter more."""
        return type(self)(self.typed + key.char, self.latin + (key.latin or key.char))

    def shorter(self) -> Self:
        """A letter less."""
        return type(self)(self.typed[:-1], self.latin[:-1])


@dataclass(frozen=True, slots=True)
class Replace:
    """The code `typed` stands in the window, `erase` characters with its slash and the key that ended it."""

    phrase: Phrase
    typed: str
    erase: int


def watch(
    seen: Seen | None, key: Key, look: Lookup, fire: Fire = Fire.ACCEPT
) -> tuple[Seen | None, Replace | None]:
    """What a key behind a slash leaves to be seen; a key that moves the caret leaves nothing."""
    if seen is None or key.named is Named.MODIFIER:
        return seen, None
    if key.shortcut:
        return None, None
    match key.named:
        case Named.SPACE:
            return None, _whole(seen, look)
        case Named.BACKSPACE if seen.typed:
            return seen.shorter(), None
        case Named.CHARACTER if key.char and len(seen.typed) < LONGEST:
            return _longer(seen.longer(key), look, fire)
        case _:
            return None, None


def _whole(seen: Seen, look: Lookup) -> Replace | None:
    exact = _find(seen, look).exact if seen.typed else None
    return Replace(exact, seen.typed, len(seen.typed) + 2) if exact else None


def _longer(seen: Seen, look: Lookup, fire: Fire) -> tuple[Seen | None, Replace | None]:
    if fire is Fire.INSTANT:
        matches = _find(seen, look)
        if matches.final and matches.exact:
            return None, Replace(matches.exact, seen.typed, len(seen.typed) + 1)
    return seen, None


def _find(seen: Seen, look: Lookup) -> Matches:
    matches = look(seen.typed)
    return matches if matches.begins or seen.latin == seen.typed else look(seen.latin)
