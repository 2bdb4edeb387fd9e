"""Writes phrases with their groups and codes as rows, always inside somebody else's transaction."""

import json
import sqlite3
import uuid
import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from quickreply.core.draft import NOTHING_BOUND, Bindings, CodeTaken, Draft
from quickreply.core.phrase import Library
from quickreply.core.supply import stored_wordings
from quickreply.core.words import Refusal, mark

if TYPE_CHECKING:
    from sqlite_utils import Database

CHANGED_MEANWHILE = mark("The phrases were changed by another program meanwhile. Please try again.")
_TAKEN = mark("The code {code} belongs to “{owner}” already.")

_INSERT = """
    INSERT INTO phrases (
        id, library_id, position, created_at,
        group_id, code, aliases, title, text, keywords, note, pinned, enabled, law, more, valid_from,
        valid_until, send, updated_at, html, pictures
    ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_UPDATE = """
    UPDATE phrases SET
        group_id = ?, code = ?, aliases = ?, title = ?, text = ?, keywords = ?, note = ?, pinned = ?,
        enabled = ?, law = ?, more = ?, valid_from = ?, valid_until = ?, send = ?, updated_at = ?, html = ?,
        pictures = ?
    WHERE id = ?
"""


class Shelves:
    """The groups of one library by their path; a new one is bound to the applications of `bound`."""

    def __init__(self, database: "Database", library: int, bound: Bindings = NOTHING_BOUND) -> None:
        self._bound = bound
        self._table = database.table("groups")
        self._library = library
        rows = self._table.rows_where("library_id = ?", [library])
        self._children = {(row["parent_id"], row["name"]): int(row["id"]) for row in rows}
        self._known: dict[tuple[str, ...], int | None] = {}

    def at(self, path: tuple[str, ...]) -> int | None:
        """The id of the group at `path`, created where it is missing; None for no group."""
        if path not in self._known:
            self._known[path] = self._found(path)
        return self._known[path]

    def _found(self, path: tuple[str, ...]) -> int | None:
        group = None
        for depth, name in enumerate(path, 1):
            key = (group, name)
            if key not in self._children:
                self._children[key] = self._add(group, name, self._bound.get(path[:depth], ()))
            group = self._children[key]
        return group

    def lay_out(self, paths: Iterable[tuple[str, ...]]) -> None:
        """Puts the groups at these paths in this order, before all others."""
        groups = dict.fromkeys(group for group in map(self.at, paths) if group)
        for position, group in enumerate(groups):
            self._table.update(group, {"position": position - len(groups)})

    def _add(self, parent: int | None, name: str, apps: Sequence[str]) -> int:
        row = {
            "library_id": self._library,
            "parent_id": parent,
            "name": name,
            "position": len(self._children),
            "apps": _listed(apps),
        }
        return row_id(self._table.insert(row).last_pk)


def create_library(database: "Database", library: Library) -> int:
    """A new library behind the others; returns its id."""
    row = {
        "uid": library.uid or uuid.uuid4().hex,
        "name": library.name,
        "kind": str(library.kind),
        "position": database.table("libraries").count,
        "apps": _listed(library.apps),
        **facts(library),
    }
    return row_id(database.table("libraries").insert(row).last_pk)


def facts(library: Library) -> dict[str, str]:
    """What a pack says of itself, and its next version may say anew."""
    return {
        "version": library.version,
        "language": library.language,
        "maintainer": library.maintainer,
        "valid_from": library.valid_from,
        "valid_until": library.valid_until,
        "roles": json.dumps(library.roles, ensure_ascii=False),
    }


def insert(database: "Database", library: int, drafts: Sequence[Draft]) -> dict[int, int]:
    """Puts new phrases behind the others of a library; returns a mark of each, as `mark`, by its id.

    Raises:
        Refusal: a code is taken.
    """
    [(last, position)] = database.execute(
        "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'phrases'), 0),"
        " coalesce((SELECT max(position) FROM phrases WHERE library_id = ?), -1)",
        [library],
    )
    shelves = Shelves(database, library)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    numbers = list(range(last + 1, last + 1 + len(drafts)))
    columns = [_columns(draft, shelves, now) for draft in drafts]  # a list: to make one may write its group
    rows = (
        (number, library, position + place, now, *one)
        for place, (number, one) in enumerate(zip(numbers, columns, strict=True), 1)
    )
    database.conn.executemany(_INSERT, rows)  # 5 times as quick as insert_all()
    _claim(database, library, dict(zip(numbers, drafts, strict=True)))
    return dict(zip(numbers, map(mark_of, columns), strict=True))


def update(database: "Database", library: int, drafts: Mapping[int, Draft]) -> None:
    """Replaces all fields of phrases of a library, by their ids. Raises as `insert`."""
    shelves = Shelves(database, library)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    rows = [(*_columns(draft, shelves, now), number) for number, draft in drafts.items()]
    database.conn.executemany(_UPDATE, rows)  # 20 times as quick as one update() after the other
    # All codes go before any is claimed: an alias may move from one phrase of the import to another.
    database.conn.executemany("DELETE FROM codes WHERE phrase_id = ?", [(number,) for number in drafts])
    _claim(database, library, drafts)


def _columns(draft: Draft, shelves: Shelves, now: str) -> tuple[object, ...]:
    """In the order of `_INSERT` and `_UPDATE`; most phrases have none of what costs something to write."""
    return (
        shelves.at(draft.group),
        draft.code,
        _listed(draft.aliases) if draft.aliases else "[]",
        draft.title,
        draft.text,
        _listed(draft.keywords) if draft.keywords else "[]",
        draft.note,
        draft.pinned,
        draft.enabled,
        str(draft.law) if draft.more else "",
        stored_wordings(draft.more) if draft.more else "[]",
        draft.valid_from,
        draft.valid_until,
        draft.send,
        now,
        draft.html,
        _listed(draft.pictures) if draft.pictures else "[]",
    )


COLUMNS = (
    "group_id, code, aliases, title, text, keywords, note, pinned, enabled,"
    " law, more, valid_from, valid_until, send, updated_at, html, pictures"
)
"""What `mark_of` looks at, in its order."""


def mark_of(columns: Sequence[Any]) -> int:
    """A short mark of how a phrase stands: with the same one, it is as it was.

    What most phrases have not counts only where they have it, so that imports from before there was such a
    thing can still be undone.
    """
    *said, law, more, begin, end, send, _at, html, pictures = columns
    group, *words, pinned, enabled = said
    switches = ("1" if pinned else "0", "1" if enabled else "0")
    text = "\x1f".join(("" if group is None else str(group), *words, *switches))
    if send:
        text += "\x1fsend"
    if html or pictures != "[]":
        text += f"\x1f{html}\x1f{pictures}"
    if law or more != "[]" or begin or end:
        text += f"{law}{more}{begin}\x1f{end}"
    return zlib.crc32(text.encode())


def _listed(words: Sequence[str]) -> str:
    return json.dumps(words, ensure_ascii=False) if words else "[]"


def _claim(database: "Database", library: int, drafts: Mapping[int, Draft]) -> None:
    """Writes the codes of phrases down as theirs."""
    rows = [(library, code, number) for number, draft in drafts.items() for code in draft.codes]
    try:
        database.conn.executemany("INSERT INTO codes (library_id, folded, phrase_id) VALUES (?, ?, ?)", rows)
    except sqlite3.IntegrityError:
        raise _taken(database, rows) from None


def _taken(database: "Database", rows: Sequence[tuple[int, str, int]]) -> Refusal:
    """Which of the codes could not be claimed, and whose it is."""
    for library, code, number in rows:
        owner = database.execute(
            "SELECT phrases.id, coalesce(nullif(title, ''), code) FROM codes"
            " JOIN phrases ON phrases.id = phrase_id WHERE codes.library_id = ? AND folded = ?",
            [library, code],
        ).fetchone()
        if owner and owner[0] != number:
            return CodeTaken(_TAKEN, code=code, owner=owner[1])
    return Refusal(CHANGED_MEANWHILE)


def row_id(number: object) -> int:
    """A row's id as sqlite-utils hands it back: any type of key to it, always an integer here."""
    if not isinstance(number, int):
        raise TypeError(number)
    return number
