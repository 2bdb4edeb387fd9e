from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quickreply.core.draft import (
    DEPTH_LIMIT,
    LABEL_LIMIT,
    Draft,
    Field,
    draft_fault,
    drafts,
    field_faults,
    paths,
    tidy,
)
from quickreply.core.phrase import TEXT_LIMIT, Collection, Group, Library, LibraryKind, Phrase

SHOP = Library(1, "shop", "Shop", LibraryKind.SHOP)
WORDS = st.text(alphabet=" /、／\t\n\r\u3000aFh货", max_size=8)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        pytest.param(Draft("\r\nOne\r\nTwo\rThree\n\n"), Draft("One\nTwo\nThree"), id="plain line ends"),
        pytest.param(Draft("  Hi "), Draft("  Hi "), id="blanks inside the lines are meant"),
        pytest.param(Draft("Hi", " /fh "), Draft("Hi", "fh"), id="the slash is no part of a code"),
        pytest.param(Draft("Hi", "/ fh"), Draft("Hi", "fh"), id="nor is what stands behind it"),
        pytest.param(Draft("Hi", "FH"), Draft("Hi", "FH"), id="capitals stay as they were written"),
        pytest.param(Draft("Hi", title=" a \n b "), Draft("Hi", title="a b"), id="a title is one line"),
        pytest.param(Draft("Hi", group=(" a ", "", "b")), Draft("Hi", group=("a", "b")), id="no empty group"),
        pytest.param(
            Draft("Hi", "fh", aliases=("/FH", "s", "", "s")),
            Draft("Hi", "fh", aliases=("s",)),
            id="each code once, however it is written",
        ),
        pytest.param(
            Draft("Hi", "", aliases=("/s", "t")),
            Draft("Hi", "s", aliases=("t",)),
            id="without a code the first alias is it",
        ),
        pytest.param(
            Draft("Hi", keywords=(" b", "a", "b", "")),
            Draft("Hi", keywords=("b", "a")),
            id="each keyword once, in their order",
        ),
        pytest.param(Draft("Hi", note="\r\n a\r\n"), Draft("Hi", note="a"), id="a note without its margins"),
    ],
)
def test_a_phrase_is_kept_tidy(written: Draft, kept: Draft):
    assert tidy(written) == kept


@given(
    st.builds(
        Draft,
        text=WORDS,
        code=WORDS,
        title=WORDS,
        group=st.tuples(WORDS, WORDS),
        aliases=st.tuples(WORDS, WORDS),
        keywords=st.tuples(WORDS, WORDS),
        note=WORDS,
    )
)
@settings(deadline=None, derandomize=True, database=None)
def test_what_is_tidy_stays_as_it_is(draft: Draft):
    assert tidy(tidy(draft)) == tidy(draft)


@given(st.builds(Draft, WORDS, WORDS, WORDS, st.lists(WORDS, max_size=2).map(tuple)))
def test_a_phrase_that_looks_tidy_is_tidy(draft: Draft):
    """A keyword has every part looked at, and changes nothing else."""
    assert replace(tidy(draft), keywords=("k",)) == tidy(replace(draft, keywords=("k",)))


