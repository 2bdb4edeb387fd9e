from pathlib import Path

from quickreply.core.draft import Draft
from quickreply.core.phrase import Collection, Library, LibraryKind, Phrase
from quickreply.packs.bundle import Bundle
from quickreply.packs.elsewhere import elsewhere

SHOP = Library(1, "", "小店", LibraryKind.SHOP)
OTHER = Library(2, "", "分店", LibraryKind.SHOP)
NEW = Library(0, "", "out", LibraryKind.SHOP)
KNOWN = Collection(
    (SHOP, OTHER),
    phrases=tuple(
        Phrase(number, library, None, "", "", text)
        for number, (library, text) in enumerate([(1, "a"), (1, "b"), (1, "c"), (2, "a")], 1)
    ),
)


def table(*texts: str, library: Library | None = None) -> Bundle:
    return Bundle(Path("out.xlsx"), tuple(map(Draft, texts)), library=library)


def test_the_library_that_has_most_of_it_is_named():
    assert elsewhere(table("a", "b", "x"), KNOWN, NEW) == (SHOP, 2)


def test_half_of_it_may_be_chance():
    assert elsewhere(table("a", "b", "x", "y"), KNOWN, NEW) is None
    assert elsewhere(table("x"), KNOWN, NEW) is None
    assert elsewhere(table(), KNOWN, NEW) is None


def test_a_text_that_is_there_twice_counts_once():
    assert elsewhere(table("a", "a", "a", "x", "y"), KNOWN, NEW) is None


def test_who_knows_where_it_goes_is_told_nothing():
    assert elsewhere(table("a", "b"), KNOWN, OTHER) is None
    assert elsewhere(table("a", "b", library=NEW), KNOWN, NEW) is None
