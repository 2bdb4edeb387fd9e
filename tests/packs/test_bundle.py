from quickreply.core.draft import Draft
from quickreply.packs.bundle import Problem, Sieve


def sifted(*drafts: Draft):
    sieve = Sieve("f.csv")
    for draft in drafts:
        sieve.take(draft)
    return sieve


def test_good_phrases_are_kept_in_the_form_of_the_store():
    [draft] = sifted(
        Draft("\r\na\rb\r\n", code=" /Fh ", title=" a\n b ", aliases=("", "fH", "x"), line=3)
    ).drafts

    assert draft == Draft("a\nb", code="Fh", title="a b", aliases=("x",))
    assert draft.line == 3


def test_two_with_the_same_code_are_both_kept_for_the_plan_to_decide():
    sieve = sifted(Draft("a", code="fh", line=2), Draft("b", code="ＦＨ", line=5))

    assert [draft.text for draft in sieve.drafts] == ["a", "b"]
    assert sieve.problems == ()


def test_an_alias_that_is_taken_goes_and_the_phrase_stays():
    sieve = sifted(Draft("a", code="a", line=2), Draft("b", code="b", aliases=("A", "c"), line=5))

    assert sieve.drafts[1] == Draft("b", code="b", aliases=("c",))
    [problem] = sieve.problems
    assert (problem.line, problem.lost) == (5, False)


def test_the_sheet_is_told_with_the_line():
    sieve = Sieve("f.xlsx", "物流")
    sieve.take(Draft("a", line=2))
    sieve.take(Draft("", line=3))

    assert [(draft.line, draft.sheet) for draft in sieve.drafts] == [(2, "物流")]
    assert [problem.file for problem in sieve.problems] == ["f.xlsx[物流]"]


def test_phrases_without_a_code_are_all_kept():
    assert len(sifted(Draft("a"), Draft("a"), Draft("b")).drafts) == 3


def test_what_cannot_be_a_phrase_is_told_by_line():
    sieve = sifted(Draft("", line=9), Draft("ok", line=3), Draft("a\0", line=4))
    sieve.remark(1, "the column {column} is not read", column="x")

    assert [draft.line for draft in sieve.drafts] == [3]
    assert sieve.problems == (
        Problem("f.csv", 1, "the column {column} is not read", {"column": "x"}, lost=False),
        Problem("f.csv", 4, "the text has a NUL byte in it"),
        Problem("f.csv", 9, "the text is empty"),
    )
