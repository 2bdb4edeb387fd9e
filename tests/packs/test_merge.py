from collections.abc import Iterable
from pathlib import Path

import pytest

from quickreply.core.draft import Draft, drafts
from quickreply.core.phrase import PERSONAL, Collection, Group, Library, LibraryKind, Phrase
from quickreply.core.plan import Fate, Plan, Wish
from quickreply.packs.bundle import ALL_FIELDS, Bundle
from quickreply.packs.merge import destination, named, plan

OWN = Library(1, PERSONAL, "My phrases", LibraryKind.PERSONAL)
SHOP = Library(2, "u", "小店", LibraryKind.SHOP)
PACK = Library(3, "p", "Pack", LibraryKind.PACK, version="1")
LIBRARIES = (OWN, SHOP, PACK)
NEW, CHANGED, SAME, CLASH = Fate.NEW, Fate.CHANGED, Fate.SAME, Fate.CLASH


def bundle(
    *drafts: Draft,
    fields: Iterable[str] = ALL_FIELDS,
    library: Library | None = None,
    source: str = "小店.csv",
):
    return Bundle(Path(source), drafts, fields=frozenset(fields), library=library)


def shop(*drafts: Draft, library: Library = SHOP):
    """A collection in which the shop has these phrases, numbered from 1; their groups from 1 too."""
    paths = sorted({draft.group[:depth] for draft in drafts for depth in range(1, len(draft.group) + 1)})
    ids = {path: number for number, path in enumerate(paths, 1)}
    groups = tuple(Group(ids[path], library.id, ids.get(path[:-1]), path[-1]) for path in paths)
    phrases = tuple(
        Phrase(
            number,
            library.id,
            ids.get(draft.group),
            draft.code,
            draft.title,
            draft.text,
            draft.aliases,
            draft.keywords,
            draft.note,
            draft.pinned,
            draft.enabled,
        )
        for number, draft in enumerate(drafts, 1)
    )
    return Collection(LIBRARIES, groups, phrases, revision=5)


def fates(made: Plan):
    return [(row.fate, row.phrase) for row in made.rows]


def carried_out(made: Plan, before: Collection) -> Collection:
    """The collection afterwards, for plans on the shop."""
    after = drafts(before) | {row.phrase: row.draft for row in made.rows if row.fate is CHANGED}
    return shop(*after.values(), *(row.draft for row in made.rows if row.fate is NEW))


A = Draft("text", code="a", title="t", group=("g",), keywords=("k",), note="n", aliases=("x",))


@pytest.mark.parametrize(
    ("there", "file", "expected"),
    [
        pytest.param([], [A], [(NEW, None)], id="new"),
        pytest.param([A], [A], [(SAME, 1)], id="same"),
        pytest.param([A], [Draft("b", code="b")], [(NEW, None)], id="another code"),
        pytest.param([A], [Draft("other", code="A")], [(CHANGED, 1)], id="the code, differently written"),
        pytest.param([A], [Draft("b", code="x")], [(CLASH, None)], id="the code is another's alias"),
        pytest.param(
            [A], [Draft("b", code="b", aliases=("a",))], [(CLASH, None)], id="the alias is another's code"
        ),
        pytest.param(
            [Draft("1", title="t", group=("g",))],
            [Draft("2", title="t", group=("g",))],
            [(CHANGED, 1)],
            id="without a code: title and group",
        ),
        pytest.param(
            [Draft("1", title="t", group=("g",))],
            [Draft("2", title="t", group=("h",))],
            [(NEW, None)],
            id="without a code: another group is another phrase",
        ),
        pytest.param([Draft("1")], [Draft("1")], [(SAME, 1)], id="only a text: the same"),
        pytest.param([Draft("1")], [Draft("2")], [(NEW, None)], id="only a text: another"),
        pytest.param([Draft("1")], [Draft("1", group=("g",))], [(CHANGED, 1)], id="only a text: moved"),
        pytest.param(
            [Draft("1"), Draft("1")],
            [Draft("1"), Draft("1"), Draft("1")],
            [(SAME, 1), (SAME, 2), (NEW, None)],
            id="the same text several times",
        ),
        pytest.param(
            [Draft("1", title="t"), Draft("2", title="t")],
            [Draft("3", title="t"), Draft("2", title="t"), Draft("1", title="t")],
            [(NEW, None), (SAME, 2), (SAME, 1)],
            id="the same title several times: equal texts find each other first",
        ),
        pytest.param(
            [Draft("1", title="t"), Draft("2", title="t")],
            [Draft("1", title="t"), Draft("3", title="t")],
            [(SAME, 1), (CHANGED, 2)],
            id="the same title several times: the rest in order",
        ),
        pytest.param([Draft("1")], [Draft("1", code="a")], [(CHANGED, 1)], id="a phrase gets its code"),
        pytest.param(
            [Draft("1", code="a")], [Draft("1", code="b")], [(NEW, None)], id="a phrase keeps the code it has"
        ),
        pytest.param(
            [Draft("1", code="a")], [Draft("1")], [(SAME, 1)], id="an empty cell takes no code away"
        ),
        pytest.param(
            [Draft("1", code="a"), Draft("1")],
            [Draft("1"), Draft("1", code="a")],
            [(SAME, 2), (SAME, 1)],
            id="who has a code is known by it first",
        ),
    ],
)
def test_who_is_who(there: list[Draft], file: list[Draft], expected: list[tuple[Fate, int | None]]):
    assert fates(plan(bundle(*file), shop(*there))) == expected


