"""Gaps as other programs write them, and names that mean nothing here."""

import re

from quickreply.core.template import clock
from quickreply.core.template.gaps import Faulty, Named
from quickreply.core.template.names import ASKED, BREAK, CARET, CLIPBOARD, canonical, folded, means
from quickreply.core.template.reading import parse

_NAME = r"\s*([^{}\[\]【】｛｝%\n]{1,30}?)\s*"
_FOREIGN = re.compile(
    rf"\{{\{{{_NAME}\}}\}}(?!\}})|#\{{{_NAME}\}}|｛{_NAME}｝|%([A-Za-z][A-Za-z_]{{2,29}})%"
    rf"|\[{_NAME}\](?!\s*[:：(（])|【{_NAME}】(?!\s*[:：])"
)
_BRACED = re.compile(rf"\{{\{{{_NAME}\}}\}}|#\{{{_NAME}\}}|｛{_NAME}｝|%([A-Z][A-Z_]{{2,29}})%")

_SIGNS = re.compile("[{[【｛%]")
"""Without one of these, as most texts are, there is nothing to look for."""


def understood(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with the gaps of other programs as ours, where their names are known; and these names."""
    if not _SIGNS.search(text):
        return text, ()
    names: list[str] = []

    def ours(found: re.Match[str]) -> str:
        name = next(filter(None, found.groups()), "")
        if not _known(name) or text[found.start() - 1 : found.start()] == "{" or _heads(found, name):
            return found[0]
        names.append(canonical(name))
        return f"{{{canonical(name)}}}"

    return _FOREIGN.sub(ours, text), tuple(dict.fromkeys(names))


def unknown(text: str) -> tuple[str, ...]:
    """What the gaps of a text are called that nobody fills in but the user, each once."""
    if "{" not in text:
        return ()
    gaps = parse(text).gaps
    named = [gap.name for gap in gaps if isinstance(gap, Named) and not means(gap.name)]
    return tuple(dict.fromkeys((*named, *(gap.written for gap in gaps if isinstance(gap, Faulty)))))


def strange(text: str) -> tuple[str, ...]:
    """What looks like a gap of another program and is inserted as it stands, each once, as it is written."""
    if not _SIGNS.search(text):
        return ()
    return tuple(dict.fromkeys(found[0] for found in _BRACED.finditer(text)))


def _heads(found: re.Match[str], name: str) -> bool:
    """Whether it is the heading of a line: 【发货时间】48小时内. What only the user knows is none."""
    begins_line = found.start() == 0 or found.string[found.start() - 1] == "\n"
    return begins_line and found[0][0] in "[【" and canonical(name) not in ASKED


def _known(name: str) -> bool:
    plain = folded(name)
    return means(name) or plain in CLIPBOARD | CARET | BREAK or clock.begins(name)
