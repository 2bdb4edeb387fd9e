"""The searching half of the palette: where to look, what for, what is found, and all of it in full."""

from dataclasses import replace

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from quickreply.core.phrase import Phrase
from quickreply.core.search import COUNTED, EVERYWHERE, SHOWN, Match, Matches, Shelf
from quickreply.core.wording import MOST
from quickreply.core.words import Say
from quickreply.ui import style
from quickreply.ui.badges import fully
from quickreply.ui.chip import Chip
from quickreply.ui.empty import why_empty
from quickreply.ui.keeper import Keeper
from quickreply.ui.missed import Missed
from quickreply.ui.pieces import Rule, found
from quickreply.ui.preview import Preview
from quickreply.ui.rows import RowsView
from quickreply.ui.searchbox import SearchBox
from quickreply.ui.shelflist import ShelfList, always
from quickreply.ui.theme import GRID, ROWS, Theme
from quickreply.ui.thumbs import Thumbs

LIST_WIDTH = 428
HEADER = 14 * GRID

_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -ROWS,
    Qt.Key.Key_PageDown: ROWS,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_COMMANDS = _CTRL | _ALT
_TEXTS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -MOST}
"""With Alt: back, on, and to the first of a phrase's texts."""


class Finder(QWidget):
    """Searches while somebody types, and knows which row is highlighted.

    Signals:
        picked: a row was clicked.
        found: something else is shown, or the list of shelves has opened or closed.
        missed: this query has come to its end and found nothing.
    """

    picked = Signal(int)
    found = Signal()
    missed = Signal(str)

    def __init__(self, say: Say, theme: Theme, keeper: Keeper, parent: QWidget) -> None:
        super().__init__(parent)
        self._say = say
        self._keeper = keeper
        self._missed = Missed()
        self._known: tuple[Shelf, ...] | None = None
        self._kept_query = ""
        self._narrow = False
        self._found = Matches("")
        self._turned: tuple[int, int] | None = None
        """The phrase of which another text was chosen, and which."""
        self.shelf = always(say)[0]
        """Where it looks."""
        self._glass = QLabel(self)
        self.chip = Chip(theme, self)
        self.box = SearchBox(self)
        self.count = QLabel(self)
        self.count.setObjectName(style.FAINT)
        thumbs = Thumbs(keeper.thumb)
        self.list = RowsView(theme, thumbs, own_wheel=True, parent=self)
        self.preview = Preview(theme, thumbs, self)
        self.buttons = QHBoxLayout()
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._build(theme)
        self.list.badges.speak(say)
        self.preview.head.badges.speak(say, fully)
        self.shelves = ShelfList(theme, self)
        self.shelves.picked.connect(self._look_in)
        self.chip.clicked.connect(self.toggle_shelves)
        self.box.textChanged.connect(self._find_anew)
        self.box.composed.connect(self._find_anew)
        self.list.picked.connect(self.picked)
        self.list.neared_end.connect(self._find_others)

    @property
    def rows(self) -> tuple[Match, ...]:
        """The rows of the list; more come where it is scrolled to."""
        return self._found.rows

    @property
    def phrase(self) -> Phrase | None:
        """The highlighted one."""
        return self.phrase_of(self.list.row)

    @property
    def choosing_shelf(self) -> bool:
        """Whether the list of shelves is open."""
        return not self.shelves.isHidden()

    def phrase_of(self, row: int | None) -> Phrase | None:
        """The phrase of a row, if there is one."""
        return self.rows[row].phrase if row is not None and row < len(self.rows) else None

    def begin(self, query: str) -> None:
        """Begins anew: everywhere, with this query."""
        self._known = None
        self.shelves.hide()
        self._missed.forget()
        self._take_shelf(always(self._say)[0])
        self._write(query, self._say("Search phrases by code, title or text"))
        self.seek(query)

    def end(self) -> None:
        """It is left without a choice: tells what was looked for in vain."""
        self.close_shelves()
        if missed := self._missed.end():
            self.missed.emit(missed)

    def forget_missed(self) -> None:
        """Something was chosen."""
        self._missed.forget()

    def seek(self, query: str, limit: int = SHOWN) -> None:
        """Shows what a query finds, at first so many rows of it."""
        self._turned = None
        matches = self._found = self._keeper.search(query, self.shelf.scope, limit)
        total = self._keeper.total()
        self.list.explain(*why_empty(self._say, query.strip(), self.shelf, total))
        self._make_room()
        self.list.take(matches.rows, 0 if matches.rows else None)
        self.count.setText(found(self._say, matches.total))
        self._look()
        if not self.box.composing:
            self._follow(
                query.strip(), found=bool(matches.rows) or not total or self.shelf.scope != EVERYWHERE
            )
        self.found.emit()

    def refresh(self) -> None:
        """The phrases have changed: searches again, and stays at the phrase, or else at the row."""
        self._known = None
        if self.choosing_shelf:
            return
        row, phrase, turned = self.list.row or 0, self.phrase, self._turned
        self.seek(self.box.query(), COUNTED)  # it may be further down now
        again = (place for place, match in enumerate(self.rows) if phrase and match.phrase.id == phrase.id)
        self.go(next(again, row))
        if turned and self.phrase and self.phrase.id == turned[0]:
            self._show_text(turned[1])

    def step_on(self) -> None:
        """Something was inserted: what comes next of phrases in several texts is another one now."""
        self._turned = None
        if any(match.phrase.wordings for match in self.rows):
            self.refresh()

    def arrange(self, *, narrow: bool) -> None:
        """Puts the preview below the list instead of beside it."""
        self._narrow = narrow
        direction = QBoxLayout.Direction
        self._body.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self.preview.arrange(below=narrow)
        self._make_room()

    def takes(self, event: QKeyEvent) -> bool:
        """Whether a key moved something here: the highlight, or where it looks."""
        if self.choosing_shelf:
            return self._shelf_key(event)
        key, held = event.key(), event.modifiers()
        if held & _CTRL and key == Qt.Key.Key_G:
            self.toggle_shelves()
        elif held & _ALT and key in _TEXTS and self.phrase and self.phrase.wordings:
            self._turn_text(_TEXTS[Qt.Key(key)])
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._next_shelf(1 if key == Qt.Key.Key_Tab else -1)
        elif key in _STEPS:
            self._move(_STEPS[Qt.Key(key)])
        elif held & _CTRL and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._find_others()
            self.go(0 if key == Qt.Key.Key_Home else len(self.rows) - 1)
        else:
            return False
        return True

    def go(self, row: int) -> None:
        """Highlights a row, or the nearest there is."""
        if self.rows:
            self.list.highlight(max(0, min(row, len(self.rows) - 1)))
            self._look()

    # Where to look.

    def toggle_shelves(self) -> None:
        """Opens the list of shelves, or closes it without a choice. Typing narrows it."""
        if self.choosing_shelf:
            self.close_shelves()
            return
        self._kept_query = self.box.text()
        self.shelves.open(self._all_shelves(), self.shelf.scope)
        self.shelves.move(QPoint(self.chip.x(), HEADER - GRID))
        self._write("", self._say("Look in …"))
        self.found.emit()

    def close_shelves(self) -> None:
        """Goes back to the query."""
        if not self.choosing_shelf:
            return
        self.shelves.hide()
        self._write(self._kept_query, self._say("Search phrases by code, title or text"))
        self.seek(self._kept_query)

    def _write(self, text: str, hint: str) -> None:
        """Changes what stands in the box without a search."""
        with QSignalBlocker(self.box):
            self.box.setText(text)
            self.box.setPlaceholderText(hint)

    def _shelf_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in _STEPS:
            self.shelves.step(_STEPS[Qt.Key(key)])
        elif key in _ENTER:
            self._look_in(self.shelves.shelf)
        elif key == Qt.Key.Key_Escape or (event.modifiers() & _CTRL and key == Qt.Key.Key_G):
            self.close_shelves()
        else:
            return key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) or bool(event.modifiers() & _COMMANDS)
        return True

    def _look_in(self, shelf: Shelf | None) -> None:
        if shelf:
            self._take_shelf(shelf)
        self.close_shelves()

    def _next_shelf(self, steps: int) -> None:
        shelves = self._all_shelves()
        scopes = [shelf.scope for shelf in shelves]
        here = scopes.index(self.shelf.scope) if self.shelf.scope in scopes else 0
        self._take_shelf(shelves[(here + steps) % len(shelves)])
        self.seek(self.box.query())

    def _take_shelf(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.chip.take(shelf.path[-1], narrowed=shelf.scope != EVERYWHERE)

    def _all_shelves(self) -> tuple[Shelf, ...]:
        if self._known is None:
            self._known = (*always(self._say, self._keeper.news()), *self._keeper.shelves())
        return self._known

    # What is found.

    def _find_anew(self) -> None:
        if self.choosing_shelf:
            self.shelves.narrow(self.box.query())
        else:
            self.seek(self.box.query())

    def _follow(self, query: str, *, found: bool) -> None:
        if missed := self._missed.follow(query, found=found):
            self.missed.emit(missed)

    def _turn_text(self, steps: int) -> None:
        """The highlighted phrase in another of its texts; it stays so until something else is sought."""
        if self.phrase:
            self._show_text((self.phrase.step or 0) + steps)

    def _show_text(self, step: int) -> None:
        row = self.list.row
        if row is None:
            return
        match = self.rows[row]
        other = replace(match, phrase=match.phrase.at(step), text_spans=())
        self._turned = other.phrase.id, other.phrase.step or 0
        self._found = replace(self._found, rows=(*self.rows[:row], other, *self.rows[row + 1 :]))
        self.list.take(self.rows, row)
        self._look()

    def _make_room(self) -> None:
        """With no rows there is no preview: the words take all of the room."""
        rows = bool(self.rows)
        self.preview.setVisible(rows)
        beside = rows and not self._narrow
        self.list.setMinimumWidth(LIST_WIDTH if beside else 0)
        self.list.setMaximumWidth(LIST_WIDTH if beside else _ANY)

    def _look(self) -> None:
        row = self.list.row
        self.preview.take(self.rows[row] if row is not None else None)

    def _move(self, rows: int) -> None:
        """By one the highlight goes round, by a page it stops at the ends."""
        row = self.list.row
        if row is not None:
            if row + rows < 0 or row + rows + ROWS >= len(self.rows):
                self._find_others()
            self.go((row + rows) % len(self.rows) if abs(rows) == 1 else row + rows)

    def _find_others(self) -> None:
        """Makes the rows that were only counted."""
        if self._found.unmade and not self.choosing_shelf:
            longer = self._keeper.search(self._found.query, self.shelf.scope, COUNTED)
            self._found = self._found.followed_by(longer)
            self.list.follow(self.rows)

    # How it looks.

    def add_button(self, button: QToolButton) -> None:
        """Puts a button behind the search box."""
        self.buttons.addWidget(button)

    def restyle(self, theme: Theme) -> None:
        """Takes the theme as it is now."""
        picture = theme.glyph("search", theme.colours.faint, 20, self.devicePixelRatio())
        self._glass.setPixmap(picture)

    def _build(self, theme: Theme) -> None:
        self.box.setPlaceholderText(self._say("Search phrases by code, title or text"))
        header = QHBoxLayout()
        header.setContentsMargins(4 * GRID, 0, 3 * GRID, 0)
        header.setSpacing(2 * GRID)
        for part in (self._glass, self.chip, self.box, self.count):
            header.addWidget(part, int(part is self.box))
        self.buttons.setSpacing(0)
        header.addLayout(self.buttons)
        self._glass.setFixedHeight(HEADER)
        self._body.setSpacing(0)
        self._body.setContentsMargins(0, 0, 1, 0)
        self._body.addWidget(self.list, 1)
        self._body.addWidget(self.preview, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(header)
        column.addWidget(Rule(theme, self))
        column.addLayout(self._body, 1)


_ANY = 16_777_215
"""Qt's word for a width without a limit."""
