"""Small parts of our windows that Qt has no widget for."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from quickreply.core.words import Say
from quickreply.ui import line
from quickreply.ui.theme import BODY, GRID, Theme

LONGEST = 1_200
"""Characters of a text that are laid out at most; a passage shows a few lines."""

MANY = 99
"""Higher counts are said as “99+”: nobody reads on, and counting further would cost time."""

LEADING = 20
"""From one line of a passage to the next."""


def found(say: Say, total: int) -> str:
    """How many phrases there are; nothing for none."""
    return say.count("{total} phrase", "{total} phrases", total, total=counted(total)) if total else ""


def counted(total: int) -> str:
    """A count as it is shown."""
    return str(total) if total <= MANY else f"{MANY}+"


class Hints(QWidget):
    """Says which key does what, in small and faint print."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hints: tuple[tuple[str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def take(self, *hints: tuple[str, str]) -> None:
        """Shows pairs of a key and what it does."""
        self._hints = hints
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as a key."""
        return QSize(0, 5 * GRID)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draws them from left to right."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.small)
        at = 0.0
        for key, does in self.fitting():
            at = self._key(painter, at, key)
            at = self._does(painter, at, does)

    def fitting(self) -> tuple[tuple[str, str], ...]:
        """Those there is room for: the last one always, of the others as many as come first."""
        small = QFontMetrics(self._theme.small)
        widths = [small.horizontalAdvance(key + does) + 16 + 4 * GRID for key, does in self._hints]
        shown = list(self._hints)
        while len(shown) > 1 and sum(widths) - 4 * GRID > self.width():
            del shown[-2], widths[-2]
        return tuple(shown)

    def _key(self, painter: QPainter, at: float, key: str) -> float:
        colours = self._theme.colours
        cap = QRectF(
            at + 0.5, self.height() / 2 - 8.5, QFontMetrics(self._theme.small).horizontalAdvance(key) + 10, 17
        )
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cap, GRID, GRID)
        painter.setPen(QColor(colours.secondary))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
        return cap.right() + 6

    def _does(self, painter: QPainter, at: float, does: str) -> float:
        room = QRectF(at, 0, self.width() - at, self.height())
        painter.setPen(QColor(self._theme.colours.faint))
        return at + line.draw(painter, room, does, self._theme.small) + 4 * GRID


class Passage(QWidget):
    """A text in as many lines as there is room for; the last one says that there is more."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = self._note = ""
        self._quiet = False

    def take(self, text: str, *, quiet: bool = False, note: str = "") -> None:
        """Shows `text`; `quiet` for words of ours instead of a phrase's. The last line is the note's."""
        self._text, self._quiet = text.strip(), quiet
        self._note = " ".join(note[:LONGEST].split())
        self.update()

    def lines(self, text: str, width: int, most: int) -> int:
        """How many lines `text` takes in this width; no further than `most` is counted."""
        taken = 0
        for paragraph in text.strip()[:LONGEST].split("\n"):
            taken += len(self._wrapped(paragraph, width)[1])
            if taken >= most:
                return most
        return taken

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draws line by line; stops when the room is full."""
        painter = QPainter(self)
        colours = self._theme.colours
        full = max(1, self.height() // LEADING)
        if self._note:
            painter.setPen(QColor(colours.secondary))
            room = QRectF(0, (full - 1) * LEADING, self.width(), LEADING)
            line.draw(painter, room, self._note, self._theme.small)
        painter.setPen(QColor(colours.faint if self._quiet else colours.text))
        left = max(1, full - bool(self._note))
        top = 0
        paragraphs = self._text[:LONGEST].split("\n")
        if len(paragraphs) > left:
            paragraphs = [paragraph for paragraph in paragraphs if paragraph.strip()]
        for number, paragraph in enumerate(paragraphs):
            more = number + 1 < len(paragraphs)
            taken = self._paragraph(painter, paragraph, top, left, more=more)
            top, left = top + taken * LEADING, left - taken
            if left <= 0:
                return

    def _paragraph(self, painter: QPainter, text: str, top: int, left: int, *, more: bool) -> int:
        """Draws one paragraph in at most `left` lines; returns how many it took."""
        layout, starts = self._wrapped(text, self.width())
        for number, start in enumerate(starts[:left]):
            room = QRectF(0, top + number * LEADING, self.width(), LEADING)
            last = number + 1 == left
            if last and (len(starts) > left or more):
                rest = line.between(text, start).rstrip()
                line.draw(painter, room, rest if len(starts) > left else rest + "…", self._theme.body)
            else:
                shown = layout.lineAt(number)
                shown.draw(painter, QPointF(0, room.y() - shown.y() + (LEADING - shown.height()) / 2))
        return min(len(starts), left)

    def _wrapped(self, text: str, width: int) -> tuple[QTextLayout, list[int]]:
        layout = QTextLayout(text, self._theme.body)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        starts = []
        layout.beginLayout()
        while (made := layout.createLine()).isValid():
            made.setLineWidth(max(width, BODY))
            starts.append(made.textStart())
        layout.endLayout()
        return layout, starts


class Rule(QWidget):
    """A thin line between two parts."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draws it."""
        QPainter(self).fillRect(self.rect(), QColor(self._theme.colours.line))
