"""Parcels nobody packed: damaged archives, headers that lie, odd names, packs and pictures that are none."""

import io
import random
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path

from quickreply.core.draft import Draft
from quickreply.core.picture import examined
from quickreply.core.wording import Wording
from quickreply.packs import parcel, script
from tests.core.pictures import png
from tests.fuzz.test_packs import DRAFTS, LIBRARY, check, mutated, seeds, take

DATA = png()
PICTURE = examined(DATA, "f").name
RICH = (*DRAFTS, Draft("a", html="<p>a <b>b</b></p>", pictures=(PICTURE,), more=(Wording("b", "n"),)))
TEXT = script.write(LIBRARY, (("物流",),), RICH)
NAMES = [
    *(parcel.PACK, f"pictures/{PICTURE}", "pictures/", "pictures/a.png", "../pack.yaml", "/etc/passwd"),
    *("pack.yaml/", "PACK.YAML", "pictures\\a.png", "C:pack.yaml", "", ".", "\0", "a" * 300, "图/片.png"),
    *("pictures/../pack.yaml", "pictures/a.png\0.exe", "[Content_Types].xml", "content.xml"),
]
WAYS = [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
HEADERS = (b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x07", b"PK\x06\x06")


def pack(chance: random.Random) -> str:
    """The text of a pack, good or damaged, naming pictures that are there or not."""
    elsewhere = TEXT.replace(f"pictures/{PICTURE}", chance.choice(NAMES))
    text = chance.choice([TEXT, elsewhere, seeds()["a pack"], "", "format: 1\n"])
    return mutated(text.encode(), chance).decode(errors="replace") if chance.random() < 0.5 else text


def packed(chance: random.Random) -> bytes:
    """An archive with what a parcel has, and what it has not, in any order, packed anyhow."""
    members = [(parcel.PACK, pack(chance).encode()), (f"pictures/{PICTURE}", DATA)]
    if chance.random() < 0.5:
        members[1] = (members[1][0], mutated(DATA, chance))
    members += [(chance.choice(NAMES), chance.randbytes(20)) for _ in range(chance.choice([0, 0, 0, 1, 3]))]
    chance.shuffle(members)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive, warnings.catch_warnings(action="ignore"):  # of equal names
        for name, data in members[: chance.randint(2, 5)]:
            way = chance.choice(WAYS) if chance.random() < 0.05 else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), data, way)
    return content.getvalue()


def lying(raw: bytes, chance: random.Random) -> bytes:
    """Some bytes behind some headers are others: sizes, names, flags, ways of packing, places."""
    data = bytearray(raw)
    for _ in range(chance.randint(1, 4)):
        if (at := data.find(chance.choice(HEADERS), chance.randint(0, len(data)))) >= 0:
            place = min(at + chance.randint(4, 50), len(data) - 1)
            data[place] = chance.choice([0, 1, 0xFF, chance.randint(0, 255)])
    return bytes(data)


def whole(raw: bytes, _chance: random.Random) -> bytes:
    """As it is: what is in it is odd enough."""
    return raw


def test_a_parcel_that_is_none(rounds: Iterator[int], tmp_path: Path):
    path = tmp_path / "shop.qrpack"
    for number in rounds:
        chance = random.Random(number)
        spoilt = chance.choice([whole, whole, lying, lying, mutated])
        path.write_bytes(spoilt(packed(chance), chance))
        try:
            if bundle := take(path):
                check(bundle)
                assert set(tmp_path.iterdir()) == {path}
        except Exception as failure:
            failure.add_note(f"round {number}; the file is {path}")
            raise
