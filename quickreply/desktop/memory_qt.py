"""Remembers what is on Qt's clipboard: every format, bounded in size and time, and writes it out again."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QImage, QPixmap

TIME_LIMIT = 0.5
"""Seconds after which no further format is asked for: an owner may be slow, and Qt waits for it."""

SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes in all; a screenshot of two large monitors has about 20 million."""

HINT = "x-kde-passwordManagerHint"
"""Clipboard histories that know it keep nothing that carries it."""

_PICTURE = "application/x-qt-image"
"""Qt's name for a picture that it converts: a bitmap on Windows, a TIFF on macOS. Such a one is kept as an
image; where a program gave bytes of its own (`image/png`), they are what is kept."""

_FIRST = ("text/plain", "text/html", "text/uri-list", "image/png", _PICTURE)
"""What matters most: read first, and a memory without one of them that was there is none."""

_NOT_CONTENT = (
    'application/x-qt-windows-mime;value="DataObject"',
    'application/x-qt-windows-mime;value="Ole Private Data"',
)
"""Bookkeeping of OLE, which makes its own."""

Value = bytes | QImage


@dataclass(frozen=True, slots=True)
class Memory:
    """What was on the clipboard. Complete if every format that matters was read, or nothing was there."""

    values: Mapping[str, Value]
    complete: bool


def read(mime: QMimeData | None, now: Callable[[], float]) -> Memory:
    """Reads until everything is there, or the time or the room is used up. None: nothing is there."""
    if mime is None:
        return Memory({}, complete=True)
    wanted = _wanted(mime.formats())
    values = dict(_values(mime, wanted, now))
    return Memory(values, complete=all(name in values for name in wanted if name in _FIRST))


def written(memory: Memory) -> QMimeData:
    """A new offer of what was remembered."""
    mime = QMimeData()
    for name, value in memory.values.items():
        if isinstance(value, QImage):
            mime.setImageData(value)
        else:
            mime.setData(name, QByteArray(value))
    return mime


def _wanted(formats: Sequence[str]) -> list[str]:
    """The important ones first; a picture in one form only, and nothing the system adds by itself.

    A name without a slash is no format but a question of X11 and Wayland (`TARGETS`, `UTF8_STRING` …).
    """
    wanted = [
        name for name in dict.fromkeys(formats) if ("/" in name or name == HINT) and name not in _NOT_CONTENT
    ]
    pictures = [name for name in wanted if name.startswith("image/")]
    if pictures:
        best = "image/png" if "image/png" in pictures else pictures[0]
        wanted = [name for name in wanted if name == best or name not in (*pictures, _PICTURE)]
    return sorted(wanted, key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST))


def _values(mime: QMimeData, wanted: Sequence[str], now: Callable[[], float]) -> Iterator[tuple[str, Value]]:
    end, room = now() + TIME_LIMIT, SIZE_LIMIT
    for name in wanted:
        value = _picture(mime) if name == _PICTURE else bytes(mime.data(name).data())
        size = value.sizeInBytes() if isinstance(value, QImage) else len(value)
        room -= size
        if room < 0:
            return
        if size:
            yield name, value
        if now() >= end:
            return


def _picture(mime: QMimeData) -> QImage:
    data = mime.imageData()
    if isinstance(data, QPixmap):
        return data.toImage()
    return data if isinstance(data, QImage) else QImage()
