"""Spelling what is stored, in this process and in the child."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace

import pytest

from quickreply.core.draft import Draft
from quickreply.engine.catalogue import Catalogue
from quickreply.store.database import Database
from quickreply.store.library import Libraries
from quickreply.store.schema import MIGRATIONS
from quickreply.store.spellings import Spellings
from tests.core.readings import FewReadings

INSERT = "INSERT INTO phrases (library_id, title, text, created_at, updated_at) VALUES (1, ?, 'x', '', '')"
SPELLED = "SELECT 1 FROM phrases WHERE spelling IS NOT NULL LIMIT 1"
DRAFT = Draft("请先申请。", code="追回", title="退货流程", group=("售后",), keywords=("银行", "plain"))


@pytest.fixture
def spellings(database: Database) -> Spellings:
    return Spellings(database)


def stored(database: Database) -> list[str | None]:
    with database.read() as connection:
        return [spelling for (spelling,) in connection.execute("SELECT spelling FROM phrases ORDER BY id")]


def found(libraries: Libraries, query: str) -> list[int]:
    with libraries.supply() as supply:
        return [row.phrase.id for row in Catalogue(supply).search(query).rows]


def spell_in_a_child(database: Database) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "quickreply.store.speller", str(database.path)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def test_what_is_saved_is_spelled_later(database: Database, libraries: Libraries, spellings: Spellings):
    assert not spellings.missing()
    libraries.add(1, DRAFT)
    assert spellings.missing()

    spellings.complete(FewReadings())

    assert not spellings.missing()
    assert stored(database) == ["Tui Huo Liu Ceng .\nYin Xing\xe8ang\xe8eng .\nZui Hui ."]


def test_what_is_spelled_is_found_by_pinyin(libraries: Libraries, spellings: Spellings):
    number = libraries.add(1, DRAFT)
    assert (found(libraries, "tuihlc"), found(libraries, "退货")) == ([], [number])

    spellings.complete(FewReadings())

    assert found(libraries, "tuihlc") == found(libraries, "yinhang") == found(libraries, "shouh") == [number]


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"title": "运费"}, id="title"),
        pytest.param({"text": "x"}, id="text"),
        pytest.param({"code": "发"}, id="code"),
        pytest.param({"aliases": ("发",)}, id="alias"),
        pytest.param({"keywords": ()}, id="keywords"),
    ],
)
def test_another_name_is_spelled_anew(
    libraries: Libraries, spellings: Spellings, changed: dict[str, str | tuple[str, ...]]
):
    number = libraries.add(1, DRAFT)
    spellings.complete(FewReadings())

    libraries.edit(number, replace(DRAFT, **changed))

    assert spellings.missing()


def test_the_same_name_is_not(libraries: Libraries, spellings: Spellings):
    number = libraries.add(1, DRAFT)
    spellings.complete(FewReadings())

    libraries.edit(number, replace(DRAFT, note="x", pinned=True))
    libraries.switch_phrase(number, on=False)

    assert not spellings.missing()


def test_what_is_renamed_meanwhile_keeps_no_old_spelling(libraries: Libraries, database: Database):
    number = libraries.add(1, DRAFT)

    class SlowReadings(FewReadings):
        def of(self, hanzi: str) -> Sequence[Sequence[str]]:
            if hanzi == "退货流程":
                libraries.edit(number, replace(DRAFT, title="运费"))
            return super().of(hanzi)

    Spellings(database).complete(SlowReadings())

    assert stored(database) == [None]
    assert Spellings(database).missing()


def test_spelling_is_no_change_that_an_import_would_mind(libraries: Libraries, spellings: Spellings):
    libraries.add(1, DRAFT)
    before = libraries.load().revision

    spellings.complete(FewReadings())

    assert libraries.load().revision == before


def test_a_database_from_before_is_spelled_too(database: Database):
    old = database.path.with_name("old.db")
    first = dict(list(MIGRATIONS.items())[:1])
    Database(old, database.backups).prepare(first)
    with closing(sqlite3.connect(old)) as connection, connection:
        connection.execute(INSERT, ["退货"])

    upgraded = Database(old, database.backups)
    upgraded.prepare()
    Spellings(upgraded).complete(FewReadings())

    assert stored(upgraded) == ["Tui Huo .\n"]


def test_the_child_knows_how_hanzi_are_read(libraries: Libraries, database: Database):
    libraries.add(1, DRAFT)
    libraries.add(1, Draft("重量和长度", title="银行行长重要绿㗎"))

    with spell_in_a_child(database) as child:
        assert child.wait(30) == 0

    assert found(libraries, "tuihuolc") == [1]
    assert found(libraries, "yinhanghangzhangzhongyaolv") == [2]
    assert found(libraries, "yinxingxingchangchongyaolu") == [2]


def test_a_child_that_cannot_write_says_nothing_but_that(database: Database):
    with spell_in_a_child(Database(database.path.with_name("missing.db"), database.backups)) as child:
        out, _ = child.communicate(timeout=30)

    assert (child.returncode, out) == (1, b"")


def test_a_child_that_is_killed_leaves_all_that_was_spelled(database: Database, libraries: Libraries):
    numbers = [libraries.add(1, Draft("x", title="退货流程说明" * 9 + str(number))) for number in range(3)]
    with database.write() as writer:
        rows = [(f"退货流程说明{number}" * 5,) for number in range(5000)]
        writer.conn.executemany(INSERT, rows)
    deadline = time.monotonic() + 30
    with closing(sqlite3.connect(database.path)) as watching:  # one that stays: the last to close tidies up
        child = spell_in_a_child(database)
        while not watching.execute(SPELLED).fetchone() and time.monotonic() < deadline:
            time.sleep(0.01)
        os.kill(child.pid, signal.SIGKILL)
        child.communicate()

    spelled = [spelling is not None for spelling in stored(database)]

    assert spelled == sorted(spelled, reverse=True)
    assert any(spelled)
    assert not all(spelled)
    assert Spellings(database).missing()
    assert len(found(libraries, "流程")) > len(numbers)
