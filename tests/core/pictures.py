"""Pictures made by hand, so that tests need no library to draw them."""

import struct
import zlib
from random import Random


def png(width: int = 2, height: int = 2, shade: int = 0, *, claimed: tuple[int, int] | None = None) -> bytes:
    """A grey picture; `claimed` is what its head says instead."""
    rows = b"".join(b"\0" + bytes([shade]) * width for _ in range(height))
    head = struct.pack(">IIBBBBB", *(claimed or (width, height)), 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_part, *zip(*parts, strict=True)))


def _part(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


GIF = bytes.fromhex("47494638396101000100800000ff0000ffffff2c00000000010001000002024401003b")
JPEG_HEAD = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffc0001108012c019003012200021101031101")
"""400 × 300, and nothing behind."""
WEBP_HEADS = {
    "VP8 ": b"RIFF\x64\0\0\0WEBPVP8 \x58\0\0\0\x30\x01\0\x9d\x01\x2a\x90\x01\x2c\x01" + bytes(40),
    "VP8L": b"RIFF\x64\0\0\0WEBPVP8L\x58\0\0\0\x2f" + struct.pack("<I", 399 | 299 << 14) + bytes(40),
    "VP8X": b"RIFF\x64\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x8f\x01\0\x2b\x01\0" + bytes(40),
}
"""400 × 300 in each of its three ways."""


def noisy(width: int, height: int) -> bytes:
    """One that hardly gets smaller when it is packed: larger than what goes in one piece."""
    rows = Random(1).randbytes((width + 1) * height)
    rows = b"".join(b"\0" + rows[at + 1 : at + width + 1] for at in range(0, len(rows), width + 1))
    parts = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(rows)))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(*part) for part in (*parts, (b"IEND", b"")))
