"""Combinations of keys: how they are written, and which are in the way of something else."""

from collections.abc import Iterator, Mapping

from quickreply.core.delivery import Chord
from quickreply.core.words import Message, Refusal, mark

NONE = "none"

MALFORMED = mark("a combination like ctrl+alt+space, or none")

_MODIFIERS = ("ctrl", "alt", "shift", "super")
_OTHERWISE = {
    "control": "ctrl",
    "cmd": "super",
    "meta": "super",
    "win": "super",
    "del": "delete",
    "esc": "escape",
    "ins": "insert",
    "pagedown": "page_down",
    "pageup": "page_up",
    "return": "enter",
}
"""What people write, and what it is called here."""

_READ = {"page_up": "PgUp", "page_down": "PgDown", "escape": "Esc", "delete": "Del", "insert": "Ins"}

_ACCEPTING = frozenset({"enter", "tab", "space"})
_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-=[];',./\\`")
_SILENT = frozenset(
    {"backspace", "delete", "down", "end", "escape", "home", "insert", "left", "menu", "page_down", "page_up"}
    | {"pause", "print", "right", "up"}
    | {f"f{number}" for number in range(1, 25)}
)
_KEYS = _ACCEPTING | _CHARACTERS | _SILENT

_SAME = mark("{key} and {other} cannot both be {hotkey}.")
_RESERVED = mark("{key} cannot be {hotkey}: {why}")

_ACCEPTS = mark("Enter, Tab and Space insert the highlighted phrase, with Shift too.")
_TYPES = mark("Shift and that key type a character.")
_BEGINS = mark("that is the key that begins a code.")
_PASTES = mark("that pastes, and phrases are pasted with it.")
_PICKS = mark("that picks a row in the search window.")


def shown(hotkey: str) -> str:
    """How a person reads it: `ctrl+alt+page_up` is Ctrl+Alt+PgUp."""
    return "+".join(_READ.get(key, key.capitalize()) for key in hotkey.split("+"))


def chord(value: object) -> str:
    """How a combination is written here: `Alt + Ctrl+Del` becomes `ctrl+alt+delete`; `none` stays that.

    Raises:
        ValueError: it is none, or names a key that no keyboard has; its argument says what is taken.
    """
    text = str(value).replace(" ", "").casefold()
    if text == NONE:
        return NONE
    *held, key = (_OTHERWISE.get(name, name) for name in text.split("+"))
    known = set(held) <= set(_MODIFIERS) and len(set(held)) == len(held) > 0
    if not known or key not in _KEYS:
        raise ValueError(MALFORMED)
    return str(Chord(key, tuple(name for name in _MODIFIERS if name in held)))


def clashes(hotkeys: Mapping[str, str], prefix: str) -> Iterator[tuple[str, Refusal]]:
    """The settings whose combination is in the way of another one, each with what to say of it.

    `hotkeys` are combinations by their setting; of two that are the same the later one is told.
    """
    owners: dict[str, str] = {}
    for key, hotkey in hotkeys.items():
        if why := _reserved(Chord.parse(hotkey), prefix):
            yield key, Refusal(_RESERVED, key=key, hotkey=hotkey, why=why)
        elif hotkey in owners:
            yield key, Refusal(_SAME, key=owners[hotkey], other=key, hotkey=hotkey)
        else:
            owners[hotkey] = key


def _reserved(hotkey: Chord, prefix: str) -> Message | None:
    """What else the combination is needed for; None if nothing."""
    if hotkey.held == ("shift",) and hotkey.key in _ACCEPTING:
        return _ACCEPTS
    if hotkey.key == prefix:
        return _BEGINS
    if hotkey.held == ("shift",) and hotkey.key in _CHARACTERS:
        return _TYPES
    if str(hotkey) in {"ctrl+v", "ctrl+shift+v", "shift+insert", "super+v"}:
        return _PASTES
    if hotkey.held == ("alt",) and hotkey.key in "123456789":
        return _PICKS
    return None
