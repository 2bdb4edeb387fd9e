"""The window in which an input method shows its candidates: while it can be seen, something is composed."""

from collections.abc import Callable
from typing import Any

from Xlib import X
from Xlib.display import Display
from Xlib.error import XError

CLASSES = frozenset({"fcitx", "fcitx5", "ibus-ui-gtk3", "ibus-ui-gtk4", "ibus-ui-emojier"})
"""First names of the windows (`xprop WM_CLASS`) of fcitx5's and ibus's own panels.

Where the desktop's shell draws the candidates (GNOME, Kimpanel) there is no such window.
"""


class Candidates:
    """A `Source`: tells when such a window appears and when the last one has gone."""

    def __init__(self, display: Display, opened: Callable[[], None], closed: Callable[[], None]) -> None:
        self._display = display
        self._opened = opened
        self._closed = closed
        self._seen: set[int] = set()

    def watch(self, wanted: bool) -> None:
        """Watches only while an input method runs: windows come and go all day."""
        mask = X.SubstructureNotifyMask if wanted else X.NoEventMask
        self._display.screen().root.change_attributes(event_mask=mask)
        self._display.flush()
        self._seen.clear()

    def close(self) -> None:
        """Ends the connection."""
        self._display.close()

    def fileno(self) -> int:
        return int(self._display.fileno())

    def waiting(self) -> bool:
        return bool(self._display.pending_events())

    def behind(self) -> bool:
        return False  # python-xlib waits until everything is sent

    def ready(self) -> None:
        while self._display.pending_events():
            self._take(self._display.next_event())

    def stumbled(self) -> None:
        """Nothing here holds anything."""
        self._seen.clear()

    def _take(self, event: Any) -> None:
        if event.type == X.MapNotify and event.override and self._shows_candidates(event.window):
            self._seen.add(event.window.id)
            self._opened()
        elif event.type in (X.UnmapNotify, X.DestroyNotify) and event.window.id in self._seen:
            self._seen.remove(event.window.id)
            if not self._seen:
                self._closed()

    def _shows_candidates(self, window: Any) -> bool:
        try:
            names = window.get_wm_class()
        except XError:  # gone already
            return False
        return bool(names) and names[0].casefold() in CLASSES
