import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quickreply.core.phrase import CODE_LIMIT, TEXT_LIMIT, LibraryKind, Phrase, code_fault, fold, text_fault


def a_phrase(**facts: object) -> Phrase:
    return Phrase(**{"id": 1, "library": 1, "group": None, "code": "", "title": "", "text": "Hello"} | facts)


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("fh", id="as it is"),
        pytest.param("/fh", id="with its slash"),
        pytest.param("、fh", id="with the slash key's Chinese punctuation"),
        pytest.param("／fh", id="with a full-width slash"),
        pytest.param("//fh", id="with two slashes"),
        pytest.param("FH", id="in capitals"),
        pytest.param("Fh", id="mixed"),
        pytest.param("ｆｈ", id="full-width"),
        pytest.param("ＦＨ", id="full-width capitals"),
        pytest.param("／ＦＨ", id="all of it full-width"),
        pytest.param("  /fh\t", id="with space around it"),
        pytest.param("\u3000fh", id="with an ideographic space before it"),
    ],
)
def test_one_code_is_written_in_many_ways(written: str):
    assert fold(written) == "fh"


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        pytest.param("发货", "发货", id="Hanzi stay"),
        pytest.param("Straße", "strasse", id="sharp s is two letters, as case folding has it"),
        pytest.param("ﬁx", "fix", id="a ligature is its letters"),
        pytest.param("①", "1", id="a circled digit is a digit"),
        pytest.param("é", "é", id="a letter with its accent apart is one letter"),
        pytest.param("a/b", "a/b", id="a slash inside stays, to be refused"),
        pytest.param("/", "", id="a slash alone is no code"),
        pytest.param("", "", id="nothing is no code"),
    ],
)
def test_codes_fold_to(written: str, folded: str):
    assert fold(written) == folded


@given(st.text())
@settings(deadline=None, derandomize=True, database=None)
def test_a_code_that_can_be_typed_folds_to_itself(code: str):
    if code_fault(code) is None:
        assert fold(fold(code)) == fold(code)


@given(st.text(alphabet="abcXYZ019"))
@settings(deadline=None, derandomize=True, database=None)
def test_a_plain_code_is_the_same_however_it_is_written(code: str):
    wide = code.translate({ord(char): ord(char) + 0xFEE0 for char in code})
    assert {fold(form) for form in (code, code.upper(), wide, f"/{code}", f"、{code}", f"／{wide}")} == {
        fold(code)
    }


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        pytest.param("fh", None, id="letters"),
        pytest.param("", None, id="no code: the phrase is found by search"),
        pytest.param("/fh", None, id="its own slash is no part of it"),
        pytest.param("发货", None, id="Hanzi"),
        pytest.param("7day+", None, id="digits and signs"),
        pytest.param("x" * CODE_LIMIT, None, id="the longest"),
        pytest.param("x" * (CODE_LIMIT + 1), "longer than 64", id="one too long"),
        pytest.param("ﬃ" * 22, "longer than 64", id="too long once it is folded"),
        pytest.param("f h", "space", id="a space is the accept key"),
        pytest.param("f\u3000h", "space", id="an ideographic space too"),
        pytest.param("f\th", "space", id="a tab too"),
        pytest.param("f\0h", "control", id="a NUL byte"),
        pytest.param("f\u200bh", "control", id="a zero-width space nobody sees"),
        pytest.param("f/h", "slash", id="a slash inside"),
        pytest.param("f、h", "slash", id="what the slash key gives in Chinese"),
        pytest.param("a℀", "slash", id="a slash that folding brings out"),
    ],
)
def test_a_code_can_be_typed_or_it_is_said_why_not(code: str, fault: str | None):
    said = code_fault(code)

    assert (said is None) if fault is None else fault in (said or "")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param("好的", None, id="words"),
        pytest.param("one\ntwo", None, id="lines"),
        pytest.param("x" * TEXT_LIMIT, None, id="the longest"),
        pytest.param("x" * (TEXT_LIMIT + 1), "longer than 100,000", id="one too long"),
        pytest.param("", "empty", id="nothing"),
        pytest.param(" \n\t\u3000", "empty", id="only blanks"),
        pytest.param("a\0b", "NUL", id="a NUL byte"),
    ],
)
def test_a_text_can_be_sent_or_it_is_said_why_not(text: str, fault: str | None):
    said = text_fault(text)

    assert (said is None) if fault is None else fault in (said or "")


@pytest.mark.parametrize(
    ("code", "aliases", "codes"),
    [
        pytest.param("fh", (), ("fh",), id="the code alone"),
        pytest.param("fh", ("ship", "s"), ("fh", "ship", "s"), id="the code before its aliases"),
        pytest.param("", ("ship",), ("ship",), id="aliases alone"),
        pytest.param("", (), (), id="none"),
    ],
)
def test_a_phrase_knows_its_codes(code: str, aliases: tuple[str, ...], codes: tuple[str, ...]):
    assert a_phrase(code=code, aliases=aliases).codes == codes


@pytest.mark.parametrize(
    ("title", "text", "label"),
    [
        pytest.param("Shipping", "On its way.", "Shipping", id="its title"),
        pytest.param("", "On its way.", "On its way.", id="else its text"),
        pytest.param("", "\n  First.\nSecond.", "First.", id="of which the first line that says something"),
    ],
)
def test_a_phrase_is_called(title: str, text: str, label: str):
    assert a_phrase(title=title, text=text).label == label


def test_personal_wins_over_shop_and_shop_over_packs():
    assert list(LibraryKind) == [LibraryKind.PERSONAL, LibraryKind.SHOP, LibraryKind.PACK]
