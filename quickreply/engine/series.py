"""A phrase on its way, message by message: each is sent before the next, or the rest is left on offer."""

from collections.abc import Callable
from dataclasses import dataclass

from quickreply.core.delivery import Chord, Delivery, Part, Reply
from quickreply.core.notice import SERIES_STOPPED, Notice
from quickreply.core.phrase import Phrase
from quickreply.core.ports import Cancel, Window
from quickreply.core.settings import Settings
from quickreply.core.usage import How
from quickreply.engine.courier import Courier
from quickreply.engine.outside import Outside
from quickreply.engine.remainder import Remainder
from quickreply.engine.undo import Undo


@dataclass(slots=True)
class _Run:
    """The messages of `reply` from `number` on, counted from 1."""

    reply: Reply
    number: int
    how: How
    begun: float
    window: Window
    send: Chord | None
    done: Callable[[], None]
    stopped: bool = False
    pause: Cancel | None = None

    @property
    def message(self) -> Phrase:
        return self.reply.message(self.number)

    @property
    def back(self) -> int:
        return self.reply.back if self.number == len(self.reply.messages) and not self.send else 0

    @property
    def is_over(self) -> bool:
        return self.number > len(self.reply.messages)


class Series:
    """One phrase at a time."""

    def __init__(self, outside: Outside, courier: Courier, remainder: Remainder) -> None:
        self._outside = outside
        self._courier = courier
        self._remainder = remainder
        self._settings = Settings()
        self.undo = Undo(outside)
        """Takes the last message back."""
        self._run: _Run | None = None

    def configure(self, settings: Settings) -> None:
        """Takes new settings."""
        self._settings = settings

    @property
    def goes_on(self) -> bool:
        """Whether another message follows by itself."""
        run = self._run
        return run is not None and run.send is not None and run.number < len(run.reply.messages)

    def begin(
        self, reply: Reply, how: How, begun: float, window: Window, done: Callable[[], None], number: int = 1
    ) -> None:
        """Brings the messages from `number` on; `done` is called when the keyboard may be let go.

        From another than the first on they are not sent: something may have been typed before.
        """
        send = self._send(reply, window) if number == 1 else None
        self._remainder.put_aside()
        self._run = run = _Run(reply, number, how, begun, window, send, done)
        self._deliver(run)

    def stop(self) -> None:
        """After the message that is on its way none is sent any more."""
        run = self._run
        if run is None:
            return
        run.stopped = True
        if run.pause:
            run.pause.cancel()
            self._finish(run)

    def leave(self) -> None:
        """The user went to another window: the rest is none of its business."""
        run = self._run
        if run and self.goes_on and not run.stopped:
            self._tell_stopped(run)
        self.stop()

    def forget(self) -> None:
        """Keys do not wait for it any more; a message that is on its way is still told of."""
        run = self._run
        if run and run.pause:
            run.pause.cancel()
            self._run = None
        elif run:
            run.stopped = True

    def _send(self, reply: Reply, window: Window) -> Chord | None:
        """What sends a message in this window; None if the user has not said that we may."""
        chord = self._settings.sends(window.cls, self._outside.windows.facts(window).send)
        return chord if len(reply.messages) > 1 or reply.phrase.send else None

    def _deliver(self, run: _Run) -> None:
        reply, several = run.reply, len(run.reply.messages)
        part = Part(run.number, several, len(reply.phrase.text)) if several > 1 else None
        remind = reply.remind if run.number == 1 else None
        delivery = Delivery(run.message, run.how, run.begun, part, run.back, run.send, remind)
        self._courier.deliver(delivery, run.window, lambda there: self._delivered(run, there))

    def _delivered(self, run: _Run, there: bool | None) -> None:
        """A message that is nowhere is still to come, if others are."""
        if run is not self._run:
            return
        self._note(run, there=bool(there))
        run.number += there is not None or len(run.reply.messages) == 1
        if run.is_over or run.send is None or run.stopped or not there:
            self._finish(run)
            return
        self._remainder.follow(run.reply, run.number, run.window)
        run.pause = self._outside.loop.after(self._settings.pause / 1000, lambda: self._go_on(run))

    def _note(self, run: _Run, *, there: bool) -> None:
        if there:
            self.undo.note(run.message, run.window, back=run.back, sent=run.send is not None)
        else:
            self.undo.forget()

    def _go_on(self, run: _Run) -> None:
        run.pause = None
        here = self._outside.windows.focused()
        if here is None or here.id != run.window.id:
            self._tell_stopped(run)
            self._finish(run)
        else:
            self._deliver(run)

    def _finish(self, run: _Run) -> None:
        self._run = None
        if not run.is_over:
            self._remainder.leave(run.reply, run.number, run.how, run.window, sent=run.send is not None)
        elif len(run.reply.messages) > 1:
            self._remainder.take()
        run.done()

    def _tell_stopped(self, run: _Run) -> None:
        facts = {"label": run.reply.phrase.label, "number": run.number, "count": len(run.reply.messages)}
        self._outside.view.tell(Notice(SERIES_STOPPED, facts))
