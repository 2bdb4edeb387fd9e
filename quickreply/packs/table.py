"""CSV and its relatives: how spreadsheets and the Chinese customer-service tools hand phrases over.

Headers and their aliases are those that 千牛, its side-panel assistant and the back offices of other shops
write, and those that teams use in their own sheets.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from quickreply.core.draft import Draft
from quickreply.core.settings import flag
from quickreply.core.words import Refusal, mark
from quickreply.packs.bundle import ALL_FIELDS, Bundle, Sieve

OWN_HEADER = ("code", "text", "group", "title", "keywords", "note", "aliases", "pinned", "enabled")
"""The header we write; a file that has it was written by us, and is read as we wrote it."""

_NAMES: Mapping[str, str] = {
    "code": "快捷短语编码 快捷编码 编码 快捷码 快捷键 快捷指令 短码 code shortcut trigger",
    "text": "快捷短语 短语内容 内容 话术 话术内容 正文 回复内容 答案 回答 content text phrase replace",
    "group": "快捷短语分组 分组 分类 一级分类 一级分组 group category folder",
    "group2": "二级分类 二级分组",
    "group3": "三级分类 三级分组",
    "title": "标题 名称 问题 问句 question title",
    "keywords": "关键词 关键字 标签 keywords keyword tags",
    "note": "备注 说明 note notes remark comment",
    "aliases": "别名 aliases alias",
    "pinned": "置顶 pinned",
    "enabled": "启用 enabled",
    "image": "图片 图片名 image",
}
_LEVELS = ("group", "group2", "group3")
_TRUTHS = {"是": True, "否": False}
_COLUMNS = {name: column for column, names in _NAMES.items() for name in names.split()}

_DELIMITERS = ",\t;，"
_HEADER_ROWS = 5
"""The header is looked for in so many rows: some tools write a warning or an account above it."""

_HEAD = 50_000
"""So many characters hold the first rows of any honest file."""

_ENTITIES = {"&#13;&#10;": "\n", "&#13;": "\n", "&#10;": "\n", "&#44;": ","}
"""What a client of the 千牛 family writes instead of quoting."""

_ARROW = re.compile("[=＝][>＞]")
_LISTED = re.compile(r"[,，;；、|\n]")
_SPACED = re.compile(r"[\s,，;；、|]+")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet program would calculate instead of showing, behind any apostrophes of ours."""

_END = "\0end\0"
_UNCLOSED = mark("a quotation mark is opened here and never closed")
_TOO_WIDE = mark("the row has {found} columns, the header {width}: a text with commas needs quotation marks")
_NO_FLAG = mark("the column {column} takes yes or no, not “{value}”")


@dataclass(frozen=True, slots=True)
class _Row:
    """Cells, and the line of the file in which they begin."""

    line: int
    cells: list[str]
    unclosed: bool = False


@dataclass(frozen=True, slots=True)
class _Header:
    """Which column is where; `own` if we wrote the file."""

    line: int
    width: int
    places: Mapping[str, int]
    unread: tuple[str, ...] = ()
    own: bool = False

    @property
    def fields(self) -> frozenset[str]:
        """What the table speaks of."""
        note = {"note"} if "image" in self.places else set()
        return ALL_FIELDS & (self.places.keys() | note)

    def named(self, row: _Row) -> dict[str, str]:
        """What the row has in the columns that are known."""
        undo = _as_written if self.own else _decoded
        width = len(row.cells)
        return {column: undo(row.cells[place]) for column, place in self.places.items() if place < width}

    def codes(self, listed: str) -> tuple[str, ...]:
        """Codes with spaces between them as we write them, since a comma may be a code; or with commas."""
        return tuple(listed.split() if self.own else _SPACED.split(listed))


def read(text: str, source: Path) -> Bundle:
    """Reads a table with a header, separated by commas, tabs or semicolons.

    Raises:
        Refusal: none of the first rows names a column for the text.
    """
    sieve = Sieve(source.name)
    with _fields_of_any_length():
        delimiter, header = _header(text[:_HEAD], source.name)
        _remark(header, sieve)
        for row in _rows(text, delimiter):
            if row.line > header.line and any(map(str.strip, row.cells)):
                _take(row, header, sieve)
    return Bundle(source, sieve.drafts, sieve.problems, fields=header.fields)


def write(drafts: Iterable[Draft]) -> str:
    """The phrases as a table that spreadsheet programs open and `read` takes back.

    Cells that such a program would calculate get an apostrophe in front. A keyword with a comma in it
    comes back as two; the pack format loses nothing.
    """
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(OWN_HEADER)
    for draft in drafts:
        writer.writerow(map(_harmless, _cells(draft)))
    return file.getvalue()


def path(group: str) -> tuple[str, ...]:
    """The names in a group's path as 千牛's side panel writes it: `物流=>退换`."""
    return tuple(_ARROW.split(group))


