"""What fills the gaps of a shop travels with its pack, and what the user has set stays hers."""

from pathlib import Path

import pytest

from tests.cli.terminal import Run

HEAD = "format: 1\nid: team\nname: 团队\n"
PHRASES = "phrases:\n  - {code: dz, text: '退到{退货地址}'}\n"
FIRST = "version: 1.0\nvalues: {退货地址: 杭州, 电话: '1', 活动名: 双11}\ntables: {时效表: {江浙沪: 2天}}\n"
SECOND = "version: 2.0\nvalues: {退货地址: 宁波, 电话: '2'}\ntables: {时效表: {江浙沪: 3天, '*': 5天}}\n"


@pytest.fixture
def team(run: Run, tmp_path: Path) -> Run:
    """A command line with the first version of a pack with values."""
    (tmp_path / "1.yaml").write_text(HEAD + FIRST + PHRASES, encoding="utf-8")
    (tmp_path / "2.yaml").write_text(HEAD + SECOND + PHRASES, encoding="utf-8")
    said = run("import", str(tmp_path / "1.yaml"))
    assert said.out.endswith("4 values for gaps\n")
    return run


def values(run: Run):
    return run("fill", "list", "--json").json.get("团队")


def test_they_fill_the_phrases_of_the_pack(team: Run):
    assert team("show", "dz", "--filled", "--json").json["text"] == "退到杭州"


def test_a_new_version_leaves_alone_what_the_user_has_set(team: Run, tmp_path: Path):
    team("fill", "set", "电话", "9", "--library", "团队")
    team("import", str(tmp_path / "2.yaml"))
    assert values(team) == {"退货地址": "宁波", "电话": "9", "时效表": {"江浙沪": "3天", "*": "5天"}}

    team("undo-import", "--library", "team")
    assert values(team) == {
        "退货地址": "杭州",
        "电话": "9",
        "活动名": "双11",
        "时效表": {"江浙沪": "2天"},
    }


def test_values_alone_are_worth_an_import(team: Run, tmp_path: Path):
    changed = HEAD + FIRST.replace("杭州", "嘉兴") + PHRASES
    (tmp_path / "1.yaml").write_text(changed, encoding="utf-8")
    preview = team("import", "--dry-run", str(tmp_path / "1.yaml"))
    assert preview.out.splitlines()[-1].endswith("1 values for gaps")
    assert values(team)["退货地址"] == "杭州"
    team("import", str(tmp_path / "1.yaml"))
    assert values(team)["退货地址"] == "嘉兴"
    team("undo-import")
    assert values(team)["退货地址"] == "杭州"


@pytest.mark.parametrize("name", ["out.yaml", "out.json"])
def test_an_export_takes_them_along(team: Run, tmp_path: Path, name: str):
    team("export", str(tmp_path / name), "--library", "团队")
    before = values(team)
    for gap in before:
        team("fill", "unset", gap, "--library", "团队")
    assert values(team) is None
    team("import", str(tmp_path / name), "--library", "another")
    assert team("fill", "list", "--json").json == {"another": before}


def test_a_table_cannot_hold_them_and_says_so(team: Run, tmp_path: Path):
    said = team("export", str(tmp_path / "out.csv"), "--library", "团队")
    assert said.status == 0
    assert "only in a pack" in said.err


def test_nor_are_those_of_several_libraries_one_shops(team: Run, tmp_path: Path):
    team("add", "--code", "x", "--text", "y")
    said = team("export", str(tmp_path / "out.yaml"))
    assert "What fills the gaps of “团队” is not in it" in said.err
    assert "values:" not in (tmp_path / "out.yaml").read_text(encoding="utf-8")


def test_part_of_a_library_is_written_without_them(team: Run, tmp_path: Path):
    team("export", str(tmp_path / "out.yaml"), "--code", "dz")
    assert "values:" not in (tmp_path / "out.yaml").read_text(encoding="utf-8")
