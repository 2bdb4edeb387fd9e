"""What an input method holds back: how many letters are being composed, as far as keys and its window tell.

An input method takes letters and commits Hanzi later. A slash in between belongs to it, so we must know
whether a composition is open. No program is told that; what can be known is counted here: letters since
the last key that commits (a number, never which ones), corrected by what the candidate window does.
Where both are silent the composition counts as open: a code that is missed can be typed again, a broken
composition is text lost.
"""

from dataclasses import dataclass, replace
from enum import Enum, StrEnum, auto
from fnmatch import fnmatchcase

from quickreply.core.keys import Key, Named

HANZI = "字"
"""Stands for whatever was committed: it is the kind of character that counts, not which one."""

_LATIN = "a"


class Power(StrEnum):
    """Whether letters are composed right now."""

    ON = "on"
    OFF = "off"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Method:
    """The input method of the window typed in. Without `framework` none runs."""

    framework: str = ""
    """`fcitx5` or `ibus`."""
    engine: str = ""
    """What it composes with, by its own name: `pinyin`, `wbx`, `libpinyin`."""
    power: Power = Power.UNKNOWN

    def __str__(self) -> str:
        """As a person reads it: `fcitx5 pinyin on`; empty if none runs."""
        return " ".join(filter(None, (self.framework, self.engine, self.framework and self.power)))

    @property
    def composes(self) -> bool:
        """Whether letters may be composed: one that runs and does not say may."""
        return bool(self.framework) and self.power is not Power.OFF

    @property
    def full(self) -> int:
        """Letters that fill a code: that letter may commit by itself, the next one does. 0 if none."""
        return next((full for pattern, full in _FULL.items() if fnmatchcase(self.engine, pattern)), 0)

    @property
    def closing(self) -> str:
        """Marks that commit what is composed, for certain; for others its window has to tell."""
        return _CLOSING.get(self.engine, "")


class Last(Enum):
    """What the last key was: what a window that opens or closes behind it means."""

    LETTER = auto()
    MARK = auto()
    """A character that may open something, like a quick phrase; also Backspace."""
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Composition:
    """What is composed, and what stands before the caret where nothing is."""

    letters: int = 0
    before: str | None = None
    """What stands before the composition; None if unknown."""
    last: Last = Last.OTHER
    moved: bool = False
    """Whether another candidate than the first may be highlighted: choosing it may leave a rest."""
    window: bool = False
    """Whether the candidate window can be seen."""

    @property
    def open(self) -> bool:
        """Whether a slash would go into a composition."""
        return self.letters > 0


def typed(was: Composition, key: Key, method: Method) -> Composition:
    """What a key leaves."""
    if key.named is Named.MODIFIER:
        return replace(was, last=Last.OTHER)
    if not method.composes:
        return _plain(was, key)
    if key.shortcut:
        return replace(was, before=None, last=Last.OTHER)
    if _is_letter(key):
        full = method.full and was.letters >= method.full
        return replace(was, letters=1 if full else was.letters + 1, last=Last.LETTER, moved=False)
    return _composing(was, key, method) if was.open else _literal(was, key)


def clicked(was: Composition) -> Composition:
    """A click, or another window: nothing is composed any more, and nobody knows what stands there."""
    return Composition(window=was.window)


def switched(was: Composition, old: Method, new: Method) -> Composition:
    """Another method is on, or none any more: letters that were composed then stand there as they are.

    Where it was on already and not known to be, nothing is known of what stands before the letters.
    """
    if not was.open or old.composes == new.composes:
        return was
    return replace(was, before=None) if new.composes else Composition(before=_LATIN, window=was.window)


def opened(was: Composition, method: Method) -> Composition:
    """The candidate window has appeared. Behind a letter that is no news; behind a mark something began.

    Behind anything else it tells the name of the method that was just switched on.
    """
    begun = method.composes and not was.open and was.last is Last.MARK
    return replace(was, window=True, letters=1 if begun else was.letters)


def closed(was: Composition, method: Method) -> Composition:
    """The candidate window has gone: committed, unless the last letter has just left no candidate."""
    stays = was.last is Last.LETTER and was.letters != method.full
    return replace(was, window=False) if stays or not was.open else _committed(replace(was, window=False))


def _composing(was: Composition, key: Key, method: Method) -> Composition:
    """A key inside of a composition."""
    match key.named:
        case Named.ENTER:
            return _committed(was)
        case Named.SPACE:
            return _chosen(was, method) if was.moved else _committed(was)
        case Named.ESCAPE:
            return Composition(before=was.before, window=was.window)
        case Named.BACKSPACE:
            left = max(was.letters - 1, int(was.window))  # not only letters are composed: xi'an
            return replace(was, letters=left, last=Last.MARK, moved=False)
        case Named.CHARACTER if key.char.isdigit():
            return _chosen(was, method)
        case Named.CHARACTER if key.char in method.closing:
            return replace(_committed(was), before=_MARKS.get(key.char, key.char), last=Last.MARK)
        case Named.CHARACTER:
            return replace(was, last=Last.MARK, moved=True)
        case _:
            return replace(was, last=Last.OTHER, moved=True)


def _chosen(was: Composition, method: Method) -> Composition:
    """A candidate was chosen. By sound it may be shorter than what was typed, and only the window knows."""
    waits = was.window and not method.full
    return replace(was, last=Last.OTHER, moved=False) if waits else _committed(was)


def _committed(was: Composition) -> Composition:
    return Composition(before=HANZI, window=was.window)


def _literal(was: Composition, key: Key) -> Composition:
    """A key with nothing composed: it goes into the text, its full-width form for some."""
    left = key.leaves
    mark = (key.named is Named.CHARACTER and not key.char.isdigit()) or key.named is Named.BACKSPACE
    before = _MARKS.get(left or "", left)
    return Composition(before=before, last=Last.MARK if mark else Last.OTHER, window=was.window)


def _plain(was: Composition, key: Key) -> Composition:
    """Nothing is composed. Letters count all the same: that it is on may be known behind the first only."""
    letters = was.letters + 1 if _is_letter(key) and not key.shortcut else 0
    return Composition(letters, key.leaves, Last.LETTER if letters else Last.OTHER, window=was.window)


def _is_letter(key: Key) -> bool:
    return key.named is Named.CHARACTER and key.char.isascii() and key.char.isalpha()


_MARKS = {":": "：", ".": "。"}
"""No part of a URL or a number when an input method types them."""

_FULL = {"wb*": 4, "wubi*": 4, "table:wubi*": 4}
"""Wubi, by the names fcitx5 (`wbx`, `wbpy`) and ibus (`table:wubi-jidian86`) have for it."""

_CLOSING = {
    "pinyin": ',.!?:()"\\',
    "shuangpin": ',.!?:()"\\',
    "wbx": ",.!?:()\"\\[]'",
    "wbpy": ",.!?:()\"\\[]'",
    "rime": '!?:()"',
}
"""By engine, as tried in fcitx5. Rime turns pages with `,` and `.`; libpinyin takes no mark meanwhile."""
