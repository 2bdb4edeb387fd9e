"""Accidents with the file. Each is a real one: SQLite itself raises the error that is told."""

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from quickreply.core.draft import Draft
from quickreply.core.plan import Fate, Plan, Row
from quickreply.core.words import Refusal
from quickreply.store.backup import Backups
from quickreply.store.database import Database
from quickreply.store.library import Libraries
from quickreply.store.paths import Places

NOBODY = 65534


@pytest.fixture
def ours() -> Iterator[Path]:
    """A folder that an ordinary user reaches too: pytest's own belong to whoever runs the tests."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@contextmanager
def an_ordinary_user(*owned: Path):
    """Nobody, if the tests run as root, whom no permission stops."""
    root = os.geteuid() == 0
    for path in owned:
        if root:
            os.chown(path, NOBODY, NOBODY)
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def filled(path: Path) -> Database:
    database = Database(path, Backups(path.parent / "backups"), patience=0.05)
    database.prepare()
    rows = tuple(Row(Draft("好的" * 20, code=f"c{number}"), Fate.NEW) for number in range(300))
    collection = Libraries(database).load()
    Libraries(database).apply(Plan(collection.libraries[0], rows, revision=collection.revision))
    return database


def test_locked_by_another_program(database: Database, libraries: Libraries):
    with closing(sqlite3.connect(database.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(Refusal, match="in use by another program"):
            libraries.add(1, Draft("好的"))

        assert libraries.load().phrases == ()
    libraries.add(1, Draft("好的"))


def test_locked_for_reading_too(where: Places):
    where.database.parent.mkdir()
    with closing(sqlite3.connect(where.database, isolation_level=None)) as other:
        other.execute("CREATE TABLE t (x)")
        other.execute("BEGIN EXCLUSIVE")

        with pytest.raises(Refusal, match="in use by another program"):
            Database(where.database, Backups(where.backups), patience=0.05).prepare()


def test_a_read_only_file_can_be_read_but_not_written(ours: Path):
    database = filled(ours / "quickreply.db")
    libraries = Libraries(database)
    database.path.chmod(0o444)
    before = database.path.read_bytes()

    with an_ordinary_user(ours, database.path):
        assert len(libraries.load().phrases) == 300
        with pytest.raises(Refusal, match="read-only"):
            libraries.add(1, Draft("好的"))

    assert database.path.read_bytes() == before


def test_a_read_only_folder_is_told(ours: Path):
    database = filled(ours / "quickreply.db")
    ours.chmod(0o555)
    before = database.path.read_bytes()

    with an_ordinary_user(ours, database.path):
        with pytest.raises(Refusal, match=r"cannot be opened|read-only"):
            Libraries(database).add(1, Draft("好的"))
        with pytest.raises(Refusal, match="cannot be written"):
            Database(ours / "new.db", Backups(ours)).prepare()

    ours.chmod(0o755)
    assert database.path.read_bytes() == before


def test_a_file_that_may_not_be_read_is_told(ours: Path):
    database = filled(ours / "quickreply.db")
    database.path.chmod(0)

    with an_ordinary_user(ours, database.path), pytest.raises(Refusal, match="cannot be opened"):
        Libraries(database).load()


@pytest.mark.parametrize(
    "rubbish", [b"this is no database" * 300, b"\0" * 5000, b"SQLite format 3\0" + b"\xff" * 5000]
)
def test_a_file_that_is_no_database_is_told_and_left_alone(where: Places, rubbish: bytes):
    where.database.parent.mkdir()
    where.database.write_bytes(rubbish)

    with pytest.raises(Refusal, match=r"damaged and was left as it is\. There is no backup"):
        Database(where.database, Backups(where.backups)).prepare()

    assert where.database.read_bytes() == rubbish


def test_a_damaged_database_names_the_newest_backup(tmp_path: Path):
    database = filled(tmp_path / "quickreply.db")
    backup = database.back_up()
    broken = database.path.read_bytes()[:4096] + b"\xff" * 20_000
    database.path.write_bytes(broken)

    with pytest.raises(Refusal, match="damaged") as told:
        Libraries(database).load()

    assert str(backup) in str(told.value)
    assert database.path.read_bytes() == broken
    assert len(Libraries(Database(backup, database.backups)).load().phrases) == 300


def test_a_damaged_database_is_not_backed_up_over_good_copies(tmp_path: Path):
    database = filled(tmp_path / "quickreply.db")
    good = database.back_up()
    raw = bytearray(database.path.read_bytes())
    raw[len(raw) // 2 : len(raw) // 2 + 4096] = b"\xff" * 4096
    database.path.write_bytes(raw)

    with pytest.raises(Refusal, match="damaged"):
        database.back_up()

    assert list(database.backups.folder.iterdir()) == [good]


def test_a_folder_in_the_place_of_the_file_is_told(where: Places):
    where.database.mkdir(parents=True)

    with pytest.raises(Refusal, match="cannot be opened"):
        Database(where.database, Backups(where.backups)).prepare()


def test_a_file_that_vanished_is_told_and_not_made_anew(database: Database, libraries: Libraries):
    database.path.unlink()

    with pytest.raises(Refusal, match="cannot be opened"):
        libraries.load()

    assert not database.path.exists()


def test_a_full_disk_is_told_and_nothing_is_half_done(database: Database, libraries: Libraries):
    row = {"library_id": 1, "text": "好" * 9000, "created_at": "", "updated_at": ""}

    def fill() -> None:
        with database.write() as writer:
            [(pages,)] = writer.execute("PRAGMA page_count")
            writer.execute(f"PRAGMA max_page_count = {pages + 10}")
            writer.table("phrases").insert_all([row] * 100)

    with pytest.raises(Refusal, match="disk is full"):
        fill()

    assert libraries.load().phrases == ()


FULL = """
import resource, signal, sys
from pathlib import Path
from quickreply.core.draft import Draft
from quickreply.core.plan import Fate, Plan, Row
from quickreply.core.words import Refusal
from quickreply.store.backup import Backups
from quickreply.store.database import Database
from quickreply.store.library import Libraries
path = Path(sys.argv[1])
libraries = Libraries(Database(path, Backups(path.parent)))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 4096,) * 2)
try:
    for number in range(200):
        libraries.add(1, Draft("x" * 90_000))
