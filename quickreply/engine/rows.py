"""Makes the rows of a list out of what was found."""

from collections.abc import Sequence

from quickreply.core.phrase import Phrase, fold
from quickreply.core.search import Match, Rank, Span
from quickreply.core.spelling import name_of, span
from quickreply.engine.found import Word
from quickreply.engine.index import Index
from quickreply.engine.spans import code_spans, label_spans, spans


class Rows:
    """The rows over one index."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def row(self, number: int, rank: Rank, query: Sequence[Word] = ()) -> Match:
        """One row, with the parts that say why it is there."""
        phrase = self._index.columns.phrase(number)
        codes, typed = phrase.codes, tuple(word.code for word in query)
        begun = next((code for code in codes if fold(code).startswith(typed)), "") if query else ""
        texts = tuple(word.text for word in query)
        in_text = spans(phrase.text, self._index.texts.folded(number), texts) if query else ()
        return Match(
            phrase,
            rank,
            begun or (codes[0] if codes else ""),
            self._index.shelves.name(phrase.group),
            phrase.group or -1,
            code_spans(begun, typed) if begun else (),
            self._in_label(number, phrase, query, in_text),
            in_text,
        )

    def _in_label(
        self, number: int, phrase: Phrase, query: Sequence[Word], in_text: Sequence[Span]
    ) -> tuple[Span, ...]:
        if phrase.title:
            texts = tuple(word.text for word in query)
            found = spans(phrase.title, self._index.titles.folded(number), texts)
        else:
            found = label_spans(phrase.label, phrase.text, in_text)
        return found or self._spelled(number, phrase, query)

    def _spelled(self, number: int, phrase: Phrase, query: Sequence[Word]) -> tuple[Span, ...]:
        matches = (self._index.names.at(number, word.spelled) for word in query)
        name = name_of(phrase.title, phrase.text)
        return tuple(sorted({place for match in matches if match and (place := span(name, match))}))
