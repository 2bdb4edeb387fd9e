"""The windows, built once."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from quickreply.core.settings import Settings
from quickreply.core.words import Say
from quickreply.store.paths import resource
from quickreply.ui.keeper import Keeper
from quickreply.ui.popup import Popup
from quickreply.ui.theme import Theme
from quickreply.ui.toast import Toast
from quickreply.ui.tray import Tray

if TYPE_CHECKING:
    from quickreply.ui.palette import Palette


class Windows:
    """Everything a person sees. The palette is made when it is first needed: nobody waits for it to listen.

    `furnish` connects it with what it is for.
    """

    def __init__(
        self,
        say: Say,
        settings: Settings,
        keeper: Keeper,
        furnish: "Callable[[Palette], None]",
    ) -> None:
        self._say = say
        self._prefix = settings.prefix
        self._keeper = keeper
        self._furnish = furnish
        self._theme = Theme(settings.theme, QApplication.styleHints(), resource("assets/icons"))
        self.popup = Popup(say, self._theme, settings.prefix)
        self.toast = Toast(self._theme)
        self.tray = Tray(say, self._theme, settings.prefix)

    @cached_property
    def palette(self) -> "Palette":
        """The window to search in."""
        from quickreply.ui.palette import Palette  # noqa: PLC0415 - 25 ms before the first key

        palette = Palette(self._say, self._theme, self._keeper)
        palette.configure(self._prefix)
        self._furnish(palette)
        return palette

    def refresh(self) -> None:
        """The phrases have changed."""
        if "palette" in vars(self):
            self.palette.refresh()

    def prepare(self) -> None:
        """What makes the first sight of the list and the palette as fast as the next."""
        self.popup.prepare()
        self.palette.prepare()

    def configure(self, settings: Settings) -> None:
        """Takes new settings; another language is spoken from the next start on."""
        self._theme.choose(settings.theme)
        self._prefix = self.popup.prefix = self.tray.prefix = settings.prefix
        if "palette" in vars(self):
            self.palette.configure(settings.prefix)

    def close(self) -> None:
        """Takes everything from the screen."""
        self.tray.hide()
        self.popup.hide()
        self.toast.hide()
        if "palette" in vars(self):
            self.palette.hide()
