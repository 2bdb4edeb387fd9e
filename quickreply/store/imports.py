"""Imports: each one act, written down so that it can be undone, and what each pack delivered last."""

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from quickreply.core.phrase import Library
from quickreply.core.picture import Print
from quickreply.core.plan import Fate, Plan
from quickreply.core.template.values import NOTHING, Cell
from quickreply.core.words import Refusal, mark
from quickreply.store import constants, news
from quickreply.store.album import sweep, take_in
from quickreply.store.database import Database
from quickreply.store.restore import Restorer, marks, whole_rows
from quickreply.store.rows import CHANGED_MEANWHILE, Shelves, create_library, facts, insert, row_id, update

if TYPE_CHECKING:
    import sqlite_utils

KEPT = 20
"""How many imports can be undone; the oldest are forgotten first."""

BYTES = 50_000_000
"""How much may be written down to undo them, packed; an import of 100,000 phrases takes half of one."""

_BATCH = 2_000
"""New phrases between two looks at who waits."""

_NONE = mark("There is no import to undo.")
_NONE_THERE = mark("There is no import into “{library}” to undo.")


@dataclass(frozen=True, slots=True)
class Entry:
    """One import that can be undone: when, from what, into which library, and the phrases it touched.

    `after` is the one that it came in with, 0 if it came alone.
    """

    id: int
    at: str
    source: str
    library: int
    name: str
    new: tuple[int, ...]
    changed: tuple[int, ...]
    gone: tuple[int, ...]
    after: int = 0


@dataclass(frozen=True, slots=True)
class Undone:
    """What undoing an import did; `kept` are phrases that were changed since, and stay as they are."""

    entry: Entry
    removed: int
    restored: int
    kept: int


@dataclass(frozen=True, slots=True)
class Carried:
    """What a plan has become: the id of its library, and a mark of each new phrase by its id."""

    library: int
    new: Mapping[int, int]


def _silent(_done: int) -> None:
    """Nobody waits for it."""


def carry_out(
    database: "sqlite_utils.Database", plan: Plan, going: Callable[[int], None] = _silent
) -> Carried:
    """Does what a plan says, in a transaction that counted the revision up.

    `going` is told how many phrases stand there, again and again; what it raises stops everything.

    Raises:
        Refusal: `CHANGED_MEANWHILE`, if the plan was made for another revision.
    """
    [(revision,)] = database.execute("SELECT number FROM revision")
    if revision != plan.revision + 1:
        raise Refusal(CHANGED_MEANWHILE)
    library = plan.library.id or create_library(database, plan.library)
    database.table("libraries").update(library, facts(plan.library))
    Shelves(database, library, plan.bound).lay_out(plan.groups)
    gone = [(row.phrase,) for row in plan.of(Fate.GONE)]
    database.conn.executemany("DELETE FROM phrases WHERE id = ?", gone)
    update(database, library, {row.phrase: row.draft for row in plan.of(Fate.CHANGED) if row.phrase})
    drafts = [row.draft for row in plan.of(Fate.NEW)]
    new: dict[int, int] = {}
    for start in range(0, len(drafts), _BATCH):
        going(start)
        new |= insert(database, library, drafts[start : start + _BATCH])
    going(len(drafts))
    constants.write(database.conn, library, plan.values)
    return Carried(library, new)


