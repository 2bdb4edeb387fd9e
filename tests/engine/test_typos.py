import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quickreply.engine.typos import near


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("shipping", id="none"),
        pytest.param("shopping", id="a wrong letter"),
        pytest.param("shippimg", id="a wrong one in the other half"),
        pytest.param("shiping", id="one missing"),
        pytest.param("shippinng", id="one too many"),
        pytest.param("shippign", id="two changed places"),
        pytest.param("hsipping", id="the first two"),
        pytest.param("xhipping", id="the first"),
        pytest.param("shippinx", id="the last"),
    ],
)
def test_one_error_is_forgiven(typed: str):
    assert list(near("free shipping today", typed))


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("shoppimg", id="two errors"),
        pytest.param("postage", id="another word"),
        pytest.param("fre", id="too short to tell"),
    ],
)
def test_two_are_not(typed: str):
    assert not list(near("free shipping today", typed))


def test_one_text_does_not_lend_the_next_a_letter():
    assert not list(near("ship\0ping", "shipxping"))
    assert not list(near("退货\0流程", "退货的流程"))


@given(st.text(alphabet="abc\0", max_size=12), st.text(alphabet="abc", min_size=5, max_size=9))
@settings(max_examples=1000, deadline=None, derandomize=True, database=None)
def test_where_a_word_is_not_found_no_longer_one_is(text: str, word: str):
    if any(True for _ in near(text, word)):
        assert any(True for _ in near(text, word[:-1]))
