"""One row of a list as it is drawn: group mark, code, title, first words, badges, picture, digit."""

from enum import IntEnum

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from quickreply.core.search import Match, Span
from quickreply.ui import line
from quickreply.ui.badges import Badges
from quickreply.ui.theme import BODY, GRID, INNER_RADIUS, ROW, Colours, Theme
from quickreply.ui.thumbs import Thumbs

Index = QModelIndex | QPersistentModelIndex

DIGITS = 9
"""Rows that a digit picks."""

CHIP_COLUMN = 64
"""Where titles begin behind the chip; only a longer code pushes its own title to the right."""

CHIP_LIMIT = 128
THUMB = QSize(40, 28)
"""A phrase's picture in its row."""

EDGE = 6
"""Around the rows; on the right it holds the scroll mark."""

TITLE_SHARE = 0.6
"""How much of the row a long title may take from the text behind it."""

CROWDED = 200
"""Below this there is no room for both: badges, a picture and a long code have taken it."""


class Role(IntEnum):
    """What a row can be asked for beside its title."""

    MATCH = Qt.ItemDataRole.UserRole


class RowDelegate(QStyledItemDelegate):
    """Draws a row: group mark, code, title, first words of the text, digit."""

    def __init__(self, theme: Theme, thumbs: Thumbs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._thumbs = thumbs
        self._lines = line.Lines()
        self.badges = Badges(theme)
        self.digits = True

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802, ARG002 - Qt's name and signature
        """Every row is as high as the others."""
        return QSize(0, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draws everything by hand, so that all systems show the same row."""
        match = index.data(Role.MATCH)
        if not isinstance(match, Match):
            return
        state: QStyle.StateFlag = option.state
        room = QRectF(option.rect).adjusted(0, 0, -EDGE, 0)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        colours = self._theme.colours
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            fill(painter, room, INNER_RADIUS, colours.tint if selected else colours.hover)
        if mark := colours.mark(match.colour):
            fill(painter, QRectF(room.x() + GRID, room.center().y() - 8, 3, 16), 1.5, mark)
        left = self._chip(painter, room, match, selected=selected)
        right = self._digit(painter, room, index.row(), selected=selected)
        right += self._picture(painter, room.adjusted(0, 0, -right, 0), match)
        right += self.badges.draw(painter, room.adjusted(0, 0, -right, 0), match)
        self._words(painter, room.adjusted(left, 0, -right, 0), match, colours)
        painter.restore()

    def _chip(self, painter: QPainter, room: QRectF, match: Match, *, selected: bool) -> float:
        """Draws the code; returns where the title begins."""
        start = 4.0 * GRID
        if not match.code:
            return start + CHIP_COLUMN
        colours, font = self._theme.colours, self._theme.code
        layout, width = self._lines.lay_out(match.code, font, match.code_spans, CHIP_LIMIT)
        chip = QRectF(room.x() + start, room.center().y() - 10, width + 12, 20)
        fill(painter, chip, GRID, colours.accent if selected else colours.chip)
        painter.setPen(QColor(colours.on_accent if selected else colours.chip_text))
        height = layout.lineAt(0).height()
        layout.draw(painter, QPointF(chip.x() + 6, chip.center().y() - height / 2))
        return start + max(CHIP_COLUMN, chip.width() + 2 * GRID)

    def _digit(self, painter: QPainter, room: QRectF, row: int, *, selected: bool) -> float:
        """Draws the digit that picks the row; returns the room it takes."""
        if row < DIGITS and self.digits:
            colours = self._theme.colours
            painter.setPen(QColor(colours.secondary if selected else colours.faint))
            painter.setFont(self._theme.small)
            painter.drawText(
                room.adjusted(0, 0, -3 * GRID, 0),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                str(row + 1),
            )
        return 8.0 * GRID

    def _picture(self, painter: QPainter, room: QRectF, match: Match) -> float:
        """Draws the phrase's first picture at the right; returns the room it takes."""
        if not match.phrase.pictures:
            return 0
        place = QRectF(room.right() - THUMB.width(), room.center().y() - THUMB.height() / 2, *THUMB.toTuple())
        ratio = painter.device().devicePixelRatio()
        picture = self._thumbs.filling(match.phrase.pictures[0], THUMB, ratio)
        painter.drawPixmap(place.topLeft(), picture)
        painter.setPen(QColor(self._theme.colours.line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), GRID, GRID)
        return THUMB.width() + 2.0 * GRID

    def _words(self, painter: QPainter, room: QRectF, match: Match, colours: Colours) -> None:
        """Draws the title and, in what room is left, the beginning of the text or the matched part of it."""
        title, title_spans = line.excerpt(match.phrase.label, match.title_spans, line.LONGEST)
        text, text_spans = _remainder(match)
        painter.setPen(QColor(colours.text))
        share = room.width() * (TITLE_SHARE if text and room.width() >= CROWDED else 1)
        taken = self._lines.draw(
            painter, QRectF(room.x(), room.y(), share, room.height()), title, self._theme.body, title_spans
        )
        rest = room.adjusted(taken + 3 * GRID, 0, 0, 0)
        if text and rest.width() > 2 * BODY:
            text, text_spans = line.excerpt(text, text_spans, int(rest.width() / BODY) - 2)
            painter.setPen(QColor(colours.secondary))
            self._lines.draw(painter, rest, text, self._theme.body, text_spans)


def fill(painter: QPainter, room: QRectF, radius: float, colour: str) -> None:
    """Fills a room with round corners."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(room, radius, radius)


def _remainder(match: Match) -> tuple[str, tuple[Span, ...]]:
    """The text behind the label: all of it, or what follows its first line where that is the label."""
    phrase = match.phrase
    if phrase.title or phrase.step:  # a label of the first wording is nothing of the others
        return phrase.text, match.text_spans
    start = phrase.text.find(phrase.label) + len(phrase.label)
    behind = ((begin - start, end - start) for begin, end in match.text_spans if begin >= start)
    return phrase.text[start:], tuple(behind)
