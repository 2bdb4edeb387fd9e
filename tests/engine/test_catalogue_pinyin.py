"""Finding by pinyin, in simplified and traditional Hanzi, and with a typing error."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quickreply.core.phrase import Collection, Group, Phrase
from quickreply.core.search import Matches, Rank
from quickreply.core.supply import supply
from quickreply.core.usage import Habits
from quickreply.engine.catalogue import Catalogue
from tests.core.readings import FewReadings
from tests.core.test_spelling import reads
from tests.engine import oracle
from tests.engine.shelf import SHOP, phrase

often = settings(max_examples=200, deadline=None, derandomize=True, database=None)


def shelf(*phrases: Phrase, groups: tuple[Group, ...] = ()) -> Catalogue:
    return Catalogue(supply(Collection((SHOP,), groups, phrases), FewReadings()))


def ids(matches: Matches) -> list[int]:
    return [match.phrase.id for match in matches.rows]


RETURN = phrase(1, title="退货流程", text="请先申请。")
FEE = phrase(2, title="运费", text="退货的运费", keywords=("银行",))
WORDY = phrase(3, text="售后：\n请联系。")
CODED = phrase(4, "追回", "x", "y")
SHELVED = phrase(5, title="x", group=7, text="y")
ALL = (RETURN, FEE, WORDY, CODED, SHELVED)
GROUPS = (Group(7, 1, 8, "女"), Group(8, 1, None, "长行"))


@pytest.mark.parametrize(
    ("query", "found", "rank"),
    [
        pytest.param("tuihlc", 1, Rank.TITLE, id="a title"),
        pytest.param("yinhang", 2, Rank.KEYWORD, id="a keyword"),
        pytest.param("yx", 2, Rank.KEYWORD, id="a keyword by its other reading"),
        pytest.param("shouhou", 3, Rank.TITLE, id="the first line where there is no title"),
        pytest.param("zhuih", 4, Rank.KEYWORD, id="a code in Hanzi"),
        pytest.param("nv", 5, Rank.GROUP, id="the group"),
        pytest.param("zhangx", 5, Rank.GROUP, id="the group around it"),
        pytest.param("th lc", 1, Rank.TITLE, id="two words"),
        pytest.param("lc th", 1, Rank.TITLE, id="in any order"),
        pytest.param("lc 申请", 1, Rank.TEXT, id="pinyin and Hanzi: the worst ranks"),
        pytest.param("nv x", 5, Rank.GROUP, id="group and title"),
        pytest.param("退貨流程", 1, Rank.TITLE, id="written in traditional Hanzi"),
        pytest.param("請聯繫", 3, Rank.TEXT, id="in the text too"),
    ],
)
def test_what_the_palette_finds_by_pinyin(query: str, found: int, rank: Rank):
    matches = shelf(*ALL, groups=GROUPS).search(query)

    assert [(row.phrase.id, row.rank) for row in matches.rows] == [(found, rank)]


def test_texts_are_found_by_their_characters_only():
    assert ids(shelf(phrase(1, title="x", text="退货")).search("tuihuo")) == []


@pytest.mark.parametrize(
    ("typed", "order"),
    [
        pytest.param("th", [6, 1], id="a code before any pinyin"),
        pytest.param("tui", [1], id="a title"),
        pytest.param("yh", [2], id="a keyword"),
        pytest.param("sh", [3], id="a first line"),
        pytest.param("zhui", [4], id="a Chinese code"),
        pytest.param("nv", [], id="groups are for the palette"),
        pytest.param("zzz", [], id="what nobody is called"),
    ],
)
def test_what_the_list_at_the_slash_shows_by_pinyin(typed: str, order: list[int]):
    assert ids(shelf(*ALL, phrase(6, "thx"), groups=GROUPS).suggest(typed)) == order


def test_pinyin_is_no_beginning_of_a_code():
    matches = shelf(*ALL).suggest("zhui")

    assert not matches.begins
    assert matches.exact is None


@pytest.mark.parametrize(
    ("query", "bold"),
    [
        pytest.param("liuc", ["流程"], id="syllables"),
        pytest.param("thl", ["退货流"], id="initials"),
        pytest.param("th lc", ["退货", "流程"], id="each word"),
        pytest.param("退货", ["退货"], id="Hanzi"),
        pytest.param("退貨", ["退货"], id="other Hanzi"),
    ],
)
def test_what_was_found_by_pinyin_is_emboldened(query: str, bold: list[str]):
    (row,) = shelf(RETURN).search(query).rows

    assert [row.phrase.label[begin:end] for begin, end in row.title_spans] == bold


def test_a_traditional_title_is_emboldened_where_it_is_found():
    (row,) = shelf(phrase(1, title="退換貨流程")).search("换货").rows

    assert row.title_spans == ((1, 3),)


def test_codes_stay_apart_however_alike_their_hanzi():
    both = shelf(phrase(1, "後"), phrase(2, "后"))

    assert [both.by_code("後"), both.by_code("后")] == [both.phrase(1), both.phrase(2)]
    assert both.suggest("後").exact == both.phrase(1)


def test_without_spellings_names_are_found_by_their_characters():
    plain = Catalogue.of(Collection((SHOP,), (), ALL))

    assert ids(plain.search("流程")) == [1]
    assert ids(plain.search("tuihuo")) == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("tuihuoliuchegn", [1], id="two letters changed places"),
        pytest.param("tuihuoliuceg", [1], id="one is missing"),
        pytest.param("退货六程", [1], id="one Hanzi is another"),
        pytest.param("shiping", [7], id="in a Latin title"),
        pytest.param("shping", [], id="two errors"),
        pytest.param("shxpping y", [], id="only where it is the whole query"),
    ],
)
def test_one_typing_error_is_forgiven_where_nothing_else_matches(query: str, found: list[int]):
    assert ids(shelf(*ALL, phrase(7, title="Shipping")).search(query)) == found


def test_an_error_is_forgiven_in_every_phrase_alike():
    many = shelf(*(phrase(number, title="运费") for number in range(1, 700)), phrase(700, title="退货流程"))

    assert ids(many.search("tuihuoliuchegn")) == [700]


def test_an_error_is_not_looked_for_where_something_matches():
    both = shelf(phrase(1, title="shipping"), phrase(2, title="shopping"))

    assert ids(both.search("shopping")) == [2]


def test_typing_on_finds_what_typing_at_once_does():
    grown, fresh = shelf(*ALL, groups=GROUPS), shelf(*ALL, groups=GROUPS)
    for query in ("t", "tu", "tuihuox", "tuihuo", "tui l", "tui lc", "lc", "流", "流程", "zhuih", "z", "zh"):
        for length in range(1, len(query) + 1):
            fresh = shelf(*ALL, groups=GROUPS)
            assert grown.search(query[:length]) == fresh.search(query[:length])
            assert grown.suggest(query[:length]) == fresh.suggest(query[:length])


NAMES = st.text(alphabet="退货行长绿a ，😀", max_size=4)
PHRASES = st.builds(
    Phrase,
    id=st.integers(1, 30),
    library=st.just(1),
    group=st.sampled_from([None, 7, 8]),
    code=st.sampled_from(["", "", "t", "追", "th"]),
    title=NAMES,
    text=NAMES.map("{}。\n行".format),
    keywords=st.lists(NAMES, max_size=2).map(tuple),
    pinned=st.booleans(),
)
SHELVES = st.lists(PHRASES, max_size=6, unique_by=lambda one: one.id)
QUERIES = st.lists(st.text(alphabet="tuihoxngczv退行長", min_size=1, max_size=4), min_size=1, max_size=2)


@given(SHELVES, QUERIES.map(" ".join))
@often
def test_the_index_finds_what_the_oracle_finds(phrases: list[Phrase], query: str):
    collection = Collection((SHOP,), GROUPS, tuple(phrases))
    matches = shelf(*phrases, groups=GROUPS).search(query)
    words = oracle.plain(query).split()

    expected = {one.id for one in phrases if all(_holds(collection, one, word) for word in words)}

    if expected:
        assert set(ids(matches)) == expected
    assert [row.rank for row in matches.rows] == sorted(row.rank for row in matches.rows)


def _holds(collection: Collection, one: Phrase, word: str) -> bool:
    path = oracle.path(collection, one)
    names = (
        one.title or one.label,
        *one.keywords,
        *(code for code in one.codes if not code.isascii()),
        *path,
    )
    spelled = any(reads(name, word) for name in names)
    return spelled or bool(oracle.found(Collection((SHOP,), GROUPS, (one,)), word))


@given(
    SHELVES, st.lists(st.text(alphabet="tuihoxngczv退行 1'", min_size=1, max_size=6), min_size=1, max_size=3)
)
@often
def test_what_was_typed_before_changes_nothing(phrases: list[Phrase], queries: list[str]):
    used = shelf(*phrases, groups=GROUPS)
    for query in queries:
        for length in range(1, len(query) + 1):
            fresh = shelf(*phrases, groups=GROUPS)
            assert used.search(query[:length]) == fresh.search(query[:length])
            assert used.suggest(query[:length]) == fresh.suggest(query[:length])


def test_habits_of_the_application_come_first():
    titles = tuple(phrase(number, title=f"退货{number}") for number in range(1, 5))
    habits = Habits((), {"Chat": {3: 2.0}, "Web": {2: 3.0, 4: 1.0}})
    shop = Catalogue(supply(Collection((SHOP,), (), titles)), habits)

    assert ids(shop.search("退货")) == [2, 3, 4, 1]
    assert ids(shop.search("退货", app="Chat")) == [3, 2, 4, 1]
    assert ids(shop.search("退货", app="Web")) == [2, 4, 3, 1]
    assert ids(shop.search("", app="Chat")) == [3, 2, 4]


@pytest.mark.parametrize(
    ("uses", "order"),
    [
        pytest.param([], [1, 2, 3], id="as in the library"),
        pytest.param([3], [3, 1, 2], id="what was used"),
        pytest.param([3, 2], [2, 3, 1], id="the last one, of as many uses"),
        pytest.param([3, 3, 2], [3, 2, 1], id="more uses count more"),
    ],
)
def test_what_is_used_rises(uses: list[int], order: list[int]):
    shop = shelf(*(phrase(number, title="退货") for number in range(1, 4)))
    for used in uses:
        shop.note_use(used, "Chat")

    assert ids(shop.search("退货", app="Chat")) == order


def test_habits_do_not_outweigh_rank_and_pins():
    phrases = (phrase(1, title="x", text="fh"), phrase(2, title="fh"), phrase(3, title="fh", pinned=True))
    shop = Catalogue(supply(Collection((SHOP,), (), phrases)), Habits((1,), {"": {1: 9.0, 2: 5.0}}))

    assert ids(shop.search("fh")) == [3, 2, 1]
