import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
import python_calamine
from hypothesis import given, settings

from quickreply.core.draft import Draft
from quickreply.core.phrase import Collection, Group, Library, LibraryKind, Phrase
from quickreply.core.plan import Fate, Wish
from quickreply.core.wording import Law, Wording
from quickreply.packs import detect, spreadsheet, spreadsheet_child
from quickreply.packs.bundle import Bundle, Sieve
from quickreply.packs.export import Selection, write
from quickreply.packs.formats import SUFFIXES, Encoding, Format, format_of
from quickreply.packs.merge import plan
from tests.packs.strategies import some_drafts

SHOP = Library(1, "u", "小店", LibraryKind.SHOP)
SOURCE = Path("小店.csv")


def selection(*drafts: Draft):
    """These phrases as a library has them: each code once."""
    sieve, codes = Sieve(""), set[str]()
    for draft in drafts:
        sieve.take(draft)
    kept = []
    for draft in sieve.drafts:
        if not codes.intersection(draft.codes):
            codes.update(draft.codes)
            kept.append(draft)
    return Selection(SHOP, (), kept)


def shelved(drafts: list[Draft]):
    """The collection that holds these phrases in the shop."""
    paths = dict.fromkeys(draft.group[:depth] for draft in drafts for depth in range(1, len(draft.group) + 1))
    ids = {path: number for number, path in enumerate(paths, 1)}
    groups = tuple(Group(ids[path], 1, ids.get(path[:-1]), path[-1]) for path in ids)
    phrases = tuple(
        Phrase(
            number, 1, ids.get(draft.group), draft.code, draft.title, draft.text, draft.aliases,
            draft.keywords, draft.note, draft.pinned, draft.enabled,
            (Wording(draft.text, draft.note), *draft.more) if draft.more else (), draft.law,
            valid_from=draft.valid_from, valid_until=draft.valid_until,
        )
        for number, draft in enumerate(drafts, 1)
    )  # fmt: skip
    return Collection((SHOP,), groups, phrases)


def read(content: bytes, form: Format, folder: Path) -> Bundle:
    if form is not Format.XLSX:
        return detect.read_text(detect.decode(content, "f"), SOURCE)
    path = folder / "f.xlsx"  # in this process: another one for each example takes too long
    path.write_bytes(content)
    return spreadsheet.gather(
        [spreadsheet._sheet(found) for found in spreadsheet_child._sheets(python_calamine, str(path))], SOURCE
    )


@pytest.mark.parametrize("form", [Format.YAML, Format.JSON, Format.CSV, Format.XLSX])
@settings(deadline=None, max_examples=60)
@given(drafts=some_drafts)
def test_what_is_exported_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, form: Format, drafts: list[Draft]
):
    chosen = selection(*drafts)
    written = write(chosen, "f", form)

    bundle = read(written.content, form, tmp_path_factory.getbasetemp())

    assert written.problems == ()
    assert bundle.problems == ()
    assert list(bundle.drafts) == list(chosen.drafts)
    made = plan(bundle, shelved(list(chosen.drafts)), Wish("小店"))
    assert {row.fate for row in made.rows} == {Fate.SAME}


@pytest.mark.parametrize("encoding", Encoding)
@settings(deadline=None, max_examples=100)
@given(drafts=some_drafts)
def test_what_qianniu_can_hold_comes_back_the_same(encoding: Encoding, drafts: list[Draft]):
    chosen = selection(*drafts)
    written = write(chosen, "f.csv", Format.QIANNIU, encoding)
    left_out = {problem.line for problem in written.problems if problem.lost}
    changed = {problem.line for problem in written.problems if "{group}" in problem.reason}
    kept = [draft for number, draft in enumerate(chosen.drafts, 1) if number not in left_out]

    bundle = read(written.content, Format.QIANNIU, Path())

    assert len(bundle.drafts) == len(kept) == len(chosen.drafts) - written.lost
    if not changed:
        made = plan(bundle, shelved(kept), Wish("小店"))
        assert {row.fate for row in made.rows} <= {Fate.SAME}


def test_a_workbook_comes_back_through_the_real_reader(tmp_path: Path):
    chosen = selection(Draft("=1+1", code="001", group=("物流",)), Draft("'=亲\n_x000D_😊", code="1E5"))
    (tmp_path / "f.xlsx").write_bytes(write(chosen, "f.xlsx", Format.XLSX).content)

    assert list(detect.read(tmp_path / "f.xlsx").drafts) == list(chosen.drafts)


