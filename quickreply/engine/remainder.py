"""What is left of a phrase in several messages: on offer where it was begun, a key for each.

Tab puts the next one in, Escape leaves it for later; every other key goes where it always goes. Until the
message before was sent, by a key or a click, Tab does nothing: two messages must not become one.
"""

from dataclasses import dataclass, replace

from quickreply.core.delivery import Reply
from quickreply.core.keys import Key, Named
from quickreply.core.phrase import Phrase
from quickreply.core.ports import Cancel, Remaining, Stirs, Window
from quickreply.core.search import Match, Matches, Rank
from quickreply.core.usage import How
from quickreply.engine.outside import Outside

LIMIT = 60.0
"""Seconds for which its keys are taken: later nobody thinks of them."""

KEPT = 600.0
"""Seconds for which it can be called after that: it may hold what belongs to one customer."""

_SEEN = 300
"""Characters of a message that a notice needs."""


@dataclass(frozen=True, slots=True)
class Left:
    """The messages of `reply` from `number` on, counted from 1."""

    reply: Reply
    number: int
    how: How
    window: Window
    topic: int
    """A mark of the conversation; 0 if unknown."""
    stirs: Stirs | None
    """What the user had done by then; None where nobody tells."""
    row: Phrase
    """The next message, as the list shows it."""
    sent: bool


class Remainder:
    """Of one phrase at a time, the last one."""

    def __init__(self, outside: Outside) -> None:
        self._outside = outside
        self._left: Left | None = None
        self._claiming = self._keyed = self._seen = False
        self._limit: Cancel | None = None

    def leave(self, reply: Reply, number: int, how: How, window: Window, *, sent: bool) -> None:
        """Offers the messages from `number` on; `sent` is whether the one before was sent for the user."""
        title = f"{number}/{len(reply.messages)} {reply.phrase.label}"
        row = replace(reply.message(number), title=title, code="", aliases=(), wordings=())
        topic, stirs = self._outside.windows.topic(window), self._outside.keyboard.stirs()
        self._left = Left(reply, number, how, window, topic, stirs, row, sent)
        self._claim(window)
        self._seen = not self._is_in_front(window)
        self.look()
        self._limit = self._outside.loop.after(LIMIT, self.put_aside)

    def follow(self, reply: Reply, number: int, window: Window) -> None:
        """Shows which message comes next, and that it comes by itself."""
        self._keyed = self._outside.keyboard.claim(None)
        self._show(reply, number, window, sending=True)

    def take(self) -> Left | None:
        """What is left: it is on its way from here on, and no longer on offer."""
        left, self._left = self._left, None
        self._claim(None)
        self._outside.view.remaining(None)
        return left

    def look(self) -> None:
        """Another window may be in front: it is shown beside its own alone."""
        left = self._left
        if left and self._claiming:
            there = self._is_in_front(left.window)
            if there is not self._seen:
                self._show(left.reply, left.number, left.window if there else None)

    def put_aside(self) -> None:
        """No key takes it any more; it can still be called."""
        self._claim(None)
        if left := self._left:
            self._show(left.reply, left.number, None)
            self._limit = self._outside.loop.after(KEPT, self._drop)

    def wants(self, key: Key) -> bool:
        """Whether this key is for what is on offer, and not for the window in front."""
        plain = key.named in {Named.TAB, Named.ESCAPE} and not key.shortcut
        return plain and self._claiming and self._is_here()

    @property
    def sent(self) -> bool:
        """Whether the message before may have been sent: something was done since."""
        left = self._left
        before = left.stirs if left else None
        return before is None or (left is not None and left.sent) or self._outside.keyboard.stirs() != before

    def among(self, matches: Matches, window: Window | None) -> Matches:
        """What the list offers in `window` before anything was typed: what is left there comes first."""
        left = self._left
        if left is None or window is None or not self._is_at(left, window):
            return matches
        row = Match(left.row, Rank.OFFERED, "")
        return replace(matches, rows=(row, *matches.rows), total=matches.total + 1)

    def belongs_elsewhere(self, window: Window) -> str | None:
        """What the phrase is called whose rest is for another conversation than that in `window`."""
        left = self._left
        return None if left is None or self._is_at(left, window) else left.reply.phrase.label

    def is_row(self, phrase: Phrase) -> bool:
        """Whether this is the row that stands for what is left."""
        return self._left is not None and phrase is self._left.row

    def _drop(self) -> None:
        self.take()

    def _is_here(self) -> bool:
        """Behind a click it may be another conversation, in the same window."""
        left, here = self._left, self._outside.windows.focused()
        if left is None or here is None or here.id != left.window.id:
            return False
        now = self._outside.keyboard.stirs()
        clicked = left.stirs is not None and now is not None and now.clicks != left.stirs.clicks
        return not clicked or self._is_at(left, here)

    def _is_in_front(self, window: Window) -> bool:
        here = self._outside.windows.focused()
        return here is not None and here.id == window.id

    def _is_at(self, left: Left, window: Window) -> bool:
        return window.id == left.window.id and self._outside.windows.topic(window) == left.topic

    def _claim(self, window: Window | None) -> None:
        if self._limit:
            self._limit.cancel()
        if window or self._claiming:
            self._keyed = self._outside.keyboard.claim(window)
        self._claiming = window is not None

    def _show(self, reply: Reply, number: int, window: Window | None, *, sending: bool = False) -> None:
        self._seen = window is not None
        near = self._outside.windows.area(window) if window else None
        text = reply.messages[number - 1][:_SEEN]
        count, label = len(reply.messages), reply.phrase.label
        told = Remaining(number, count, text, label, near, sending=sending, by_key=self._keyed)
        self._outside.view.remaining(told)
