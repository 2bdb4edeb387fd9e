"""A delivery is a plan before it is an act: what to offer, what to press, what to wait for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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


_CHARSET = b'<meta http-equiv="content-type" content="text/html; charset=utf-8">'


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
    """Wait until nobody has looked for `seconds`: some windows read the text two or three times."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Restore:
    """Put back what was on the clipboard."""


Step = Offer | OfferPicture | Press | AwaitRead | AwaitQuiet | Restore


@dataclass(frozen=True, slots=True)
class Delivery:
    """A phrase on its way: which, by which road, begun when (seconds on the loop's clock)."""

    phrase: Phrase
    how: How
    begun: float


def takes_pictures(facts: AppFacts) -> bool:
    """Whether pictures are pasted there: a selected text is never one."""
    return facts.pictures and facts.selection is Selection.CLIPBOARD


def plan(delivery: Delivery, facts: AppFacts) -> tuple[Step, ...]:
    """The steps that put the phrase into a window of this application: its text, then each picture.

    A picture is offered when the window has looked its fill at what came before, or it would be pasted twice.
    """
    phrase = delivery.phrase
    shown = phrase.pictures if takes_pictures(facts) else ()
    pasted: list[Step] = [
        Offer(Content(phrase.text, facts.selection, phrase.html if facts.html else "")),
        Press(facts.paste),
        AwaitRead(readings=facts.readings),
        AwaitQuiet(facts.quiet),
    ]
    for name in shown:
        pasted += [OfferPicture(name), Press(facts.paste), AwaitRead(), AwaitQuiet(facts.quiet)]
    return (*pasted, Restore())
