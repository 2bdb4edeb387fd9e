import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from quickreply.core.draft import Draft
from quickreply.core.words import Refusal
from quickreply.packs import spreadsheet, spreadsheet_child
from quickreply.packs.layout import Columns
from quickreply.packs.spreadsheet import Sheet, gather, read, sheets

BOOK = Path("总表.xlsx")
FILES = Path(__file__).parent / "files"


def sheet(*rows: tuple[str, ...], name: str = "S", visible: bool = True, **facts: object):
    return Sheet(name, visible, rows, **facts)


def workbook(path: Path, *rows: tuple[object, ...]):
    with xlsxwriter.Workbook(path) as book:
        leaf = book.add_worksheet()
        for number, row in enumerate(rows):
            leaf.write_row(number, 0, row)
    return path


def opendocument(path: Path, rows: str, before: str = ""):
    """The sheet of LibreOffice that we have, with other rows; `before` stands in front of the document."""
    with zipfile.ZipFile(FILES / "office.ods") as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode()
            if name == "content.xml":
                head, _, rest = content.partition("<table:table-row>")
                _, _, foot = rest.rpartition("</table:table-row>")
                content = head.replace("?>", f"?>{before}", 1) + rows + foot
            new.writestr(name, content)
    return path


def test_the_sheets_come_from_a_process_of_their_own(tmp_path: Path):
    path = workbook(tmp_path / "f.xlsx", ("code", "text"), ("fh", "亲😊"))

    assert read(path).drafts == (Draft("亲😊", code="fh"),)


def test_days_in_cells_are_read_however_they_are_kept(tmp_path: Path):
    path = tmp_path / "f.xlsx"
    with xlsxwriter.Workbook(path) as book:
        leaf = book.add_worksheet()
        day, moment = (book.add_format({"num_format": form}) for form in ("yyyy/m/d", "yyyy/m/d h:mm"))
        leaf.write_row(0, 0, ("内容", "生效时间", "失效时间"))
        for row, kind in enumerate((day, moment, None), 1):
            leaf.write_string(row, 0, f"{row}")
            leaf.write_number(row, 1, 46327, kind)
            leaf.write_number(row, 2, 46337 + 86399 / 86400, kind)
        leaf.write_row(4, 0, ("4", "2026年11月1日", "2026/11/11 23:59:59"))

    found = {(draft.valid_from, draft.valid_until) for draft in read(path).drafts}

    assert found == {("2026-11-01", "2026-11-11")}


def test_days_in_an_open_document_are_read(tmp_path: Path):
    cell = '<table:table-cell office:value-type="string"><text:p>%s</text:p></table:table-cell>'
    date = '<table:table-cell office:value-type="date" office:date-value="%s"/>'
    rows = (
        "".join(cell % name for name in ("内容", "开始时间", "结束时间")),
        cell % "双11" + date % "2026-11-01" + date % "2026-11-11T20:00:00",
    )
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)

    [draft] = read(opendocument(tmp_path / "f.ods", body)).drafts

    assert (draft.valid_from, draft.valid_until) == ("2026-11-01", "2026-11-11 20:00")


def test_a_group_in_a_merged_cell_is_the_group_of_all_its_rows():
    leaf = sheet(
        ("group", "code", "text"), ("物流", "a", "1"), ("", "b", "2"), ("", "", "3"), merged=[(1, 0, 2, 0)]
    )

    assert [draft.group for draft in gather([leaf], BOOK).drafts] == [("物流",), ("物流",), ()]


def test_a_text_in_a_merged_cell_stays_one_phrase():
    leaf = sheet(("code", "text"), ("a", "1"), ("b", ""), merged=[(1, 1, 2, 1)])

    assert [draft.code for draft in gather([leaf], BOOK).drafts] == ["a"]


def test_every_sheet_with_phrases_is_read():
    bundle = gather([sheet(("text",), ("1",), name="A"), sheet(("内容", "x"), ("2", ""), name="B")], BOOK)

    assert [(draft.text, draft.sheet) for draft in bundle.drafts] == [("1", "A"), ("2", "B")]


