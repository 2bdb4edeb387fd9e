from quickreply.core.phrase import Group, Library, LibraryKind
from quickreply.core.search import Among, Scope
from quickreply.core.shelves import shelves

MINE = Library(1, "me", "Mine", LibraryKind.PERSONAL)
SHOP = Library(2, "shop", "Shop", LibraryKind.SHOP)


def lines(groups: list[Group], counts: dict[tuple[int, int | None], int]) -> list[tuple[str, int, int]]:
    found = shelves([MINE, SHOP], groups, counts)
    return [(" / ".join(shelf.path), shelf.count, shelf.library) for shelf in found]


def test_each_library_is_followed_by_what_lies_in_it():
    groups = [Group(1, 2, None, "A"), Group(2, 2, 1, "A1"), Group(3, 2, None, "B"), Group(4, 1, None, "C")]
    counts = {(2, 1): 1, (2, 2): 2, (2, 3): 4, (2, None): 8, (1, 4): 16}

    assert lines(groups, counts) == [
        ("Mine", 16, 1),
        ("Mine / C", 16, 1),
        ("Shop", 15, 2),
        ("Shop / A", 3, 2),
        ("Shop / A / A1", 2, 2),
        ("Shop / B", 4, 2),
    ]


def test_what_is_empty_is_left_out_but_for_libraries():
    groups = [Group(1, 2, None, "A"), Group(2, 2, 1, "A1"), Group(3, 2, 2, "A11"), Group(4, 2, None, "B")]

    assert lines(groups, {(2, 3): 1}) == [
        ("Mine", 0, 1),
        ("Shop", 1, 2),
        ("Shop / A", 1, 2),
        ("Shop / A / A1", 1, 2),
        ("Shop / A / A1 / A11", 1, 2),
    ]


def test_each_says_where_to_look():
    found = list(shelves([SHOP], [Group(7, 2, None, "A")], {(2, 7): 1}))

    assert [shelf.scope for shelf in found] == [Scope(Among.LIBRARY, 2), Scope(Among.GROUP, 7)]
