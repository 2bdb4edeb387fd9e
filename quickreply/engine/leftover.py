"""A phrase that could not be inserted is left on the clipboard; what was there before may be brought back."""

from quickreply.core.delivery import Content
from quickreply.core.notice import BROUGHT_BACK, NOT_BACK, ON_CLIPBOARD, Notice
from quickreply.core.ports import Cancel, Clipboard, Loop, View

SPARE_LIMIT = 120.0
"""Seconds for which the old clipboard is kept for the user: somebody else's text or picture, in memory."""


class Leftover:
    """So a reply is never lost, and the clipboard is not either."""

    def __init__(self, clipboard: Clipboard, view: View, loop: Loop) -> None:
        self._clipboard = clipboard
        self._view = view
        self._loop = loop
        self._limit: Cancel | None = None

    def leave(self, content: Content, label: str, message: str = ON_CLIPBOARD) -> None:
        """Puts a phrase or its picture on the clipboard and tells the user, once it is there."""
        self._clipboard.keep(content, lambda spare: self._kept(message, label, spare), self._gone)

    def bring_back(self) -> None:
        """Puts back what was there before, and tells whether that could be done."""
        there = self._clipboard.bring_back()
        self._gone()
        self._view.tell(Notice(BROUGHT_BACK if there else NOT_BACK))

    def _kept(self, message: str, label: str, spare: bool) -> None:
        self._gone()
        if spare:
            self._limit = self._loop.after(SPARE_LIMIT, self._too_old)
            self._view.spare(True)
        self._view.tell(Notice(message, {"label": label}))

    def _too_old(self) -> None:
        self._clipboard.discard()
        self._gone()

    def _gone(self) -> None:
        limit, self._limit = self._limit, None
        if limit:
            limit.cancel()
            self._view.spare(False)
