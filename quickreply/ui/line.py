"""One line of text with its matched parts bold, cut with an ellipsis where the room ends."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from quickreply.core.search import Span

LONGEST = 160
"""Characters that are laid out at most; no line of ours has room for more."""

LEAD = 6
"""Characters shown before a match that lies too far behind to be seen."""

KEPT = 256
"""Lines that are remembered: some ten lists."""

_WIDE = 1e6
_BREAKS = str.maketrans("\n\r\t\v\f\u2028\u2029", "       ")


def excerpt(text: str, spans: Iterable[Span], visible: int) -> tuple[str, tuple[Span, ...]]:
    """The part of `text` worth one line: from its beginning, or from shortly before the first match.

    Line breaks become spaces. `visible` is how many wide characters have room: a match within them needs
    no skipping, and narrow ones are at most three times as many.
    """
    inside = tuple(spans)
    start = max(0, inside[0][0] - LEAD) if inside and inside[0][1] > visible else 0
    end = start + min(LONGEST, 3 * visible)
    piece = text[start:end].translate(_BREAKS)
    bare = piece.lstrip()
    dots = "…" if start else ""
    shift = len(dots) - start - (len(piece) - len(bare))
    moved = ((begin + shift, end + shift) for begin, end in inside)
    shown = dots + bare + ("…" if end < len(text) else "")
    return shown, tuple((max(begin, 0), min(end, len(shown))) for begin, end in moved if begin < len(shown))


def draw(painter: QPainter, room: QRectF, text: str, font: QFont, spans: Iterable[Span] = ()) -> float:
    """Draws `text` in `room`, centred in height, with the painter's pen; returns the width it took."""
    layout, width = lay_out(text, font, spans, room.width())
    _centre(painter, room, layout)
    return width


class Lines:
    """Draws lines and keeps them laid out, since most are the same after the next letter."""

    def __init__(self) -> None:
        self._kept: dict[object, tuple[QTextLayout, float]] = {}

    def lay_out(
        self, text: str, font: QFont, spans: tuple[Span, ...], width: float
    ) -> tuple[QTextLayout, float]:
        """As the function of this name."""
        key = (text, font.key(), spans, width)
        if key not in self._kept:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            self._kept[key] = lay_out(text, font, spans, width)
        return self._kept[key]

    def draw(self, painter: QPainter, room: QRectF, text: str, font: QFont, spans: tuple[Span, ...]) -> float:
        """As the function of this name."""
        layout, width = self.lay_out(text, font, spans, room.width())
        _centre(painter, room, layout)
        return width


def lay_out(text: str, font: QFont, spans: Iterable[Span], width: float) -> tuple[QTextLayout, float]:
    """The line as it fits into `width`, and the width it takes."""
    spans = tuple(spans)
    layout, line = _set(text, font, spans)
    if line.naturalTextWidth() <= width:
        return layout, line.naturalTextWidth()
    end = line.xToCursor(
        width - QFontMetricsF(font).horizontalAdvance("…"), QTextLine.CursorPosition.CursorOnCharacter
    )
    shorter = between(text, 0, end if isinstance(end, int) else end[0]).rstrip() + "…"
    layout, line = _set(shorter, font, ((begin, min(stop, len(shorter))) for begin, stop in spans))
    return layout, line.naturalTextWidth()


def between(text: str, start: int, end: int | None = None) -> str:
    """The part of `text` between two places as Qt counts them."""
    return text.encode("utf-16-le")[start * 2 : None if end is None else end * 2].decode(
        "utf-16-le", "ignore"
    )


def _centre(painter: QPainter, room: QRectF, layout: QTextLayout) -> None:
    height = layout.lineAt(0).height()
    layout.draw(painter, QPointF(room.x(), room.y() + (room.height() - height) / 2))


def _set(text: str, font: QFont, spans: Iterable[Span]) -> tuple[QTextLayout, QTextLine]:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setFormats([_bold(text, span) for span in spans if span[0] < span[1]])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(_WIDE)
    layout.endLayout()
    return layout, line


def _bold(text: str, span: Span) -> QTextLayout.FormatRange:
    form = QTextCharFormat()
    form.setFontWeight(QFont.Weight.Bold)
    made = QTextLayout.FormatRange()
    made.start = _units(text[: span[0]])
    made.length = _units(text[span[0] : span[1]])
    made.format = form
    return made


def _units(text: str) -> int:
    """Length as Qt counts it: characters beyond U+FFFF, most emoji, count twice."""
    return len(text) + sum(char > "\uffff" for char in text)
