"""What a new phrase begins with: the words that were looked for in vain."""

from quickreply.core.draft import Draft
from quickreply.core.phrase import SLASHES, code_fault
from quickreply.core.search import Among, Shelf

LONGEST_CODE = 12
"""Characters; longer ones are words, and words are titles."""


def begun_by(query: str, shelf: Shelf) -> Draft:
    """A draft for the group looked through; Latin letters without a space are its code, else its title."""
    query = query.strip()
    group = shelf.path[1:] if shelf.scope.among is Among.GROUP else ()
    code = query.lstrip(SLASHES)
    if code.isascii() and len(code) <= LONGEST_CODE and code_fault(code) is None:
        return Draft("", code=code, group=group)
    return Draft("", title=query, group=group)
