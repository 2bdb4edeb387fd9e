"""Libraries, groups and phrases in the database: read all at once, changed one act at a time."""

import json
import sqlite3
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from quickreply.core.draft import Draft, Fate, Plan, Row, draft_fault, tidy
from quickreply.core.phrase import Collection, Group, Library, LibraryKind, Phrase
from quickreply.core.words import Refusal, mark
from quickreply.store.database import Database

if TYPE_CHECKING:
    import sqlite_utils

CHANGED_MEANWHILE = mark("The phrases were changed by another program meanwhile. Please try again.")
_UNKNOWN = mark("There is no such phrase any more.")
_TAKEN = mark("The code {code} belongs to “{owner}” already.")
_FAULT = mark("This cannot be a phrase: {fault}.")

_LIBRARIES = """
    SELECT id, uid, name, kind, position, enabled, version, language FROM libraries
    ORDER BY CASE kind WHEN 'personal' THEN 0 WHEN 'shop' THEN 1 ELSE 2 END, position, id
"""
_GROUPS = "SELECT id, library_id, parent_id, name, position FROM groups ORDER BY library_id, position, id"
_PHRASES = """
    SELECT id, library_id, group_id, code, title, text, aliases, keywords, note, pinned, enabled
    FROM phrases ORDER BY library_id, position, id
"""
_UPDATE = """
    UPDATE phrases SET
        group_id = :group_id, code = :code, aliases = :aliases, title = :title, text = :text,
        keywords = :keywords, note = :note, pinned = :pinned, enabled = :enabled, updated_at = :updated_at
    WHERE id = :id
"""


