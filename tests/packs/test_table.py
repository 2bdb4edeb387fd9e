import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quickreply.core.draft import Draft, draft_fault, tidy
from quickreply.core.phrase import TEXT_LIMIT
from quickreply.core.wording import Law, Wording
from quickreply.core.words import Refusal
from quickreply.packs.bundle import TABLE_FIELDS, Bundle, Sieve
from quickreply.packs.cells import OWN_HEADER
from quickreply.packs.table import read, write

SOURCE = Path("shop.csv")


def told(bundle: Bundle):
    return [(problem.line, problem.reason.format(**problem.facts)) for problem in bundle.problems]


@pytest.mark.parametrize(
    "header",
    [
        "code,text,group",
        "快捷短语编码,快捷短语,快捷短语分组",
        "快捷编码,快捷短语,快捷短语分组",
        "编码,话术,分类",
        "快捷键,回复内容,folder",
        "Shortcut,Phrase,Category",
        " CODE , Text ,GROUP ",
    ],
)
def test_headers_of_other_programs_are_known(header: str):
    [draft] = read(f"{header}\nfh,亲，明天发,物流\n", SOURCE).drafts

    assert draft == Draft("亲，明天发", code="fh", group=("物流",))


def test_columns_come_in_any_order():
    text = 'note,group,keywords,title,text,code\nn,g,"a，b、c",t,x,fh\n'

    assert read(text, SOURCE).drafts == (
        Draft("x", code="fh", title="t", group=("g",), keywords=("a", "b", "c"), note="n"),
    )


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "，"])
def test_the_delimiter_is_found_by_the_header(delimiter: str):
    rows = (["code", "text", "group"], ["fh", "x", "g"])

    [draft] = read("\n".join(map(delimiter.join, rows)), SOURCE).drafts

    assert draft == Draft("x", code="fh", group=("g",))


def test_the_side_panel_of_qianniu_writes_two_lines_above_its_header():
    text = (
        "最初3行的内容请勿改动(V3)！！！\n1234567\n"
        "分组,快捷编码,标题,内容,图片名,程序数据（手工新增词条时，本字段留空即可）\n"
        "售后=>退换＝＞运费,yf,运费,亲，运费我们承担,a.jpg,77\n"
    )

    bundle = read(text, SOURCE)

    assert bundle.drafts == (
        Draft("亲，运费我们承担", code="yf", title="运费", group=("售后", "退换", "运费"), note="[a.jpg]"),
    )
    assert bundle.problems == ()


def test_other_lines_above_the_header_are_told():
    bundle = read("\n我们的话术\n\n编码,内容,心情\nfh,发货,好\n", SOURCE)

    assert [draft.code for draft in bundle.drafts] == ["fh"]
    assert told(bundle) == [
        (2, "the lines above the header are not read"),
        (4, "the column 心情 is not read"),
    ]
    assert not any(problem.lost for problem in bundle.problems)


def test_levels_of_groups_may_stand_in_columns_of_their_own():
    [draft] = read("一级分组,二级分组,三级分组,内容\na,b,,x\n", SOURCE).drafts

    assert draft.group == ("a", "b")


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        *(("生效", "失效"), ("生效时间", "失效时间"), ("生效日期", "失效日期"), ("开始时间", "结束时间")),
        *(("开始日期", "截止日期"), ("上线时间", "下线时间"), ("valid_from", "valid_until")),
        *(("Valid from", "Valid until"), ("Start date", "Expires"), ("生效时间*", "到期日期（选填）")),
    ],
)
def test_from_when_and_until_when_stands_in_columns(begin: str, end: str):
    [draft] = read(f"内容,{begin},{end}\n双11,2026/11/1,2026年11月11日 23:59\n", SOURCE).drafts

    assert (draft.valid_from, draft.valid_until) == ("2026-11-01", "2026-11-11 23:59")


def test_both_may_stand_in_one_cell():
    [draft] = read("内容,活动时间\n双11,2026.11.1-11.11\n", SOURCE).drafts

    assert (draft.valid_from, draft.valid_until) == ("2026-11-01", "2026-11-11")


@pytest.mark.parametrize("column", ["生效时间", "失效时间", "有效期"])
@pytest.mark.parametrize("cell", ["11月11日", "双11", "11/11/2026", "2026-02-30", "46,337"])
def test_a_row_whose_days_cannot_be_read_is_held_and_told(column: str, cell: str):
    bundle = read(f'内容,{column}\n双11,"{cell}"\n一直,\n', SOURCE)

    assert [draft.text for draft in bundle.drafts] == ["一直"]
    [problem] = bundle.problems
    assert problem.lost
    assert told(bundle) == [
        (2, f"the column {column} takes a day like 2026-11-11, or 2026-11-11 20:00, not “{cell}”")
    ]


