"""A pack and its next version, as an agent gets them."""

import re
from datetime import datetime
from pathlib import Path

import pytest

from tests.cli.terminal import Run

HEAD = "format: 1\nid: team\nname: 团队\n"
FIRST = """phrases:
  - {code: a, text: 一}
  - {code: b, text: 二}
  - {code: c, text: 三}
"""
SECOND = """phrases:
  - {code: a, text: 一新}
  - {code: b, text: 二新}
  - {code: d, text: 四}
"""


@pytest.fixture
def team(run: Run, tmp_path: Path) -> Run:
    """A command line with the first version of a pack, in which `b` was edited."""
    (tmp_path / "1.yaml").write_text(f"{HEAD}version: 1.0\n{FIRST}", encoding="utf-8")
    (tmp_path / "2.yaml").write_text(f"{HEAD}version: 2.0\nmaintainer: 王\n{SECOND}", encoding="utf-8")
    run("import", str(tmp_path / "1.yaml"))
    run("edit", "b", "--text", "我的")
    return run


def texts(run: Run):
    return {one["code"]: one["text"] for one in run("list", "--json").json}


def test_an_update_shows_what_changes_and_keeps_what_the_user_changed(team: Run, tmp_path: Path):
    preview = team("import", "--dry-run", str(tmp_path / "2.yaml"))

    assert preview.out.splitlines() == [
        "2.yaml:7: changed: /a 一{+新+}",
        "2.yaml:9: new: /d 四",
        "团队: removed: /c 三",
        "2.yaml → 团队 would be: 1 new, 1 changed, 0 as before, 1 in conflict, 0 not taken, 1 removed",
    ]
    assert preview.err == "2.yaml:8: you changed “我的” yourself, and so did the pack: yours stays\n"
    team("import", str(tmp_path / "2.yaml"))
    assert texts(team) == {"a": "一新", "b": "我的", "d": "四"}


def test_an_update_is_rolled_back_and_says_what_it_touched(team: Run, tmp_path: Path):
    before = team("list", "--json").json
    team("import", str(tmp_path / "2.yaml"))

    [last, _] = team("undo-import", "--library", "team", "--dry-run", "--json").json
    touched = {one["code"] for one in team("list", "--json").json if one["id"] in last["phrases"]}
    assert touched == {"a", "d"}

    assert team("undo-import", "--library", "team").status == 0
    assert team("list", "--json").json == before
    again = team("import", str(tmp_path / "2.yaml"), "--json").json[0]
    assert (again["new"], again["changed"], again["gone"], again["clash"]) == (1, 1, 1, 1)


def test_what_an_update_brings_is_news_until_it_is_rolled_back(team: Run, tmp_path: Path):
    assert team("list", "--new", "--json").json == []
    team("import", str(tmp_path / "2.yaml"))

    news = team("list", "--new", "--json").json
    assert {one["code"]: one["news"] for one in news} == {"a": "changed", "d": "new"}
    assert all(datetime.fromisoformat(one["news_at"]).tzinfo for one in news)
    assert re.search(r"^News +(new since |updated )", team("show", "a").out, re.MULTILINE)
    assert "News" not in team("show", "b").out

    team("undo-import", "--library", "team")
    assert team("list", "--new").out == ""


def test_a_table_that_comes_into_a_library_again_brings_news(run: Run, tmp_path: Path):
    table = tmp_path / "shop.csv"
    table.write_text("code,text\na,one\n", encoding="utf-8")
    run("import", str(table))
    assert run("list", "--new").out == ""

    table.write_text("code,text\na,one\nb,two\n", encoding="utf-8")
    run("import", str(table))

    assert [one["code"] for one in run("list", "--new", "--json").json] == ["b"]


def test_what_fills_a_library_is_no_news_if_it_comes_in_several_files(run: Run, tmp_path: Path):
    tables = [tmp_path / "1.csv", tmp_path / "2.csv"]
    for code, table in zip("ab", tables, strict=True):
        table.write_text(f"code,text\n{code},text of {code}\n", encoding="utf-8")

    run("import", "--library", "Shop", *map(str, tables))
    assert run("list", "--new").out == ""

    tables[0].write_text("code,text\nc,three\n", encoding="utf-8")
    run("import", "--library", "Shop", str(tables[0]))
    assert [one["code"] for one in run("list", "--new", "--json").json] == ["c"]


def test_an_older_version_is_refused_in_words(team: Run, tmp_path: Path):
    team("import", str(tmp_path / "2.yaml"))
    result = team("import", str(tmp_path / "1.yaml"))

    assert result.status == 1
    assert "is version 1.0 of “团队”, and version 2.0 is installed" in result.err
    assert "undo-import --library team" in result.err


def test_what_was_removed_by_hand_stays_away(team: Run, tmp_path: Path):
    team("remove", "a")
    result = team("import", str(tmp_path / "2.yaml"))

    assert "you removed this phrase: it stays away" in result.err
    assert "a" not in texts(team)


def test_what_a_pack_says_of_itself_is_kept(team: Run, tmp_path: Path):
    team("import", str(tmp_path / "2.yaml"))
    team("export", str(tmp_path / "out.yaml"), "--library", "team")

    assert "maintainer: 王\n" in (tmp_path / "out.yaml").read_text(encoding="utf-8")


def test_a_pack_that_is_over_is_told(run: Run, tmp_path: Path):
    (tmp_path / "old.yaml").write_text(f"{HEAD}valid_until: 2020-11-12\n{FIRST}", encoding="utf-8")

    assert run("import", str(tmp_path / "old.yaml")).err == "old.yaml was valid until 2020-11-12.\n"
