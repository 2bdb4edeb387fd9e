"""The one thing we want of XKB, which python-xlib does not have: auto-repeat that can be told from typing.

Without it a held key comes as releases and presses, as if it were hit again and again.
"""

from typing import Any

from Xlib.display import Display
from Xlib.protocol import rq

_CORE_KEYBOARD = 0x100
_DETECTABLE_AUTO_REPEAT = 1


class _UseExtension(rq.ReplyRequest):  # type: ignore[misc] # python-xlib ships no types
    _request = rq.Struct(
        rq.Card8("opcode"), rq.Opcode(0), rq.RequestLength(), rq.Card16("major"), rq.Card16("minor")
    )
    _reply = rq.Struct(
        rq.ReplyCode(),
        rq.Bool("supported"),
        rq.Card16("sequence_number"),
        rq.ReplyLength(),
        rq.Card16("server_major"),
        rq.Card16("server_minor"),
        rq.Pad(20),
    )


class _PerClientFlags(rq.ReplyRequest):  # type: ignore[misc] # same
    _request = rq.Struct(
        rq.Card8("opcode"),
        rq.Opcode(21),
        rq.RequestLength(),
        rq.Card16("device"),
        rq.Pad(2),
        rq.Card32("change"),
        rq.Card32("value"),
        rq.Pad(12),
    )
    _reply = rq.Struct(
        rq.ReplyCode(),
        rq.Card8("device"),
        rq.Card16("sequence_number"),
        rq.ReplyLength(),
        rq.Card32("supported"),
        rq.Card32("value"),
        rq.Pad(16),
    )


def tell_auto_repeat(display: Display) -> bool:
    """From now on a held key comes as presses without releases between; False if the server cannot."""
    extension = display.query_extension("XKEYBOARD")
    if extension is None or not extension.present:
        return False
    server: dict[str, Any] = {"display": display.display, "opcode": extension.major_opcode}
    if not _UseExtension(**server, major=1, minor=0).supported:
        return False
    flags = _PerClientFlags(
        **server, device=_CORE_KEYBOARD, change=_DETECTABLE_AUTO_REPEAT, value=_DETECTABLE_AUTO_REPEAT
    )
    return bool(flags.value & _DETECTABLE_AUTO_REPEAT)
