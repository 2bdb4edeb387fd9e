"""Keys as the trigger sees them: what a press means, whatever the keyboard."""

from dataclasses import dataclass
from enum import Enum, auto


class Named(Enum):
    """What kind of key it is."""

    CHARACTER = auto()
    SPACE = auto()
    ENTER = auto()
    TAB = auto()
    BACKSPACE = auto()
    ESCAPE = auto()
    UP = auto()
    DOWN = auto()
    PAGE_UP = auto()
    PAGE_DOWN = auto()
    LEFT = auto()
    RIGHT = auto()
    """Left and right: another wording of the highlighted phrase, if it has several."""
    DEAD = auto()
    """A dead or Compose key: what it becomes is settled by the next one. Begins nothing."""
    OTHER = auto()
    """Home, Delete, F5 …: means nothing to the list, so it ends it."""
    MODIFIER = auto()
    """Shift, Ctrl, Caps Lock, layout keys: never given back by themselves."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key that went down.

    `char` is what it would type, empty if nothing. `code` and `state` are the system's own numbers
    for the key and the modifiers held with it; only the adapter that made the key reads them.
    """

    named: Named
    char: str = ""
    latin: str = ""
    """What the same key types in a Latin layout, where `char` is of another script; else empty."""
    prefix: bool = False
    """Whether it is the slash key (the one of the settings), not the keypad's."""
    pick: bool = False
    """Whether it may choose a row in the palette, if that is open."""
    shortcut: bool = False
    """Whether Ctrl, Alt or Super is held."""
    repeated: bool = False
    code: int = 0
    state: int = 0
    serial: int = 0
    """Tells two presses of the same key apart."""

    @property
    def leaves(self) -> str | None:
        """The character that now stands before the caret; None if that is unknown.

        Empty behind a dead key: the next key is still part of what it begins.
        """
        if self.shortcut:
            return None
        if self.named is Named.DEAD:
            return ""
        if self.named in _BLANKS:
            return _BLANKS[self.named]
        return self.char or None


_BLANKS = {Named.SPACE: " ", Named.ENTER: "\n", Named.TAB: "\t"}
