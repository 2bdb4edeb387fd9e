"""The formats that phrases can be written in."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import PurePath


class Format(StrEnum):
    """What a file can be written as. Packs lose nothing, tables have no HTML and no pictures."""

    YAML = "yaml"
    PARCEL = "qrpack"
    """The pack in YAML with its pictures in one file."""
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    QIANNIU = "qianniu"


class Encoding(StrEnum):
    """How 千牛's table is written: which of them a program takes is known to its users."""

    GBK = "gbk"
    UTF_8 = "utf-8"

    @property
    def codec(self) -> str:
        """Python's name of it; UTF-8 with a mark in front, by which Excel knows it."""
        return "utf-8-sig" if self is Encoding.UTF_8 else "gbk"


_SUFFIXES: Mapping[str, Format] = {
    ".yaml": Format.YAML,
    ".yml": Format.YAML,
    ".qrpack": Format.PARCEL,
    ".json": Format.JSON,
    ".csv": Format.CSV,
    ".xlsx": Format.XLSX,
}
SUFFIXES = tuple(_SUFFIXES)
"""The ends of file names that say what is meant."""


def format_of(name: str) -> Format | None:
    """The format that a file's name asks for."""
    return _SUFFIXES.get(PurePath(name).suffix.casefold())
