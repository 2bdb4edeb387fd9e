"""Carries out one delivery plan after the other, step by step, waiting for events and never for a clock."""

from collections import deque
from collections.abc import Callable, Mapping
from datetime import datetime

from quickreply.core.delivery import (
    AwaitQuiet,
    AwaitRead,
    Content,
    Delivery,
    Offer,
    OfferPicture,
    Press,
    Reading,
    Restore,
    Send,
    StepBack,
    plan,
)
from quickreply.core.notice import (
    CLIPBOARD_LOST,
    CLIPBOARD_TAKEN,
    NO_PICTURES,
    NOT_SENT,
    PICTURE_GONE,
    PICTURE_LEFT,
    STILL_HANGS,
    Notice,
)
from quickreply.core.ports import (
    Cancel,
    Clipboard,
    Images,
    Keyboard,
    Loop,
    View,
    Window,
    Windows,
    no_images,
)
from quickreply.core.settings import Settings
from quickreply.core.usage import UsageEvent
from quickreply.engine.doubts import Doubts
from quickreply.engine.job import Job
from quickreply.engine.leftover import Leftover

OFFER_DEADLINE = 1.8
"""Seconds in which the clipboard must be ours; a little more than its memory may take."""

QUIET_LIMIT = 1.0
"""Seconds after which the old clipboard is put back though somebody still looks: some programs never stop."""

HELD_LIMIT = 0.3
"""Seconds after which the user's keys go on all the same."""


