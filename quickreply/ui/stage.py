"""What the hands say, as signals of Qt."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from quickreply.core.composition import Method
from quickreply.core.notice import Notice
from quickreply.core.ports import Rect, Remaining, Suggestions, Window
from quickreply.core.template.asking import Question
from quickreply.core.usage import How, UsageEvent
from quickreply.engine.front import Caught, Offered

if TYPE_CHECKING:
    from quickreply.core.reminder import Reminder


class Stage(QObject):
    """A `Front`: each thing said is a signal.

    Signals:
        suggested: show this list.
        closed: take the list away.
        told: tell the user this.
        counted: count this insertion.
        reminder_wanted: keep this, and tell of it when it is due.
        palette_wanted: open the palette; the window in front and its place, or None; what to look for.
        asked: ask for what a phrase lacks; how it was chosen, for which window, and its place, or None.
        keyboard_returned: the palette has the keyboard again that it had lent; or not.
        armed: what came of catching keys.
        filled: what is pinned and recent now.
        method_known: which input method is on.
        spare_known: whether the old clipboard can be brought back.
        rest_known: what is left of a phrase in several messages, or None.
        pause_toggled: the hotkey that pauses was pressed.
        phrase_summoned: the hotkey of the phrase with this id was pressed in the palette.
    """

    suggested = Signal(object)
    closed = Signal()
    told = Signal(object)
    counted = Signal(object)
    reminder_wanted = Signal(object)
    palette_wanted = Signal(object, object, str)
    asked = Signal(object, object, object, object)
    keyboard_returned = Signal(bool)
    armed = Signal(object)
    filled = Signal(object)
    method_known = Signal(object)
    spare_known = Signal(bool)
    rest_known = Signal(object)
    pause_toggled = Signal()
    phrase_summoned = Signal(int)

    def suggest(self, suggestions: Suggestions) -> None:
        """Shows the list."""
        self.suggested.emit(suggestions)

    def hide(self) -> None:
        """Takes the list away."""
        self.closed.emit()

    def tell(self, notice: Notice) -> None:
        """Tells the user something."""
        self.told.emit(notice)

    def used(self, event: UsageEvent) -> None:
        """Counts an insertion."""
        self.counted.emit(event)

    def remind(self, reminder: "Reminder") -> None:
        """Something is to be told of later."""
        self.reminder_wanted.emit(reminder)

    def ask(self, question: Question, how: How, window: Window | None, near: Rect | None) -> None:
        """A phrase lacks something that the user may know."""
        self.asked.emit(question, how, window, near)

    def remaining(self, remaining: Remaining | None) -> None:
        """What is left of a phrase in several messages."""
        self.rest_known.emit(remaining)

    def spare(self, there: bool) -> None:
        """The old clipboard can be brought back, or no longer."""
        self.spare_known.emit(there)

    def summoned(self, phrase: int) -> None:
        """A phrase is wanted where the user was."""
        self.phrase_summoned.emit(phrase)

    def toggled(self) -> None:
        """Pause, or go on."""
        self.pause_toggled.emit()

    def looked(self, window: Window | None, near: Rect | None, query: str = "") -> None:
        """The palette is wanted."""
        self.palette_wanted.emit(window, near, query)

    def returned(self, came: bool) -> None:
        """The keyboard is back, or not."""
        self.keyboard_returned.emit(came)

    def caught(self, caught: Caught) -> None:
        """Keys are caught, or not."""
        self.armed.emit(caught)

    def stocked(self, offered: Offered) -> None:
        """The stock has changed."""
        self.filled.emit(offered)

    def composes(self, method: Method) -> None:
        """Another input method is on."""
        self.method_known.emit(method)
