"""A small shelf of phrases, and keys written as text, for the tests of what a key does."""

import re
from itertools import count

from quickreply.core.keys import Key, Named
from quickreply.core.phrase import Phrase
from quickreply.core.search import COUNTED, SHOWN, Match, Matches, Rank
from quickreply.core.settings import Fire
from quickreply.core.trigger import (
    Act,
    Astray,
    Drop,
    GiveBack,
    Idle,
    Insert,
    Listen,
    Lookup,
    Open,
    Outcome,
    State,
    begin,
    feed,
)
from quickreply.core.usage import How

_TOKEN = re.compile(r"<(?P<name>[^>]+)>|(?P<char>.)", re.DOTALL)
_NAMED = {named.name.casefold().replace("_", "-"): named for named in Named}


def keys(text: str, *, first: int = 1) -> tuple[Key, ...]:
    """Keys as they are pressed: `/fh<enter>`, `<ctrl+c>`, `<repeated backspace>`, `<keypad />`.

    A name that is no kind of key (`<left>`, `<f5>`) types nothing. Every press has a serial of its own.
    """
    serials = count(first)
    return tuple(
        _key(token["name"], next(serials)) if token["name"] else _character(token["char"], next(serials))
        for token in _TOKEN.finditer(text)
    )


def _key(name: str, serial: int) -> Key:
    repeated, name = name.startswith("repeated "), name.removeprefix("repeated ")
    if name.startswith("ctrl+"):
        return Key(Named.CHARACTER, name.removeprefix("ctrl+"), shortcut=True, serial=serial)
    if name.startswith("keypad "):
        return Key(Named.CHARACTER, name.removeprefix("keypad "), serial=serial)
    if len(name) == 1:
        return Key(Named.CHARACTER, name, prefix=name == "/", repeated=repeated, serial=serial)
    return Key(_NAMED.get(name, Named.OTHER), repeated=repeated, serial=serial)


def _character(char: str, serial: int) -> Key:
    return Key(Named.CHARACTER, char, prefix=char == "/", serial=serial)


def phrase(number: int, code: str, title: str = "") -> Phrase:
    return Phrase(number, 1, None, code, title, f"The text of {code or title}.")


PHRASES = tuple(
    phrase(number, code, title)
    for number, (code, title) in enumerate(
        [
            ("fh", "shipping"),
            ("fhd", "shipping date"),
            ("th", "returns"),
            ("dz1", "address one"),
            ("dz12", "address twelve"),
            ("7t", "seven days"),
            ("", "price list"),
            ("", "picture of the product"),
            *[(f"m{letter}", f"size {letter}") for letter in "abcdefghijkl"],
        ],
        start=1,
    )
)

PINNED = PHRASES[:3]


def look(typed: str, limit: int = SHOWN) -> Matches:  # noqa: ARG001 - there are fewer
    """What the shelf finds: the pinned phrases before anything is typed, then codes, then titles."""
    if not typed:
        return Matches("", tuple(Match(phrase, Rank.OFFERED, phrase.code) for phrase in PINNED), 3)
    begun = sorted(
        (phrase for phrase in PHRASES if phrase.code.startswith(typed)), key=lambda phrase: len(phrase.code)
    )
    titled = [phrase for phrase in PHRASES if phrase.title.startswith(typed) and phrase not in begun]
    exact = next((phrase for phrase in begun if phrase.code == typed), None)
    rows = (
        *(Match(p, Rank.CODE if p is exact else Rank.CODE_PREFIX, p.code) for p in begun),
        *(Match(p, Rank.TITLE, p.code) for p in titled),
    )
    return Matches(typed, rows, len(rows), exact, bool(begun), exact is not None and len(begun) == 1)


def empty(typed: str, limit: int = SHOWN) -> Matches:  # noqa: ARG001 - nor is there any
    """What a shelf without phrases finds."""
    return Matches(typed)


def many(typed: str, limit: int = SHOWN) -> Matches:
    """What a shelf finds that has more phrases than can be counted."""
    rows = tuple(Match(phrase(one, f"f{one}"), Rank.CODE_PREFIX, f"f{one}") for one in range(limit))
    return Matches(typed, rows, COUNTED + 1, begins=True)


def press(text: str, fire: Fire = Fire.ACCEPT, shelf: Lookup = look) -> Outcome:
    """Presses keys, the first a slash; all but the last must leave the list open."""
    slash, *rest = keys(text)
    state: State = begin(slash, shelf)
    act: Act = Listen()
    for key in rest:
        assert not isinstance(state, Idle), f"{text} was over before {key}"
        state, act = feed(state, key, shelf, fire)
    return state, act


def names(pressed: tuple[Key, ...]) -> str:
    """Keys as the tables write them; a key without a character by its kind."""
    return "".join(key.char or {Named.SPACE: " "}.get(key.named, f"<{key.named.name}>") for key in pressed)


def said(outcome: Outcome) -> tuple[str, str]:
    """What became of the code, in one word, and of what."""
    match outcome:
        case Open() as state, Listen():
            return "lists", state.typed
        case Astray() as state, Listen():
            return "astray", state.typed
        case Idle(), GiveBack(given):
            return "gives back", names(given)
        case Idle(), Drop(then):
            return "drops, passes on", names(then)
        case Idle(), Insert(phrase, How.CODE):
            return "inserts by code", phrase.code
        case Idle(), Insert(phrase, How.LIST):
            return "inserts from the list", phrase.code or phrase.title
        case _:
            raise AssertionError(outcome)
