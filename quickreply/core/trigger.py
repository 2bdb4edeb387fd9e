"""What a key does while a code is being typed: a function from (state, key) to (state, act).

The key table of the design, row by row. Knows no clock, no window and no keyboard.
"""

import unicodedata
from dataclasses import dataclass, replace
from typing import Protocol

from quickreply.core.keys import Key, Named
from quickreply.core.phrase import Phrase
from quickreply.core.search import COUNTED, SHOWN, Matches, Rank
from quickreply.core.settings import Boundary, Fire
from quickreply.core.usage import How

PAGE = 8
"""Rows that PgUp and PgDn jump; the list shows as many."""


class Lookup(Protocol):
    """What the letters behind the slash find."""

    def __call__(self, typed: str, limit: int = SHOWN) -> Matches:
        """At most `limit` rows of it."""


@dataclass(frozen=True, slots=True)
class Idle:
    """No code is being typed."""


@dataclass(frozen=True, slots=True)
class Open:
    """The list is open. `keys` are the slash and the letters behind it, `row` the highlighted row."""

    keys: tuple[Key, ...]
    typed: str
    matches: Matches
    row: int | None = None
    moved: bool = False
    """Whether the user chose the row, so that Space inserts it."""


@dataclass(frozen=True, slots=True)
class Astray:
    """What was typed began something once, but the last letter leaves no candidate."""

    keys: tuple[Key, ...]
    typed: str
    matches: Matches


Typing = Open | Astray
State = Idle | Typing


@dataclass(frozen=True, slots=True)
class Listen:
    """Nothing happens outside; the list may have changed."""


@dataclass(frozen=True, slots=True)
class GiveBack:
    """These keys belong to the window after all, in this order."""

    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Drop:
    """An unfinished code is forgotten, so that the next Enter cannot send it; `keys` go on to the window."""

    keys: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class Insert:
    """The user chose this phrase."""

    phrase: Phrase
    how: How


Act = Listen | GiveBack | Drop | Insert
Outcome = tuple[State, Act]


def opens(boundary: Boundary, before: str | None) -> bool:
    """Whether a slash begins a code behind the character `before`; None, unknown, lets it.

    Behind a dead key, which leaves nothing yet, the slash belongs to the character it makes.
    """
    if before == "":
        return False
    if boundary is Boundary.ANYWHERE or before is None:
        return True
    if boundary is Boundary.WORD:
        return before.isspace()
    return not (_spells(before) or before in ":/.")


def begin(key: Key, look: Lookup) -> Open:
    """The list opens at the slash; nothing is highlighted yet."""
    return Open((key,), "", look(""))


def feed(state: Typing, key: Key, look: Lookup, fire: Fire = Fire.ACCEPT) -> Outcome:
    """What `key` does."""
    if key.named is Named.MODIFIER or (key.repeated and key.named not in _REPEATING):
        return state, Listen()
    if key.shortcut:
        return abandon(state, key)
    match key.named:
        case Named.ESCAPE:
            return _give_back(state)
        case Named.BACKSPACE:
            return _shorten(state, look)
        case Named.ENTER | Named.TAB:
            return _accept(state)
        case Named.SPACE:
            return _space(state, key)
        case Named.CHARACTER if key.char:
            return _letter(state, key, look, fire)
        case Named.UP | Named.DOWN | Named.PAGE_UP | Named.PAGE_DOWN if isinstance(state, Open):
            return move(state, _STEPS[key.named], look), Listen()
        case Named.LEFT | Named.RIGHT if isinstance(state, Open) and _has_steps(state):
            return step(state, 1 if key.named is Named.RIGHT else -1), Listen()
        case _:
            return abandon(state, key)


def abandon(state: Typing, key: Key | None = None) -> Outcome:
    """The user turned to something else: an unfinished code is dropped, anything else given back."""
    then = (key,) if key else ()
    if state.matches.begins:
        return Idle(), Drop(then)
    return Idle(), GiveBack((*state.keys, *then))


def move(state: Open, rows: int, look: Lookup) -> Open:
    """The highlight moves by `rows`; by one it goes round, by a page it stops at the ends.

    Where it comes near the last row that was made, the others are.
    """
    if state.matches.unmade and _nears_end(state, rows):
        state = replace(state, matches=state.matches.followed_by(look(state.typed, COUNTED)))
    last = len(state.matches.rows) - 1
    if last < 0:
        return state
    if state.row is None:
        row = last if rows == -1 else 0
    elif abs(rows) == 1:
        row = (state.row + rows) % (last + 1)
    else:
        row = min(max(state.row + rows, 0), last)
    return replace(state, row=row, moved=True)


