from pathlib import Path

import pytest

from quickreply.app.cabinet import Cabinet
from quickreply.core.draft import CodeTaken, Draft
from quickreply.core.search import SHOWN, Among, Matches, Scope
from quickreply.core.words import Refusal
from quickreply.store.backup import Backups
from quickreply.store.database import Database
from quickreply.store.library import Libraries


class Hands:
    """They find whatever is asked for, and remember where it was sought."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Scope, int]] = []
        self.total = 0

    def search(self, query: str, scope: Scope, limit: int) -> Matches:
        self.asked.append((query, scope, limit))
        return Matches(query, total=self.total)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    made = Database(tmp_path / "quickreply.db", Backups(tmp_path))
    made.prepare()
    return made


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def changes() -> list[None]:
    return []


@pytest.fixture
def cabinet(database: Database, hands: Hands, changes: list[None]) -> Cabinet:
    def translated(message: str) -> str:
        return f"<{message}>"

    return Cabinet(database, lambda: hands, lambda: 7, lambda: changes.append(None), translated)


def test_it_finds_by_the_hands_there_are(cabinet: Cabinet, hands: Hands):
    scope = Scope(Among.PINNED)
    assert cabinet.search("fh", scope, 7) == Matches("fh")
    assert hands.asked == [("fh", scope, 7)]
    assert cabinet.total() == 7


def test_it_counts_the_news_that_there_are(cabinet: Cabinet, hands: Hands):
    hands.total = 3
    assert cabinet.news() == 3
    assert hands.asked == [("", Scope(Among.NEW), SHOWN)]


def test_what_is_kept_is_in_the_store_and_told(cabinet: Cabinet, database: Database, changes: list[None]):
    draft = Draft("text", "fh", group=("A",))
    cabinet.keep(None, 0, draft)
    [phrase] = Libraries(database).load().phrases
    assert cabinet.draft(phrase.id) == draft
    cabinet.keep(phrase.id, 0, Draft("other", "fh"))
    cabinet.pin(phrase.id, on=True)
    [phrase] = Libraries(database).load().phrases
    assert (phrase.text, phrase.pinned) == ("other", True)
    assert len(changes) == 3


def test_what_cannot_be_kept_is_not_told_as_a_change(cabinet: Cabinet, changes: list[None]):
    cabinet.keep(None, 0, Draft("text", "fh"))
    changes.clear()
    with pytest.raises(CodeTaken):
        cabinet.keep(None, 0, Draft("other", "fh"))
    with pytest.raises(Refusal):
        cabinet.pin(99, on=True)
    assert changes == []


def test_the_personal_library_has_a_name_in_the_users_language(cabinet: Cabinet, database: Database):
    shop = Libraries(database).create_library("Shop")
    cabinet.keep(None, shop, Draft("text", group=("A",)))
    assert [shelf.path for shelf in cabinet.shelves()] == [("<My phrases>",), ("Shop",), ("Shop", "A")]


def test_without_a_store_there_are_no_shelves(cabinet: Cabinet, database: Database):
    database.path.unlink()
    assert cabinet.shelves() == ()
