import pytest

from quickreply.core.placeholders import unknown


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("您好 {客户昵称}，{{订单号}} %NICKNAME% ｛金额｝ { 尺码 }", ()),
        ("{谁} {{ what }} #{input} %SHOP_NAME% ｛何时｝", ("谁", "what", "input", "SHOP_NAME", "何时")),
        ("{谁}{谁}", ("谁",)),
        ("100% 好，50%", ()),
        ("{}", ()),
        ("{a\nb}", ()),
        ("no gap", ()),
    ],
)
def test_gaps_with_names_that_mean_nothing(text: str, names: tuple[str, ...]):
    assert unknown(text) == names
