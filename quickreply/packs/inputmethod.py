"""The own phrases (自定义短语) of Chinese input methods, as their editors keep and export them.

Sogou (`PhraseEdit.txt`, `Phrases.ini`) and fcitx5 write `code,place=text`; a text of several lines stands
below a lone `code,place=`, up to the next entry. Baidu, QQ and 手心 write `code=place,text`. Lines that begin
with `;` are comments. Several texts with one code are candidates to choose from: that is `Law.CHOOSE`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from quickreply.core.draft import Draft
from quickreply.core.phrase import fold
from quickreply.core.wording import Law, Wording
from quickreply.core.words import mark
from quickreply.packs.bundle import Bundle, Sieve

_CODE = r"(?P<code>[^\s,;=#\[\]]{1,64})"
_ENTRIES = (
    re.compile(rf"{_CODE}\s*,\s*(?P<place>-?[1-9]\d?)\s*=(?P<text>.*)"),
    re.compile(rf"{_CODE}\s*=\s*(?P<place>-?[1-9]\d?)\s*,(?P<text>.*)"),
)
_COMMENTS = (";", "#")
_ESCAPES = {"n": "\n", "t": "\t", "\\": "\\", '"': '"'}
_HEAD = 200
"""Lines in which the first entry stands: above it there may be a page of comments."""

_MADE = mark("the text is made anew each time ($year, $month …), which is not read")


@dataclass(slots=True)
class _Entry:
    """One candidate for a code; `place` is below 0 where it is switched off."""

    line: int
    code: str
    place: int
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What is inserted: the lines below count where there is nothing beside the code."""
        first, *below = self.lines
        if not first and below:
            return "\n".join(below).rstrip("\n")
        if len(first) > 1 and first[0] == first[-1] == '"':
            return re.sub(r'\\([nt\\"])', lambda found: _ESCAPES[found[1]], first[1:-1])
        return first


def is_phrases(text: str) -> bool:
    """Whether the first line that is no comment is an entry."""
    return bool(_form(text.split("\n", _HEAD)[:_HEAD]))


def read(text: str, source: Path) -> Bundle:
    """Reads the phrases; those with one code are one, in its texts."""
    sieve = Sieve(source.name)
    found: dict[str, list[_Entry]] = defaultdict(list)
    for entry in _entries(re.split(r"\r\n|\r|\n", text)):
        found[fold(entry.code)].append(entry)
    for entries in found.values():
        _take(entries, sieve)
    fields = frozenset({"text", "code", "more", "law", "enabled"})
    return Bundle(source, sieve.drafts, sieve.problems, fields=fields)


def _form(lines: Iterable[str]) -> re.Pattern[str] | None:
    """How the entries are written; None if these are none."""
    first = next((line for line in lines if line.strip() and not line.lstrip().startswith(_COMMENTS)), "")
    return next((form for form in _ENTRIES if form.fullmatch(first.strip())), None)


def _entries(lines: list[str]) -> Iterator[_Entry]:
    form, entry = _form(lines), None
    for number, line in enumerate(lines, 1):
        if found := form.fullmatch(line.strip()) if form else None:
            if entry:
                yield entry
            entry = _Entry(number, found["code"], int(found["place"]), [found["text"]])
        elif entry and not entry.lines[0] and not line.startswith(";"):
            entry.lines.append(line)
    if entry:
        yield entry


def _take(entries: list[_Entry], sieve: Sieve) -> None:
    """One phrase of all candidates for a code that are in use, in their order; else of those that are not."""
    used = [entry for entry in entries if entry.place > 0] or entries
    texts = []
    for entry in sorted(used, key=lambda one: abs(one.place)):
        if entry.text.startswith("#") and "$" in entry.text:
            sieve.refuse(entry.line, _MADE)
        else:
            texts.append(entry.text)
    if texts:
        first, *more = texts
        law = Law.CHOOSE if more else Law.LADDER
        code, line, wordings = entries[0].code, entries[0].line, tuple(map(Wording, more))
        enabled = any(entry.place > 0 for entry in entries)
        sieve.take(Draft(first, code, enabled=enabled, law=law, more=wordings, line=line))
