import pytest

from quickreply.cli.listing import Listing
from quickreply.core.phrase import Collection, Group, Library, LibraryKind, Phrase
from quickreply.core.words import Refusal

OWN = Library(1, "personal", "My phrases", LibraryKind.PERSONAL)
SHOP = Library(2, "u", "小店", LibraryKind.SHOP)
OFF = Library(3, "p", "Pack", LibraryKind.PACK, enabled=False)
GROUPS = (Group(1, 2, None, "a"), Group(2, 2, 1, "b"))


def listing(*phrases: Phrase) -> Listing:
    return Listing.of(Collection((OWN, SHOP, OFF), GROUPS, phrases))


def phrase(number: int, library: int, code: str = "x", *, enabled: bool = True) -> Phrase:
    return Phrase(number, library, 2 if library == 2 else None, code, "", "text", enabled=enabled)


@pytest.mark.parametrize(
    ("phrases", "found"),
    [
        ([phrase(1, 2), phrase(2, 1)], 2),
        ([phrase(1, 3), phrase(2, 2)], 2),
        ([phrase(1, 2), phrase(2, 1, enabled=False)], 1),
        ([phrase(1, 3)], 1),
        ([phrase(7, 1, code=""), phrase(8, 1, code="")], 8),
    ],
)
def test_the_phrase_that_is_in_use_and_strongest_is_meant(phrases: list[Phrase], found: int):
    assert listing(*phrases).find("#8" if found == 8 else "/X").id == found


def test_a_code_that_looks_like_a_number_is_a_code_first():
    assert listing(phrase(1, 1, "a"), phrase(2, 1, "#1")).find("#1").id == 2


def test_what_is_not_there_is_told():
    with pytest.raises(Refusal, match="no phrase with the code nope"):
        listing(phrase(1, 1)).find("nope")
    with pytest.raises(Refusal, match="no phrase"):
        listing(phrase(1, 1)).find("x", "小店")
    with pytest.raises(Refusal, match="There are: My phrases, 小店, Pack"):
        listing().among("else")


def test_phrases_come_library_by_library():
    among = listing(phrase(1, 3), phrase(2, 1), phrase(3, 2), phrase(4, 1)).among(None)

    assert [found.id for found in among] == [2, 4, 3, 1]


def test_a_row_has_the_path_of_its_group():
    assert listing().rows([phrase(1, 2), phrase(2, 1, "")]) == [
        ("x", "", "a / b", "text"),
        ("#2", "", "", "text"),
    ]
