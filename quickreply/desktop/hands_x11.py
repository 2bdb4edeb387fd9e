"""The hands on X11, in a process of their own.

PySide6 keeps Python's global lock while Qt waits for the X server, the message bus or a clipboard. A key
tap in the same process would wait too, with the keyboard frozen. Here nothing but the hands can make the
hands wait; when the program in front of them is gone, they let go and end.
"""

import os
import signal
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from Xlib.display import Display

from quickreply.core.composition import Method
from quickreply.core.notice import Notice
from quickreply.core.phrase import Phrase
from quickreply.core.ports import Loop, Rect, Remaining, Suggestions, Window
from quickreply.core.search import Matches, Scope
from quickreply.core.settings import Settings
from quickreply.core.template.asking import Question
from quickreply.core.usage import How, UsageEvent
from quickreply.desktop.abilities_x11 import abilities
from quickreply.desktop.apps import Apps
from quickreply.desktop.clipboard_x11 import ClipboardX11
from quickreply.desktop.hands import Ability
from quickreply.desktop.keytap_x11 import KeyTap
from quickreply.desktop.loop import SelectorLoop
from quickreply.desktop.polling import poll
from quickreply.desktop.window_x11 import WindowsX11
from quickreply.desktop.wire import Message, Wire
from quickreply.engine.composing import Composing
from quickreply.engine.courier import Courier
from quickreply.engine.desk import Counter, Desk
from quickreply.engine.front import Caught, Front, Offered
from quickreply.engine.inline import Inline
from quickreply.engine.spot import Spot
from quickreply.engine.stock import Stock

if TYPE_CHECKING:
    from quickreply.core.reminder import Reminder

LAST_DELIVERY = 0.8
"""Seconds a phrase that is on its way has to arrive when the program ends."""

_ENOUGH = 2000
"""Characters of a text that a list or a preview needs; what is inserted is never cut."""


_BREATH = 0.15
"""Seconds after an insertion in which the program in front is left alone: to count makes it write to the
disk and build a menu anew, and the window that reads just then needs the machine more."""


class WiredFront:
    """A `Front` at the other end of a wire. One list is on its way at a time: a slow eye delays nothing."""

    def __init__(self, wire: Wire, loop: Loop) -> None:
        self._wire = wire
        self._loop = loop
        self._counted: list[UsageEvent] = []
        self._offered: Offered | None = None
        self._next: Suggestions | None = None
        self._under_way = False

    def suggest(self, suggestions: Suggestions) -> None:
        if self._under_way:
            self._next = suggestions
        else:
            self._under_way = True
            self._wire.send("suggest", replace(suggestions, matches=shortened(suggestions.matches)))

    def seen(self) -> None:
        """The list has arrived: there may be a newer one."""
        self._under_way = False
        suggestions, self._next = self._next, None
        if suggestions:
            self.suggest(suggestions)

    def able(self, abilities: frozenset[Ability]) -> None:
        """Says once what can be done here: `RemoteHands` keeps it."""
        self._wire.send("able", abilities)

    def alive(self, holding: bool) -> None:
        """Gives a sign of life, and says whether the keyboard is held."""
        self._wire.send("beats", holding)

    def hide(self) -> None:
        self._next = None
        self._wire.send("hide")

    def tell(self, notice: Notice) -> None:
        self._wire.send("tell", notice)

    def used(self, event: UsageEvent) -> None:
        if not self._counted:
            self._loop.after(_BREATH, self.say_the_rest)
        self._counted.append(event)

    def say_the_rest(self) -> None:
        """Says what was held back."""
        counted, self._counted = self._counted, []
        for event in counted:
            self._wire.send("used", event)
        if self._offered:
            self.stocked(self._offered)

    def ask(self, question: Question, how: How, window: Window | None, near: Rect | None) -> None:
        self._wire.send("ask", question, how, window, near)

    def looked(self, window: Window | None, near: Rect | None, query: str = "") -> None:
        self._wire.send("looked", window, near, query)

    def returned(self, came: bool) -> None:
        self._wire.send("returned", came)

    def remaining(self, remaining: Remaining | None) -> None:
        self._wire.send("remaining", remaining)

    def remind(self, reminder: "Reminder") -> None:
        self._wire.send("remind", reminder)

    def spare(self, there: bool) -> None:
        self._wire.send("spare", there)

    def summoned(self, phrase: int) -> None:
        self._wire.send("summoned", phrase)

    def toggled(self) -> None:
        self._wire.send("toggled")

    def caught(self, caught: Caught) -> None:
        self._wire.send("caught", caught)

    def composes(self, method: Method) -> None:
        self._wire.send("composes", method)

    def stocked(self, offered: Offered) -> None:
        self._offered = offered if self._counted else None
        if self._counted:
            return
        self._wire.send("stocked", cut(offered))