def words(listed: str) -> tuple[str, ...]:
    """The words of a list with commas, Western or Chinese, or other marks between them."""
    return tuple(_LISTED.split(listed))


def _header(head: str, file: str) -> tuple[str, _Header]:
    """The delimiter and the header under which most columns are known."""
    found = [(delimiter, header) for delimiter in _DELIMITERS for header in _headers(head, delimiter)]
    if not found:
        names = next((row.cells for row in _rows(head, ",")), [])
        raise Refusal(
            mark("{file} has no column for the text (text, 内容, 快捷短语 …). Its columns are: {columns}."),
            file=file,
            columns=", ".join(name.strip()[:40] for name in names[:20]),
        )
    return max(found, key=lambda choice: len(choice[1].places))


def _headers(head: str, delimiter: str) -> Iterator[_Header]:
    """The first row that names a column for the text, if there is one."""
    for row in islice(_rows(head, delimiter), _HEADER_ROWS):
        names = [name.strip().casefold() for name in row.cells]
        places: dict[str, int] = {}
        for place, name in enumerate(names):
            if name in _COLUMNS:
                places.setdefault(_COLUMNS[name], place)
        if "text" in places:
            unread = tuple(row.cells[place] for place in range(len(names)) if place not in places.values())
            yield _Header(row.line, len(names), places, unread, tuple(names) == OWN_HEADER)
            return


def _remark(header: _Header, sieve: Sieve) -> None:
    if header.line > 1:
        sieve.remark(1, mark("the lines above the header are not read"))
    for name in filter(str.strip, header.unread):
        sieve.remark(header.line, mark("the column {column} is not read"), column=name.strip())


def _rows(text: str, delimiter: str) -> Iterator[_Row]:
    """The rows with the real numbers of their lines, counted from 1.

    A quotation mark that is never closed would swallow the rest of the file as one cell: a last line of
    our own shows that. The line in which it opens is given up, and reading goes on behind it.
    """
    lines = io.StringIO(text, newline="").readlines()
    start, end = 0, len(lines)
    while start < end:
        reader = csv.reader(chain(islice(lines, start, None), [_END]), delimiter=delimiter)
        line, begin = 0, start
        for cells in reader:
            row = _Row(begin + line + 1, cells)
            line = reader.line_num
            if begin + line <= end:
                yield row
            elif cells != [_END]:
                yield _Row(row.line, cells, unclosed=True)
                start = row.line
                break
        else:
            return


def _take(row: _Row, header: _Header, sieve: Sieve) -> None:
    if row.unclosed:
        sieve.refuse(row.line, _UNCLOSED)
    elif any(map(str.strip, row.cells[header.width :])):
        sieve.refuse(row.line, _TOO_WIDE, found=len(row.cells), width=header.width)
    else:
        sieve.take(_draft(row, header, sieve))


def _draft(row: _Row, header: _Header, sieve: Sieve) -> Draft:
    cells = header.named(row)
    told = cells.get
    picture = told("image", "").strip()
    return Draft(
        text=told("text", ""),
        code=told("code", ""),
        title=told("title", ""),
        group=tuple(name for level in _LEVELS if level in cells for name in path(cells[level])),
        aliases=header.codes(told("aliases", "")),
        keywords=words(cells["keywords"]) if "keywords" in cells else (),
        note="\n".join(filter(None, (told("note", ""), f"[{picture}]" if picture else ""))),
        pinned=_flag(cells, "pinned", row.line, sieve, default=False),
        enabled=_flag(cells, "enabled", row.line, sieve, default=True),
        line=row.line,
    )


def _flag(cells: Mapping[str, str], column: str, line: int, sieve: Sieve, *, default: bool) -> bool:
    value = cells.get(column, "").strip()
    if not value or value in _TRUTHS:
        return _TRUTHS.get(value, default)
    try:
        return flag(value)
    except ValueError:
        sieve.remark(line, _NO_FLAG, column=column, value=value[:40])
        return default


def _cells(draft: Draft) -> tuple[str, ...]:
    return (
        draft.code,
        draft.text,
        "=>".join(draft.group),
        draft.title,
        ", ".join(draft.keywords),
        draft.note,
        " ".join(draft.aliases),
        str(draft.pinned).lower(),
        str(draft.enabled).lower(),
    )


def _harmless(value: str) -> str:
    return f"'{value}" if _FORMULA.match(value) else value


def _as_written(value: str) -> str:
    return value[1:] if value.startswith("'") and _FORMULA.match(value) else value


def _decoded(value: str) -> str:
    if "&#" in value:
        for entity, char in _ENTITIES.items():
            value = value.replace(entity, char)
    return value


@contextmanager
def _fields_of_any_length() -> Iterator[None]:
    """The csv module refuses cells over 131,072 characters unless told; what is too long, we say ourselves.

    The limit belongs to the whole process, so it is put back. Not `sys.maxsize`: it is a C long.
    """
    before = csv.field_size_limit(2**31 - 1)
    try:
        yield
    finally:
        csv.field_size_limit(before)
