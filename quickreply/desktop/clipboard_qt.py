"""The clipboard through Qt as a transaction: remember all formats, offer ours, see it read, put it back.

What a *read* is here. Qt asks our offer for its bytes (`retrieveData`) when the system asks Qt, and the
system asks when some program wants them; nobody tells which program. So whoever reads after the paste chord
is taken for the window (`pasting` says when that is), whoever reads before it for a clipboard tool.

* Windows: `QWindowsClipboard` gives OLE a data object and OLE announces the formats without rendering them
  (`OleSetClipboard`). A program that asks through OLE reaches us each time; for any other OLE renders the
  text once (`WM_RENDERFORMAT`), and from then on the system answers by itself.
* macOS: `QMacPasteboard` promises the formats (`LazyRequest`); the promise is kept once, then the pasteboard
  server has the bytes and answers by itself.
* Wayland, and X11 where this is used in tests: each read comes to us.

Two things follow. A program that reads several times, as Chromium does, is seen once, so the time without
reads after which the clipboard is put back must be longer than on X11: `patient`. And if somebody read before
the chord, the window's own read cannot be seen any more: it is taken to have happened `UNSEEN` seconds after
the chord. Nobody has read and nobody reads: then it really was not pasted, and the courier says so.

Where another program may take the clipboard without a sign (macOS tells an application in the background
nothing, and `ownsClipboard` is always false there), `mimeData` still returns our own object only as long as
the clipboard is ours: that is what is looked at. Sources: qtbase, `qwindowsclipboard.cpp`,
`qmacclipboard.mm`, `qcocoaclipboard.mm`.

On macOS Qt adds the text as `com.apple.traditional-mac-plain-text` too, which has no Hanzi and no emoji; a
program that prefers that one to Unicode would paste question marks. None is known among chat programs.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QByteArray, QMetaType, QMimeData
from PySide6.QtGui import QClipboard

from quickreply.core.delivery import AppFacts, Content, Reading, Selection
from quickreply.core.ports import Cancel, Loop, Window, nothing
from quickreply.desktop.memory_qt import HINT, Memory, read, written
from quickreply.desktop.spare import Spare

UNSEEN = 0.9
"""Seconds after the chord in which a window must have read what was read by a tool before it. Long, because
the old text is pasted if it is too short; the courier waits longer, `MODIFIERS_LIMIT` included."""

LEAST_QUIET = 0.3
"""Seconds without a read after which the clipboard may be put back where second reads are not seen; Chromium
asks over 25 ms where nothing else keeps it busy."""

EMPTY_TRIES = 5
EMPTY_PAUSE = 0.02
"""An empty clipboard is looked at this often, so many seconds apart, before that is believed: while another
program has it open, Windows shows Qt an empty one."""

HINTS_FREEDESKTOP: Mapping[str, bytes] = {HINT: b"secret"}

HINTS_WINDOWS: Mapping[str, bytes] = {
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1"
}
"""Qt registers what stands in the quotes as a format of its own (`QWindowsMimeRegistry::registerMimeType`);
Windows' clipboard history and cloud, and most other histories, leave alone what has it."""

HINTS_MACOS: Mapping[str, bytes] = {}
"""None gets through: Qt turns every name it does not know into `com.trolltech.anymime.…`, so
`org.nspasteboard.TransientType` cannot be said without a converter in C++ (`QUtiMimeConverter`); written past
Qt it changes the pasteboard, upon which Qt drops the text it has promised."""


def patient(facts: AppFacts) -> AppFacts:
    """What is known of an application, with the patience that this clipboard needs.

    It has no PRIMARY, and only the first reading of a text is seen.
    """
    return replace(facts, quiet=max(facts.quiet, LEAST_QUIET), selection=Selection.CLIPBOARD, readings=1)


class Offer(QMimeData):
    """A phrase's text or picture on the clipboard; `seen` is called whenever somebody reads it."""

    def __init__(
        self, content: Content, hints: Mapping[str, bytes], seen: Callable[["Offer"], None] = lambda _: None
    ) -> None:
        super().__init__()
        self._seen = seen
        if content.text:
            self.setText(content.text)
        if content.html:
            self.setHtml(content.html)
        for name, data in content.images.items():
            self.setData(name, QByteArray(data))
        for name, data in hints.items():
            self.setData(name, QByteArray(data))

    def retrieveData(self, name: str, kind: QMetaType | QMetaType.Type) -> object:  # noqa: N802 - Qt's name
        """Called by Qt. Formats that we do not have are asked for too, and mean nothing."""
        data: object = super().retrieveData(name, kind)
        if name.startswith(("text/plain", "text/html", "image/")) and data is not None:
            self._seen(self)
        return data


