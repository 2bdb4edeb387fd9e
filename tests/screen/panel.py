"""A panel with a system tray, as desktops have one."""

from tests.screen.desktop import Desktop, require, until

_TINT2 = """
rounded = 0
border_width = 0
background_color = #f4f4f5 100
border_color = #d4d4d8 100

panel_items = TSC
panel_size = 100% 32
panel_position = bottom center horizontal
panel_background_id = 1
panel_padding = 8 0 8
panel_layer = top

taskbar_mode = single_desktop
task_text = 1
task_icon = 1
task_centered = 0
task_maximum_size = 220 32
task_padding = 8 4 6
task_font = sans 9
task_font_color = #52525b 100
task_active_font_color = #18181b 100

systray_padding = 8 4 8
systray_icon_size = 20

time1_format = %H:%M
time1_font = sans 9
clock_font_color = #18181b 100
clock_padding = 8 0
"""


class Panel:
    """tint2 at the lower edge of the screen."""

    HEIGHT = 32

    def __init__(self, desktop: Desktop) -> None:
        require("tint2")
        self._desktop = desktop
        file = desktop.home / "tint2rc"
        file.write_text(_TINT2)
        desktop.spawn(["tint2", "-c", str(file)])
        self.window = desktop.window("--class", "^tint2$")

    def icon(self, wm_class: str) -> tuple[int, int]:
        """Where to click on a program's tray icon, once it is there: its one window in the panel's strip."""
        strip = self._desktop.place(self.window)[1]
        place = until(lambda: self._lowest(wm_class, strip), 10)
        if place is None:
            raise TimeoutError(f"no icon of {wm_class}")
        x, y, width, height = place
        return x + width // 2, y + height // 2

    def _lowest(self, wm_class: str, strip: int) -> tuple[int, int, int, int] | None:
        places = map(self._desktop.place, self._desktop.windows("--class", f"^{wm_class}$"))
        return next((place for place in places if place[1] >= strip), None)
