import pytest

from quickreply.core.phrase import Collection, Group, Library, LibraryKind, Phrase
from quickreply.core.search import SHOWN, Matches, Rank
from quickreply.engine.catalogue import Catalogue
from quickreply.engine.ranking import RECENT
from tests.engine.shelf import SHOP, catalogue, phrase

PERSONAL = Library(2, "me", "Mine", LibraryKind.PERSONAL)
PACK = Library(3, "pack", "Pack", LibraryKind.PACK)
OFF = Library(4, "off", "Off", LibraryKind.PERSONAL, enabled=False)


def ids(matches: Matches) -> list[int]:
    return [match.phrase.id for match in matches.rows]


@pytest.mark.parametrize(
    ("phrases", "typed", "order"),
    [
        pytest.param([phrase(1, "fhd"), phrase(2, "fh")], "fh", [2, 1], id="the whole code comes first"),
        pytest.param(
            [phrase(1, "fhd", pinned=True), phrase(2, "fh")], "fh", [2, 1], id="also before a pinned one"
        ),
        pytest.param([phrase(1, title="fh today"), phrase(2, "fhd")], "fh", [2, 1], id="codes before titles"),
        pytest.param(
            [phrase(1, keywords=("fh",)), phrase(2, title="fh")], "fh", [2, 1], id="titles before keywords"
        ),
        pytest.param([phrase(1, "fhd"), phrase(2, "fhe", pinned=True)], "fh", [2, 1], id="pinned ones first"),
        pytest.param([phrase(1, "fhab"), phrase(2, "fhz")], "fh", [2, 1], id="then the shorter code"),
        pytest.param([phrase(1, "fhb"), phrase(2, "fha")], "fh", [2, 1], id="then by the alphabet"),
        pytest.param(
            [phrase(1, title="fh b"), phrase(2, title="fh a")], "fh", [1, 2], id="titles as in the library"
        ),
        pytest.param([phrase(2, title="fh"), phrase(1, title="fh")], "fh", [2, 1], id="equals as they came"),
        pytest.param([phrase(1, "th"), phrase(2, text="fh")], "fh", [], id="texts are for the palette"),
        pytest.param([phrase(1, "xfh"), phrase(2, title="afh")], "fh", [], id="nor does the middle count"),
        pytest.param([phrase(1, title="a fh")], "fh", [1], id="but every word of a title does"),
        pytest.param([phrase(1, title="今天发货")], "发货", [1], id="Hanzi are words each"),
        pytest.param([phrase(1, "FH")], "fh", [1], id="capitals are the same"),
        pytest.param([phrase(1, "fh")], "ＦＨ", [1], id="full-width letters too"),
        pytest.param([phrase(1, title="ＦＨ")], "fh", [1], id="in titles as well"),
        pytest.param([phrase(1, "x", aliases=("fh",))], "fh", [1], id="an alias is a code"),
        pytest.param([phrase(1, "fh", "fh", keywords=("fh",))], "fh", [1], id="nobody is found twice"),
        pytest.param([phrase(1, title="退/换货")], "/", [], id="a slash begins no word: // stays //"),
        pytest.param([phrase(1, title="A - B")], "-", [], id="nor does a dash"),
    ],
)
def test_what_the_list_at_the_slash_shows(phrases: list[Phrase], typed: str, order: list[int]):
    assert ids(catalogue(*phrases).suggest(typed)) == order


@pytest.mark.parametrize(
    ("recent", "order"),
    [
        pytest.param((), [1, 2, 3], id="none: by the alphabet"),
        pytest.param((3,), [3, 1, 2], id="the one used last before the others"),
        pytest.param((2, 3), [2, 3, 1], id="the newest first"),
    ],
)
def test_of_equals_the_one_used_last_comes_first(recent: tuple[int, ...], order: list[int]):
    shop = catalogue(phrase(1, "fha"), phrase(2, "fhb"), phrase(3, "fhc"), recent=recent)

    assert ids(shop.suggest("fh")) == order


@pytest.mark.parametrize(
    ("phrases", "query", "order"),
    [
        pytest.param([phrase(1, "fhd"), phrase(2, "fh")], "fh", [2, 1], id="the whole code first"),
        pytest.param(
            [phrase(1, "fhd", pinned=True), phrase(2, "fh")], "fh", [2, 1], id="also before a pinned one"
        ),
        pytest.param([phrase(1, "fh")], "/fh", [1], id="with its slash, as it is typed in a chat"),
        pytest.param([phrase(1, title="fh"), phrase(2, "fhd")], "fh", [2, 1], id="codes before titles"),
        pytest.param([phrase(1, keywords=("fh",)), phrase(2, title="fh")], "fh", [2, 1], id="then keywords"),
        pytest.param([phrase(1, text="fh"), phrase(2, keywords=("fh",))], "fh", [2, 1], id="then texts"),
        pytest.param(
            [phrase(1, text="fh"), phrase(2, text="fh", pinned=True)], "fh", [2, 1], id="pinned ones first"
        ),
        pytest.param([phrase(1, title="about fh"), phrase(2, text="x")], "fh", [1], id="no others"),
        pytest.param([phrase(1, text="xfhx")], "fh", [1], id="the middle of a word counts here"),
        pytest.param([phrase(1, title="a", text="b"), phrase(2, title="a")], "a b", [1], id="all words"),
        pytest.param(
            [phrase(1, title="a", text="b"), phrase(2, title="a b")], "b a", [2, 1], id="the worst word ranks"
        ),
        pytest.param([phrase(1, "a", text="b"), phrase(2, title="a b")], "a b", [2, 1], id="code or not"),
        pytest.param([phrase(1, text="Straße")], "STRASSE", [1], id="folded as people read"),
        pytest.param([phrase(1, text="x")], "y", [], id="nothing is nothing"),
    ],
)  # fmt: skip
def test_what_the_palette_finds(phrases: list[Phrase], query: str, order: list[int]):
    assert ids(catalogue(*phrases).search(query)) == order


