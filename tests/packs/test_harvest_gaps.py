from pathlib import Path

from quickreply.core.draft import Draft
from quickreply.packs.detect import read_text
from quickreply.packs.table import write


def test_gaps_of_other_programs_are_ours_once_they_are_read():
    text = "快捷短语编码,快捷短语,快捷短语分组\na,{{客户昵称}}您好,\nb,[微笑]我是%NICKNAME%,\nc,{订单号},\n"
    bundle = read_text(text, Path("千牛.csv"))

    assert [draft.text for draft in bundle.drafts] == ["{客户昵称}您好", "[微笑]我是{客户昵称}", "{订单号}"]
    [told] = bundle.problems
    assert (told.line, told.lost) == (2, False)
    assert told.facts == {"count": 2, "names": "{客户昵称}"}


def test_what_we_wrote_ourselves_stays_as_it_was():
    drafts = (Draft("写法：{{客户昵称}} 【客户昵称】", code="a"),)
    bundle = read_text(write(drafts), Path("mine.csv"))

    assert bundle.drafts == drafts
    assert not bundle.problems
