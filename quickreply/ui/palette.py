"""The palette: a window to search all phrases in, opened by hotkey, tray or command line."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, Qt, Signal, SignalInstance
from PySide6.QtGui import QCloseEvent, QCursor, QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from quickreply.core.phrase import Phrase
from quickreply.core.ports import Rect
from quickreply.core.search import Match, Matches
from quickreply.core.words import Say
from quickreply.ui import style
from quickreply.ui.pieces import Hints, Rule, found
from quickreply.ui.place import screen_for
from quickreply.ui.preview import Preview
from quickreply.ui.rows import EDGE, RowsView
from quickreply.ui.sheet import Sheet
from quickreply.ui.theme import GRID, ROW, ROWS, Theme

WIDTH = 760
LIST_WIDTH = 428
HEADER = 14 * GRID
FOOTER = 10 * GRID
HEIGHT = HEADER + ROWS * ROW + 2 * EDGE + FOOTER + 2
PICKS = ("enter", "kp_enter", *(f"alt+{digit}" for digit in range(1, 10)))
"""Keys that choose a row, as hotkeys are written: what is typed behind them is for the window used before."""

_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -ROWS,
    Qt.Key.Key_PageDown: ROWS,
}


class Palette(Sheet):
    """Finds a phrase and hands it over. Kept alive between openings, so that it opens at once.

    `search` answers a query, `stock` says how many phrases there are at all.

    Signals:
        chosen: insert this phrase.
        copied: put this phrase on the clipboard.
        dismissed: the user wants nothing, the window has closed.
        picking: whether `PICKS` may choose a row now: it is open, and no input method needs the keys.
        declined: one of them has chosen nothing.
    """

    picks = PICKS

    chosen = Signal(object)
    copied = Signal(object)
    dismissed = Signal()
    picking = Signal(bool)
    declined = Signal()

    def __init__(
        self, say: Say, theme: Theme, search: Callable[[str], Matches], stock: Callable[[], int]
    ) -> None:
        super().__init__(theme, _FLAGS)
        self._say = say
        self._search = search
        self._stock = stock
        self._rows: tuple[Match, ...] = ()
        self._awaiting = False
        self._glass = QLabel(self)
        self._box = _Box(self)
        self._count = QLabel(self)
        self._count.setObjectName(style.FAINT)
        self._list = RowsView(theme, own_wheel=True, parent=self)
        self._preview = Preview(theme, self)
        self._hints = Hints(theme, self)
        self._build(theme)
        self._box.textChanged.connect(self._find_anew)
        self._box.composed.connect(self._find_anew)
        self._box.key.connect(self._key)
        self._box.composes.connect(lambda composes: self.picking.emit(not composes))
        self._box.committed.connect(self.declined)
        self._list.picked.connect(self._choose)
        self.setWindowTitle("quickreply")
        self.restyle()

    def prepare(self) -> None:
        """Draws itself once out of sight, with what it will open with."""
        self._find("")
        super().prepare()

    def open(self, near: Rect | None = None, query: str = "") -> None:
        """Shows itself with a fresh query, on the screen of `near`, the window worked in."""
        self._box.setText(query)
        self._find(query)
        self._settle(near)
        self._awaiting = True
        self.show()
        self.raise_()
        self.activateWindow()
        self._box.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
        self.picking.emit(True)

    def configure(self, prefix: str) -> None:
        """Takes the character that begins a code."""
        self._preview.head.prefix = prefix

    def restyle(self) -> None:
        """Takes the theme as it is now."""
        super().restyle()
        picture = self.theme.glyph("search", self.theme.colours.faint, 20, self.devicePixelRatio())
        self._glass.setPixmap(picture)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keys that reach the window itself mean the same as in the search box."""
        self._key(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Closed from outside, it tells as if the user had pressed Esc."""
        super().closeEvent(event)
        self._dismiss()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Closes when the user turns to another window, but not for its own context menu."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self._forsaken():
            self._dismiss()

    def _forsaken(self) -> bool:
        return self._awaiting and not self.isActiveWindow() and QApplication.activePopupWidget() is None

    def _build(self, theme: Theme) -> None:
        self.setFixedSize(WIDTH, HEIGHT)
        say = self._say
        self._box.setPlaceholderText(say("Search phrases by code, title or text"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(_line(HEADER, self._glass, self._box, self._count))
        column.addWidget(Rule(theme, self))
        column.addLayout(self._body(), 1)
        column.addWidget(Rule(theme, self))
        column.addLayout(_line(FOOTER, self._hints))

    def _body(self) -> QHBoxLayout:
        body = QHBoxLayout()
        body.setSpacing(0)
        body.setContentsMargins(0, 0, 1, 0)
        body.addWidget(self._list)
        body.addWidget(self._preview, 1)
        return body

    def _settle(self, near: Rect | None) -> None:
        usable = screen_for(near, QCursor.pos(), QGuiApplication.screens()).availableGeometry()
        place = QRect(0, 0, WIDTH, HEIGHT)
        place.moveCenter(usable.center())
        place.moveTop(usable.top() + min(usable.height() // 5, max(0, usable.height() - HEIGHT)))
        self.move(place.topLeft())

    def _find_anew(self) -> None:
        self._find(self._box.query())

    def _find(self, query: str) -> None:
        matches = self._search(query)
        self._rows = matches.rows
        self._explain(query)
        self._preview.setVisible(bool(matches.rows))
        self._list.setFixedWidth(LIST_WIDTH if matches.rows else WIDTH - 1)
        self._list.take(matches.rows, 0 if matches.rows else None)
        self._count.setText(found(self._say, matches.total))
        self._hint(useful=bool(matches.rows))
        self._look()

    def _hint(self, *, useful: bool) -> None:
        """Says what the keys do; with no row most do nothing."""
        say = self._say
        rows = ("Enter", say("insert")), ("Alt 1–9", say("pick")), ("Ctrl C", say("copy"))
        self._hints.take(*(rows if useful else ()), ("Esc", say("close")))

    def _explain(self, query: str) -> None:
        say, stock = self._say, self._stock()
        if not stock:
            self._list.explain(say("No phrases yet"), say("Import a pack: quickreply import FILE"))
        elif query.strip():
            self._list.explain(
                say("Nothing found for “{query}”", query=query.strip()),
                say("Try fewer letters or another word."),
            )
        else:
            self._list.explain(say.count("Type to search {n} phrase", "Type to search {n} phrases", stock))

    def _look(self) -> None:
        row = self._list.row
        self._preview.take(self._rows[row] if row is not None else None)

    def _key(self, event: QKeyEvent) -> None:
        """What a key does that types nothing; others are left to the search box."""
        event.accept()
        key, held = event.key(), event.modifiers()
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif held & Qt.KeyboardModifier.AltModifier and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self._choose(key - Qt.Key.Key_1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self._list.row)
        elif key == Qt.Key.Key_Escape:
            self._dismiss()
        elif key in _STEPS:
            self._move(_STEPS[Qt.Key(key)])
        elif held & Qt.KeyboardModifier.ControlModifier and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(0 if key == Qt.Key.Key_Home else len(self._rows) - 1)
        else:
            event.ignore()

    def _move(self, rows: int) -> None:
        """By one the highlight goes round, by a page it stops at the ends."""
        row = self._list.row
        if row is None:
            return
        self._go((row + rows) % len(self._rows) if abs(rows) == 1 else row + rows)

    def _go(self, row: int) -> None:
        if self._rows:
            self._list.highlight(max(0, min(row, len(self._rows) - 1)))
            self._look()

    def _phrase(self, row: int | None) -> Phrase | None:
        return self._rows[row].phrase if row is not None and row < len(self._rows) else None

    def _choose(self, row: int | None) -> None:
        if phrase := self._phrase(row):
            self._leave(self.chosen, phrase)
        else:
            self.declined.emit()

    def _copy(self) -> None:
        if phrase := self._phrase(self._list.row):
            self._leave(self.copied, phrase)

    def _dismiss(self) -> None:
        if self._awaiting:
            self._leave(self.dismissed)

    def _leave(self, word: SignalInstance, *about: Phrase) -> None:
        """Goes out of sight, then says why; that it loses the focus thereby is no news any more.

        That its keys choose nothing any more comes last: a choice must not look like none.
        """
        self._awaiting = False
        self.hide()
        word.emit(*about)
        self.picking.emit(False)


class _Box(QLineEdit):
    """The search box: shows every key to the palette first, but for keys that an input method needs."""

    key = Signal(QKeyEvent)
    composes = Signal(bool)
    composed = Signal()
    committed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._composing = ""

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        """Tells whether something is being composed, and what comes of it where nothing is seen of that."""
        before, self._composing = self._composing, event.preeditString()
        super().inputMethodEvent(event)
        if before != self._composing:
            self.composed.emit()
        if bool(before) != bool(self._composing):
            self.composes.emit(bool(self._composing))
        elif event.commitString():
            self.committed.emit()

    def query(self) -> str:
        """What was typed, with what is being composed in its place; input methods divide syllables."""
        text, place = self.text(), self.cursorPosition()
        letters = self._composing.replace(" ", "").replace("'", "")
        return text[:place] + letters + text[place:]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter inside of a composition belongs to it and must never insert a phrase."""
        if self._composing:
            super().keyPressEvent(event)
            event.accept()
            return
        if not self._copies_itself(event):
            self.key.emit(event)
            if event.isAccepted():
                return
        super().keyPressEvent(event)

    def _copies_itself(self, event: QKeyEvent) -> bool:
        return self.hasSelectedText() and event.matches(QKeySequence.StandardKey.Copy)


_FLAGS = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
"""A tool window takes the keyboard, but no place in the task bar."""


def _line(height: int, *parts: QWidget) -> QHBoxLayout:
    """Widgets side by side on a strip of this height."""
    line = QHBoxLayout()
    line.setContentsMargins(4 * GRID, 0, 4 * GRID, 0)
    line.setSpacing(3 * GRID)
    for part in parts:
        line.addWidget(part, int(isinstance(part, QLineEdit | Hints)))
    parts[0].setFixedHeight(height)
    return line