@pytest.mark.parametrize(
    ("libraries", "winner"),
    [
        pytest.param((PACK, SHOP, PERSONAL), 2, id="personal over shop over packs"),
        pytest.param((PACK, SHOP), 1, id="shop over packs"),
        pytest.param((PACK,), 3, id="a pack alone"),
        pytest.param((PACK, OFF), 3, id="a library that is off has nothing"),
    ],
)
def test_of_equal_codes_the_nearer_library_wins(libraries: tuple[Library, ...], winner: int):
    phrases = tuple(phrase(library.id, "fh", library=library.id) for library in libraries)
    shelf = Catalogue.of(Collection(libraries, (), phrases))

    assert shelf.by_code("fh") == phrase(winner, "fh", library=winner)
    assert shelf.suggest("fh").exact == shelf.by_code("fh")
    assert ids(shelf.suggest("fh")) == [winner]
    assert ids(shelf.search("fh"))[0] == winner


def test_the_phrase_a_code_stands_for_comes_before_a_pinned_one_that_it_hides():
    phrases = (phrase(1, "fh", library=3, pinned=True), phrase(2, "fh", library=2))

    assert ids(Catalogue.of(Collection((PERSONAL, PACK), (), phrases)).search("fh")) == [2, 1]


def test_of_two_shops_the_one_placed_first_wins():
    first = Library(9, "a", "A", LibraryKind.SHOP, position=0)
    second = Library(8, "b", "B", LibraryKind.SHOP, position=1)
    phrases = (phrase(1, "fh", library=8), phrase(2, "fh", library=9))

    assert Catalogue.of(Collection((second, first), (), phrases)).by_code("fh") == phrases[1]


def test_what_is_hidden_behind_a_nearer_code_is_still_found_by_its_words():
    phrases = (phrase(1, "fh", library=2), phrase(2, "fh", "shipping", library=3))
    shelf = Catalogue.of(Collection((PERSONAL, PACK), (), phrases))

    assert ids(shelf.suggest("ship")) == [2]
    assert ids(shelf.search("fh")) == [1, 2]


@pytest.mark.parametrize("query", ["fh", "ship", "Text"])
def test_what_is_switched_off_is_never_found(query: str):
    off = phrase(1, "fh", "shipping", enabled=False, pinned=True)
    shelf = Catalogue.of(
        Collection((SHOP, OFF), (), (off, phrase(2, "fh", "shipping", library=4))), recent=(1, 2)
    )

    assert not shelf.suggest(query).rows
    assert not shelf.search(query).rows
    assert not shelf.offered().rows
    assert shelf.by_code("fh") is shelf.phrase(1) is None
    assert len(shelf) == 0


@pytest.mark.parametrize(
    ("typed", "exact", "begins", "final"),
    [
        pytest.param("f", None, True, False, id="the beginning of a code"),
        pytest.param("fh", 1, True, False, id="a code that is another's beginning"),
        pytest.param("fhd", 2, True, True, id="a code that nothing goes on"),
        pytest.param("t", 3, True, True, id="an alias that nothing goes on"),
        pytest.param("ｆｈｄ", 2, True, True, id="written full-width"),
        pytest.param("ship", None, False, False, id="the beginning of a title is none of a code"),
        pytest.param("x", None, False, False, id="nothing"),
        pytest.param("", None, False, False, id="nothing typed"),
        pytest.param("/fh", None, False, False, id="a second slash is no part of a code"),
    ],
)
def test_a_query_is_a_code_or_its_beginning(typed: str, exact: int | None, begins: bool, final: bool):
    shelf = catalogue(phrase(1, "fh"), phrase(2, "fhd"), phrase(3, title="shipping", aliases=("t",)))

    matches = shelf.suggest(typed)

    assert matches.exact == (shelf.phrase(exact) if exact else None)
    assert (matches.begins, matches.final) == (begins, final)
    assert matches.query == typed


