import os
import stat
from pathlib import Path

import pytest

from quickreply.packs import detect
from quickreply.store.paths import resource
from tests.cli.terminal import Run

STARTER = str(resource("phrases/ecommerce-zh.yaml"))


@pytest.mark.parametrize("suffix", [".csv", ".yaml", ".yml", ".CSV", ".json", ".xlsx"])
def test_what_is_exported_comes_back_the_same(stocked: Run, tmp_path: Path, suffix: str):
    file = tmp_path / f"out{suffix}"
    result = stocked("export", str(file), "--library", "小店")
    assert (result.status, result.out) == (0, f"3 phrases → out{suffix}\n")

    again = stocked("import", str(file), "--library", "小店", "--json")
    assert again.json[0]["same"] == 3

    before = stocked("list", "--library", "小店", "--json").json
    stocked("import", str(file), "--library", "Copy")
    copied = stocked("list", "--library", "Copy", "--json").json
    assert [phrase | {"id": 0, "library": ""} for phrase in copied] == [
        phrase | {"id": 0, "library": ""} for phrase in before
    ]


@pytest.mark.parametrize("suffix", [".csv", ".yaml", ".json", ".xlsx"])
def test_everything_goes_into_one_file_unless_a_library_is_named(stocked: Run, tmp_path: Path, suffix: str):
    file = tmp_path / f"all{suffix}"

    assert stocked("export", str(file)).out == f"4 phrases → all{suffix}\n"
    assert [draft.code for draft in detect.read(file).drafts] == ["hy", "hy", "fh", ""]


def test_ones_own_phrases_come_back_as_ones_own(run: Run, tmp_path: Path):
    run("add", "--code", "x", "--text", "mine")
    run("export", str(tmp_path / "mine.yaml"))
    run("remove", "x")
    run("import", str(tmp_path / "mine.yaml"))

    assert run("show", "x", "--json").json["library"] == "My phrases"


def test_a_pack_keeps_its_groups_and_their_order(run: Run, tmp_path: Path):
    run("import", STARTER)
    run("export", str(tmp_path / "out.yaml"))

    ours, theirs = detect.read(tmp_path / "out.yaml"), detect.read(resource("phrases/ecommerce-zh.yaml"))
    assert (ours.groups, ours.drafts, ours.library) == (theirs.groups, theirs.drafts, theirs.library)


def test_an_export_replaces_a_file_at_once_and_others_may_read_it(stocked: Run, tmp_path: Path):
    file = tmp_path / "out.csv"
    file.write_text("old")
    mask = os.umask(0o022)
    try:
        stocked("export", str(file))
    finally:
        os.umask(mask)

    assert stat.S_IMODE(file.stat().st_mode) == 0o644
    assert file.read_bytes().startswith("\ufeffcode,text,group".encode())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "out.csv"]


def test_a_spreadsheet_calculates_nothing_from_an_export(run: Run, tmp_path: Path):
    run("add", "--code", "x", "--text", '=HYPERLINK("http://x")')
    run("export", str(tmp_path / "out.csv"))

    assert ",\"'=HYPERLINK" in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("name", ["out.xls", "out", "out.txt"])
def test_a_format_that_is_not_known_is_wrong_usage(stocked: Run, tmp_path: Path, name: str):
    result = stocked("export", str(tmp_path / name))

    assert result.status == 2
    assert ".yaml, .yml, .qrpack, .json, .csv, .xlsx" in result.err
    assert not (tmp_path / name).exists()


def test_nothing_to_export_is_told(run: Run, tmp_path: Path):
    result = run("export", str(tmp_path / "out.csv"))

    assert (result.status, result.err) == (1, "quickreply: There are no phrases to export.\n")


def test_an_export_that_cannot_be_written_is_told(stocked: Run, tmp_path: Path):
    result = stocked("export", str(tmp_path / "no" / "such" / "out.csv"))

    assert result.status == 1
    assert "cannot be written" in result.err


def test_a_group_or_single_phrases_may_be_chosen(stocked: Run, tmp_path: Path):
    file = tmp_path / "out.csv"

    stocked("export", str(file), "--group", "物流")
    assert [draft.code for draft in detect.read(file).drafts] == ["fh"]
    stocked("export", str(file), "--code", "fh", "--code", "发货", "--code", "hy")
    assert [draft.code for draft in detect.read(file).drafts] == ["fh", "hy"]


def test_qianniu_gets_its_three_columns_in_its_encoding(stocked: Run, tmp_path: Path):
    file = tmp_path / "out.csv"

    result = stocked("export", str(file), "--format", "qianniu", "--encoding", "gbk", "--code", "fh")

    assert file.read_bytes() == "快捷短语编码,快捷短语,快捷短语分组\r\nfh,今天下单明天发出,物流\r\n".encode(
        "gbk"
    )
    assert (
        result.err == "out.csv: titles, keywords, notes, pins and second codes have no place in this format\n"
    )


def test_a_file_that_could_hold_nothing_is_not_written(run: Run, tmp_path: Path):
    run("add", "--code", "x", "--text", "好的😊")
    result = run("export", str(tmp_path / "out.csv"), "--format", "qianniu", "--encoding", "gbk")

    assert result.status == 1
    assert "GBK has no 😊" in result.err
    assert "it could hold none" in result.err
    assert not (tmp_path / "out.csv").exists()
