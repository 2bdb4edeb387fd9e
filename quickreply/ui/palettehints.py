"""Which keys the palette names at its foot: those that do something now."""

from quickreply.core.words import Say
from quickreply.ui.finder import Finder

Hint = tuple[str, str]
"""A key, and what it does."""


def of_finder(say: Say, finder: Finder, *, narrow: bool) -> tuple[Hint, ...]:
    """While phrases are searched; `narrow` where there is little room."""
    if finder.choosing_shelf:
        return ("Enter", say("look there")), ("↑↓", say("choose")), ("Esc", say("back"))
    end, write, shelf = ("Esc", say("close")), ("Ctrl N", say("new")), ("Ctrl G", say("filter"))
    if not finder.rows:
        return write, shelf, end
    insert, stay = ("Enter", say("insert")), ("Ctrl Enter", say("and stay"))
    texts = (("Alt ←→", say("other text")),) if finder.phrase and finder.phrase.wordings else ()
    if narrow:
        return insert, *(texts or (stay,)), shelf, end
    copy, edit = ("Ctrl C", say("copy")), ("Ctrl E", say("edit"))
    return insert, stay, *texts, copy, edit, write, shelf, ("Ctrl P", say("keep open")), end


def of_form(say: Say, *, asking: bool) -> tuple[Hint, ...]:
    """While a phrase is written, and when it is asked whether to throw that away."""
    if asking:
        return ("Esc", say("keep writing")), ("Tab", say("choose"))
    return ("Ctrl Enter", say("save")), ("Tab", say("next field")), ("Esc", say("give up"))
