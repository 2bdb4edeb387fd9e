"""What the user is told when something did not go as she meant it."""

from dataclasses import dataclass, field

from quickreply.core.words import mark

FOCUS_LOST = mark("You changed windows while typing a code, so nothing was inserted.")
TYPED_LOST = mark("You changed windows while a phrase was on its way. What you typed behind it was left out.")
ON_CLIPBOARD = mark("“{label}” could not be inserted here. It is on the clipboard: press {paste}.")
PICTURE_LEFT = mark(
    "“{label}” was inserted, but its picture was not taken here. The picture is on the clipboard: press "
    "{paste} where it should go."
)
PICTURE_GONE = mark("“{label}” was inserted without its picture: it could not be had.")
NO_PICTURES = mark("“{label}” was inserted without its picture: this window takes none.")
STILL_HANGS = mark(
    "“{label}” was not inserted: this window has not answered since it was told to insert the one before. "
    "That one is on the clipboard."
)
LEFT_AT_END = mark(
    "quickreply ended before “{label}” could be inserted. "
    "It is on the clipboard, if a clipboard manager runs."
)
BROUGHT_BACK = mark("What was on the clipboard before is there again.")
NOT_BACK = mark("What was on the clipboard before is gone: something else was copied since.")
NO_PHRASE = mark("No phrase has the code “{code}”, so its hotkey inserts nothing.")
NOT_HERE = mark(
    "“{label}” is only for other applications, so it was not inserted. See: quickreply library list"
)
NOT_IN_USE = mark("This phrase is not in use any more, so nothing was inserted.")
NOTHING_USED = mark("Nothing was inserted yet that could be repeated.")
NOT_SENT = mark("“{label}” was inserted, but not sent: another window has the keyboard.")
SERIES_STOPPED = mark(
    "You changed windows, so “{label}” was stopped before message {number} of {count}. "
    "The rest is in the menu of the icon, and in the list at the slash."
)
LEFT_ELSEWHERE = mark(
    "What is left of “{label}” belongs to another conversation. "
    "The menu of the icon inserts it here all the same."
)
NOTHING_LEFT = mark("No phrase has messages left to insert.")
NOTHING_UNDONE = mark("Nothing was inserted that could be taken back.")
NOT_UNDONE_SENT = mark("“{label}” was sent already, so it cannot be taken back.")
NOT_UNDONE_ELSEWHERE = mark("“{label}” was inserted into another window. Go there to take it back.")
NOT_UNDONE_LATE = mark("“{label}” was inserted more than 10 seconds ago, so it was not taken back.")
NOT_UNDONE_UNSEEN = mark("“{label}” was not taken back: it is not known here what was typed since.")
NOT_UNDONE_TYPED = mark("“{label}” was not taken back: you have typed since.")
NOT_UNDONE_CLICKED = mark(
    "“{label}” was not taken back: you have clicked since, so the caret may have moved."
)
NOT_UNDONE_PICTURES = mark(
    "“{label}” was not taken back: it came with a picture, which is a step of its own."
)
NOT_UNDONE_LONG = mark("“{label}” was not taken back: it is longer than 200 characters.")
NOT_UNDONE_UNCOUNTABLE = mark(
    "“{label}” was not taken back: it holds characters that programs count in different ways."
)
CLIPBOARD_LOST = mark("“{label}” was inserted, but what was on the clipboard before could not be kept.")
CLIPBOARD_TAKEN = mark(
    "Something was copied while “{label}” was on its way, so it may not have been inserted. "
    "What was copied is on the clipboard."
)
HANDS_OFF = mark(
    "quickreply stumbled over a key and let go of the keyboard. Codes work again with the next slash."
)
COMPOSED = mark(
    "A word is being composed, so nothing was inserted. Choose the word first, then press the hotkey again."
)
NOT_ARMED = mark("Another program holds the slash key, so codes are not caught. Use {hotkey} instead.")
OBSERVING = mark(
    "Another program holds the slash key. A code is replaced after Space, in the window it is typed in."
)


@dataclass(frozen=True, slots=True)
class Notice:
    """A message from the catalogue with the facts that fill its gaps."""

    message: str
    facts: dict[str, object] = field(default_factory=dict)
    trouble: bool = False
    """Whether something is wrong until it is mended, not just once."""
