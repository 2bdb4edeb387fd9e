from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quickreply.core.draft import Draft, drafts
from quickreply.core.phrase import Collection, Library, LibraryKind
from quickreply.core.plan import Fate, Plan, Row
from quickreply.core.template.values import Values
from quickreply.core.words import Refusal
from quickreply.store import imports as module
from quickreply.store.constants import Constants
from quickreply.store.database import Database
from quickreply.store.imports import Imports
from quickreply.store.library import Libraries
from quickreply.store.rows import CHANGED_MEANWHILE

SHOP = Library(0, "", "小店", LibraryKind.SHOP)


@pytest.fixture
def imports(database: Database):
    return Imports(database)


def plan(libraries: Libraries, *rows: Row, library: Library = SHOP, groups: Sequence[tuple[str, ...]] = ()):
    return Plan(library, rows, tuple(groups), libraries.load().revision)


def new(*found: Draft):
    return [Row(draft, Fate.NEW) for draft in found]


def state(collection: Collection):
    """All that an undo must bring back."""
    return replace(collection, revision=0)


def test_an_import_into_a_new_library_is_taken_back_whole(libraries: Libraries, imports: Imports):
    before = state(libraries.load())
    rows = new(Draft("a", code="a", group=("g", "h")), Draft("b", code="b", aliases=("c",)))
    imports.carry_out(plan(libraries, *rows, groups=[("z",)]), "f.csv")

    undone = imports.undo()

    assert (undone.removed, undone.restored, undone.kept) == (2, 0, 0)
    assert state(libraries.load()) == before
    libraries.add(1, Draft("b", code="c"))


def test_what_was_changed_and_removed_comes_back_as_it_was(libraries: Libraries, imports: Imports):
    shop = libraries.create_library("小店")
    one = libraries.add(shop, Draft("1", code="a", aliases=("x",), group=("g",), title="t"))
    two = libraries.add(shop, Draft("2", code="b", group=("g",)))
    library = libraries.load().libraries[-1]
    before = state(libraries.load())
    rows = (
        Row(Draft("changed", code="a", group=("new",)), Fate.CHANGED, one),
        Row(Draft("2", code="b"), Fate.GONE, two),
        *new(Draft("3", code="x", aliases=("b",))),
    )
    imports.carry_out(plan(libraries, *rows, library=library, groups=[("new",), ("g",)]), "f.csv")
    assert [draft.text for draft in drafts(libraries.load()).values()] == ["changed", "3"]

    undone = imports.undo(library)

    assert (undone.removed, undone.restored, undone.kept) == (1, 2, 0)
    assert state(libraries.load()) == before
    assert undone.entry.gone == (two,)


def test_what_was_touched_since_stays(libraries: Libraries, imports: Imports):
    shop = imports.carry_out(plan(libraries, *new(Draft("1", code="a"), Draft("2", code="b"))), "f.csv")
    one, two = (phrase.id for phrase in libraries.load().phrases)
    libraries.pin(one, on=True)
    libraries.remove(two)

    undone = imports.undo()

    assert (undone.removed, undone.kept) == (0, 2)
    assert [phrase.id for phrase in libraries.load().phrases] == [one]
    assert [library.id for library in libraries.load().libraries] == [1, shop]


def test_a_code_that_somebody_took_since_stays_with_her(libraries: Libraries, imports: Imports):
    shop = libraries.create_library("小店")
    one = libraries.add(shop, Draft("1", code="a", aliases=("b",)))
    library = libraries.load().libraries[-1]
    imports.carry_out(plan(libraries, Row(Draft("1"), Fate.GONE, one), library=library), "f.csv")
    libraries.add(shop, Draft("mine", code="a"))

    imports.undo()

    assert {(draft.text, draft.code, draft.aliases) for draft in drafts(libraries.load()).values()} == {
        ("mine", "a", ()),
        ("1", "b", ()),
    }


def test_what_came_in_together_goes_together_and_no_more(libraries: Libraries, imports: Imports):
    entries = [0]
    for number in range(4):
        library = libraries.load().libraries[-1] if number else SHOP
        made = plan(libraries, *new(Draft(str(number), code=str(number))), library=library)
        imports.carry_out(made, f"{number}.csv", after=entries[-1] if number > 1 else 0)
        entries.append(imports.last())

    assert [undone.entry.source for undone in imports.undo_all()] == ["3.csv", "2.csv", "1.csv"]
    assert [undone.entry.source for undone in imports.undo_all()] == ["0.csv"]
    with pytest.raises(Refusal, match="no import to undo"):
        imports.undo_all()


def test_a_library_that_is_gone_since_is_no_trouble(
    libraries: Libraries, imports: Imports, database: Database
):
    number = imports.carry_out(plan(libraries, *new(Draft("1", code="a"))), "f.csv")
    with database.write() as writer:
        writer.execute("DELETE FROM libraries WHERE id = ?", [number])

    assert imports.undo().removed == 0
    assert len(libraries.load().libraries) == 1


def test_imports_are_taken_back_one_by_one_the_last_first(libraries: Libraries, imports: Imports):
    for number in range(3):
        library = libraries.load().libraries[-1] if number else SHOP
        imports.carry_out(
            plan(libraries, *new(Draft(str(number), code=str(number))), library=library), f"{number}.csv"
        )

    assert [imports.undo().entry.source for _ in range(3)] == ["2.csv", "1.csv", "0.csv"]
    assert libraries.load().phrases == ()
    with pytest.raises(Refusal, match="no import to undo"):
        imports.undo()


