"""What is planned for the outlook of a plan is planned for what its carrying out leaves."""

from dataclasses import replace
from pathlib import Path

import pytest

from quickreply.core.draft import Draft, drafts
from quickreply.core.phrase import Collection
from quickreply.core.plan import Mode, Plan, Wish
from quickreply.packs.bundle import Bundle
from quickreply.packs.merge import plan
from quickreply.packs.outlook import outlook
from quickreply.store.backup import Backups
from quickreply.store.database import Database
from quickreply.store.imports import Imports
from quickreply.store.library import Libraries

FIRST = (
    Draft("1", code="a", group=("g",)),
    Draft("2", title="t", group=("g", "h"), keywords=("k",)),
    Draft("3", code="b", aliases=("c",), note="n"),
)
SECOND = (
    Draft("1 anew", code="a", group=("new", "deep")),
    Draft("2", title="t", group=("g", "h"), keywords=("k",)),
    Draft("4", code="c"),
    Draft("5", code="d", group=("g",)),
)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    made = Database(tmp_path / "quickreply.db", Backups(tmp_path))
    made.prepare()
    return made


def bundle(*lines: Draft) -> Bundle:
    return Bundle(Path("小店.csv"), tuple(replace(draft, line=at) for at, draft in enumerate(lines, 2)))


def without_ids(collection: Collection) -> tuple[object, ...]:
    names = [library.name for library in collection.libraries]
    return names, sorted(map(repr, drafts(collection).values())), len(collection.groups)


def rows(made: Plan) -> list[object]:
    return [replace(row, phrase=None) for row in made.rows]


@pytest.mark.parametrize("wish", [Wish(), Wish(group=("above",)), Wish(mode=Mode.REPLACE), Wish("anders")])
@pytest.mark.parametrize("there", [(), FIRST[:2]], ids=["empty", "not empty"])
def test_it_is_what_will_be(database: Database, wish: Wish, there: tuple[Draft, ...]):
    libraries, imports = Libraries(database), Imports(database)
    if there:
        imports.carry_out(plan(bundle(*there), libraries.load()), "0.csv")
    first = plan(bundle(*FIRST), libraries.load(), wish)
    ahead = outlook(first, libraries.load())

    imports.carry_out(first, "1.csv")

    after = libraries.load()
    assert without_ids(ahead) == without_ids(after)
    second = plan(bundle(*SECOND), ahead, wish)
    assert rows(second) == rows(plan(bundle(*SECOND), after, wish))
    assert without_ids(outlook(second, ahead)) == without_ids(
        outlook(plan(bundle(*SECOND), after, wish), after)
    )