def test_what_ends_before_it_begins_is_told():
    assert told(read("内容,生效,失效\nx,2026-11-11,2026-11-01\n", SOURCE)) == [
        (2, "it ends before it begins")
    ]


@pytest.mark.parametrize(
    "header",
    [
        "内容,内容2,备注2,内容3",
        "话术一,话术二,备注2,话术三",
        "text1,text2,note2,text3",
        "回复①,回复②,备注②,回复③",
    ],
)
def test_several_texts_stand_in_columns_of_their_own(header: str):
    bundle = read(f"{header}\n亲，一口价,,不急,送礼物\n只有一条,,,\n", SOURCE)

    assert bundle.drafts == (
        Draft("亲，一口价", more=(Wording("送礼物"),)),
        Draft("只有一条"),
    )


@pytest.mark.parametrize(
    ("cell", "law"), [("", Law.LADDER), ("随机", Law.RANDOM), ("Rotate", Law.ROTATE), ("自选", Law.CHOOSE)]
)
def test_which_text_comes_next_is_said_in_a_column(cell: str, law: Law):
    [draft] = read(f"text,text2,law\na,b,{cell}\n", SOURCE).drafts

    assert draft.law is law


def test_a_law_that_is_none_is_told():
    assert told(read("text,text2,law\na,b,天知道\n", SOURCE)) == [
        (2, "the column law takes ladder | rotate | random | choose, not “天知道”")
    ]


def test_a_note_of_no_text_is_not_read_and_told():
    assert told(read("内容,备注2\na,b\n", SOURCE)) == [(1, "the column 备注2 is not read")]


def test_what_we_wrote_before_there_were_days_is_read_as_ours():
    old = 'code,text,group,title,keywords,note,aliases,pinned,enabled\na,\'=1,"[""x=>y""]",,,,,true,false\n'

    [draft] = read(old, SOURCE).drafts

    assert draft == Draft("=1", "a", group=("x=>y",), pinned=True, enabled=False)


def test_a_slash_in_a_group_is_part_of_its_name():
    [draft] = read("text,group\nx,退/换>货\n", SOURCE).drafts

    assert draft.group == ("退/换>货",)


def test_what_sibling_clients_write_instead_of_quotes_is_read():
    [draft] = read("快捷编码,快捷短语,快捷短语分组\nfh,亲&#44;您好&#13;&#10;再见&#13;,\n", SOURCE).drafts

    assert draft.text == "亲,您好\n再见"


def test_lines_are_those_of_the_file():
    text = 'code,text\r\na,"one\r\ntwo\r\nthree"\r\n\r\nb,\r\nc,"x\ny"\rd,\n'

    bundle = read(text, SOURCE)

    assert [(draft.code, draft.line, draft.text) for draft in bundle.drafts] == [
        ("a", 2, "one\ntwo\nthree"),
        ("c", 7, "x\ny"),
    ]
    assert told(bundle) == [(6, "the text is empty"), (9, "the text is empty")]


def test_each_row_that_cannot_be_taken_is_told_and_the_rest_goes_in():
    rows = [
        ["code", "text"],
        ["ok", "fine"],
        ["empty", ""],
        ["long", "x" * (TEXT_LIMIT + 1)],
        ["nul", "a\0b"],
        ["two words", "x"],
        ["a/b", "x"],
        ["x" * 65, "x"],
        ["", "no code is fine"],
        ["wide", "x", "more"],
        ["last", "x" * TEXT_LIMIT],
    ]
    file = io.StringIO()
    csv.writer(file).writerows(rows)

    bundle = read(file.getvalue(), SOURCE)

    assert [draft.code for draft in bundle.drafts] == ["ok", "", "last"]
    assert told(bundle) == [
        (3, "the text is empty"),
        (4, "the text is longer than 100,000 characters"),
        (5, "the text has a NUL byte in it"),
        (6, "the code has a space in it"),
        (7, "the code has a slash in it"),
        (8, "the code is longer than 64 characters"),
        (10, "the row has 3 columns, the header 2: a text with commas needs quotation marks"),
    ]
    assert all(problem.lost for problem in bundle.problems)


def test_commas_behind_the_last_column_are_no_columns():
    assert [draft.text for draft in read("code,text\na,x,,, \n", SOURCE).drafts] == ["x"]


def test_a_quotation_mark_that_is_never_closed_costs_its_line_only():
    bundle = read('code,text\na,x\nb,"open\nc,y\nd,z\n', SOURCE)

    assert [draft.code for draft in bundle.drafts] == ["a", "c", "d"]
    assert told(bundle) == [(3, "a quotation mark is opened here and never closed")]


