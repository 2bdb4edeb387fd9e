import os
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_LE
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quickreply.core.words import Refusal
from quickreply.packs.detect import decode, read

TABLE = "快捷短语编码,快捷短语,快捷短语分组\nfh,亲，今天下单明天发出😊,物流\n"
PACK = "format: 1\nphrases:\n  - code: fh\n    text: 亲，今天下单明天发出😊\n"

ENCODINGS = {
    "UTF-8": str.encode,
    "UTF-8 with BOM": lambda text: text.encode("utf-8-sig"),
    "UTF-16 LE with BOM": lambda text: BOM_UTF16_LE + text.encode("utf-16-le"),
    "UTF-16 BE with BOM": lambda text: BOM_UTF16_BE + text.encode("utf-16-be"),
    "UTF-16 LE": lambda text: text.encode("utf-16-le"),
    "UTF-16 BE": lambda text: text.encode("utf-16-be"),
    "UTF-32 with BOM": lambda text: BOM_UTF32_LE + text.encode("utf-32-le"),
    "GB18030": lambda text: text.encode("gb18030"),
}


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", [TABLE, PACK, TABLE.replace("\n", "\r\n"), TABLE * 50])
def test_the_encoding_is_found_by_content(encoding: str, text: str):
    assert decode(ENCODINGS[encoding](text), "f") == text


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    ("content", "name"), [(TABLE, "phrases.yaml"), (PACK, "phrases.csv"), (TABLE, "noname")]
)
def test_the_format_is_found_by_content_not_by_name(tmp_path: Path, encoding: str, content: str, name: str):
    (tmp_path / name).write_bytes(ENCODINGS[encoding](content))

    [draft] = read(tmp_path / name).drafts

    assert (draft.code, draft.text) == ("fh", "亲，今天下单明天发出😊")


@pytest.mark.parametrize(
    "begin",
    [
        "",
        "# a pack\n\n",
        "---\n",
        "%YAML 1.1\n---\n",
        "\n\n  \n# x\n",
        '{"format": 1, "phrases": [{"text": "a", "code": "fh"}]}\n#',
    ],
)
def test_a_pack_may_begin_with_comments_or_be_written_as_json(tmp_path: Path, begin: str):
    (tmp_path / "f").write_text(f"{begin}{PACK}" if not begin.startswith("{") else begin, encoding="utf-8")

    assert read(tmp_path / "f").library is not None


@pytest.mark.parametrize(
    "table",
    ["code,text\nformat: 1,phrases:\n", 'code,text\na,"x\nformat: 1\nphrases: 2"\n', "text\nformat: 1\n"],
)
def test_a_table_that_speaks_of_formats_is_a_table(tmp_path: Path, table: str):
    (tmp_path / "f").write_text(table)

    assert read(tmp_path / "f").library is None


def test_a_nul_in_a_row_costs_that_row_only(tmp_path: Path):
    (tmp_path / "f.csv").write_bytes(b"code,text\na,\0\nb,good\n")

    bundle = read(tmp_path / "f.csv")

    assert [draft.code for draft in bundle.drafts] == ["b"]
    assert [(problem.line, problem.reason) for problem in bundle.problems] == [
        (2, "the text has a NUL byte in it")
    ]


def test_a_nul_in_a_gb18030_row_costs_that_row_only(tmp_path: Path):
    raw = "code,text\na,发\0货\nb,好的\nc,再见\n".encode("gb18030")
    (tmp_path / "f.csv").write_bytes(raw + b" " * (len(raw) % 2))

    assert [draft.text for draft in read(tmp_path / "f.csv").drafts] == ["好的", "再见"]


def test_a_nul_does_not_make_utf_16_of_other_text():
    """Two bytes at a time, this is a row of rare Chinese characters."""
    text = "code,text\nhello,see you soon\nbye,so long and thanks\nx,a\0亲\n "
    raw = text.encode("gb18030")

    assert len(raw) % 2 == 0
    assert decode(raw, "f") == text


def test_a_nul_in_a_pack_costs_that_phrase_only(tmp_path: Path):
    (tmp_path / "f").write_bytes(b"format: 1\nphrases:\n- text: a\0\n- text: good\n")

    bundle = read(tmp_path / "f")

    assert [draft.text for draft in bundle.drafts] == ["good"]
    assert [problem.line for problem in bundle.problems] == [3]