def test_columns_that_the_user_names_are_taken():
    leaf = sheet(("hello there", "fh"), ("goodbye then", "gb"))

    bundle = gather([leaf], BOOK, [Columns.parse("text,code")])

    assert [draft.code for draft in bundle.drafts] == ["fh", "gb"]


def test_a_sheet_without_a_header_is_guessed_if_none_has_one():
    rows = [("fh", "亲，今天下单明天发出"), ("th", "亲，七天内都可以退换")]

    assert len(gather([sheet(*rows)], BOOK).drafts) == 2
    assert len(gather([sheet(*rows, name="A"), sheet(("text",), ("x",), name="B")], BOOK).drafts) == 1


@pytest.mark.parametrize(
    "found", [[], [sheet()], [sheet(("text",), ("x",), visible=False)], [sheet(("a", "b"), ("1", "2"))]]
)
def test_without_a_column_for_the_text_nothing_is_read(found: list[Sheet]):
    with pytest.raises(Refusal, match="no column for the text"):
        gather(found, BOOK)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"PK\x03\x04", "cannot be read as a spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, "cannot be read as a spreadsheet"),
        (b"PK\x05\x06" + b"\0" * 18, "cannot be read as a spreadsheet"),
    ],
)
def test_what_only_begins_like_one_is_refused(tmp_path: Path, content: bytes, why: str):
    (tmp_path / "f.xlsx").write_bytes(content)

    with pytest.raises(Refusal, match=why):
        read(tmp_path / "f.xlsx")


def test_another_archive_is_no_spreadsheet(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "f.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<document/>")

    with pytest.raises(Refusal, match="cannot be read as a spreadsheet"):
        read(tmp_path / "f.xlsx")


