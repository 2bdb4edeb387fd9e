"""What changes the meaning of keys without being held: locks, the layout that is on, Sticky Keys.

A key is played with the locks and the layout it was typed with; afterwards everything is as it was.
"""

from dataclasses import dataclass, replace
from typing import Self

from Xlib.display import Display

from quickreply.desktop.xkbwords_x11 import (
    CORE_KEYBOARD,
    GetControls,
    GetState,
    LatchLockState,
    SetControls,
    xkb_of,
)

_STICKY_KEYS = 1 << 3
_TWO_KEYS = 1 << 6
"""The option that two keys at once switch Sticky Keys off."""


@dataclass(frozen=True, slots=True)
class Locks:
    """What is locked, what counts for the next key only, and the layout that is on.

    `offset` is what a held key adds to the layout; it cannot be set.
    """

    locked: int
    latched: int
    layout: int
    offset: int = 0

    def set_to(self, locked: int, layout: int) -> Self:
        """Only these modifiers locked, none latched, this layout on."""
        return replace(self, locked=locked, latched=0, layout=max(0, layout - self.offset))


class Switches:
    """Sets locks and layout on one connection; on a server without XKB it does nothing."""

    def __init__(self, display: Display) -> None:
        self._server = xkb_of(display)
        self._found = self._now = Locks(0, 0, 0)
        self._sticky: int | None = None

    def look(self) -> None:
        """Remembers how they stand; a round trip."""
        if self._server:
            state = GetState(**self._server, device=CORE_KEYBOARD)
            offset = state.group - state.locked_group
            self._found = self._now = Locks(state.locked, state.latched, state.locked_group, offset)

    def set_to(self, locked: int, layout: int) -> None:
        """For the keys that are played next; sends nothing if all stands so already."""
        self._change(self._found.set_to(locked, layout))

    def keep_only(self, locks: int, layout: int) -> None:
        """The same with those of `locks` that were found locked."""
        self.set_to(self._found.locked & locks, layout)

    def stand_so(self, locked: int, layout: int) -> bool:
        """Whether `set_to` would send nothing."""
        return self._found.set_to(locked, layout) == self._found

    def put_back(self) -> None:
        """As they were found."""
        self._change(self._found)

    def spare_sticky_keys(self) -> None:
        """Keeps Sticky Keys on while we play chords, which may count for two keys at once; a round trip."""
        self._sticky = None
        if self._server:
            controls = GetControls(**self._server, device=CORE_KEYBOARD)
            if controls.enabled & _STICKY_KEYS and controls.options & _TWO_KEYS:
                self._sticky = controls.options
                self._set_options(controls.options & ~_TWO_KEYS)

    def heed_two_keys(self) -> None:
        """As it was."""
        if self._sticky is not None:
            self._set_options(self._sticky)
            self._sticky = None

    def _set_options(self, options: int) -> None:
        SetControls(**(self._server or {}), device=CORE_KEYBOARD, options=options, changed=_STICKY_KEYS)

    def _change(self, after: Locks) -> None:
        before, self._now = self._now, after
        if self._server is None or before == after:
            return
        LatchLockState(
            **self._server,
            device=CORE_KEYBOARD,
            affected_locks=before.locked ^ after.locked,
            locks=after.locked,
            lock_group=before.layout != after.layout,
            group=after.layout,
            affected_latches=before.latched ^ after.latched,
            latches=after.latched,
            latch_group=False,
            group_latch=0,
        )
