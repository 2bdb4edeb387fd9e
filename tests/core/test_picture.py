import pytest

from quickreply.core.picture import BYTES, NAME, NO_PICTURE, TOO_LARGE, TOO_WIDE, Kind, Print, examined
from quickreply.core.words import Refusal
from tests.core.pictures import GIF, JPEG_HEAD, WEBP_HEADS, png


@pytest.mark.parametrize(
    ("data", "kind", "size"),
    [
        (png(3, 2), Kind.PNG, (3, 2)),
        (GIF, Kind.GIF, (1, 1)),
        (JPEG_HEAD, Kind.JPEG, (400, 300)),
        *((head, Kind.WEBP, (400, 300)) for head in WEBP_HEADS.values()),
    ],
    ids=["png", "gif", "jpeg", *WEBP_HEADS],
)
def test_kind_and_size_stand_in_the_head(data: bytes, kind: Kind, size: tuple[int, int]):
    picture = examined(data, "f")

    assert (picture.width, picture.height) == size
    assert picture.name.endswith(f".{kind}")
    assert NAME.fullmatch(picture.name)


def test_a_picture_is_called_by_what_is_in_it():
    assert examined(png(), "a").name == examined(png(), "b").name != examined(png(shade=1), "a").name


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", NO_PICTURE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", NO_PICTURE),
        (b"BM" + bytes(100), NO_PICTURE),
        (png()[:20], NO_PICTURE),
        (GIF[:8], NO_PICTURE),
        (JPEG_HEAD[:22], NO_PICTURE),
        (b"\xff\xd8" + b"\xff\xe0\x00\x00" * 9, NO_PICTURE),
        (WEBP_HEADS["VP8X"][:25], NO_PICTURE),
        (png(claimed=(0, 5)), NO_PICTURE),
        (png(claimed=(16_385, 1)), TOO_WIDE),
        (png(claimed=(8000, 8000)), TOO_WIDE),
        (png(claimed=(2**31 - 1, 2**31 - 1)), TOO_WIDE),
        (png() + bytes(BYTES), TOO_LARGE),
    ],
)
def test_what_is_none_or_claims_too_much_is_refused_unseen(data: bytes, message: str):
    with pytest.raises(Refusal) as refusal:
        examined(data, "f")
    assert refusal.value.message == message


def test_a_jpeg_whose_parts_are_endless_ends():
    with pytest.raises(Refusal):
        examined(b"\xff\xd8" + b"\xff" * 1_000_000, "f")


@pytest.mark.parametrize(
    ("data", "made", "forms"),
    [(png(), b"", {"image/png": png()}), (GIF, b"PNG", {"image/png": b"PNG", "image/gif": GIF})],
)
def test_every_picture_can_be_had_as_png(data: bytes, made: bytes, forms: dict[str, bytes]):
    assert Print(examined(data, "f"), made, b"").forms == forms
