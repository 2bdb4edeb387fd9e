"""Our own format: a YAML file that people read, edit, compare and keep in git, and that loses nothing.

    format: 1
    id: my-shop            # names the library for ever, whatever the file is called
    name: My shop
    version: 1.0.0
    maintainer: 王店长
    language: zh-CN
    valid_from: 2026-11-01            # a day, or 2026-10-31 20:00 Asia/Shanghai
    valid_until: 2026-11-12
    roles: [售前, 售后]
    apps: [AliWorkbench]              # only offered in windows of these classes
    values:
      退货地址: 杭州市余杭区 1 号
    tables:
      时效表: {江浙沪: 2-3天, "*": 4-5天}
    groups:
      - name: 物流
        groups: [{name: 退换}]
    phrases:
      - code: fh
        title: 发货时间
        group: [物流, 退换]  # or one name
        keywords: [几天到]
        text: 亲，今天下单明天发出。
        html: <p>亲，<b>今天</b>下单明天发出。</p>  # the same with its looks
        pictures: [pictures/尺码表.png]  # in the folder of that name beside the pack
      - code: yj
        text: 亲，这个价已经很实惠了。
        law: ladder                     # what comes next: ladder, rotate, random, choose
        valid_until: 2026-11-11
        more:
          - 亲，可以送您一份小礼物。
          - text: 亲，给您申请到一张券。
            note: 最后一步，不再让

Every scalar is a string, so the codes `no`, `010` and `12:30` are what they look like.
"""

from dataclasses import replace
from pathlib import Path

from quickreply.core.draft import LABEL_LIMIT
from quickreply.core.phrase import Library, LibraryKind
from quickreply.core.words import Refusal, mark
from quickreply.packs import jsontree
from quickreply.packs.bundle import Bundle, Sieve
from quickreply.packs.case import Case, Enclosed, Nothing
from quickreply.packs.leaves import Reader
from quickreply.packs.tree import Items, Keyed, Node, Word, parse

FORMAT = 1
"""The newest format that we read, and the one that we write."""

_HEAD = (
    *("format", "id", "name", "version", "maintainer", "language"),
    *("valid_from", "valid_until", "roles", "apps", "values", "tables", "groups", "phrases"),
)
_DAYS = ("valid_from", "valid_until")
_NOTHING = Nothing()

_NO_PACK = mark("{file} is no pack: it does not begin with “format: 1”.")
_OLDEST = mark("{file} is written in format {format}, which no quickreply ever wrote: formats begin with 1.")
_NEWER = mark(
    "{file} is written in format {format}; this quickreply reads format 1. Please install a newer one."
)
_NO_PHRASES = mark("{file} has no list of phrases.")
_LONG = mark("{file}: {key} is longer than 1,000 characters.")


def read(text: str, source: Path, case: Case = _NOTHING) -> Bundle:
    """Reads a pack, whose pictures are in `case`.

    Raises:
        Refusal: it is no YAML, no pack, or in a format newer than `FORMAT`.
    """
    root = _tree(text, source.name)
    if not isinstance(root, Keyed):
        raise Refusal(_NO_PACK, file=source.name)
    _check_format(root, source.name)
    library = _library(root, source)
    phrases = root.nodes.get("phrases")
    if not isinstance(phrases, Items):
        raise Refusal(_NO_PHRASES, file=source.name)
    reader = Reader(Sieve(source.name), Enclosed(case))
    reader.check_keys(root, _HEAD)
    begin, end = (reader.moment(root, key) for key in _DAYS)
    apps = reader.apps(root)
    library = replace(library, valid_from=begin, valid_until=end, roles=reader.roles(root), apps=apps)
    groups = tuple(reader.groups(root.nodes.get("groups")))
    values = reader.values(root)
    for node in phrases.nodes:
        reader.phrase(node)
    drafts, problems = reader.sieve.drafts, reader.sieve.problems
    return Bundle(
        source,
        drafts,
        problems,
        groups,
        reader.fields,
        library,
        pictures=reader.enclosed.pictures,
        values=values,
        bound=reader.bound,
    )


def _tree(text: str, file: str) -> Node:
    """YAML, or JSON: most of that is YAML too, but not its pairs of escapes."""
    if not text.lstrip().startswith("{"):
        return parse(text, file)
    try:
        return jsontree.parse(text, file)
    except Refusal as fault:
        try:
            return parse(text, file)
        except Refusal:
            raise fault from None


def _check_format(root: Keyed, file: str) -> None:
    node = root.nodes.get("format")
    written = node.text.strip() if isinstance(node, Word) else ""
    if not written.isdecimal():
        raise Refusal(_NO_PACK, file=file)
    if int(written[:9]) < 1:
        raise Refusal(_OLDEST, file=file, format=written[:9])
    if int(written[:9]) > FORMAT:
        raise Refusal(_NEWER, file=file, format=written[:9])


def _library(root: Keyed, source: Path) -> Library:
    """What the pack says of itself; a file without an id is known by its name."""

    def fact(key: str, default: str = "") -> str:
        node = root.nodes.get(key)
        value = " ".join(node.text.split()) if isinstance(node, Word) else ""
        if len(value) > LABEL_LIMIT:
            raise Refusal(_LONG, file=source.name, key=key)
        return value.replace("\0", "") or default

    uid = fact("id", source.stem)
    return Library(
        0,
        uid,
        fact("name", uid),
        LibraryKind.PACK,
        version=fact("version"),
        language=fact("language"),
        maintainer=fact("maintainer"),
    )
