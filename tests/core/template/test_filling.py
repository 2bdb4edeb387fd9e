from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quickreply.core.template.clock import Offset, Unit
from quickreply.core.template.filling import Filled, World, fill, fits
from quickreply.core.template.missing import Missing, Why
from quickreply.core.template.names import Kind
from quickreply.core.template.reading import escaped, parse

NOW = datetime(2026, 11, 22, 14, 5, tzinfo=ZoneInfo("Asia/Shanghai"))
SHELF = {
    "dz": "地址：{退货地址}",
    "a": "{引用:b}",
    "b": "{引用:a}",
    "hi": "{随机:亲|您好}{光标}",
    "2": "{引用:dz}{引用:dz}",
    "more": "二{分段}三",
}
WORLD = World(
    NOW,
    profile={"客服名": "小美", "店铺名": "我的店"},
    constants={"退货地址": "杭州", "店铺名": "小店"},
    tables={
        "时效表": {"江浙沪": "2-3天", "*": "3-5天"},
        "快递电话": {"中通": "95311"},
        "预计送达": {"北京": "明天"},
    },
    phrase=SHELF.get,
)


def filled(text: str, world: World = WORLD, **answers: str) -> Filled:
    return fill(parse(text), replace(world, answers=answers))


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("我是{客服名}，{agent}", "我是小美，小美"),
        ("{店铺名}", "小店"),  # the shop's own word counts before the agent's
        ("{时段}好，今天{今天}", "下午好，今天11月22日"),
        ("{引用:dz}", "地址：杭州"),
        ("{引用:2}", "地址：杭州地址：杭州"),
        ("一{分段}二", "一\n二"),
        ("{{客服名}}", "{客服名}"),
    ],
)
def test_what_is_known_is_filled_in(text: str, result: str):
    assert filled(text).text == result


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("{订单号}", Missing("订单号", Why.ASK)),
        ("{退款金额}", Missing("退款金额", Why.ASK, Kind.AMOUNT)),
        ("{工号}", Missing("工号", Why.ASK)),
        ("{谁}", Missing("谁", Why.ASK)),
        ("{店铺名?}", Missing("店铺名", Why.ASK)),
        ("{选:中通|圆通}", Missing("中通|圆通", Why.ASK, Kind.CHOICE, ("中通", "圆通"))),
        ("{剪贴板}", Missing("剪贴板", Why.NO_CLIPBOARD)),
        ("{引用:zz}", Missing("zz", Why.NO_PHRASE)),
        ("{引用:a}", Missing("a", Why.CYCLE)),
        ("{查:价目|商品名}", Missing("价目", Why.NO_TABLE)),
        ("{查:时效表|地区}", Missing("地区", Why.ASK)),
        ("{快递电话}", Missing("快递公司", Why.ASK, Kind.CHOICE, ("中通",))),
        ("{日期+x}", Missing("日期+x", Why.FAULTY)),
        ("{日期+4000年+4000年}", Missing("日期", Why.FAULTY)),
    ],
)
def test_what_is_not_known_is_told_and_nothing_is_left_to_be_sent(text: str, missing: Missing):
    found = filled(f"亲{text}好{text}")

    assert found.missing == (missing,)
    assert found.text == ""
    assert found.pieces[0] == "亲"


def test_answers_fill_what_is_asked():
    assert (
        filled("{订单号}/{店铺名?}/{选:甲|乙}", 订单号="123", 店铺名="那店", **{"甲|乙": "乙"}).text
        == "123/那店/乙"
    )


def test_answers_come_before_what_is_set():
    assert filled("{店铺名}", 店铺名="那店").text == "那店"


def test_an_answer_of_another_kind_is_none():
    assert filled("{金额}", 金额="很多").missing == (Missing("金额", Why.UNFIT, Kind.AMOUNT),)
    assert filled("{选:甲|乙}", **{"甲|乙": "丙"}).missing[0].why is Why.UNFIT


@pytest.mark.parametrize(("region", "days"), [("江浙沪", "2-3天"), ("拉萨", "3-5天")])
def test_a_table_has_a_row_for_everything_else(region: str, days: str):
    assert filled("{查:时效表|地区}", 地区=region).text == days


def test_a_name_with_a_table_of_its_own_is_looked_up_there():
    assert filled("{预计送达}", 地区="北京").text == "明天"
    assert filled("{预计送达}", 地区="拉萨").missing == (Missing("预计送达: 拉萨", Why.NOT_IN_TABLE),)
    assert filled("{预计送达}", 地区="拉萨", 预计送达="下周").text == "下周"


def test_the_clipboard():
    assert fill(parse("单号{剪贴板}"), World(NOW, clipboard="{客服名}")).text == "单号{客服名}"


