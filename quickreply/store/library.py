"""Libraries, groups and phrases in the database: read all at once, changed one act at a time."""

import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from quickreply.core.draft import Draft, draft_fault, drafts, tidy
from quickreply.core.news import News
from quickreply.core.phrase import Collection, Group, Library, LibraryKind, Phrase
from quickreply.core.picture import Print
from quickreply.core.plan import Plan
from quickreply.core.search import Shelf
from quickreply.core.shelves import shelves
from quickreply.core.supply import Record, Supply, precedence, stored, wordings, words
from quickreply.core.validity import Term, term, zone_of
from quickreply.core.wording import Law
from quickreply.core.words import Refusal, mark
from quickreply.store import constants, news
from quickreply.store.album import sweep, take_in
from quickreply.store.database import Database
from quickreply.store.imports import carry_out
from quickreply.store.rows import Shelves, create_library, insert, update

if TYPE_CHECKING:
    import sqlite_utils

_GONE = mark("It is not there any more: another program may have removed it.")
_FAULT = mark("This cannot be a phrase: {fault}.")

_LIBRARIES = """
    SELECT id, uid, name, kind, position, enabled, version, language, maintainer, valid_from, valid_until,
        roles, apps FROM libraries
    ORDER BY CASE kind WHEN 'personal' THEN 0 WHEN 'shop' THEN 1 ELSE 2 END, position, id
"""
_GROUPS = """
    SELECT id, library_id, parent_id, name, position, apps FROM groups ORDER BY library_id, position, id
"""
_COLUMNS = """
    SELECT id, library_id, group_id, code, title, text, aliases, keywords, note, pinned, enabled,
        law, more, valid_from, valid_until, send, html, pictures FROM phrases
"""
_PHRASES = f"{_COLUMNS} ORDER BY library_id, position, id"
_COUNTS = "SELECT library_id, group_id, count(*) FROM phrases WHERE enabled GROUP BY 1, 2"
_BOUNDED = """
    SELECT library_id, group_id, phrases.valid_from, phrases.valid_until, language
    FROM phrases JOIN libraries ON libraries.id = library_id
    WHERE phrases.enabled AND phrases.valid_from || phrases.valid_until != ''
"""
_ONE = f"{_COLUMNS} WHERE id = ?"
_SPELLED_GROUPS = "SELECT id, spelling FROM groups WHERE spelling IS NOT NULL"
_LEAN = "PRAGMA cache_size = -256"
"""Pages that are read once need not be kept: 2 MB would stay with the process for good."""
_RECORDS = """
    SELECT id, library_id, group_id, code, title, text, aliases, keywords, note, pinned, spelling,
        law, more, valid_from, valid_until, send, html, pictures
    FROM phrases WHERE library_id = ? AND pinned = ? AND enabled ORDER BY position, id
"""


