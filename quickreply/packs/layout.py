"""Which column of a table holds what: known by its header, said by the user, or guessed from the contents.

Headers and their other names are those that 千牛, its side-panel assistant, the back offices of other shops
and 客服宝 write, and those that teams use in their own sheets.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from quickreply.core.wording import MOST
from quickreply.core.words import Refusal, mark
from quickreply.packs.bundle import TABLE_FIELDS
from quickreply.packs.cells import is_own_header

HEADER_ROWS = 10
"""The header is looked for in so many rows: some tools write a warning or an account above it."""

_NAMES: Mapping[str, str] = {
    "code": "快捷短语编码 快捷编码 短语编码 话术编码 编码 快捷码 快捷键 快捷指令 快捷代码 短码 简码 指令 "
    "触发词 code shortcut trigger abbreviation abbr",
    "text": "快捷短语 短语内容 短语 内容 话术 话术内容 标准话术 正文 文本 回复 回复内容 回复语 快捷回复 "
    "常用语 答案 回答 content text phrase replace reply message answer response snippet body",
    "group": "快捷短语分组 分组 分组名称 分类 类别 目录 文件夹 大类 一级分类 一级分组 一级目录 "
    "group category folder",
    "group2": "二级分类 二级分组 二级目录 小类 子分类 子分组 subgroup subcategory",
    "group3": "三级分类 三级分组 三级目录",
    "title": "标题 名称 主题 问题 问句 问句/标题 标题/问句 话术标题 短语标题 "
    "question title subject name label",
    "keywords": "关键词 关键字 标签 keywords keyword tags",
    "note": "备注 说明 note notes remark comment",
    "aliases": "别名 其他编码 aliases alias",
    "pinned": "置顶 是否置顶 pinned",
    "enabled": "启用 是否启用 启用状态 enabled",
    "valid_from": "生效 生效时间 生效日期 开始时间 开始日期 起始时间 起始日期 上线时间 上线日期 "
    "validfrom startdate starttime",
    "valid_until": "失效 失效时间 失效日期 结束时间 结束日期 截止时间 截止日期 到期时间 到期日期 过期时间 "
    "下线时间 下线日期 有效期至 validuntil validto enddate endtime expires expiry expirydate",
    "term": "有效期 有效时间 活动时间 活动期间 生效期间",
    "law": "出现方式 轮换方式 内容顺序 law",
    "image": "图片 图片名 图片链接 image",
    "team": "是否加入团队",
    "internal": "程序数据",
}
FIELDS = tuple(_NAMES)
"""What a column may hold. `internal` is of use to the program alone that wrote it."""

LEVELS = ("group", "group2", "group3")

_NUMBERED = re.compile(r"(?P<name>.+?)_?(?P<number>[1-9]\d?|[一二三四五六七八九])")
"""A column for one of several texts: 内容2, 话术二, note 3."""

_TEXTS = re.compile(r"text\d+")

_DIGITS = dict(zip("一二三四五六七八九", range(1, 10), strict=True))

_COLUMNS = {name: column for column, names in _NAMES.items() for name in names.split()}
_HINT = re.compile(r"[(\[【<{].*|[*:\s]")
"""What people write beside a column's name: that it is needed, how long it may be."""

_SAYS = {"image": {"note"}, "term": {"valid_from", "valid_until"}}
"""What a column speaks of that is called otherwise."""

PANEL = "最初3行的内容请勿改动"
"""How the files of 千牛's side-panel assistant begin; an account follows in line 2, the header in line 3."""

_UNKNOWN = mark("There is no column {name}. There are: {names}; an empty name is a column that is not read.")
_NO_TEXT = mark("One of the columns must be the text.")


