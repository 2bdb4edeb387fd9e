"""The windows of one desktop: each program is started when it is first needed and then kept."""

from functools import cached_property
from typing import TypeVar

from tests.screen.desktop import Desktop
from tests.screen.pidgin import Pidgin, Prosody
from tests.screen.web import Chromium, Editable, LateWebChat, Site, Textarea, WebChat
from tests.screen.windows import Mousepad, QtBox, Target, Xterm

EDITORS: tuple[type[Target], ...] = (Mousepad, Textarea, Editable, Xterm, QtBox)
"""Where what is typed just stands."""

CHATS: tuple[type[WebChat], ...] = (WebChat, LateWebChat)
"""Where Enter sends."""

TARGETS: tuple[type[Target], ...] = (*EDITORS, Pidgin)
"""Every kind of window that text is delivered to."""

W = TypeVar("W", bound=Target)


class Targets:
    """Hands out windows that are empty and have the keyboard."""

    def __init__(self, desktop: Desktop) -> None:
        self._desktop = desktop
        self._open: dict[type[Target], Target] = {}

    def ready(self, kind: type[W]) -> W:
        """The window of this kind, opened if need be."""
        if kind not in self._open:
            window = self._new(kind)
            window.open()
            self._open[kind] = window
        target = self._open[kind]
        assert isinstance(target, kind)
        target.focus()
        target.clear()
        return target

    def _new(self, kind: type[Target]) -> Target:
        if issubclass(kind, Chromium):
            return kind(self._desktop, self._site)
        if issubclass(kind, Pidgin):
            return kind(self._desktop, self._server)
        return kind(self._desktop)

    @cached_property
    def _site(self) -> Site:
        site = Site()
        self._desktop.on_close(site.close)
        return site

    @cached_property
    def _server(self) -> Prosody:
        return Prosody(self._desktop)
