"""Reads a phrase with gaps. Never fails: what is no gap is text.

A gap is `{…}` on one line. `{{…}}` stands for `{…}`, with three braces for two. Braces around anything that
is neither a name nor a known word with a colon are text as they stand.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from quickreply.core.template import clock
from quickreply.core.template.gaps import (
    Asked,
    Break,
    Caret,
    Faulty,
    Gap,
    Looked,
    Named,
    Pasted,
    Quoted,
    Remind,
    Tab,
    Template,
    Timed,
    Varied,
)
from quickreply.core.template.names import (
    BREAK,
    CARET,
    CLIPBOARD,
    KINDS,
    TAB,
    Kind,
    canonical,
    folded,
    is_name,
    kind_of,
)

LONGEST = 500
"""Characters of a gap; a longer one is text."""

# Possessive, and not from the middle of a run: else many braces in a row would take for ever.
_BRACES = re.compile(rf"(?<!\{{)(\{{++)([^{{}}\n]{{1,{LONGEST}}}+)(\}}++)")
_BAR = re.compile(r"[|｜]")


def parse(text: str) -> Template:
    """The parts of a phrase."""
    if "{" not in text:
        return Template((text,) if text else ())
    parts = tuple(_joined(_parts(text)))
    if any(isinstance(part, Remind) for part in parts):
        parts = _without_lines(parts)
    return Template(_without_ends(parts) if Break() in parts else parts)


def escaped(text: str) -> str:
    """The text so written that it is read as it stands."""
    return _BRACES.sub(lambda found: "{" + found[0] + "}" if _is_gap(found) else found[0], text)


def _is_gap(found: re.Match[str]) -> bool:
    return _gap(found[2]) is not None


def _parts(text: str) -> Iterator[str | Gap]:
    at = 0
    for found in _BRACES.finditer(text):
        gap = _gap(found[2])
        if gap is None:
            continue
        before, behind = len(found[1]), len(found[3])
        depth = min(before, behind)
        yield text[at : found.start()] + "{" * (before - depth)
        yield gap if depth == 1 else "{" * (depth - 1) + found[2] + "}" * (depth - 1)
        yield "}" * (behind - depth)
        at = found.end()
    yield text[at:]


def _joined(parts: Iterator[str | Gap]) -> Iterator[str | Gap]:
    """The parts with neighbouring texts as one, and no empty ones."""
    literal: list[str] = []
    for part in parts:
        if isinstance(part, str):
            literal.append(part)
            continue
        if joined := "".join(literal):
            yield joined
        literal = []
        yield part
    if joined := "".join(literal):
        yield joined


def _without_ends(parts: tuple[str | Gap, ...]) -> tuple[str | Gap, ...]:
    """The line ends beside a break are part of it: it may stand in a line of its own."""
    broken = [isinstance(part, Break) for part in parts]
    behind, before = [False, *broken[:-1]], [*broken[1:], False]
    texts = (
        part.lstrip("\n" if after else "").rstrip("\n" if ahead else "") if isinstance(part, str) else part
        for part, after, ahead in zip(parts, behind, before, strict=True)
    )
    return tuple(part for part in texts if part)


def _without_lines(parts: tuple[str | Gap, ...]) -> tuple[str | Gap, ...]:
    """What asks for a reminder may stand in a line of its own, which goes with it."""
    kept = [*parts]
    for at, part in enumerate(parts):
        before, behind = kept[at - 1] if at else "\n", kept[at + 1] if at + 1 < len(kept) else "\n"
        alone = isinstance(before, str) and isinstance(behind, str) and before[-1:] == behind[:1] == "\n"
        if isinstance(part, Remind) and alone and len(kept) > 1:
            place = at - 1 if at else 1
            kept[place] = str(kept[place])[:-1] if at else str(kept[place])[1:]
    return tuple(part for part in kept if part)


def _gap(body: str) -> Gap | None:
    if clock.begins(body):
        moment = clock.moment(body)
        return Timed(moment) if moment else Faulty(body)
    verb, colon, rest = body.replace("：", ":", 1).partition(":")
    if colon and (read := _VERBS.get(folded(verb))):
        return read(rest.strip()) or Faulty(body)
    bare = body.strip()
    if bare.endswith(("?", "？")) and is_name(bare[:-1]):
        return Asked(canonical(bare[:-1]), kind_of(bare[:-1]))
    return _named(bare) if is_name(bare) else None


def _named(name: str) -> Gap:
    plain = folded(name)
    if plain in CLIPBOARD:
        return Pasted()
    if plain in CARET:
        return Caret()
    if plain in BREAK:
        return Break()
    if plain in TAB:
        return Tab()
    return Named(canonical(name))


def _ask(rest: str) -> Gap | None:
    """`订单号`, `金额|金额`, `快递|中通|圆通`."""
    name, *more = (part.strip() for part in _BAR.split(rest))
    if not is_name(name):
        return None
    if not more:
        return Asked(canonical(name), kind_of(name))
    if len(more) == 1:
        kind = KINDS.get(folded(more[0]))
        return Asked(canonical(name), kind) if kind else None
    return Asked(canonical(name), Kind.CHOICE, tuple(filter(None, more)))


def _choose(rest: str) -> Gap | None:
    """`中通|圆通`, or with a name: `快递公司=中通|圆通`."""
    name, equals, options = rest.partition("=")
    listed = tuple(filter(None, (part.strip() for part in _BAR.split(options if equals else rest))))
    if not listed or (equals and not is_name(name)):
        return None
    return Asked(canonical(name) if equals else "|".join(listed), Kind.CHOICE, listed)


def _vary(rest: str) -> Gap | None:
    options = tuple(_BAR.split(rest))
    return Varied(options) if len(options) > 1 else None


def _look(rest: str) -> Gap | None:
    match [part.strip() for part in _BAR.split(rest)]:
        case [table, key] if is_name(table) and is_name(key):
            return Looked(canonical(table), canonical(key))
        case _:
            return None


def _quote(rest: str) -> Gap | None:
    return Quoted(rest) if rest else None


def _remind(rest: str) -> Gap | None:
    later = clock.ahead(rest)
    return Remind(later) if later else None


_READERS: Mapping[Callable[[str], Gap | None], str] = {
    _ask: "问 ask",
    _choose: "选 choose",
    _vary: "随机 random",
    _look: "查 lookup",
    _quote: "引用 phrase",
    _remind: "提醒 remind",
}
_VERBS = {word: read for read, words in _READERS.items() for word in words.split()}
