import pytest

from quickreply.core.template.names import Kind, canonical, kind_of, means


def test_english_names_and_widths_are_the_same_as_the_chinese_ones():
    assert canonical(" Agent ") == canonical("ＡＧＥＮＴ") == canonical("客服名") == "客服名"
    assert canonical("谁") == "谁"


@pytest.mark.parametrize("name", ["工号", "shop", "退货地址", "订单号2", "order", "商品名12"])
def test_names_that_mean_something(name: str):
    assert means(name)


@pytest.mark.parametrize("name", ["谁", "2", "日期"])
def test_names_of_nothing_that_is_kept(name: str):
    assert not means(name)


def test_some_names_say_what_is_wanted():
    assert [kind_of(name) for name in ("退款金额", "数量", "refund", "金额2", "订单号")] == [
        Kind.AMOUNT,
        Kind.NUMBER,
        Kind.AMOUNT,
        Kind.AMOUNT,
        Kind.TEXT,
    ]