class ClipboardQt:
    """A `Clipboard`. To be used in Qt's main thread; `hints` ask clipboard histories to look away."""

    def __init__(self, board: QClipboard, loop: Loop, hints: Mapping[str, bytes]) -> None:
        self._board = board
        self._loop = loop
        self._hints = hints
        self._memory: Memory | None = None
        self._asking: Cancel | None = None
        self._then: Callable[[], None] | None = None
        self._offer: Offer | None = None
        self._told: Callable[[Reading], None] = _nobody
        self._pasting = False
        self._read_before = False
        self._unseen: Cancel | None = None
        self._leaving: Callable[[], None] | None = None
        self._ours: QMimeData | None = None
        self._spare = Spare[Memory]()
        board.dataChanged.connect(self._changed)

    def close(self) -> None:
        """Looks no longer. What is on the clipboard stays: Qt hands it to the system when it ends."""
        self._leave()
        self._board.dataChanged.disconnect(self._changed)
        self._end()
        self.forget()

    # Clipboard.

    def remember(self, selection: Selection = Selection.CLIPBOARD) -> None:  # noqa: ARG002 - there is only one
        if self._offer is None and self._asking is None:
            self._memory = None
            self._asking = self._loop.after(0, lambda: self._look(EMPTY_TRIES))

    def offer(self, content: Content, reader: Window, read: Callable[[Reading], None]) -> None:  # noqa: ARG002
        if self._leaving:
            self._leave()
            self.remember()
        if self._asking:
            self._then = lambda: self._own(content, read)
        else:
            self._own(content, read)

    def restore(self) -> bool:
        offer, memory = self._offer, self._memory
        if offer is None:
            return True
        self._end()
        if not self._is_there(offer):
            return True
        if memory is None or not memory.complete:
            return False
        return self._put(memory)

    def keep(
        self,
        content: Content,
        kept: Callable[[bool], None] | None = None,
        gone: Callable[[], None] = nothing,
    ) -> None:
        self._leave()
        if kept is None:
            self._spare.lose()
            self._keep(content)
            return

        def leave() -> None:
            memory = self._memory
            self._spare.set_aside(memory if memory and memory.complete and memory.values else None, gone)
            self._keep(content)
            kept(self._spare.there)

        waited, self._then = self._then, None
        self._leaving = leave
        if self._memory is None and not waited:
            self.remember()
        if self._asking and not waited:
            self._then = self._leave
        else:
            self._leave()

    def bring_back(self) -> bool:
        memory = self._spare.take()
        if memory is None:
            return False
        if self._offer:  # it comes when what is offered now goes
            self._memory = memory
            return True
        return self._is_ours() and self._put(memory)

    def discard(self) -> None:
        self._spare.take()

    def forget(self) -> None:
        if self._offer or self._leaving:
            return
        if self._asking:
            self._asking.cancel()
        self._asking = self._memory = self._then = None

    # What the keyboard tells.

    def pasting(self) -> None:
        """The paste chord is pressed now: who reads from here on is taken for the window."""
        self._pasting = True
        if self._offer and self._read_before:
            offer = self._offer
            self._unseen = self._loop.after(UNSEEN, lambda: self._tell(offer, Reading.BY_READER))

    def _look(self, tries: int) -> None:
        memory = read(self._board.mimeData(), self._loop.now)
        if tries > 1 and memory.complete and not memory.values:
            self._asking = self._loop.after(EMPTY_PAUSE, lambda: self._look(tries - 1))
            return
        self._asking, self._memory = None, memory
        then, self._then = self._then, None
        if then:
            then()

    def _leave(self) -> None:
        leave, self._leaving = self._leaving, None
        if leave:
            leave()

    def _keep(self, content: Content) -> None:
        self._end()
        self.forget()
        self._set(Offer(content, {}))

    def _own(self, content: Content, read: Callable[[Reading], None]) -> None:
        self._end(keep_memory=True)
        offer = Offer(content, self._hints, self._seen)
        self._set(offer)
        if not self._is_there(offer):
            read(Reading.REFUSED)
            return
        self._offer, self._told = offer, read
        read(Reading.OWNED)

    def _put(self, memory: Memory) -> bool:
        """Puts the memory back; False if the system did not take it."""
        if not memory.values:
            self._board.clear()
            return True
        mime = written(memory)
        self._set(mime)
        return self._is_there(mime)

    def _set(self, mime: QMimeData) -> None:
        self._ours = mime  # at once: Qt tells of the change before it returns
        self._board.setMimeData(mime)

    def _is_ours(self) -> bool:
        return self._ours is not None and self._is_there(self._ours)

    def _is_there(self, mime: QMimeData) -> bool:
        return self._board.mimeData() is mime

    def _seen(self, offer: Offer) -> None:
        """Somebody waits for the bytes while this runs, so what follows from it comes later."""
        if offer is not self._offer:
            return  # Qt itself, while it takes the offer; or it is put back already
        reading = Reading.BY_READER if self._pasting else Reading.BY_OTHER
        self._read_before = self._read_before or not self._pasting
        self._loop.call(lambda: self._tell(offer, reading))

    def _tell(self, offer: Offer, reading: Reading) -> None:
        if offer is self._offer:
            self._told(reading)

    def _changed(self) -> None:
        if not self._is_ours():
            self._ours = None
            self._spare.lose()
        if self._offer and not self._is_there(self._offer):
            told = self._told
            self._end()
            told(Reading.LOST)

    def _end(self, *, keep_memory: bool = False) -> None:
        self._offer, self._told = None, _nobody
        self._pasting = self._read_before = False
        if not keep_memory:
            self._memory = None
        if self._unseen:
            self._unseen.cancel()
            self._unseen = None


def _nobody(_reading: Reading) -> None:
    """Nobody waits for news of the clipboard."""
