"""Makes the rows of a list out of what was found."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quickreply.core.phrase import Phrase, fold
from quickreply.core.search import Match, Rank, Span, plain
from quickreply.core.spelling import name_of
from quickreply.core.spelling import spans as spelled_spans
from quickreply.engine.calendar import Calendar
from quickreply.engine.found import Word
from quickreply.engine.fresh import Fresh
from quickreply.engine.index import Index
from quickreply.engine.ladders import Next
from quickreply.engine.spans import code_spans, label_spans, spans

_KEPT = 256
"""Phrases kept as objects: who types on sees the same ones again."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is the same in every row of a phrase."""

    phrase: Phrase
    codes: tuple[tuple[str, str], ...]
    """Each code as it is written, and folded."""
    group: str
    title: str
    text: str
    """Both folded."""


class Rows:
    """The rows over one index."""

    def __init__(self, index: Index, calendar: Calendar, fresh: Fresh) -> None:
        self._index = index
        self._fresh = fresh
        self._calendar = calendar
        self._kept: dict[int, _Shown] = {}

    def row(self, number: int, rank: Rank, query: Sequence[Word] = (), step: Next | None = None) -> Match:
        """One row, with the parts that say why it is there. `step` says which wording it shows."""
        shown = self._kept.get(number) or self._show(number)
        if shown.phrase.wordings:
            shown = _worded(shown, step(shown.phrase) if step else 0)
        phrase, codes = shown.phrase, shown.codes
        colour, code = phrase.group or -1, codes[0][0] if codes else ""
        last, arrival = self._calendar.last_day(phrase), self._fresh.arrival(phrase.id)
        if not query:
            return Match(phrase, rank, code, shown.group, colour, last_day=last, arrival=arrival)
        typed, texts = tuple(word.code for word in query), tuple(word.text for word in query)
        begun = next((code for code, folded in codes if folded.startswith(typed)), "")
        in_text = spans(phrase.text, shown.text, texts)
        if phrase.title:
            in_label = spans(phrase.title, shown.title, texts)
        else:
            in_label = label_spans(phrase.label, phrase.text, in_text) if not phrase.step else ()
        in_label = in_label or self._spelled(number, phrase, query)
        in_code = code_spans(begun, typed) if begun else ()
        found = Match(phrase, rank, begun or code, shown.group, colour, in_code, in_label, in_text)
        return replace(found, last_day=last, arrival=arrival) if last or arrival else found

    def _show(self, number: int) -> _Shown:
        index = self._index
        phrase = index.columns.phrase(number)
        codes = tuple((code, fold(code)) for code in phrase.codes)
        title, text = index.titles.folded(number), index.texts.folded(number)
        if len(self._kept) >= _KEPT:
            self._kept = {}
        shown = _Shown(phrase, codes, index.shelves.name(phrase.group), title, text)
        self._kept[number] = shown
        return shown

    def _spelled(self, number: int, phrase: Phrase, query: Sequence[Word]) -> tuple[Span, ...]:
        found = (self._index.names.at(number, word.spelled) for word in query if word.spelled)
        return spelled_spans(name_of(phrase.title, phrase.at(0).text), [one for one in found if one])


def _worded(shown: _Shown, step: int) -> _Shown:
    phrase = shown.phrase.at(step)
    return replace(shown, phrase=phrase, text=plain(phrase.text))
