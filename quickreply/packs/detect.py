"""What a file is, by what is in it: its name says nothing about its encoding and little about its format."""

import re
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from collections.abc import Iterator, Sequence
from pathlib import Path

from quickreply.core.words import Refusal, mark
from quickreply.packs import inputmethod, table
from quickreply.packs.bundle import Bundle
from quickreply.packs.case import Beside, Case, Nothing
from quickreply.packs.layout import Columns

FILE_LIMIT = 200_000_000
"""Largest file that is read, in bytes: 100,000 phrases are some 60 MB."""

_BOMS = (
    (BOM_UTF8, "utf-8"),
    (BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: it begins with the same two bytes
    (BOM_UTF32_BE, "utf-32-be"),
    (BOM_UTF16_LE, "utf-16-le"),
    (BOM_UTF16_BE, "utf-16-be"),
)

_NO_TEXT = mark("{file} is no text file.")
_SIGNATURES = (
    (b"SQLite format 3\0", mark("{file} is a database, not a file of phrases.")),
    (b"%PDF-", _NO_TEXT),
    (b"\x89PNG", _NO_TEXT),
)

_SPREADSHEETS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
"""How an archive begins, as XLSX and ODS are one, and what Microsoft wrote before."""

_PAGE = re.compile(r"\s*<(?:!doctype|html|table|\?xml|!--|!entity)", re.IGNORECASE)
"""Some back offices call a web page .xls; spreadsheet programs open it with a warning."""

_PACK = re.compile(r"""(?:[^\S\n]*(?:\#.*|---.*|%.*)?\n)*[^\S\n]*(?:\{|["']?[\w-]+["']?[ \t]*:(?:\s|$))""")
"""Behind comments and blank lines a pack begins with a key and a colon; a table's first line has none."""

_LOOK = 4000

_MIXED = "mixed"


def read(path: Path, columns: Sequence[Columns] = ()) -> Bundle:
    """Reads a file of phrases, whatever its format and encoding.

    `columns` say what the columns of tables hold where their headers do not.

    Raises:
        Refusal: there is no such file, it is empty, or nothing that holds phrases.
    """
    raw = content(path)
    if is_spreadsheet(raw):
        from quickreply.packs import parcel  # noqa: PLC0415 - most files are none

        if parcel.is_parcel(raw):
            return parcel.read(raw, path)
        from quickreply.packs import spreadsheet  # noqa: PLC0415 - 5 ms that tables in text do not need

        return spreadsheet.read(path, columns)
    return read_text(decode(raw, path.name), path, columns, Beside(path))


def read_text(text: str, source: Path, columns: Sequence[Columns] = (), case: Case | None = None) -> Bundle:
    """Reads phrases from a text, as copied from a spreadsheet; `source` is what it is called.

    The pictures of a pack are in `case`, if anywhere.

    Raises:
        Refusal: it is empty, or nothing that holds phrases.
    """
    if not text.strip():
        raise Refusal(mark("{file} is empty."), file=source.name)
    if _PAGE.match(text):
        raise Refusal(
            mark("{file} is a web page. Open it in a spreadsheet program and save it as .xlsx."),
            file=source.name,
        )
    if not columns and inputmethod.is_phrases(text):
        return inputmethod.read(text, source)
    if not is_pack(text):
        return table.read(text, source, columns)
    from quickreply.packs import pack  # noqa: PLC0415 - YAML takes 15 ms, and no other command needs it

    return pack.read(text, source, case or Nothing())


def is_spreadsheet(raw: bytes) -> bool:
    """Whether it begins as spreadsheets do."""
    return raw.startswith(_SPREADSHEETS)


def is_pack(text: str) -> bool:
    """Whether it begins as packs do."""
    return bool(_PACK.match(text[:_LOOK]))


def decode(raw: bytes, file: str) -> str:
    """The text in `raw`. Raises as `decoded`."""
    return decoded(raw, file)[0]


def decoded(raw: bytes, file: str) -> tuple[str, str]:
    """The text in `raw` and its encoding.

    By its byte order mark, else UTF-8, UTF-16 or GB18030, the strictest that fits.

    Raises:
        Refusal: it is no text, or in some other encoding; `file` is what the message calls it.
    """
    for signature, message in _SIGNATURES:
        if raw.startswith(signature):
            raise Refusal(message, file=file)
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            return _strict(raw.removeprefix(bom), encoding, file), encoding
    for encoding in _guesses(raw):
        text = _mixed(raw) if encoding == _MIXED else _decoded(raw, encoding)
        if text is not None:
            return text, "utf-8" if encoding == _MIXED else encoding
    raise Refusal(
        mark("{file} is no text file, or in an unknown encoding. Save it as UTF-8, then import it again."),
        file=file,
    )


def content(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        Refusal: it is no file, too large, or cannot be read.
    """
    try:
        if not path.is_file():  # a folder, a device, a pipe that never ends
            raise Refusal(_missing(path), file=str(path))
        if path.stat().st_size > FILE_LIMIT:
            raise Refusal(mark("{file} is larger than 200 MB."), file=path.name)
        return path.read_bytes()
    except OSError as fault:
        raise Refusal(
            mark("{file} cannot be read: {why}."), file=str(path), why=fault.strerror or str(fault)
        ) from fault


def _missing(path: Path) -> str:
    return mark("{file} is no file.") if path.exists() else mark("There is no file {file}.")


def _strict(raw: bytes, encoding: str, file: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as fault:
        raise Refusal(
            mark("{file} says that it is {encoding}, but is not from byte {place} on."),
            file=file,
            encoding=encoding.upper(),
            place=fault.start,
        ) from fault


def _guesses(raw: bytes) -> Iterator[str]:
    """Encodings to try, the strictest first. In UTF-16 every ASCII character brings a NUL byte."""
    nuls = raw.count(0)
    if nuls and len(raw) % 2 == 0:
        yield "utf-16-le" if raw[1::2].count(0) > nuls / 2 else "utf-16-be"
    yield "utf-8"
    yield _MIXED
    yield "gb18030"


def _mixed(raw: bytes) -> str | None:
    """A text most of which is UTF-8; each row with something else in it is told as lost.

    Two files in two encodings were put behind one another, or one was cut off inside a character.
    """
    spoken = [line for line in raw.split(b"\n") if not line.isascii()]
    if not spoken or not _is_chinese(spoken[0]) or sum(map(_is_chinese, spoken)) < len(spoken) / 2:
        return None
    text = raw.decode("utf-8", "surrogateescape")
    return text if _sensible(text, _CONTROL) else None


def _is_chinese(line: bytes) -> bool:
    """Whether this is Chinese in UTF-8: two Hanzi in GB18030 may look like it, but with other letters."""
    text = _decoded(line, "utf-8")
    return text is not None and any(char >= "\u0800" for char in text)


def _decoded(raw: bytes, encoding: str) -> str | None:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        return None
    odd = _CONTROL if encoding == "utf-8" else _ODD  # UTF-8 is not hit upon by chance
    sensible = _sensible(text, odd) and (_has_lines(text) or not encoding.startswith("utf-16"))
    return text if sensible else None


_ODD = frozenset({"Cc", "Cn", "Co"})
"""Categories of control, unknown and private characters: many of them come of a wrong encoding."""


_CONTROL = frozenset({"Cc"})


def _sensible(text: str, odd: frozenset[str]) -> bool:
    """Whether somebody can have written this: few odd characters, NULs among them."""
    sample = text[:_LOOK]
    found = sum(unicodedata.category(char) in odd and char not in "\t\r\n\0" for char in sample)
    return found <= 2 + len(sample) / 50 and text.count("\0") <= 2 + len(text) / 5


def _has_lines(text: str) -> bool:
    """Whether there are lines and separators: other text that is read as UTF-16 by mistake has none."""
    return any(char in text for char in "\r\n") and any(char in text for char in ",;:\t")
