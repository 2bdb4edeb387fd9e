"""Libraries and groups that are only offered in some applications."""

import pytest

from quickreply.core.phrase import Collection, Group, Library, LibraryKind, Phrase
from quickreply.core.search import Among, Scope
from quickreply.engine.catalogue import Catalogue
from tests.engine.shelf import phrase

OWN = Library(1, "personal", "Mine", LibraryKind.PERSONAL, apps=("Chromium",))
SHOP = Library(2, "shop", "Shop", LibraryKind.SHOP)
GROUPS = (
    Group(1, 2, None, "Chat", apps=("AliWorkbench", "pidgin")),
    Group(2, 2, 1, "Inside"),
    Group(3, 2, None, "All"),
)
PHRASES = (
    phrase(1, "fh", "Shipping mine", library=1, pinned=True),
    phrase(2, "fh", "Shipping shop", library=2, group=3),
    phrase(3, "th", "Returns", library=2, group=2),
    phrase(4, "fhd", "Shipping day", library=2),
)
WEB, CHAT, EDITOR, UNKNOWN = "chromium", "AliWorkbench", "mousepad", ""


@pytest.fixture
def shelf() -> Catalogue:
    return Catalogue.of(Collection((OWN, SHOP), GROUPS, PHRASES), recent=(3, 1))


def ids(rows: tuple[object, ...]) -> list[int]:
    return [row.phrase.id for row in rows]


def code(found: Phrase | None) -> int | None:
    return found.id if found else None


@pytest.mark.parametrize(
    ("app", "exact", "listed"),
    [(WEB, 1, {1, 4}), (CHAT, 2, {2, 4}), (EDITOR, 2, {2, 4}), (UNKNOWN, 1, {1, 4})],
)
def test_a_code_is_that_of_who_is_offered_there(shelf: Catalogue, app: str, exact: int, listed: set[int]):
    found = shelf.suggest("fh", app=app)

    assert code(found.exact) == exact
    coded = {row.phrase.id for row in found.rows if row.rank <= 1}
    assert coded == listed
    assert found.begins


@pytest.mark.parametrize(("app", "begins"), [(CHAT, True), (EDITOR, False), (WEB, False), (UNKNOWN, True)])
def test_a_code_of_nobody_there_is_none(shelf: Catalogue, app: str, begins: bool):
    found = shelf.suggest("th", app=app)
    assert (found.begins, bool(found.exact), bool(found.rows), found.final) == (begins,) * 4


@pytest.mark.parametrize(
    ("app", "found"), [(WEB, {1, 2, 4}), (CHAT, {2, 3, 4}), (EDITOR, {2, 4}), (UNKNOWN, {1, 2, 3, 4})]
)
def test_a_search_finds_what_is_offered_there(shelf: Catalogue, app: str, found: set[int]):
    assert {row.phrase.id for row in shelf.search("text", app=app).rows} == found
    assert {row.phrase.id for row in shelf.browse(Scope(Among.LIBRARY, 2), app=app).rows} == found - {1}


@pytest.mark.parametrize(("app", "offered"), [(WEB, [1]), (CHAT, [3]), (EDITOR, []), (UNKNOWN, [1, 3])])
def test_so_is_what_is_pinned_and_recent(shelf: Catalogue, app: str, offered: list[int]):
    assert ids(shelf.offered(app=app).rows) == offered


def test_what_was_found_in_one_window_is_not_looked_through_for_another(shelf: Catalogue):
    assert ids(shelf.search("s", app=EDITOR).rows)
    assert {row.phrase.id for row in shelf.search("sh", app=WEB).rows} == {1, 2, 4}
    assert {row.phrase.id for row in shelf.suggest("s", app=EDITOR).rows} == {2, 4}
    assert {row.phrase.id for row in shelf.suggest("sh", app=WEB).rows} == {1, 2, 4}


@pytest.mark.parametrize(("app", "number"), [(WEB, 1), (CHAT, 2), (EDITOR, 2), (UNKNOWN, 1)])
def test_a_hotkey_means_the_phrase_that_has_the_code_there(shelf: Catalogue, app: str, number: int):
    assert code(shelf.by_code("fh", app)) == number


@pytest.mark.parametrize(
    ("app", "offered"),
    [(WEB, {1, 2, 4}), (CHAT, {2, 3, 4}), (EDITOR, {2, 4}), (UNKNOWN, {1, 2, 3, 4})],
)
def test_every_phrase_can_be_asked_about(shelf: Catalogue, app: str, offered: set[int]):
    assert {one.id for one in PHRASES if shelf.offers(one, app)} == offered


def test_what_is_not_in_use_is_not_judged(shelf: Catalogue):
    assert shelf.offers(phrase(9, "zz", "Gone", library=1), EDITOR)
