from pathlib import Path

import pytest

from tests.cli.terminal import Program, Run


@pytest.fixture
def table(tmp_path: Path):
    path = tmp_path / "小店.csv"
    path.write_text("code,text\na,一\nb,二\n", encoding="utf-8")
    return path


def test_an_import_is_taken_back(run: Run, table: Path, program: Program):
    run("add", "--code", "mine", "--text", "mine")
    run("import", str(table))
    result = run("undo-import")

    assert (result.status, result.err) == (0, "")
    assert result.out == "小店.csv → 小店 is taken back: 2 removed, 0 as they were before\n"
    assert [one["code"] for one in run("list", "--json").json] == ["mine"]
    assert program.requests[-1] == {"do": "reload"}


def test_what_was_changed_since_stays_and_is_told(run: Run, table: Path):
    run("import", str(table))
    run("edit", "a", "--text", "by hand")
    result = run("undo-import", "--json")

    assert result.json["kept"] == 1
    assert [one["text"] for one in run("list", "--json").json] == ["by hand"]


def test_the_imports_may_be_listed_and_one_library_chosen(run: Run, table: Path, tmp_path: Path):
    other = tmp_path / "other.csv"
    other.write_text("code,text\nx,y\n")
    run("import", str(table), str(other))

    assert [one["file"] for one in run("undo-import", "--dry-run", "--json").json] == [
        "other.csv",
        "小店.csv",
    ]
    assert "小店.csv → 小店: 2 new, 0 changed, 0 removed" in run("undo-import", "--dry-run").out
    run("undo-import", "--library", "小店")
    assert [one["code"] for one in run("list", "--json").json] == ["x"]


def test_files_of_one_import_are_taken_back_as_one(run: Run, table: Path, tmp_path: Path):
    other = tmp_path / "other.csv"
    other.write_text("code,text\nx,y\n")
    third = tmp_path / "third.csv"
    third.write_text("code,text\nz,y\n")
    run("import", str(third))
    run("import", str(table), str(other))

    taken_back = run("undo-import")

    assert taken_back.out.splitlines() == [
        "other.csv → other is taken back: 1 removed, 0 as they were before",
        "小店.csv → 小店 is taken back: 2 removed, 0 as they were before",
    ]
    assert [one["code"] for one in run("list", "--json").json] == ["z"]
    run("import", str(table), str(other))
    told = run("undo-import", "--json").json
    assert [told["file"], *(one["file"] for one in told["others"])] == ["other.csv", "小店.csv"]


def test_there_may_be_nothing_to_undo(run: Run):
    for argv in (("undo-import",), ("undo-import", "--dry-run")):
        result = run(*argv)
        assert (result.status, result.err) == (1, "quickreply: There is no import to undo.\n")
    run("add", "--code", "a", "--text", "b")
    assert "no import into “My phrases”" in run("undo-import", "--library", "personal").err
