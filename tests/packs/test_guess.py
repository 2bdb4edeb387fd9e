import pytest

from quickreply.packs.guess import guess
from quickreply.packs.layout import Row

TEXTS = [
    "亲，今天下单明天就能发出",
    "七天内都可以退，请保持吊牌完好",
    "退货的运费由我们来承担哦",
    "拍下后备注颜色就可以",
]


def rows(*lines: tuple[str, ...]):
    return [Row(number, line) for number, line in enumerate(lines, 1)]


def found(*lines: tuple[str, ...], known: dict[str, int] | None = None):
    layout = guess(rows(*lines), known or {})
    return layout and (layout.line, dict(layout.places))


def test_the_longest_column_is_the_text_and_a_short_distinct_one_the_code():
    lines = zip(["fh", "th", "yf", "ys"], TEXTS, strict=True)

    assert found(*lines) == (0, {"code": 0, "text": 1})


def test_groups_repeat_and_titles_do_not():
    titles = ["发货时间", "退换条件", "运费由谁出", "怎么选颜色", "什么时候到"]
    lines = zip(
        [*TEXTS, "预计三天左右送到您手上"], titles, ["物流", "售后", "售后", "售前", "物流"], strict=True
    )

    assert found(*lines) == (0, {"text": 0, "group": 2, "code": 1}) or found(*lines) == (
        0,
        {"text": 0, "group": 2, "title": 1},
    )


def test_what_only_counts_the_rows_is_no_code_if_there_is_another():
    lines = zip("1234", ["fh", "th", "yf", "ys"], TEXTS, strict=True)

    assert found(*lines) == (0, {"code": 1, "text": 2})


def test_numbers_may_be_codes():
    lines = zip("1234", TEXTS, strict=True)

    assert found(*lines) == (0, {"code": 0, "text": 1})


def test_a_first_row_of_short_words_over_long_texts_is_a_header():
    lines = zip(["Kürzel", "fh", "th", "yf", "ys"], ["Was", *TEXTS], strict=True)

    assert found(*lines) == (1, {"code": 0, "text": 1})


def test_a_first_row_that_is_a_phrase_stays_one():
    lines = zip(["hy", "fh", "th", "yf", "ys"], ["您好！", *TEXTS], strict=True)

    assert found(*lines) == (0, {"code": 0, "text": 1})


def test_names_that_are_known_help():
    lines = [("编码", "心情", "x"), *zip(["a", "b"], ["好", "坏"], TEXTS[:2], strict=True)]

    assert found(*lines, known={"code": 0}) == (1, {"code": 0, "text": 2, "group": 1})


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [("a", "b"), ("1", "2")],
        [("one column is a letter, not a table",)],
        [("It was a dark night",), ("and it rained", "and rained"), ("so", "we", "slept"), ("well",)],
        [("2026-01-01", "12:30"), ("2026-01-02", "12:31")],
    ],
)
def test_what_does_not_look_like_phrases_is_not_guessed(lines: list[tuple[str, ...]]):
    assert found(*lines) is None