def test_a_csv_that_a_spreadsheet_program_saved_as_xlsx_comes_back_too():
    """It shows the apostrophes of ours and keeps them."""
    drafts = [Draft("=1+1", code="a"), Draft("'=1", code="b"), Draft("'x", code="c")]
    rows = list(
        csv.reader(io.StringIO(write(selection(*drafts), "f", Format.CSV).content.decode("utf-8-sig")))
    )

    bundle = spreadsheet.gather([spreadsheet.Sheet("S", True, rows)], SOURCE)

    assert list(bundle.drafts) == drafts


def test_no_cell_of_ours_is_calculated():
    for form in (Format.CSV, Format.XLSX):
        content = write(selection(Draft('=HYPERLINK("http://x")', code="=1", title="+1")), "f", form).content
        if form is Format.CSV:
            _, row = csv.reader(io.StringIO(content.decode("utf-8-sig")))
            assert [cell[0] for cell in row[:2] + row[3:4]] == ["'", "'", "'"]
        else:
            book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
            assert book.get_sheet_by_index(0).to_python()[1][1] == '=HYPERLINK("http://x")'
            assert b"<f>" not in content


def told(problems: tuple):
    return [(problem.line, problem.reason.format(**problem.facts), problem.lost) for problem in problems]


def test_what_gbk_lacks_is_left_out_and_told_with_its_characters():
    written = write(
        selection(Draft("好的😊🌹😊", code="a"), Draft("好的", code="b")),
        "f.csv",
        Format.QIANNIU,
        Encoding.GBK,
    )

    assert written.content == "快捷短语编码,快捷短语,快捷短语分组\r\nb,好的,\r\n".encode("gbk")
    assert told(written.problems) == [
        (1, "“好的😊🌹😊” is left out: GBK has no 😊 🌹. Choose UTF-8 if the program takes it", True)
    ]
    assert written.lost == 1


def test_what_qianniu_cannot_hold_is_told():
    drafts = [
        Draft("off", code="a", enabled=False),
        Draft("a&#44;b", code="b"),
        Draft("x", code="c", group=("a=>b",), title="t"),
        Draft("=1", code="d"),
    ]

    written = write(selection(*drafts), "f.csv", Format.QIANNIU)

    assert written.content.decode("utf-8-sig").splitlines()[1:] == ["c,x,a=>b", "d,=1,"]
    assert [(line, lost) for line, _, lost in told(written.problems)] == [
        (1, True),
        (2, True),
        (3, False),
        (3, False),
        (4, False),
    ]


@pytest.mark.parametrize("form", [Format.CSV, Format.XLSX])
def test_what_no_table_can_hold_is_told_once_with_the_number_of_phrases(form: Format):
    drafts = [Draft(f"text {number}", html="<b>x</b>") for number in range(7)]
    chosen = replace(selection(*drafts, Draft("plain")), bound={("g",): ("Chromium",)})

    problems = write(chosen, "f", form).problems

    poorer = (
        "a table has no place for HTML and pictures: 7 phrases go without "
        "(“text 0” “text 1” “text 2” “text 3” “text 4” …). Choose a pack"
    )
    assert told(problems) == [
        (1, "which groups are for some applications only is not in a table, only in a pack", False),
        (1, poorer, False),
    ]


def test_columns_for_texts_are_as_many_as_needed():
    drafts = [
        Draft("a"),
        Draft("b", more=(Wording("c", "n"), Wording("d")), law=Law.RANDOM, valid_until="2026-11-11"),
    ]

    rows = [*csv.reader(io.StringIO(write(selection(*drafts), "f", Format.CSV).content.decode("utf-8-sig")))]

    assert rows[0][9:] == ["valid_from", "valid_until", "law", "text2", "note2", "text3", "note3"]
    assert rows[1][9:] == [""] * 7
    assert rows[2][9:] == ["", "2026-11-11", "random", "c", "n", "d", ""]


def test_a_cell_of_a_spreadsheet_holds_only_so_much():
    drafts = [Draft("😊" * 16_384, code="a"), Draft("x" * 32_766, code="b")]

    written = write(selection(*drafts), "f.xlsx", Format.XLSX)

    assert [(problem.line, problem.lost) for problem in written.problems] == [(1, True)]


def test_the_suffix_says_the_format():
    assert [format_of(f"x{suffix}") for suffix in SUFFIXES] == [
        Format.YAML,
        Format.YAML,
        Format.PARCEL,
        Format.JSON,
        Format.CSV,
        Format.XLSX,
    ]
    assert format_of("A.XLSX") is Format.XLSX
    assert format_of("x.txt") is None


def test_the_same_phrases_give_the_same_file():
    chosen = selection(Draft("x", code="a", group=("g",)))
    for form in (Format.YAML, Format.JSON, Format.CSV):
        assert write(chosen, "f", form) == write(replace(chosen), "f", form)
