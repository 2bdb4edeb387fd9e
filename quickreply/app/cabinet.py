"""Whoever keeps the phrases, as the search window knows them: found by the hands, kept in the store."""

from collections.abc import Callable, Sequence

from quickreply.core.draft import Draft
from quickreply.core.phrase import PERSONAL
from quickreply.core.picture import BROKEN, Print, examined
from quickreply.core.search import SHOWN, Among, Matches, Scope, Shelf
from quickreply.core.words import Refusal
from quickreply.desktop.hands import Hands
from quickreply.store.album import Album
from quickreply.store.database import Database
from quickreply.store.library import Libraries
from quickreply.store.schema import PERSONAL_NAME


class Cabinet:
    """A `Keeper`: finds with the hands' catalogue, reads whole phrases from the store and changes them there.

    `hands` are those that there are by then, `changed` is called when the phrases are not what they were.
    """

    def __init__(
        self,
        database: Database,
        hands: Callable[[], Hands],
        total: Callable[[], int],
        changed: Callable[[], None],
        say: Callable[[str], str],
    ) -> None:
        self._libraries = Libraries(database)
        self._album = Album(database)
        self._hands = hands
        self.total = total
        self._changed = changed
        self._say = say

    def search(self, query: str, scope: Scope, limit: int = SHOWN) -> Matches:
        """What a query finds in a scope; at most `limit` rows of it."""
        return self._hands().search(query, scope, limit)

    def shelves(self) -> tuple[Shelf, ...]:
        """Libraries and groups; none while the store cannot be read."""
        try:
            return tuple(map(self._named, self._libraries.shelves()))
        except Refusal:
            return ()

    def news(self) -> int:
        """How many phrases are news; at most one more than lists count."""
        return self.search("", Scope(Among.NEW)).total

    def draft(self, phrase: int) -> Draft:
        """A phrase, whole. Raises as `Libraries.draft`."""
        return self._libraries.draft(phrase)

    def thumb(self, name: str) -> bytes:
        """A picture, small; nothing while the store cannot be read."""
        try:
            return self._album.thumb(name)
        except Refusal:
            return b""

    def develop(self, data: bytes, file: str) -> Print:
        """A print of a picture. Raises as `Keeper.develop`."""
        picture = examined(data, file)
        from quickreply.desktop.darkroom import developed  # noqa: PLC0415 - most phrases get none

        made = next(developed([picture]), None)
        if made is None:
            raise Refusal(BROKEN, file=file)
        return made

    def keep(self, phrase: int | None, library: int, draft: Draft, prints: Sequence[Print] = ()) -> None:
        """Stores a phrase. Raises as `Libraries.add` and `Libraries.edit`."""
        if phrase is None:
            self._libraries.add(library or self._personal(), draft, prints)
        else:
            self._libraries.edit(phrase, draft, prints)
        self._changed()

    def pin(self, phrase: int, *, on: bool) -> None:
        """Puts a phrase first, or not. Raises as `Libraries.pin`."""
        self._libraries.pin(phrase, on=on)
        self._changed()

    def _personal(self) -> int:
        libraries = self._libraries.load().libraries
        return next(library.id for library in libraries if library.uid == PERSONAL)

    def _named(self, shelf: Shelf) -> Shelf:
        """The personal library has a name in each language."""
        first, *others = shelf.path
        name = self._say(first) if first == PERSONAL_NAME else first
        return Shelf(shelf.scope, (name, *others), shelf.count, shelf.library)
