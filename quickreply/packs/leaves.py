"""Walks the tree of a pack: what stands in it becomes phrases, groups and values, or is told."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from quickreply.core import validity
from quickreply.core.draft import DEPTH_LIMIT, LABEL_LIMIT, Draft
from quickreply.core.options import flag
from quickreply.core.phrase import ROLES, TEXT_LIMIT
from quickreply.core.template.names import canonical, is_name
from quickreply.core.template.values import Values
from quickreply.core.wording import Law, Wording
from quickreply.core.words import Refusal, mark
from quickreply.packs.bundle import ALL_FIELDS, Sieve
from quickreply.packs.case import Enclosed
from quickreply.packs.markup import reduced
from quickreply.packs.tree import Items, Keyed, Node, Word

_OPINIONS = frozenset({"pinned", "enabled"})
_RARE = frozenset({"law", "more", "valid_from", "valid_until"})

_UNKNOWN = mark("the key {key} is not known and not read")
_NOT_SENT = mark("no phrase of a file is sent by itself: switch it on with quickreply edit CODE --send")
_REPEATED = mark("the key {key} stands here twice; the first counts")
_SHAPE = mark("{key} is not written as a pack has it, and not read")
_NO_PHRASE = mark("this is no phrase: it has no keys")
_NO_FLAG = mark("{key} takes true or false, not “{value}”")
_NO_DAY = mark("{key} takes a day like 2026-11-11, or 2026-11-11 20:00, not “{value}”")
_NO_LAW = mark("{key} takes {laws}, not “{value}”")
_NO_ROLE = mark("{role} is no role; there are: {roles}")


@dataclass(slots=True)
class Reader:
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
