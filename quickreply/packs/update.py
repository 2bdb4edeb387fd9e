"""A newer version of a pack: what its user changed stays hers, what its maintainer took out goes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from quickreply.core.draft import Draft
from quickreply.core.plan import Fate, Note, Row
from quickreply.core.words import mark
from quickreply.packs.identity import matches, numbered

_EDITED = mark("you changed “{phrase}” yourself, and so did the pack: yours stays")
_YOURS = mark("you changed this phrase yourself: yours stays")
_REMOVED = mark("you removed this phrase: it stays away")
_LEFT = mark("“{phrase}” is no longer in the pack, but you changed it: yours stays")

_PARTS = re.compile(r"[.\-+_ ]+")


def is_older(version: str, than: str) -> bool:
    """Whether a version comes before another: by their numbers, `1.0-rc1` before `1.0`."""
    pairs = zip_longest(_parts(version), _parts(than), fillvalue=(1, 0, ""))
    return next((one < two for one, two in pairs if one != two), False)


def _parts(version: str) -> list[tuple[int, int, str]]:
    parts = [part for part in _PARTS.split(version.strip().removeprefix("v")) if part]
    return [(1, int(part[:18]), "") if part.isdecimal() else (0, 0, part.casefold()) for part in parts]


def spared(rows: Sequence[Row], there: Mapping[int, Draft], delivered: Sequence[Draft]) -> list[Row]:
    """The rows, with those left out that would undo what the user did to the pack as it was `delivered`."""
    now = matches(numbered(delivered), there)
    was = {number: delivered[place] for place, number in now.items()}
    missing = {place: draft for place, draft in enumerate(delivered) if place not in now}
    new = {place: row.draft for place, row in enumerate(rows) if row.fate is Fate.NEW}
    removed = matches(new, missing) if missing else {}
    return [
        replace(row, fate=Fate.SKIPPED, reason=_REMOVED)
        if place in removed
        else _spared(row, was.get(row.phrase or 0))
        for place, row in enumerate(rows)
    ]


def _spared(row: Row, was: Draft | None) -> Row:
    if row.fate is not Fate.CHANGED or was is None or row.before is None or _same(row.before, was):
        return row
    if _same(row.draft, was):
        return replace(row, draft=row.before, fate=Fate.SAME, notes=(Note(_YOURS),))
    return replace(row, fate=Fate.CLASH, reason=_EDITED, facts={"phrase": row.before.label})


def left_behind(rows: Sequence[Row], there: Mapping[int, Draft], delivered: Sequence[Draft]) -> list[Row]:
    """What the pack delivered and has no longer: gone, unless the user changed it."""
    met = {row.phrase for row in rows}
    now = matches(numbered(delivered), there)
    found = []
    for place, number in now.items():
        before = there[number]
        if number in met:
            continue
        if _same(before, delivered[place]):
            found.append(Row(before, Fate.GONE, number, before=before))
        else:
            facts: dict[str, object] = {"phrase": before.label}
            found.append(Row(before, Fate.SKIPPED, number, _LEFT, facts, before))
    return found


def _same(one: Draft, two: Draft) -> bool:
    """Whether they are the same but for what every user decides for herself."""
    return _plain(one) == _plain(two)


def _plain(draft: Draft) -> Draft:
    return replace(draft, pinned=False, enabled=True, send=False)
