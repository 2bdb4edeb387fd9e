"""The clipboard on X11 as a transaction: remember all formats, offer ours, see who reads, put it back.

An owner of a selection is asked by the program that wants it, so we know whether the window we paste
into has read the text or a clipboard tool has: the old content is put back after the one, never after
the other. Rules: ICCCM, section 2.
"""

from collections.abc import Callable, Mapping
from typing import Any

from Xlib import X
from Xlib.display import Display
from Xlib.error import CatchError, XError
from Xlib.ext import xfixes
from Xlib.protocol.event import SelectionNotify
from Xlib.protocol.request import SetSelectionOwner

from quickreply.core.delivery import Content, Reading, Selection
from quickreply.core.ports import Loop, Window
from quickreply.desktop.memory_x11 import Datum, Memory, Reader
from quickreply.desktop.transfer_x11 import Transfer

_TEXT_TARGETS = ("UTF8_STRING", "text/plain;charset=utf-8", "text/plain", "TEXT")
_HINT = "x-kde-passwordManagerHint"
"""Clipboard histories that know it keep nothing that carries it."""

_HAND_OVER_LIMIT = 0.5
"""Seconds a clipboard manager has to take what we hold when we quit."""


class ClipboardX11:
    """A `Clipboard` and a `Source`, on a connection of its own: a large picture stands in no key's way.

    `remapped` is called when the keyboard has another layout: this connection is told of it, that of the
    key tap, which speaks XKB, is not.
    """

    def __init__(self, display: Display, loop: Loop, remapped: Callable[[], None]) -> None:
        self._display = display
        screen = display.screen()
        self._window = screen.root.create_window(
            -1, -1, 1, 1, 0, 0, X.InputOnly, event_mask=X.PropertyChangeMask
        )  # fmt: skip
        self._boards = {kind: _Board(display, self._window, kind, loop) for kind in Selection}
        self._offered = Selection.CLIPBOARD
        self._remapped = remapped
        self._watch_owners()

    # Source.

    def fileno(self) -> int:
        return int(self._display.fileno())

    def waiting(self) -> bool:
        return bool(self._display.display.event_queue)  # what has not been read wakes the loop

    def ready(self) -> None:
        while self._display.pending_events():
            self._handle(self._display.next_event())

    def _handle(self, event: Any) -> None:
        if event.type == X.MappingNotify:
            if event.request != X.MappingPointer:
                self._remapped()
            return
        for board in self._boards.values():
            board.takes(event)

    def _watch_owners(self) -> None:
        """Has the server tell who copies, so that what was remembered is known to be still there."""
        if not self._display.has_extension(xfixes.extname):
            return
        self._display.xfixes_query_version()
        for board in self._boards.values():
            board.told_of_owners = True
            mask = xfixes.XFixesSetSelectionOwnerNotifyMask
            self._display.xfixes_select_selection_input(self._window, board.atom, mask)
        self._display.flush()

    def behind(self) -> bool:
        return False  # python-xlib waits until everything is sent

    def stumbled(self) -> None:
        for board in self._boards.values():
            board.stumbled()

    def close(self) -> None:
        """Hands what we hold to a clipboard manager, if there is one, and closes the connection."""
        for board in self._boards.values():
            board.restore()
        self._boards[Selection.CLIPBOARD].hand_over()
        self._display.close()

    # Clipboard.

    def remember(self, selection: Selection = Selection.CLIPBOARD) -> None:
        self._boards[selection].remember()

    def offer(self, content: Content, reader: Window, read: Callable[[Reading], None]) -> None:
        self._offered = content.selection
        self._boards[content.selection].offer(content, reader, read)

    def restore(self) -> bool:
        return self._boards[self._offered].restore()

    def keep(self, content: Content) -> None:
        if content.selection is Selection.PRIMARY:
            self._boards[Selection.PRIMARY].restore()
        self._boards[Selection.CLIPBOARD].keep(content)

    def forget(self) -> None:
        for board in self._boards.values():
            board.forget()


