"""The first sight of a file: what it is, and its first rows, for somebody who decides how it is read."""

from collections.abc import Sequence
from itertools import islice

from quickreply.core.intake import SAMPLE, Form, Look, Reading
from quickreply.core.words import Refusal, mark
from quickreply.packs import inputmethod, parcel, table
from quickreply.packs.bundle import Bundle
from quickreply.packs.case import Beside
from quickreply.packs.cells import cells, header, most_texts
from quickreply.packs.detect import content, decoded, is_pack, is_spreadsheet, read_text
from quickreply.packs.layout import Columns, Layout, Row

ENCODINGS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be", "big5")
"""What a user may say instead of what was recognised."""

_CELL = 500
"""Characters of a cell that are shown."""

_WRONG = mark("{file} cannot be read as {encoding}. Choose another encoding.")


def look(reading: Reading) -> tuple[Look, Bundle | None]:
    """What is there, and its phrases unless nothing says which column is the text.

    Raises:
        Refusal: it cannot be read, is empty, too large, or nothing that holds phrases.
    """
    raw = b"" if reading.pasted is not None else content(reading.path)
    if parcel.is_parcel(raw):
        return _pack(parcel.read(raw, reading.path), "")
    if is_spreadsheet(raw):
        return _spreadsheet(reading)
    text, encoding = _text(reading, raw)
    if text.strip() and inputmethod.is_phrases(text):
        return _pack(inputmethod.read(text, reading.path), encoding)
    if not text.strip() or not is_pack(text):
        return _table(reading, text, encoding)
    case = Beside(reading.path) if reading.pasted is None else None
    return _pack(read_text(text, reading.path, case=case), encoding)


def _pack(bundle: Bundle, encoding: str) -> tuple[Look, Bundle]:
    first = bundle.drafts[:SAMPLE]
    texts = most_texts(first)
    rows = tuple(cells(draft, texts) for draft in first)
    return Look(Form.PACK, encoding, header=header(texts), rows=_clean(rows)), bundle


def said(reading: Reading) -> tuple[Columns, ...]:
    """The columns as the user says them."""
    return (Columns(reading.columns, reading.header),) if reading.columns else ()


def _text(reading: Reading, raw: bytes) -> tuple[str, str]:
    if reading.pasted is not None:
        return reading.pasted, ""
    if not reading.encoding:
        return decoded(raw, reading.path.name)
    try:
        return raw.decode(reading.encoding).removeprefix("\ufeff"), reading.encoding
    except (UnicodeDecodeError, LookupError) as fault:
        raise Refusal(_WRONG, file=reading.path.name, encoding=reading.encoding.upper()) from fault


def _table(reading: Reading, text: str, encoding: str) -> tuple[Look, Bundle | None]:
    delimiter, layout, rows = table.sight(text, said(reading))
    shown = _look(Form.TABLE, layout, rows, encoding, delimiter)
    if not text.strip() or (layout is None and len(shown.columns) <= 1):
        read_text(text, reading.path)  # says what is wrong with it
    return shown, read_text(text, reading.path, said(reading)) if layout else None


def _spreadsheet(reading: Reading) -> tuple[Look, Bundle | None]:
    from quickreply.packs import spreadsheet  # noqa: PLC0415 - as in `detect`

    found = spreadsheet.sheets(reading.path)
    layouts = spreadsheet.layouts(found, said(reading), reading.sheets)
    all_of_them = [sheet for sheet in found if spreadsheet.readable(sheet)]
    wanted = [sheet for sheet in all_of_them if not reading.sheets or sheet.name in reading.sheets]
    shown = [sheet for sheet in found if sheet.name in layouts]
    first = next(iter(shown or wanted), None)
    if first is None:
        raise Refusal(mark("{file} is empty."), file=reading.path.name)
    sight = _look(Form.SPREADSHEET, layouts.get(first.name), list(islice(first.lines(), 60)))
    names = tuple(sheet.name for sheet in shown or (wanted if reading.sheets else [first]))
    bundle = spreadsheet.gather(found, reading.path, said(reading), reading.sheets) if shown else None
    return Look(
        sight.form,
        sheets=names,
        columns=sight.columns,
        header=sight.header,
        rows=sight.rows,
        guessed=sight.guessed,
        others=tuple(sheet.name for sheet in all_of_them if sheet.name not in names),
    ), bundle


def _look(
    form: Form, layout: Layout | None, rows: Sequence[Row], encoding: str = "", delimiter: str = ""
) -> Look:
    head = next((row.cells for row in rows if layout and row.line == layout.line), ())
    below = [row.cells for row in rows if (row.line > layout.line if layout else True)]
    filled = [row for row in below if any(map(str.strip, row))][:SAMPLE]
    width = max(map(len, (*filled, head)), default=0)
    names = {place: name for name, place in layout.places.items()} if layout else {}
    columns = tuple(names.get(place, "") for place in range(width))
    names_above, *shown = _clean((head, *filled))
    guessed = bool(layout and layout.guessed)
    return Look(form, encoding, delimiter, (), columns, names_above, tuple(shown), guessed)


def _clean(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Short enough to be shown, and without what is no character."""
    return tuple(tuple(cell[:_CELL].encode("utf-8", "replace").decode() for cell in row) for row in rows)
