"""The requests of XKB that we make, which python-xlib does not have."""

from typing import Any

from Xlib.display import Display
from Xlib.protocol import rq

CORE_KEYBOARD = 0x100


class UseExtension(rq.ReplyRequest):  # type: ignore[misc] # python-xlib ships no types
    """Whether the server speaks it."""

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


class PerClientFlags(rq.ReplyRequest):  # type: ignore[misc] # same
    """What the server does for us alone."""

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


class SelectEvents(rq.Request):  # type: ignore[misc] # same
    """What is told of from now on."""

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


class LatchLockState(rq.Request):  # type: ignore[misc] # same
    """Sets what is latched and locked, and the layout."""

    _request = rq.Struct(
        rq.Card8("opcode"),
        rq.Opcode(5),
        rq.RequestLength(),
        rq.Card16("device"),
        rq.Card8("affected_locks"),
        rq.Card8("locks"),
        rq.Bool("lock_group"),
        rq.Card8("group"),
        rq.Card8("affected_latches"),
        rq.Card8("latches"),
        rq.Pad(1),
        rq.Bool("latch_group"),
        rq.Card16("group_latch"),
    )


class GetControls(rq.ReplyRequest):  # type: ignore[misc] # same
    """Sticky Keys and others: what is on, and how."""

    _request = rq.Struct(rq.Card8("opcode"), rq.Opcode(6), rq.RequestLength(), rq.Card16("device"), rq.Pad(2))
    _reply = rq.Struct(
        rq.ReplyCode(),
        rq.Card8("device"),
        rq.Card16("sequence_number"),
        rq.ReplyLength(),
        rq.Pad(30),
        rq.Card16("options"),
        rq.Pad(16),
        rq.Card32("enabled"),
        rq.Pad(32),
    )


class SetControls(rq.Request):  # type: ignore[misc] # same
    """Changes one of them."""

    _request = rq.Struct(
        rq.Card8("opcode"),
        rq.Opcode(7),
        rq.RequestLength(),
        rq.Card16("device"),
        rq.Pad(14),
        rq.Card16("options"),
        rq.Pad(10),
        rq.Card32("changed"),
        rq.Pad(64),
    )


def xkb_of(display: Display) -> dict[str, Any] | None:
    """The extension, opened on this connection, as its requests want it; None if the server has none."""
    extension = display.query_extension("XKEYBOARD")
    if extension is None or not extension.present:
        return None
    server = {"display": display.display, "opcode": extension.major_opcode}
    return server if UseExtension(**server, major=1, minor=0).supported else None
