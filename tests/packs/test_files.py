"""Real files, as other programs write them: bytes in `files/`."""

from pathlib import Path

import pytest

from quickreply.core.draft import Draft
from quickreply.core.words import Refusal
from quickreply.packs.bundle import Bundle
from quickreply.packs.detect import read

FILES = Path(__file__).parent / "files"


def told(bundle: Bundle):
    return [
        (problem.file, problem.line, problem.reason.format(**problem.facts)) for problem in bundle.problems
    ]


@pytest.mark.parametrize(
    ("name", "drafts"),
    [
        pytest.param(
            "qianniu.csv",
            [
                Draft("亲，今天 16 点前付款，\n当天发出", code="fh", group=("物流",)),
                Draft("单号稍后给您", code="发货单"),
                Draft("亲，收到请确认~"),
            ],
            id="千牛, GBK",
        ),
        pytest.param(
            "qianniu-no-group.csv",
            [Draft("亲，今天发出", code="fh"), Draft("您好呀", code="hy")],
            id="千牛, without the column of groups",
        ),
        pytest.param(
            "panel-v1.csv",
            [Draft("亲，七天内都可以退", code="th", group=("售后", "退换"))],
            id="千牛's side panel, version 1",
        ),
        pytest.param(
            "panel-v3.csv",
            [
                Draft("亲，七天内都可以退", "th", "七天退换", ("售后", "退换"), note="[th.jpg]"),
                Draft("您好，\n欢迎光临", code="hy", group=("欢迎",)),
            ],
            id="千牛's side panel, version 3, UTF-16",
        ),
        pytest.param(
            "workbench.csv",
            [
                Draft("亲,运费我们承担\n请放心", code="yf", group=("售后",)),
                Draft('"全新"包装,未拆封', code="xj"),
            ],
            id="a workbench that quotes nothing",
        ),
        pytest.param(
            "workbench.xls",
            [
                Draft("亲，今天发出", code="fh", group=("物流",)),
                Draft("请确认收货"),
                Draft("加固定长度的编码", code="007"),
            ],
            id="a workbench, XLS",
        ),
        pytest.param(
            "keepers.xlsx",
            [
                Draft("亲，报一下身高体重，\n帮您推荐", title="怎么选码", group=("售前", "尺码")),
                Draft("正常码，不偏大", title="偏大吗", group=("售前", "尺码")),
                Draft("七天内可以退", group=("售后", "退换")),
            ],
            id="客服宝, groups in merged cells",
        ),
        pytest.param(
            "office.ods", [Draft("亲，今天发出", code="fh", group=("物流",))], id="a sheet of LibreOffice"
        ),
        pytest.param(
            "pasted.txt",
            [Draft("第一行\n第二行, 带逗号", code="fh", group=("物流",)), Draft("您好", code="hy")],
            id="pasted from Excel",
        ),
    ],
)
def test_what_other_programs_write_comes_in_whole(name: str, drafts: list[Draft]):
    bundle = read(FILES / name)

    assert list(bundle.drafts) == drafts
    assert bundle.problems == ()


def test_a_promotion_sheet_keeps_some_phrases_out_of_the_team():
    bundle = read(FILES / "promotion.csv")

    assert [draft.code for draft in bundle.drafts] == ["dc1", "dc3"]
    assert [(draft.code, draft.line) for draft in bundle.own] == [("dc2", 3)]
    assert told(bundle) == [("promotion.csv", 1, "the column 登记日期 is not read")]


def test_a_table_without_a_header_is_guessed_and_that_is_told():
    bundle = read(FILES / "no-header.csv")

    assert [(draft.code, draft.line) for draft in bundle.drafts] == [("fh", 1), ("th", 2), ("yf", 3)]
    assert told(bundle) == [
        ("no-header.csv", 1, "no header is known here: the columns were taken for 1 code, 2 text")
    ]


def test_the_traps_of_spreadsheets_are_told():
    bundle = read(FILES / "traps.xlsx")

    assert [(draft.sheet, draft.line, draft.code, draft.text) for draft in bundle.drafts] == [
        ("表一", 2, "001", "零零一"),
        ("表一", 3, "1", "数字一"),
        ("表一", 4, "2026-03-05", "三月五日"),
        ("表一", 5, "100000", "亲好"),
        ("表一", 6, "TRUE", "1.5"),
        ("表一", 9, "crlf", "一\n二\n三"),
        ("表二", 4, "er", "第二张表"),
    ]
    assert told(bundle) == [
        ("traps.xlsx[表一]", 1, "the column 日期 is not read"),
        (
            "traps.xlsx[表一]",
            1,
            "the codes are numbers in the spreadsheet: zeros in front of them are not in the file",
        ),
        ("traps.xlsx[表一]", 4, "the code is a date in the spreadsheet, and was taken as 2026-03-05"),
        ("traps.xlsx[表一]", 7, "the text is empty"),
        ("traps.xlsx[藏起来]", 1, "the sheet is hidden and not read"),
        ("traps.xlsx[说明]", 1, "the sheet has no column for the text and is not read"),
    ]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("cut-off.xlsx", "damaged, cut off"),
        ("entities.xlsx", "damaged, cut off"),
        ("far.xlsx", "cells very far from each other"),
        ("called-xls.xls", "is a web page"),
        ("locked.xlsx", "protected by a password"),
    ],
)
def test_what_is_meant_to_do_harm_is_refused_in_words(name: str, why: str):
    with pytest.raises(Refusal, match=why):
        read(FILES / name)


def test_nothing_is_unpacked_to_anywhere():
    escaped = Path("/tmp/quickreply-was-here")

    assert len(read(FILES / "traversal.xlsx").drafts) == 3
    assert not escaped.exists()
