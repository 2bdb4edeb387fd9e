"""What the engine needs from outside, as small protocols; the rooms above bring the real ones."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from quickreply.core.delivery import AppFacts, Chord, Content, Reading, Selection
from quickreply.core.keys import Key
from quickreply.core.notice import Notice
from quickreply.core.search import Matches
from quickreply.core.template.asking import Question
from quickreply.core.usage import How, UsageEvent

if TYPE_CHECKING:
    from quickreply.core.reminder import Reminder


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle on the screen, in device pixels from the top left corner."""

    x: int
    y: int
    width: int
    height: int

    def holds(self, x: int, y: int) -> bool:
        """Whether the point lies inside."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


@dataclass(frozen=True, slots=True)
class Window:
    """A window of another program: where text goes. `cls` is its class name, never its title.

    `focus` is the window that has the keyboard, `id` the top-level one around it.
    """

    id: int
    focus: int
    cls: str
    pid: int = 0
    pointed: bool = False
    """Whether it has the keyboard only because the pointer is in it."""


class Cancel(Protocol):
    """Something that was asked for later and may be called off."""

    def cancel(self) -> None:
        """It will not happen any more; calling it off twice is fine."""


class Loop(Protocol):
    """The thread in which keys, clipboard and deliveries happen, one after the other."""

    def now(self) -> float:
        """Seconds on a clock that only goes forward."""

    def after(self, seconds: float, act: Callable[[], None]) -> Cancel:
        """Does `act` in this thread, `seconds` from now. To be called in this thread only."""

    def call(self, act: Callable[[], None]) -> None:
        """Does `act` in this thread, soon. May be called from any thread."""


@dataclass(frozen=True, slots=True)
class Stirs:
    """How often the user has pressed a key that a window got, and clicked, since we began to look."""

    keys: int
    clicks: int


class Keyboard(Protocol):
    """Hands on the keyboard: holds it, gives keys back, presses chords."""

    def hold(self, window: Window | None) -> bool:
        """Keys go to us and nowhere else from now on; False if the system refuses.

        What is given and pressed is meant for `window` alone; None while it still has to come
        to the front. Holding again only changes the window.
        """

    def give(self, keys: Sequence[Key]) -> None:
        """Plays `keys` to the window, in order, behind those given before."""

    def show(self, key: Key) -> None:
        """Lets the window see `key`, behind what was given before, while the key itself stays held.

        Its release and its repeats reach no window.
        """

    def erase(self, count: int) -> None:
        """Takes `count` characters before the caret away, behind what was given before."""

    def step_back(self, count: int) -> None:
        """Moves the caret `count` characters to the left, behind what was given before."""

    def press(self, chord: Chord) -> bool:
        """Presses a chord in the window while the user's keys stay held; False if it cannot be done."""

    def claim(self, window: Window | None) -> bool:
        """Tab and Escape, by themselves, come to us first while `window` has the keyboard; None: no more.

        False if keys cannot be claimed here.

        Not while an input method composes: they are its keys then.
        """

    def stirs(self) -> Stirs | None:
        """What the user has done by now; None where nobody tells. Does not count the keys we press."""

    def overtaken(self) -> tuple[Key, ...]:
        """The keys that reached the window before it was held, and were not told of yet."""

    def release(self) -> None:
        """Nothing is wanted from the keyboard any more: lets go once all that was given is played."""


def nothing() -> None:
    """Nobody needs to know."""


class Clipboard(Protocol):
    """The clipboard as a transaction: remember what is on it, offer ours, put it back."""

    def remember(self, selection: Selection = Selection.CLIPBOARD) -> None:
        """Begins to read what is on the clipboard, in all formats; does not wait.

        Does nothing while an earlier offer of ours has not been put back: its memory is inherited.
        """

    def offer(self, content: Content, reader: Window, read: Callable[[Reading], None]) -> None:
        """Owns the clipboard with `content`, and tells `read` so and every look at it from then on.

        Waits for a memory that is still being made, within its bounds. Where it is known who asks, nobody but
        the window's program is answered until this offer is over.
        """

    def restore(self) -> bool:
        """Puts back what was remembered, unless somebody else owns the clipboard by now.

        False if what was there could not be remembered in full; ours stays then.
        """

    def keep(
        self,
        content: Content,
        kept: Callable[[bool], None] | None = None,
        gone: Callable[[], None] = nothing,
    ) -> None:
        """Leaves `content` on the clipboard for the user; what was remembered is forgotten.

        With `kept`, not quite: what was there is remembered first, within the bounds of a memory and unless
        an offer has waited for that. Once `content` is there, `kept` is told whether the old can be brought
        back; `gone` is told when it cannot any more, because somebody has copied. Of several in a row the
        oldest is what comes back.
        """

    def bring_back(self) -> bool:
        """Puts back what was there before `keep`; False if it is not ours to put back any more."""

    def discard(self) -> None:
        """What could be brought back is not needed any more; `gone` is not told."""

    def forget(self) -> None:
        """No delivery came of it: what was remembered is not needed."""


