"""Further texts, laws, days and applications: stored, brought up to date, undone, counted."""

import zlib
from dataclasses import replace

import pytest

from quickreply.core.draft import Draft, bindings, drafts
from quickreply.core.phrase import Library, LibraryKind
from quickreply.core.plan import Fate, Plan, Row
from quickreply.core.wording import Law, Wording
from quickreply.core.words import Refusal
from quickreply.store.backup import Backups
from quickreply.store.database import Database
from quickreply.store.imports import Imports
from quickreply.store.library import Libraries
from quickreply.store.paths import Places
from quickreply.store.restore import marks
from quickreply.store.schema import MIGRATIONS

LADDER = Draft(
    "A",
    code="yj",
    note="first",
    law=Law.ROTATE,
    more=(Wording("B\nb", "careful"), Wording("C 😊")),
    valid_from="2026-11-01",
    valid_until="2099-11-11 20:00 Asia/Shanghai",
)


def test_a_phrase_comes_back_as_it_was_stored(libraries: Libraries):
    number = libraries.add(1, LADDER)

    assert drafts(libraries.load()) == {number: LADDER}
    assert libraries.draft(number) == LADDER
    libraries.edit(number, replace(LADDER, more=(), valid_until=""))
    assert libraries.draft(number) == replace(LADDER, more=(), law=Law.LADDER, valid_until="")


def test_a_database_of_before_is_brought_up_to_date(where: Places):
    database = Database(where.database, Backups(where.backups))
    database.prepare({name: step for name, step in MIGRATIONS.items() if name <= "0005 constants"})
    with database.write() as writer:
        writer.execute("INSERT INTO groups (library_id, name) VALUES (1, 'g')")
        writer.execute(
            "INSERT INTO phrases (library_id, group_id, code, text, note, created_at, updated_at)"
            " VALUES (1, 1, 'fh', 'text', 'note', '', '')"
        )

    database.prepare()

    collection = Libraries(database).load()
    assert drafts(collection) == {1: Draft("text", code="fh", note="note", group=("g",))}
    assert (collection.libraries[0].apps, collection.groups[0].apps) == ((), ())


def test_an_import_of_before_can_still_be_undone(database: Database, libraries: Libraries):
    """What was marked without the new columns has the same mark with them."""
    number = libraries.add(1, Draft("text", code="fh", title="t", keywords=("k",)))
    before = '\x1ffh\x1f[]\x1ft\x1ftext\x1f["k"]\x1f\x1f0\x1f1'
    with database.write() as writer:
        assert marks(writer, [number]) == {number: zlib.crc32(before.encode())}


@pytest.mark.parametrize(
    "changed",
    [
        replace(LADDER, more=LADDER.more[:1]),
        replace(LADDER, law=Law.RANDOM),
        replace(LADDER, valid_from=""),
        replace(LADDER, valid_until="2026-11-12"),
    ],
)
def test_what_was_changed_since_stays_when_an_import_is_undone(
    database: Database, libraries: Libraries, changed: Draft
):
    shop = Library(0, "", "小店", LibraryKind.SHOP)
    imports = Imports(database)
    imports.carry_out(Plan(shop, (Row(LADDER, Fate.NEW),), (), libraries.load().revision), "f")
    [number] = drafts(libraries.load())
    libraries.edit(number, changed)

    assert imports.undo().kept == 1
    assert drafts(libraries.load()) == {number: changed}


def test_an_import_that_changed_it_is_undone(database: Database, libraries: Libraries):
    number = libraries.add(1, LADDER)
    library = libraries.load().libraries[0]
    imports = Imports(database)
    row = Row(Draft("plain", code="yj"), Fate.CHANGED, number)
    imports.carry_out(Plan(library, (row,), (), libraries.load().revision), "f")
    assert libraries.draft(number) == row.draft

    imports.undo()

    assert libraries.draft(number) == LADDER


def test_a_pack_binds_what_is_new_and_the_user_decides_from_then_on(database: Database, libraries: Libraries):
    pack = Library(0, "p", "Pack", LibraryKind.PACK, apps=("Chromium",))
    imports, rows = Imports(database), (Row(Draft("a", code="a", group=("g",)), Fate.NEW),)
    bound = {("g",): ("pidgin",)}
    number = imports.carry_out(Plan(pack, rows, (("g",),), libraries.load().revision, bound), "f")
    assert bindings(libraries.load()) == bound
    assert libraries.load().libraries[-1].apps == ("Chromium",)

    libraries.bind(number, None, ())
    libraries.bind(number, libraries.load().groups[0].id, ("Mousepad", "XTerm"))
    again = replace(pack, id=number)
    imports.carry_out(Plan(again, (), (("g",),), libraries.load().revision, bound), "f")

    assert bindings(libraries.load()) == {("g",): ("Mousepad", "XTerm")}
    assert libraries.load().libraries[-1].apps == ()


def test_what_is_not_there_cannot_be_bound(libraries: Libraries):
    with pytest.raises(Refusal, match="not there any more"):
        libraries.bind(9, None, ("a",))


def test_shelves_count_what_holds_now(libraries: Libraries):
    libraries.add(1, Draft("now", group=("g",)))
    libraries.add(1, Draft("over", group=("g",), valid_until="2020-01-01"))
    libraries.add(1, Draft("soon", group=("h",), valid_from="2999-01-01"))

    assert [(shelf.path[1:], shelf.count) for shelf in libraries.shelves()] == [((), 1), (("g",), 1)]
