"""What the search window says where there are no rows, and what can be done about it."""

from quickreply.core.search import Among, Shelf
from quickreply.core.words import Say

Words = tuple[str, str]
"""What is the case, and what to do."""


def why_empty(say: Say, query: str, shelf: Shelf, total: int) -> Words:
    """Why a search shows nothing: no phrases at all, no hit, or a shelf with nothing on it."""
    everywhere, name = shelf.scope.among is Among.ALL, shelf.path[-1]
    if not total:
        return say("No phrases yet"), say("Drop a file here, or paste a table. Or write one: Ctrl+N")
    if query and everywhere:
        nothing = say("Nothing found for “{query}”", query=query)
        return nothing, say("Try fewer letters or another word. Ctrl+N writes it as a new phrase.")
    if query:
        return (
            say("Nothing found for “{query}” in “{shelf}”", query=query, shelf=name),
            say("Ctrl+G looks elsewhere. Ctrl+N writes it as a new phrase."),
        )
    match shelf.scope.among:
        case Among.ALL:
            return say.count("Type to search {n} phrase", "Type to search {n} phrases", total), ""
        case Among.PINNED:
            return say("Nothing is pinned"), say("Ctrl+D pins the highlighted phrase; it comes first then.")
        case Among.RECENT:
            return say("Nothing was used yet"), say("What you insert stands here, the newest first.")
        case Among.NEW:
            return say("Nothing is new"), say("What an update brings or changes stands here for a day.")
        case _:
            return (
                say("There is nothing in “{shelf}” yet", shelf=name),
                say("Ctrl+N writes a phrase for it. Ctrl+G looks elsewhere."),
            )