@pytest.mark.parametrize(
    ("draft", "fault"),
    [
        pytest.param(Draft("Hi"), None, id="a text is enough"),
        pytest.param(Draft("Hi", "fh", "Hi", ("a",), ("s",), ("k",), "n"), None, id="all of it"),
        pytest.param(Draft(""), "text is empty", id="no text"),
        pytest.param(Draft("a\0"), "text has a NUL", id="a NUL byte in the text"),
        pytest.param(Draft("Hi", "a b"), "code has a space", id="a code nobody can type"),
        pytest.param(Draft("Hi", "ab", aliases=("c d",)), "code has a space", id="an alias nobody can type"),
        pytest.param(Draft("Hi", title="a\0"), "field has a NUL", id="a NUL byte in the title"),
        pytest.param(Draft("Hi", group=("a\0",)), "field has a NUL", id="in a group"),
        pytest.param(Draft("Hi", keywords=("a\0",)), "field has a NUL", id="in a keyword"),
        pytest.param(Draft("Hi", note="a\0"), "field has a NUL", id="in the note"),
        pytest.param(Draft("\ud800"), "not Unicode", id="half a character in the text"),
        pytest.param(Draft("Hi", title="\udfff"), "not Unicode", id="in the title"),
        pytest.param(Draft("Hi", title="x" * LABEL_LIMIT), None, id="the longest title"),
        pytest.param(Draft("Hi", title="x" * (LABEL_LIMIT + 1)), "longer than 1,000", id="one too long"),
        pytest.param(Draft("Hi", keywords=("x" * 1001,)), "longer than 1,000", id="a keyword too long"),
        pytest.param(Draft("Hi", note="x" * TEXT_LIMIT), None, id="the longest note"),
        pytest.param(Draft("Hi", note="x" * (TEXT_LIMIT + 1)), "note is longer", id="a note too long"),
        pytest.param(Draft("Hi", group=("g",) * DEPTH_LIMIT), None, id="the deepest group"),
        pytest.param(Draft("Hi", group=("g",) * (DEPTH_LIMIT + 1)), "nested deeper", id="one too deep"),
    ],
)
def test_a_draft_can_be_a_phrase_or_it_is_said_why_not(draft: Draft, fault: str | None):
    said = draft_fault(draft)

    assert (said is None) if fault is None else fault in (said or "")


@pytest.mark.parametrize(
    ("draft", "codes"),
    [
        pytest.param(Draft("Hi", "FH", aliases=("／S",)), ("fh", "s"), id="code and aliases, folded"),
        pytest.param(Draft("Hi", "", aliases=("S", "/")), ("s",), id="none that is empty"),
    ],
)
def test_a_draft_claims_codes(draft: Draft, codes: tuple[str, ...]):
    assert draft.codes == codes


@pytest.mark.parametrize(
    ("draft", "label"),
    [
        pytest.param(Draft("Text", title="Title"), "Title", id="its title"),
        pytest.param(Draft("\n One\nTwo"), "One", id="else its first line"),
        pytest.param(Draft("x" * 50), "x" * 40, id="of a long one the beginning"),
    ],
)
def test_a_draft_is_called(draft: Draft, label: str):
    assert draft.label == label


def test_where_a_draft_stood_in_its_file_makes_no_difference():
    assert Draft("Hi", line=3) == Draft("Hi", line=9) == Draft("Hi")


def test_a_group_has_a_path_from_the_outside_in():
    groups = (Group(1, 1, None, "Sales"), Group(2, 1, 1, "Size"), Group(3, 1, 2, "Shoes"))

    assert paths(Collection((SHOP,), groups)) == {
        1: ("Sales",),
        2: ("Sales", "Size"),
        3: ("Sales", "Size", "Shoes"),
    }


def test_groups_that_lie_in_each_other_have_an_end():
    groups = (Group(1, 1, 2, "a"), Group(2, 1, 1, "b"), Group(3, 1, 3, "c"), Group(4, 1, 99, "d"))

    found = paths(Collection((SHOP,), groups))

    assert all(len(path) <= DEPTH_LIMIT + 1 for path in found.values())
    assert found[4] == ("d",)


def test_a_phrase_stands_in_a_file_as_it_is_in_the_library():
    groups = (Group(1, 1, None, "Sales"), Group(2, 1, 1, "Size"))
    phrase = Phrase(7, 1, 2, "fh", "Title", "Text", ("s",), ("k",), "note", pinned=True, enabled=False)
    bare = Phrase(8, 1, None, "", "", "Text")

    assert drafts(Collection((SHOP,), groups, (phrase, bare))) == {
        7: Draft(
            "Text", "fh", "Title", ("Sales", "Size"), ("s",), ("k",), "note", pinned=True, enabled=False
        ),
        8: Draft("Text"),
    }


def test_a_fault_is_told_of_the_field_that_is_to_blame():
    long = "x" * (LABEL_LIMIT + 1)
    faults = field_faults(Draft("  ", code="a b", title=long, group=("g", long), keywords=(long,)))

    assert set(faults) == set(Field) - {Field.NOTE, Field.VALID_FROM, Field.VALID_UNTIL}
    assert faults[Field.CODE] == "the code has a space in it"
    assert faults[Field.TEXT] == "the text is empty"


def test_a_phrase_that_can_be_stored_has_no_fault():
    assert field_faults(Draft("text", code="fh", title="Title", group=("g",), keywords=("k",))) == {}