def bomb(path: Path, size: int):
    """A workbook whose sheet unpacks to so many bytes of nothing."""
    good = workbook(path.with_suffix(".good"), ("code", "text"), ("a", "b"))
    row = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>' + b"x" * 32_000 + b"</t></is></c></row>"
    with (
        zipfile.ZipFile(good) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                body = b"".join(row % (line, line) for line in range(3, size // 32_000))
                content = content.replace(b"</sheetData>", body + b"</sheetData>")
            new.writestr(name, content)
    return path


def test_a_bomb_goes_off_in_the_other_process(tmp_path: Path):
    path = bomb(tmp_path / "bomb.xlsx", 120_000_000)

    with pytest.raises(Refusal, match="too much memory"):
        sheets(path, memory=150_000_000)
    assert path.stat().st_size < 2_000_000


def test_too_much_text_is_refused_before_it_is_handed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    path = workbook(tmp_path / "f.xlsx", ("code", "text"), ("a", "b" * 1000))
    monkeypatch.setattr(spreadsheet_child, "CHARACTERS", 1000)
    monkeypatch.setattr(spreadsheet_child, "_limit", lambda _memory: None)

    assert spreadsheet_child.main(str(path)) == spreadsheet_child.TOO_LARGE
    assert capsys.readouterr().out == ""


def test_a_reader_that_does_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def never(command: list[str], **_rest: object):
        raise subprocess.TimeoutExpired(command, 1)

    monkeypatch.setattr(spreadsheet.subprocess, "run", never)

    with pytest.raises(Refusal, match="too much memory or time"):
        read(tmp_path / "f.xlsx")


def test_where_there_is_no_library_that_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    monkeypatch.setattr(spreadsheet_child, "_limit", lambda _memory: None)

    assert spreadsheet_child.main(str(tmp_path / "f.xlsx")) == spreadsheet_child.NO_READER


def test_the_program_itself_loads_no_library_for_spreadsheets():
    program = "import sys, quickreply.cli.exchange, quickreply.cli.export; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert not {"python_calamine", "xlsxwriter"} & set(loaded.stdout.split())


def test_a_workbook_may_be_as_wide_as_they_get():
    leaf = sheet(("code", "text", *map(str, range(16_382))), ("a", "b"))

    bundle = gather([leaf], BOOK)

    assert len(bundle.drafts) == 1
    assert len(bundle.problems) == 21
    assert bundle.problems[-1].facts == {"count": 16_362}


@pytest.mark.parametrize("name", ["keepers.xlsx", "workbench.xls", "office.ods"])
@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9])
def test_what_is_cut_off_is_refused(tmp_path: Path, name: str, share: float):
    raw = (FILES / name).read_bytes()
    path = tmp_path / name
    path.write_bytes(raw[: int(len(raw) * share)])

    with pytest.raises(Refusal, match="damaged, cut off"):
        read(path)


CELL = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'


def line(*cells: str, **attributes: str):
    said = "".join(f' table:{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f"<table:table-row{said}>{''.join(cells)}</table:table-row>"


def test_an_open_document_with_cells_without_end_is_refused(tmp_path: Path):
    far = CELL.replace("<table:table-cell", '<table:table-cell table:number-columns-repeated="16384"')
    rows = line(CELL.format("text")) + line(far.format("x" * 99), number_rows_repeated="1048576")

    with pytest.raises(Refusal, match="too much memory or time"):
        read(opendocument(tmp_path / "f.ods", rows))


def test_empty_cells_without_end_behind_the_last_cost_nothing(tmp_path: Path):
    """Every sheet of LibreOffice ends like this."""
    rest = '<table:table-cell table:number-columns-repeated="16382"/>'
    rows = line(CELL.format("text"), rest) + line(CELL.format("亲"), rest)
    rows += line('<table:table-cell table:number-columns-repeated="16384"/>', number_rows_repeated="1048573")

    assert read(opendocument(tmp_path / "f.ods", rows)).drafts == (Draft("亲"),)


@pytest.mark.parametrize(
    "entities",
    [
        '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;"><!ENTITY x "&b;&b;&b;&b;&b;">]>',
        '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_entities_of_an_open_document_give_nothing(tmp_path: Path, entities: str):
    rows = line(CELL.format("text")) + line(CELL.format("&x;"))

    try:
        bundle = read(opendocument(tmp_path / "f.ods", rows, before=entities))
    except Refusal:
        return
    assert not any("root" in draft.text or "aaaa" in draft.text for draft in bundle.drafts)


def test_the_traps_of_an_open_document_are_told(tmp_path: Path):
    number = (
        '<table:table-cell office:value-type="float" office:value="7"><text:p>007</text:p></table:table-cell>'
    )
    formula = (
        '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2">'
        "<text:p>2</text:p></table:table-cell>"
    )
    date = '<table:table-cell office:value-type="date" office:date-value="2026-03-05"/>'
    rows = (
        line(CELL.format("code"), CELL.format("text"), CELL.format("text"))
        + line(CELL.format("001"), CELL.format("一"), CELL.format("二"))
        + line(number, formula)
        + line(date, CELL.format("三"))
    )

    bundle = read(opendocument(tmp_path / "f.ods", rows))

    assert [(draft.code, draft.text) for draft in bundle.drafts] == [
        ("001", "一"),
        ("7", "2"),
        ("2026-03-05", "三"),
    ]
    assert [problem.reason.format(**problem.facts) for problem in bundle.problems] == [
        "the column text is not read",
        "the codes are numbers in the spreadsheet: zeros in front of them are not in the file",
        "the code is a date in the spreadsheet, and was taken as 2026-03-05",
    ]


def test_nothing_of_an_open_document_is_unpacked_to_anywhere(tmp_path: Path):
    path = opendocument(tmp_path / "f.ods", line(CELL.format("text")) + line(CELL.format("亲")))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("../../was-here", b"x")
        archive.writestr("/tmp/quickreply-was-here", b"x")

    assert len(read(path).drafts) == 1
    assert list(tmp_path.iterdir()) == [path]
    assert not Path("/tmp/quickreply-was-here").exists()


@pytest.mark.parametrize("magic", [b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_rubbish_behind_the_right_beginning_is_refused(tmp_path: Path, magic: bytes):
    path = tmp_path / "f.xls"
    path.write_bytes(magic + bytes(range(256)) * 40)

    with pytest.raises(Refusal, match="damaged, cut off"):
        read(path)