class Libraries:
    """What the agents use, as it rests in `database`. Each change is one transaction.

    Every method raises `Refusal` when the database cannot be read or written, or when what it should
    change is not there any more.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self) -> Collection:
        """Everything, as it is at one moment: libraries by precedence, the rest in its order."""
        with self._database.read() as connection:
            return Collection(
                libraries=tuple(map(_library, connection.execute(_LIBRARIES))),
                groups=tuple(map(_group, connection.execute(_GROUPS))),
                phrases=tuple(map(_phrase, connection.execute(_PHRASES))),
                revision=_revision(connection),
            )

    @contextmanager
    def supply(self) -> Iterator[Supply]:
        """What is in use, as it is at one moment, to be read in the block and not kept."""
        with self._database.read() as connection:
            connection.execute(_LEAN)
            every = map(_library, connection.execute(_LIBRARIES))
            libraries = tuple(sorted((library for library in every if library.enabled), key=precedence))
            groups = tuple(map(_group, connection.execute(_GROUPS)))
            spelled = dict(connection.execute(_SPELLED_GROUPS))
            values = constants.read(connection)
            records, lately = _records(connection, libraries), news.read(connection)
            yield Supply(libraries, groups, records, spelled, values, lately)

    def shelves(self, zone: str = "") -> tuple[Shelf, ...]:
        """The libraries in use and their groups, each with how many phrases in use lie in it.

        `zone` is where the user is, "" for the system's: what does not hold now is not counted.
        """
        with self._database.read() as connection:
            every = map(_library, connection.execute(_LIBRARIES))
            libraries, now = [library for library in every if library.enabled], time.time()
            groups = [_group(row) for row in connection.execute(_GROUPS)]
            counted = {(home, group): number for home, group, number in connection.execute(_COUNTS)}
            for home, group, begin, end, language in connection.execute(_BOUNDED):
                if not term(begin, end, zone_of(language, zone)).holds(now):
                    counted[home, group] -= 1
        current = [one for one in libraries if _term(one, zone).holds(now)]
        return tuple(shelves(current, groups, counted))

    def news(self) -> News:
        """What imports brought or changed in the last day."""
        with self._database.read() as connection:
            return news.read(connection)

    def draft(self, phrase: int) -> Draft:
        """A phrase as it would stand in a file.

        Raises:
            Refusal: it is gone.
        """
        with self._database.read() as connection:
            row = connection.execute(_ONE, [phrase]).fetchone()
            if row is None:
                raise Refusal(_GONE)
            groups = tuple(map(_group, connection.execute(_GROUPS)))
        return drafts(Collection(groups=groups, phrases=(_phrase(row),)))[phrase]

    def add(self, library: int, draft: Draft, prints: Iterable[Print] = ()) -> int:
        """Stores a new phrase at the end of a library, with the pictures it brings; returns its id.

        Raises:
            Refusal: it cannot be a phrase, or one of its codes is taken in that library.
        """
        with self._change() as database:
            take_in(database, prints)
            [number] = insert(database, library, [_fit(draft)])
            return number

    def edit(self, phrase: int, draft: Draft, prints: Iterable[Print] = ()) -> None:
        """Makes `draft` of a phrase, with the pictures it brings: all its fields are replaced.

        Raises:
            Refusal: as `add`.
        """
        with self._change() as database:
            take_in(database, prints)
            update(database, _home(database.conn, phrase), {phrase: _fit(draft)})
            news.forget(database, phrase)

    def remove(self, phrase: int) -> None:
        """Deletes a phrase; what the ledger says of it stays."""
        with self._change() as database:
            _home(database.conn, phrase)
            database.table("phrases").delete(phrase)

    def create_library(self, name: str, kind: LibraryKind = LibraryKind.SHOP, uid: str = "") -> int:
        """A new, empty library behind the others; returns its id."""
        with self._change() as database:
            return create_library(database, Library(0, uid, name, kind))

    def create_group(self, library: int, path: Sequence[str]) -> int | None:
        """The id of the group at `path` (names, outermost first), created where it is missing."""
        with self._change() as database:
            return Shelves(database, library).at(tuple(path))

    def switch_library(self, library: int, *, on: bool) -> None:
        """Puts all phrases of a library in or out of use."""
        self._set("libraries", library, enabled=int(on))

    def switch_phrase(self, phrase: int, *, on: bool) -> None:
        """Puts one phrase in or out of use."""
        self._set("phrases", phrase, enabled=int(on))

    def bind(self, library: int, group: int | None, apps: Sequence[str]) -> None:
        """Offers a library, or a group of it, in windows of these classes only; none: everywhere."""
        table, number = ("libraries", library) if group is None else ("groups", group)
        with self._change() as database:
            _put(database, table, number, {"apps": stored(tuple(apps))})

    def pin(self, phrase: int, *, on: bool) -> None:
        """Pins a phrase to the top, or not."""
        self._set("phrases", phrase, pinned=int(on))

    def order_libraries(self, numbers: Sequence[int]) -> None:
        """Puts libraries in this order; their kinds still come first."""
        self._order("libraries", numbers)

    def order_groups(self, numbers: Sequence[int]) -> None:
        """Puts groups under one parent in this order."""
        self._order("groups", numbers)

    def order_phrases(self, numbers: Sequence[int]) -> None:
        """Puts phrases of one library in this order."""
        self._order("phrases", numbers)

    def apply(self, plan: Plan) -> int:
        """Carries out an import, all of it or nothing; returns the id of the library.

        Raises:
            Refusal: `CHANGED_MEANWHILE`, if the plan was made for another revision.
        """
        with self._change() as database:
            return carry_out(database, plan).library

    @contextmanager
    def _change(self) -> Iterator["sqlite_utils.Database"]:
        with self._database.write() as database:
            database.execute("UPDATE revision SET number = number + 1")
            yield database
            sweep(database)

    def _set(self, table: str, number: int, **values: int) -> None:
        with self._change() as database:
            _put(database, table, number, values)

    def _order(self, table: str, numbers: Sequence[int]) -> None:
        with self._change() as database:
            for position, number in enumerate(numbers):
                _put(database, table, number, {"position": position})


def _put(database: "sqlite_utils.Database", table: str, number: int, values: Mapping[str, object]) -> None:
    if not database.table(table).count_where("id = ?", [number]):
        raise Refusal(_GONE)
    database.table(table).update(number, dict(values))


def _library(row: tuple[Any, ...]) -> Library:
    number, uid, name, kind, position, enabled, version, language, maintainer, begin, end, *lists = row
    return Library(
        number,
        uid,
        name,
        LibraryKind(kind),
        position,
        bool(enabled),
        version,
        language,
        maintainer,
        begin,
        end,
        *map(words, lists),
    )


def _term(library: Library, zone: str) -> Term:
    return term(library.valid_from, library.valid_until, zone_of(library.language, zone))


def _group(row: tuple[Any, ...]) -> Group:
    number, library, parent, name, position, apps = row
    return Group(number, library, parent, name, position, words(apps))


def _phrase(row: tuple[Any, ...]) -> Phrase:
    number, library, group, code, title, text, aliases, keywords, note, pinned, enabled, *rare = row
    law, more, begin, end, send, html, pictures = rare
    return Phrase(
        number,
        library,
        group,
        code,
        title,
        text,
        words(aliases),
        words(keywords),
        note,
        bool(pinned),
        bool(enabled),
        wordings(text, note, more),
        Law(law or Law.LADDER),
        None,
        begin,
        end,
        bool(send),
        html,
        words(pictures),
    )


def _records(connection: sqlite3.Connection, libraries: Sequence[Library]) -> Iterator[Record]:
    for pinned in (1, 0):
        for library in libraries:
            yield from connection.execute(_RECORDS, [library.id, pinned])


def _revision(connection: sqlite3.Connection) -> int:
    [(number,)] = connection.execute("SELECT number FROM revision")
    return int(number)


def _fit(draft: Draft) -> Draft:
    draft = tidy(draft)
    if fault := draft_fault(draft):
        raise Refusal(_FAULT, fault=fault)
    return draft


def _home(connection: sqlite3.Connection, phrase: int) -> int:
    row = connection.execute("SELECT library_id FROM phrases WHERE id = ?", [phrase]).fetchone()
    if row is None:
        raise Refusal(_GONE)
    return int(row[0])
