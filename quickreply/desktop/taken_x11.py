"""Tells when somebody takes the keyboard on X11: asked of the server, since hands that hang tell nothing."""

from PySide6.QtCore import QObject, QSocketNotifier, Signal
from Xlib import X
from Xlib.display import Display
from Xlib.error import ConnectionClosedError


class Taken(QObject):
    """The news that a grab brings to the root window, also one that only freezes the keyboard.

    Signals:
        taken: some program holds the keyboard now.
    """

    taken = Signal()

    def __init__(self, display: str) -> None:
        super().__init__()
        self._display = Display(display)
        self._display.screen().root.change_attributes(event_mask=X.FocusChangeMask)
        self._display.flush()
        self._news = QSocketNotifier(self._display.fileno(), QSocketNotifier.Type.Read, self)
        self._news.activated.connect(self._read)

    def close(self) -> None:
        """Ends the connection."""
        self._news.setEnabled(False)
        self._display.close()

    def _read(self) -> None:
        """Where the server is gone, so is all else."""
        taken = False
        try:
            while self._display.pending_events():
                event = self._display.next_event()
                taken |= event.type == X.FocusIn and event.mode == X.NotifyGrab
        except (ConnectionClosedError, OSError):
            self._news.setEnabled(False)
        if taken:
            self.taken.emit()
