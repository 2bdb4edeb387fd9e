"""Pictures that phrases carry: what they are is read from their first bytes, and nothing is decoded here."""

import hashlib
import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from quickreply.core.words import Refusal, mark

BYTES = 10 * 1024 * 1024
"""Largest picture, as a file."""

SIDE = 16_384
"""Longest side, in pixels."""

PIXELS = 40_000_000
"""Most pixels: unpacked they take four bytes each."""

MOST = 9
"""Pictures that one phrase may carry."""

NAME = re.compile(r"[0-9a-f]{32}\.(?:png|jpg|webp|gif)")
"""How a picture is called, by what is in it."""

NO_PICTURE = mark("{file} is no picture that can be inserted: PNG, JPEG, WebP or GIF.")
TOO_LARGE = mark("{file} is larger than 10 MB. Save it smaller.")
TOO_WIDE = mark("{file} has {width} × {height} pixels; 40 million in all and 16,384 a side can be inserted.")
BROKEN = mark("{file} is damaged, or was made to do harm: it cannot be shown.")
TOO_MANY = mark("A phrase carries 9 pictures at most.")


class Kind(StrEnum):
    """What a picture is written in; also the end of its name."""

    PNG = "png"
    JPEG = "jpg"
    WEBP = "webp"
    GIF = "gif"

    @property
    def mime(self) -> str:
        """What programs call it."""
        return f"image/{'jpeg' if self is Kind.JPEG else self}"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it came, unseen; `name` is made of what is in it, so the same one is kept once."""

    name: str
    width: int
    height: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Print:
    """A picture that could be decoded: as every program takes it, and small.

    `png` is empty where the picture itself is one; `thumb` is what lists and previews show.
    """

    picture: Picture
    png: bytes
    thumb: bytes

    @property
    def forms(self) -> Mapping[str, bytes]:
        """As programs may want it, by what they call it."""
        forms = {Kind.PNG.mime: self.png} if self.png else {}
        return {**forms, kind_of(self.picture.name).mime: self.picture.data}


def kind_of(name: str) -> Kind:
    """What a picture with this name is written in."""
    return Kind(name.rpartition(".")[2])


def examined(data: bytes, file: str) -> Picture:
    """The picture in these bytes, if it keeps to the limits. What it claims to be is read, no more.

    Raises:
        Refusal: it is none, or too large; `file` is what the message calls it.
    """
    if len(data) > BYTES:
        raise Refusal(TOO_LARGE, file=file)
    found = _kind(data)
    size = _SIZES[found](data) if found else None
    if found is None or size is None or not min(size):
        raise Refusal(NO_PICTURE, file=file)
    width, height = size
    if max(size) > SIDE or width * height > PIXELS:
        raise Refusal(TOO_WIDE, file=file, width=width, height=height)
    return Picture(f"{hashlib.sha256(data).hexdigest()[:32]}.{found}", width, height, data)


def _kind(data: bytes) -> Kind | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if data.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if data.startswith((b"GIF87a", b"GIF89a")):
        return Kind.GIF
    return Kind.WEBP if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else None


def _png(data: bytes) -> tuple[int, int] | None:
    if data[12:16] != b"IHDR" or len(data) < 24:  # noqa: PLR2004 - where its first part ends
        return None
    width, height = struct.unpack_from(">II", data, 16)
    return width, height


def _gif(data: bytes) -> tuple[int, int] | None:
    return struct.unpack_from("<HH", data, 6) if len(data) > 10 else None  # noqa: PLR2004 - same


def _jpeg(data: bytes) -> tuple[int, int] | None:
    """Its size stands behind the first marker of a frame; what lies before is skipped by its length."""
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:  # noqa: PLR2004 - every marker begins so
        marker = data[at + 1]
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        bare = marker == 0xFF or marker == 0x01 or 0xD0 <= marker <= 0xD9  # noqa: PLR2004, PLR1714 - no length
        at += (1 if marker == 0xFF else 2) if bare else 2 + struct.unpack_from(">H", data, at + 2)[0]  # noqa: PLR2004
    return None


_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def _webp(data: bytes) -> tuple[int, int] | None:
    """Simple, lossless, or with what else there is: each says its size in its own way."""
    if len(data) < 30:  # noqa: PLR2004 - no head is shorter
        return None
    match data[12:16]:
        case b"VP8 ":
            width, height = struct.unpack_from("<HH", data, 26)
            return width & 0x3FFF, height & 0x3FFF
        case b"VP8L":
            bits = struct.unpack_from("<I", data, 21)[0]
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8X":
            return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    return None


_SIZES = {Kind.PNG: _png, Kind.JPEG: _jpeg, Kind.WEBP: _webp, Kind.GIF: _gif}
