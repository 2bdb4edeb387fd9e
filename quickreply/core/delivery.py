"""A delivery is a plan before it is an act: what to offer, what to press, what to wait for."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from quickreply.core.phrase import Phrase
from quickreply.core.usage import How

if TYPE_CHECKING:
    from quickreply.core.reminder import Reminder


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


_CHARSET = b'<meta http-equiv="content-type" content="text/html; charset=utf-8">'


class Selection(Enum):
    """Which of the system's clipboards; only X11 has the second."""

    CLIPBOARD = "CLIPBOARD"
    PRIMARY = "PRIMARY"


@dataclass(frozen=True, slots=True)
class AppFacts:
    """What is known of one application; a row of `assets/apps.toml`.

    `readings` is how often the text is read at least for one paste. Then `settled` is how many seconds nobody
    must look before it is sure to stand there, and `quiet` how many before the clipboard is safe to put back.
    """

    name: str = "default"
    enabled: bool = True
    paste: Chord = Chord("v", ("ctrl",))
    selection: Selection = Selection.CLIPBOARD
    quiet: float = 0.06
    readings: int = 1
    settled: float = 0.0
    send: Chord = Chord("enter")
    """What sends a message there, if the user lets us."""
    undo: Chord | None = None
    """What takes a paste back; None where nobody has tried."""
    html: bool = True
    """Whether it gets the HTML of a phrase that has some."""
    pictures: bool = True
    """Whether pictures are pasted there at all."""


@dataclass(frozen=True, slots=True)
class Content:
    """What is offered on the clipboard: a text, with its HTML if there is some; or a picture alone.

    Windows ask for the richest they find, so nothing is offered that the phrase has not. `images` are one
    picture in its forms, by what programs call them.
    """

    text: str
    selection: Selection = Selection.CLIPBOARD
    html: str = ""
    images: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, phrase: Phrase) -> "Content":
        """The text of a phrase that was made whole, and its HTML."""
        return cls(phrase.text, html=phrase.html)

    @property
    def markup(self) -> bytes:
        """The HTML as it is offered: without saying so, some take it for another encoding than UTF-8."""
        return _CHARSET + self.html.encode() if self.html else b""


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
class OfferPicture:
    """Put the picture with this name on the clipboard, in place of what is offered."""

    name: str


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
    """Wait until nobody has looked for `seconds`: some windows read the text two or three times.

    Keys are `held` from a window that may still be at it.
    """

    seconds: float
    held: bool = False


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


Step = Offer | OfferPicture | Press | AwaitRead | AwaitQuiet | StepBack | Send | Restore


@dataclass(frozen=True, slots=True)
class Reply:
    """A phrase without gaps: all of it, and the messages it makes."""

    phrase: Phrase
    messages: tuple[str, ...]
    back: int = 0
    """So many characters before the end of the last message the caret is to stand."""
    remind: "Reminder | None" = None
    """What the user is to be told of later, once it is inserted."""

    @classmethod
    def of(cls, phrase: Phrase) -> "Reply":
        """One message: its text."""
        return cls(phrase, (phrase.text,))

    def message(self, number: int) -> Phrase:
        """The phrase with one of its messages, counted from 1, as its text.

        One of several goes without HTML, which says all of it; pictures follow the last.
        """
        if len(self.messages) == 1:
            return self.phrase
        pictures = self.phrase.pictures if number == len(self.messages) else ()
        return replace(self.phrase, text=self.messages[number - 1], html="", pictures=pictures)


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
    remind: "Reminder | None" = None
    """What the user is to be told of later."""

    @property
    def counted(self) -> int | None:
        """The characters that are counted as inserted with it; None for all messages but the first."""
        if self.part is None:
            return len(self.phrase.text)
        return self.part.characters if self.part.number == 1 else None


def takes_pictures(facts: AppFacts) -> bool:
    """Whether pictures are pasted there: a selected text is never one."""
    return facts.pictures and facts.selection is Selection.CLIPBOARD


def plan(delivery: Delivery, facts: AppFacts) -> tuple[Step, ...]:
    """The steps that put the phrase into a window of this application: its text, then each picture.

    A picture is offered when the window has looked its fill at what came before, or it would be pasted twice.
    So are keys pressed behind them. The caret steps back behind a text alone: nobody says what a picture
    counts.
    """
    phrase = delivery.phrase
    shown = phrase.pictures if takes_pictures(facts) else ()
    steps: list[Step] = [
        Offer(Content(phrase.text, facts.selection, phrase.html if facts.html else "")),
        Press(facts.paste),
        AwaitRead(readings=facts.readings),
        *((AwaitQuiet(facts.settled, held=True),) if facts.settled else ()),
        AwaitQuiet(facts.quiet),
    ]
    for name in shown:
        steps += [OfferPicture(name), Press(facts.paste), AwaitRead(), AwaitQuiet(facts.quiet)]
    if delivery.send:
        steps.append(Send(delivery.send))
    elif delivery.back and not shown:
        steps.append(StepBack(delivery.back))
    return (*steps, Restore())
