from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from quickreply.core import settings
from quickreply.ui.theme import DARK, LIGHT, PAIRS, Colours, Theme

from .conftest import ICONS, Hints

SCHEMES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


def luminance(colour: str) -> float:
    parts = (part / 255 for part in QColor(colour).getRgb()[:3])
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_the_web_guidelines_do():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@SCHEMES
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_can_be_read(colours: Colours, text: str, ground: str):
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


@SCHEMES
def test_group_marks_stand_out_and_differ(colours: Colours):
    assert len(set(colours.marks)) == len(colours.marks) >= 8
    for mark in colours.marks:
        assert contrast(mark, colours.surface) >= 3
        assert contrast(mark, colours.tint) >= 2.4


def test_a_group_keeps_its_colour():
    assert LIGHT.mark(-1) is None
    assert LIGHT.mark(3) == LIGHT.mark(3 + len(LIGHT.marks)) == LIGHT.marks[3]


def test_the_theme_follows_the_system(theme: Theme, hints: Hints, qtbot: QtBot):
    assert theme.colours is LIGHT
    with qtbot.waitSignal(theme.changed, timeout=1000):
        hints.turn(Qt.ColorScheme.Dark)
    assert theme.colours is DARK


def test_the_users_choice_stands_above_the_system(theme: Theme, hints: Hints, qtbot: QtBot):
    with qtbot.waitSignal(theme.changed, timeout=1000):
        theme.choose(settings.Theme.DARK)
    with qtbot.assertNotEmitted(theme.changed):
        hints.turn(Qt.ColorScheme.Dark)
        hints.turn(Qt.ColorScheme.Light)
    assert theme.colours is DARK


def test_an_unknown_system_is_light(theme: Theme, hints: Hints):
    hints.turn(Qt.ColorScheme.Unknown)
    assert theme.colours is LIGHT


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_a_glyph_is_drawn_in_its_colour_at_the_screens_pixels(theme: Theme, ratio: float):
    picture = theme.glyph("search", "#ff0000", 20, ratio)
    image = picture.toImage()
    drawn = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert drawn == {"#ff0000"}
    assert (image.width(), picture.deviceIndependentSize().width()) == (20 * ratio, 20)


@pytest.mark.parametrize("path", sorted(ICONS.glob("*.svg")), ids=lambda path: path.stem)
def test_every_picture_is_drawn_on_the_same_grid(path: Path):
    assert 'viewBox="0 0 32 32"' in path.read_text(encoding="utf-8")


def test_text_prefers_a_font_with_the_chinese_shapes(theme: Theme):
    families = theme.body.families()
    assert families
    assert families == theme.bold.families()
    assert (theme.body.pixelSize(), theme.small.pixelSize()) == (14, 12)
