"""Writes packs: the same phrases give the same lines, so that comparing two versions shows what changed."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from quickreply.core.draft import NOTHING_BOUND, Bindings, Draft
from quickreply.core.phrase import Library
from quickreply.core.template.values import NOTHING, Values
from quickreply.core.wording import Wording
from quickreply.packs.bundle import Bundle
from quickreply.packs.case import FOLDER

_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What YAML takes in double quotes only, and written as an escape."""

_LIKE_A_NUMBER = re.compile(r"[\d.,:_+\-a-fox]+", re.IGNORECASE)
_LIKE_A_VALUE = frozenset({"y", "n", "yes", "no", "true", "false", "on", "off", "null", "~"})
"""What other YAML readers take for something else than words; ours does not."""

_KEY = 1000
"""Characters of a key that may be followed by a colon; YAML wants a longer one marked as what it is."""

_INDICATORS = "-?:,[]{}#&*!|>'\"%@`=<.~+ \t"
_FLOW = ",[]{}:#"


def write(
    library: Library,
    groups: Sequence[tuple[str, ...]],
    drafts: Iterable[Draft],
    values: Values = NOTHING,
    bound: Bindings = NOTHING_BOUND,
) -> str:
    """A pack that says all there is to say about these phrases; `groups` are paths, in their order.

    `values` are what fills their gaps, `bound` the applications that groups are bound to.
    """
    lines = ["format: 1"]
    for key, value in _facts(library).items():
        lines.append(f"{key}: {_scalar(value) if isinstance(value, str) else _flow(value)}")
    if values.constants:
        lines += ["", "values:", *_cells(values.constants, "  ")]
    if values.tables:
        lines += ["", "tables:"]
        for name, rows in values.tables.items():
            lines += [f"  {_scalar(name)}:", *_cells(rows, "    ")]
    if groups:
        lines += ["", "groups:", *_groups(groups, (), bound)]
    lines += ["", "phrases:"]
    for draft in drafts:
        lines += _phrase(draft)
    return "\n".join(lines if lines[-1] != "phrases:" else [*lines[:-1], "phrases: []"]) + "\n"


def delivered(bundle: Bundle) -> str:
    """What a pack delivers, to be compared later with what its user makes of it; nothing for a table."""
    if not bundle.library:
        return ""
    return write(bundle.library, bundle.groups, bundle.drafts, bundle.values, bundle.bound)


def write_json(
    library: Library,
    groups: Sequence[tuple[str, ...]],
    drafts: Iterable[Draft],
    values: Values = NOTHING,
    bound: Bindings = NOTHING_BOUND,
) -> str:
    """The same pack in JSON, for programs; line by line too."""
    root: dict[str, object] = {"format": 1, **_facts(library)}
    if values.constants:
        root["values"] = dict(values.constants)
    if values.tables:
        root["tables"] = {name: dict(rows) for name, rows in values.tables.items()}
    if groups:
        root["groups"] = _nested(groups, (), bound)
    root["phrases"] = [_said(draft) for draft in drafts]
    return _escaped(json.dumps(root, ensure_ascii=False, indent=2)) + "\n"


def _facts(library: Library) -> dict[str, str | tuple[str, ...]]:
    """What a pack says of itself, as far as there is something to say."""
    facts: dict[str, str | tuple[str, ...]] = {
        "id": library.uid,
        "name": library.name,
        "version": library.version,
        "maintainer": library.maintainer,
        "language": library.language,
        "valid_from": library.valid_from,
        "valid_until": library.valid_until,
        "roles": library.roles,
        "apps": library.apps,
    }
    return {key: value for key, value in facts.items() if value}


def _cells(rows: Mapping[str, str], margin: str) -> Iterator[str]:
    for key, value in rows.items():
        name = _scalar(key)
        if len(name) <= _KEY:
            yield f"{margin}{name}: {_block(value)}".rstrip(" ")
        else:
            yield f"{margin}? {name}"
            yield f"{margin}: {_block(value)}"


def _nested(
    groups: Sequence[tuple[str, ...]], above: tuple[str, ...], bound: Bindings
) -> list[dict[str, object]]:
    return [
        {"name": path[-1]}
        | ({"apps": bound[path]} if path in bound else {})
        | ({"groups": below} if (below := _nested(groups, path, bound)) else {})
        for path in groups
        if path[:-1] == above
    ]


