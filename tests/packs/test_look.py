from pathlib import Path

import pytest
import xlsxwriter

from quickreply.core.intake import Form, Reading
from quickreply.core.words import Refusal
from quickreply.packs.look import look

FILES = Path(__file__).parent / "files"


def written(tmp_path: Path, text: str, encoding: str = "utf-8") -> Reading:
    path = tmp_path / "f.csv"
    path.write_bytes(text.encode(encoding))
    return Reading(path)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_table_is_seen_as_it_is(tmp_path: Path, encoding: str, delimiter: str):
    text = f"编码{delimiter}内容{delimiter}别的\r\nfh{delimiter}今天发货{delimiter}x\r\n"
    seen, bundle = look(written(tmp_path, text, encoding))

    assert (seen.form, seen.encoding, seen.delimiter) == (Form.TABLE, encoding, delimiter)
    assert (seen.columns, seen.header) == (("code", "text", ""), ("编码", "内容", "别的"))
    assert seen.rows == (("fh", "今天发货", "x"),)
    assert bundle is not None
    assert [draft.code for draft in bundle.drafts] == ["fh"]


def test_without_a_column_for_the_text_it_is_seen_all_the_same(tmp_path: Path):
    reading = written(tmp_path, "一,二\nfh,甲\nhy,乙\n")
    seen, bundle = look(reading)
    assert (seen.readable, bundle) == (False, None)
    assert seen.rows == (("一", "二"), ("fh", "甲"), ("hy", "乙"))

    seen, bundle = look(Reading(reading.path, columns=("code", "text"), header=("一", "二")))
    assert seen.readable
    assert bundle is not None
    assert [(draft.code, draft.text) for draft in bundle.drafts] == [("fh", "甲"), ("hy", "乙")]


def test_an_encoding_that_does_not_fit_is_refused(tmp_path: Path):
    reading = written(tmp_path, "编码,内容\nfh,今天发货\n", "gb18030")
    with pytest.raises(Refusal, match="UTF-8"):
        look(Reading(reading.path, encoding="utf-8"))


@pytest.mark.parametrize("text", ["", " \n\n", "just one line", "<html><table>"])
def test_what_is_no_table_is_refused(tmp_path: Path, text: str):
    with pytest.raises(Refusal):
        look(written(tmp_path, text))


def test_a_pasted_table_is_read_from_no_file():
    seen, bundle = look(Reading(Path("pasted"), "编码\t内容\nfh\t今天发货\n"))
    assert (seen.delimiter, seen.encoding) == ("\t", "")
    assert bundle is not None
    assert len(bundle.drafts) == 1


def test_a_spreadsheet_says_its_sheets():
    seen, bundle = look(Reading(FILES / "office.ods"))
    assert seen.form is Form.SPREADSHEET
    assert seen.sheets
    assert seen.readable
    assert bundle is not None


def test_a_pack_has_no_columns_to_choose(tmp_path: Path):
    path = tmp_path / "p.yaml"
    path.write_text(
        "format: 1\nid: p\nname: P\nphrases:\n  - code: fh\n    text: 今天发货\n", encoding="utf-8"
    )
    seen, bundle = look(Reading(path))
    assert (seen.form, seen.columns, seen.readable) == (Form.PACK, (), True)
    assert seen.rows[0][0] == "fh"
    assert bundle is not None


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A spreadsheet: two sheets name their columns, one does not, one is hidden, one is empty."""
    path = tmp_path / "shop.xlsx"
    with xlsxwriter.Workbook(path) as made:
        for name, rows in {
            "售前": [("编码", "内容"), ("hy", "您好，欢迎光临")],
            "售后": [("编码", "内容"), ("th", "七天内可以退货")],
            "其他": [("zp", "赠品随订单发出，请放心"), ("fp", "发票在签收后开具，谢谢")],
            "藏": [("编码", "内容"), ("x", "别看")],
            "空": [],
        }.items():
            sheet = made.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            if name == "藏":
                sheet.hide()
    return path


@pytest.mark.parametrize(
    ("wanted", "read", "others", "codes"),
    [
        pytest.param((), ("售前", "售后"), ("其他",), ["hy", "th"], id="those that are known"),
        pytest.param(("售后",), ("售后",), ("售前", "其他"), ["th"], id="one of them"),
        pytest.param(
            ("售前", "其他"), ("售前", "其他"), ("售后",), ["hy", "zp", "fp"], id="one that is guessed"
        ),
        pytest.param(("其他",), ("其他",), ("售前", "售后"), ["zp", "fp"], id="that one alone"),
    ],
)
def test_the_sheets_that_are_wanted_are_read(
    book: Path, wanted: tuple[str, ...], read: tuple[str, ...], others: tuple[str, ...], codes: list[str]
):
    seen, bundle = look(Reading(book, sheets=wanted))

    assert (seen.sheets, seen.others) == (read, others)
    assert bundle is not None
    assert [draft.code for draft in bundle.drafts] == codes
    told = {problem.file for problem in bundle.problems}
    assert ("shop.xlsx[藏]" in told) is (not wanted)  # who has chosen needs not be told
