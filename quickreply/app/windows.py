"""The windows, built once."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from quickreply.core.settings import Settings
from quickreply.core.words import Say
from quickreply.store.paths import resource
from quickreply.ui.theme import Theme
from quickreply.ui.tray import Tray

if TYPE_CHECKING:
    from quickreply.ui.asking import Asking
    from quickreply.ui.keeper import Keeper
    from quickreply.ui.nextup import NextUp
    from quickreply.ui.palette import Palette
    from quickreply.ui.popup import Popup
    from quickreply.ui.reminders import ReminderCard
    from quickreply.ui.toast import Toast


class Windows:
    """Everything a person sees. But for the icon it is made when it is first needed: no code waits for it.

    `furnish_list` and those beside it connect a window with what it is for.
    """

    def __init__(
        self,
        say: Say,
        settings: Settings,
        keeper: "Callable[[], Keeper]",
        furnish_list: "Callable[[Popup], None]",
        furnish_palette: "Callable[[Palette], None]",
        furnish_asking: "Callable[[Asking], None]",
        furnish_next: "Callable[[NextUp], None]",
    ) -> None:
        self._say = say
        self._settings = settings
        self._keeper = keeper
        self._furnish_list = furnish_list
        self._furnish_palette = furnish_palette
        self._furnish_asking = furnish_asking
        self._furnish_next = furnish_next
        self._theme = Theme(settings.theme, QApplication.styleHints(), resource("assets/icons"))
        self.tray = Tray(say, self._theme, settings.prefix)

    @cached_property
    def popup(self) -> "Popup":
        """The list at the slash."""
        from quickreply.ui.popup import Popup  # noqa: PLC0415 - 45 ms before the first key

        thumb = self._keeper().thumb
        popup = Popup(self._say, self._theme, self._settings.prefix, thumb)
        self._furnish_list(popup)
        return popup

    @cached_property
    def toast(self) -> "Toast":
        """Where the user is told something."""
        from quickreply.ui.toast import Toast  # noqa: PLC0415 - most days there is nothing to tell

        return Toast(self._theme)

    @cached_property
    def reminder(self) -> "ReminderCard":
        """What is due; whoever wants it connects it."""
        from quickreply.ui.reminders import ReminderCard  # noqa: PLC0415 - most days nothing is

        return ReminderCard(self._say, self._theme)

    @cached_property
    def reminders(self) -> "ReminderCard":
        """All there is to be reminded of; as above."""
        from quickreply.ui.reminders import ReminderCard  # noqa: PLC0415 - same

        return ReminderCard(self._say, self._theme, asked=True)

    @cached_property
    def next_up(self) -> "NextUp":
        """The message that comes next of a phrase in several."""
        from quickreply.ui.nextup import NextUp  # noqa: PLC0415 - few phrases are in several

        next_up = NextUp(self._say, self._theme)
        self._furnish_next(next_up)
        return next_up

    @cached_property
    def asking(self) -> "Asking":
        """The form that asks for what a phrase lacks."""
        from quickreply.ui.asking import Asking  # noqa: PLC0415 - many phrases lack nothing

        asking = Asking(self._say, self._theme)
        self._furnish_asking(asking)
        return asking

    @cached_property
    def palette(self) -> "Palette":
        """The window to search in."""
        from quickreply.ui.palette import Palette  # noqa: PLC0415 - 25 ms before the first key

        palette = Palette(self._say, self._theme, self._keeper())
        palette.configure(self._settings)
        self._furnish_palette(palette)
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
        self._settings = settings
        self.tray.configure(settings.prefix)
        if "popup" in vars(self):
            self.popup.prefix = settings.prefix
        if "palette" in vars(self):
            self.palette.configure(settings)

    def close(self) -> None:
        """Takes everything from the screen."""
        self.tray.hide()
        for name in {"popup", "toast", "palette", "asking", "next_up", "reminder", "reminders"} & vars(
            self
        ).keys():
            getattr(self, name).hide()