def _said(draft: Draft) -> dict[str, object]:
    fields: dict[str, object] = {
        "code": draft.code,
        "title": draft.title,
        "group": draft.group,
        "keywords": draft.keywords,
        "aliases": draft.aliases,
        "note": draft.note,
        "pinned": draft.pinned,
        "enabled": None if draft.enabled else False,
        "valid_from": draft.valid_from,
        "valid_until": draft.valid_until,
        "send": draft.send,
        "text": draft.text,
        "law": draft.law if draft.more else "",
        "more": [{"note": one.note, "text": one.text} if one.note else one.text for one in draft.more],
        "html": draft.html,
        "pictures": _places(draft),
    }
    return {key: value for key, value in fields.items() if value or (value is False and key == "enabled")}


def _groups(groups: Sequence[tuple[str, ...]], above: tuple[str, ...], bound: Bindings) -> Iterator[str]:
    depth = len(above)
    for path in groups:
        if path[:-1] == above:
            yield f"{'    ' * depth}  - name: {_scalar(path[-1])}"
            if path in bound:
                yield f"{'    ' * depth}    apps: {_flow(bound[path])}"
            if any(other[:-1] == path for other in groups):
                yield f"{'    ' * depth}    groups:"
                yield from _groups(groups, path, bound)


def _phrase(draft: Draft) -> Iterator[str]:
    """The lines of one phrase: the short fields first, empty ones not at all."""
    fields = {
        "code": _scalar(draft.code),
        "title": _scalar(draft.title),
        "group": _flow(draft.group) if len(draft.group) > 1 else _scalar("".join(draft.group)),
        "keywords": _flow(draft.keywords),
        "aliases": _flow(draft.aliases),
        "note": _block(draft.note),
        "pinned": "true" if draft.pinned else "",
        "enabled": "" if draft.enabled else "false",
        "valid_from": _scalar(draft.valid_from),
        "valid_until": _scalar(draft.valid_until),
        "send": "true" if draft.send else "",
        "text": _block(draft.text),
        "law": str(draft.law) if draft.more else "",
        "html": _block(draft.html),
        "pictures": _flow(_places(draft)),
    }
    lead = "  - "
    for key, value in fields.items():
        if value:
            yield f"{lead}{key}: {value}"
            lead = "    "
    if draft.more:
        yield "    more:"
        for wording in draft.more:
            yield from _wording(wording)


def _wording(wording: Wording) -> Iterator[str]:
    """One of the texts behind the first, with its note before it if it has one."""
    if not wording.note:
        yield f"      - {_block(wording.text, 8)}"
        return
    yield f"      - note: {_block(wording.note, 10)}"
    yield f"        text: {_block(wording.text, 10)}"


def _places(draft: Draft) -> tuple[str, ...]:
    """Where its pictures lie: called by what they are, so a changed one is another file."""
    return tuple(f"{FOLDER}/{name}" for name in draft.pictures)


def _flow(words: Sequence[str]) -> str:
    return f"[{', '.join(_scalar(word, _FLOW) for word in words)}]" if words else ""


def _block(text: str, indent: int = 6) -> str:
    """Several lines as they are, each on its own; what a block cannot hold in quotes."""
    lines = text.split("\n")
    if (
        len(lines) == 1
        or _ODD.search(text)
        or not lines[0].strip()
        or lines[0][0] in " \t"
        or not lines[-1].strip()
    ):
        return _scalar(text)
    return "\n".join(["|-", *(" " * indent + line if line else "" for line in lines)])


def _scalar(text: str, forbidden: str = "") -> str:
    if not text or _is_plain(text, forbidden):
        return text
    return _escaped(json.dumps(text, ensure_ascii=False))


def _escaped(quoted: str) -> str:
    return _ODD.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def _is_plain(text: str, forbidden: str) -> bool:
    return not (
        text[0] in _INDICATORS
        or text[-1] in " \t:"
        or text.casefold() in _LIKE_A_VALUE
        or _LIKE_A_NUMBER.fullmatch(text)
        or _ODD.search(text)
        or any(part in text for part in (": ", " #", "\t", "\n", *forbidden))
    )