class Libraries:
    """What the agents use, as it rests in `database`. Each change is one transaction.

    Every method raises `Refusal` when the database cannot be read or written.
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

    def add(self, library: int, draft: Draft) -> int:
        """Stores a new phrase at the end of a library; returns its id.

        Raises:
            Refusal: it cannot be a phrase, or one of its codes is taken in that library.
        """
        with self._change() as database:
            [number] = _insert(database, library, [_fit(draft)])
            return number

    def edit(self, phrase: int, draft: Draft) -> None:
        """Makes `draft` of a phrase: all its fields are replaced.

        Raises:
            Refusal: as `add`; or there is no such phrase any more.
        """
        with self._change() as database:
            _update(database, _home(database.conn, phrase), {phrase: _fit(draft)})

    def remove(self, phrase: int) -> None:
        """Deletes a phrase; what the ledger says of it stays.

        Raises:
            Refusal: there is no such phrase any more.
        """
        with self._change() as database:
            _home(database.conn, phrase)
            database.table("phrases").delete(phrase)

    def create_library(self, name: str, kind: LibraryKind = LibraryKind.SHOP, uid: str = "") -> int:
        """A new, empty library behind the others; returns its id."""
        with self._change() as database:
            return _create(database, Library(0, uid, name, kind))

    def create_group(self, library: int, path: Sequence[str]) -> int | None:
        """The id of the group at `path` (names, outermost first), created where it is missing."""
        with self._change() as database:
            return _Shelves(database, library).at(tuple(path))

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
            if _revision(database.conn) != plan.revision + 1:
                raise Refusal(CHANGED_MEANWHILE)
            library = plan.library.id or _create(database, plan.library)
            facts = {"version": plan.library.version, "language": plan.library.language}
            database.table("libraries").update(library, facts)
            _Shelves(database, library).lay_out(plan.groups)
            _update(
                database, library, {row.phrase: row.draft for row in _of(plan, Fate.CHANGED) if row.phrase}
            )
            _insert(database, library, [row.draft for row in _of(plan, Fate.NEW)])
            return library

    @contextmanager
    def _change(self) -> Iterator["sqlite_utils.Database"]:
        with self._database.write() as database:
            database.execute("UPDATE revision SET number = number + 1")
            yield database

    def _set(self, table: str, number: int, **values: int) -> None:
        with self._change() as database:
            database.table(table).update(number, values)

    def _order(self, table: str, numbers: Sequence[int]) -> None:
        with self._change() as database:
            for position, number in enumerate(numbers):
                database.table(table).update(number, {"position": position})


class _Shelves:
    """The groups of one library by their path."""

    def __init__(self, database: "sqlite_utils.Database", library: int) -> None:
        self._table = database.table("groups")
        self._library = library
        rows = self._table.rows_where("library_id = ?", [library])
        self._children = {(row["parent_id"], row["name"]): int(row["id"]) for row in rows}

    def at(self, path: tuple[str, ...]) -> int | None:
        """The id of the group at `path`, created where it is missing; None for no group."""
        group = None
        for name in path:
            key = (group, name)
            if key not in self._children:
                self._children[key] = self._add(group, name)
            group = self._children[key]
        return group

    def lay_out(self, paths: Iterable[tuple[str, ...]]) -> None:
        """Puts the groups at these paths in this order, before all others."""
        groups = dict.fromkeys(group for group in map(self.at, paths) if group)
        for position, group in enumerate(groups):
            self._table.update(group, {"position": position - len(groups)})

    def _add(self, parent: int | None, name: str) -> int:
        row = {
            "library_id": self._library,
            "parent_id": parent,
            "name": name,
            "position": len(self._children),
        }
        return _id(self._table.insert(row).last_pk)


def _library(row: tuple[Any, ...]) -> Library:
    number, uid, name, kind, position, enabled, version, language = row
    return Library(number, uid, name, LibraryKind(kind), position, bool(enabled), version, language)


def _phrase(row: tuple[Any, ...]) -> Phrase:
    number, library, group, code, title, text, aliases, keywords, note, pinned, enabled = row
    return Phrase(
        number,
        library,
        group,
        code,
        title,
        text,
        _words(aliases),
        _words(keywords),
        note,
        bool(pinned),
        bool(enabled),
    )


def _words(stored: str) -> tuple[str, ...]:
    return () if stored == "[]" else tuple(json.loads(stored))


def _revision(connection: sqlite3.Connection) -> int:
    [(number,)] = connection.execute("SELECT number FROM revision")
    return int(number)


def _of(plan: Plan, fate: Fate) -> Iterator[Row]:
    return (row for row in plan.rows if row.fate == fate)


def _fit(draft: Draft) -> Draft:
    draft = tidy(draft)
    if fault := draft_fault(draft):
        raise Refusal(_FAULT, fault=fault)
    return draft


def _home(connection: sqlite3.Connection, phrase: int) -> int:
    row = connection.execute("SELECT library_id FROM phrases WHERE id = ?", [phrase]).fetchone()
    if row is None:
        raise Refusal(_UNKNOWN)
    return int(row[0])


def _create(database: "sqlite_utils.Database", library: Library) -> int:
    row = {
        "uid": library.uid or uuid.uuid4().hex,
        "name": library.name,
        "kind": str(library.kind),
        "position": database.table("libraries").count,
        "version": library.version,
        "language": library.language,
    }
    return _id(database.table("libraries").insert(row).last_pk)


def _insert(database: "sqlite_utils.Database", library: int, drafts: Sequence[Draft]) -> list[int]:
    [(last, position)] = database.execute(
        "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'phrases'), 0),"
        " coalesce((SELECT max(position) FROM phrases WHERE library_id = ?), -1)",
        [library],
    )
    shelves = _Shelves(database, library)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    numbers = list(range(last + 1, last + 1 + len(drafts)))
    rows = [
        {
            **_columns(draft, shelves, now),
            "id": number,
            "library_id": library,
            "position": position + place,
            "created_at": now,
        }
        for place, (number, draft) in enumerate(zip(numbers, drafts, strict=True), 1)
    ]
    database.table("phrases").insert_all(rows)
    _claim(database, library, dict(zip(numbers, drafts, strict=True)))
    return numbers


def _update(database: "sqlite_utils.Database", library: int, drafts: Mapping[int, Draft]) -> None:
    shelves = _Shelves(database, library)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    rows = [{**_columns(draft, shelves, now), "id": number} for number, draft in drafts.items()]
    database.conn.executemany(_UPDATE, rows)  # 20 times as quick as one update() after the other
    # All codes go before any is claimed: an alias may move from one phrase of the import to another.
    database.conn.executemany("DELETE FROM codes WHERE phrase_id = ?", [(number,) for number in drafts])
    _claim(database, library, drafts)


def _columns(draft: Draft, shelves: _Shelves, now: str) -> dict[str, object]:
    return {
        "group_id": shelves.at(draft.group),
        "code": draft.code,
        "aliases": json.dumps(draft.aliases, ensure_ascii=False),
        "title": draft.title,
        "text": draft.text,
        "keywords": json.dumps(draft.keywords, ensure_ascii=False),
        "note": draft.note,
        "pinned": int(draft.pinned),
        "enabled": int(draft.enabled),
        "updated_at": now,
    }


def _claim(database: "sqlite_utils.Database", library: int, drafts: Mapping[int, Draft]) -> None:
    """Writes the codes of phrases down as theirs."""
    rows = [(library, code, number) for number, draft in drafts.items() for code in draft.codes]
    try:
        database.conn.executemany("INSERT INTO codes (library_id, folded, phrase_id) VALUES (?, ?, ?)", rows)
    except sqlite3.IntegrityError:
        raise _taken(database, rows) from None


def _taken(database: "sqlite_utils.Database", rows: Sequence[tuple[int, str, int]]) -> Refusal:
    """Which of the codes could not be claimed, and whose it is."""
    for library, code, number in rows:
        owner = database.execute(
            "SELECT phrases.id, coalesce(nullif(title, ''), code) FROM codes"
            " JOIN phrases ON phrases.id = phrase_id WHERE codes.library_id = ? AND folded = ?",
            [library, code],
        ).fetchone()
        if owner and owner[0] != number:
            return Refusal(_TAKEN, code=code, owner=owner[1])
    return Refusal(CHANGED_MEANWHILE)


def _id(number: object) -> int:
    """A row's id as sqlite-utils hands it back: any type of key to it, always an integer here."""
    if not isinstance(number, int):
        raise TypeError(number)
    return number