@pytest.mark.parametrize("content", [b"", b"\n \r\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_is_told(tmp_path: Path, content: str):
    (tmp_path / "f.csv").write_bytes(content)

    with pytest.raises(Refusal, match=r"f\.csv is empty"):
        read(tmp_path / "f.csv")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"<!DOCTYPE html>\n<table>", "web page"),
        (b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'a'>]><Workbook/>", "web page"),
        (b"SQLite format 3\0....", "database"),
        (b"%PDF-1.4", "no text"),
        (b"\x89PNG\r\n", "no text"),
        (b"\0" * 1000, "no text"),
        (bytes(range(256)) * 40, "no text"),
        (b"\x7fELF\x02\x01\x01" + b"\0" * 9 + bytes(range(128, 256)) * 8, "no text"),
        ("caf\xe9, d\xe9j\xe0 vu\n".encode("latin-1"), "unknown encoding"),
        ("\ufeffa,b\n".encode("utf-16-le")[:-1], "UTF-16-LE, but is not from byte"),
        (b"\xef\xbb\xbfcode,text\n\xff\xfe\n", "UTF-8, but is not from byte 10"),
    ],
)
def test_what_is_no_text_is_told(tmp_path: Path, content: str, why: str):
    (tmp_path / "f.csv").write_bytes(content)

    with pytest.raises(Refusal, match=why):
        read(tmp_path / "f.csv")


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(raw: bytes):
    try:
        text = decode(raw, "f")
    except Refusal:
        return
    assert isinstance(text, str)


def test_what_is_no_file_is_told(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(Refusal, match="There is no file"):
        read(tmp_path / "missing.csv")
    for odd in (tmp_path, tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(Refusal, match="is no file"):
            read(odd)


def test_a_file_of_any_size_is_not_read(tmp_path: Path):
    with (tmp_path / "huge.csv").open("wb") as file:
        file.truncate(300_000_000)

    with pytest.raises(Refusal, match="larger than 200 MB"):
        read(tmp_path / "huge.csv")


def test_private_characters_are_no_reason_to_doubt_utf_8(tmp_path: Path):
    file = tmp_path / "icons.csv"
    file.write_text("code,text\nxx,\ue000\ue001\ue002\ue003 icons of an old font\n", encoding="utf-8")
    assert read(file).drafts[0].text.startswith("\ue000")


@pytest.mark.parametrize(
    ("raw", "lost"),
    [
        ("code,text\na,好的\nb,再见\n".encode() + "c,发货\n".encode("gb18030"), 4),
        ("code,text\na,好的\nb,再见\nc,发货".encode()[:-1], 4),
        ("code,text\na,好的\n".encode() + b"b,\xff\xfe\n" + "c,发货\n".encode(), 3),
    ],
    ids=["two files in one", "cut off", "rubbish in a row"],
)
def test_a_row_in_another_encoding_costs_that_row_only(tmp_path: Path, raw: bytes, lost: int):
    (tmp_path / "f.csv").write_bytes(raw)

    bundle = read(tmp_path / "f.csv")

    assert [(problem.line, problem.reason) for problem in bundle.problems] == [
        (lost, "it has characters in it that are not Unicode")
    ]
    assert len(bundle.drafts) == 2


def test_files_that_were_put_behind_one_another_are_read_through(tmp_path: Path):
    one, two = "code,text\r\na,好的\r\n", "code,text\nb,再见\nc,发货\r"
    (tmp_path / "f.csv").write_bytes(one.encode("utf-8-sig") + two.encode("utf-8-sig"))

    bundle = read(tmp_path / "f.csv")

    assert [(draft.code, draft.text, draft.line) for draft in bundle.drafts] == [
        ("a", "好的", 2),
        ("b", "再见", 4),
        ("c", "发货", 5),
    ]
    assert [(problem.line, problem.lost) for problem in bundle.problems] == [(3, False)]


def test_a_million_columns_are_read_or_told(tmp_path: Path):
    (tmp_path / "f.csv").write_text("code,text" + ",x" * 1_000_000 + "\na,b\nc,d" + "," * 1_000_000 + "e\n")

    bundle = read(tmp_path / "f.csv")

    assert [draft.code for draft in bundle.drafts] == ["a"]
    assert [problem.line for problem in bundle.problems if problem.lost] == [3]
    assert len(bundle.problems) < 30


def test_a_row_of_a_million_columns_costs_that_row_only(tmp_path: Path):
    (tmp_path / "f.csv").write_text("code,text\na,b\nc" + ",d" * 1_000_000 + "\n")

    bundle = read(tmp_path / "f.csv")

    assert len(bundle.drafts) == 1
    assert [problem.line for problem in bundle.problems] == [3]


def test_a_phrase_of_a_pack_in_another_encoding_costs_that_phrase_only(tmp_path: Path):
    raw = "format: 1\nphrases:\n- text: 好的\n- text: 再见\n- text: ".encode() + "发货".encode("gb18030")
    (tmp_path / "f.yaml").write_bytes(raw)

    bundle = read(tmp_path / "f.yaml")

    assert [draft.text for draft in bundle.drafts] == ["好的", "再见"]
    assert [problem.line for problem in bundle.problems] == [5]