@pytest.mark.parametrize("written", ["fh", "FH", "/fh", "、fh", "／ＦＨ", " fh ", "s"])
def test_a_code_is_known_however_it_is_written(written: str):
    shelf = catalogue(phrase(1, "fh", aliases=("S",)))

    assert shelf.by_code(written) == shelf.phrase(1)


@pytest.mark.parametrize("code", ["", "/", "f", "fhd", "ship"])
def test_what_is_no_code_is_nobodys(code: str):
    assert catalogue(phrase(1, "fh", "ship"), phrase(2)).by_code(code) is None


@pytest.mark.parametrize("query", ["", "  ", "\u3000"])
def test_before_anything_is_typed_the_pinned_and_then_the_recent_are_offered(query: str):
    shelf = catalogue(
        phrase(1, "a"), phrase(2, "b", pinned=True), phrase(3, "c"), phrase(4, "d", pinned=True),
        recent=(3, 99, 4, 1),
    )  # fmt: skip

    matches = shelf.search(query)

    assert ids(matches) == [2, 4, 3, 1]
    assert {match.rank for match in matches.rows} == {Rank.OFFERED}
    assert matches.total == 4
    assert ids(shelf.offered()) == ids(shelf.suggest("")) == [2, 4, 3, 1]


@pytest.mark.parametrize(
    ("there", "total"),
    [
        pytest.param(98, 98, id="counted"),
        pytest.param(99, 99, id="just so many"),
        pytest.param(100, 100, id="one more stands for all that are more"),
        pytest.param(150, 100, id="more are not counted"),
    ],
)
def test_a_list_is_cut_but_says_how_many_there_are(there: int, total: int):
    shelf = catalogue(*(phrase(number, f"f{number:03}", pinned=True) for number in range(there)))

    assert (len(shelf.suggest("f").rows), shelf.suggest("f").total) == (SHOWN, total)
    assert (len(shelf.search("f", 5).rows), shelf.search("f", 5).total) == (5, total)
    assert (len(shelf.offered(7).rows), shelf.offered(7).total) == (7, total)


def test_who_wants_more_rows_than_are_counted_gets_them():
    shelf = catalogue(*(phrase(number, f"f{number:03}") for number in range(150)))

    assert (len(shelf.search("f", 120).rows), shelf.search("f", 120).total) == (120, 121)


def test_where_counting_stops_what_was_used_last_is_there_all_the_same():
    shelf = catalogue(*(phrase(number, f"f{number:03}") for number in range(1, 999)), recent=(997, 600))

    assert ids(shelf.suggest("f"))[:3] == ids(shelf.search("f"))[:3] == [997, 600, 1]


def test_a_list_of_codes_and_titles_is_cut_as_one():
    shelf = catalogue(phrase(1, "fa"), phrase(2, "fb"), *(phrase(number, "", "f") for number in range(3, 9)))

    assert (ids(shelf.suggest("f", 4)), shelf.suggest("f", 4).total) == ([1, 2, 3, 4], 8)
    assert (ids(shelf.search("f", 4)), shelf.search("f", 4).total) == ([1, 2, 3, 4], 8)


def test_what_is_used_comes_to_the_front_of_the_recent():
    shelf = catalogue(phrase(1), phrase(2), phrase(3), recent=(1, 2, 3))

    shelf.note_use(3)

    assert shelf.recent == (3, 1, 2)
    assert ids(shelf.offered()) == [3, 1, 2]


def test_only_so_many_are_remembered():
    shelf = catalogue(recent=tuple(range(RECENT)))

    shelf.note_use(99)

    assert shelf.recent == (99, *range(RECENT - 1))


GROUPS = (
    Group(1, 1, None, "Sales"),
    Group(2, 1, 1, "Size"),
    Group(3, 1, 4, "Moon"),
    Group(4, 1, 3, "Sun"),
    Group(5, 1, 5, "Self"),
    Group(6, 1, 77, "Orphan"),
)


@pytest.mark.parametrize(
    ("group", "path"),
    [
        pytest.param(None, (), id="of no group"),
        pytest.param(1, ("Sales",), id="of one"),
        pytest.param(2, ("Sales", "Size"), id="outermost first"),
        pytest.param(3, ("Sun", "Moon"), id="of two that lie in each other, each once"),
        pytest.param(5, ("Self",), id="of one that lies in itself"),
        pytest.param(6, ("Orphan",), id="of one whose parent is gone"),
        pytest.param(99, (), id="of one that is gone"),
    ],
)
def test_the_path_of_groups(group: int | None, path: tuple[str, ...]):
    one = phrase(1, "fh", group=group)
    shelf = catalogue(one, groups=GROUPS)

    assert shelf.group_path(one) == path
    assert shelf.suggest("fh").rows[0].group == " / ".join(path)
    assert shelf.suggest("fh").rows[0].colour == (group or -1)


def test_the_palette_finds_phrases_by_their_groups():
    shelf = catalogue(phrase(1, group=2), phrase(2, text="size"), groups=GROUPS)

    assert ids(shelf.search("size")) == [1, 2]
    assert shelf.search("sales size").rows[0].rank is Rank.GROUP
