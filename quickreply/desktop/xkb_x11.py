"""What XKB tells of the keyboard.

Auto-repeat that can be told from typing: without it a held key comes as releases and presses, as if it were
hit again and again. And news of the layout: the server sends its clients of XKB no MappingNotify.
"""

from typing import Any

from Xlib.display import Display

from quickreply.desktop.xkbwords_x11 import CORE_KEYBOARD, GetState, PerClientFlags, SelectEvents, xkb_of

_DETECTABLE_AUTO_REPEAT = 1
_NEW_KEYBOARD, _MAP, _STATE = 1, 2, 4
"""Events, as bits."""
_ALL_OF_A_MAP = 0xFF
_GROUP = 0x10
"""The part of the state that is of interest: which of several layouts is in use."""


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
        PerClientFlags(
            **server, device=CORE_KEYBOARD, change=_DETECTABLE_AUTO_REPEAT, value=_DETECTABLE_AUTO_REPEAT
        )
        SelectEvents(
            **server, device=CORE_KEYBOARD,
            affected=_NEW_KEYBOARD | _MAP | _STATE, clear=0, all=_NEW_KEYBOARD,
            affected_map=_ALL_OF_A_MAP, map=_ALL_OF_A_MAP, affected_state=_GROUP, state=_GROUP,
        )  # fmt: skip