class Windows(Protocol):
    """Which window has the keyboard, and how to give it the keyboard."""

    def focused(self) -> Window | None:
        """The window that has the keyboard; None if none has."""

    def area(self, window: Window) -> Rect | None:
        """Where the window is on the screen now; None if that is unknown."""

    def activate(self, window: Window, done: Callable[[bool], None]) -> None:
        """Brings `window` to the front; calls `done` when it has the keyboard, or cannot get it in time."""

    def topic(self, window: Window) -> int:
        """A mark of the window's title, to tell one conversation from another; 0 if unknown."""

    def answers(self, window: Window, within: float, told: Callable[[bool], None]) -> None:
        """Tells once, as soon as the window's program handles what comes to it, or not `within` seconds.

        True where that cannot be asked. What it was sent before, it has handled by then.
        """

    def facts(self, window: Window) -> AppFacts:
        """What is known of the window's application."""


Images = Callable[[str], Mapping[str, bytes]]
"""The picture with this name in its forms, by what programs call them; nothing where it cannot be had."""


def no_images(_name: str) -> Mapping[str, bytes]:
    """There are no pictures."""
    return {}


class InputMethod(Protocol):
    """What composes Hanzi from letters, if anything does.

    Whoever made it is told which `Method` is on whenever that changes, in the loop's thread.
    """

    def ask(self) -> None:
        """Asks soon which one is on now. Waits for nothing: no key may wait for an answer."""


class Caret(Protocol):
    """Knows where text is typed in other programs, as far as they tell."""

    def ask(self, window: Window, near: Rect, told: Callable[[Rect | None], None]) -> None:
        """Tells where the caret is in `window`, which is at `near`: its line there, in device pixels.

        None where that is not known; told once, later, or never by a program that hangs.
        """


@dataclass(frozen=True, slots=True)
class Suggestions:
    """A snapshot of the list at the slash, for the eye: never asked back from the engine."""

    number: int
    """Counts up; the view answers it with `shown`, so that a view that hangs is noticed."""
    typed: str
    matches: Matches
    row: int | None
    near: Rect | None
    """Where the window typed in is."""
    caret: Rect | None = None
    """Where the caret is in it, which the list must not cover."""


@dataclass(frozen=True, slots=True)
class Remaining:
    """The next message of a phrase in several, for the eye."""

    number: int
    """Counted from 1."""
    of: int
    text: str
    """As much of it as can be seen."""
    label: str
    near: Rect | None
    """Where the window is that it is for; None if no key takes it now."""
    sending: bool = False
    """Whether it comes by itself, in a moment."""
    by_key: bool = True
    """Whether Tab inserts it; else a click, or the menu."""


class View(Protocol):
    """What the engine says to the eye. Every call returns at once; none waits for the view."""

    def suggest(self, suggestions: Suggestions) -> None:
        """Shows the list."""

    def hide(self) -> None:
        """Takes the list away."""

    def tell(self, notice: Notice) -> None:
        """Tells the user something she should know."""

    def used(self, event: UsageEvent) -> None:
        """Counts an insertion."""

    def remind(self, reminder: "Reminder") -> None:
        """Keeps this, and tells the user of it when it is due."""

    def ask(self, question: Question, how: How, window: Window | None, near: Rect | None) -> None:
        """Asks for what a phrase lacks, which was chosen `how`, for a window and at its place."""

    def remaining(self, remaining: Remaining | None) -> None:
        """Shows what is left of a phrase in several messages; None: nothing."""

    def spare(self, there: bool) -> None:
        """What was on the clipboard before a phrase was left there can be brought back, or no longer."""

    def looked(self, window: Window | None, near: Rect | None, query: str = "") -> None:
        """Opens the palette with `query` in it; `window` has the keyboard and is at `near`."""

    def returned(self, came: bool) -> None:
        """The window that lent its keyboard to another one has it again; or not, if it did not come."""
