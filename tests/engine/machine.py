"""Somebody types, clicks and changes windows at random; the engine on fakes must do what the model does."""

from collections import Counter

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from quickreply.core.delivery import Selection
from quickreply.core.keys import Key, Named
from quickreply.core.notice import ON_CLIPBOARD, STILL_HANGS
from quickreply.core.ports import Suggestions, Window
from quickreply.core.settings import Boundary, Fire, Settings
from quickreply.core.usage import How
from quickreply.engine.doubts import SILENCE
from tests.engine.conftest import TERMINAL
from tests.engine.model import Model, Outside, Page
from tests.engine.shelf import catalogue, phrase
from tests.fakes import TEXT, FakeDesktop, FakeView, Formats

PHRASES = (
    phrase(1, "fh", "shipping", "«On its way»"),
    phrase(2, "fhd", "shipping date", "«To\nmorrow»", pinned=True),
    phrase(3, "th", "returns", "«Seven days»"),
    phrase(4, "d1", "one", "«One»"),
    phrase(5, "d12", "twelve", "«Twelve»"),
    phrase(6, "7t", "seven", "«7»", pinned=True),
    phrase(7, "", "price list", "«See below»"),
    phrase(8, "", "final word", "«Bye»"),
)
NEVER = 1e6
"""Seconds until a window that never reads does."""

KEYS = [*"/fhdtprx127aF.", "space", "enter", "tab", "backspace", "escape", "up", "down", "left"]
WORDS = [
    "/fh ", "/fhd\n", "/th\t", "/f", "/fx", "/zz", "//", "/d1 ", "/d12\n", "/7t ", "/pri\n", "/f2", "/ ",
    "1/2", "ok ", "a", " ", "\n",
]  # fmt: skip
KEY = st.sampled_from(KEYS)
PAUSE = st.sampled_from([0.0, 0.001, 0.005, 0.02, 0.05, 0.1, 0.3, 0.7])
NAMES = {" ": "space", "\n": "enter", "\t": "tab"}


class TimedView(FakeView):
    """A view that knows when the list last changed."""

    changed = 0.0

    def suggest(self, suggestions: Suggestions) -> None:
        self.changed = self._loop.now()
        super().suggest(suggestions)


