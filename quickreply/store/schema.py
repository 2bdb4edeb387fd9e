"""The shape of the database, as the steps that lead to it: named functions, never changed once released."""

import sqlite3
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from quickreply.core.phrase import PERSONAL, LibraryKind
from quickreply.core.words import Refusal, mark

if TYPE_CHECKING:
    from sqlite_utils import Database

PERSONAL_NAME = mark("My phrases")
"""What the personal library is called until the user gives it another name."""

_FIRST_TABLES = (
    """
    CREATE TABLE libraries (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('personal', 'shop', 'pack')),
        position INTEGER NOT NULL DEFAULT 0,
        enabled INTEGER NOT NULL DEFAULT 1,
        version TEXT NOT NULL DEFAULT '',
        language TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    """
    CREATE TABLE groups (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        library_id INTEGER NOT NULL REFERENCES libraries ON DELETE CASCADE,
        parent_id INTEGER REFERENCES groups ON DELETE CASCADE,
        name TEXT NOT NULL,
        position INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE UNIQUE INDEX groups_by_name ON groups (library_id, coalesce(parent_id, 0), name)",
    "CREATE INDEX groups_by_parent ON groups (parent_id)",
    # The ledger speaks of phrases by id for ever, so an id must never come back: AUTOINCREMENT.
    """
    CREATE TABLE phrases (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        library_id INTEGER NOT NULL REFERENCES libraries ON DELETE CASCADE,
        group_id INTEGER REFERENCES groups ON DELETE SET NULL,
        code TEXT NOT NULL DEFAULT '',
        aliases TEXT NOT NULL DEFAULT '[]',
        title TEXT NOT NULL DEFAULT '',
        text TEXT NOT NULL,
        keywords TEXT NOT NULL DEFAULT '[]',
        note TEXT NOT NULL DEFAULT '',
        pinned INTEGER NOT NULL DEFAULT 0,
        enabled INTEGER NOT NULL DEFAULT 1,
        position INTEGER NOT NULL DEFAULT 0,
        created_at TEXT NOT NULL,
        updated_at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX phrases_by_library ON phrases (library_id, position)",
    "CREATE INDEX phrases_by_group ON phrases (group_id)",
    # That a code belongs to one phrase of a library is a law of the database, aliases included.
    """
    CREATE TABLE codes (
        library_id INTEGER NOT NULL REFERENCES libraries ON DELETE CASCADE,
        folded TEXT NOT NULL,
        phrase_id INTEGER NOT NULL REFERENCES phrases ON DELETE CASCADE,
        PRIMARY KEY (library_id, folded)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX codes_by_phrase ON codes (phrase_id)",
    # No reference to phrases: what was used stays counted when the phrase is gone.
    """
    CREATE TABLE usage (
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        phrase_id INTEGER NOT NULL,
        how TEXT NOT NULL,
        app TEXT NOT NULL,
        characters INTEGER NOT NULL,
        milliseconds INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX usage_by_phrase ON usage (phrase_id)",
    "CREATE INDEX usage_by_time ON usage (at)",
    """
    CREATE TRIGGER usage_only_grows BEFORE UPDATE ON usage
    BEGIN SELECT raise(ABORT, 'the ledger only grows'); END
    """,
    "CREATE TABLE revision (number INTEGER NOT NULL) STRICT",
    "INSERT INTO revision VALUES (0)",
)


_SPELLINGS = (
    "ALTER TABLE phrases ADD COLUMN spelling TEXT",
    "ALTER TABLE groups ADD COLUMN spelling TEXT",
    # So that a start with nothing to spell costs nothing.
    "CREATE INDEX phrases_unspelled ON phrases (id) WHERE spelling IS NULL",
    "CREATE INDEX groups_unspelled ON groups (id) WHERE spelling IS NULL",
    """
    CREATE TRIGGER phrases_renamed AFTER UPDATE OF code, title, text, aliases, keywords ON phrases
    WHEN (old.code, old.title, old.text, old.aliases, old.keywords)
        IS NOT (new.code, new.title, new.text, new.aliases, new.keywords)
    BEGIN UPDATE phrases SET spelling = NULL WHERE id = new.id; END
    """,
    """
    CREATE TRIGGER groups_renamed AFTER UPDATE OF name ON groups WHEN old.name != new.name
    BEGIN UPDATE groups SET spelling = NULL WHERE id = new.id; END
    """,
)


def first_tables(database: "Database") -> None:
    """Libraries, groups, phrases, codes, usage, and the library that everybody has."""
    for statement in _FIRST_TABLES:
        database.execute(statement)
    database.table("libraries").insert({"uid": PERSONAL, "name": PERSONAL_NAME, "kind": LibraryKind.PERSONAL})


def spellings(database: "Database") -> None:
    """How phrases and groups are spelled in Latin letters; NULL until it was worked out.

    Whatever changes a name sets it back, so that nobody has to remember to.
    """
    for statement in _SPELLINGS:
        database.execute(statement)


_IMPORTS = (
    # What an import did, packed, so that it can be undone; no reference, for undoing may remove the library.
    """
    CREATE TABLE imports (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        source TEXT NOT NULL,
        library_id INTEGER NOT NULL,
        library TEXT NOT NULL,
        told BLOB NOT NULL
    ) STRICT
    """,
    # What a pack brought last: by it we know what its user changed since.
    """
    CREATE TABLE delivered (
        library_id INTEGER PRIMARY KEY REFERENCES libraries ON DELETE CASCADE,
        script BLOB NOT NULL
    ) STRICT
    """,
)


_FACTS = ("maintainer", "valid_from", "valid_until", "roles")


def imports(database: "Database") -> None:
    """What imports did, what packs delivered, and what else packs say of themselves."""
    for name in _FACTS:
        empty = "[]" if name == "roles" else ""
        database.execute(f"ALTER TABLE libraries ADD COLUMN {name} TEXT NOT NULL DEFAULT '{empty}'")
    for statement in _IMPORTS:
        database.execute(statement)


_MISSING = """
    CREATE TABLE missing (
        id INTEGER PRIMARY KEY,
        query TEXT NOT NULL UNIQUE,
        times INTEGER NOT NULL,
        last TEXT NOT NULL
    ) STRICT
"""


def missing(database: "Database") -> None:
    """What was searched for and not found: the one thing typed that is kept."""
    database.execute(_MISSING)


_CONSTANTS = """
    CREATE TABLE constants (
        library_id INTEGER NOT NULL REFERENCES libraries ON DELETE CASCADE,
        name TEXT NOT NULL,
        key TEXT NOT NULL DEFAULT '',
        value TEXT NOT NULL,
        PRIMARY KEY (library_id, name, key)
    ) STRICT, WITHOUT ROWID
"""


def constants(database: "Database") -> None:
    """What each library fills its phrases with; with a key it is a row of the table of that name."""
    database.execute(_CONSTANTS)


def sending(database: "Database") -> None:
    """Which phrases are sent at once: what no file may say."""
    database.execute("ALTER TABLE phrases ADD COLUMN send INTEGER NOT NULL DEFAULT 0 CHECK (send IN (0, 1))")


_VERSIONS = (
    "ALTER TABLE phrases ADD COLUMN law TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE phrases ADD COLUMN more TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE phrases ADD COLUMN valid_from TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE phrases ADD COLUMN valid_until TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE libraries ADD COLUMN apps TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE groups ADD COLUMN apps TEXT NOT NULL DEFAULT '[]'",
)


def versions(database: "Database") -> None:
    """Further wordings of phrases and their law, when they hold, and where libraries are offered."""
    for statement in _VERSIONS:
        database.execute(statement)


_PICTURES = (
    "ALTER TABLE phrases ADD COLUMN html TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE phrases ADD COLUMN pictures TEXT NOT NULL DEFAULT '[]'",
    # What undoing an import needs, beside what phrases have now.
    "ALTER TABLE imports ADD COLUMN pictures TEXT NOT NULL DEFAULT '[]'",
    # Called by what is in it, so that it is there once; as it came, as every program takes it, and small.
    """
    CREATE TABLE pictures (
        name TEXT PRIMARY KEY,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        thumb BLOB NOT NULL,
        png BLOB NOT NULL,
        data BLOB NOT NULL
    ) STRICT
    """,
    "CREATE INDEX phrases_with_pictures ON phrases (id) WHERE pictures != '[]'",
)


def pictures(database: "Database") -> None:
    """HTML beside the text, pictures behind it, and where pictures rest."""
    for statement in _PICTURES:
        database.execute(statement)


_REMINDERS = """
    CREATE TABLE reminders (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        due TEXT NOT NULL,
        title TEXT NOT NULL,
        said TEXT NOT NULL,
        seen TEXT NOT NULL DEFAULT ''
    ) STRICT
"""


def reminders(database: "Database") -> None:
    """What is to be told at its time; instants are in UTC, so that texts compare as they do."""
    database.execute(_REMINDERS)


# Without references: what undoing puts back under its old id is the news that it was. It lies as it is read.
_NEWS = """
    CREATE TABLE news (
        phrase_id INTEGER NOT NULL,
        entry INTEGER NOT NULL,
        at INTEGER NOT NULL,
        changed INTEGER NOT NULL CHECK (changed IN (0, 1)),
        PRIMARY KEY (phrase_id, entry)
    ) STRICT, WITHOUT ROWID
"""


def news(database: "Database") -> None:
    """What each import brought into a library that was there, or changed; `at` is in seconds since 1970."""
    database.execute(_NEWS)


Migrations = Mapping[str, Callable[["Database"], None]]

MIGRATIONS: Migrations = {
    "0001 first tables": first_tables,
    "0002 spellings": spellings,
    "0003 imports": imports,
    "0004 missing": missing,
    "0005 constants": constants,
    "0006 sending": sending,
    "0007 versions": versions,
    "0008 pictures": pictures,
    "0009 reminders": reminders,
    "0010 news": news,
}
"""Every step by its name, in order."""


def pending(connection: sqlite3.Connection, migrations: Migrations = MIGRATIONS) -> tuple[str, ...]:
    """The names of the steps that this database has not been through.

    Raises:
        Refusal: it has been through steps that this program does not know.
    """
    been = applied(connection)
    if been - set(migrations):
        raise Refusal(
            mark("The phrases were last opened by a newer quickreply than this one. Please install that one.")
        )
    return tuple(name for name in migrations if name not in been)


def applied(connection: sqlite3.Connection) -> set[str]:
    """The names of the steps that this database has been through."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'migrations'").fetchone():
        return set()
    return {name for (name,) in connection.execute("SELECT name FROM migrations")}


def migrate(connection: sqlite3.Connection, migrations: Migrations = MIGRATIONS) -> None:
    """Takes the steps that are missing, each with the record of it in one transaction of its own."""
    import sqlite_utils  # noqa: PLC0415 - 0.1 to 0.6 s, and a database that is up to date needs none of it

    database = sqlite_utils.Database(connection, execute_plugins=False)
    for name, step in migrations.items():
        connection.execute("BEGIN IMMEDIATE")
        try:
            if name not in applied(connection):  # another process may have been quicker
                step(database)
                record = {"name": name, "applied_at": datetime.now(UTC).isoformat(timespec="seconds")}
                database.table("migrations").insert(record, pk="name", strict=True)
            connection.commit()
        finally:
            connection.rollback()