def test_what_the_file_does_not_speak_of_stays():
    file = bundle(Draft("new", code="A"), fields={"code", "text"})

    [row] = plan(file, shop(A)).rows

    assert row.draft == Draft(
        "new", code="A", title="t", group=("g",), keywords=("k",), note="n", aliases=("x",)
    )


def test_what_it_speaks_of_is_as_the_file_has_it():
    [row] = plan(bundle(Draft("new", code="a"), fields=ALL_FIELDS), shop(A)).rows

    assert row.draft == Draft("new", code="a")


def test_a_file_without_titles_and_groups_finds_its_phrases_by_text():
    file = bundle(Draft("text"), Draft("other"), fields={"text"})

    made = plan(file, shop(Draft("other", title="o", group=("g",)), Draft("text", title="t")))

    assert fates(made) == [(SAME, 2), (SAME, 1)]


def test_a_clash_says_whose_code_it_is():
    [row] = plan(bundle(Draft("b", code="b", aliases=("X",))), shop(A)).rows

    assert row.reason.format(**row.facts) == "the code x belongs to “t”, which is another phrase"


def test_an_alias_may_move_from_one_phrase_of_the_file_to_another():
    there = shop(Draft("1", code="a", aliases=("x",)), Draft("2", code="b"))
    file = bundle(Draft("2", code="b", aliases=("x",)), Draft("1", code="a"))

    assert fates(plan(file, there)) == [(CHANGED, 2), (CHANGED, 1)]


def test_an_alias_may_move_to_a_new_phrase():
    file = bundle(Draft("3", code="x"), Draft("1", code="a"))

    assert fates(plan(file, shop(Draft("1", code="a", aliases=("x",))))) == [(NEW, None), (CHANGED, 1)]


def test_an_alias_that_the_file_does_not_speak_of_is_not_free():
    file = bundle(Draft("3", code="x"), Draft("1", code="a"), fields={"code", "text"})

    assert fates(plan(file, shop(Draft("1", code="a", aliases=("x",))))) == [(CLASH, None), (SAME, 1)]


def test_an_alias_that_becomes_the_code_is_none_any_more():
    file = bundle(Draft("1", code="x"), fields={"code", "text"})
    there = shop(Draft("1", aliases=("x", "y")))

    [row] = plan(file, there).rows

    assert (row.draft.code, row.draft.aliases) == ("x", ("y",))


def test_of_two_rows_that_want_the_same_code_one_gets_it():
    assert fates(plan(bundle(Draft("1", code="a"), Draft("2", code="A")), shop())) == [
        (NEW, None),
        (CLASH, None),
    ]


