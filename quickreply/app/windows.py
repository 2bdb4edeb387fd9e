"""The windows, built once."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from quickreply.core.search import Matches
from quickreply.core.settings import Settings
from quickreply.core.words import Say
from quickreply.store.paths import resource
from quickreply.ui.palette import Palette
from quickreply.ui.popup import Popup
from quickreply.ui.theme import Theme
from quickreply.ui.toast import Toast
from quickreply.ui.tray import Tray


class Windows:
    """Everything a person sees."""

    def __init__(
        self, say: Say, settings: Settings, search: Callable[[str], Matches], stock: Callable[[], int]
    ) -> None:
        self._theme = Theme(settings.theme, QApplication.styleHints(), resource("assets/icons"))
        self.popup = Popup(say, self._theme, settings.prefix)
        self.palette = Palette(say, self._theme, search, stock)
        self.toast = Toast(self._theme)
        self.tray = Tray(say, self._theme, settings.prefix)
        self.palette.configure(settings.prefix)

    def prepare(self) -> None:
        """What makes the first sight of the list and the palette as fast as the next."""
        self.popup.prepare()
        self.palette.prepare()

    def configure(self, settings: Settings) -> None:
        """Takes new settings; another language is spoken from the next start on."""
        self._theme.choose(settings.theme)
        self.popup.prefix = self.tray.prefix = settings.prefix
        self.palette.configure(settings.prefix)

    def close(self) -> None:
        """Takes everything from the screen."""
        self.tray.hide()
        for window in (self.popup, self.palette, self.toast):
            window.hide()
