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

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from quickreply.core import validity
from quickreply.core.draft import DEPTH_LIMIT, LABEL_LIMIT, Draft
from quickreply.core.options import flag
from quickreply.core.phrase import ROLES, TEXT_LIMIT, Library, LibraryKind
from quickreply.core.template.names import canonical, is_name
from quickreply.core.template.values import Values
from quickreply.core.wording import Law, Wording
from quickreply.core.words import Refusal, mark
from quickreply.packs import jsontree
from quickreply.packs.bundle import ALL_FIELDS, Bundle, Sieve
from quickreply.packs.case import Case, Enclosed, Nothing
from quickreply.packs.markup import reduced
from quickreply.packs.tree import Items, Keyed, Node, Word, parse

FORMAT = 1
"""The newest format that we read, and the one that we write."""

_HEAD = (
    *("format", "id", "name", "version", "maintainer", "language"),
    *("valid_from", "valid_until", "roles", "apps", "values", "tables", "groups", "phrases"),
)
_OPINIONS = frozenset({"pinned", "enabled"})
_RARE = frozenset({"law", "more", "valid_from", "valid_until"})

_NOTHING = Nothing()

_UNKNOWN = mark("the key {key} is not known and not read")
_NOT_SENT = mark("no phrase of a file is sent by itself: switch it on with quickreply edit CODE --send")
_REPEATED = mark("the key {key} stands here twice; the first counts")
_SHAPE = mark("{key} is not written as a pack has it, and not read")
_NO_PHRASE = mark("this is no phrase: it has no keys")
_NO_FLAG = mark("{key} takes true or false, not “{value}”")
_NO_DAY = mark("{key} takes a day like 2026-11-11, or 2026-11-11 20:00, not “{value}”")
_NO_LAW = mark("{key} takes {laws}, not “{value}”")
_NO_ROLE = mark("{role} is no role; there are: {roles}")
_DAYS = ("valid_from", "valid_until")
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
    reader = _Reader(Sieve(source.name), Enclosed(case))
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


