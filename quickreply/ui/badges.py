"""What a row says of its phrase at the right: which of its texts it shows, and that it ends today."""

from collections.abc import Iterator

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from quickreply.core.phrase import Phrase
from quickreply.core.search import Match
from quickreply.ui.theme import GRID, Theme


def counter(phrase: Phrase) -> str:
    """`2/6`, for a phrase in several wordings; nothing for others."""
    return f"{(phrase.step or 0) + 1}/{len(phrase.wordings)}" if phrase.wordings else ""


class Badges:
    """Draws them. `last_day` is what is said of a phrase that ends today."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.last_day = ""

    def draw(self, painter: QPainter, room: QRectF, match: Match) -> float:
        """Draws from the right end of `room` on; returns the width it took."""
        right = room.right()
        painter.setFont(self._theme.small)
        metrics = QFontMetricsF(self._theme.small)
        for text, colour in self._of(match):
            width = metrics.horizontalAdvance(text)
            place = QRectF(right - width, room.y(), width + 1, room.height())
            painter.setPen(QColor(colour))
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
            right -= width + 2 * GRID
        return room.right() - right

    def _of(self, match: Match) -> Iterator[tuple[str, str]]:
        colours = self._theme.colours
        if text := counter(match.phrase):
            yield text, colours.secondary
        if match.last_day and self.last_day:
            yield self.last_day, colours.trouble
