import sqlite3
from pathlib import Path

import pytest

from quickreply.store.paths import Places
from tests.cli.terminal import Run
from tests.core.pictures import GIF, png


@pytest.fixture
def chart(tmp_path: Path) -> Path:
    file = tmp_path / "尺码表.png"
    file.write_bytes(png(30, 20))
    return file


def test_a_phrase_is_given_pictures_and_html(run: Run, chart: Path, tmp_path: Path):
    (tmp_path / "map.gif").write_bytes(GIF)
    html = b"<p onclick='x'>size <b>chart</b><script>x</script></p>"
    result = run(
        *("add", "--code", "cm", "--text", "size chart", "--html", "-"),
        *("--picture", str(chart), "--picture", str(tmp_path / "map.gif")),
        stdin=html,
    )
    assert result.status == 0

    shown = run("show", "cm").out
    assert "1: 30 × 20, 1 KB" in shown
    assert "2: 1 × 1, 1 KB" in shown
    assert "<p>size <b>chart</b></p>" in shown
    assert len(run("show", "cm", "--json").json["pictures"]) == 2


@pytest.mark.parametrize("content", [b"x", png()[:50]])
def test_what_is_no_picture_is_refused_and_nothing_is_stored(run: Run, tmp_path: Path, content: bytes):
    (tmp_path / "bad.png").write_bytes(content)
    result = run("add", "--code", "cm", "--text", "x", "--picture", str(tmp_path / "bad.png"))
    assert result.status == 1
    assert "bad.png" in result.err
    assert run("list", "--json").json == []


def test_given_pictures_take_the_place_of_those_before_and_none_removes_them(run: Run, chart: Path):
    run("add", "--code", "cm", "--text", "x", "--picture", str(chart))
    [first] = run("show", "cm", "--json").json["pictures"]
    chart.write_bytes(png(5, 5))
    run("edit", "cm", "--picture", str(chart))
    assert run("show", "cm", "--json").json["pictures"] != [first]
    run("edit", "cm", "--title", "t")
    assert len(run("show", "cm", "--json").json["pictures"]) == 1
    run("edit", "cm", "--picture", "")
    assert run("show", "cm", "--json").json["pictures"] == []


def test_another_text_takes_the_html_with_it_and_that_is_told(run: Run):
    run("add", "--code", "cm", "--text", "x", "--html", "-", stdin=b"<b>x</b>")
    run("edit", "cm", "--title", "t")
    assert run("show", "cm", "--json").json["html"] == "<b>x</b>"

    result = run("edit", "cm", "--text", "y")

    assert "HTML" in result.err
    assert run("show", "cm", "--json").json["html"] == ""


def test_a_pack_with_pictures_is_written_and_comes_back_in_all_forms(
    run: Run, chart: Path, tmp_path: Path, where: Places
):
    run("add", "--code", "cm", "--text", "x", "--picture", str(chart), "--html", "-", stdin=b"<b>x</b>")
    before = run("show", "cm", "--json").json
    for suffix in (".yaml", ".json", ".qrpack"):
        folder = tmp_path / suffix
        folder.mkdir()
        run("export", str(folder / f"p{suffix}"))
        run("remove", "cm")
        assert kept(where) == []

        assert run("import", str(folder / f"p{suffix}")).status == 0

        assert run("show", "cm", "--json").json | {"id": 0} == before | {"id": 0}
        assert len(kept(where)) == 1
    assert [file.read_bytes() for file in (tmp_path / ".yaml" / "pictures").iterdir()] == [png(30, 20)]


def test_undoing_the_import_of_a_pack_takes_its_pictures(
    run: Run, chart: Path, tmp_path: Path, where: Places
):
    run("add", "--code", "cm", "--text", "x", "--picture", str(chart))
    run("export", str(tmp_path / "p.qrpack"))
    run("remove", "cm")
    run("import", str(tmp_path / "p.qrpack"))

    run("undo-import")

    assert kept(where) == []


def test_a_picture_that_cannot_be_shown_is_told_and_its_phrase_comes(run: Run, tmp_path: Path):
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "a.png").write_bytes(png(50, 50)[:-60])
    pack = tmp_path / "p.yaml"
    pack.write_text("format: 1\nid: p\nphrases:\n  - code: cm\n    text: a\n    pictures: [pictures/a.png]\n")

    result = run("import", str(pack))

    assert result.status == 0
    assert "p.yaml:4" in result.err
    assert run("show", "cm", "--json").json["pictures"] == []


def test_a_picture_by_name_alone_that_nobody_has_is_left_out(run: Run, tmp_path: Path):
    pack = tmp_path / "p.yaml"
    pack.write_text(
        f"format: 1\nid: p\nphrases:\n  - code: cm\n    text: a\n    pictures: [pictures/{'0' * 32}.png]\n"
    )
    assert "0000.png" in run("import", str(pack)).err
    assert run("show", "cm", "--json").json["pictures"] == []


def test_a_table_says_what_it_cannot_hold(run: Run, chart: Path, tmp_path: Path):
    run("add", "--code", "cm", "--text", "x", "--picture", str(chart))
    assert "pictures" in run("export", str(tmp_path / "t.csv")).err


def test_a_table_that_changes_the_text_leaves_no_html_for_the_old_one(run: Run, tmp_path: Path):
    run("add", "--code", "cm", "--text", "x", "--html", "-", "--library", "shop", stdin=b"<b>x</b>")
    (tmp_path / "t.csv").write_text("code,text\ncm,y\n")
    run("import", str(tmp_path / "t.csv"), "--library", "shop")
    assert run("show", "cm", "--json").json["html"] == ""


def test_there_is_no_picture_with_that_number(run: Run, chart: Path):
    run("add", "--code", "cm", "--text", "x", "--picture", str(chart))
    for number in ("0", "2", "-1"):
        result = run("copy", "cm", "--picture", number)
        assert result.status == 1 or number == "0"


def kept(where: Places) -> list[str]:
    connection = sqlite3.connect(where.database)
    names = [name for (name,) in connection.execute("SELECT name FROM pictures")]
    connection.close()
    return names
