import pytest

from quickreply.core.template.stepping import MOST, steps_over


@pytest.mark.parametrize(
    "text",
    [
        "", "abc", "，您的订单今天发出。", "“引号”……——", "￥9.90 ¥", "ＡＢＣ１２", "ぁんアー", "18:00", "㐀",
        "a" * MOST, "电话：021", "é", "①℃",
    ],
)  # fmt: skip
def test_where_every_window_counts_alike_it_is_known(text: str):
    assert steps_over(text) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("好😊", id="an emoji"),
        pytest.param("𠮷", id="a Hanzi beyond the first plane"),
        pytest.param("❤️", id="one with a selector"),
        pytest.param("e\u0301", id="a combining accent"),
        pytest.param("か\u3099", id="a combining mark"),
        pytest.param("ｶﾞ", id="a half-width mark that joins"),
        pytest.param("a\u200db", id="a joiner"),
        pytest.param("a\u00adb", id="a soft hyphen"),
        pytest.param("a\nb", id="a line end"),
        pytest.param("a\tb", id="a tab"),
        pytest.param("שלום", id="from right to left"),
        pytest.param("ไทย", id="letters that join"),
        pytest.param("한\u1100\u1161", id="jamo"),
        pytest.param("好 :)", id="a face in signs"),
        pytest.param("好 ;-D", id="another"),
        pytest.param("[微笑]", id="a face by its name"),
        pytest.param("/:^_^", id="a face of a workbench"),
        pytest.param("a" * (MOST + 1), id="too far"),
    ],
)
def test_where_they_do_not_it_is_not(text: str):
    assert steps_over(text) is None
