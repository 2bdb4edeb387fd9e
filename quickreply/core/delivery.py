"""A delivery is a plan before it is an act: what to offer, what to press, what to wait for."""

from dataclasses import dataclass, replace
from enum import Enum, auto

from quickreply.core.phrase import Phrase
from quickreply.core.usage import How


@dataclass(frozen=True, slots=True)
class Chord:
    """A key pressed with others held: `Chord("v", ("ctrl",))`."""

    key: str
    held: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> "Chord":
        """Reads `ctrl+shift+v`.

        Raises:
            ValueError: a modifier other than ctrl, alt, shift or super, or no key.
        """
        *held, key = text.replace(" ", "").casefold().split("+")
        if not key or not set(held) <= {"ctrl", "alt", "shift", "super"}:
            raise ValueError(text)
        return cls(key, tuple(held))

    def __str__(self) -> str:
        return "+".join((*self.held, self.key))


class Selection(Enum):
    """Which of the system's clipboards; only X11 has the second."""

    CLIPBOARD = "CLIPBOARD"
    PRIMARY = "PRIMARY"


@dataclass(frozen=True, slots=True)
class AppFacts:
    """What is known of one application; a row of `assets/apps.toml`.

    `readings` is how often the text is read at least for one paste, `quiet` how many seconds no read must
    come before the clipboard is safe to put back.
    """

    name: str = "default"
    enabled: bool = True
    paste: Chord = Chord("v", ("ctrl",))
    selection: Selection = Selection.CLIPBOARD
    quiet: float = 0.06
    readings: int = 1
    send: Chord = Chord("enter")
    """What sends a message there, if the user lets us."""
    undo: Chord | None = None
    """What takes a paste back; None where nobody has tried."""


@dataclass(frozen=True, slots=True)
class Content:
    """What is offered on the clipboard: plain text, since windows ask for the richest they find."""

    text: str
    selection: Selection = Selection.CLIPBOARD


class Reading(Enum):
    """What happens to a clipboard that we offer something on."""

    OWNED = auto()
    """It is ours now: what is pasted from here on is our text."""
    REFUSED = auto()
    """It cannot be had."""
    BY_READER = auto()
    """The window's own program has the whole text."""
    BY_OTHER = auto()
    """Somebody else has it: a clipboard tool."""
    GLANCE = auto()
    """The window's own program asked which formats there are."""
    LOST = auto()
    """Somebody else owns the clipboard now."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Put the text on the clipboard."""

    content: Content


@dataclass(frozen=True, slots=True)
class Press:
    """Press the paste chord in the window."""

    chord: Chord


@dataclass(frozen=True, slots=True)
class AwaitRead:
    """Wait until the window has read the text so many times, at most `deadline` seconds."""

    deadline: float = 1.5
    readings: int = 1


@dataclass(frozen=True, slots=True)
class AwaitQuiet:
    """Wait until nobody has looked for `seconds`: some windows read the text two or three times."""

    seconds: float


@dataclass(frozen=True, slots=True)
class StepBack:
    """Move the caret so many characters to the left."""

    count: int


@dataclass(frozen=True, slots=True)
class Send:
    """Press what sends the message."""

    chord: Chord


@dataclass(frozen=True, slots=True)
class Restore:
    """Put back what was on the clipboard."""


Step = Offer | Press | AwaitRead | AwaitQuiet | StepBack | Send | Restore


@dataclass(frozen=True, slots=True)
class Reply:
    """A phrase without gaps: all of it, and the messages it makes."""

    phrase: Phrase
    messages: tuple[str, ...]
    back: int = 0
    """So many characters before the end of the last message the caret is to stand."""

    @classmethod
    def of(cls, phrase: Phrase) -> "Reply":
        """One message: its text."""
        return cls(phrase, (phrase.text,))

    def message(self, number: int) -> Phrase:
        """The phrase with one of its messages, counted from 1, as its text."""
        return (
            self.phrase if len(self.messages) == 1 else replace(self.phrase, text=self.messages[number - 1])
        )


@dataclass(frozen=True, slots=True)
class Part:
    """Which of a phrase's messages it is, counted from 1, and how many characters they all have."""

    number: int
    of: int
    characters: int


@dataclass(frozen=True, slots=True)
class Delivery:
    """A phrase on its way, or one of its messages: by which road, begun when (loop's clock, seconds)."""

    phrase: Phrase
    how: How
    begun: float
    part: Part | None = None
    """None if it is all of the phrase."""
    back: int = 0
    """So many characters before its end the caret is to stand."""
    send: Chord | None = None
    """What sends it; None if that is left to the user."""

    @property
    def counted(self) -> int | None:
        """The characters that are counted as inserted with it; None for all messages but the first."""
        if self.part is None:
            return len(self.phrase.text)
        return self.part.characters if self.part.number == 1 else None


def plan(delivery: Delivery, facts: AppFacts) -> tuple[Step, ...]:
    """The steps that put the phrase into a window of this application.

    Keys are pressed behind it when the window is done with the text: some ask for it twice.
    """
    keys: tuple[Step, ...] = ()
    if delivery.send:
        keys = (Send(delivery.send),)
    elif delivery.back:
        keys = (StepBack(delivery.back),)
    return (
        Offer(Content(delivery.phrase.text, facts.selection)),
        Press(facts.paste),
        AwaitRead(readings=facts.readings),
        AwaitQuiet(facts.quiet),
        *keys,
        Restore(),
    )
