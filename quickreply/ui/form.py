"""The form in which a phrase is written: its fields, and beside each what is wrong with it."""

from dataclasses import replace

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QCompleter,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from quickreply.core.draft import CodeTaken, Draft, Field, field_faults, tidy, unlike
from quickreply.core.wording import Law
from quickreply.core.words import Refusal, Say, mark
from quickreply.ui import captions, style
from quickreply.ui.fields import FieldBox, Lines, Words
from quickreply.ui.keeper import Keeper
from quickreply.ui.pictures import PictureRow, holds_picture
from quickreply.ui.texts import Texts
from quickreply.ui.theme import GRID, Theme

STRIP = 14 * GRID
_TURNS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
"""With Alt: another of its texts."""

_LEAF = 15 * GRID
_WIDE = 150 * GRID
"""Beside the list it is wider, pinned it is narrower."""


class Form(QWidget):
    """Writes one phrase, new or old. Its keys are its own: Enter is a new line in the text.

    Signals:
        done: with the phrase as it was stored, or None if it was given up.
        asked: it asks whether to throw away what was written, or no more.
    """

    done = Signal(object)
    asked = Signal()

    def __init__(self, say: Say, theme: Theme, keeper: Keeper, parent: QWidget) -> None:
        super().__init__(parent)
        self._say = say
        self._keeper = keeper
        self._phrase: int | None = None
        self._library = 0
        self._base = self._shown = Draft("")
        self._heading, self._place, self._trouble = QLabel(self), QLabel(self), QLabel(self)
        self._yes, self._no = QPushButton(self), QPushButton(self)
        self._groups = QStringListModel(self)
        self._offers = QListView()
        self._asking = False
        self._send = QCheckBox(say("Send it at once, in programs where you allow that"), self)
        self._pictures = PictureRow(say, theme, keeper.thumb, keeper.develop)
        self._pictures.refused.connect(lambda refusal: self._blame({}, say.refusal(refusal)))
        self._pictures.changed.connect(lambda: self._blame({}))
        fields: dict[Field, FieldBox] = {
            name: FieldBox(
                say(caption), say(captions.EXAMPLES[name]), self._box() if name is Field.TEXT else Words(self)
            )
            for name, caption in captions.CAPTIONS.items()
        }
        self._fields = fields
        self._looks = QLabel(say("With HTML"), self)
        self._looks.setToolTip(
            say("Its looks, for windows that take them; a change of the text removes them")
        )
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.setAcceptDrops(True)
        self._leaves = QStackedWidget(self)
        self._other = QPushButton(self)
        self._texts = Texts(say, fields[Field.TEXT], fields[Field.NOTE], self)
        fields[Field.TEXT].put_beside(self._texts)
        self._build(theme)

    def begin(self, draft: Draft, library: int, phrase: int | None = None) -> None:
        """Shows a phrase of a library (0: the personal one) to be written; without an id it is a new one."""
        self._phrase, self._base = phrase, draft
        self._take_library(library)
        texts = {
            Field.CODE: draft.code,
            Field.TITLE: draft.title,
            Field.VALID_FROM: draft.valid_from,
            Field.VALID_UNTIL: draft.valid_until,
            Field.GROUP: captions.BETWEEN.join(draft.group),
            Field.KEYWORDS: self._say(mark(", ")).join(draft.keywords),
        }
        for field, text in texts.items():
            self._fields[field].write(text)
        self._send.setChecked(draft.send)
        self._pictures.begin(draft.pictures)
        self._looks.setVisible(bool(draft.html))
        self._texts.begin(draft)
        self._turn_leaf(0)
        self._shown = self.draft
        self._blame({})
        self._ask(asking=False)
        common = (field for field in captions.CAPTIONS if field not in captions.RARE)
        empty = next((field for field in common if not self._fields[field].text), Field.TEXT)
        self._fields[Field.TEXT if phrase else empty].focus()

    @property
    def draft(self) -> Draft:
        """The phrase as it stands in the fields."""
        texts = {name: field.text for name, field in self._fields.items()}
        first, *others = self._texts.wordings
        more = tuple(one for one in others if one.text.strip())
        written = replace(
            self._base,
            code=texts[Field.CODE],
            title=texts[Field.TITLE],
            text=first.text,
            note=first.note,
            more=more,
            law=self._texts.law if more else Law.LADDER,
            valid_from=captions.moment(texts[Field.VALID_FROM]),
            valid_until=captions.moment(texts[Field.VALID_UNTIL]),
            group=captions.group(texts[Field.GROUP]),
            keywords=captions.keywords(texts[Field.KEYWORDS]),
            send=self._send.isChecked(),
            pictures=self._pictures.names,
        )
        return unlike(written, self._base)

    @property
    def asking(self) -> bool:
        """Whether it asks if what was written may go."""
        return self._asking

    @property
    def changed(self) -> bool:
        """Whether something was written that is not stored."""
        return self.draft != self._shown

    def save(self) -> None:
        """Stores the phrase, or says beside each field why not."""
        self._ask(asking=False)
        draft = tidy(self.draft)
        faults = {field: self._say(fault) for field, fault in field_faults(draft).items()}
        if not faults:
            try:
                self._keeper.keep(self._phrase, self._library, draft, self._pictures.prints)
            except CodeTaken as taken:
                faults = {Field.CODE: self._say.refusal(taken)}
            except Refusal as refusal:
                self._blame({}, self._say.refusal(refusal))
                return
        self._blame(faults)
        if faults:
            first = next(iter(faults))
            if first is Field.TEXT:
                self._texts.go(0)
                self._blame(faults)
            self._turn_leaf(int(first in captions.RARE))
            self._fields[first].focus()
        else:
            self.done.emit(draft)

    def give_up(self) -> None:
        """Leaves without storing; asks first if something would be lost."""
        if self.changed and not self._asking:
            self._ask(asking=True)
        else:
            self.done.emit(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """What the fields leave: Esc, Ctrl+Enter, and Enter in a line."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        turned = (
            _TURNS.get(Qt.Key(event.key())) if event.modifiers() & Qt.KeyboardModifier.AltModifier else None
        )
        if turned:
            self._texts.turn(turned)
        elif event.key() == Qt.Key.Key_Escape:
            self._ask(asking=False) if self._asking else self.give_up()
        elif enter and self._asking:
            self.give_up() if self._no.hasFocus() else self._ask(asking=False)
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.save()
        elif enter:
            self.focusNextChild()
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Where it is narrow, what stands at its foot has a line each."""
        super().resizeEvent(event)
        wide = self.width() >= _WIDE
        direction = QBoxLayout.Direction
        self._foot.setDirection(direction.LeftToRight if wide else direction.TopToBottom)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Pictures may be dropped anywhere on it."""
        if holds_picture(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Takes them."""
        if self._pictures.take(event.mimeData()):
            event.acceptProposedAction()

    def _box(self) -> Lines:
        """For the text. A picture that is pasted into it goes to the others."""
        lines = Lines(self)
        lines.pictured.connect(self._pictures.take)
        return lines

    def _take_library(self, library: int) -> None:
        """Says where the phrase will stand, and offers the groups there, then those of other libraries."""
        shelves = self._keeper.shelves()
        self._library = library or next((shelf.library for shelf in shelves), 0)
        shelves = tuple(sorted(shelves, key=lambda shelf: shelf.library != self._library))
        here = next((shelf.path[0] for shelf in shelves if shelf.library == self._library), "")
        self._place.setText(here)
        self._groups.setStringList(
            list(dict.fromkeys(captions.BETWEEN.join(shelf.path[1:]) for shelf in shelves if shelf.path[1:]))
        )

    def _turn_leaf(self, leaf: int) -> None:
        """Shows group and keywords, or what fewer phrases have."""
        self._leaves.setCurrentIndex(leaf)
        self._other.setText(self._say("Group, keywords") if leaf else self._say("Note, days"))

    def _press_yes(self) -> None:
        self._ask(asking=False) if self._asking else self.save()

    def _ask(self, *, asking: bool) -> None:
        """In place of its name the form asks whether to throw away what was written."""
        say, before = self._say, self._asking
        self._asking = asking
        name = say("Edit phrase") if self._phrase else say("New phrase")
        for part in (self._place, self._other):
            part.setVisible(not asking)
        self._heading.setText(say("Throw away what you wrote?") if asking else name)
        self._yes.setText(say("Keep writing") if asking else say("Save"))
        self._no.setText(say("Throw away") if asking else say("Cancel"))
        self.asked.emit()
        if asking:
            self._yes.setFocus()
        elif before:
            self._fields[Field.TEXT].focus()

    def _blame(self, faults: dict[Field, str], trouble: str = "") -> None:
        for name, field in self._fields.items():
            field.blame(faults.get(name, ""))
        self._trouble.setText(trouble)
        self._trouble.setVisible(bool(trouble))

    def _build(self, theme: Theme) -> None:
        self._heading.setFont(theme.bold)
        self._place.setObjectName(style.FAINT)
        self._trouble.setObjectName(style.TROUBLE)
        self._looks.setObjectName(style.FAINT)
        self._trouble.setWordWrap(True)
        self._trouble.setTextFormat(Qt.TextFormat.PlainText)
        self._yes.setObjectName(style.MAIN)
        self._yes.clicked.connect(self._press_yes)
        self._no.clicked.connect(self.give_up)
        self._complete()
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 0, 4 * GRID, GRID)
        column.setSpacing(0)
        column.addLayout(self._strip())
        column.addWidget(self._trouble)
        column.addLayout(self._row((Field.CODE, 2), (Field.TITLE, 3)))
        column.addLayout(self._row((Field.TEXT, 1)), 1)
        for shares in (
            ((Field.GROUP, 2), (Field.KEYWORDS, 3)),
            ((captions.RARE[0], 4), (captions.RARE[1], 3), (captions.RARE[2], 3)),
        ):
            leaf = QWidget(self)
            leaf.setLayout(self._row(*shares))
            self._leaves.addWidget(leaf)
        self._other.clicked.connect(lambda: self._turn_leaf(1 - self._leaves.currentIndex()))
        self._leaves.setFixedHeight(_LEAF)
        column.addWidget(self._leaves)
        for part in (self._send, self._looks, self._pictures):
            self._foot.addWidget(part, int(part is self._pictures))
        column.addLayout(self._foot)

    def _strip(self) -> QHBoxLayout:
        strip = QHBoxLayout()
        strip.setSpacing(2 * GRID)
        strip.addWidget(self._heading)
        strip.addWidget(self._place)
        strip.addStretch(1)
        strip.addWidget(self._other)
        strip.addWidget(self._no)
        strip.addWidget(self._yes)
        self._heading.setFixedHeight(STRIP)
        return strip

    def _row(self, *shares: tuple[Field, int]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3 * GRID)
        for name, share in shares:
            row.addWidget(self._fields[name], share)
        return row

    def _complete(self) -> None:
        completer = QCompleter(self._groups, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._offers.setObjectName(style.COMPLETIONS)
        completer.setPopup(self._offers)
        self._fields[Field.GROUP].complete(completer)

    def restyle(self, theme: Theme) -> None:
        """Takes the theme as it is now; what is offered is a window of its own."""
        self._offers.setStyleSheet(style.sheet(theme))
