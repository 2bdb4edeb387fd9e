import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from quickreply.core.search import Span
from quickreply.ui import line
from quickreply.ui.theme import Theme

Spans = tuple[Span, ...]

FAMILY = "👨‍👩‍👧‍👦"


@pytest.mark.parametrize(
    ("text", "spans", "shown", "moved"),
    [
        ("今天发货", (), "今天发货", ()),
        ("今天发货", ((2, 4),), "今天发货", ((2, 4),)),
        ("一\n二\t三", ((2, 3),), "一 二 三", ((2, 3),)),
        ("  \n 二", ((4, 5),), "二", ((0, 1),)),
        ("一二三四五六七八九十末尾", ((10, 12),), "…五六七八九十末尾", ((7, 9),)),
        ("长" * 30, (), "长" * 24 + "…", ()),
        (FAMILY + "二", ((len(FAMILY), len(FAMILY) + 1),), FAMILY + "二", ((7, 8),)),
    ],
)
def test_an_excerpt_shows_the_match(text: str, spans: Spans, shown: str, moved: Spans):
    assert line.excerpt(text, spans, 8) == (shown, moved)


def test_an_excerpt_of_a_long_text_is_short():
    shown, spans = line.excerpt("长" * 100_000, ((99_990, 99_995),), 20)
    assert len(shown) <= line.LONGEST
    assert shown[slice(*spans[0])] == "长" * 5


def test_what_fits_is_not_cut(theme: Theme):
    layout, width = line.lay_out("发货 fh 🚚", theme.body, (), 500)
    assert layout.text() == "发货 fh 🚚"
    assert 0 < width <= 500


@pytest.mark.parametrize("text", ["发货时间" * 30, "delivery time " * 20, "🚚" * 60, FAMILY * 20])
def test_what_does_not_fit_ends_with_an_ellipsis(theme: Theme, text: str):
    layout, width = line.lay_out(text, theme.body, ((0, 4),), 120)
    kept = layout.text().removesuffix("…")
    assert layout.text().endswith("…")
    assert text.startswith(kept)
    assert 60 < width <= 121


def test_an_emoji_of_several_characters_is_cut_nowhere_inside(theme: Theme):
    layout, _ = line.lay_out(FAMILY * 20, theme.body, (), 150)
    assert len(layout.text().removesuffix("…")) % len(FAMILY) == 0


def test_no_room_at_all_does_no_harm(theme: Theme):
    layout, _ = line.lay_out("发货时间", theme.body, (), 0)
    assert layout.text() == "…"


def test_matched_parts_are_bold_behind_emoji_too(theme: Theme):
    layout, _ = line.lay_out("🚚🚚发货", theme.body, ((2, 4),), 500)
    (form,) = layout.formats()
    assert (form.start, form.length) == (4, 2)  # as Qt counts: each truck is two


@pytest.mark.parametrize(
    ("start", "end", "part"), [(0, 3, "a🚚"), (1, None, "🚚b"), (0, 2, "a"), (3, 4, "b")]
)
def test_places_are_counted_as_qt_does(start: int, end: int | None, part: str):
    assert line.between("a🚚b", start, end) == part


def test_drawing_leaves_ink_inside_its_room_only(theme: Theme):
    image = QImage(200, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setPen(QColor("black"))
    width = line.draw(painter, QRectF(20, 0, 100, 40), "发货时间" * 10, theme.body)
    painter.end()
    inked = [x for x in range(200) if any(image.pixelColor(x, y) != QColor("white") for y in range(40))]
    assert 20 <= min(inked) < 30
    assert 80 < max(inked) <= 20 + width <= 121
