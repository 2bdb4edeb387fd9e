import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from quickreply.core.draft import Draft
from quickreply.core.phrase import PERSONAL, LibraryKind
from quickreply.core.words import Refusal
from quickreply.store.backup import Backups
from quickreply.store.database import Database
from quickreply.store.library import Libraries
from quickreply.store.paths import Places
from quickreply.store.schema import MIGRATIONS


def add_colour(database: Database):
    database.execute("ALTER TABLE groups ADD COLUMN colour TEXT NOT NULL DEFAULT ''")


LATER = {**MIGRATIONS, "9000 colours": add_colour}


def columns(path: Path, table: str):
    connection = sqlite3.connect(path)
    names = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
    connection.close()
    return names


def test_a_new_database_has_the_personal_library(libraries: Libraries):
    [library] = libraries.load().libraries

    assert (library.uid, library.kind, library.enabled) == (PERSONAL, LibraryKind.PERSONAL, True)


@pytest.mark.parametrize("been", range(len(LATER)))
def test_a_database_of_every_earlier_version_is_brought_up_to_date(where: Places, been: int):
    database = Database(where.database, Backups(where.backups))
    database.prepare(dict(list(LATER.items())[:been]))
    database.prepare(LATER)

    assert "colour" in columns(where.database, "groups")
    with database.read() as connection:
        done = [name for (name,) in connection.execute("SELECT name FROM migrations ORDER BY name")]
    assert done == list(LATER)


def test_what_is_there_stays_and_is_backed_up_before(where: Places, database: Database, libraries: Libraries):
    libraries.add(1, Draft("好的", code="hd"))

    database.prepare(LATER)

    assert [phrase.text for phrase in libraries.load().phrases] == ["好的"]
    backup = database.backups.newest()
    assert backup is not None
    assert "colour" not in columns(backup, "groups")
    assert "colour" in columns(where.database, "groups")


def test_an_up_to_date_database_is_not_touched(database: Database):
    before = database.path.read_bytes()

    database.prepare()

    assert database.path.read_bytes() == before
    assert database.backups.newest() is None


def test_a_step_that_fails_leaves_no_trace(where: Places, database: Database):
    def half(connection: object):
        connection.execute("CREATE TABLE leftover (id INTEGER)")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        database.prepare({**MIGRATIONS, "9000 half": half})

    assert columns(where.database, "leftover") == set()
    database.prepare()


def test_a_newer_database_is_refused_and_left_alone(database: Database):
    database.prepare(LATER)
    before = database.path.read_bytes()

    with pytest.raises(Refusal, match="newer quickreply"):
        database.prepare()

    assert database.path.read_bytes() == before


def test_many_may_start_at_once(where: Places):
    def start(_number: int):
        Database(where.database, Backups(where.backups)).prepare()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(start, range(6)))

    libraries = Libraries(Database(where.database, Backups(where.backups)))
    assert len(libraries.load().libraries) == 1


def test_the_id_of_a_removed_phrase_never_comes_back(libraries: Libraries):
    first = libraries.add(1, Draft("a"))
    libraries.remove(first)

    assert libraries.add(1, Draft("b")) > first


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO codes (library_id, folded, phrase_id) VALUES (1, 'fh', 1)",
        "INSERT INTO codes (library_id, folded, phrase_id) VALUES (1, 'other', 99)",
        "INSERT INTO libraries (uid, name, kind) VALUES ('personal', 'again', 'shop')",
        "INSERT INTO libraries (uid, name, kind) VALUES ('x', 'x', 'club')",
        "UPDATE usage SET characters = 0",
        "UPDATE phrases SET pinned = 'yes'",
    ],
)
def test_the_database_itself_keeps_the_law(database: Database, libraries: Libraries, sql: str):
    libraries.add(1, Draft("好的", code="fh"))
    with database.write() as writer:
        writer.execute("INSERT INTO usage VALUES (1, '2026-01-01', 1, 'code', 'x', 1, 1)")

    with pytest.raises(sqlite3.IntegrityError), database.write() as writer:
        writer.execute(sql)
