"""What a row says of its phrase at the right: which of its texts it shows, that it ends today, or is news."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from quickreply.core.news import Arrival, Change, told
from quickreply.core.phrase import Phrase
from quickreply.core.search import Match
from quickreply.core.words import Say
from quickreply.ui.theme import GRID, Theme


def counter(phrase: Phrase) -> str:
    """`2/6`, for a phrase in several wordings; nothing for others."""
    return f"{(phrase.step or 0) + 1}/{len(phrase.wordings)}" if phrase.wordings else ""


Told = Callable[[Arrival], str]
"""What is said of a phrase that is news."""


def briefly(say: Say) -> Told:
    """In a word, for rows."""
    words = {Change.NEW: say("new"), Change.CHANGED: say("updated")}
    return lambda arrival: words[arrival.change]


def fully(say: Say) -> Told:
    """With the time."""
    return partial(told, say)


class Badges:
    """Draws them."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._last_day = ""
        self._told: Told = str

    def speak(self, say: Say, told: Callable[[Say], Told] = briefly) -> None:
        """In which words."""
        self._last_day, self._told = say("ends today"), told(say)

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
        if match.last_day:
            yield self._last_day, colours.trouble
        if match.arrival:
            yield self._told(match.arrival), colours.accent
