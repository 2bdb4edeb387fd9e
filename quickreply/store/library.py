"""Libraries, groups and phrases in the database: read all at once, changed one act at a time."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from quickreply.core.draft import Draft, Plan, draft_fault, drafts, tidy
from quickreply.core.phrase import Collection, Group, Library, LibraryKind, Phrase
from quickreply.core.search import Shelf
from quickreply.core.shelves import shelves
from quickreply.core.supply import Record, Supply, precedence, words
from quickreply.core.words import Refusal, mark
from quickreply.store import constants
from quickreply.store.database import Database
from quickreply.store.imports import carry_out
from quickreply.store.rows import Shelves, create_library, insert, update

if TYPE_CHECKING:
    import sqlite_utils

_GONE = mark("It is not there any more: another program may have removed it.")
_FAULT = mark("This cannot be a phrase: {fault}.")

_LIBRARIES = """
    SELECT id, uid, name, kind, position, enabled, version, language, maintainer, valid_from, valid_until,
        roles FROM libraries
    ORDER BY CASE kind WHEN 'personal' THEN 0 WHEN 'shop' THEN 1 ELSE 2 END, position, id
"""
_GROUPS = "SELECT id, library_id, parent_id, name, position FROM groups ORDER BY library_id, position, id"
_PHRASES = """
    SELECT id, library_id, group_id, code, title, text, aliases, keywords, note, pinned, enabled, send
    FROM phrases ORDER BY library_id, position, id
"""
_COUNTS = "SELECT library_id, group_id, count(*) FROM phrases WHERE enabled GROUP BY 1, 2"
_ONE = """
    SELECT id, library_id, group_id, code, title, text, aliases, keywords, note, pinned, enabled, send
    FROM phrases WHERE id = ?
"""
_SPELLED_GROUPS = "SELECT id, spelling FROM groups WHERE spelling IS NOT NULL"
_LEAN = "PRAGMA cache_size = -256"
"""Pages that are read once need not be kept: 2 MB would stay with the process for good."""
_RECORDS = """
    SELECT id, library_id, group_id, code, title, text, aliases, keywords, note, pinned, spelling, send
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
                groups=tuple(Group(*row) for row in connection.execute(_GROUPS)),
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
            groups = tuple(Group(*row) for row in connection.execute(_GROUPS))
            spelled = dict(connection.execute(_SPELLED_GROUPS))
            values = constants.read(connection)
            yield Supply(libraries, groups, _records(connection, libraries), spelled, values)

    def shelves(self) -> tuple[Shelf, ...]:
        """The libraries in use and their groups, each with how many phrases in use lie in it."""
        with self._database.read() as connection:
            libraries = [
                library for library in map(_library, connection.execute(_LIBRARIES)) if library.enabled
            ]
            groups = [Group(*row) for row in connection.execute(_GROUPS)]
            counted = {(home, group): number for home, group, number in connection.execute(_COUNTS)}
        return tuple(shelves(libraries, groups, counted))

    def draft(self, phrase: int) -> Draft:
        """A phrase as it would stand in a file.

        Raises:
            Refusal: it is gone.
        """
        with self._database.read() as connection:
            row = connection.execute(_ONE, [phrase]).fetchone()
            if row is None:
                raise Refusal(_GONE)
            groups = tuple(Group(*group) for group in connection.execute(_GROUPS))
        return drafts(Collection(groups=groups, phrases=(_phrase(row),)))[phrase]

    def add(self, library: int, draft: Draft) -> int:
        """Stores a new phrase at the end of a library; returns its id.

        Raises:
            Refusal: it cannot be a phrase, or one of its codes is taken in that library.
        """
        with self._change() as database:
            [number] = insert(database, library, [_fit(draft)])
            return number

    def edit(self, phrase: int, draft: Draft) -> None:
        """Makes `draft` of a phrase: all its fields are replaced.

        Raises:
            Refusal: as `add`.
        """
        with self._change() as database:
            update(database, _home(database.conn, phrase), {phrase: _fit(draft)})

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
            return carry_out(database, plan)

    @contextmanager
    def _change(self) -> Iterator["sqlite_utils.Database"]:
        with self._database.write() as database:
            database.execute("UPDATE revision SET number = number + 1")
            yield database

    def _set(self, table: str, number: int, **values: int) -> None:
        with self._change() as database:
            _put(database, table, number, values)

    def _order(self, table: str, numbers: Sequence[int]) -> None:
        with self._change() as database:
            for position, number in enumerate(numbers):
                _put(database, table, number, {"position": position})


def _put(database: "sqlite_utils.Database", table: str, number: int, values: dict[str, int]) -> None:
    if not database.table(table).count_where("id = ?", [number]):
        raise Refusal(_GONE)
    database.table(table).update(number, values)


def _library(row: tuple[Any, ...]) -> Library:
    number, uid, name, kind, position, enabled, version, language, maintainer, begin, end, roles = row
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
        words(roles),
    )


def _phrase(row: tuple[Any, ...]) -> Phrase:
    number, library, group, code, title, text, aliases, keywords, note, pinned, enabled, send = row
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
        bool(send),
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