def test_the_caret_stands_where_it_is_wanted():
    assert filled("我是{客服名}{光标}，{光标}好") == Filled(("我是", "小美", "，", "好"), 4)
    assert filled("{引用:hi}好").caret is None
    assert filled("{光标}{订单号}").caret is None


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("一", ("一",)),
        ("一{分段}二\n三{分段}四", ("一", "二\n三", "四")),
        ("一\n{分段}\n二", ("一", "二")),
        ("{分段}一{分段} {分段}二{分段}", ("一", "二")),
        ("{分段}", ("\n",)),
        ("一{引用:more}四", ("一二", "三四")),
        ("我是{客服名}{segment}单号{订单号}", ("我是小美", "单号1\n2")),
        ("{{分段}}", ("{分段}",)),
    ],
)
def test_a_break_ends_a_message(text: str, messages: tuple[str, ...]):
    assert filled(text, 订单号="1\n2").messages == messages


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        ("一{光标}二", "二"),
        ("一{光标}", ""),
        ("一", ""),
        ("{光标}一{分段}二", ""),
        ("一{分段}二{光标}三\n四", "三\n四"),
    ],
)
def test_behind_the_caret_stands_the_rest_of_the_last_message(text: str, behind: str):
    assert filled(text).behind == behind


def test_chance_is_the_same_for_the_same_world():
    greetings = {fill(parse("{随机:亲|您好}"), World(NOW, seed)).text for seed in range(30)}

    assert greetings == {"亲", "您好"}
    assert len({fill(parse("{随机:亲|您好}" * 9), World(NOW, 5)).text for _ in range(9)}) == 1


def test_phrases_that_quote_each_other_do_not_grow_for_ever():
    shelf = {f"p{n}": f"{{引用:p{n + 1}}}" * 9 for n in range(30)} | {"p30": "好"}

    assert fill(parse("{引用:p0}"), World(NOW, phrase=shelf.get)).missing == (Missing("", Why.TOO_LONG),)
    long = World(NOW, phrase={"l": "好" * 60_000}.get)
    assert fill(parse("{引用:l}{引用:l}"), long).missing == (Missing("", Why.TOO_LONG),)


@pytest.mark.parametrize(
    ("value", "kind", "right"),
    [
        ("12", Kind.NUMBER, True),
        ("-1.5", Kind.NUMBER, True),
        ("一", Kind.NUMBER, False),
        ("9.90", Kind.AMOUNT, True),
        ("¥1,299元", Kind.AMOUNT, True),
        ("9.999", Kind.AMOUNT, False),
        ("2026-11-30", Kind.DATE, True),
        ("2026-11-31", Kind.DATE, False),
        (" ", Kind.TEXT, False),
        ("好", Kind.TEXT, True),
    ],
)
def test_answers_by_their_kind(value: str, kind: Kind, right: bool):
    assert fits(value, kind) is right


PIECES = st.lists(
    st.text(max_size=9)
    | st.sampled_from(
        ["{客服名}", "{随机:亲|您好}", "{引用:a}", "{日期+1天}", "{光标}", "{订单号}", "{查:时效表|地区}"]
    )
)


@given(PIECES, st.integers())
def test_it_never_fails_and_is_always_the_same(pieces: list[str], seed: int):
    text, world = "".join(pieces), World(NOW, seed, profile={"客服名": "小美"}, phrase=SHELF.get)

    found = fill(parse(text), world)

    assert found == fill(parse(text), world)
    assert found.caret is None or 0 <= found.caret <= len(found.text)


@given(st.lists(st.text(max_size=9)))
def test_the_text_around_gaps_survives(texts: list[str]):
    # GIVEN texts of any kind with gaps between them, so written that they are text
    template = parse("{客服名}".join(f"·{escaped(text)}·" for text in texts))

    assert fill(template, WORLD).text == "小美".join(f"·{text}·" for text in texts)


def test_what_is_filled_into_a_line_for_a_sheet_stays_in_its_cell():
    said = {"原因": "破损\n两件\t急", "方案": "=1+1"}

    assert filled("售后\t{原因}\t{方案}", **said).text == "售后\t破损 两件 急\t =1+1"
    assert filled("售后{制表符}{原因}{tab}{店铺名}", **said).text == "售后\t破损 两件 急\t小店"


def test_elsewhere_lines_are_kept():
    assert filled("原因：{原因}", 原因="破损\n两件\t急").text == "原因：破损\n两件\t急"


def test_a_phrase_taken_in_keeps_its_own_lines_but_not_those_said_for_it():
    shelf = {"row": "{原因}\t{原因}", "two": "一\n二{原因}"}
    world = replace(WORLD, phrase=shelf.get)

    assert filled("见：{原因}\n{引用:row}", world, 原因="a\nb").text == "见：a\nb\na b\ta b"
    assert filled("行\t{引用:two}", world, 原因="a\nb").text == "行\t一\n二a b"


def test_a_wish_to_be_reminded_gives_no_text():
    found = filled("跟进{提醒:24小时}{订单号}{提醒:1天}", 订单号="1")

    assert (found.text, found.remind) == ("跟进1", Offset(24, Unit.HOUR))
    assert filled("{提醒:1天}{订单号}").remind == Offset(1, Unit.DAY)  # while something is missing too


def test_a_phrase_taken_in_asks_for_no_reminder():
    world = replace(WORLD, phrase={"r": "跟进{提醒:1天}"}.get)

    assert filled("{引用:r}", world) == Filled(("跟进",))