class Imports:
    """The imports into `database`. Every method raises `Refusal` when it cannot be read or written."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def carry_out(
        self,
        plan: Plan,
        source: str,
        script: str = "",
        going: Callable[[int], None] = _silent,
        prints: Iterable[Print] = (),
        after: int = 0,
    ) -> int:
        """Carries an import out, all of it or nothing; returns the id of the library.

        `source` is what the file is called, `script` what a pack delivers, `prints` its
        pictures; `going` as in `carry_out`. `after` is the entry of the one that it comes in with.

        Raises:
            Refusal: `CHANGED_MEANWHILE`, if the plan was made for another revision.
        """
        with self._database.write() as database:
            database.execute("PRAGMA cache_size = -32000")  # 32 MB for this act: else pages come and go
            database.execute("UPDATE revision SET number = number + 1")
            before = _Before.of(database, plan, after)
            take_in(database, prints)
            carried = carry_out(database, plan, going)
            library = carried.library
            if plan.acts:
                _write_down(database, plan, before, carried, source)
            if script:
                packed = {"library_id": library, "script": zlib.compress(script.encode(), 1)}
                database.table("delivered").upsert(packed, pk="library_id")
            sweep(database)
            return library

    def delivered(self, library: int) -> str:
        """The pack as it came into this library last; empty if it did not come as one."""
        with self._database.read() as connection:
            return _delivered(connection, library) or ""

    def history(self, library: int | None = None) -> tuple[Entry, ...]:
        """The imports that can be undone, the newest first; only those into a library, if one is given."""
        where, values = ("WHERE library_id = ?", [library]) if library is not None else ("", [])
        with self._database.read() as connection:
            rows = connection.execute(f"{_ENTRIES} {where} ORDER BY id DESC", values)
            return tuple(_entry(row)[0] for row in rows)

    def last(self) -> int:
        """The entry of the last import, 0 if there is none."""
        with self._database.read() as connection:
            [(number,)] = connection.execute("SELECT coalesce(max(id), 0) FROM imports")
            return int(number)

    def undo(self, library: Library | None = None) -> Undone:
        """Takes the last import back, or the last one into a library; what was changed since stays.

        Raises:
            Refusal: there is none.
        """
        with self._database.write() as database:
            database.execute("UPDATE revision SET number = number + 1")
            where, values = ("WHERE library_id = ?", [library.id]) if library else ("", [])
            found = database.execute(f"{_ENTRIES} {where} ORDER BY id DESC LIMIT 1", values).fetchone()
            if found is None:
                raise Refusal(_NONE_THERE, library=library.name) if library else Refusal(_NONE)
            entry, told = _entry(found)
            restorer = Restorer(database, entry.library)
            removed, restored, kept = restorer.undo(told)
            database.table("imports").delete(entry.id)
            news.take_back(database, entry.id)
            sweep(database)
            return Undone(entry, removed, restored, kept)

    def undo_all(self) -> tuple[Undone, ...]:
        """Takes the last import back with what came in with it, the last one first. Raises as `undo`."""
        with self._database.whole() as database:
            imports = Imports(database)
            undone = [imports.undo()]
            while (after := undone[-1].entry.after) and imports.last() == after:
                undone.append(imports.undo())
            return tuple(undone)


_ENTRIES = "SELECT id, at, source, library_id, library, told FROM imports"


@dataclass(frozen=True, slots=True)
class _Before:
    """What stands before an import, as far as the import touches it."""

    after: int
    phrases: Sequence[Mapping[str, Any]]
    groups: Mapping[int, int]
    library: Mapping[str, Any] | None
    script: str | None
    values: Mapping[Cell, str]

    @classmethod
    def of(cls, database: "sqlite_utils.Database", plan: Plan, after: int) -> "_Before":
        library = plan.library.id
        touched = [row.phrase for row in plan.rows if row.phrase and row.fate in {Fate.CHANGED, Fate.GONE}]
        groups = database.execute("SELECT id, position FROM groups WHERE library_id = ?", [library])
        known = next(iter(database.table("libraries").rows_where("id = ?", [library])), None)
        rows = whole_rows(database, touched)
        values = constants.read(database.conn).get(library, NOTHING).cells() if plan.values else {}
        return cls(after, rows, dict(groups), known, _delivered(database.conn, library), values)


def _write_down(
    database: "sqlite_utils.Database", plan: Plan, before: _Before, carried: Carried, source: str
) -> None:
    changed = [row.phrase for row in plan.of(Fate.CHANGED) if row.phrase]
    told = {
        "new": list(carried.new),
        "changed": changed,
        "marks": {**carried.new, **marks(database, changed)},
        "phrases": before.phrases,
        "groups": list(before.groups.items()),
        "library": before.library,
        "script": before.script,
        "values": [[*cell, before.values.get(cell), left] for cell, left in plan.values.items()],
        "after": before.after,
    }
    entry = database.table("imports").insert(
        {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "source": source,
            "library_id": carried.library,
            "library": plan.library.name,
            "told": zlib.compress(json.dumps(told, ensure_ascii=False).encode(), 1),
            "pictures": json.dumps([name for row in before.phrases for name in json.loads(row["pictures"])]),
        }
    )
    if not _came_in(database, carried.library, before.after):
        news.write_down(database, plan, carried.library, carried.new, row_id(entry.last_pk))
    _thin(database)


def _came_in(database: "sqlite_utils.Database", library: int, entry: int) -> bool:
    """Whether a library is as new: it came with this entry, or one that this one came in with."""
    while entry and (row := database.execute(f"{_ENTRIES} WHERE id = ?", [entry]).fetchone()):
        found, told = _entry(row)
        if found.library == library and told["library"] is None:
            return True
        entry = found.after
    return False


def _thin(database: "sqlite_utils.Database") -> None:
    """Forgets the oldest imports; the newest can always be undone."""
    kept = 0
    sizes = database.execute("SELECT id, length(told) FROM imports ORDER BY id DESC").fetchall()
    for place, (number, size) in enumerate(sizes):
        kept += size
        if place and (place >= KEPT or kept > BYTES):
            database.table("imports").delete(number)


def _delivered(connection: sqlite3.Connection, library: int) -> str | None:
    row = connection.execute("SELECT script FROM delivered WHERE library_id = ?", [library]).fetchone()
    return zlib.decompress(row[0]).decode() if row else None


def _entry(row: tuple[Any, ...]) -> tuple[Entry, dict[str, Any]]:
    number, at, source, library, name, packed = row
    told = json.loads(zlib.decompress(packed))
    changed = tuple(told["changed"])
    gone = tuple(phrase["id"] for phrase in told["phrases"] if phrase["id"] not in set(changed))
    new, after = tuple(told["new"]), told.get("after", 0)
    return Entry(number, at, source, library, name, new, changed, gone, after), told
