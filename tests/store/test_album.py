import sqlite3

import pytest

from quickreply.core.draft import Draft
from quickreply.core.phrase import Library, LibraryKind
from quickreply.core.picture import Print, examined
from quickreply.core.plan import Fate, Plan, Row
from quickreply.core.words import Refusal
from quickreply.store import album
from quickreply.store.album import Album
from quickreply.store.database import Database
from quickreply.store.imports import Imports
from quickreply.store.library import Libraries
from tests.core.pictures import GIF, png

ONE, TWO = (Print(examined(data, "f"), made, b"small") for data, made in ((png(), b""), (GIF, b"PNG")))
A, B = ONE.picture.name, TWO.picture.name


def shown(*names: str, code: str = "a", text: str = "x"):
    return Draft(text, code=code, html="<b>x</b>", pictures=names)


@pytest.fixture
def pictures(database: Database) -> Album:
    return Album(database)


def test_a_phrase_comes_back_with_html_and_pictures(libraries: Libraries, pictures: Album):
    number = libraries.add(1, shown(A, B), [ONE, TWO])

    [phrase] = libraries.load().phrases
    assert (phrase.html, phrase.pictures) == ("<b>x</b>", (A, B))
    assert libraries.draft(number) == shown(A, B)
    assert (pictures.print(A), pictures.print(B)) == (ONE, TWO)
    assert (pictures.picture(B), pictures.thumb(B)) == (TWO.picture, b"small")


def test_the_catalogue_is_supplied_with_them(libraries: Libraries):
    libraries.add(1, shown(A, B), [ONE, TWO])
    with libraries.supply() as supply:
        [batch] = supply.batches(10)
    assert (list(batch.html), list(batch.pictures)) == (["<b>x</b>"], [f'["{A}", "{B}"]'])


def test_what_is_not_there_is_nothing(pictures: Album):
    assert (pictures.picture(A), pictures.print(A), pictures.thumb(A)) == (None, None, b"")


def test_the_same_picture_is_kept_once_and_as_long_as_a_phrase_has_it(libraries: Libraries, pictures: Album):
    first = libraries.add(1, shown(A), [ONE])
    second = libraries.add(1, shown(A, B, code="b"), [ONE, TWO])
    assert pictures.names() == {A, B}

    libraries.remove(first)
    assert pictures.names() == {A, B}
    libraries.edit(second, shown(B, code="b"))
    assert pictures.names() == {B}
    libraries.remove(second)
    assert pictures.names() == frozenset()


def test_a_picture_that_no_phrase_takes_is_not_kept(libraries: Libraries, pictures: Album):
    libraries.add(1, shown(A), [ONE, TWO])
    assert pictures.names() == {A}


def test_what_cannot_be_stored_leaves_no_picture(libraries: Libraries, pictures: Album):
    libraries.add(1, shown(A), [ONE])
    with pytest.raises(Refusal):
        libraries.add(1, shown(B), [TWO])  # its code is taken
    assert pictures.names() == {A}


def test_there_is_room_for_so_much(libraries: Libraries, pictures: Album, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(album, "LIMIT", len(ONE.picture.data) + 10)
    libraries.add(1, shown(A), [ONE])
    with pytest.raises(Refusal):
        libraries.add(1, shown(B, code="b"), [TWO])
    assert pictures.names() == {A}
    assert len(libraries.load().phrases) == 1


def test_ten_pictures_are_too_many(libraries: Libraries):
    with pytest.raises(Refusal):
        libraries.add(1, shown(*(f"{number:032}.png" for number in range(10))))


def plan(libraries: Libraries, *rows: Row):
    collection = libraries.load()
    pack = next(
        (one for one in collection.libraries if one.uid == "p"), Library(0, "p", "p", LibraryKind.PACK)
    )
    return Plan(pack, rows, revision=collection.revision)


def test_undoing_an_import_brings_back_the_pictures_it_took(
    database: Database, libraries: Libraries, pictures: Album
):
    imports = Imports(database)
    imports.carry_out(plan(libraries, Row(shown(A), Fate.NEW)), "1", prints=[ONE])
    [phrase] = libraries.load().phrases

    imports.carry_out(plan(libraries, Row(shown(B, text="y"), Fate.CHANGED, phrase.id)), "2", prints=[TWO])
    assert pictures.names() == {A, B}  # the first for the way back

    imports.undo()
    assert pictures.names() == {A}
    assert libraries.load().phrases == (phrase,)
    imports.undo()
    assert pictures.names() == frozenset()


def test_a_picture_that_was_taken_from_an_imported_phrase_since_is_a_change(
    database: Database, libraries: Libraries
):
    imports = Imports(database)
    imports.carry_out(plan(libraries, Row(shown(A), Fate.NEW)), "1", prints=[ONE])
    [phrase] = libraries.load().phrases
    libraries.edit(phrase.id, shown())

    assert imports.undo().kept == 1
    assert libraries.load().phrases


def test_only_phrases_with_pictures_are_looked_through(database: Database):
    with database.read() as connection:
        steps = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {album._SWEEP}")]
    assert any("phrases_with_pictures" in step for step in steps)
    assert sqlite3.sqlite_version_info >= (3, 38)