def test_a_missing_column_for_the_text_names_the_columns_there_are():
    with pytest.raises(Refusal, match=r"shop\.csv has no column for the text .*: 编码, 备注, x"):
        read("编码,备注,x\na,b,c\n", SOURCE)


def test_of_two_columns_of_a_kind_the_first_is_read_and_the_other_told():
    bundle = read("code,text,text,内容\na,one,two,three\n", SOURCE)

    assert [draft.text for draft in bundle.drafts] == ["one"]
    assert told(bundle) == [(1, "the column text is not read"), (1, "the column 内容 is not read")]


def test_a_header_alone_gives_nothing():
    assert read("code,text\n", SOURCE).drafts == ()


def test_flags_are_read_as_people_write_them():
    text = "text,置顶,启用\na,是,否\nb,TRUE,1\nc,,\nd,maybe,no\n"

    bundle = read(text, SOURCE)

    flags = [(draft.pinned, draft.enabled) for draft in bundle.drafts]
    assert flags == [(True, False), (True, True), (False, True), (False, False)]
    assert told(bundle) == [(5, "the column pinned takes yes or no, not “maybe”")]


def test_a_table_speaks_only_of_the_columns_it_has():
    assert read("code,text\na,b\n", SOURCE).fields == {"code", "text"}
    assert read("内容,图片\na,b\n", SOURCE).fields == {"text", "note"}
    assert read("内容,生效时间\na,\n", SOURCE).fields == {"text", "valid_from"}
    assert read("内容,有效期\na,\n", SOURCE).fields == {"text", "valid_from", "valid_until"}
    assert read("内容1,内容2\na,b\n", SOURCE).fields == {"text", "more"}
    assert read(write([]), SOURCE).fields == TABLE_FIELDS - {"law", "more"}
    assert read(write([Draft("a", more=(Wording("b"),))]), SOURCE).fields == TABLE_FIELDS


def test_the_limit_of_the_csv_module_is_put_back():
    before = csv.field_size_limit(1000)
    try:
        read("text\n" + "x" * 200_000, SOURCE)
        with pytest.raises(Refusal):
            read("nothing\n", SOURCE)

        assert csv.field_size_limit() == 1000
    finally:
        csv.field_size_limit(before)


@pytest.mark.parametrize(
    "text", ["=1+2", "+86", "-5", "@here", "\tx", "'=1", "''=1", "'quoted'", "=HYPERLINK(1)"]
)
def test_a_spreadsheet_calculates_nothing_of_ours(text: str):
    written = write([Draft(text, code="a")])
    [_, [_, cell, *_]] = csv.reader(io.StringIO(written, newline=""))

    assert cell[0] not in "=+-@\t\r"
    assert read(written, SOURCE).drafts == (Draft(text, code="a"),)


def test_an_apostrophe_of_somebody_else_stays():
    [draft] = read("code,text\na,'=1\n", SOURCE).drafts

    assert draft.text == "'=1"


ANY = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
words = st.text(ANY | st.sampled_from("'=+-@\t\r\n\",; "), max_size=12)
codes = st.text(st.characters(categories=["L", "N", "P", "S"], exclude_characters="/、／"), max_size=8)
a_draft = st.builds(
    Draft,
    text=words.map(lambda text: f"{text}。"),
    code=codes,
    title=words,
    group=st.lists(words | st.sampled_from(["a=>b", "[", '["x"]', "未分组"]), max_size=3).map(tuple),
    aliases=st.lists(codes, max_size=2).map(tuple),
    keywords=st.lists(words, max_size=3).map(tuple),
    note=words,
    pinned=st.booleans(),
    enabled=st.booleans(),
).map(tidy)


@settings(deadline=None)
@given(st.lists(a_draft.filter(lambda draft: draft_fault(draft) is None), max_size=4))
def test_what_we_write_we_read(drafts: list[Draft]):
    sieve = Sieve("x")
    for draft in drafts:
        sieve.take(draft)

    bundle = read(write(sieve.drafts), SOURCE)

    assert bundle.drafts == sieve.drafts
    assert bundle.problems == ()


@settings(deadline=None)
@given(st.text(st.sampled_from("ab\",;\t\n\r\0='，"), max_size=60))
def test_any_table_is_read_or_refused(content: str):
    bundle = read(f"code,text\n{content}", SOURCE)

    lines = content.count("\n") + content.count("\r") + 2
    assert all(1 < draft.line <= lines for draft in bundle.drafts)


def test_the_header_we_write_is_known():
    assert write([]).strip() == ",".join(OWN_HEADER)
