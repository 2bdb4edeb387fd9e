"""Takes an import back: what it brought goes, what it changed or removed comes back as it was."""

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from quickreply.core.phrase import Library, LibraryKind, fold
from quickreply.core.template.values import NOTHING
from quickreply.store import constants
from quickreply.store.rows import COLUMNS, facts, mark_of

if TYPE_CHECKING:
    from sqlite_utils import Database

_AT_ONCE = 500
"""Ids in one question: SQLite takes no more than 32,766."""


def whole_rows(database: "Database", numbers: Sequence[int]) -> list[dict[str, Any]]:
    """The rows of these phrases with all their columns."""
    return [
        row
        for some, asked in _portions(numbers)
        for row in database.table("phrases").rows_where(f"id IN ({asked})", some)
    ]


def marks(database: "Database", numbers: Sequence[int]) -> dict[int, int]:
    """A short mark of each of these phrases: with it, it is as it was."""
    asking = f"SELECT id, {COLUMNS} FROM phrases"  # noqa: S608 - ours
    return {
        number: mark_of(columns)
        for some, asked in _portions(numbers)
        for number, *columns in database.execute(f"{asking} WHERE id IN ({asked})", some)
    }


def _portions(numbers: Sequence[int]) -> Iterator[tuple[Sequence[int], str]]:
    """So many ids at once, and as many question marks."""
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        yield some, ",".join("?" * len(some))


class Restorer:
    """Undoes one import into a library, inside somebody else's transaction."""

    def __init__(self, database: "Database", library: int) -> None:
        self._database = database
        self._library = library

    def undo(self, told: Mapping[str, Any]) -> tuple[int, int, int]:
        """Undoes what was `told` of the import; returns how many phrases went, came back and stayed."""
        if not self._database.table("libraries").count_where("id = ?", [self._library]):
            return 0, 0, 0  # it was removed since, with all that was in it
        known = {int(number): mark for number, mark in told["marks"].items()}
        now = marks(self._database, list(known))
        as_left = {number for number, mark in known.items() if now.get(number) == mark}
        removed = [number for number in told["new"] if number in as_left]
        self._delete(removed)
        gone = {phrase["id"] for phrase in told["phrases"]} - set(told["changed"])
        back = [phrase for phrase in told["phrases"] if phrase["id"] in as_left | gone]
        self._put_back(back)
        self._revalue(told.get("values", ()))
        self._tidy(told)
        touched = len(told["new"]) + len(told["phrases"])
        return len(removed), len(back), touched - len(removed) - len(back)

    def _delete(self, numbers: Iterable[int]) -> None:
        self._database.conn.executemany("DELETE FROM phrases WHERE id = ?", [(one,) for one in numbers])

    def _put_back(self, phrases: Sequence[Mapping[str, Any]]) -> None:
        """These rows as they were, as far as their groups and codes are still to be had."""
        groups = {number for (number,) in self._database.execute("SELECT id FROM groups")}
        self._delete(phrase["id"] for phrase in phrases)  # with their codes
        owners = {code for (code,) in self._database.execute(*self._codes())}
        rows, claimed = [], []
        for phrase in phrases:
            row = dict(phrase) | ({} if phrase["group_id"] in groups else {"group_id": None})
            row |= _free_codes(row, owners)
            mine = {fold(code) for code in _codes_of(row)}
            owners |= mine
            claimed += [(self._library, code, row["id"]) for code in mine]
            rows.append(row)
        self._database.table("phrases").insert_all(rows)
        self._database.conn.executemany(
            "INSERT INTO codes (library_id, folded, phrase_id) VALUES (?, ?, ?)", claimed
        )

    def _revalue(self, told: Sequence[tuple[str, str, str | None, str | None]]) -> None:
        """What fills gaps as it was, unless somebody has set it since; journals of old know none."""
        now = constants.read(self._database.conn).get(self._library, NOTHING).cells()
        back = {(name, key): before for name, key, before, left in told if now.get((name, key)) == left}
        constants.write(self._database.conn, self._library, back)

    def _codes(self) -> tuple[str, list[int]]:
        return "SELECT folded FROM codes WHERE library_id = ?", [self._library]

    def _tidy(self, told: Mapping[str, Any]) -> None:
        """The library as it was: its facts, the order of its groups, and no empty ones that are new."""
        positions = dict(told["groups"])
        for number, position in positions.items():
            self._database.execute("UPDATE groups SET position = ? WHERE id = ?", [position, number])
        while self._drop_groups(set(positions)):
            pass
        if told["script"] is None:
            self._database.execute("DELETE FROM delivered WHERE library_id = ?", [self._library])
        else:
            packed = zlib.compress(told["script"].encode(), 1)
            self._database.table("delivered").upsert(
                {"library_id": self._library, "script": packed}, pk="library_id"
            )
        if told["library"] is not None:
            self._database.table("libraries").update(self._library, _facts(told["library"]))
        elif not self._database.table("phrases").count_where("library_id = ?", [self._library]):
            self._database.execute("DELETE FROM libraries WHERE id = ?", [self._library])

    def _drop_groups(self, known: set[int]) -> int:
        """Removes new groups with nothing in them; returns how many, for their parents may be empty now."""
        empty = self._database.execute(
            "SELECT id FROM groups WHERE library_id = ?"
            " AND id NOT IN (SELECT group_id FROM phrases WHERE group_id IS NOT NULL)"
            " AND id NOT IN (SELECT parent_id FROM groups WHERE parent_id IS NOT NULL)",
            [self._library],
        ).fetchall()
        new = [(number,) for (number,) in empty if number not in known]
        self._database.conn.executemany("DELETE FROM groups WHERE id = ?", new)
        return len(new)


def _free_codes(row: Mapping[str, Any], owners: set[str]) -> dict[str, str]:
    """The codes of a phrase that nobody else has taken since."""
    free = [code for code in _codes_of(row) if fold(code) not in owners]
    return {"code": free[0] if free else "", "aliases": json.dumps(free[1:], ensure_ascii=False)}


def _codes_of(row: Mapping[str, Any]) -> list[str]:
    return [code for code in (row["code"], *json.loads(row["aliases"])) if code]


def _facts(library: Mapping[str, Any]) -> dict[str, Any]:
    """What an import may have changed of a library."""
    return {name: library[name] for name in facts(_ANY)}


_ANY = Library(0, "", "", LibraryKind.PACK)
