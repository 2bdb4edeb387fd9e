"""The program's side of hands that work in another process."""

import logging
import os
import select
import signal
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, Signal

from quickreply.core.ports import Rect, Window
from quickreply.core.search import EVERYWHERE, SHOWN, Matches, Scope
from quickreply.core.settings import Settings
from quickreply.core.template.asking import Answers
from quickreply.core.usage import How
from quickreply.desktop.hands import Ability
from quickreply.desktop.pulse import Pulse
from quickreply.desktop.wire import Message, Wire
from quickreply.engine.front import Front, Offered

if TYPE_CHECKING:
    from quickreply.desktop.taken_x11 import Taken

log = logging.getLogger(__name__)

_ANSWER_LIMIT = 1.0
"""Seconds to wait for a search; it takes milliseconds."""

_END_LIMIT = 3.3
"""Seconds the hands have for a last delivery, to let go and to hand the clipboard over."""


class RemoteHands(QObject):
    """`Hands` at the other end of a wire, on the screen `display`.

    Hands that hang while the keyboard is held are killed.

    Signals:
        died: the other process is gone, and nobody asked it to.
    """

    died = Signal()

    def __init__(self, child: int, wire: Wire, questions: Wire, front: Front, display: str = "") -> None:
        super().__init__()
        self._child = child
        self._wire = wire
        self._questions = questions
        self._front = front
        self._abilities: frozenset[Ability] = frozenset()
        self._display = display
        self._taken: Taken | None = None
        self._pulse = Pulse(child, lambda: self._send("pulse"), self._give_up)
        self._news = QSocketNotifier(wire.fileno(), QSocketNotifier.Type.Read, self)
        self._news.activated.connect(self._read)
        self._room = QSocketNotifier(wire.fileno(), QSocketNotifier.Type.Write, self)
        self._room.setEnabled(False)
        self._room.activated.connect(self._catch_up)

    @property
    def abilities(self) -> frozenset[Ability]:
        """What the hands have said of it; nothing before."""
        return self._abilities

    def configure(self, settings: Settings, paused: bool) -> None:
        self._send("configure", settings, paused)

    def restock(self) -> None:
        self._send("restock")

    def shown(self, number: int, area: Rect) -> None:
        self._send("shown", number, area)

    def hidden(self) -> None:
        self._send("hidden")

    def choose(self, number: int, row: int) -> None:
        self._send("choose", number, row)

    def move(self, rows: int) -> None:
        self._send("move", rows)

    def look(self) -> None:
        self._send("look")

    def insert(
        self,
        number: int,
        window: Window | None,
        how: How,
        back: Window | None = None,
        step: int | None = None,
    ) -> None:
        self._send("insert", number, window, how, back, step)

    def fill(self, number: int, window: Window | None, how: How, answers: Answers) -> None:
        self._send("fill", number, window, how, answers)

    def palette_opened(self, window: int, chords: Sequence[str]) -> None:
        self._send("palette_opened", window, chords)

    def palette_closed(self) -> None:
        self._send("palette_closed")

    def declined(self) -> None:
        self._send("declined")

    def keep(self, number: int, step: int | None = None) -> None:
        self._send("keep", number, step)

    def reset(self) -> None:
        self._send("reset")

    def glance(self) -> None:
        self._send("glance")

    def repeat(self, how: How) -> None:
        self._send("repeat", how)

    def go_on(self) -> None:
        self._send("go_on")

    def undo(self) -> None:
        self._send("undo")

    def bring_back(self) -> None:
        self._send("bring_back")

    def give_back(self, window: Window, ours: int) -> None:
        self._send("give_back", window, ours)

    def search(self, query: str, scope: Scope = EVERYWHERE, limit: int = SHOWN) -> Matches:
        """Waits for the answer; nothing found if there is none in time."""
        self._questions.send("search", query, scope, limit)
        asked = query, scope, limit
        for _, args in self._answers():
            match args:
                case Matches() as matches, *others if (matches.query, *others) == asked:
                    return matches
        return Matches(query)

    def offered(self) -> Offered | None:
        """As `search`; None if there is no answer in time."""
        self._questions.send("offered")
        for _, args in self._answers():
            match args:
                case (Offered() as offered,):
                    return offered
        return None

    def stop(self) -> None:
        """Waits until the hands have let go; ends them if they do not."""
        self._news.setEnabled(False)
        self._wire.send("stop")
        self._stop_feeling()
        self._room.setEnabled(False)
        limit = time.monotonic() + _END_LIMIT
        while self._questions.open and (left := limit - time.monotonic()) > 0:
            self._wait(self._wire, left)  # the questions are readable when the other end closes
            list(self._questions.receive())  # or when it answers late
        self._bury()
        self._hear_the_last()
        self._wire.close()
        self._questions.close()

    def _send(self, name: str, *args: object) -> None:
        """What the hands do not take now is sent when there is room for it."""
        self._wire.send(name, *args)
        self._room.setEnabled(self._wire.behind)

    def _catch_up(self) -> None:
        self._wire.flush()
        self._room.setEnabled(self._wire.behind)

    def _answers(self) -> Iterator[Message]:
        """What is answered while there is time; then they are felt for."""
        end = time.monotonic() + _ANSWER_LIMIT
        while self._questions.open and (left := end - time.monotonic()) > 0:
            self._wait(self._questions, left)
            yield from self._questions.receive()
        self._pulse.feel()

    def _wait(self, sending: Wire, seconds: float) -> None:
        """Until there is an answer; what `sending` still has to say goes out meanwhile."""
        select.select([self._questions], [sending] if sending.behind else [], [], seconds)
        sending.flush()

    def _hear_the_last(self) -> None:
        """What was inserted, with what is to be told of it later, and what was not."""
        for name, args in self._wire.receive():
            if name in {"used", "remind", "tell"}:
                getattr(self._front, name)(*args)

    def _bury(self) -> None:
        """Ends the other process for certain; the system forgets it only when it was waited for."""
        self._kill()
        os.waitpid(self._child, 0)

    def _kill(self) -> None:
        os.kill(self._child, signal.SIGKILL)

    def _give_up(self) -> None:
        """The server lets go of what they held; that they are gone is heard as of any other end."""
        log.error("the hands give no sign of life")
        self._kill()

    def _begin_feeling(self) -> None:
        """When they catch keys: before that they may be slow to answer."""
        if self._display and self._taken is None:
            from quickreply.desktop.taken_x11 import Taken  # noqa: PLC0415 - 17 ms of Xlib

            self._taken = Taken(self._display)
            self._taken.taken.connect(self._pulse.feel)

    def _stop_feeling(self) -> None:
        self._pulse.stop()
        if self._taken:
            self._taken.close()
            self._taken = None

    def _read(self) -> None:
        for name, args in self._wire.receive():
            match name, args:
                case "able", (frozenset() as abilities,):
                    self._abilities = abilities
                case "beats", (bool() as holding,):
                    self._pulse.beats(holding)
                case _:
                    getattr(self._front, name)(*args)
                    if name == "caught":
                        self._begin_feeling()
        if not self._wire.open:
            self._news.setEnabled(False)
            self._stop_feeling()
            self._bury()
            self.died.emit()
