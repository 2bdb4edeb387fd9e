"""What the engine says to the eye, carried from the hands' thread to Qt's."""

from PySide6.QtCore import QObject, Qt, Signal

from quickreply.core.notice import Notice
from quickreply.core.ports import Suggestions, Window
from quickreply.core.usage import UsageEvent


class Stage(QObject):
    """A `View`: every call is a queued signal, so nothing here waits for a widget.

    Signals:
        suggested: show this list.
        hidden: take the list away.
        told: tell the user this.
        counted: count this insertion.
        asked_for: open the palette; the window that had the keyboard, or None.
        caught: what came of catching keys.
        died: the hands can do nothing any more.
    """

    suggested = Signal(object)
    hidden = Signal()
    told = Signal(object)
    counted = Signal(object)
    asked_for = Signal(object)
    caught = Signal(object)
    died = Signal()

    def suggest(self, suggestions: Suggestions) -> None:
        """Shows the list."""
        self.suggested.emit(suggestions)

    def hide(self) -> None:
        """Takes the list away."""
        self.hidden.emit()

    def tell(self, notice: Notice) -> None:
        """Tells the user something."""
        self.told.emit(notice)

    def used(self, event: UsageEvent) -> None:
        """Counts an insertion."""
        self.counted.emit(event)

    def ask_for_palette(self, window: Window | None) -> None:
        """Opens the palette for the window that has the keyboard now."""
        self.asked_for.emit(window)


QUEUED = Qt.ConnectionType.QueuedConnection
"""How a stage is to be connected: its signals come from another thread."""
