"""What an import brought or changed is news for a day, unless the import is undone."""

import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from quickreply.core.draft import Draft
from quickreply.core.news import LASTS, Arrival, Change
from quickreply.core.phrase import Library, LibraryKind
from quickreply.core.plan import Fate, Plan, Row
from quickreply.core.wording import Wording
from quickreply.store.database import Database
from quickreply.store.imports import Imports
from quickreply.store.library import Libraries

PACK = Library(0, "winter", "Winter", LibraryKind.PACK, version="1")
OLD = Draft("Hello", code="hi", title="Greeting")
Update = Callable[..., None]


@pytest.fixture
def imports(database: Database) -> Imports:
    return Imports(database)


@pytest.fixture
def update(libraries: Libraries, imports: Imports) -> Update:
    """Carries rows out in the pack, which is there with one phrase, the first."""

    def carry_out(*rows: Row) -> None:
        library = next((one for one in libraries.load().libraries if one.uid == PACK.uid), PACK)
        imports.carry_out(Plan(library, rows, (), libraries.load().revision), "winter.yaml")

    carry_out(Row(OLD, Fate.NEW))
    return carry_out


def changed(before: Draft, after: Draft, number: int = 1) -> Row:
    return Row(after, Fate.CHANGED, number, before=before)


def fresh(libraries: Libraries) -> dict[int, Change]:
    news = libraries.news()
    known = {number: news.of(number, time.time()) for number, _ in news}
    return {number: arrival.change for number, arrival in known.items() if arrival}


@pytest.mark.usefixtures("update")
def test_the_first_import_of_a_library_is_no_news(libraries: Libraries):
    assert not fresh(libraries)


def test_a_library_that_was_made_before_its_first_import_is_no_news(libraries: Libraries, imports: Imports):
    libraries.create_library("Shop")
    shop = libraries.load().libraries[-1]

    imports.carry_out(Plan(shop, (Row(OLD, Fate.NEW),), (), libraries.load().revision), "shop.csv")

    assert not fresh(libraries)


def test_what_an_update_brings_and_changes_is_news(libraries: Libraries, update: Update):
    before = int(time.time())
    update(changed(OLD, replace(OLD, text="Good day")), Row(Draft("Bye"), Fate.NEW), Row(OLD, Fate.SKIPPED))

    assert fresh(libraries) == {1: Change.CHANGED, 2: Change.NEW}
    with libraries.supply() as supply:
        arrival = supply.news.of(1, before)
    assert arrival
    assert before <= arrival.at <= time.time()


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (replace(OLD, text="Good day"), True),
        (replace(OLD, code="hello"), True),
        (replace(OLD, aliases=("hey",)), True),
        (replace(OLD, title="Welcome"), True),
        (replace(OLD, more=(Wording("Hi"),)), True),
        (replace(OLD, pictures=("a",)), True),
        (replace(OLD, group=("Elsewhere",)), False),
        (replace(OLD, keywords=("day",)), False),
        (replace(OLD, note="Kindly"), False),
        (replace(OLD, valid_until="2030-01-01"), False),
    ],
)
def test_a_move_or_a_note_is_no_news(after: Draft, told: bool):
    assert changed(OLD, after).is_news is told


def test_undoing_the_import_takes_its_news_back_and_no_other(
    libraries: Libraries, imports: Imports, update: Update
):
    # GIVEN an update that brought a phrase, and another that changed it and brought one more
    update(Row(Draft("Bye"), Fate.NEW))
    update(changed(Draft("Bye"), Draft("See you"), 2), Row(Draft("Thanks"), Fate.NEW))
    assert fresh(libraries) == {2: Change.NEW, 3: Change.NEW}

    # WHEN they are undone one after the other
    imports.undo()
    assert fresh(libraries) == {2: Change.NEW}
    imports.undo()

    # THEN nothing is news
    assert not fresh(libraries)


def test_what_the_user_writes_herself_is_no_news(libraries: Libraries, update: Update):
    update(changed(OLD, replace(OLD, text="Good day")), Row(Draft("Bye"), Fate.NEW))

    libraries.edit(1, replace(OLD, text="Good evening"))
    libraries.add(1, Draft("Mine"))
    libraries.pin(2, on=True)

    assert fresh(libraries) == {2: Change.NEW}


def test_what_is_brought_into_the_library_of_the_user_is_no_news(libraries: Libraries, imports: Imports):
    libraries.add(1, Draft("Mine"))
    own = libraries.load().libraries[0]

    imports.carry_out(Plan(own, (Row(OLD, Fate.NEW),), (), libraries.load().revision), "mine.csv")

    assert not fresh(libraries)


def test_after_a_day_it_is_forgotten(
    database: Database, libraries: Libraries, update: Update, monkeypatch: pytest.MonkeyPatch
):
    update(Row(Draft("Bye"), Fate.NEW))
    tomorrow = time.time() + LASTS
    monkeypatch.setattr("quickreply.store.news.time.time", lambda: tomorrow)

    assert not len(libraries.news())

    update(Row(Draft("Thanks"), Fate.NEW))
    with database.read() as connection:
        assert [number for (number,) in connection.execute("SELECT phrase_id FROM news")] == [3]


def test_a_phrase_that_came_and_was_changed_is_new_since_it_was_changed(
    libraries: Libraries, update: Update, monkeypatch: pytest.MonkeyPatch
):
    now = int(time.time())
    monkeypatch.setattr("quickreply.store.news.time.time", lambda: now - 3600)
    update(Row(Draft("Bye"), Fate.NEW))
    monkeypatch.setattr("quickreply.store.news.time.time", lambda: now)
    update(changed(Draft("Bye"), Draft("See you"), 2))

    assert libraries.news().of(2, now) == Arrival(Change.NEW, now)
