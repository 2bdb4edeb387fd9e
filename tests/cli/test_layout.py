import pytest
from hypothesis import given
from hypothesis import strategies as st

from quickreply.cli.layout import clean, facts, one_line, shorten, table, width


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("abc", 3), ("亲您好", 6), ("，。", 4), ("ｆ", 2), ("e\u0301", 1), ("a\u200db", 2), ("😊", 2)],
)
def test_width_is_what_a_terminal_uses(text: str, columns: int):
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "room", "shown"),
    [
        ("abc", 3, "abc"),
        ("abcd", 3, "ab…"),
        ("亲您好", 6, "亲您好"),
        ("亲您好", 5, "亲您…"),
        ("亲您好", 4, "亲…"),
        ("亲", 1, "…"),
    ],
)
def test_long_text_is_cut_with_a_sign(text: str, room: int, shown: str):
    assert shorten(text, room) == shown


@given(st.text(), st.integers(min_value=1, max_value=30))
def test_what_is_cut_fits(text: str, room: int):
    assert width(shorten(text, room)) <= room


def test_a_terminal_is_told_nothing():
    assert clean("a\x1b[31mb\x9b\x07\x7fc\td\n") == "a\ufffd[31mb\ufffd\ufffd\ufffdc\td\n"
    assert one_line(" a\n\tb\r\n c ") == "a b c"


def test_columns_line_up_with_chinese_in_them():
    rows = [("fh", "发货时间", "x"), ("hello", "Hi", "y"), ("", "", "z")]

    assert list(table(rows, (16, 28), None)) == [
        "fh     发货时间  x",
        "hello  Hi        y",
        "                 z",
    ]


def test_columns_are_as_wide_as_their_limit_and_the_terminal():
    rows = [("abcdef", "亲" * 40)]

    [line] = table(rows, (4,), 30)

    assert line == "abc…  " + "亲" * 11 + "…"
    assert list(table(rows, (4,), None)) == ["abc…  " + "亲" * 40]


def test_no_rows_are_no_lines():
    assert list(table([], (4,), 80)) == []


def test_facts_stand_below_each_other():
    assert list(facts([("标题", "a"), ("b", "c\nd"), ("e", "")])) == ["标题  a", "b     c d", "e"]
