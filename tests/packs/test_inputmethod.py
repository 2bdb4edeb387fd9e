from codecs import BOM_UTF16_LE
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quickreply.core.draft import Draft, draft_fault
from quickreply.core.intake import Form, Reading
from quickreply.core.wording import Law, Wording
from quickreply.packs.detect import read
from quickreply.packs.inputmethod import is_phrases
from quickreply.packs.inputmethod import read as read_phrases
from quickreply.packs.look import look

SOGOU = (
    "; 搜狗拼音输入法--自定义短语配置文件\r\n;格式: 英文字符,排列位置=短语\r\n\r\n"
    "fh,1=亲，今天发出\r\ndz, 2=义乌仓\r\ndz,1=杭州仓\r\n"
    "th,1=\r\n第一行\r\n第二行，含 a=b\r\nrq,1=#$year年$month月\r\n"
)


def file(folder: Path, raw: bytes) -> Path:
    path = folder / "PhraseEdit.txt"
    path.write_bytes(raw)
    return path


@pytest.mark.parametrize("raw", [BOM_UTF16_LE + SOGOU.encode("utf-16-le"), SOGOU.encode()], ids=["16", "8"])
def test_the_own_phrases_of_sogou_come_in(tmp_path: Path, raw: bytes):
    bundle = read(file(tmp_path, raw))

    assert bundle.drafts == (
        Draft("亲，今天发出", "fh"),
        Draft("杭州仓", "dz", law=Law.CHOOSE, more=(Wording("义乌仓"),)),
        Draft("第一行\n第二行，含 a=b", "th"),
    )
    assert [draft.line for draft in bundle.drafts] == [4, 5, 7]
    assert [(problem.line, problem.lost) for problem in bundle.problems] == [(10, True)]
    assert "made anew" in bundle.problems[0].reason


def test_those_of_baidu_and_qq_have_it_the_other_way_round(tmp_path: Path):
    bundle = read(file(tmp_path, "fh=1,亲，今天发出\nth=1,七天, 都可以\n".encode("gb18030")))

    assert bundle.drafts == (Draft("亲，今天发出", "fh"), Draft("七天, 都可以", "th"))


def test_those_of_fcitx_may_be_quoted_and_switched_off():
    bundle = read_phrases('# custom\nth,1="第一行\\n第二行 \\\\ \\""\noff,-1=不用\n', Path("customphrase"))

    assert bundle.drafts == (Draft('第一行\n第二行 \\ "', "th"), Draft("不用", "off", enabled=False))


def test_the_window_shows_them_as_phrases_without_columns_to_choose(tmp_path: Path):
    seen, bundle = look(Reading(file(tmp_path, SOGOU.encode())))

    assert seen.form is Form.PACK
    assert bundle
    assert len(bundle.drafts) == 3


@pytest.mark.parametrize(
    "text",
    [
        "code,text\nfh,1=x\n",
        "a,b\n",
        "",
        "format: 1\n",
        "fh,100=x",
        "价格=1.5,很低",
        "a b,1=x",
        "\n\n;only\n",
    ],
)
def test_other_files_are_none(text: str):
    assert not is_phrases(text)


@given(
    st.lists(
        st.sampled_from(["a,1=", "b=1,", "a,-2=x", "\n", "=", "#$y", '"', "\\", ";", "文", "1", ","])
    ).map("".join)
)
def test_whatever_is_in_one_what_comes_out_can_be_phrases(text: str):
    for draft in read_phrases(text, Path("f")).drafts:
        assert draft_fault(draft) is None
