"""What we want of XKB, which python-xlib does not have.

Auto-repeat that can be told from typing: without it a held key comes as releases and presses, as if it were
hit again and again. And news of the layout: the server sends its clients of XKB no MappingNotify.
"""

from typing import Any

from Xlib.display import Display
from Xlib.protocol import rq

CORE_KEYBOARD = 0x100
_DETECTABLE_AUTO_REPEAT = 1
_NEW_KEYBOARD, _MAP, _STATE = 1, 2, 4
"""Events, as bits."""
_ALL_OF_A_MAP = 0xFF
_GROUP = 0x10
"""The part of the state that is of interest: which of several layouts is in use."""


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


class _SelectEvents(rq.Request):  # type: ignore[misc] # same
    _request = rq.Struct(
        rq.Card8("opcode"),
        rq.Opcode(1),
        rq.RequestLength(),
        rq.Card16("device"),
        rq.Card16("affected"),
        rq.Card16("clear"),
        rq.Card16("all"),
        rq.Card16("affected_map"),
        rq.Card16("map"),
        rq.Card16("affected_state"),
        rq.Card16("state"),
    )


class GetState(rq.ReplyRequest):  # type: ignore[misc] # same
    """Which modifiers are latched and locked, and which layout is on."""

    _request = rq.Struct(rq.Card8("opcode"), rq.Opcode(4), rq.RequestLength(), rq.Card16("device"), rq.Pad(2))
    _reply = rq.Struct(
        rq.ReplyCode(),
        rq.Card8("device"),
        rq.Card16("sequence_number"),
        rq.ReplyLength(),
        rq.Pad(2),
        rq.Card8("latched"),
        rq.Card8("locked"),
        rq.Card8("group"),
        rq.Card8("locked_group"),
        rq.Pad(18),
    )


class GetMap(rq.ReplyRequest):  # type: ignore[misc] # same
    """What keys mean on one device; `all` is what follows the reply's first eight bytes."""

    _request = rq.Struct(
        rq.Card8("opcode"),
        rq.Opcode(8),
        rq.RequestLength(),
        rq.Card16("device"),
        rq.Card16("full"),
        rq.Card16("partial"),
        rq.Pad(18),
    )
    _reply = rq.Struct(
        rq.ReplyCode(),
        rq.Card8("device"),
        rq.Card16("sequence_number"),
        rq.ReplyLength(),
        rq.Binary("all"),
    )


def xkb_of(display: Display) -> dict[str, Any] | None:
    """The extension, opened on this connection, as its requests want it; None if the server has none."""
    extension = display.query_extension("XKEYBOARD")
    if extension is None or not extension.present:
        return None
    server = {"display": display.display, "opcode": extension.major_opcode}
    return server if _UseExtension(**server, major=1, minor=0).supported else None


class Xkb:
    """The extension on one connection; on a server without it nothing of it happens."""

    def __init__(self, display: Display) -> None:
        self._server = xkb_of(display)
        self.events = -1
        """The type of its events: keys mean something else from now on, or another layout is in use."""
        if self._server:
            self.events = display.query_extension("XKEYBOARD").first_event
            self._ask(self._server)

    def group(self) -> int:
        """The layout of several that is in use now, from 0."""
        return int(GetState(**self._server, device=CORE_KEYBOARD).group) if self._server else 0

    @staticmethod
    def _ask(server: dict[str, Any]) -> None:
        """From now on a held key comes as presses without releases between, and changes are told."""
        _PerClientFlags(
            **server, device=CORE_KEYBOARD, change=_DETECTABLE_AUTO_REPEAT, value=_DETECTABLE_AUTO_REPEAT
        )
        _SelectEvents(
            **server, device=CORE_KEYBOARD,
            affected=_NEW_KEYBOARD | _MAP | _STATE, clear=0, all=_NEW_KEYBOARD,
            affected_map=_ALL_OF_A_MAP, map=_ALL_OF_A_MAP, affected_state=_GROUP, state=_GROUP,
        )  # fmt: skip
