"""One X11 selection as a transaction: what was on it, what is on it now, and whom to tell of it.

While a phrase is offered, only the window that is pasted into gets an answer. Whoever else asks waits, and
gets what is there when it is over: most clipboard histories know no mark that keeps them from keeping it.
Rules: ICCCM, section 2.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from Xlib import X, Xatom
from Xlib.display import Display
from Xlib.error import CatchError, XError
from Xlib.ext import xfixes
from Xlib.protocol.event import SelectionNotify
from Xlib.protocol.request import SetSelectionOwner

from quickreply.core.delivery import Content, Reading, Selection
from quickreply.core.ports import Loop, Window, nothing
from quickreply.desktop.askers_x11 import Asker, Askers
from quickreply.desktop.dates_x11 import NEWER, Dated, Dates
from quickreply.desktop.memory_x11 import Datum, Memory, Reader
from quickreply.desktop.offered_x11 import HINT, data
from quickreply.desktop.spare import Spare
from quickreply.desktop.transfer_x11 import Answer, Holding, Transfer


class Board:
    """One selection: what was on it, what is on it now, and whom to tell of it."""

    def __init__(
        self,
        display: Display,
        window: Any,
        kind: Selection,
        loop: Loop,
        transfer: Transfer,
        places: Iterator[Any],
    ) -> None:
        self._display = display
        self._window = window
        self._loop = loop
        self.atom = display.get_atom(kind.value)
        self.told_of_owners = False
        """Whether we learn that somebody copied; else what was remembered is read again to be sure."""
        self._hint = display.get_atom(HINT)
        self._stamp = display.get_atom("QUICKREPLY_STAMP")
        self._memory: Memory | None = None
        self._reader: Reader | None = None
        self._then: Callable[[], None] | None = None
        self._data: Mapping[int, Datum] = {}
        self._owned_since = 0
        self._offering = False
        self._askers = Askers(display)
        self._dates = Dates()
        self._held: list[Any] = []
        """Requests to be answered when the offer is over: of strangers, or as of a time before it."""
        self._told: Callable[[Reading], None] = _nobody
        self._leaving: Callable[[], None] | None = None
        """Leaves a phrase here that waits for a memory of what it takes the place of."""
        self._spare = Spare[Memory]()
        self._transfer = transfer
        self._places = places

    def takes(self, event: Any) -> bool:
        """Takes what is about this selection; False if nothing is."""
        if self._reader and self._reader.takes(event):
            return True
        match event.type:
            case _ if isinstance(event, xfixes.SelectionNotify) and event.selection == self.atom:
                self._owner_changed(event)
            case X.SelectionRequest if event.selection == self.atom:
                self._asked(event)
            case X.SelectionClear if event.atom == self.atom:
                self._lost()
            case _:
                return False
        return True

    def remember(self) -> None:
        if self._offering or self._reader or (self._memory and self.told_of_owners):
            return  # the first memory is the one to put back
        if self._data and self._is_ours():
            self._memory = Memory(dict(self._data), complete=True)
        elif self._display.get_selection_owner(self.atom) == X.NONE:
            self._memory = Memory(complete=True, empty=True)
        else:
            self._memory = None
            self._copied_meanwhile()  # of what is read now, and no news any more
            place = next(self._places)
            self._reader = Reader(self._display, place, self.atom, self._loop, self._remembered)
            if self._then:
                self._reader.hurry()

    def offer(self, content: Content, reader: Window, read: Callable[[Reading], None]) -> None:
        if self._leaving:
            self._leave()
            self.remember()
        self._told = read
        self._askers.paste_into(reader)

        def own() -> None:
            """What somebody copied a moment ago is remembered first; then nobody has come in between."""
            now = self._time()
            if self._copied_meanwhile() or not self._own(data(self._display, content, hidden=True), now):
                self._data, self._memory = {}, None
                self.remember()
                self._after_memory(own)
            else:
                self._offering = True
                self._dates.begin()
                read(Reading.OWNED)

        self._after_memory(own)

    def _after_memory(self, act: Callable[[], None]) -> None:
        if self._reader:
            self._then = act
            self._reader.hurry()
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
        complete = memory is not None and memory.complete
        if memory and complete:
            self._put_back(memory)
        self._answer_held()
        return complete

    def _put_back(self, memory: Memory) -> None:
        now = self._time()
        if not self._is_ours():
            self._data = {}  # somebody has copied something; the news of it is still on its way
        elif memory.empty or not memory.data:
            self._disown(now)
        else:
            self._own(memory.data, now)

    def keep(self, content: Content, kept: Callable[[bool], None] | None, gone: Callable[[], None]) -> None:
        self._leave()
        if kept is None:
            self._spare.lose()
            self._keep(content)
            return

        def leave() -> None:
            memory = self._memory
            self._spare.set_aside(memory if memory and memory.complete and memory.data else None, gone)
            self._keep(content)
            kept(self._spare.there)

        waited, self._then = self._then, None
        self._leaving, self._told = leave, _nobody
        if waited or self._offering:
            self._leave()
        else:
            self.remember()
            self._after_memory(self._leave)

    def bring_back(self) -> bool:
        memory = self._spare.take()
        if memory is None:
            return False
        if self._offering:  # it comes when what is offered now goes
            self._memory = memory
            return True
        return self._own(memory.data, self._time()) if self._is_ours() else False

    def discard(self) -> None:
        self._spare.take()

    def close(self) -> None:
        """Nothing can be waited for any more."""
        self._leave()
        self.restore()

    def _leave(self) -> None:
        leave, self._leaving = self._leaving, None
        if leave:
            leave()

    def _keep(self, content: Content) -> None:
        # A window that wakes up asks for the time of its paste: ours since then, it gets the phrase.
        since = self._owned_since if self._offering and self._is_ours() else self._time()
        self._let_be()
        self._own(data(self._display, content, hidden=False), since)
        self._answer_held()

    def forget(self) -> None:
        if self._offering or self._leaving:
            return
        if self._reader:
            self._reader.cancel()
        self._reader = self._memory = self._then = None

    def stumbled(self) -> None:
        self._leave()
        self._let_be()
        self._answer_held()

    def _let_be(self) -> None:
        self._offering, self._told = False, _nobody
        self.forget()

    def ask_to_save(self) -> int:
        """Asks the clipboard manager to take what we hold; returns who will answer, 0 if nobody."""
        manager = int(self._display.get_atom("CLIPBOARD_MANAGER"))
        if not self._data or self._display.get_selection_owner(manager) == X.NONE:
            return 0
        save = self._display.get_atom("SAVE_TARGETS")
        # Without a list some managers take the clipboard and save nothing.
        self._window.change_property(save, Xatom.ATOM, 32, list(self._data))
        self._window.convert_selection(manager, save, save, X.CurrentTime)
        self._display.flush()
        return manager

    def _owner_changed(self, event: Any) -> None:
        """Something was copied: what was remembered is out of date, and half of what is being read."""
        if self._offering or self._ours(event):
            return
        self._memory = None
        if self._reader:
            self._reader.cancel()
            self._reader = None
            self.remember()
            if not self._reader:  # nothing is there any more, so nothing is read
                self._go_on()

    def _remembered(self) -> None:
        if self._reader:
            self._memory, self._reader = self._reader.memory, None
        self._go_on()

    def _go_on(self) -> None:
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
        self._spare.lose()
        if self._offering:
            self._offering = False
            self._memory = None
            self._answer_held()
            self._told(Reading.LOST)

    def _asked(self, request: Any) -> None:
        if not self._offering:
            self._answer(request)
            return
        asker = self._askers.kind(request.requestor.id)
        if asker is Asker.STRANGER:
            self._held.append(request)
        elif self._dates.date(request.time, self._owned_since) is Dated.BEFORE:
            self._held.append(request)
            self._loop.after(NEWER, partial(self._answer_late, request, self._owned_since))
        else:
            self._give(request, asker)

    def _answer_late(self, request: Any, since: int) -> None:
        """Who asked as of a time before has not asked as of now: that is what was meant."""
        if not self._offering or since != self._owned_since or self._dates.current:
            return
        self._held = [held for held in self._held if held is not request]
        self._dates.read(request.time)
        self._give(request, self._askers.kind(request.requestor.id))

    def _give(self, request: Any, asker: Asker) -> None:
        """Gives what is offered, and tells of it; text, HTML and picture are read alike."""
        told, reading = self._told, Reading.BY_READER if asker is Asker.WINDOW else Reading.BY_OTHER
        answer = self._answer(request, lambda: told(reading))
        content = (answer.given - {self._hint}) & self._data.keys()
        if content and asker is Asker.WINDOW:
            self._dates.read(request.time)
        if not answer.whole:
            return
        if content:
            self._display.sync()  # it must be there before any key that is played after it
            told(reading)
        elif asker is Asker.WINDOW:
            told(Reading.GLANCE)

    def _answer(self, request: Any, done: Callable[[], None] = nothing) -> Answer:
        holding = Holding(self._data, self._owned_since)
        answer = self._transfer.answer(request, holding, done) if self._data else Answer()
        notify = SelectionNotify(
            time=request.time,
            requestor=request.requestor,
            selection=request.selection,
            target=request.target,
            property=(request.property or request.target) if answer.given else X.NONE,
        )
        request.requestor.send_event(notify, onerror=CatchError(XError))
        self._display.flush()
        return answer

    def _answer_held(self) -> None:
        """They asked at the time of the phrase, or of what was there before; they get what is there now."""
        held, self._held = self._held, []
        for request in held:
            self._answer(request)

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
