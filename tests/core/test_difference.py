import pytest
from hypothesis import given
from hypothesis import strategies as st

from quickreply.core.difference import WORDS, Part, difference

SHORT = {Part.SAME: "=", Part.GONE: "-", Part.NEW: "+"}


def shown(before: str, after: str):
    return " ".join(f"{SHORT[piece.part]}{piece.text}" for piece in difference(before, after))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("亲，明天发", "亲，后天发", "=亲， -明 +后 =天发"),
        ("24 hours", "48 hours", "-24 +48 = hours"),
        ("see you", "see you soon", "=see you + soon"),
        ("请稍等一下", "请等", "=请 -稍 =等 -一下"),
        ("same", "same", "=same"),
        ("", "new", "+new"),
        ("old", "", "-old"),
        ("", "", ""),
    ],
)
def test_words_are_what_changes(before: str, after: str, expected: str):
    assert shown(before, after) == expected


@given(st.text("ab 亲，\n1", max_size=30), st.text("ab 亲，\n1", max_size=30))
def test_the_pieces_make_both_texts(before: str, after: str):
    pieces = difference(before, after)

    assert "".join(piece.text for piece in pieces if piece.part is not Part.NEW) == before
    assert "".join(piece.text for piece in pieces if piece.part is not Part.GONE) == after


def test_two_long_texts_are_one_change():
    before, after = "亲" + "一" * (WORDS + 1) + "好", "亲" + "二" * (WORDS + 1) + "好"

    assert [piece.part for piece in difference(before, after)] == [
        Part.SAME,
        Part.GONE,
        Part.NEW,
        Part.SAME,
    ]
