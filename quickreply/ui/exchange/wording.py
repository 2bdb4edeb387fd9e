"""What the import window calls things."""

import re
from collections.abc import Iterable
from html import escape

from quickreply.core.difference import Part, difference
from quickreply.core.draft import Draft
from quickreply.core.intake import Form, Line, Proposal, State
from quickreply.core.plan import Choice, Mode
from quickreply.core.wording import Wording
from quickreply.core.words import Say, mark

STATES = {
    State.NEW: mark("new"),
    State.CHANGED: mark("changed"),
    State.SAME: mark("unchanged"),
    State.CLASH: mark("in conflict"),
    State.DOUBLE: mark("same text"),
    State.LIMIT: mark("too long"),
    State.LOST: mark("not taken"),
    State.SKIPPED: mark("left out"),
    State.GONE: mark("removed"),
}

FIELDS = {
    "": mark("– not read –"),
    "code": mark("Code"),
    "title": mark("Title"),
    "text": mark("Text"),
    "group": mark("Group"),
    "keywords": mark("Keywords"),
    "note": mark("Note"),
    "valid_from": mark("Valid from"),
    "valid_until": mark("Valid until"),
    "group2": mark("Group, second level"),
    "group3": mark("Group, third level"),
    "term": mark("Valid from – until"),
    "law": mark("What comes next"),
    "aliases": mark("More codes"),
    "pinned": mark("Pinned"),
    "enabled": mark("In use"),
    "image": mark("Picture"),
    "team": mark("For the team"),
    "internal": mark("Data of the program"),
}
"""Every field a column may hold but `text2`, `note2` and so on; the first are those that people choose."""

CHOSEN = 9

FORMS = {
    Form.TABLE: mark("Table"),
    Form.SPREADSHEET: mark("Spreadsheet"),
    Form.PACK: mark("Pack of phrases"),
}

DELIMITERS = {
    ",": mark("commas"),
    "\t": mark("tabs"),
    ";": mark("semicolons"),
    "，": mark("Chinese commas"),
    "|": mark("bars"),
}

CHOICES = {
    Choice.SKIP: mark("leave out"),
    Choice.REPLACE: mark("replace what is there"),
    Choice.KEEP_BOTH: mark("keep both, this one without code"),
    Choice.RENAME: mark("keep both, this one with a new code"),
}

MODES = {
    Mode.UPDATE: mark("add new ones, change those that are there"),
    Mode.APPEND: mark("only add new ones"),
    Mode.REPLACE: mark("replace the groups: what is not in the file goes"),
}

_NUMBERED = re.compile(r"(text|note)(\d+)")

_COMPARED = (
    *("code", "title", "group", "keywords", "aliases", "note", "pinned", "enabled"),
    *("valid_from", "valid_until"),
)
_NAMES = {name: FIELDS[name] for name in _COMPARED} | {
    "more": mark("Further texts"),
    "html": mark("HTML"),
    "pictures": mark("Pictures"),
}


def field_name(say: Say, field: str) -> str:
    """What people call a field; one that we do not know is called as it is."""
    if found := _NUMBERED.fullmatch(field):
        return f"{say(FIELDS[found[1]])} {found[2]}"
    return say(FIELDS[field]) if field in FIELDS else field


def details(say: Say, line: Line, trouble: str) -> str:
    """All about one line, as rich text: what changes word by word, and why; `trouble` is a colour."""
    parts = [f'<span style="color:{trouble}">{escape(line.why)}</span>'] if line.why else []
    if line.before and line.state is State.CHANGED:
        parts += _changes(say, line.before, line.draft)
    elif line.draft.text:
        parts.append(_lines(escape(line.draft.text)))
        parts += _besides(say, line.draft)
    return "<br>".join(parts)


def _besides(say: Say, draft: Draft) -> Iterable[str]:
    """What else there is to know of a phrase before it comes in: its further texts and its days."""
    for wording in draft.more:
        yield _lines(escape(wording.text))
    days = [(say(FIELDS[name]), getattr(draft, name)) for name in ("valid_from", "valid_until")]
    if said := ", ".join(f"{name}: {escape(day)}" for name, day in days if day):
        yield said


def _changes(say: Say, before: Draft, after: Draft) -> Iterable[str]:
    for name, label in _NAMES.items():
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            was, now = escape(_said(say, old)), escape(_said(say, new))
            yield f"{escape(say(label))}: <s>{was}</s> <b>{now}</b>"
    yield _lines(marked(before.text, after.text))


def marked(before: str, after: str) -> str:
    """Both texts as one, in rich text: what goes is struck out, what comes is bold."""
    forms = {Part.SAME: "{}", Part.GONE: "<s>{}</s>", Part.NEW: "<b>{}</b>"}
    return "".join(forms[piece.part].format(escape(piece.text)) for piece in difference(before, after))


def _lines(text: str) -> str:
    return text.replace("\n", "<br>")


def _said(say: Say, value: object) -> str:
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if isinstance(value, Wording):
        return value.text
    return ", ".join(_said(say, one) for one in value) if isinstance(value, tuple) else str(value)


def import_words(say: Say, proposal: Proposal) -> str:
    """What the button says that carries it out."""
    counts = proposal.counts
    incoming, gone = counts[State.NEW] + counts[State.CHANGED], counts[State.GONE]
    if gone and not incoming:
        return say.count("Remove {n} phrase", "Remove {n} phrases", gone)
    if proposal.values and not incoming:
        return say("Import")
    words = say.count("Import {n} phrase", "Import {n} phrases", incoming)
    return say("{words}, remove {gone}", words=words, gone=gone) if gone else words
