"""What the user is told when something did not go as she meant it."""

from dataclasses import dataclass, field

from quickreply.core.words import mark

FOCUS_LOST = mark("You changed windows while typing a code, so nothing was inserted.")
TYPED_LOST = mark("You changed windows while a phrase was on its way. What you typed behind it was left out.")
ON_CLIPBOARD = mark("“{label}” could not be inserted here. It is on the clipboard: press {paste}.")
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
NOTHING_USED = mark("Nothing was inserted yet that could be repeated.")
CLIPBOARD_LOST = mark("“{label}” was inserted, but what was on the clipboard before could not be kept.")
CLIPBOARD_TAKEN = mark(
    "Something was copied while “{label}” was on its way, so it may not have been inserted. "
    "What was copied is on the clipboard."
)
HANDS_OFF = mark(
    "quickreply stumbled over a key and let go of the keyboard. Codes work again with the next slash."
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
