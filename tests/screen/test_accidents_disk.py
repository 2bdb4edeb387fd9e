"""When nothing can be written: phrases go on, the user is told, and what can be kept is written later."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest

from tests.screen.desktop import Desktop, until
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.stage_accident import Place, files
from tests.screen.stage_disk import being_written, full, small_disk
from tests.screen.targets import Targets
from tests.screen.texts import LONGER, SHORT
from tests.screen.windows import QtBox

ROWS = 4000


@pytest.fixture(scope="module")
def own_place() -> Iterator[Place]:
    with Desktop() as desktop, small_disk(desktop.home / "quickreply"):
        place = Place(desktop, Targets(desktop).ready(QtBox))
        place.start()
        yield place
        place.clean_up()


@pytest.fixture
def place(own_place: Place) -> Place:
    """A program whose home is a small disk, and the empty window in front."""
    own_place.program.dismiss_notice()
    own_place.ready()
    return own_place


def trouble(program: Quickreply, kind: str) -> AbstractContextManager[None]:
    """Nothing can be written for some time."""
    return full(program.home) if kind == "disk full" else being_written(program.places.database)


KINDS = pytest.mark.parametrize("kind", ["disk full", "database locked"])


def table(folder: Path) -> Path:
    """A table of phrases that takes more than a megabyte."""
    file = folder / "many.csv"
    rows = (f"m{number},{'很长的话术' * 20}{number}" for number in range(ROWS))
    file.write_text("\n".join(["code,text", *rows]), "utf-8")
    return file


def phrases_of(program: Quickreply) -> int:
    return int(program.ask(do="status")["phrases"])


@KINDS
def test_what_is_used_is_counted_later(place: Place, kind: str):
    program, box = place.program, place.box
    before = program.used()
    with trouble(program, kind):
        # WHEN codes are typed while nothing can be written
        place.desktop.type("/xx ")
        # THEN the phrase is there, and the user is told once that it is counted later
        assert box.wait_for(SHORT, PATIENCE) == SHORT
        assert program.shows("notice")
        program.dismiss_notice()
        # AND the next code is as fast as ever
        place.desktop.type("!/fhd ")
        assert box.wait_for(f"{SHORT}!{LONGER}", PATIENCE) == f"{SHORT}!{LONGER}"
        assert not program.sees("notice")
    # AND with the next one all three are counted, in order
    place.ready()
    place.desktop.type("/xx ")
    assert until(lambda: len(program.usage()) == before + 3, PATIENCE)
    assert [row[-2] for row in program.usage()[-3:]] == [len(SHORT), len(LONGER), len(SHORT)]


@KINDS
def test_what_is_used_last_is_counted_at_the_end(place: Place, kind: str):
    program = place.program
    before = program.used()
    with trouble(program, kind):
        place.desktop.type("/xx ")
        assert place.box.wait_for(SHORT, PATIENCE) == SHORT
        assert program.shows("notice")
    # WHEN the program ends before it could write that down
    assert program.quit() == 0
    # THEN it is counted
    assert len(program.usage()) == before + 1
    place.start()


@KINDS
def test_an_import_is_whole_or_not_at_all(place: Place, kind: str):
    program = place.program
    file, before = table(place.desktop.home), phrases_of(program)
    with trouble(program, kind):
        # WHEN a large table is imported while nothing can be written
        told = program.run("import", str(file))
        # THEN the user is told why, and nothing of it is there
        assert ("disk is full" if kind == "disk full" else "in use by another program") in told, told
        assert "Traceback" not in told
    assert phrases_of(program) == before
    assert program.run("list").count("\n") == before
    # AND the program goes on
    assert place.catches()


def test_a_setting_that_cannot_be_written_is_as_before(place: Place):
    program = place.program
    before = program.places.settings.read_bytes()
    with full(program.home):
        # WHEN a setting is changed on a full disk
        told = program.run("config", "set", "trigger.fire", "instant")
        # THEN the user is told why, and the file is as it was
        assert "No space left on device" in told
        assert "Traceback" not in told
    assert program.places.settings.read_bytes() == before
    assert place.catches()


def test_a_start_on_a_full_disk_says_so(place: Place):
    # GIVEN a database that nobody has open: SQLite needs room beside it to open it
    program = place.program
    assert program.quit() == 0
    assert until(lambda: tidied(program), PATIENCE)
    with full(program.home):
        # WHEN the program is started
        told = program.run()
        # THEN it says why it cannot, in one line, and leaves nothing behind
        assert "The disk is full" in told
        assert told.count("\n") == 1
        assert not {file.name for file in files(program) if file.suffix in {".lock", ".sock"}}
    # AND it starts when there is room
    place.start()
    assert place.catches()


def test_a_start_on_a_full_disk_that_needs_no_room_is_one(place: Place):
    # GIVEN a database that another program has open, so that what SQLite needs beside it is there
    program = place.program
    assert program.quit() == 0
    before = len(program.usage())
    with closing(sqlite3.connect(program.places.database)) as other:
        other.execute("SELECT count(*) FROM usage").fetchone()
        with full(program.home):
            # WHEN the program is started, THEN it works, and the user is told that it counts later
            place.start()
            place.desktop.type("/xx ")
            assert place.box.wait_for(SHORT, PATIENCE) == SHORT
            assert program.shows("notice")
    # AND it does
    place.ready()
    place.desktop.type("/xx ")
    assert until(lambda: len(program.usage()) == before + 2, PATIENCE)


def tidied(program: Quickreply) -> bool:
    """Whether SQLite has nothing beside the database any more: who is the last to close it tidies up."""
    with closing(sqlite3.connect(program.places.database)) as database:
        database.execute("SELECT count(*) FROM usage").fetchone()
    return {file.name for file in files(program) if file.name.startswith("quickreply.db")} == {
        "quickreply.db"
    }