def step(state: Open, steps: int) -> Open:
    """The highlighted row shows a wording further on or back, up to the last and the first, and is chosen."""
    if state.row is None:
        return state
    rows = list(state.matches.rows)
    phrase = rows[state.row].phrase
    other = phrase.at((phrase.step or 0) + steps)
    rows[state.row] = replace(rows[state.row], phrase=other, text_spans=())
    return replace(state, matches=replace(state.matches, rows=tuple(rows)), moved=True)


def _has_steps(state: Open) -> bool:
    return state.row is not None and bool(state.matches.rows[state.row].phrase.wordings)


def choose(state: Typing, row: int) -> Outcome:
    """The row was clicked, or picked by its digit."""
    if isinstance(state, Open) and 0 <= row < len(state.matches.rows):
        return Idle(), _insert(state, row)
    return state, Listen()


def _spells(char: str) -> bool:
    """Whether words are spelled with it: a digit, or a letter of an alphabet with capitals.

    Not a Hanzi (category Lo): Chinese has no spaces between words, so a code stands right behind one.
    """
    return char.isalnum() and unicodedata.category(char) != "Lo"


def _nears_end(state: Open, rows: int) -> bool:
    """A page before the end, so that the list can show what follows; the first row is next to the last."""
    row = state.row or 0
    return row + rows + PAGE >= len(state.matches.rows) or (rows == -1 and row == 0)


_STEPS = {Named.UP: -1, Named.DOWN: 1, Named.PAGE_UP: -PAGE, Named.PAGE_DOWN: PAGE}
_REPEATING = {Named.BACKSPACE, *_STEPS}


def _give_back(state: Typing, key: Key | None = None) -> Outcome:
    return Idle(), GiveBack((*state.keys, key) if key else state.keys)


def _shorten(state: Typing, look: Lookup) -> Outcome:
    if not state.typed:
        return Idle(), Drop()
    return _listing(state.keys[:-1], look), Listen()


def _accept(state: Typing) -> Outcome:
    """Enter and Tab themselves never reach the window."""
    if isinstance(state, Open) and state.row is not None:
        return Idle(), _insert(state, state.row)
    return _give_back(state)


def _space(state: Typing, key: Key) -> Outcome:
    if isinstance(state, Open) and state.moved and state.row is not None:
        return Idle(), _insert(state, state.row)
    if state.matches.exact:
        return Idle(), Insert(state.matches.exact, How.CODE)
    return _give_back(state, key)


def _letter(state: Typing, key: Key, look: Lookup, fire: Fire) -> Outcome:
    if isinstance(state, Astray):
        return _give_back(state, key)
    longer = _listing((*state.keys, key), look)
    if key.char.isascii() and key.char.isdigit() and not longer.matches.begins:
        return _digit(state, key, longer)
    if isinstance(longer, Open):
        final = fire is Fire.INSTANT and longer.matches.final and longer.matches.exact
        return (Idle(), Insert(final, How.CODE)) if final else (longer, Listen())
    return (longer, Listen()) if state.typed else _give_back(state, key)


def _digit(state: Open, key: Key, longer: Typing) -> Outcome:
    if not (state.typed or state.moved):
        return _give_back(state, key)
    row = int(key.char) - 1
    if 0 <= row < len(state.matches.rows):
        return choose(state, row)
    return Astray(longer.keys, longer.typed, Matches(longer.typed)), Listen()


def _listing(keys: tuple[Key, ...], look: Lookup) -> Typing:
    """What the letters find; if no code begins so, what their keys find in a Latin layout."""
    typed = "".join(key.char for key in keys[1:])
    matches = look(typed)
    if not matches.begins and any(key.latin for key in keys):
        latin = "".join(key.latin or key.char for key in keys[1:])
        found = look(latin)
        if found.begins or (found.rows and not matches.rows):
            typed, matches = latin, found
    if typed and not matches.rows:
        return Astray(keys, typed, matches)
    return Open(keys, typed, matches, 0 if typed else None)


def _insert(state: Open, row: int) -> Insert:
    chosen = state.matches.rows[row]
    return Insert(chosen.phrase, How.CODE if chosen.rank is Rank.CODE else How.LIST)
