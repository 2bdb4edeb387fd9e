from pathlib import Path

import pytest

from quickreply.core.picture import BYTES, TOO_LARGE, TOO_WIDE, examined
from quickreply.packs import case
from quickreply.packs.case import Beside, Inside
from quickreply.packs.detect import read
from tests.core.pictures import png

NAME = examined(png(), "f").name


def pack(folder: Path, *places: str) -> Path:
    file = folder / "p.yaml"
    listed = ", ".join(f'"{place}"' for place in places)
    file.write_text(f"format: 1\nid: p\nphrases:\n  - text: a\n    pictures: [{listed}]\n", "utf-8")
    (folder / "pictures").mkdir(exist_ok=True)
    return file


def test_pictures_lie_beside_the_pack(tmp_path: Path):
    file = pack(tmp_path, "pictures/尺码 表.png", f"pictures/{NAME}")
    (tmp_path / "pictures" / "尺码 表.png").write_bytes(png())

    bundle = read(file)

    [draft] = bundle.drafts
    assert draft.pictures == (NAME,)  # both are the same
    assert bundle.pictures == {NAME: examined(png(), "f")}
    assert bundle.problems == ()


@pytest.mark.parametrize(
    "place",
    [
        "/etc/passwd",
        "../secret.png",
        "pictures/../secret.png",
        "pictures/../../secret.png",
        "pictures/..",
        "pictures/.",
        "pictures/",
        "pictures/a/b.png",
        "secret.png",
        "pictures\\\\..\\\\secret.png",
        "C:/secret.png",
        "pictures/C:secret.png",
        "file:///etc/passwd",
        "http://a.b/c.png",
        "pictures/a\\u0000.png",
        "pictures/" + "a" * 300,
    ],
)
def test_nothing_is_read_elsewhere(tmp_path: Path, place: str):
    inner = tmp_path / "inner"
    inner.mkdir()
    for folder in (tmp_path, inner):
        (folder / "secret.png").write_bytes(png())

    bundle = read(pack(inner, place))

    assert bundle.pictures == {}
    assert [draft.pictures for draft in bundle.drafts] == [()]
    assert [problem.lost for problem in bundle.problems] == [False]


def test_no_link_leads_out(tmp_path: Path):
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "secret.png").write_bytes(png())
    file = pack(inner, "pictures/a.png")
    (inner / "pictures" / "a.png").symlink_to(tmp_path / "secret.png")
    assert read(file).pictures == {}

    (inner / "pictures" / "a.png").unlink()
    (inner / "pictures").rmdir()
    (tmp_path / "a.png").write_bytes(png())
    (inner / "pictures").symlink_to(tmp_path)
    assert read(file).pictures == {}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (png() + bytes(BYTES), TOO_LARGE),
        (png(claimed=(60_000, 60_000)), TOO_WIDE),
        (None, case._MISSING),
        (b"x", "{file} is no picture that can be inserted: PNG, JPEG, WebP or GIF."),
    ],
)
def test_what_is_no_good_picture_is_told_and_its_phrase_stays(
    tmp_path: Path, data: bytes | None, reason: str
):
    file = pack(tmp_path, "pictures/a.png")
    if data is not None:
        (tmp_path / "pictures" / "a.png").write_bytes(data)

    bundle = read(file)

    assert [(problem.line, problem.reason, problem.lost) for problem in bundle.problems] == [
        (4, reason, False)
    ]
    assert [draft.text for draft in bundle.drafts] == ["a"]


def test_a_picture_that_is_not_there_may_be_known_by_its_name(tmp_path: Path):
    bundle = read(pack(tmp_path, f"pictures/{NAME}"))
    assert [draft.pictures for draft in bundle.drafts] == [(NAME,)]
    assert bundle.pictures == {}


def test_a_folder_called_like_a_picture_is_none(tmp_path: Path):
    file = pack(tmp_path, "pictures/a.png")
    (tmp_path / "pictures" / "a.png").mkdir()
    assert read(file).pictures == {}


def test_all_together_may_be_so_much(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(case, "PACK_BYTES", len(png()) + 1)
    enclosed = case.Enclosed(Inside({"pictures/a.png": png(), "pictures/b.png": png(shade=1)}))
    enclosed.take("pictures/a.png")
    enclosed.take("pictures/a.png")
    with pytest.raises(case.Refusal):
        enclosed.take("pictures/b.png")


def test_a_pipe_is_not_waited_for(tmp_path: Path):
    import os  # noqa: PLC0415 - not everywhere

    pack(tmp_path)
    os.mkfifo(tmp_path / "pictures" / "a.png")
    assert Beside(tmp_path / "p.yaml").content("pictures/a.png") is None
