import pytest

from quickreply.core.template.foreign import strange, understood, unknown


@pytest.mark.parametrize(
    ("text", "ours", "names"),
    [
        ("{{客户昵称}}您好", "{客户昵称}您好", ("客户昵称",)),
        ("{{ 订单号 }}", "{订单号}", ("订单号",)),
        ("%NICKNAME%，我是[客服名]", "{客户昵称}，我是{客服名}", ("客户昵称", "客服名")),
        ("亲【客户昵称】好", "亲{客户昵称}好", ("客户昵称",)),
        ("【客户昵称】您好", "{客户昵称}您好", ("客户昵称",)),
        ("#{clipboard}｛金额｝", "{剪贴板}{金额}", ("剪贴板", "金额")),
        ("截止{{日期+3天}}", "截止{日期+3天}", ("日期+3天",)),
    ],
)
def test_gaps_of_other_programs_become_ours(text: str, ours: str, names: tuple[str, ...]):
    assert understood(text) == (ours, names)


@pytest.mark.parametrize(
    "text",
    [
        "没有",
        "[微笑]【新品】{{谁}} %SHOP_NAME% 100% 好 50%",
        "{客户昵称}",
        "【发货时间】48小时内\n[链接]见下",
        "亲，【发货时间】：48小时内",
        "{{{客户昵称}}}",
        "[客户\n昵称]",
    ],
)
def test_nothing_else_is_changed(text: str):
    assert understood(text) == (text, ())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("您好 {客户昵称} {工号} {日期+3天} {选:甲|乙} {问:退货原因}", ()),
        ("{谁}{谁}{日期+x}", ("谁", "日期+x")),
        ("{}", ()),
        ("好", ()),
    ],
)
def test_names_that_mean_nothing(text: str, names: tuple[str, ...]):
    assert unknown(text) == names


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("{{ what }} #{input} %SHOP_NAME% ｛何时｝", ("{{ what }}", "#{input}", "%SHOP_NAME%", "｛何时｝")),
        ("100% 好，50%", ()),
        ("{谁}", ()),
    ],
)
def test_gaps_of_other_programs_that_nobody_knows(text: str, written: tuple[str, ...]):
    assert strange(text) == written