class _Board:
    """One selection: what was on it, what is on it now, and whom to tell of it."""

    def __init__(self, display: Display, window: Any, kind: Selection, loop: Loop) -> None:
        self._display = display
        self._window = window
        self._loop = loop
        self.atom = display.get_atom(kind.value)
        self.told_of_owners = False
        """Whether we learn that somebody copied; else what was remembered is read again to be sure."""
        self._hint = display.get_atom(_HINT)
        self._stamp = display.get_atom("QUICKREPLY_STAMP")
        self._memory: Memory | None = None
        self._reader: Reader | None = None
        self._then: Callable[[], None] | None = None
        self._data: Mapping[int, Datum] = {}
        self._owned_since = 0
        self._offering = False
        self._client = 0
        self._told: Callable[[Reading], None] = _nobody
        self._transfer = Transfer(display)

    def takes(self, event: Any) -> None:
        if isinstance(event, xfixes.SelectionNotify):
            self._owner_changed(event)
            return
        if self._reader and self._reader.takes(event):
            return
        match event.type:
            case X.SelectionRequest if event.selection == self.atom:
                self._asked(event)
            case X.SelectionClear if event.atom == self.atom:
                self._lost()
            case X.PropertyNotify | X.DestroyNotify:
                self._transfer.takes(event)

    def remember(self) -> None:
        if self._offering or self._reader or (self._memory and self.told_of_owners):
            return  # the first memory is the one to put back
        if self._data and self._is_ours():
            self._memory = Memory(dict(self._data), complete=True)
        elif self._display.get_selection_owner(self.atom) == X.NONE:
            self._memory = Memory(complete=True, empty=True)
        else:
            self._memory = None
            self._reader = Reader(self._display, self._window, self.atom, self._loop, self._remembered)

    def offer(self, content: Content, reader: Window, read: Callable[[Reading], None]) -> None:
        self._told = read
        self._client = self._client_of(reader.focus)

        def own() -> None:
            """What somebody copied a moment ago is remembered first; then nobody has come in between."""
            now = self._time()
            if self._copied_meanwhile() or not self._own(self._formats(content, hidden=True), now):
                self._data, self._memory = {}, None
                self.remember()
                self._after_memory(own)
            else:
                self._offering = True
                read(Reading.OWNED)

        self._after_memory(own)

    def _after_memory(self, act: Callable[[], None]) -> None:
        if self._reader:
            self._then = act
        else:
            act()

    def _copied_meanwhile(self) -> bool:
        """Whether there is news of another owner that was not looked at yet; it is taken note of here."""
        queue = self._display.display.event_queue
        news = [
            event
            for event in queue
            if isinstance(event, xfixes.SelectionNotify)
            and event.selection == self.atom
            and not self._ours(event)
        ]
        for event in news:
            queue.remove(event)
        return bool(news)

    def _ours(self, event: Any) -> bool:
        return bool(event.owner != X.NONE and event.owner.id == self._window.id)

    def restore(self) -> bool:
        if not self._offering:
            return True
        memory, self._memory = self._memory, None
        self._offering, self._told = False, _nobody
        if memory is None or not memory.complete:
            return False
        now = self._time()
        if not self._is_ours():
            self._data = {}  # somebody has copied something; the news of it is still on its way
        elif memory.empty or not memory.data:
            self._disown(now)
        else:
            self._own(memory.data, now)
        return True

    def keep(self, content: Content) -> None:
        self.stumbled()
        self._own(self._formats(content, hidden=False), self._time())

    def forget(self) -> None:
        if self._offering:
            return
        if self._reader:
            self._reader.cancel()
        self._reader = self._memory = self._then = None

    def stumbled(self) -> None:
        self._offering, self._told = False, _nobody
        self.forget()

    def hand_over(self) -> None:
        """Asks the clipboard manager to take what we hold (ICCCM extension SAVE_TARGETS)."""
        manager = self._display.get_atom("CLIPBOARD_MANAGER")
        if not self._data or self._display.get_selection_owner(manager) == X.NONE:
            return
        save = self._display.get_atom("SAVE_TARGETS")
        self._window.convert_selection(manager, save, self._stamp, X.CurrentTime)
        limit = self._loop.now() + _HAND_OVER_LIMIT
        while self._loop.now() < limit:
            self._display.sync()
            while self._display.pending_events():
                event = self._display.next_event()
                if event.type == X.SelectionNotify and event.selection == manager:
                    return
                self.takes(event)

    def _owner_changed(self, event: Any) -> None:
        """Something was copied: what was remembered is out of date."""
        if event.selection == self.atom and not (self._offering or self._reader or self._ours(event)):
            self._memory = None

    def _remembered(self) -> None:
        if self._reader:
            self._memory, self._reader = self._reader.memory, None
        then, self._then = self._then, None
        if then:
            then()

    def _own(self, data: Mapping[int, Datum], now: int) -> bool:
        """Unless somebody else has come after `now`: the server takes no request that is older."""
        self._data = data
        self._owned_since = now
        self._window.set_selection_owner(self.atom, now)
        return self._is_ours()

    def _is_ours(self) -> bool:
        owner = self._display.get_selection_owner(self.atom)
        return bool(owner != X.NONE and owner.id == self._window.id)

    def _disown(self, now: int) -> None:
        self._data = {}
        SetSelectionOwner(self._display.display, window=X.NONE, selection=self.atom, time=now)
        self._display.flush()

    def _lost(self) -> None:
        """The news may be old: of an owner that we replaced ourselves, with nobody in between."""
        if self._is_ours():
            return
        self._data = {}
        if self._offering:
            self._offering = False
            self._memory = None
            self._told(Reading.LOST)

    def _formats(self, content: Content, *, hidden: bool) -> Mapping[int, Datum]:
        text = content.text.encode()
        utf8 = self._display.get_atom("UTF8_STRING")
        names = dict.fromkeys(_TEXT_TARGETS, text)
        if hidden:
            names[_HINT] = b"secret"
        formats = {self._display.get_atom(name): data for name, data in names.items()}
        plain = {utf8, self._display.get_atom("TEXT")}
        data = {atom: Datum(utf8 if atom in plain else atom, 8, value) for atom, value in formats.items()}
        if content.text.isascii():
            latin = self._display.get_atom("STRING")
            data[latin] = Datum(latin, 8, text)
        return data

    def _asked(self, request: Any) -> None:
        told = self._told_by(request.requestor.id)
        given = self._transfer.answer(request, self._data, self._owned_since, told)
        notify = SelectionNotify(
            time=request.time,
            requestor=request.requestor,
            selection=request.selection,
            target=request.target,
            property=(request.property or request.target) if given else X.NONE,
        )
        request.requestor.send_event(notify, onerror=CatchError(XError))
        self._display.flush()
        if not self._offering or self._transfer.under_way(request.requestor.id):
            return
        if (given - {self._hint}) & self._data.keys():
            self._display.sync()  # the text must be there before any key that is played after it
            told()
        elif self._client_of(request.requestor.id) == self._client:
            self._told(Reading.GLANCE)

    def _told_by(self, requestor: int) -> Callable[[], None]:
        """What to say when this window has the whole text; a look at the formats is no reading."""
        by_reader = self._client_of(requestor) == self._client
        told, reading = self._told, Reading.BY_READER if by_reader else Reading.BY_OTHER
        return lambda: told(reading)

    def _client_of(self, window: int) -> int:
        return int(window & ~self._display.display.info.resource_id_mask)

    def _time(self) -> int:
        """The server's time: a selection must not be owned with the current time (ICCCM 2.1)."""
        self._window.change_property(self._stamp, self._stamp, 8, b"", X.PropModeAppend)
        self._display.sync()
        stamps = [
            e
            for e in self._display.display.event_queue
            if e.type == X.PropertyNotify and e.atom == self._stamp
        ]
        return int(stamps[-1].time) if stamps else X.CurrentTime


def _nobody(_reading: Reading) -> None:
    """Nobody waits for news of the clipboard."""
