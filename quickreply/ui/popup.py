"""The list at the slash: shows what is typed and what it finds, and never takes the focus."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QCursor, QFontMetricsF, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quickreply.core.phrase import Phrase
from quickreply.core.ports import Suggestions
from quickreply.core.search import Match, Rank
from quickreply.core.words import Say
from quickreply.ui.pieces import LEADING, Hints, Passage, Rule, counted, found
from quickreply.ui.place import Room, Scale, at_caret, place
from quickreply.ui.row import EDGE
from quickreply.ui.rows import RowsView
from quickreply.ui.sheet import UNASKED, Sheet
from quickreply.ui.theme import GRID, ROW, ROWS, Theme
from quickreply.ui.thumbs import Thumbs

WIDTH = 480
HEADER = 10 * GRID
_LINES = 3
_ROOM = HEADER + 2 * EDGE + _LINES * LEADING + 16 * GRID
HEIGHT = _ROOM + ROWS * ROW
"""Of a full list; with fewer rows it ends higher up."""

_EMPTY = 3
"""Rows of room for the words that stand in an empty list."""

_FEWEST = 3
"""Rows that are shown on the lowest screen."""


class Popup(Sheet):
    """The list at the slash.

    It is placed as if it were full and keeps its place and width from opening to closing, so that nothing
    jumps while the user types: only its lower edge follows the number of rows, unless it stands on the line
    that is typed in. Where rows leave room, a phrase that is too long for three lines has it.

    Signals:
        row_chosen: in the snapshot of this number this row was clicked.
        row_moved: the highlight should move by so many rows.
        presented: the snapshot of this number can be seen, here (device pixels).
    """

    row_chosen = Signal(int, int)
    row_moved = Signal(int)
    presented = Signal(int, QRect)

    def __init__(
        self, say: Say, theme: Theme, prefix: str = "/", thumb: Callable[[str], bytes] = lambda _: b""
    ) -> None:
        super().__init__(theme, UNASKED)
        self._say = say
        self._snapshot: Suggestions | None = None
        self._drawn: int | None = None
        self._most, self._above = ROWS, False
        self._looked_at, self._longer = "", 0
        self._header = _Header(theme, self)
        self._rows = RowsView(theme, Thumbs(thumb), own_wheel=False, parent=self)
        self._passage = Passage(theme, self)
        self._rule = Rule(theme, self)
        self._hints = Hints(theme, self)
        self.prefix = prefix
        self._rows.picked.connect(self._choose)
        self._rows.turned.connect(self.row_moved)
        self._rows.badges.speak(say)
        self._column = QVBoxLayout(self)
        self._build(theme)
        self.restyle()

    def prepare(self) -> None:
        """Draws itself once out of sight, with every kind of letter, so that the fonts are there too.

        One that was wanted sooner has been drawn already, and stays as it is.
        """
        if self.isVisible():
            return
        phrase = Phrase(0, 0, None, "fh", "发货 Aa", "您好 Aa 😊")
        self._rows.take((Match(phrase, Rank.OFFERED, "fh", "", 0, ((0, 1),), ((0, 1),)),), 0)
        self._passage.take(phrase.text)
        super().prepare()
        self._rows.take((), None)

    def present(self, suggestions: Suggestions) -> None:
        """Shows a snapshot: opens where the user looks, or changes what is shown in place."""
        self._snapshot = suggestions
        matches, row = suggestions.matches, suggestions.row
        self._explain(suggestions.typed, astray=bool(suggestions.typed) and not matches.rows)
        if not self.isVisible():
            self._settle(suggestions)
        self._divide(suggestions)
        self._rows.take(matches.rows, row, digits=row is not None)
        self._header.take(self.prefix, suggestions.typed, self._count(len(matches.rows), matches.total))
        self._preview(suggestions)
        self._hint(suggestions)
        if not self.isVisible():
            self.show()
            self.raise_()
        self.update(0, 0, 1, 1)  # a corner is enough to be told when this round of drawing is over

    def dismiss(self) -> None:
        """Takes the list away."""
        self._snapshot = None
        self._longer = 0
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draws the ground; when this round of drawing is over, says that it can be seen."""
        super().paintEvent(event)
        if self._snapshot and self._snapshot.number != self._drawn:
            self._drawn = self._snapshot.number
            QTimer.singleShot(0, self._seen)

    def _choose(self, row: int) -> None:
        if self._snapshot:
            self.row_chosen.emit(self._snapshot.number, row)

    def _seen(self) -> None:
        if self._snapshot and self.isVisible():
            self.presented.emit(self._snapshot.number, Scale.of(self.screen()).pixels(self.geometry()))

    def _build(self, theme: Theme) -> None:
        self.setFixedSize(WIDTH, HEIGHT)
        column = self._column
        column.setContentsMargins(0, 0, 0, 2 * GRID)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(Rule(theme, self))
        column.addWidget(self._rows)
        column.addWidget(self._rule)
        column.addLayout(_padded(self._passage, 4 * GRID, 2 * GRID), 1)
        column.addLayout(_padded(self._hints, 4 * GRID, 0))

    def _settle(self, suggestions: Suggestions) -> None:
        """Finds its place, and how many rows have room there, until it is closed."""
        scales = [Scale.of(screen) for screen in QGuiApplication.screens()]
        full = QSize(WIDTH, HEIGHT)
        if suggestions.caret:
            room = at_caret(full, _ROOM + _FEWEST * ROW, suggestions.caret, scales)
        else:
            room = Room(place(full, QCursor.pos(), suggestions.near, scales), HEIGHT)
        self._most, self._above = (room.height - _ROOM) // ROW, room.above
        spare = (room.height - _ROOM) % ROW if room.above else 0
        self.move(room.corner + QPoint(0, spare))

    def _divide(self, suggestions: Suggestions) -> None:
        """Shares the height between rows and passage, which has what the longest phrase looked at wants."""
        rows = suggestions.matches.rows
        full, shown = self._most * ROW, min(len(rows) or _EMPTY, self._most) * ROW
        if suggestions.typed != self._looked_at:
            self._looked_at, self._longer = suggestions.typed, 0
        if suggestions.row is not None and shown < full:
            self._longer = max(self._longer, self._lacks(rows[suggestions.row].phrase))
        longer = min(self._longer, (full - shown) // LEADING) * LEADING
        self._rows.setFixedHeight((full - longer if self._above else shown) + 2 * EDGE)
        self.setFixedHeight(_ROOM + (full if self._above else shown + longer))
        self._column.activate()

    def _lacks(self, phrase: Phrase) -> int:
        """Lines that a phrase and its note need beyond those that are always there."""
        most = ROWS * ROW // LEADING
        lines = self._passage.lines(phrase.text, WIDTH - 8 * GRID, most) + bool(phrase.note.strip())
        return max(0, lines - _LINES)

    def _explain(self, typed: str, *, astray: bool) -> None:
        if astray:
            code = self.prefix + typed
            self._rows.explain(
                self._say("No code or phrase begins with “{code}”", code=code),
                self._say("Backspace corrects it; go on typing and it stays as typed."),
            )
        else:
            self._rows.explain(
                self._say("Type a code or a title"), self._say("Pinned and recent phrases will stand here.")
            )

    def _preview(self, suggestions: Suggestions) -> None:
        rows = suggestions.matches.rows
        if suggestions.row is not None:
            phrase = rows[suggestions.row].phrase
            self._passage.take(phrase.text, note=phrase.note)
        else:
            self._passage.take(self._say("Type a code or a title, or choose.") if rows else "", quiet=True)
        self._rule.setVisible(bool(rows))

    def _hint(self, suggestions: Suggestions) -> None:
        """Says what the keys do now, since they do not always do the same."""
        say, rows = self._say, bool(suggestions.matches.rows)
        row = suggestions.row
        stepped = row is not None and bool(suggestions.matches.rows[row].phrase.wordings)
        useful = {
            ("Enter", say("insert")): row is not None,
            ("↑↓", say("choose")): rows,
            ("←→", say("other text")): stepped,
            ("⌫", say("correct")): not rows and bool(suggestions.typed),
            ("Esc", say("leave as typed")): True,
        }
        self._hints.take(*(hint for hint, now in useful.items() if now))

    def _count(self, rows: int, total: int) -> str:
        if total <= self._most:
            return found(self._say, total)
        first = self._rows.first + 1
        return self._say(
            "{first}–{last} of {total}",
            first=first,
            last=min(first + self._most - 1, rows),
            total=counted(total),
        )


class _Header(QWidget):
    """What is typed, with a caret, and how much it finds."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._prefix, self._typed, self._count = "", "", ""
        self.setFixedHeight(HEADER)

    def take(self, prefix: str, typed: str, count: str) -> None:
        self._prefix, self._typed, self._count = prefix, typed, count
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        painter = QPainter(self)
        colours = self._theme.colours
        room = QRectF(self.rect()).adjusted(4 * GRID, 0, -4 * GRID, 0)
        painter.setFont(self._theme.small)
        painter.setPen(QColor(colours.faint))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._count)
        font = self._theme.typed
        painter.setFont(font)
        painter.setPen(QColor(colours.accent))
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(self._prefix + self._typed, Qt.TextElideMode.ElideLeft, room.width() * 0.7)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        caret = QRectF(room.x() + metrics.horizontalAdvance(shown) + 1, room.center().y() - 8, 1.5, 16)
        painter.fillRect(caret, QColor(colours.accent))


def _padded(inner: QWidget, sides: int, ends: int) -> QVBoxLayout:
    box = QVBoxLayout()
    box.setContentsMargins(sides, ends, sides, ends)
    box.addWidget(inner)
    return box
