"""Writes packs: the same phrases give the same lines, so that comparing two versions shows what changed."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from quickreply.core.draft import Draft
from quickreply.core.phrase import Library
from quickreply.packs.bundle import Bundle

_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What YAML takes in double quotes only, and written as an escape."""

_LIKE_A_NUMBER = re.compile(r"[\d.,:_+\-a-fox]+", re.IGNORECASE)
_LIKE_A_VALUE = frozenset({"y", "n", "yes", "no", "true", "false", "on", "off", "null", "~"})
"""What other YAML readers take for something else than words; ours does not."""

_INDICATORS = "-?:,[]{}#&*!|>'\"%@`=<.~+ \t"
_FLOW = ",[]{}:#"


def write(library: Library, groups: Sequence[tuple[str, ...]], drafts: Iterable[Draft]) -> str:
    """A pack that says all there is to say about these phrases; `groups` are paths, in their order."""
    lines = ["format: 1"]
    for key, value in _facts(library).items():
        lines.append(f"{key}: {_scalar(value) if isinstance(value, str) else _flow(value)}")
    if groups:
        lines += ["", "groups:", *_groups(groups, ())]
    lines += ["", "phrases:"]
    for draft in drafts:
        lines += _phrase(draft)
    return "\n".join(lines if lines[-1] != "phrases:" else [*lines[:-1], "phrases: []"]) + "\n"


def delivered(bundle: Bundle) -> str:
    """What a pack delivers, to be compared later with what its user makes of it; nothing for a table."""
    return write(bundle.library, bundle.groups, bundle.drafts) if bundle.library else ""


def write_json(library: Library, groups: Sequence[tuple[str, ...]], drafts: Iterable[Draft]) -> str:
    """The same pack in JSON, for programs; line by line too."""
    root: dict[str, object] = {"format": 1, **_facts(library)}
    if groups:
        root["groups"] = _nested(groups, ())
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
    }
    return {key: value for key, value in facts.items() if value}


def _nested(groups: Sequence[tuple[str, ...]], above: tuple[str, ...]) -> list[dict[str, object]]:
    return [
        {"name": path[-1]} | ({"groups": below} if (below := _nested(groups, path)) else {})
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
        "send": draft.send,
        "text": draft.text,
    }
    return {key: value for key, value in fields.items() if value or (value is False and key == "enabled")}


def _groups(groups: Sequence[tuple[str, ...]], above: tuple[str, ...]) -> Iterator[str]:
    depth = len(above)
    for path in groups:
        if path[:-1] == above:
            yield f"{'    ' * depth}  - name: {_scalar(path[-1])}"
            if any(other[:-1] == path for other in groups):
                yield f"{'    ' * depth}    groups:"
                yield from _groups(groups, path)


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
        "send": "true" if draft.send else "",
        "text": _block(draft.text),
    }
    lead = "  - "
    for key, value in fields.items():
        if value:
            yield f"{lead}{key}: {value}"
            lead = "    "


def _flow(words: Sequence[str]) -> str:
    return f"[{', '.join(_scalar(word, _FLOW) for word in words)}]" if words else ""


def _block(text: str) -> str:
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
    return "\n".join(["|-", *(f"      {line}" if line else "" for line in lines)])


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
