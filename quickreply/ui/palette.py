"""The palette: a window to search all phrases in, opened by hotkey, tray or command line."""

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QCloseEvent, QIcon, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QStackedWidget, QToolButton, QVBoxLayout

from quickreply.core.draft import Draft
from quickreply.core.phrase import Phrase
from quickreply.core.ports import Rect
from quickreply.core.settings import Settings
from quickreply.core.words import Refusal, Say
from quickreply.ui import style
from quickreply.ui.finder import Finder
from quickreply.ui.form import Form
from quickreply.ui.keeper import Keeper
from quickreply.ui.palettehints import of_finder, of_form
from quickreply.ui.panel import FOOTER, Panel
from quickreply.ui.pieces import Hints, Rule
from quickreply.ui.theme import GRID, Theme
from quickreply.ui.writing import begun_by

PICKS = (
    "enter",
    "kp_enter",
    "ctrl+enter",
    "ctrl+kp_enter",
    *(f"alt+{digit}" for digit in range(1, 10)),
)
"""Keys that choose a row, as hotkeys are written: what is typed behind them waits for the phrase."""

_DIGITS = range(9)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CTRL = Qt.KeyboardModifier.ControlModifier


class Palette(Panel):
    """Finds a phrase and hands it over. Kept alive between openings, so that it opens at once.

    Signals:
        chosen: insert this phrase.
        added: insert this phrase, and give the keyboard back to the palette.
        copied: put this phrase on the clipboard.
        dismissed: the user wants nothing, or no more.
        wanted: the user wants to type in a palette that rests.
        stays: it is kept beside the window it serves from now on, or let go.
        picking: whether `PICKS` may choose a row now: it is open, and no input method needs the keys.
        declined: one of them has chosen nothing.
        missed: this was searched for and not found.
        failed: what was wanted cannot be done, and why.
    """

    picks = PICKS

    chosen = Signal(object)
    added = Signal(object)
    copied = Signal(object)
    dismissed = Signal()
    wanted = Signal()
    stays = Signal(bool)
    picking = Signal(bool)
    declined = Signal()
    missed = Signal(str)
    failed = Signal(object)

    def __init__(self, say: Say, theme: Theme, keeper: Keeper) -> None:
        super().__init__(theme)
        self._say = say
        self._keeper = keeper
        self.clicked_at_rest = False
        """Whether the phrase chosen last was clicked while the palette rested."""
        self.finder = Finder(say, theme, keeper, self)
        self.form = Form(say, theme, keeper, self)
        self._pages = QStackedWidget(self)
        self._hints = Hints(theme, self)
        self._add, self._pin = self._button(say("Write a phrase (Ctrl+N)")), self._button("")
        self._build(theme)
        self._listen()
        self.setWindowTitle("quickreply")
        self.restyle()

    def prepare(self) -> None:
        """Draws itself once out of sight, with what it will open with. An open one stays as it is."""
        if self.isVisible():
            return
        self.finder.seek("")
        super().prepare()

    def open(self, near: Rect | None = None, query: str = "") -> None:
        """Shows itself with a fresh query; one that rests goes on with what stands there."""
        if self.writing:
            self.take_keyboard()
            return
        if query or not self.resting:
            self.finder.begin(query)
        self.serve(near)
        self.finder.box.selectAll()
        self.take_keyboard()
        self.finder.box.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
        self.picking.emit(True)

    def toggle(self, near: Rect | None, query: str = "") -> None:
        """Opens, or goes back to the window used before."""
        if self.isVisible() and not self.resting and not self.writing:
            self._dismiss()
        else:
            self.open(near, query)

    @property
    def writing(self) -> bool:
        """Whether a phrase is being written; then no other window closes it."""
        return self._pages.currentWidget() is self.form

    def configure(self, settings: Settings) -> None:
        """Takes the character that begins a code, and whether it is pinned."""
        self.finder.preview.head.prefix = settings.prefix
        if settings.pinned != self.pinned:
            self.pin(pinned=settings.pinned)

    def refresh(self) -> None:
        """The phrases have changed."""
        if self.isVisible():
            self.finder.refresh()

    def restyle(self) -> None:
        """Takes the theme as it is now."""
        super().restyle()
        self.finder.restyle(self.theme)
        self.form.restyle(self.theme)
        colours = self.theme.colours
        pin = ("pinned", colours.accent) if self.pinned else ("pin", colours.secondary)
        for button, (name, colour) in ((self._pin, pin), (self._add, ("add", colours.secondary))):
            button.setIcon(QIcon(self.theme.glyph(name, colour, 18, self.devicePixelRatio())))

    def arrange(self) -> None:
        """Narrow while it is pinned."""
        super().arrange()
        self.finder.arrange(narrow=self.pinned)
        say = self._say
        self._pin.setToolTip(
            say("Let it go (Ctrl+P)") if self.pinned else say("Keep it beside the window (Ctrl+P)")
        )

    # What Qt tells.

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keys that reach the window itself mean the same as in the search box."""
        self._key(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Closed from outside, it tells as if the user had pressed Esc; what was written is asked about."""
        if self.writing and self.form.changed:
            event.ignore()
            self.form.give_up()
            return
        super().closeEvent(event)
        self._close()

    # Choosing.

    def _key(self, event: QKeyEvent) -> None:
        """What a key does that types nothing; others are left to the search box."""
        event.accept()
        self.clicked_at_rest = False
        key, held, finder = event.key(), event.modifiers(), self.finder
        digit = key - Qt.Key.Key_1 if held & Qt.KeyboardModifier.AltModifier else -1
        elsewhere = finder.choosing_shelf
        if finder.takes(event):
            if elsewhere:
                self.declined.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._choose(self.copied, finder.phrase)
        elif digit in _DIGITS:
            self._choose(self.chosen, finder.phrase_of(digit))
        elif key in _ENTER:
            self._add_on(finder.phrase) if held & _CTRL else self._choose(self.chosen, finder.phrase)
        elif key == Qt.Key.Key_Escape:
            self._close()
        elif not (held & _CTRL and self._command(key)):
            event.ignore()

    def _command(self, key: int) -> bool:
        """Does what Ctrl and a letter mean; False for others."""
        match key:
            case Qt.Key.Key_P:
                self._turn_pin()
            case Qt.Key.Key_N:
                self._write_new()
            case Qt.Key.Key_E:
                self._write()
            case Qt.Key.Key_D:
                self._pin_phrase()
            case _:
                return False
        return True

    def _pick(self, row: int) -> None:
        """A row was clicked; with Ctrl held the palette stays."""
        phrase = self.finder.phrase_of(row)
        self.clicked_at_rest = self.resting
        if self._awake and QApplication.keyboardModifiers() & _CTRL:
            self._add_on(phrase)
        else:
            self._choose(self.chosen, phrase)

    def _choose(self, word: SignalInstance, phrase: Phrase | None) -> None:
        if phrase:
            self.finder.forget_missed()
            self._leave(word, phrase)
        else:
            self.declined.emit()

    def _add_on(self, phrase: Phrase | None) -> None:
        """The keyboard is lent to the other window: that it is lost for a moment is no news."""
        if phrase is None:
            self.declined.emit()
            return
        self.lend()
        self.finder.forget_missed()
        self.finder.box.selectAll()
        self.added.emit(phrase)

    def _dismiss(self) -> None:
        """Goes back to the window used before."""
        if self._awake:
            self.finder.end()
            self._leave(self.dismissed)

    def _close(self) -> None:
        """Goes away, pinned or not."""
        self._dismiss()
        self.hide()

    def _leave(self, word: SignalInstance, *about: Phrase) -> None:
        """Goes out of sight, or rests, then says why; that it loses the focus thereby is no news any more.

        That its keys choose nothing any more comes last: a choice must not look like none.
        """
        awake = self._awake
        self.rest()
        word.emit(*about)
        if awake:
            self.picking.emit(False)

    # Writing.

    def _write_new(self) -> None:
        """A new phrase, begun with what was looked for in vain."""
        shelf = self.finder.shelf
        draft = begun_by("" if self.finder.rows else self.finder.box.text(), shelf)
        self._open_form(draft, shelf.library)

    def _write(self) -> None:
        phrase = self.finder.phrase
        if phrase is None:
            return
        try:
            draft = self._keeper.draft(phrase.id)
        except Refusal as refusal:
            self.failed.emit(refusal)
        else:
            self._open_form(draft, phrase.library, phrase.id)

    def _open_form(self, draft: Draft, library: int, phrase: int | None = None) -> None:
        self.finder.close_shelves()
        self.picking.emit(False)
        if self.resting:
            self.wanted.emit()
        self._pages.setCurrentWidget(self.form)
        self._hint()
        self.form.begin(draft, library, phrase)

    def _written(self, draft: Draft | None) -> None:
        """Back to the search: what was written is looked for, so that it can be inserted."""
        self._pages.setCurrentWidget(self.finder)
        if draft:
            self.finder.forget_missed()
            self.finder.box.setText(draft.code or draft.title)
        self._hint()
        self.finder.box.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._awake:
            self.picking.emit(True)

    def _pin_phrase(self) -> None:
        if phrase := self.finder.phrase:
            try:
                self._keeper.pin(phrase.id, on=not phrase.pinned)
            except Refusal as refusal:
                self.failed.emit(refusal)

    # How it stands.

    def pin(self, *, pinned: bool) -> None:
        """Keeps it beside the window it serves, or lets it go."""
        resting, self.pinned = self.resting, pinned
        self.arrange()
        self.restyle()
        self._hint()
        if resting:
            self.hide()
        elif self.isVisible():
            self.serve(None)

    def _turn_pin(self) -> None:
        self.pin(pinned=not self.pinned)
        self.stays.emit(self.pinned)

    def _hint(self) -> None:
        if self.writing:
            shown = of_form(self._say, asking=self.form.asking)
        else:
            shown = of_finder(self._say, self.finder, narrow=self.pinned)
        self._hints.take(*shown)

    def _wake(self) -> None:
        if self.resting:
            self.wanted.emit()

    def _build(self, theme: Theme) -> None:
        for page in (self.finder, self.form):
            self._pages.addWidget(page)
        for button in (self._add, self._pin):
            self.finder.buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._pages, 1)
        column.addWidget(Rule(theme, self))
        footer = QVBoxLayout()
        footer.setContentsMargins(4 * GRID, 0, 4 * GRID, 0)
        self._hints.setFixedHeight(FOOTER)
        footer.addWidget(self._hints)
        column.addLayout(footer)
        self.arrange()

    def _listen(self) -> None:
        finder, box = self.finder, self.finder.box
        box.key.connect(self._key)
        box.composes.connect(lambda composes: self.picking.emit(not composes))
        box.committed.connect(self.declined)
        box.clicked.connect(self._wake)
        self.forsaken.connect(self._dismiss)
        finder.picked.connect(self._pick)
        finder.found.connect(self._hint)
        finder.missed.connect(self.missed)
        self.form.done.connect(self._written)
        self.form.asked.connect(self._hint)
        self._add.clicked.connect(self._write_new)
        self._pin.clicked.connect(self._turn_pin)

    def _button(self, does: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(style.QUIET)
        button.setToolTip(does)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button
