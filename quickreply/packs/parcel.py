"""A pack with its pictures in one file, to be handed on: a ZIP with `pack.yaml` and `pictures/` in it.

Nothing is ever unpacked to the disk, and nothing is read that the pack does not name.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from quickreply.core.picture import BYTES
from quickreply.core.words import Refusal, mark
from quickreply.packs import pack
from quickreply.packs.bundle import Bundle
from quickreply.packs.case import FOLDER

PACK = "pack.yaml"

TEXT = 100_000_000
"""Bytes of the pack itself, unpacked: 100,000 phrases are some 60 MB."""

_START = b"PK\x03\x04"
_END = struct.Struct("<4s4H2LH")
_ENTRY = 46
_MANY = 20_000
"""Files that a parcel may have: its table of contents is read before anything else."""

_BROKEN = mark("{file} is damaged, cut off, or something else than a pack.")
_HARMFUL = mark("{file} unpacks to more than any pack has, and is not read.")
_DAY = (1980, 1, 1, 0, 0, 0)
"""The same phrases give the same file."""


class ParcelCase:
    """A `Case` that unpacks one picture at a time, each up to its limit."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def content(self, place: str) -> bytes | None:
        """As `Case`."""
        try:
            return _read(self._archive, place, BYTES)
        except _DAMAGE:
            return None


_DAMAGE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError, ValueError)


def is_parcel(raw: bytes) -> bool:
    """Whether this is a parcel and no spreadsheet: they begin alike."""
    if not raw.startswith(_START):
        return False
    contents = _contents(raw)
    return contents is not None and PACK.encode() in contents


def read(raw: bytes, source: Path) -> Bundle:
    """Reads a pack and the pictures it names.

    Raises:
        Refusal: it is damaged, holds more than any pack has, or what `pack.read` refuses.
    """
    contents = _contents(raw)
    if contents is None or len(contents) > _MANY * (_ENTRY + 100):
        raise Refusal(_HARMFUL, file=source.name)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            text = _read(archive, PACK, TEXT)
            if text is None:
                raise Refusal(_BROKEN, file=source.name)
            if len(text) > TEXT:
                raise Refusal(_HARMFUL, file=source.name)
            return pack.read(text.decode("utf-8-sig"), source, ParcelCase(archive))
    except _DAMAGE as fault:
        raise Refusal(_BROKEN, file=source.name) from fault


def write(text: str, pictures: Mapping[str, bytes]) -> bytes:
    """A parcel of a pack and its pictures, by their names."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(zipfile.ZipInfo(PACK, _DAY), text, zipfile.ZIP_DEFLATED)
        for name, data in sorted(pictures.items()):
            archive.writestr(zipfile.ZipInfo(f"{FOLDER}/{name}", _DAY), data, zipfile.ZIP_STORED)
    return content.getvalue()


def _read(archive: zipfile.ZipFile, name: str, limit: int) -> bytes | None:
    """A file in it up to one byte more than `limit`, whatever it claims to be; None if it is not there."""
    try:
        entry = archive.getinfo(name)
    except KeyError:
        return None
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} or entry.flag_bits & 1:
        raise NotImplementedError
    with archive.open(entry) as stream:
        return stream.read(limit + 1)


def _contents(raw: bytes) -> bytes | None:
    """The table of contents, unread; None if there is none where it should be, or a larger one elsewhere."""
    at = raw.rfind(b"PK\x05\x06", max(0, len(raw) - 65_557))
    if at < 0 or len(raw) < at + _END.size or raw[max(0, at - 20) : at].startswith(b"PK\x06\x07"):
        return None
    *_, size, start, _ = _END.unpack_from(raw, at)
    return raw[at - size : at] if size <= at and start <= at else None