class Row(NamedTuple):
    """Cells, and the line of the file or the row of the sheet in which they begin."""

    line: int
    cells: Sequence[str]
    unclosed: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column of one kind of table holds, by `FIELDS`, "" for one that is not read.

    A value to be saved for the next such file: `header` is the first row of those it is for; without one it
    is for any.
    """

    names: tuple[str, ...]
    header: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> "Columns":
        """The columns as a user writes them: `code,text,,group`.

        Raises:
            Refusal: there is no such column, or none for the text.
        """
        names = tuple(name.strip().casefold() for name in text.split(","))
        known = dict.fromkeys(names) | {name: column_of(name) for name in names if name}
        for name, column in known.items():
            if name and not column:
                raise Refusal(_UNKNOWN, name=name, names=", ".join(FIELDS))
        if "text" not in known.values():
            raise Refusal(_NO_TEXT)
        return cls(tuple(known[name] or "" for name in names))

    def fits(self, row: Row) -> bool:
        """Whether this row is the header that the columns are for."""
        return bool(self.header) and tuple(map(bare, row.cells)) == tuple(map(bare, self.header))


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column of one table is where.

    `line` is that of the header, 0 without one; `own` if we wrote the table; `guessed` if no header says so.
    """

    line: int
    width: int
    places: Mapping[str, int]
    unread: tuple[str, ...] = ()
    own: bool = False
    guessed: bool = False

    @property
    def fields(self) -> frozenset[str]:
        """What the table speaks of."""
        said = set(self.places)
        for column, fields in _SAYS.items():
            if column in said:
                said |= fields
        return TABLE_FIELDS & (said | {"more"} if self.texts else said)

    @property
    def texts(self) -> tuple[int, ...]:
        """The numbers of the texts behind the first that have columns, in order."""
        return tuple(sorted(int(column[4:]) for column in self.places if _TEXTS.fullmatch(column)))

    def described(self) -> str:
        """The columns by their numbers, for a message: `1 code, 2 text`."""
        ordered = sorted(self.places.items(), key=lambda item: item[1])
        return ", ".join(f"{place + 1} {column}" for column, place in ordered)


def bare(name: str) -> str:
    """A column's name without what people write beside it."""
    return _HINT.sub("", unicodedata.normalize("NFKC", name).strip().casefold()).strip("'\"")


def column_of(name: str) -> str | None:
    """The field that a column with this name holds; None if that is not known."""
    found = bare(name)
    return _COLUMNS.get(found) or (found if found in _NAMES else _numbered(found))


def _numbered(name: str) -> str | None:
    """The field of one of several texts, or of its note: `text2`."""
    found = _NUMBERED.fullmatch(name)
    column = _COLUMNS.get(found["name"]) if found else None
    if not found or column not in {"text", "note"}:
        return None
    number = _DIGITS.get(found["number"]) or int(found["number"])
    return column if number == 1 else f"{column}{number}"


def by_header(rows: Iterable[Row]) -> Layout | None:
    """What the first row says that names a column for the text; None if none does."""
    return next((made for row in islice(rows, HEADER_ROWS) if "text" in (made := named(row)).places), None)


def named(row: Row) -> Layout:
    """What this row says if it is a header."""
    places: dict[str, int] = {}
    for place, name in enumerate(row.cells):
        if column := column_of(name):
            places.setdefault(column, place)
    for number in range(2, MOST + 1):
        if f"text{number}" not in places:  # then it is a note of nothing
            places.pop(f"note{number}", None)
    own = is_own_header(tuple(name.strip().casefold() for name in row.cells))
    return _layout(row, places, own=own)


def by_columns(columns: Columns, rows: Iterable[Row]) -> Layout | None:
    """What the user says; None if these columns are for tables with another header."""
    head = list(islice(rows, HEADER_ROWS))
    places: dict[str, int] = {}
    for place, name in enumerate(columns.names):
        if name:
            places.setdefault(name, place)
    if columns.header:
        header = next((row for row in head if columns.fits(row)), None)
        return _layout(header, places) if header else None
    header = next((row for row in head if _is_header(row, places)), None)
    return _layout(header, places) if header else Layout(0, len(columns.names), places)


def _is_header(row: Row, places: Mapping[str, int]) -> bool:
    """Whether the row names one of these columns as people name it."""
    return any(
        place < len(row.cells) and column_of(row.cells[place]) == column for column, place in places.items()
    )


def _layout(row: Row, places: Mapping[str, int], *, own: bool = False) -> Layout:
    read = set(places.values())
    unread = tuple(name for place, name in enumerate(row.cells) if place not in read)
    return Layout(row.line, len(row.cells), places, unread, own)


def above_is_known(rows: Iterator[Row]) -> bool:
    """Whether the lines above the header are those of 千牛's side panel."""
    first = next(rows, None)
    return bool(first and first.cells and first.cells[0].strip().startswith(PANEL))
