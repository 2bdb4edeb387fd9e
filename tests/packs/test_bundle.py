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


def test_of_two_with_the_same_code_the_first_stays_and_the_other_is_told():
    sieve = sifted(
        Draft("a", code="fh", line=2), Draft("b", code="ＦＨ", line=5), Draft("c", code="x", line=6)
    )

    assert [draft.text for draft in sieve.drafts] == ["a", "c"]
    [problem] = sieve.problems
    assert (problem.file, problem.line, problem.lost) == ("f.csv", 5, True)
    assert problem.reason.format(**problem.facts) == "the code ＦＨ stands in line 2 already"


def test_an_alias_that_is_taken_goes_and_the_phrase_stays():
    sieve = sifted(Draft("a", code="a", line=2), Draft("b", code="b", aliases=("A", "c"), line=5))

    assert sieve.drafts[1] == Draft("b", code="b", aliases=("c",))
    [problem] = sieve.problems
    assert (problem.line, problem.lost) == (5, False)


def test_a_code_may_not_be_an_alias_of_an_earlier_phrase():
    sieve = sifted(Draft("a", code="a", aliases=("b",), line=2), Draft("b", code="b", line=3))

    assert [draft.text for draft in sieve.drafts] == ["a"]


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
