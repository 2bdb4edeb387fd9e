"""A line of the form in which one of several is chosen: all of them stand there, each behind its digit."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionFrame, QWidget

from quickreply.core.template.missing import Missing
from quickreply.ui.answer import Answer
from quickreply.ui.theme import GRID, INNER_RADIUS, Theme

STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Space: 1,
}
_DIGITS = frozenset("123456789")
_MOST = 9
"""Choices that a digit picks."""

_SIDE = 2 * GRID
_GAP = GRID


@dataclass(frozen=True, slots=True)
class _Place:
    """Where one of them stands, before any is moved out of sight. `digit` is empty behind the ninth."""

    number: int
    left: float
    width: float
    digit: str
    shift: float
    """Where its words begin, behind the digit."""


class Choice(Answer):
    """The first is chosen until the user chooses another: with its digit, the arrows, Space or the mouse."""

    def __init__(self, missing: Missing, known: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(missing, known if known in missing.options else missing.options[0], parent)
        self._theme = theme
        self.setReadOnly(True)
        self.textChanged.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """The frame of a field, and in it what may be chosen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QStyleOptionFrame()
        self.initStyleOption(frame)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, frame, painter, self)
        painter.setClipRect(self.rect().adjusted(GRID, 1, -GRID, -1))
        places = [*self._places()]
        away = self._away(places)
        for place in places:
            self._draw(painter, place, place.left - away)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click chooses."""
        places = [*self._places()]
        at = event.position().x() + self._away(places)
        for place in places:
            if place.left <= at < place.left + place.width:
                self.setText(self.missing.options[place.number])
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """As any other click."""
        self.mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Digits, arrows and Space choose."""
        options = self.missing.options
        step = STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.setText(options[(options.index(self.text()) + step) % len(options)])
        elif event.text() in _DIGITS and int(event.text()) <= len(options):
            self.setText(options[int(event.text()) - 1])
        else:
            super().keyPressEvent(event)

    def _places(self) -> Iterator[_Place]:
        small, body = QFontMetricsF(self._theme.small), QFontMetricsF(self._theme.body)
        left = float(GRID)
        for number, option in enumerate(self.missing.options):
            digit = str(number + 1) if number < _MOST else ""
            shift = _SIDE + (small.horizontalAdvance(digit) + _GAP if digit else 0)
            width = shift + body.horizontalAdvance(option) + _SIDE
            yield _Place(number, left, width, digit, shift)
            left += width + _GAP

    def _away(self, places: list[_Place]) -> float:
        """How far the row is moved to the left, so that the chosen one is seen, and that more follow it."""
        chosen = places[self.missing.options.index(self.text())]
        end = places[-1].left + places[-1].width + GRID
        wanted = chosen.left + chosen.width + (6 * GRID if chosen is not places[-1] else GRID)
        return max(0.0, min(wanted - self.width(), end - self.width(), chosen.left - 6 * GRID))

    def _draw(self, painter: QPainter, place: _Place, left: float) -> None:
        colours, option = self._theme.colours, self.missing.options[place.number]
        chosen = option == self.text()
        room = QRectF(left, GRID, place.width, self.height() - 2 * GRID)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent if self.hasFocus() else colours.tint))
            painter.drawRoundedRect(room, INNER_RADIUS - 2, INNER_RADIUS - 2)
        lit = chosen and self.hasFocus()
        centre = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(self._theme.small)
        painter.setPen(QColor(colours.on_accent if lit else colours.secondary))
        painter.drawText(room.adjusted(_SIDE, 0, 0, 0), centre, place.digit)
        painter.setFont(self._theme.body)
        painter.setPen(QColor(colours.on_accent if lit else colours.text))
        painter.drawText(room.adjusted(place.shift, 0, 0, 0), centre, option)
