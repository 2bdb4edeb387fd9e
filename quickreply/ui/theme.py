"""How everything looks: colours, fonts, sizes and pictures, each said once.

Sizes are logical pixels on a grid of four. Text stands out from its background by 4.5:1 or more.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QIcon, QPixmap, QStyleHints

from quickreply.core import settings

GRID = 4
RADIUS = 10
INNER_RADIUS = 6
ROW = 36
ROWS = 8
"""Rows to be seen at once, in the list at the slash as in the palette."""

BODY = 14
SMALL = 12
SEARCH = 18


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one scheme, by what they are for.

    `tint` lies under the highlighted row, `sunken` under what is not the list, `marks` tell groups apart.
    """

    surface: str
    sunken: str
    line: str
    text: str
    secondary: str
    faint: str
    chip: str
    chip_text: str
    accent: str
    on_accent: str
    tint: str
    hover: str
    thumb: str
    trouble: str
    marks: tuple[str, ...]

    def mark(self, number: int) -> str | None:
        """The colour of a group, the same one every time; None for no group."""
        return self.marks[number % len(self.marks)] if number >= 0 else None


LIGHT = Colours(
    surface="#ffffff",
    sunken="#f7f8fa",
    line="#dfe2e8",
    text="#1a1c22",
    secondary="#565c6b",
    faint="#666c7b",
    chip="#eef0f5",
    chip_text="#3b404d",
    accent="#3a55d9",
    on_accent="#ffffff",
    tint="#e6ecff",
    hover="#f3f5f9",
    thumb="#c6cbd6",
    trouble="#a84a00",
    marks=("#4a7bd0", "#2f9183", "#6f8f3a", "#c08a1e", "#d0713c", "#c85a78", "#9566c4", "#6c7a94"),
)

DARK = Colours(
    surface="#1e2026",
    sunken="#191b20",
    line="#373b45",
    text="#eceef3",
    secondary="#a9afbd",
    faint="#989fae",
    chip="#2d313b",
    chip_text="#d3d8e3",
    accent="#93a8ff",
    on_accent="#10131f",
    tint="#2b3660",
    hover="#262932",
    thumb="#4b505d",
    trouble="#f2b35c",
    marks=("#78a4ee", "#55bfae", "#9dbb62", "#dfb150", "#ea9a68", "#e88aa3", "#b993e6", "#97a5c0"),
)

PAIRS = (
    ("text", "surface"),
    ("text", "sunken"),
    ("text", "tint"),
    ("text", "hover"),
    ("secondary", "surface"),
    ("secondary", "sunken"),
    ("secondary", "tint"),
    ("secondary", "hover"),
    ("faint", "surface"),
    ("faint", "sunken"),
    ("faint", "hover"),
    ("chip_text", "chip"),
    ("accent", "surface"),
    ("accent", "sunken"),
    ("accent", "tint"),
    ("accent", "hover"),
    ("on_accent", "accent"),
    ("trouble", "surface"),
    ("trouble", "sunken"),
    ("trouble", "tint"),
    ("trouble", "hover"),
)
"""Which text stands on which background; a test computes how well it can be read."""

_NOBODYS_CHOICE = {"", "Sans", "Sans Serif", "sans-serif", "DejaVu Sans", "Bitstream Vera Sans"}
"""What a bare X11 session calls its font when nobody set one."""

_CHINESE = (
    "Microsoft YaHei UI",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
)
"""Named, because without a Chinese locale the system falls back to Japanese shapes of the same characters."""


class Theme(QObject):
    """The look that is valid now; tells when it changes. `glass` says that windows may be see-through."""

    changed = Signal()

    def __init__(
        self, choice: settings.Theme, hints: QStyleHints, icons: Path, *, glass: bool = False
    ) -> None:
        super().__init__()
        self._choice = choice
        self._hints = hints
        self._icons = icons
        self.glass = glass
        hints.colorSchemeChanged.connect(self._system_changed)

    @cached_property
    def body(self) -> QFont:
        """For what is read. No font is looked for before it is wanted, and none is at the start."""
        return _font(self._families, BODY)

    @cached_property
    def small(self) -> QFont:
        """For what stands beside it."""
        return _font(self._families, SMALL)

    @cached_property
    def bold(self) -> QFont:
        """For what is looked at first."""
        return _font(self._families, BODY, QFont.Weight.Bold)

    @cached_property
    def code(self) -> QFont:
        """For codes, letter by letter."""
        return _mono(self._families, BODY - 1)

    @cached_property
    def typed(self) -> QFont:
        """For what is being typed behind the slash."""
        return _mono(self._families, BODY + 2)

    @cached_property
    def _families(self) -> list[str]:
        """The system's font, and behind it one that has the Chinese shapes."""
        system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
        chinese = [family for family in _CHINESE if QFontDatabase.hasFamily(family)][:1]
        return chinese or [system] if system in _NOBODYS_CHOICE else [system, *chinese]

    @property
    def dark(self) -> bool:
        """Whether light text stands on dark ground."""
        if self._choice is settings.Theme.SYSTEM:
            dark = (
                QtCore.Qt.ColorScheme.Dark
            )  # all of Qt's enums, 25 ms: only when there is something to paint
            return self._hints.colorScheme() is dark
        return self._choice is settings.Theme.DARK

    @property
    def colours(self) -> Colours:
        """The colours that are valid now."""
        return DARK if self.dark else LIGHT

    def choose(self, choice: settings.Theme) -> None:
        """Takes the user's choice."""
        before, self._choice = self.dark, choice
        if self.dark != before:
            self.changed.emit()

    def icon(self, name: str) -> QIcon:
        """A picture of `assets/icons`, in its own colours."""
        return QIcon(str(self._icons / f"{name}.svg"))

    def picture(self, name: str) -> str:
        """Where a picture lies, as a style sheet names it."""
        return (self._icons / f"{name}.svg").as_posix()

    def glyph(self, name: str, colour: str, size: int, ratio: float) -> QPixmap:
        """A picture of one colour, drawn in `colour` for a screen of this pixel ratio."""
        drawing = (self._icons / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
        side = f'width="{round(size * ratio)}" height="{round(size * ratio)}"'
        picture = QPixmap()
        picture.loadFromData(drawing.replace("<svg", f"<svg {side}", 1).encode(), "SVG")
        picture.setDevicePixelRatio(ratio)
        return picture

    def _system_changed(self) -> None:
        if self._choice is settings.Theme.SYSTEM:
            self.changed.emit()


def _font(families: list[str], pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    font = QFont(families)
    font.setPixelSize(pixels)
    font.setWeight(weight)
    return font


def _mono(families: list[str], pixels: int) -> QFont:
    fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    return _font([QFontInfo(fixed).family(), *families], pixels)