FILES = [
    [
        A,
        Draft("1"),
        Draft("1"),
        Draft("2", title="t"),
        Draft("3", title="t"),
        Draft("4", code="q", aliases=("r",)),
    ],
    [Draft("5", code="x"), Draft("6", code="b", aliases=("a",))],
    [Draft("7", title="t", group=("g",)), Draft("8", code="new", aliases=("x",))],
]


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("there", [[], [A], [A, Draft("1"), Draft("2", title="t", code="c")]])
@pytest.mark.parametrize("fields", [ALL_FIELDS, {"text", "code"}, {"text", "title", "group"}])
def test_a_second_time_nothing_is_new_or_changed(
    file: list[Draft], there: list[Draft], fields: Iterable[str]
):
    file = bundle(*file, fields=fields)
    before = shop(*there)
    first = plan(file, before)

    again = plan(file, carried_out(first, before))

    assert {row.fate for row in again.rows} <= {SAME, CLASH}
    assert [row.fate is CLASH for row in again.rows] == [row.fate is CLASH for row in first.rows]


def test_a_table_goes_into_the_shop_named_as_its_file():
    collection = shop(A)

    assert destination(bundle(), collection) == SHOP
    assert destination(bundle(source="new.csv"), collection) == Library(0, "", "new", LibraryKind.SHOP)
    assert destination(bundle(source="Pack.csv"), collection) == Library(0, "", "Pack", LibraryKind.SHOP)


def test_the_user_may_name_the_library():
    collection = shop(A)

    assert destination(bundle(), collection, "Personal") == OWN
    assert destination(bundle(), collection, " my phrases ") == OWN
    assert destination(bundle(), collection, "pack") == PACK
    assert destination(bundle(), collection, "other") == Library(0, "", "other", LibraryKind.SHOP)


def test_a_pack_goes_into_its_own_library_whatever_that_is_called_now():
    pack = Library(0, "p", "New name", LibraryKind.PACK, version="2", language="en")
    made = plan(bundle(A, library=pack), shop(A, library=PACK))

    assert made.library == Library(3, "p", "Pack", LibraryKind.PACK, version="2", language="en")
    assert fates(made) == [(SAME, 1)]


def test_a_pack_comes_back_into_the_shop_it_was_written_from():
    pack = Library(0, "u", "whatever", LibraryKind.PACK)

    assert destination(bundle(library=pack), shop(A)) == SHOP


def test_a_new_pack_makes_its_own_library():
    pack = Library(0, "new", "New", LibraryKind.PACK, version="1")

    assert plan(bundle(A, library=pack), shop(A)).library == pack


def test_a_pack_that_was_somebodys_own_changes_nothing_here_unless_asked():
    pack = Library(0, PERSONAL, "My phrases", LibraryKind.PACK)
    file = bundle(Draft("theirs", code="a"), Draft("more", code="b"), library=pack)
    mine = shop(Draft("mine", code="a"), library=OWN)

    assert fates(plan(file, mine)) == [(CLASH, 1), (NEW, None)]
    assert fates(plan(file, mine, Wish(library="personal"))) == [(CHANGED, 1), (NEW, None)]


def test_pins_in_a_pack_are_for_new_phrases_only():
    pack = Library(0, "p", "Pack", LibraryKind.PACK)
    file = bundle(Draft("a", code="a", pinned=True), Draft("b", code="b", pinned=True), library=pack)

    first, second = plan(file, shop(Draft("a", code="a", enabled=False), library=PACK)).rows

    assert (first.fate, first.draft.pinned, first.draft.enabled) == (SAME, False, False)
    assert (second.fate, second.draft.pinned) == (NEW, True)


def test_other_libraries_do_not_matter():
    made = plan(bundle(A), shop(A, library=OWN))

    assert fates(made) == [(NEW, None)]


def test_a_plan_knows_when_it_was_made_and_what_it_does():
    made = plan(bundle(A, Draft("2", code="b")), shop(A))

    assert made.revision == 5
    assert made.acts
    assert made.counts() == dict.fromkeys(Fate, 0) | {NEW: 1, SAME: 1}
    assert not plan(bundle(A), shop(A)).acts


def test_a_library_is_found_by_name_or_uid():
    assert named(shop(), "小店") == SHOP
    assert named(shop(), "U") == SHOP
    assert named(shop(), "none") is None