except Refusal as fault:
    print(fault)
"""


def test_a_disk_that_refuses_in_the_middle_is_told(database: Database, libraries: Libraries):
    libraries.add(1, Draft("first"))

    told = subprocess.run(
        [sys.executable, "-c", FULL, database.path], capture_output=True, text=True, check=True, timeout=60
    )

    assert "Nothing was changed" in told.stdout or "was not changed" in told.stdout
    phrases = libraries.load().phrases
    assert phrases[0].text == "first"
    assert {len(phrase.text) for phrase in phrases[1:]} <= {90_000}


def test_a_block_that_raises_changes_nothing(database: Database, libraries: Libraries):
    def stumble() -> None:
        with database.write() as writer:
            writer.table("libraries").insert({"uid": "x", "name": "x", "kind": "shop"})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        stumble()

    assert len(libraries.load().libraries) == 1


def test_several_acts_are_one_transaction(database: Database, libraries: Libraries):
    before = libraries.load()

    def two_acts(*, fail: bool) -> None:
        with database.whole() as whole:
            inside = Libraries(whole)
            shop = inside.create_library("shop")
            inside.add(shop, Draft("Hi", code="a"))
            assert [phrase.code for phrase in inside.load().phrases] == ["a"]
            assert libraries.load() == before
            if fail:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        two_acts(fail=True)
    assert libraries.load() == before

    two_acts(fail=False)
    assert [phrase.code for phrase in libraries.load().phrases] == ["a"]


def test_while_one_writes_no_other_begins(database: Database):
    other = sqlite3.connect(database.path, isolation_level=None, timeout=0)

    with closing(other), database.write(), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")


def test_a_mistake_in_the_program_is_not_told_as_an_accident(database: Database):
    with pytest.raises(sqlite3.OperationalError, match="nowhere"), database.read() as connection:
        connection.execute("SELECT * FROM nowhere")


def test_a_reader_sees_one_moment(database: Database, libraries: Libraries):
    libraries.add(1, Draft("one"))
    with database.read() as connection:
        before = connection.execute("SELECT count(*) FROM phrases").fetchone()
        libraries.add(1, Draft("two"))

        assert connection.execute("SELECT count(*) FROM phrases").fetchone() == before


def test_files_are_for_the_user_alone_and_one_is_left_at_rest(database: Database, libraries: Libraries):
    libraries.add(1, Draft("one"))

    assert database.path.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in database.path.parent.iterdir()] == ["quickreply.db"]


def test_two_programs_write_at_once_and_nothing_is_lost(where: Places):
    database = Database(where.database, Backups(where.backups))
    database.prepare()

    def write(name: str) -> None:
        for number in range(25):
            Libraries(database).add(1, Draft(f"{name} {number}", code=f"{name}{number}"))

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, "ab"))

    assert len({phrase.text for phrase in Libraries(database).load().phrases}) == 50


def test_a_program_killed_while_writing_leaves_the_database_whole(database: Database, libraries: Libraries):
    libraries.add(1, Draft("first"))
    script = (
        "import os, signal, sqlite3, sys\n"
        "connection = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "connection.execute('BEGIN IMMEDIATE')\n"
        "connection.execute(\"UPDATE phrases SET text = 'half'\")\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    killed = subprocess.run([sys.executable, "-c", script, database.path], check=False)

    assert killed.returncode == -signal.SIGKILL
    assert [phrase.text for phrase in libraries.load().phrases] == ["first"]
    libraries.add(1, Draft("second"))


def test_starting_needs_no_sqlite_utils(database: Database):
    script = (
        "import os, sys\n"
        "from quickreply.store.paths import places\n"
        "from quickreply.store.database import Database\n"
        "from quickreply.store.library import Libraries\n"
        "Libraries(Database.open(places(os.environ))).load()\n"
        "print([name for name in ('sqlite_utils', 'tomlkit', 'platformdirs') if name in sys.modules])\n"
    )
    environ = {**os.environ, "QUICKREPLY_HOME": str(database.path.parent)}
    told = subprocess.run(
        [sys.executable, "-c", script], env=environ, capture_output=True, text=True, check=True
    )

    assert told.stdout.strip() == "[]"
