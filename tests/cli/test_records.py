"""Phrases for sheets, on their way through files and the command line: a TAB stays a TAB."""

from pathlib import Path

import pytest

from tests.cli.terminal import Run

ROW = "售后\t{订单号}\t{原因}{提醒:24小时}"
WORDED = "售后{制表符}{订单号}"


@pytest.mark.parametrize("name", ["out.yaml", "out.json", "out.csv", "out.xlsx", "out.qrpack"])
def test_a_row_travels_in_every_format(run: Run, tmp_path: Path, name: str):
    run("add", "--code", "shdj", "--title", "售后登记", "--text", ROW)
    run("add", "--code", "two", "--text", WORDED + "\n\t二\t")
    before = {one["code"]: one["text"] for one in run("list", "--json").json}
    path = str(tmp_path / name)
    assert run("export", path).status == 0
    for code in ("shdj", "two"):
        run("remove", code)

    assert run("import", path).status == 0
    assert {one["code"]: one["text"] for one in run("list", "--json").json} == before


def test_a_row_goes_into_the_table_of_another_program(run: Run, tmp_path: Path):
    run("add", "--code", "shdj", "--text", ROW)
    path = tmp_path / "qn.csv"
    assert run("export", str(path), "--format", "qianniu").status == 0

    assert ROW in path.read_text(encoding="utf-8-sig")


def test_what_is_said_stays_in_its_cell(run: Run):
    run("add", "--code", "shdj", "--text", ROW)
    shown = run("show", "shdj", "--filled", "--set", "订单号=1\t2", "--set", "原因=破损\n=1+1")

    assert shown.out.splitlines()[-1] == "售后\t1 2\t破损 =1+1"


def test_the_packs_that_come_with_it_are_known_by_name(run: Run, tmp_path: Path):
    assert run("import", "records-zh").status == 0
    assert "shdj" in {one["code"] for one in run("list", "--json").json}

    assert run("import", "no-such-pack").status == 1
    assert run("import", str(tmp_path / "records-zh")).status == 1
    assert run("import", "../phrases/records-zh").status == 1


def test_a_file_here_comes_before_them(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    Path("records-zh").write_text("code,text\nmine,好\n", encoding="utf-8")
    run("import", "records-zh")

    assert {one["code"] for one in run("list", "--json").json} == {"mine"}
