"""Writes the three columns that 千牛 and its relatives take.

Nothing is defused here: an apostrophe in front of a text would be sent to customers. Such texts are told.
"""

import csv
import io
from collections.abc import Iterable, Iterator

from quickreply.core.draft import Draft
from quickreply.core.words import mark
from quickreply.packs.bundle import Problem
from quickreply.packs.cells import ARROW, dangerous, decoded, path
from quickreply.packs.formats import Encoding

HEADER = ("快捷短语编码", "快捷短语", "快捷短语分组")

_LACKING = mark(
    "“{phrase}” is left out: {encoding} has no {characters}. Choose UTF-8 if the program takes it"
)
_OFF = mark("“{phrase}” is left out: it is switched off, and 千牛 knows no such thing")
_MARKS = mark("“{phrase}” is left out: it has {marks} in it, which other programs take for something else")
_GROUP = mark("the group {group} of “{phrase}” has {marks} in its name and becomes a group in a group")
_DANGEROUS = mark(
    "“{phrase}” begins like a formula: a spreadsheet program would calculate it. Do not open the file in one"
)
_MORE = mark("titles, keywords, notes, pins and second codes have no place in this format")


def write(drafts: Iterable[Draft], file: str, encoding: Encoding) -> tuple[bytes, tuple[Problem, ...]]:
    """The phrases as such a table, and what it cannot hold; `line` counts the phrases."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADER)
    problems: list[Problem] = []
    for number, draft in enumerate(drafts, 1):
        found = [Problem(file, number, *told) for told in _problems(draft, encoding)]
        if not any(problem.lost for problem in found):
            writer.writerow((draft.code, draft.text, ARROW.join(draft.group)))
        problems += found
    return text.getvalue().encode(encoding.codec), tuple(problems)


def _problems(draft: Draft, encoding: Encoding) -> Iterator[tuple[str, dict[str, object], bool]]:
    """Reason, facts, and whether the phrase is left out for it."""
    phrase = draft.label
    if not draft.enabled:
        yield _OFF, {"phrase": phrase}, True
    if marks := next((cell for cell in (draft.text, *draft.group) if decoded(cell) != cell), None):
        yield _MARKS, {"phrase": phrase, "marks": marks[marks.index("&#") :][:5]}, True
    if lacking := _lacking("".join((draft.code, draft.text, *draft.group)), encoding):
        shown = " ".join(lacking[:20])
        yield _LACKING, {"phrase": phrase, "encoding": encoding.upper(), "characters": shown}, True
    for name in draft.group:
        if len(path(name)) > 1:
            yield _GROUP, {"phrase": phrase, "group": name, "marks": ARROW}, False
    if dangerous(draft.text) or dangerous(draft.code):
        yield _DANGEROUS, {"phrase": phrase}, False
    if draft.title or draft.keywords or draft.note or draft.aliases or draft.pinned:
        yield _MORE, {}, False


def _lacking(text: str, encoding: Encoding) -> tuple[str, ...]:
    """The characters that the encoding has not, each once."""
    if encoding is Encoding.UTF_8:
        return ()
    try:
        text.encode(encoding.codec)
    except UnicodeEncodeError:
        return tuple(dict.fromkeys(char for char in text if not char.encode(encoding.codec, "ignore")))
    return ()
