"""What to embolden: where in a text, as it is written, the words of a query stand."""

from collections.abc import Sequence

from quickreply.core.phrase import fold
from quickreply.core.search import Span, plain


def spans(text: str, folded: str, words: Sequence[str]) -> tuple[Span, ...]:
    """The first place of each folded word in `text`; nothing where folding has moved the letters."""
    if len(folded) != len(text):  # places in one are not places in the other
        return ()
    places = {(start, start + len(word)) for word in words if (start := folded.find(word)) >= 0}
    return tuple(span for span in sorted(places) if _reads(text[slice(*span)], words))


def label_spans(label: str, text: str, found: Sequence[Span]) -> tuple[Span, ...]:
    """Those of the `found` spans of a text that lie in its first line, which stands for a title."""
    first = text.find(label)
    inside = (span for span in found if first <= span[0] and span[1] <= first + len(label))
    return tuple((start - first, end - first) for start, end in inside)


def code_spans(code: str, words: Sequence[str]) -> tuple[Span, ...]:
    """The beginning of `code` that is one of the words."""
    prefix = next((word for word in words if fold(code[: len(word)]) == word), "")
    return ((0, len(prefix)),) if prefix else ()


def _reads(part: str, words: Sequence[str]) -> bool:
    return part in words or plain(part) in words