class Typing(RuleBasedStateMachine):
    """Three windows: a chat that sends on Enter, a note, a terminal without codes."""

    @initialize(delay=st.sampled_from([0.001, 0.01, 0.2]))
    def sit_down(self, delay: float) -> None:
        self.desk = desk = FakeDesktop()
        desk.view = TimedView(desk.loop)
        self.inline = desk.engine(catalogue(*PHRASES))
        terminal, note, chat = desk.windows.open("xterm", TERMINAL), desk.windows.open("note"), desk.field
        chat.sends = True
        chat.read_delay = delay
        self.fields = {"chat": chat, "note": note, "xterm": terminal}
        pages = [Page("chat", sends=True), Page("note"), Page("xterm", takes_codes=False)]
        self.model = Model(PHRASES, Outside({page.name: page for page in pages}), "chat")
        desk.windows.focus(chat)
        self.down: list[str] = []
        self.latest = ""
        self.smeared = False

    # The keyboard.

    @rule(key=KEY, pause=PAUSE)
    def strike(self, key: str, pause: float) -> None:
        """Down and up."""
        self.press(key)
        self.wait(pause)
        self.let_go(key)

    @rule(word=st.sampled_from(WORDS), pause=PAUSE, overlaps=st.booleans())
    def write(self, word: str, pause: float, overlaps: bool) -> None:
        """A few keys in a row, each up before or after the next is down."""
        last = ""
        for key in (NAMES.get(char, char) for char in word):
            if last and (last == key or not overlaps):
                self.let_go(last)
            self.press(key)
            self.wait(pause)
            if last and last != key and overlaps:
                self.let_go(last)
            last = key
        self.let_go(last)

    @rule(key=KEY)
    def press(self, key: str) -> None:
        """A key goes down; if it is down already, it repeats, as only the last key does."""
        if key in self.down:
            if key == self.latest:
                self.repeat(key)
            return
        self.latest = key
        self.down.append(key)
        self.model.press(key)
        self.desk.typist.down(key)

    @rule(key=KEY)
    def let_go(self, key: str) -> None:
        if key in self.down:
            self.down.remove(key)
            self.desk.typist.up(key)

    @precondition(lambda self: self.latest in self.down)
    @rule(times=st.integers(1, 3))
    def lean_on(self, times: int) -> None:
        """The key that went down last repeats."""
        for _ in range(times):
            self.repeat(self.latest)

    @rule(key=st.sampled_from("ac/"))
    def shortcut(self, key: str) -> None:
        if key in self.down:
            return
        self.latest = "ctrl"
        self.desk.typist.down("ctrl")
        self.model.press(key, shortcut=True)
        self.desk.typist.key(key)
        self.desk.typist.up("ctrl")
        self.pass_time()

    # The mouse, and time.

    @rule(pause=PAUSE)
    def wait(self, pause: float) -> None:
        self.desk.loop.advance(pause)
        self.pass_time()

    @rule()
    def fall_silent(self) -> None:
        self.wait(12)

    @rule()
    def click(self) -> None:
        """It happens when all that was typed before is through; somebody who clicks waits that long."""
        self.model.turn_away()
        self.desk.typist.click()
        self.drain()
        self.model.before = None

    @rule(name=st.sampled_from(["chat", "note", "xterm"]))
    def click_into(self, name: str) -> None:
        """The click gives another window the keyboard."""
        self.model.turn_away()
        self.desk.typist.click(lambda: self.desk.windows.focus(self.fields[name]))
        self.drain()
        self.turn_to(name)

    @rule(name=st.sampled_from(["chat", "note", "xterm"]))
    def lose_focus(self, name: str) -> None:
        """Another window takes the keyboard by itself, whatever is under way."""
        if self.model.front == name:
            return
        waits = bool(self.inline._courier._waiting)
        if self.delivering:
            self.model.lose_focus_on_the_way(name, self.delivered, arrives=not waits)
        else:
            self.model.lose_focus(name)
        self.smeared = self.smeared or bool(self.down)
        self.desk.windows.focus(self.fields[name])
        if waits:
            self.drain()

    # Phrases from elsewhere, the clipboard, settings.

    @rule(number=st.integers(0, 7), name=st.sampled_from(["chat", "note", "xterm", "gone"]))
    def insert(self, number: int, name: str) -> None:
        """From the palette. A window that is gone does not come."""
        chosen = PHRASES[number]
        self.model.turn_away()
        if name == "gone":
            self.lift_all()
            self.inline.insert(chosen, Window(0, 0, ""), How.PALETTE)
            self.drain()
            before = self.model.before
            self.model.leave(chosen)
            self.model.before = before
        else:
            self.inline.insert(chosen, self.fields[name].window, How.PALETTE)
            self.drain()
            self.turn_to(name)
            self.model.insert(chosen, How.PALETTE)

    @precondition(lambda self: not self.desk.keyboard.holding)
    @rule(text=st.sampled_from([b"old", b"older"]), picture=st.booleans())
    def copy(self, text: bytes, picture: bool) -> None:
        copied: Formats = {TEXT: text} | ({"image/png": b"\x89PNG"} if picture else {})
        self.desk.clipboard.copy(copied)
        self.model.seen.clipboard = copied

    @precondition(lambda self: not self.desk.keyboard.holding)
    @rule(boundary=st.sampled_from(Boundary), fire=st.sampled_from(Fire), paused=st.booleans())
    def configure(self, boundary: Boundary, fire: Fire, paused: bool) -> None:
        self.model.boundary, self.model.fire, self.model.paused = boundary, fire, paused
        self.inline.configure(Settings(boundary=boundary, fire=fire), paused=paused)

    @precondition(lambda self: not self.delivering)
    @rule(deaf=st.booleans())
    def turn_deaf(self, deaf: bool) -> None:
        """The chat's program hangs and reads nothing, or is back."""
        chat = self.model.seen.pages["chat"]
        chat.reads, chat.owes = not deaf, chat.owes and deaf
        self.fields["chat"].read_delay = NEVER if deaf else 0.01
        self.wait(0 if deaf else SILENCE)  # until then what is new for it may be refused
        self.model.seen.pages["chat"].owes &= deaf

    # What must hold.

    @invariant()
    def what_stands_is_what_must(self) -> None:
        self.desk.loop.run()
        if self.delivering or self.inline._dispatch._errands:
            return
        seen = self.model.seen
        for name, page in seen.pages.items():
            stands = self.fields[name]
            assert (stands.text, stands.sent) == (page.text, page.sent), name
            assert _names(stands.others) == page.others, name
        shown = self.desk.view.open
        assert (shown and shown.typed) == self.model.typed
        assert (shown and shown.row) == self.model.row
        assert Counter(notice.message for notice in self.desk.view.notices) == seen.told
        assert [(event.phrase, event.how, event.app) for event in self.desk.view.events] == seen.used

    def teardown(self) -> None:
        """At rest nothing is held, nothing is planned, and the clipboard is what it was."""
        if not hasattr(self, "desk"):
            return
        self.lift_all()
        self.wait(60)
        self.what_stands_is_what_must()
        assert not self.desk.keyboard.holding
        assert self.desk.view.open is None
        assert self.desk.clipboard.formats() == self.model.seen.clipboard
        assert self.desk.clipboard.formats(Selection.PRIMARY) == {}
        assert not self.inline._courier.busy
        if not self.smeared:
            assert [field.down for field in self.fields.values()] == [[], [], []]

    # How the model keeps up.

    @property
    def delivering(self) -> bool:
        return self.inline._dispatch._delivering

    def repeat(self, key: str) -> None:
        """What is held repeats into the list or the window; behind a phrase on its way it does not."""
        if key == "/" and not self.desk.keyboard.holding:
            return  # where nobody holds the keyboard a slash that repeats cannot be told from a new one
        if not self.desk.keyboard.holding:
            self.model.press(key)
        elif not self.delivering:
            self.model.repeat(key)
        self.desk.typist.down(key)

    @property
    def delivered(self) -> int:
        """How many phrases have arrived, or been left on the clipboard."""
        left = [notice for notice in self.desk.view.notices if notice.message in (ON_CLIPBOARD, STILL_HANGS)]
        return len(self.desk.view.events) + len(left)

    def turn_to(self, name: str) -> None:
        self.smeared = self.smeared or bool(self.down)
        self.model.turn_to(name)

    def lift_all(self) -> None:
        for key in [*self.down]:
            self.let_go(key)

    def pass_time(self) -> None:
        """Silence ends a code: seconds since the list last changed, once nothing is on its way."""
        limit = 1.5 if self.model.astray else 10.0
        if not self.delivering and self.desk.view.changed + limit <= self.desk.loop.now():
            self.model.turn_away()

    def drain(self) -> None:
        """Waits until everything under way has arrived, and no longer."""
        self.desk.loop.run()
        while self.delivering or self.inline._dispatch._errands:
            self.desk.loop.advance(0.01)


def _names(keys: list[Key]) -> list[str]:
    """Keys that typed nothing, as the model writes them."""
    return [
        f"ctrl+{key.char}" if key.shortcut else key.named.name.casefold().replace("other", "left")
        for key in keys
        if key.named is not Named.MODIFIER
    ]
