"""JSON as the plain trees of strings that `tree` makes of YAML: the same packs, written by programs."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from quickreply.core.words import Refusal, mark
from quickreply.packs.tree import DEPTH, Items, Keyed, Node, Word

_INVALID = mark("{file}, line {line}: this is not valid JSON: {why}.")
_DEEP = mark("{file}: this is nested too deeply.")
_PHRASES = re.compile(r'(?<!\\)"phrases"\s*:\s*\[\s*')
_NEXT = re.compile(r"\s*(,?)\s*")


class _Pairs(tuple[tuple[str, object], ...]):
    """A mapping as it stands in the file, with keys that are there twice."""

    __slots__ = ()


def parse(text: str, file: str) -> Node:
    """The tree in a JSON file; `file` is what messages call it. The phrases alone know their lines.

    Raises:
        Refusal: it is no JSON, or nested too deeply.
    """
    try:
        found = json.loads(
            text, object_pairs_hook=_Pairs, parse_int=str, parse_float=str, parse_constant=str, strict=False
        )
        return _numbered(_node(found, file, 0), text)
    except json.JSONDecodeError as fault:
        raise Refusal(_INVALID, file=file, line=fault.lineno, why=fault.msg) from fault
    except RecursionError as fault:
        raise Refusal(_DEEP, file=file) from fault


def _node(value: object, file: str, depth: int) -> Node:
    if depth > DEPTH:
        raise Refusal(_DEEP, file=file)
    match value:
        case _Pairs():
            return _keyed(value, file, depth)
        case list():
            return Items(1, tuple(_node(child, file, depth + 1) for child in value))
        case None:
            return Word(1, "")
        case bool():
            return Word(1, str(value).lower())
        case _:
            return Word(1, str(value))


def _keyed(pairs: _Pairs, file: str, depth: int) -> Keyed:
    nodes: dict[str, Node] = {}
    repeated = []
    for key, child in pairs:
        if key in nodes:
            repeated.append(Word(1, key))
        else:
            nodes[key] = _node(child, file, depth + 1)
    return Keyed(1, nodes, tuple(repeated))


def _numbered(root: Node, text: str) -> Node:
    """The tree, with its line for each phrase: the parser does not tell them."""
    phrases = root.nodes.get("phrases") if isinstance(root, Keyed) else None
    if not isinstance(root, Keyed) or not isinstance(phrases, Items):
        return root
    lines = list(_lines(text))
    if len(lines) == len(phrases.nodes):
        numbered = tuple(_at(node, line) for node, line in zip(phrases.nodes, lines, strict=True))
        root.nodes["phrases"] = replace(phrases, nodes=numbered)
    return root


def _at(node: Node, line: int) -> Node:
    """The node and all in it, in this line."""
    match node:
        case Keyed():
            nodes = {key: _at(child, line) for key, child in node.nodes.items()}
            return Keyed(line, nodes, tuple(replace(word, line=line) for word in node.repeated))
        case Items():
            return Items(line, tuple(_at(child, line) for child in node.nodes))
        case Word():
            return replace(node, line=line)


def _lines(text: str) -> Iterator[int]:
    """The line in which each of the phrases begins."""
    begin = _PHRASES.search(text)
    if begin is None:
        return
    breaks = [found.start() for found in re.finditer("\n", text)]
    decoder, place = json.JSONDecoder(parse_int=str, strict=False), begin.end()
    while text[place] != "]":
        yield bisect_right(breaks, place) + 1
        _, place = decoder.raw_decode(text, place)
        place = _NEXT.match(text, place).end()  # type: ignore[union-attr] # it matches everywhere
