import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given

from quickreply.core.draft import Draft
from quickreply.core.phrase import Library, LibraryKind
from quickreply.core.picture import BYTES, examined
from quickreply.core.words import Refusal
from quickreply.packs import parcel
from quickreply.packs.detect import read
from quickreply.packs.export import Selection, write
from quickreply.packs.formats import Format
from tests.core.pictures import png
from tests.packs.strategies import some_rich_drafts
from tests.packs.test_export import selection

PICTURE = examined(png(), "f")
TEXT = f"format: 1\nid: p\nphrases:\n  - text: a\n    pictures: [pictures/{PICTURE.name}]\n"


def archive(files: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", how) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return content.getvalue()


def parcelled(tmp_path: Path, raw: bytes) -> Path:
    file = tmp_path / "shop.qrpack"
    file.write_bytes(raw)
    return file


@given(some_rich_drafts)
def test_packs_lose_nothing(drafts: list[Draft]):
    chosen = selection(*drafts)
    for form in (Format.YAML, Format.JSON, Format.PARCEL):
        written = write(chosen, "f", form).content
        found = (
            parcel.read(written, Path("f"))
            if form is Format.PARCEL
            else parcel.pack.read(written.decode(), Path("f"))
        )
        assert list(found.drafts) == list(chosen.drafts)


def test_a_parcel_holds_its_pictures_and_the_same_phrases_give_the_same_file(tmp_path: Path):
    library = Library(1, "p", "p", LibraryKind.PACK)
    chosen = Selection(library, (), [Draft("a", pictures=(PICTURE.name,))], {PICTURE.name: PICTURE.data})

    raw = write(chosen, "shop", Format.PARCEL).content

    assert raw == write(chosen, "shop", Format.PARCEL).content
    bundle = read(parcelled(tmp_path, raw))
    assert bundle.pictures == {PICTURE.name: PICTURE}
    assert bundle.library
    assert bundle.library.uid == "p"


def test_one_that_was_packed_by_hand_is_read_too(tmp_path: Path):
    raw = archive({"readme.txt": b"x", f"pictures/{PICTURE.name}": PICTURE.data, "pack.yaml": TEXT.encode()})
    assert set(read(parcelled(tmp_path, raw)).pictures) == {PICTURE.name}


def test_what_the_pack_does_not_name_is_not_read(tmp_path: Path):
    raw = archive({"pack.yaml": TEXT.encode(), "pictures/other.png": b"x", "../../evil.png": PICTURE.data})
    bundle = read(parcelled(tmp_path, raw))
    assert bundle.pictures == {}
    assert list(tmp_path.iterdir()) == [tmp_path / "shop.qrpack"]


def test_a_picture_that_unpacks_without_end_is_read_to_its_limit(tmp_path: Path):
    raw = archive({"pack.yaml": TEXT.encode(), f"pictures/{PICTURE.name}": png() + bytes(40 * BYTES)})
    assert len(raw) < BYTES
    bundle = read(parcelled(tmp_path, raw))
    assert bundle.pictures == {}
    assert [problem.lost for problem in bundle.problems] == [False]


def test_a_pack_that_unpacks_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(parcel, "TEXT", 1_000_000)
    raw = archive({"pack.yaml": TEXT.encode() + b"#" * 5_000_000})
    with pytest.raises(Refusal):
        read(parcelled(tmp_path, raw))


def test_a_table_of_contents_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(parcel, "_MANY", 3)
    raw = archive({"pack.yaml": TEXT.encode()} | {f"{number}": b"" for number in range(50)})
    with pytest.raises(Refusal):
        read(parcelled(tmp_path, raw))


def lying(raw: bytes, size: int) -> bytes:
    """The pack's entries say that it unpacks to something else."""
    for signature, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = raw.index(signature) + place
        raw = raw[:at] + struct.pack("<I", size) + raw[at + 4 :]
    return raw


def encrypted(raw: bytes) -> bytes:
    """The pack's entries say that it is."""
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.index(signature) + place
        raw = raw[:at] + b"\x01" + raw[at + 1 :]
    return raw


@pytest.mark.parametrize(
    "raw",
    [
        archive({"pack.yaml": TEXT.encode()}, zipfile.ZIP_BZIP2),
        archive({"pack.yaml": TEXT.encode()}, zipfile.ZIP_LZMA),
        archive({"pack.yaml": b"\xff\xfe\xff"}),
        lying(archive({"pack.yaml": TEXT.encode()}), 5),
        archive({"pack.yaml": TEXT.encode()})[:-30] + bytes(8),
        encrypted(archive({"pack.yaml": TEXT.encode()})),
        archive({"pack.yaml/": b""}),
        archive({"pack.yaml": b"[]"}),
    ],
)
def test_what_is_damaged_or_meant_to_do_harm_is_refused_in_words(tmp_path: Path, raw: bytes):
    with pytest.raises(Refusal):
        read(parcelled(tmp_path, raw))


@pytest.mark.parametrize("cut", range(1, 400, 7))
def test_one_that_is_cut_off_is_refused_in_words(tmp_path: Path, cut: int):
    raw = archive({"pack.yaml": TEXT.encode(), f"pictures/{PICTURE.name}": PICTURE.data})
    with pytest.raises(Refusal):
        read(parcelled(tmp_path, raw[:-cut]))
