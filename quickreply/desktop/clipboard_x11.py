"""The clipboard on X11 as a transaction: remember all formats, offer ours, see who reads, put it back.

An owner of a selection is asked by the program that wants it, so we know whether the window we paste
into has read the text or a clipboard tool has: the old content is put back after the one, never after
the other. Rules: ICCCM, section 2.
"""

import select
from collections.abc import Callable
from itertools import cycle
from typing import Any

from Xlib import X
from Xlib.display import Display
from Xlib.ext import xfixes

from quickreply.core.delivery import Content, Reading, Selection
from quickreply.core.ports import Loop, Window, nothing
from quickreply.desktop.board_x11 import Board
from quickreply.desktop.transfer_x11 import Transfer

_SILENCE = 0.5
"""Seconds in which a clipboard manager must go on taking what we hold when we quit."""

_HAND_OVER_LIMIT = 2.0
"""Seconds it has in all."""

_OWNER_NEWS = (
    xfixes.XFixesSetSelectionOwnerNotifyMask
    | xfixes.XFixesSelectionWindowDestroyNotifyMask
    | xfixes.XFixesSelectionClientCloseNotifyMask
)

_PLACES = 4
"""Windows in turn that answers come to: one that comes too late is not taken for another."""


class ClipboardX11:
    """A `Clipboard` and a `Source`, on a connection of its own: a large picture stands in no key's way."""

    def __init__(self, display: Display, loop: Loop) -> None:
        self._display = display
        self._loop = loop
        self._window, *places = (_window(display) for _ in range(1 + _PLACES))
        self._transfer = Transfer(display, loop)
        answers = cycle(places)
        self._boards = {
            kind: Board(display, self._window, kind, loop, self._transfer, answers) for kind in Selection
        }
        self._offered = Selection.CLIPBOARD
        self._watch_owners()

    # Source.

    def fileno(self) -> int:
        return int(self._display.fileno())

    def waiting(self) -> bool:
        return bool(self._display.pending_events())  # which sends what has not been sent, too

    def ready(self) -> None:
        while self._display.pending_events():
            self._handle(self._display.next_event())

    def _handle(self, event: Any) -> None:
        if not any(board.takes(event) for board in self._boards.values()):
            self._transfer.takes(event)

    def _watch_owners(self) -> None:
        """Has the server tell who copies, so that what was remembered is known to be still there."""
        if not self._display.has_extension(xfixes.extname):
            return
        self._display.xfixes_query_version()
        for board in self._boards.values():
            board.told_of_owners = True
            self._display.xfixes_select_selection_input(self._window, board.atom, _OWNER_NEWS)
        self._display.flush()

    def behind(self) -> bool:
        return False  # python-xlib waits until everything is sent

    def stumbled(self) -> None:
        for board in self._boards.values():
            board.stumbled()

    def close(self) -> None:
        """Hands what we hold to a clipboard manager, if there is one, and closes the connection."""
        for board in self._boards.values():
            board.close()
        self._hand_over()
        self._display.close()

    def _hand_over(self) -> None:
        """Asks the clipboard manager to take what we hold (ICCCM extension SAVE_TARGETS)."""
        manager = self._boards[Selection.CLIPBOARD].ask_to_save()
        limit = self._loop.now() + _HAND_OVER_LIMIT
        while manager and (left := limit - self._loop.now()) > 0:
            if not self._display.pending_events():
                select.select([self._display], [], [], min(left, _SILENCE))
            if not self._display.pending_events():
                return
            while self._display.pending_events():
                event = self._display.next_event()
                if event.type == X.SelectionNotify and event.selection == manager:
                    return
                self._handle(event)

    # Clipboard.

    def remember(self, selection: Selection = Selection.CLIPBOARD) -> None:
        self._boards[selection].remember()

    def offer(self, content: Content, reader: Window, read: Callable[[Reading], None]) -> None:
        self._offered = content.selection
        self._boards[content.selection].offer(content, reader, read)

    def restore(self) -> bool:
        return self._boards[self._offered].restore()

    def keep(
        self,
        content: Content,
        kept: Callable[[bool], None] | None = None,
        gone: Callable[[], None] = nothing,
    ) -> None:
        if content.selection is Selection.PRIMARY:
            self._boards[Selection.PRIMARY].restore()
            self._boards[Selection.PRIMARY].forget()  # it may still have waited for its memory
        self._boards[Selection.CLIPBOARD].keep(content, kept, gone)

    def bring_back(self) -> bool:
        return self._boards[Selection.CLIPBOARD].bring_back()

    def discard(self) -> None:
        self._boards[Selection.CLIPBOARD].discard()

    def forget(self) -> None:
        for board in self._boards.values():
            board.forget()


def _window(display: Display) -> Any:
    """A window that is never seen, to own and to receive."""
    root = display.screen().root
    return root.create_window(-1, -1, 1, 1, 0, 0, X.InputOnly, event_mask=X.PropertyChangeMask)
