"""What the program says of its hands when they are gone."""

from quickreply.core.words import mark

GONE = mark(
    "The part of quickreply that catches keys has ended. Searched phrases are put on the clipboard. "
    "Quit, and start quickreply again."
)
STARTED_ANEW = mark(
    "The part of quickreply that catches keys had ended and was started anew. "
    "A phrase that was on its way and what was on the clipboard may be lost."
)
