"""YAML as plain trees of strings with line numbers: nothing is built, run, referred to or guessed.

PyYAML's safe loader turns the codes `no`, `010` and `12:30` into other values and unfolds aliases without
bound, so the events of its parser are put together here.
"""

import re
from dataclasses import dataclass, field

import yaml

from quickreply.core.words import Refusal, mark

DEPTH = 50
"""Deepest nesting; groups in groups take two levels each."""

_ALIAS = mark("{file}, line {line}: references (&name, *name) are not allowed in a pack.")
_TAG = mark("{file}, line {line}: tags (!name) are not allowed in a pack.")
_DEEP = mark("{file}, line {line}: this is nested too deeply.")
_KEY = mark("{file}, line {line}: a key must be a word.")
_INVALID = mark("{file}, line {line}: this is not valid YAML: {why}.")
_DOCUMENTS = mark("{file}, line {line}: a second document begins here; a pack is one.")

_CONTROLS = (*range(9), 11, 12, *range(14, 32), 127)
_BYTES = range(0xDC80, 0xDD00)
_HIDE = {control: 0xF700 + control for control in _CONTROLS} | {byte: byte + 0x1B00 for byte in _BYTES}
_SHOW = {private: control for control, private in _HIDE.items()}
"""YAML refuses a whole file for one control character, or one byte in another encoding. So they are hidden in
Unicode's private area for the time of parsing, and the phrase that has one is judged alone."""

_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Word:
    """A scalar; always a string."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A sequence."""

    line: int
    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Keyed:
    """A mapping; of a key that stands there twice the first counts and `repeated` names the others."""

    line: int
    nodes: dict[str, "Node"]
    repeated: tuple[Word, ...]


Node = Word | Items | Keyed


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come."""

    line: int
    keyed: bool
    nodes: list[Node] = field(default_factory=list)


def parse(text: str, file: str) -> Node:
    """The tree in a YAML file; an empty word if there is none. `file` is what messages call it.

    Raises:
        Refusal: it is no YAML, or it has in it what no pack needs: references, tags, deep nesting.
    """
    hidden = _HIDDEN.search(text) is not None
    try:
        return _assemble(text.translate(_HIDE) if hidden else text, file, hidden=hidden)
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        raise Refusal(_INVALID, file=file, line=line, why=fault.problem or "?") from fault
    except yaml.YAMLError as fault:
        raise Refusal(_INVALID, file=file, line=1, why=str(fault).splitlines()[0]) from fault


def _assemble(text: str, file: str, *, hidden: bool) -> Node:
    stack = [_Open(0, keyed=False)]
    for event in yaml.parse(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
        line = _line(event)
        match event:
            case yaml.ScalarEvent():
                _plain(event, file)
                value = event.value.translate(_SHOW) if hidden else event.value
                stack[-1].nodes.append(Word(line, value))
            case yaml.CollectionStartEvent():
                _plain(event, file)
                if len(stack) > DEPTH:
                    raise Refusal(_DEEP, file=file, line=line)
                stack.append(_Open(line, isinstance(event, yaml.MappingStartEvent)))
            case yaml.CollectionEndEvent():
                done = stack.pop()
                stack[-1].nodes.append(_closed(done, file))
            case yaml.AliasEvent():
                raise Refusal(_ALIAS, file=file, line=line)
            case yaml.DocumentStartEvent() if stack[0].nodes:
                raise Refusal(_DOCUMENTS, file=file, line=line)
    return stack[0].nodes[0] if stack[0].nodes else Word(1, "")


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _plain(event: yaml.ScalarEvent | yaml.CollectionStartEvent, file: str) -> None:
    if event.anchor is not None:
        raise Refusal(_ALIAS, file=file, line=_line(event))
    if event.tag is not None:
        raise Refusal(_TAG, file=file, line=_line(event))


def _closed(done: _Open, file: str) -> Node:
    if not done.keyed:
        return Items(done.line, tuple(done.nodes))
    nodes: dict[str, Node] = {}
    repeated = []
    for key, value in zip(done.nodes[::2], done.nodes[1::2], strict=True):
        if not isinstance(key, Word):
            raise Refusal(_KEY, file=file, line=key.line)
        if key.text in nodes:
            repeated.append(key)
        else:
            nodes[key.text] = value
    return Keyed(done.line, nodes, tuple(repeated))