def test_only_so_many_can_be_taken_back(
    libraries: Libraries, imports: Imports, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "KEPT", 2)
    for number in range(4):
        imports.carry_out(plan(libraries, *new(Draft("x"))), f"{number}.csv")

    assert [entry.source for entry in imports.history()] == ["3.csv", "2.csv"]
    monkeypatch.setattr(module, "BYTES", 1)
    imports.carry_out(plan(libraries, *new(Draft("x"))), "big.csv")
    assert [entry.source for entry in imports.history()] == ["big.csv"]


def test_an_import_that_changes_nothing_is_not_written_down(libraries: Libraries, imports: Imports):
    imports.carry_out(plan(libraries, Row(Draft("x"), Fate.CLASH)), "f.csv")

    assert imports.history() == ()


def test_a_plan_for_another_revision_is_not_carried_out(libraries: Libraries, imports: Imports):
    made = plan(libraries, *new(Draft("1")))
    libraries.add(1, Draft("meanwhile"))

    with pytest.raises(Refusal, match=CHANGED_MEANWHILE):
        imports.carry_out(made, "f.csv")
    assert len(libraries.load().phrases) == 1
    assert imports.history() == ()


def test_what_a_pack_delivered_is_known_and_goes_back_with_the_undo(libraries: Libraries, imports: Imports):
    pack = Library(0, "p", "Pack", LibraryKind.PACK, version="1")
    number = imports.carry_out(plan(libraries, *new(Draft("1", code="a")), library=pack), "p.yaml", "first")
    pack = replace(libraries.load().libraries[-1], version="2")
    imports.carry_out(plan(libraries, *new(Draft("2", code="b")), library=pack), "p.yaml", "second")
    assert imports.delivered(number) == "second"

    imports.undo()

    assert imports.delivered(number) == "first"
    assert libraries.load().libraries[-1].version == "1"
    imports.undo()
    assert imports.delivered(number) == ""


words = st.sampled_from("abcd")
a_draft = st.builds(Draft, text=words, code=words, group=st.lists(words, max_size=2).map(tuple))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(a_draft, max_size=4, unique_by=lambda draft: draft.code), st.data())
def test_an_undo_brings_back_what_was(
    libraries: Libraries, imports: Imports, there: list[Draft], data: st.DataObject
):
    shop = libraries.create_library("小店")
    for draft in there:
        libraries.add(shop, draft)
    collection = libraries.load()
    library = next(one for one in collection.libraries if one.id == shop)
    rows = []
    for phrase in (phrase for phrase in collection.phrases if phrase.library == shop):
        fate = data.draw(st.sampled_from([Fate.CHANGED, Fate.GONE, Fate.SAME]))
        rows.append(Row(Draft(data.draw(words), code=phrase.code), fate, phrase.id))
    free = {"x", "y"} | {row.draft.code for row in rows if row.fate is Fate.GONE}
    fresh = data.draw(st.lists(st.sampled_from(sorted(free)), unique=True))
    rows += new(*(Draft("n", code=code, group=("new",)) for code in fresh))

    imports.carry_out(plan(libraries, *rows, library=library), "f.csv")
    if imports.history(shop):
        imports.undo(library)

    assert state(libraries.load()) == state(collection)


def test_an_import_that_is_stopped_on_its_way_leaves_nothing(
    libraries: Libraries, imports: Imports, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "_BATCH", 2)
    before = libraries.load()
    told: list[int] = []

    def going(done: int) -> None:
        told.append(done)
        if done > 2:
            raise KeyboardInterrupt

    rows = new(*(Draft(str(number), code=f"c{number}") for number in range(9)))
    with pytest.raises(KeyboardInterrupt):
        imports.carry_out(plan(libraries, *rows), "f.csv", "", going)

    assert told == [0, 2, 4]
    assert libraries.load() == before
    assert imports.history() == ()


class TestValues:
    """What fills gaps comes and goes with an import."""

    @pytest.fixture
    def constants(self, database: Database) -> Constants:
        return Constants(database)

    def test_they_come_with_it_and_go_with_it(
        self, libraries: Libraries, imports: Imports, constants: Constants
    ):
        made = replace(plan(libraries), values={("电话", ""): "1", ("t", "a"): "2"})
        shop = imports.carry_out(made, "f.yaml")
        assert constants.load() == {shop: Values({"电话": "1"}, {"t": {"a": "2"}})}

        imports.undo()
        assert constants.load() == {}

    def test_what_stood_there_comes_back_unless_it_was_set_since(
        self, libraries: Libraries, imports: Imports, constants: Constants
    ):
        shop = libraries.create_library("小店")
        constants.put(shop, "电话", {"": "old"})
        constants.put(shop, "链接", {"": "old"})
        constants.put(shop, "t", {"a": "gone", "b": "stays"})
        library = libraries.load().libraries[-1]
        values = {("电话", ""): "new", ("链接", ""): "new", ("t", "a"): None, ("截单时间", ""): "16:00"}
        imports.carry_out(replace(plan(libraries, library=library), values=values), "f.yaml")
        constants.put(shop, "链接", {"": "mine"})

        imports.undo()

        assert constants.load()[shop] == Values(
            {"电话": "old", "链接": "mine"}, {"t": {"a": "gone", "b": "stays"}}
        )


def test_a_phrase_that_is_sent_since_is_not_as_the_import_left_it(libraries: Libraries, imports: Imports):
    imports.carry_out(plan(libraries, *new(Draft("a", code="a"), Draft("b", code="b"))), "f.csv")
    one = libraries.load().phrases[0]
    libraries.edit(one.id, Draft("a", code="a", send=True))

    undone = imports.undo()

    assert (undone.removed, undone.kept) == (1, 1)
    assert [phrase.send for phrase in libraries.load().phrases] == [True]
