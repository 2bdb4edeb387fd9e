"""Who asks for an X11 selection: the program of the window pasted into, one akin to it, or a stranger."""

import os
from enum import Enum, auto
from typing import Any

from Xlib.display import Display
from Xlib.ext import res

from quickreply.core.ports import Window


class Asker(Enum):
    """What somebody who asks is to the window that is pasted into."""

    WINDOW = auto()
    """Its own program, be it on another connection: LibreOffice and embedded browsers have two."""
    AKIN = auto()
    """The same program in another process: Wine reads in one for all its windows."""
    STRANGER = auto()
    """Anybody else, like a clipboard history."""


class Askers:
    """Tells askers by their connection, else by their process, where the server can say (X-Resource)."""

    def __init__(self, display: Display) -> None:
        self._display = display
        self._told_of_processes = bool(display.has_extension(res.extname))
        self._known: dict[int, Asker] = {}
        self._client = 0

    def paste_into(self, window: Window) -> None:
        """From now on everybody is judged by this window; who was known before may have gone since."""
        self._client = self._client_of(window.focus)
        self._known = {self._client: Asker.WINDOW}

    def kind(self, requestor: int) -> Asker:
        """What the program is that this window belongs to."""
        client = self._client_of(requestor)
        if client not in self._known:
            self._known[client] = self._judge(client)
        return self._known[client]

    def _judge(self, client: int) -> Asker:
        here, there = self._processes(self._client, client)
        if not here or not there:
            return Asker.STRANGER
        if here == there:
            return Asker.WINDOW
        name = _program(here)
        return Asker.AKIN if name and name == _program(there) else Asker.STRANGER

    def _processes(self, *clients: int) -> list[int]:
        """Their process numbers, 0 where the server does not know: a program on another computer."""
        if not self._told_of_processes:
            return [0 for _ in clients]
        specs = [{"client": client, "mask": res.LocalClientPIDMask} for client in clients]
        answer: Any = self._display.res_query_client_ids(specs)
        numbers = {self._client_of(each.spec.client): each.value[0] for each in answer.ids if each.value}
        return [int(numbers.get(client, 0)) for client in clients]

    def _client_of(self, window: int) -> int:
        return int(window & ~self._display.display.info.resource_id_mask)


def _program(process: int) -> str:
    """The name of its file; one for all of Wine's loaders. Empty where that is not told."""
    try:
        name = os.path.basename(os.readlink(f"/proc/{process}/exe"))  # noqa: PTH115, PTH119 - a name, no path
    except OSError:
        return ""
    return "wine" if "wine" in name else name
