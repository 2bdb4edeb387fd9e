"""What there is to know of the rows that come in: texts that are there already, gaps that mean nothing."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from quickreply.core.draft import Draft
from quickreply.core.plan import Note, Row
from quickreply.core.template.foreign import strange, unknown
from quickreply.core.words import mark

DOUBLE = mark("“{other}” has the same text")
DOUBLE_ROW = mark("line {line} has the same text")
_UNKNOWN = mark("the gap {{{name}}} has no meaning here: who inserts the phrase is asked for it")
_STRANGE = mark("{written} means nothing here and is inserted as it stands")
_CUT = mark("the text ends earlier than the one that is there: some program may have cut it off")

_CUT_FROM = 10
"""Characters below which a text that got shorter was shortened by somebody."""


def plain(text: str) -> str:
    """The form in which texts are compared: NFKC, without the spaces around and between."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def reviewed(
    rows: Sequence[Row], there: Mapping[int, Draft], fold: Callable[[str], str] = plain
) -> tuple[Row, ...]:
    """The rows with their notes; `there` are the phrases that stay, `fold` makes like texts equal."""
    texts: dict[str, int] = {}
    for number, draft in there.items():
        texts.setdefault(fold(draft.text), number)
    lines: dict[str, int] = {}
    return tuple(_reviewed(row, there, texts, lines, fold) for row in rows)


def _reviewed(
    row: Row,
    there: Mapping[int, Draft],
    texts: Mapping[str, int],
    lines: dict[str, int],
    fold: Callable[[str], str],
) -> Row:
    if not row.acts or (row.before and row.before.text == row.draft.text):
        return row
    folded = fold(row.draft.text)
    notes = [*row.notes, *_gaps(row.draft.text), *(_cut(row.before, row.draft) if row.before else ())]
    if folded in texts and texts[folded] != row.phrase:
        notes.append(Note(DOUBLE, {"other": there[texts[folded]].label}))
    elif folded in lines:
        notes.append(Note(DOUBLE_ROW, {"line": lines[folded]}))
    lines.setdefault(folded, row.draft.line)
    return replace(row, notes=tuple(notes)) if notes else row


def _gaps(text: str) -> Iterator[Note]:
    for name in unknown(text):
        yield Note(_UNKNOWN, {"name": name})
    for written in strange(text):
        yield Note(_STRANGE, {"written": written})


def _cut(before: Draft, after: Draft) -> Iterator[Note]:
    if len(after.text) >= _CUT_FROM and before.text.startswith(after.text):
        yield Note(_CUT)
