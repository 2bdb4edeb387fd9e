"""Decodes pictures that come on the standard input: a process of its own, for they may be made to do harm.

It is started as a file and imports nothing of quickreply. Each picture is a length and its bytes; each answer
a length and a PNG (none, where it was one), then a length and a small one; or `REFUSED`.
"""

import struct
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QImage

LENGTH = struct.Struct("<I")
REFUSED = 0xFFFFFFFF

MEMORY = 3 << 29
"""Bytes of memory; Qt itself has mapped a third of that."""

SECONDS = 60
"""Seconds of computing for all pictures of one process."""

DECODED = 256
"""Megabytes that one picture may be, unpacked."""

SIDE = 4096
"""Longest side of what is made for pasting, in pixels: a chat shows less, and a photo as PNG is large."""

SMALL = 480, 320
"""Pixels of what lists and previews show."""

LARGEST = 20_000_000
"""Bytes of what is made for pasting."""

_FORMATS = (b"png", b"jpeg", b"webp", b"gif")


def main() -> int:
    """Answers until there are no more pictures; returns the exit status."""
    _limit()
    from PySide6.QtCore import QCoreApplication  # noqa: PLC0415 - under the limits only
    from PySide6.QtGui import QImageReader  # noqa: PLC0415 - same

    _app = QCoreApplication([])  # knows where the plug-ins are
    QImageReader.setAllocationLimit(DECODED)
    come, go = sys.stdin.buffer, sys.stdout.buffer
    while len(head := come.read(LENGTH.size)) == LENGTH.size:
        data = come.read(LENGTH.unpack(head)[0])
        go.write(_answer(data))
        go.flush()
    return 0


def _limit() -> None:
    """Holds this process to its memory and time, where the system can: not on Windows."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not everywhere

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _answer(data: bytes) -> bytes:
    made = _made(data)
    if made is None:
        return LENGTH.pack(REFUSED)
    return b"".join(LENGTH.pack(len(part)) + part for part in made)


def _made(data: bytes) -> tuple[bytes, bytes] | None:
    """The picture as PNG, nothing if it is one, and small; None if it cannot be decoded whole."""
    from PySide6.QtCore import QBuffer, QByteArray, QSize  # noqa: PLC0415 - under the limits only
    from PySide6.QtGui import QImageReader  # noqa: PLC0415 - same

    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)  # as the camera was held
    form = reader.format().data()
    if form not in _FORMATS:
        return None
    image = reader.read()
    if image.isNull():
        return None
    small = _written(_within(image, QSize(*SMALL)), "PNG" if image.hasAlphaChannel() else "JPEG")
    if form == b"png":
        return b"", small
    side, png = SIDE, _written(_within(image, QSize(SIDE, SIDE)), "PNG")
    while len(png) > LARGEST:
        side //= 2
        png = _written(_within(image, QSize(side, side)), "PNG")
    return (png, small) if png and small else None


def _within(image: "QImage", room: "QSize") -> "QImage":
    from PySide6.QtCore import Qt  # noqa: PLC0415 - under the limits only

    if image.width() <= room.width() and image.height() <= room.height():
        return image
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(room, keep, smooth)


def _written(image: "QImage", form: str) -> bytes:
    from PySide6.QtCore import QBuffer, QByteArray  # noqa: PLC0415 - under the limits only

    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, form, 85 if form == "JPEG" else -1)  # type: ignore[call-overload]  # not what its hint says
    return bytes(content.data())


if __name__ == "__main__":
    sys.exit(main())
