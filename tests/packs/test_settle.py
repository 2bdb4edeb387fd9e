"""What the user chooses where two phrases want one code; who is who is shown in `test_merge`."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quickreply.core.draft import Draft
from quickreply.core.phrase import Collection, Library, LibraryKind, Phrase
from quickreply.core.plan import Choice, Fate, Mode, Plan, Wish
from quickreply.packs.bundle import Bundle, Problem
from quickreply.packs.merge import parts, plan

SHOP = Library(1, "u", "小店", LibraryKind.SHOP)
NEW, CHANGED, SAME, CLASH, SKIPPED, GONE = (
    Fate.NEW,
    Fate.CHANGED,
    Fate.SAME,
    Fate.CLASH,
    Fate.SKIPPED,
    Fate.GONE,
)


def shop(*drafts: Draft):
    phrases = tuple(
        Phrase(number, 1, None, one.code, one.title, one.text, one.aliases, one.keywords, one.note)
        for number, one in enumerate(drafts, 1)
    )
    return Collection((SHOP,), (), phrases)


def made(there: Collection, *drafts: Draft, **wish: object) -> Plan:
    lines = tuple(replace(draft, line=line) for line, draft in enumerate(drafts, 2))
    return plan(Bundle(Path("小店.csv"), lines), there, Wish(**wish))


def rows(found: Plan):
    return [(row.fate, row.draft.code, row.draft.text, row.phrase) for row in found.rows]


def after(found: Plan, there: Collection) -> Collection:
    """The collection when the plan has been carried out."""
    gone = {row.phrase for row in found.of(GONE)}
    changed = {row.phrase: row.draft for row in found.of(CHANGED)}
    kept = [
        changed.get(one.id) or Draft(one.text, one.code, one.title, (), one.aliases, one.keywords, one.note)
        for one in there.phrases
        if one.id not in gone
    ]
    return shop(*kept, *(row.draft for row in found.of(NEW)))


OWNER = Draft("owner", code="a", aliases=("x",))


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice.SKIP, (CLASH, "x", "other", None)),
        (Choice.REPLACE, (CHANGED, "x", "other", 1)),
        (Choice.KEEP_BOTH, (NEW, "", "other", None)),
        (Choice.RENAME, (NEW, "x2", "other", None)),
    ],
)
def test_a_code_that_is_anothers_alias(choice: Choice, expected: tuple[object, ...]):
    assert rows(made(shop(OWNER), Draft("other", code="x"), on_clash=choice)) == [expected]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice.SKIP, [(NEW, "b", "1", None), (CLASH, "b", "2", None)]),
        (Choice.REPLACE, [(SKIPPED, "b", "1", None), (NEW, "b", "2", None)]),
        (Choice.KEEP_BOTH, [(NEW, "b", "1", None), (NEW, "", "2", None)]),
        (Choice.RENAME, [(NEW, "b", "1", None), (NEW, "b2", "2", None)]),
    ],
)
def test_a_code_that_stands_in_the_file_twice(choice: Choice, expected: list[tuple[object, ...]]):
    assert rows(made(shop(), Draft("1", code="b"), Draft("2", code="B".lower()), on_clash=choice)) == expected


def test_a_row_that_stands_there_twice_is_one():
    found = made(shop(), Draft("1", code="b"), Draft("1", code="b"))

    assert [row.fate for row in found.rows] == [NEW, SKIPPED]
    assert found.rows[1].facts == {"first": 2}


def test_nor_is_it_two_when_the_file_comes_again():
    there = shop(Draft("1", code="b", note="mine"))
    twice = (Draft("1", code="b"), Draft("1", code="b"))
    bundle = Bundle(Path("小店.csv"), twice, fields=frozenset({"text", "code"}))

    assert [row.fate for row in plan(bundle, there).rows] == [SAME, SKIPPED]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice.SKIP, (SKIPPED, "a", "new", 1)),
        (Choice.REPLACE, (CHANGED, "a", "new", 1)),
        (Choice.KEEP_BOTH, (NEW, "", "new", None)),
        (Choice.RENAME, (NEW, "a2", "new", None)),
    ],
)
def test_a_choice_for_one_row_alone(choice: Choice, expected: tuple[object, ...]):
    there = shop(Draft("old", code="a"), Draft("old", code="b"))
    found = made(there, Draft("new", code="a"), Draft("new", code="b"), choices={0: choice})

    assert rows(found) == [expected, (CHANGED, "b", "new", 2)]


def test_a_row_may_be_left_out():
    found = made(shop(), Draft("1"), Draft("2"), choices={0: Choice.SKIP})

    assert [row.fate for row in found.rows] == [SKIPPED, NEW]


def test_a_code_that_a_row_left_out_lets_go_of_is_not_free():
    found = made(shop(OWNER), Draft("owner", code="a"), Draft("new", code="x"), choices={0: Choice.SKIP})

    assert [row.fate for row in found.rows] == [SKIPPED, CLASH]


def test_the_next_free_code_is_taken():
    there = shop(Draft("1", code="a"), Draft("2", code="a2"), Draft("3", code="c", aliases=("A3",)))
    found = made(there, Draft("4", code="a"), mode=Mode.APPEND, on_clash=Choice.RENAME)

    assert rows(found) == [(NEW, "a4", "4", None)]
    assert found.rows[0].notes[0].facts == {"code": "a", "new": "a4"}


def test_adding_only_changes_nothing():
    there = shop(Draft("1", code="a"))

    assert rows(made(there, Draft("2", code="a"), Draft("3", code="b"), mode=Mode.APPEND)) == [
        (CLASH, "a", "2", 1),
        (NEW, "b", "3", None),
    ]


def test_replacing_a_group_removes_what_the_file_has_not():
    there = shop(Draft("1", code="a"), Draft("2", code="b"))

    assert rows(made(there, Draft("1", code="a"), mode=Mode.REPLACE)) == [
        (SAME, "a", "1", 1),
        (GONE, "b", "2", 2),
    ]


def test_a_file_with_nothing_in_it_removes_nothing():
    assert made(shop(Draft("1", code="a")), mode=Mode.REPLACE).rows == ()


def test_nor_does_one_with_rows_that_cannot_be_read():
    bundle = Bundle(Path("小店.csv"), (Draft("1", code="a"),), (Problem("f", 3, "the text is empty"),))
    found = plan(bundle, shop(Draft("1", code="a"), Draft("2", code="b")), Wish(mode=Mode.REPLACE))

    assert [row.fate for row in found.rows] == [SAME, SKIPPED]


def test_the_code_of_what_goes_is_free():
    there = shop(Draft("1", code="a", aliases=("x",)))
    found = made(there, Draft("2", code="x"), mode=Mode.REPLACE)

    assert rows(found) == [(NEW, "x", "2", None), (GONE, "a", "1", 1)]


def test_what_is_not_for_the_team_is_a_part_of_its_own():
    bundle = Bundle(Path("f"), (Draft("a", line=2),), own=(Draft("b", line=1),))

    team, own = parts(bundle, Wish())
    assert (team[0].drafts, team[1].library) == ((Draft("a"),), None)
    assert (own[0].drafts, own[1].library) == ((Draft("b"),), "personal")
    [(every, _)] = parts(bundle, Wish("x"))
    assert [draft.text for draft in every.drafts] == ["b", "a"]


codes = st.sampled_from(["", "a", "b", "c", "d"])
a_draft = st.builds(
    lambda text, code, aliases: Draft(
        text, code=code or "", aliases=tuple(one for one in aliases if one and one != code) if code else ()
    ),
    st.sampled_from("123"),
    codes,
    st.lists(codes, max_size=2, unique=True),
)


def consistent(drafts: list[Draft]):
    found, taken = [], set()
    for draft in drafts:
        if not taken.intersection(draft.codes):
            taken.update(draft.codes)
            found.append(draft)
    return found


@settings(deadline=None, max_examples=200)
@given(
    st.lists(a_draft, max_size=4).map(consistent),
    st.lists(a_draft, max_size=5),
    st.sampled_from(Choice),
    st.sampled_from(Mode),
    st.dictionaries(st.integers(0, 4), st.sampled_from(Choice), max_size=2),
)
def test_a_plan_can_be_carried_out_and_nothing_is_lost(
    there: list[Draft], file: list[Draft], choice: Choice, mode: Mode, choices: dict[int, Choice]
):
    before = shop(*there)
    found = made(before, *file, on_clash=choice, mode=mode, choices=choices)
    then = after(found, before)

    # each code belongs to one phrase, and each phrase is what one row became at most
    codes = [code for phrase in then.phrases for code in Draft("", phrase.code, aliases=phrase.aliases).codes]
    assert len(codes) == len(set(codes))
    met = [row.phrase for row in found.rows if row.phrase and row.fate in {CHANGED, GONE}]
    assert len(met) == len(set(met))
    assert len([row for row in found.rows if row.fate is not GONE]) >= len(file)
    if mode is not Mode.REPLACE:
        assert not list(found.of(GONE))
