"""Shows the plan of an import: row by row, with file and line, and word by word what changes."""

from collections.abc import Iterator, Mapping
from operator import itemgetter

from quickreply.cli import layout
from quickreply.cli.desk import Desk
from quickreply.core.difference import Part, difference
from quickreply.core.draft import Draft
from quickreply.core.plan import Fate, Plan, Row
from quickreply.core.wording import Wording
from quickreply.core.words import Message, Refusal, mark
from quickreply.packs.bundle import Bundle, place

_FATES: Mapping[Fate, Message] = {
    Fate.NEW: mark("new"),
    Fate.CHANGED: mark("changed"),
    Fate.CLASH: mark("in conflict"),
    Fate.SKIPPED: mark("left out"),
    Fate.GONE: mark("removed"),
}
_SHOWN = 60
"""Characters of a new phrase that are shown."""

_FIELDS = (
    *("code", "title", "group", "keywords", "aliases", "note", "pinned", "enabled"),
    *("law", "more", "valid_from", "valid_until", "html", "pictures"),
)


def complaints(desk: Desk, bundle: Bundle, plan: Plan) -> Iterator[str]:
    """A line for each row that was not taken, for each part of the file that was not read, for each note."""
    file = bundle.source.name
    faults = [
        (one.line, f"{one.file}:{one.line}", Refusal(one.reason, **one.facts)) for one in bundle.problems
    ]
    for row in plan.rows:
        if row.fate in {Fate.CLASH, Fate.SKIPPED} and row.reason:
            faults.append((row.draft.line, _at(file, row.draft), Refusal(row.reason, **row.facts)))
        if row.notes:
            at = _at(file, row.draft)
            faults += [(row.draft.line, at, Refusal(note.reason, **note.facts)) for note in row.notes]
    for _, at, fault in sorted(faults, key=itemgetter(0)):
        yield f"{at}: {desk.say.refusal(fault)}"


def rows(desk: Desk, bundle: Bundle, plan: Plan) -> Iterator[str]:
    """A line for each row that does something."""
    for row in plan.rows:
        if row.acts:
            at = _at(bundle.source.name, row.draft) if row.fate is not Fate.GONE else plan.library.name
            name = f"/{row.draft.code} " if row.draft.code else ""
            yield layout.clean(f"{at}: {desk.say(_FATES[row.fate])}: {name}{_shown(row)}")


def as_json(desk: Desk, bundle: Bundle, plan: Plan, counts: Mapping[str, int]) -> dict[str, object]:
    """The plan for programs; rows that stay as they are, are counted only."""
    problems = [
        {"line": one.line, "reason": desk.say.refusal(Refusal(one.reason, **one.facts))}
        for one in bundle.problems
    ]
    clashes = [
        {"line": row.draft.line, "reason": desk.say.refusal(Refusal(row.reason, **row.facts))}
        for row in plan.of(Fate.CLASH)
    ]
    return {
        "file": str(bundle.source),
        "library": plan.library.name,
        **counts,
        "problems": problems,
        "conflicts": clashes,
        "rows": [_row(desk, row) for row in plan.rows if row.fate is not Fate.SAME],
    }


def _row(desk: Desk, row: Row) -> dict[str, object]:
    draft, before = row.draft, row.before
    told: dict[str, object] = {
        "fate": row.fate,
        "line": draft.line,
        "sheet": draft.sheet,
        "phrase": row.phrase,
        "code": draft.code,
        "title": draft.title,
        "text": draft.text,
    }
    if row.reason:
        told["reason"] = desk.say.refusal(Refusal(row.reason, **row.facts))
    if row.notes:
        told["notes"] = [desk.say.refusal(Refusal(note.reason, **note.facts)) for note in row.notes]
    if row.fate is Fate.CHANGED and before:
        told["fields"] = {name: [_told(old), _told(new)] for name, old, new in _pairs(before, draft)}
        told["difference"] = [(piece.part, piece.text) for piece in difference(before.text, draft.text)]
    return told


def _at(file: str, draft: Draft) -> str:
    return f"{place(file, draft.sheet)}:{draft.line}"


def _shown(row: Row) -> str:
    before = row.before
    if row.fate is not Fate.CHANGED or before is None:
        return layout.one_line(layout.shorten(row.draft.label, _SHOWN))
    marks = {Part.SAME: "{}", Part.GONE: "[-{}-]", Part.NEW: "{{+{}+}}"}
    pieces = difference(before.text, row.draft.text) if before.text != row.draft.text else ()
    text = "".join(marks[piece.part].format(piece.text) for piece in pieces)
    fields = (f"{name}: {_said(old)} → {_said(new)}" for name, old, new in _pairs(before, row.draft))
    return layout.one_line("; ".join((*fields, *((text,) if text else ()))))


def _pairs(before: Draft, after: Draft) -> Iterator[tuple[str, object, object]]:
    """The fields that are different but the text, each as it was and will be."""
    for name in _FIELDS:
        if (old := getattr(before, name)) != (new := getattr(after, name)):
            yield name, old, new


def _told(value: object) -> object:
    """The value as JSON knows it."""
    match value:
        case tuple():
            return [_told(one) for one in value]
        case Wording(text, note):
            return {"text": text, "note": note}
        case _:
            return value


def _said(value: object) -> str:
    match value:
        case tuple():
            return ", ".join(map(_said, value))
        case Wording(text, note):
            return f"{text} ({note})" if note else text
        case _:
            return str(value)
