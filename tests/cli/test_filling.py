from pathlib import Path

import pytest

from quickreply.core.draft import Draft
from quickreply.store.library import Libraries
from tests.cli.terminal import Program, Run


@pytest.fixture
def gaps(run: Run, libraries: Libraries) -> Run:
    """A command line with phrases that have gaps."""
    shop = libraries.create_library("小店")
    libraries.add(1, Draft("我是{客服名}，单号{订单号}", code="hy"))
    libraries.add(shop, Draft("退到{退货地址}，{预计送达}到", code="dz"))
    libraries.add(shop, Draft("{引用:dz}！", code="q"))
    libraries.add(shop, Draft("{引用:loop}", code="loop"))
    libraries.add(shop, Draft("{a} {{b}}", code="literal"))
    return run


def test_a_phrase_is_shown_filled(gaps: Run):
    gaps("config", "set", "profile.agent", "小美")
    result = gaps("show", "hy", "--filled", "--set", "order=123", "--json")

    assert result.json["text"] == "我是小美，单号123"
    assert gaps("show", "hy", "--json").json["text"] == "我是{客服名}，单号{订单号}"


def test_what_is_missing_is_named(gaps: Run):
    for verb in ("copy", "show"):
        result = gaps(verb, "hy", *(["--filled"] if verb == "show" else []))

        assert result.status == 1
        assert "lacks: 客服名, 订单号." in result.err
        assert "--set NAME=VALUE" in result.err


def test_what_no_answer_mends_is_told_first(gaps: Run):
    result = gaps("copy", "loop")

    assert result.status == 1
    assert "it takes in loop, which takes itself in" in result.err


def test_a_library_speaks_for_its_own_phrases(gaps: Run):
    gaps("fill", "set", "return_address", "杭州")
    gaps("fill", "set", "预计送达", "2-3天", "--key", "江浙沪")
    assert gaps("show", "q", "--set", "地区=江浙沪", "--json").json["text"] == "退到杭州，2-3天到！"

    gaps("fill", "set", "退货地址", "宁波", "--library", "小店")
    assert gaps("show", "q", "--set", "地区=江浙沪", "--json").json["text"] == "退到宁波，2-3天到！"


def test_what_is_set_is_listed_and_forgotten(gaps: Run):
    gaps("fill", "set", "电话", "0571")
    gaps("fill", "set", "时效表", "1天", "--key", "北京")
    gaps("fill", "set", "时效表", "3天", "--key", "*")
    assert gaps("fill", "list", "--json").json == {
        "My phrases": {"电话": "0571", "时效表": {"*": "3天", "北京": "1天"}}
    }
    assert "时效表: 北京" in gaps("fill", "list").out
    assert gaps("fill", "list", "--library", "小店", "--json").json == {}

    assert gaps("fill", "unset", "时效表", "--key", "北京").status == 0
    assert gaps("fill", "unset", "phone").status == 0
    assert gaps("fill", "list", "--json").json == {"My phrases": {"时效表": {"*": "3天"}}}
    result = gaps("fill", "unset", "电话")
    assert (result.status, result.err) == (1, "quickreply: Nothing is set for 电话.\n")


def test_a_table_is_read_from_a_file(gaps: Run, tmp_path: Path):
    file = tmp_path / "table.csv"
    file.write_bytes('江浙沪,2-3天\n\n新疆,"5-7天,看天气"\n坏\n'.encode("gb18030"))

    assert "2 rows of 时效表" in gaps("fill", "load", "时效表", str(file)).out
    assert gaps("fill", "load", "价目", "-", stdin=b"a\t1\n").status == 0
    assert gaps("fill", "list", "--json").json["My phrases"] == {
        "价目": {"a": "1"},
        "时效表": {"新疆": "5-7天,看天气", "江浙沪": "2-3天"},
    }
    assert "cannot be read" in gaps("fill", "load", "时效表", str(tmp_path / "none.csv")).err
    file.write_text("one column\n", encoding="utf-8")
    assert "has no rows" in gaps("fill", "load", "时效表", str(file)).err


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (("show", "hy", "--set", "order"), "--set takes NAME=VALUE, not order"),
        (("insert", "hy", "--set", "=x"), "--set takes NAME=VALUE"),
        (("fill", "set", "日期", "x"), "日期 cannot be the name of a gap"),
        (("fill", "set", "1", "x"), "1 cannot be the name of a gap"),
        (("fill",), "required"),
    ],
)
def test_wrong_usage(gaps: Run, argv: tuple[str, ...], told: str):
    result = gaps(*argv)

    assert result.status == 2
    assert told in result.err


def test_a_library_that_is_not_there(gaps: Run):
    assert "There is no library 大店" in gaps("fill", "set", "电话", "1", "--library", "大店").err


def test_answers_go_to_the_running_program(gaps: Run, program: Program):
    assert gaps("insert", "hy", "--set", "order=123").status == 0
    assert gaps("insert", "hy").status == 0

    assert program.requests[0]["answers"] == {"订单号": "123"}
    assert "answers" not in program.requests[1]


def test_the_running_program_learns_of_a_change(gaps: Run, program: Program):
    gaps("fill", "set", "电话", "1")

    assert [request["do"] for request in program.requests] == ["reload"]


def test_a_phrase_in_segments_is_shown_message_by_message(run: Run):
    run("add", "--code", "hy", "--text", "您好\n{分段}\n尾号{光标}的订单")

    assert run("show", "hy", "--filled").out.splitlines()[-4:] == [
        "— message 1 of 2 —",
        "您好",
        "— message 2 of 2 —",
        "尾号‸的订单",
    ]
    shown = run("show", "hy", "--filled", "--json").json
    assert (shown["messages"], shown["caret_back"]) == (["您好", "尾号的订单"], 3)
    assert "messages" not in run("show", "hy", "--json").json
