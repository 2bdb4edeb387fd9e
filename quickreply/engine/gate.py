"""Where a slash begins a code: by the settings, the window in front, and what stands before it."""

from quickreply.core import trigger
from quickreply.core.keys import Key
from quickreply.core.ports import Window, Windows
from quickreply.core.settings import Mode, Settings


class Gate:
    """Lets a slash in, or past."""

    def __init__(self, windows: Windows) -> None:
        self._windows = windows
        self._paused = False
        self.settings = Settings()
        """Those that hold now."""

    def configure(self, settings: Settings, *, paused: bool) -> None:
        """Takes new settings."""
        self.settings, self._paused = settings, paused

    def opens(self, slash: Key, before: str | None) -> Window | None:
        """The window in front, if a slash behind the character `before` begins a code in it."""
        if self._paused or slash.shortcut or self.settings.mode is Mode.OFF:
            return None
        if not trigger.opens(self.settings.boundary, before):
            return None
        window = self._windows.focused()
        return window if window and self._takes_codes(window) else None

    def _takes_codes(self, window: Window) -> bool:
        chosen = self.settings.app_enabled(window.cls)
        return self._windows.facts(window).enabled if chosen is None else chosen
