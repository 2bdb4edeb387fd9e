"""What an offer is on X11: its formats as targets."""

from collections.abc import Mapping

from Xlib import Xatom
from Xlib.display import Display

from quickreply.core.delivery import Content
from quickreply.desktop.memory_x11 import Datum

HINT = "x-kde-passwordManagerHint"
"""Clipboard histories that know it keep nothing that carries it."""

_TEXTS = ("UTF8_STRING", "text/plain;charset=utf-8", "text/plain", "TEXT")
_UNICODE = frozenset({"UTF8_STRING", "TEXT"})
"""Whose content is of the type UTF8_STRING."""

_HTML = "text/html"


def data(display: Display, content: Content, *, hidden: bool) -> Mapping[int, Datum]:
    """The targets, the richest of the text's behind the plain ones; with `hidden` histories look away."""
    atom = display.get_atom
    names = dict.fromkeys(_TEXTS, content.text.encode()) if content.text else {}
    names |= {_HTML: content.markup} if content.html else {}
    names |= content.images
    names |= {HINT: b"secret"} if hidden else {}
    found = {
        atom(name): Datum(atom("UTF8_STRING" if name in _UNICODE else name), 8, value)
        for name, value in names.items()
    }
    if content.text and content.text.isascii():
        found[Xatom.STRING] = Datum(Xatom.STRING, 8, content.text.encode())
    return found