class Farewell:
    """Ends the hands' work: at once, or when the phrase that is on its way has arrived.

    A window that has been told to paste asks for the clipboard a moment later. If it is gone by then, or the
    old content is there again, the window hangs or pastes what was never meant for it.
    """

    def __init__(self, loop: SelectorLoop, tap: KeyTap, inline: Inline) -> None:
        self._loop = loop
        self._tap = tap
        self._inline = inline
        self._said = False

    def say(self) -> None:
        """No code is begun any more, and soon it is over; saying it twice is fine."""
        if self._said:
            return
        self._said = True
        if self._inline.busy:
            self._tap.catch(None, {})
        poll(self._loop, lambda: not self._inline.busy, LAST_DELIVERY, lambda _: self._loop.stop())


class Commands:
    """A `Source`: what the program in front asks for."""

    def __init__(self, wire: Wire, act: Callable[[Message], None], gone: Callable[[], None]) -> None:
        self._wire = wire
        self._act = act
        self._gone = gone

    def fileno(self) -> int:
        return self._wire.fileno()

    def waiting(self) -> bool:
        return self._wire.waiting

    def behind(self) -> bool:
        return self._wire.behind

    def ready(self) -> None:
        self._wire.flush()
        for message in self._wire.receive():
            self._act(message)
        if not self._wire.open:
            self._gone()

    def stumbled(self) -> None:
        """Nothing here holds anything."""


def watch_commands(
    loop: SelectorLoop, wire: Wire, act: Callable[[Message], None], gone: Callable[[], None]
) -> None:
    """Does what is asked for through `wire` until nobody is there to ask for more; then calls `gone`."""

    def leave() -> None:
        loop.leave(commands)
        gone()

    commands = Commands(wire, act, leave)
    loop.watch(commands)


def serve(display: str, apps: Apps, stock: Stock, settings: Settings, wire: Wire, questions: Wire) -> None:
    """Works for the program at the other end of `wire` until it says stop or is gone.

    `questions` is for what it waits for.

    Raises:
        Xlib.error.DisplayError: there is no server to talk to.
    """
    loop = SelectorLoop()
    front = WiredFront(wire, loop)
    keys, selections = Display(display), Display(display)
    windows = WindowsX11(keys, loop, apps)
    tap = KeyTap(keys, loop, windows)
    clipboard = ClipboardX11(selections, loop)
    view = Counter(front, stock)
    courier = Courier(tap.keyboard, clipboard, windows, view, loop, stock.images)
    inline = Inline(tap.keyboard, windows, clipboard, courier, view, loop, lambda: stock.catalogue)
    tap.attach(inline)
    desk = Desk(inline, tap, windows, stock, front, loop, loop.aside)
    farewell = Farewell(loop, tap, inline)

    def command(message: Message) -> None:
        name, args = message
        if name in ("shown", "hidden"):  # a list that is closed at once is never seen
            front.seen()
        match name:
            case "stop":
                farewell.say()
            case "pulse":
                front.alive(tap.keyboard.holding)
            case _:
                getattr(desk, name)(*args)

    def answer(message: Message) -> None:
        match message:
            case "search", (str(query), Scope() as scope, int(limit)):
                questions.send("matches", shortened(desk.search(query, scope, limit)), scope, limit)
            case "offered", ():
                questions.send("offered", cut(desk.offered()))

    loop.watch(tap)
    loop.watch(clipboard)
    loop.after(_BREATH, lambda: _attend_buses(loop, display, tap.composing, inline.spot, front))
    for line, act in ((wire, command), (questions, answer)):
        watch_commands(loop, line, act, farewell.say)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: loop.call(farewell.say))
    front.able(abilities(keys))
    desk.restock()
    desk.configure(settings, paused=False)
    try:
        loop.run()
    finally:
        desk.stop()
        desk.end()
        front.say_the_rest()
        tap.close()
        clipboard.close()


def _attend_buses(loop: SelectorLoop, display: str, composing: Composing, spot: Spot, front: Front) -> None:
    """After the start: what it needs is a while in coming, and keys are caught without it."""
    from quickreply.desktop.caret_atspi import CaretAtspi  # noqa: PLC0415 - that is the while
    from quickreply.desktop.inputmethod import attend, session_address  # noqa: PLC0415 - same

    attend(loop, os.environ, display, composing, front.composes)
    spot.teller = CaretAtspi(loop, session_address(os.environ))


def shortened(matches: Matches) -> Matches:
    """The same rows with no more of their texts than can be seen."""
    rows = tuple(
        replace(row, phrase=_short(row.phrase))
        if row.phrase.html or row.phrase.wordings or len(row.phrase.text) > _ENOUGH
        else row
        for row in matches.rows
    )
    exact = matches.exact and _short(matches.exact)
    return replace(matches, rows=rows, exact=exact)


def cut(offered: Offered) -> Offered:
    """The same for what the menu shows."""
    pinned, recent = (tuple(map(_short, phrases)) for phrases in (offered.pinned, offered.recent))
    return replace(offered, pinned=pinned, recent=recent, last=offered.last and _short(offered.last))


def _short(phrase: Phrase) -> Phrase:
    wordings = tuple(replace(one, text=one.text[:_ENOUGH]) for one in phrase.wordings)
    return replace(phrase, text=phrase.text[:_ENOUGH], wordings=wordings, html="")
