import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quickreply.core.template.clock import Moment, Offset, Reading, Unit
from quickreply.core.template.gaps import (
    Asked,
    Break,
    Caret,
    Faulty,
    Gap,
    Looked,
    Named,
    Pasted,
    Quoted,
    Remind,
    Tab,
    Timed,
    Varied,
)
from quickreply.core.template.names import Kind
from quickreply.core.template.reading import escaped, parse

SIGNS = st.text(st.sampled_from("{}|:：?=+-\n 选问引用随机查日期天客服名a1亲"), max_size=60)


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("{客服名}", Named("客服名")),
        ("{ agent }", Named("客服名")),
        ("{NICKNAME}", Named("客户昵称")),
        ("{谁}", Named("谁")),
        ("{订单号2}", Named("订单号2")),
        ("{订单号?}", Asked("订单号")),
        ("{金额？}", Asked("金额", Kind.AMOUNT)),
        ("{问:订单号}", Asked("订单号")),
        ("{问：金额}", Asked("金额", Kind.AMOUNT)),
        ("{ask:order}", Asked("订单号")),
        ("{问:到货|日期}", Asked("到货", Kind.DATE)),
        ("{问:快递|中通|圆通}", Asked("快递", Kind.CHOICE, ("中通", "圆通"))),
        ("{选:中通|圆通|顺丰}", Asked("中通|圆通|顺丰", Kind.CHOICE, ("中通", "圆通", "顺丰"))),
        ("{选:courier=中通｜圆通}", Asked("快递公司", Kind.CHOICE, ("中通", "圆通"))),
        ("{随机:亲|您好}", Varied(("亲", "您好"))),
        ("{随机:|亲}", Varied(("", "亲"))),
        ("{查:时效表|地区}", Looked("时效表", "地区")),
        ("{引用:dz}", Quoted("dz")),
        ("{日期}", Timed(Moment(Reading.DATE))),
        ("{剪贴板}", Pasted()),
        ("{Cursor}", Caret()),
        ("{分段}", Break()),
        ("{制表符}", Tab()),
        ("{ TAB }", Tab()),
        ("{提醒:24小时}", Remind(Offset(24, Unit.HOUR))),
        ("{提醒：2个工作日}", Remind(Offset(2, Unit.WORKDAY))),
        ("{remind: 30min}", Remind(Offset(30, Unit.MINUTE))),
        ("{remind:31d}", Remind(Offset(31, Unit.DAY))),
        ("{提醒:32天}", Faulty("提醒:32天")),  # a month is the most
        ("{提醒:0小时}", Faulty("提醒:0小时")),
        ("{提醒:-1小时}", Faulty("提醒:-1小时")),
        ("{提醒:1年}", Faulty("提醒:1年")),
        ("{提醒:明天}", Faulty("提醒:明天")),
        ("{日期+abc}", Faulty("日期+abc")),
        ("{查:时效表}", Faulty("查:时效表")),
        ("{问:}", Faulty("问:")),
        ("{问:a|什么}", Faulty("问:a|什么")),
        ("{选:|}", Faulty("选:|")),
        ("{随机:亲}", Faulty("随机:亲")),
        ("{引用:}", Faulty("引用:")),
    ],
)
def test_every_kind_of_gap(text: str, gap: Gap):
    assert parse(f"亲{text}！").parts == ("亲", gap, "！")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "好的",
        "}{",
        "{}",
        "{ }",
        "{1}",
        '{"a": 1}',
        "{a\nb}",
        "{color:red}",
        "{客服名",
        ":-{ 客服名 :-}}",
        "{" + "客" * 31 + "}",
        "{随机:" + "a|" * 300 + "}",
    ],
)
def test_what_is_no_gap_is_text_as_it_stands(text: str):
    assert "".join(map(str, parse(text).parts)) == text
    assert not parse(text).gaps


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("{{客服名}}", "{客服名}"),
        ("{{{客服名}}}", "{{客服名}}"),
        ("{{{客服名}}", "{{客服名}"),
        ("a{{客服名}}b{{日期}}c", "a{客服名}b{日期}c"),
    ],
)
def test_doubled_braces_stand_for_single_ones(text: str, literal: str):
    assert parse(text).parts == (literal,)


def test_a_brace_too_many_is_text_beside_a_gap():
    assert parse("{{客服名}").parts == ("{", Named("客服名"))
    assert parse("{客服名}}").parts == (Named("客服名"), "}")


def test_line_ends_beside_a_break_are_part_of_it():
    assert parse("一\n{分段}\n二{分段}三\n").parts == ("一", Break(), "二", Break(), "三\n")


@given(SIGNS | st.text(max_size=60))
@example("{{" * 3000)
@example("{客服名" * 3000)
def test_anything_can_be_read_and_written_so_that_it_stays(text: str):
    assert "".join(map(str, parse(escaped(text)).parts)) == text


@given(st.text(st.characters(exclude_characters="{}"), max_size=60))
def test_a_text_without_braces_is_never_touched(text: str):
    assert "".join(map(str, parse(text).parts)) == text


@pytest.mark.parametrize(
    ("text", "around"),
    [
        ("跟进\n{提醒:1天}", ["跟进"]),
        ("{提醒:1天}\n跟进", ["跟进"]),
        ("一\n{提醒:1天}\n二", ["一", "\n二"]),
        ("一\n{提醒:1天}{提醒:1天}\n二", ["一\n", "\n二"]),
        ("一\n跟进{提醒:1天}\n二", ["一\n跟进", "\n二"]),
        ("{提醒:1天}", []),
    ],
)
def test_a_reminder_in_a_line_of_its_own_leaves_no_empty_line(text: str, around: list[str]):
    parts = parse(text).parts

    assert [part for part in parts if isinstance(part, str)] == around
    assert any(isinstance(part, Remind) for part in parts)
