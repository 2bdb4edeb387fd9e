import pytest

from quickreply.core.missing import LONGEST, folded


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("发票", "发票"),
        ("  电子   发票 ", "电子 发票"),
        ("ＶＩＰ", "vip"),
        ("VIP", "vip"),
        ("1234", "1234"),
        ("满 300 减 50", "满 300 减 50"),
        ("x" * LONGEST, "x" * LONGEST),
        pytest.param("票", None, id="one character"),
        pytest.param("   ", None, id="nothing"),
        pytest.param("x" * (LONGEST + 1), None, id="a text that was pasted"),
        pytest.param("12345", None, id="a number"),
        pytest.param("订单248177", None, id="an order"),
        pytest.param("138 1234 5678", None, id="a phone in groups"),
        pytest.param("138-1234-5678", None, id="with dashes"),
        pytest.param("１２３４５", None, id="in full width"),
        pytest.param("٠١٢٣٤", None, id="in other digits"),
        pytest.param("anna@shop", None, id="an address"),
        pytest.param("anna＠shop", None, id="in full width too"),
        pytest.param("a\x1bb", None, id="a control character"),
    ],
)
def test_what_of_a_query_is_kept(query: str, kept: str | None):
    assert folded(query) == kept
