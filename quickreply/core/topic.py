"""What tells one conversation from another: its window's title, without what changes while it goes on."""

import re

_UNREAD = re.compile(r"^[(（\[【]\d{1,3}\+?(条新消息)?[)）\]】]\s*")
"""At the beginning only, and no longer: anything else may be a customer's name or an order."""

_MARKS = "*•●◦ \t"
"""What editors put around a title while something is not saved, and chats while something is not read."""


def subject(title: str) -> str:
    """The title without the number of unread messages and marks around it, if anything is left then."""
    return _UNREAD.sub("", title.strip(_MARKS)).strip(_MARKS) or title