class Courier:
    """One courier carries everything, so two deliveries are never under way at once.

    The user's keys may go on as soon as the window has the text; the clipboard is put back later,
    and the next delivery waits for that.
    """

    def __init__(
        self,
        keyboard: Keyboard,
        clipboard: Clipboard,
        windows: Windows,
        view: View,
        loop: Loop,
        images: Images = no_images,
    ) -> None:
        self._keyboard = keyboard
        self._clipboard = clipboard
        self._windows = windows
        self._view = view
        self._loop = loop
        self._images = images
        self._settings = Settings()
        self._job: Job | None = None
        self._waiting: deque[Job] = deque()
        self._timer: Cancel | None = None
        self._doubts = Doubts(windows, loop)
        self.leftover = Leftover(clipboard, view, loop)
        """Where a phrase goes that cannot be inserted."""

    def configure(self, settings: Settings) -> None:
        """Takes new settings; what is on its way goes on."""
        self._settings = settings

    @property
    def busy(self) -> bool:
        """Whether anything is under way, putting the clipboard back included."""
        return self._job is not None

    def deliver(self, delivery: Delivery, window: Window, done: Callable[[bool | None], None]) -> None:
        """Puts the phrase into `window`, behind those already on their way.

        Calls `done` once: True when the window has read the whole text and nothing is left to be pressed,
        False when it stays on the clipboard, or was not sent, None when it is nowhere; the user was told.
        """
        steps = plan(delivery, self._settings.facts(window.cls, self._windows.facts(window)))
        self._waiting.append(Job(delivery, window, steps, done))
        if self._job is None:
            self._next_job()

    def stumbled(self) -> None:
        """The key tap failed and let go of everything: what has not arrived stays on the clipboard."""
        self._stop_timer()
        jobs = [*filter(None, [self._job]), *self._waiting]
        self._job = None
        self._waiting.clear()
        for job in jobs:
            if job.told:
                self._view.tell(Notice(CLIPBOARD_LOST, {"label": job.delivery.phrase.label}))
            else:
                self._fail(job)

    def _next_job(self) -> None:
        self._job = self._waiting.popleft() if self._waiting else None
        if job := self._job:
            self._doubts.settle(job.window, lambda answers: self._begin(job, answers))

    def _begin(self, job: Job, answers: bool) -> None:
        if job is not self._job:
            return
        if answers:
            self._perform(job)
        else:  # what it is going to paste stays on the clipboard
            self._view.tell(Notice(STILL_HANGS, {"label": job.delivery.phrase.label}))
            self._clipboard.forget()
            self._give_up(job, there=None)

    def _perform(self, job: Job) -> None:
        match job.step:
            case Offer(content):
                self._offer(content, job)
            case OfferPicture(name):
                self._offer_picture(self._images(name), job)
            case Press(chord):
                if self._in_front(job) and self._keyboard.press(chord):
                    self._advance(job)
                else:
                    self._fail(job)
            case AwaitRead(deadline):
                self._await(deadline, job)
            case AwaitQuiet(seconds, held):
                job.patience = self._loop.now() + (HELD_LIMIT if held else QUIET_LIMIT)
                job.inserted, job.offered = True, None
                self._quiet(seconds, job)
                if not (held or job.presses):
                    self._arrived(job)
            case Restore():
                self._arrived(job)
                self._put_back(job)
            case None:
                self._job = None
                self._next_job()
            case step:
                self._press_behind(job, step)

    def _offer(self, content: Content, job: Job) -> None:
        job.offered, job.readings = content, 0
        self._await(OFFER_DEADLINE, job)
        self._clipboard.remember(content.selection)
        self._clipboard.offer(content, job.window, lambda reading: self._read(job, reading))

    def _offer_picture(self, images: Mapping[str, bytes], job: Job) -> None:
        """One that is gone, by a change of the phrase a moment ago, is missing; the rest goes its way."""
        if images:
            self._offer(Content("", images=images), job)
            return
        self._view.tell(Notice(PICTURE_GONE, {"label": job.delivery.phrase.label}))
        job.pass_over()
        self._perform(job)

    def _advance(self, job: Job) -> None:
        self._stop_timer()
        job.at += 1
        self._perform(job)

    def _read(self, job: Job, reading: Reading) -> None:
        """What happened on the clipboard means something only to the step that waits for it."""
        if job is not self._job:
            return
        match job.step, reading:
            case Offer() | OfferPicture(), Reading.OWNED:
                self._advance(job)
            case AwaitRead(readings=needed), Reading.BY_READER:
                job.readings += 1
                if job.readings >= needed:
                    self._advance(job)
            case AwaitQuiet(seconds), Reading.BY_READER | Reading.GLANCE:
                self._quiet(seconds, job)
            case Offer() | OfferPicture() | AwaitRead(), Reading.LOST:
                self._view.tell(Notice(CLIPBOARD_TAKEN, {"label": job.delivery.phrase.label}))
                self._give_up(job)
            case Offer() | OfferPicture(), Reading.REFUSED:
                self._fail(job)
            case AwaitQuiet(), Reading.LOST:
                self._advance(job)
            case _:
                pass

    def _in_front(self, job: Job) -> bool:
        focused = self._windows.focused()
        return focused is not None and focused.id == job.window.id

    def _press_behind(self, job: Job, step: StepBack | Send) -> None:
        """The text is in the window; what stands in another is never sent."""
        here = self._in_front(job)
        if isinstance(step, Send):
            job.sent = here and self._keyboard.press(step.chord)
        elif here:
            self._keyboard.step_back(step.count)
        if not job.sent:
            self._view.tell(Notice(NOT_SENT, {"label": job.delivery.phrase.label}))
        self._advance(job)

    def _arrived(self, job: Job) -> None:
        if job.told:
            return
        delivery = job.delivery
        if delivery.counted is not None:
            passed = round((self._loop.now() - delivery.begun) * 1000)
            at, number = datetime.now().astimezone(), delivery.phrase.id
            self._view.used(UsageEvent(at, number, delivery.how, job.window.cls, delivery.counted, passed))
        if delivery.remind:
            self._view.remind(delivery.remind)
        if delivery.phrase.pictures and not any(isinstance(step, OfferPicture) for step in job.steps):
            self._view.tell(Notice(NO_PICTURES, {"label": delivery.phrase.label}))
        job.tell(job.sent)

    def _put_back(self, job: Job) -> None:
        if not self._clipboard.restore():
            self._view.tell(Notice(CLIPBOARD_LOST, {"label": job.delivery.phrase.label}))
        self._advance(job)

    def _fail(self, job: Job) -> None:
        """The text stays on the clipboard, so a reply is never lost; or the picture, if that is missing."""
        first, label = job.steps[0], job.delivery.phrase.label
        if isinstance(job.step, AwaitRead):
            self._doubts.arise(job.window, job.readings)
        if job.offered and job.inserted:
            self.leftover.leave(job.offered, label, PICTURE_LEFT)
        elif job.inserted:
            self._view.tell(Notice(PICTURE_GONE, {"label": label}))
        elif isinstance(first, Offer):
            self.leftover.leave(first.content, label)
        self._give_up(job)

    def _give_up(self, job: Job, *, there: bool | None = False) -> None:
        self._stop_timer()
        job.sent = job.sent and not any(isinstance(step, Send) for step in job.steps[job.at :])
        job.at = len(job.steps)
        if job.inserted:
            self._arrived(job)
        job.tell(there)
        self._perform(job)

    def _await(self, seconds: float, job: Job) -> None:
        self._stop_timer()
        self._timer = self._loop.after(seconds, lambda: self._fail(job))

    def _quiet(self, seconds: float, job: Job) -> None:
        self._stop_timer()
        left = max(0.0, job.patience - self._loop.now())
        self._timer = self._loop.after(min(seconds, left), lambda: self._advance(job))

    def _stop_timer(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None
