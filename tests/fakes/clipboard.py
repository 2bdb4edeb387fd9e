"""A clipboard and the programs around it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from quickreply.core.delivery import Content, Reading, Selection
from quickreply.core.ports import Cancel, Window, nothing
from tests.fakes.loop import FakeLoop

TEXT, HTML, PNG = "text/plain", "text/html", "image/png"
HINT = "x-kde-passwordManagerHint"

Formats = Mapping[str, bytes]
"""What is on a clipboard: bytes by format."""


@dataclass(slots=True)
class _Board:
    """One selection. `memory` is what to put back, `remembered` when it will have been read."""

    formats: dict[str, bytes] = field(default_factory=dict)
    ours: bool = False
    offering: bool = False
    memory: dict[str, bytes] | None = None
    remembered: float | None = None
    waiting: Cancel | None = None
    """The offer that still waits for its memory."""
    told: Callable[[Reading], None] = lambda _reading: None
    reader: Window | None = None
    leaving: Callable[[], None] | None = None
    """Leaves a phrase that waits for a memory."""
    spare: dict[str, bytes] | None = None
    """What was there before a phrase was left."""
    gone: Callable[[], None] = nothing


class FakeClipboard:
    """A `Clipboard`, and the system's clipboard behind it: `copy` and `read` are other programs.

    A program is known by the `pid` of its window; the one that is pasted into is told from all others.
    """

    def __init__(self, loop: FakeLoop) -> None:
        self._loop = loop
        self._boards = {selection: _Board() for selection in Selection}
        self._offered = Selection.CLIPBOARD
        self.memory_takes = 0.0
        """Seconds the owner of the clipboard takes to hand over what is on it."""
        self.forgetful = False
        """Whether what is on the clipboard is too much to remember."""
        self.refuses = False
        """Whether another program keeps the clipboard for itself."""
        self.open_to_all = False
        """Whether everybody who asks is answered at once, as where it is not known who asks."""

    # The port.

    def remember(self, selection: Selection = Selection.CLIPBOARD) -> None:
        board = self._boards[selection]
        if board.offering or board.remembered is not None:
            return
        board.memory = self._snapshot(board)
        board.remembered = self._loop.now() + self.memory_takes

    def offer(self, content: Content, reader: Window, read: Callable[[Reading], None]) -> None:
        self._offered = content.selection
        board = self._boards[content.selection]
        if board.leaving:
            self._leave(board)
            self.remember(content.selection)
        wait = (board.remembered or 0) - self._loop.now()
        self._call_off(board)
        if wait > 0:
            board.waiting = self._loop.after(wait, lambda: self._own(board, content, reader, read))
        else:
            self._own(board, content, reader, read)

    def restore(self) -> bool:
        board = self._boards[self._offered]
        if not board.offering:
            return True
        memory = board.memory
        self._let_be(board)
        if memory is None:
            return False
        board.formats, board.ours = memory, bool(memory)
        return True

    def keep(
        self,
        content: Content,
        kept: Callable[[bool], None] | None = None,
        gone: Callable[[], None] = nothing,
    ) -> None:
        if content.selection is Selection.PRIMARY:
            self.restore()
            self._let_be(self._boards[Selection.PRIMARY])
        board = self._boards[Selection.CLIPBOARD]
        self._leave(board)
        if kept is None:
            self._lose_spare(board)
            self._put(board, content)
            return

        def leave() -> None:
            board.spare = board.spare or board.memory or None
            board.gone = gone
            self._put(board, content)
            kept(board.spare is not None)

        waited = board.waiting is not None
        if waited:
            board.memory = None
        else:
            self.remember()
        wait = (board.remembered or 0) - self._loop.now()
        self._call_off(board)
        board.leaving = leave
        if wait > 0 and not (waited or board.offering):
            board.waiting = self._loop.after(wait, lambda: self._leave(board))
        else:
            self._leave(board)

    def bring_back(self) -> bool:
        board = self._boards[Selection.CLIPBOARD]
        memory, board.spare = board.spare, None
        if memory is None:
            return False
        if board.offering:
            board.memory = memory
        else:
            board.formats, board.ours = memory, True
        return True

    def discard(self) -> None:
        self._boards[Selection.CLIPBOARD].spare = None

    def forget(self) -> None:
        for board in self._boards.values():
            if not (board.offering or board.leaving):
                self._let_be(board)

    # Other programs.

    def copy(self, formats: Formats, selection: Selection = Selection.CLIPBOARD) -> None:
        """Somebody copies something: what was remembered before is out of date."""
        board = self._boards[selection]
        told, lost = board.told, board.offering
        board.formats, board.ours = dict(formats), False
        self._lose_spare(board)
        if board.waiting:
            board.memory = self._snapshot(board)
        else:
            self._let_be(board)
        if lost:
            told(Reading.LOST)

    def read(
        self, by: Window | None = None, mime: str = TEXT, selection: Selection = Selection.CLIPBOARD
    ) -> bytes | None:
        """A program reads one format: that of the window `by`, or some clipboard tool, which gets no answer
        while something is offered.
        """
        board = self._boards[selection]
        if board.offering and not (self.open_to_all or self._is_reader(board, by)):
            return None
        data = board.formats.get(mime)
        if board.offering and data is not None:
            board.told(Reading.BY_READER if self._is_reader(board, by) else Reading.BY_OTHER)
        return data

    def glance(self, by: Window | None = None, selection: Selection = Selection.CLIPBOARD) -> frozenset[str]:
        """A program asks which formats there are."""
        board = self._boards[selection]
        if board.offering and self._is_reader(board, by):
            board.told(Reading.GLANCE)
        return frozenset(board.formats)

    def formats(self, selection: Selection = Selection.CLIPBOARD) -> Formats:
        """What is on the clipboard, without anybody noticing the look."""
        return dict(self._boards[selection].formats)

    @property
    def text(self) -> str | None:
        """The text on the clipboard, without anybody noticing the look."""
        data = self.formats().get(TEXT)
        return None if data is None else data.decode()

    def _own(self, board: _Board, content: Content, reader: Window, read: Callable[[Reading], None]) -> None:
        board.waiting = None
        if self.refuses:
            read(Reading.REFUSED)
            return
        board.formats = {**_formats(content), HINT: b"secret"}
        board.ours = board.offering = True
        board.told, board.reader = read, reader
        read(Reading.OWNED)

    @classmethod
    def _put(cls, board: _Board, content: Content) -> None:
        cls._let_be(board)
        board.formats, board.ours = _formats(content), True

    @staticmethod
    def _leave(board: _Board) -> None:
        leave, board.leaving = board.leaving, None
        if leave:
            leave()

    @staticmethod
    def _lose_spare(board: _Board) -> None:
        spare, board.spare = board.spare, None
        if spare is not None:
            board.gone()

    @staticmethod
    def _is_reader(board: _Board, by: Window | None) -> bool:
        return by is not None and board.reader is not None and by.pid == board.reader.pid

    def _snapshot(self, board: _Board) -> dict[str, bytes] | None:
        return None if self.forgetful else dict(board.formats)

    @staticmethod
    def _call_off(board: _Board) -> None:
        if board.waiting:
            board.waiting.cancel()
        board.waiting = None

    @classmethod
    def _let_be(cls, board: _Board) -> None:
        cls._call_off(board)
        board.offering, board.memory, board.remembered = False, None, None
        board.told, board.reader = _nobody, None


def _formats(content: Content) -> dict[str, bytes]:
    text = {TEXT: content.text.encode()} if content.text else {}
    return {**text, **({HTML: content.markup} if content.html else {}), **content.images}


def _nobody(_reading: Reading) -> None:
    """Nobody waits for news of the clipboard."""