@dataclass(slots=True)
class _Reader:
    """Walks the tree; what cannot be read goes to the sieve with its line."""

    sieve: Sieve
    enclosed: Enclosed
    fields: frozenset[str] = ALL_FIELDS - _OPINIONS
    """Pinned and switched off are the user's own choice, unless the pack says it of some phrase."""
    bound: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    """The applications that groups are bound to."""
    _told: set[str] = field(default_factory=set)

    def groups(self, node: Node | None, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
        """The paths of all groups, in their order."""
        if node is None or node == Word(node.line, ""):
            return
        if not isinstance(node, Items) or len(above) >= DEPTH_LIMIT:
            self.sieve.remark(node.line, _SHAPE, key="groups")
            return
        for item in node.nodes:
            yield from self._group(item, above)

    def moment(self, node: Keyed, key: str) -> str:
        """From when or until when something holds; none if it is written otherwise."""
        written = self._word(node, key)
        try:
            return validity.written(written)
        except ValueError:
            self.sieve.remark(node.nodes[key].line, _NO_DAY, key=key, value=written.strip()[:40])
            return ""

    def apps(self, node: Keyed) -> tuple[str, ...]:
        """The classes of applications that something is bound to."""
        named = (" ".join(word.split()) for word in self._words(node, "apps"))
        return tuple(dict.fromkeys(name for name in named if name and _good(name)))

    def roles(self, root: Keyed) -> tuple[str, ...]:
        """Whom the pack is for."""
        said = tuple(dict.fromkeys(word.strip() for word in self._words(root, "roles")))
        for role in said:
            if role not in ROLES:
                facts = {"role": role[:40], "roles": " ".join(ROLES)}
                self.sieve.remark(root.nodes["roles"].line, _NO_ROLE, **facts)
        return tuple(role for role in said if role in ROLES)

    def values(self, root: Keyed) -> Values:
        """What fills gaps: values by their names, and tables."""
        single = dict(self._words_by_key(root, "values", is_name))
        tables = {
            canonical(name): dict(self._words_by_key(rows, name, _is_key))
            for name, rows in self._by_key(root, "tables", is_name)
        }
        return Values(
            {canonical(name): value for name, value in single.items()},
            {name: rows for name, rows in tables.items() if rows},
        )

    def phrase(self, node: Node) -> None:
        """Hands one phrase to the sieve."""
        if not isinstance(node, Keyed):
            self.sieve.refuse(node.line, _NO_PHRASE)
            return
        self.check_keys(node, ALL_FIELDS | {"send"})
        self.doubt_sending(node)
        self.fields |= _OPINIONS & node.nodes.keys()
        draft = Draft(
            text=self._word(node, "text"),
            code=self._word(node, "code"),
            title=self._word(node, "title"),
            group=self._words(node, "group"),
            aliases=self._words(node, "aliases"),
            keywords=self._words(node, "keywords"),
            note=self._word(node, "note"),
            pinned=self._flag(node, "pinned", default=False),
            enabled=self._flag(node, "enabled", default=True),
            line=node.line,
            html=self._html(node),
            pictures=tuple(self._pictures(node)),
        )
        if node.nodes.keys() & _RARE:
            draft = replace(
                draft,
                law=self._law(node),
                more=tuple(self._wordings(node)),
                valid_from=self.moment(node, "valid_from"),
                valid_until=self.moment(node, "valid_until"),
            )
        self.sieve.take(draft)

    def doubt_sending(self, node: Keyed) -> None:
        """No file may have messages sent: that is for the user to say, phrase by phrase."""
        if self._flag(node, "send", default=False) and "send" not in self._told:
            self._told.add("send")
            self.sieve.remark(node.nodes["send"].line, _NOT_SENT)

    def _html(self, phrase: Keyed) -> str:
        try:
            return reduced(self._word(phrase, "html"))
        except Refusal as fault:
            self.sieve.remark(phrase.line, fault.message, **fault.facts)
            return ""

    def _pictures(self, phrase: Keyed) -> Iterator[str]:
        for place in self._words(phrase, "pictures"):
            try:
                yield self.enclosed.take(place)
            except Refusal as fault:
                self.sieve.remark(phrase.line, fault.message, **fault.facts)

    def check_keys(self, node: Keyed, known: frozenset[str] | tuple[str, ...]) -> None:
        """Tells of keys that are not read, of each once."""
        for word in node.repeated:
            self.sieve.remark(word.line, _REPEATED, key=word.text[:40])
        for key, value in node.nodes.items():
            if key not in known and key not in self._told:
                self._told.add(key)
                self.sieve.remark(value.line, _UNKNOWN, key=key[:40])

    def _group(self, node: Node, above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        if isinstance(node, Word):
            node = Keyed(node.line, {"name": node}, ())
        name = node.nodes.get("name") if isinstance(node, Keyed) else None
        if not isinstance(node, Keyed) or not isinstance(name, Word) or not _good(name.text):
            self.sieve.remark(node.line, _SHAPE, key="groups")
            return
        self.check_keys(node, ("name", "apps", "groups"))
        path = (*above, name.text.strip())
        if apps := self.apps(node):
            self.bound.setdefault(path, apps)
        yield path
        yield from self.groups(node.nodes.get("groups"), path)

    def _law(self, phrase: Keyed) -> Law:
        written = self._word(phrase, "law").strip().casefold()
        if not written or written in set(Law):
            return Law(written or Law.LADDER)
        facts = {"key": "law", "laws": " | ".join(Law), "value": written[:40]}
        self.sieve.remark(phrase.nodes["law"].line, _NO_LAW, **facts)
        return Law.LADDER

    def _wordings(self, phrase: Keyed) -> Iterator[Wording]:
        """The texts behind the first: each a word, or a text with its note."""
        node = phrase.nodes.get("more")
        for part in node.nodes if isinstance(node, Items) else (node,) if node else ():
            if isinstance(part, Word):
                yield Wording(part.text)
            elif isinstance(part, Keyed):
                self.check_keys(part, ("text", "note"))
                yield Wording(self._word(part, "text"), self._word(part, "note"))
            else:
                self.sieve.remark(part.line, _SHAPE, key="more")

    def _by_key(self, above: Keyed, key: str, good: Callable[[str], bool]) -> Iterator[tuple[str, Keyed]]:
        """The parts of a mapping, each under a key of its own, with that key's mapping."""
        node = above.nodes.get(key)
        if node is None or node == Word(node.line, ""):
            return
        if not isinstance(node, Keyed):
            self.sieve.remark(node.line, _SHAPE, key=key[:40])
            return
        for word in node.repeated:
            self.sieve.remark(word.line, _REPEATED, key=word.text[:40])
        for name, part in node.nodes.items():
            if good(name):
                yield name, Keyed(part.line, {name: part}, ())
            else:
                self.sieve.remark(part.line, _SHAPE, key=name[:40])

    def _words_by_key(self, above: Keyed, key: str, good: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
        for name, part in self._by_key(above, key, good):
            word = part.nodes[name]
            if isinstance(word, Word) and len(word.text) <= TEXT_LIMIT and "\0" not in word.text:
                yield name, word.text
            else:
                self.sieve.remark(word.line, _SHAPE, key=name[:40])

    def _word(self, phrase: Keyed, key: str) -> str:
        node = phrase.nodes.get(key)
        if node is None or isinstance(node, Word):
            return node.text if node else ""
        self.sieve.remark(node.line, _SHAPE, key=key)
        return ""

    def _words(self, phrase: Keyed, key: str) -> tuple[str, ...]:
        """One word or a list of words."""
        node = phrase.nodes.get(key)
        nodes = node.nodes if isinstance(node, Items) else (node,) if node else ()
        words = tuple(part.text for part in nodes if isinstance(part, Word))
        if len(words) == len(nodes):
            return words
        self.sieve.remark(phrase.line, _SHAPE, key=key)
        return ()

    def _flag(self, phrase: Keyed, key: str, *, default: bool) -> bool:
        written = self._word(phrase, key).strip()
        try:
            return flag(written) if written else default
        except ValueError:
            self.sieve.remark(phrase.line, _NO_FLAG, key=key, value=written[:40])
            return default


def _is_key(key: str) -> bool:
    return bool(key) and "\0" not in key


def _good(name: str) -> bool:
    return bool(name.strip()) and len(name) <= LABEL_LIMIT and "\0" not in name
