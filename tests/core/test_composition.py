"""What an input method holds, told by keys and by its candidate window."""

from functools import reduce

import pytest

from quickreply.core.composition import (
    HANZI,
    Composition,
    Last,
    Method,
    Power,
    clicked,
    closed,
    opened,
    switched,
    typed,
)
from tests.core.sample import keys

PINYIN = Method("fcitx5", "pinyin", Power.ON)
WUBI = Method("fcitx5", "wbx", Power.ON)
RIME = Method("fcitx5", "rime", Power.ON)
LIBPINYIN = Method("ibus", "libpinyin", Power.ON)
SILENT = Method("fcitx5")
OFF = Method("fcitx5", "keyboard-us", Power.OFF)
NONE = Method()


def after(text: str, method: Method = PINYIN) -> Composition:
    """What keys leave; `⊕` is its window opening, `⊖` closing, `✕` a click."""
    happens = {"⊕": lambda was: opened(was, method), "⊖": lambda was: closed(was, method), "✕": clicked}

    def step(was: Composition, piece: str) -> Composition:
        if piece in happens:
            return happens[piece](was)
        return reduce(lambda now, key: typed(now, key, method), keys(piece.replace(" ", "<space>")), was)

    pieces = text.replace("⊕", "|⊕|").replace("⊖", "|⊖|").replace("✕", "|✕|").split("|")
    return reduce(step, filter(None, pieces), Composition())


@pytest.mark.parametrize("method", [PINYIN, WUBI, RIME, LIBPINYIN, SILENT], ids=str)
@pytest.mark.parametrize(
    "text", ["n", "ni", "nihao", "ni hao", "Ni", "ni<backspace>", "nihao<left>", "ni<f5>"]
)
def test_letters_are_composed(method: Method, text: str):
    assert after(text, method).open


@pytest.mark.parametrize("method", [PINYIN, WUBI, RIME, LIBPINYIN, SILENT], ids=str)
@pytest.mark.parametrize(
    "text",
    ["ni ", "ni<enter>", "ni1", "ni<escape>", "ni✕", "ni<backspace><backspace>", "ni⊕ ", "ni⊕1⊖", "ni⊕-⊖"],
)
def test_a_committing_key_ends_it(method: Method, text: str):
    assert not after(text, method).open


@pytest.mark.parametrize("text", ["ni ", "ni1", "ni<enter>", "ni⊕1⊖"])
def test_behind_it_stand_hanzi(text: str):
    assert after(text).before == HANZI


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("12", "2"),
        (" ", " "),
        ("ni  ", " "),
        ("ni <enter>", "\n"),
        ("ni a<backspace>", HANZI),
        ("ni <backspace>", None),
        ("ni✕", None),
        ("ni <left>", None),
        ("/", "/"),
        ("(", "("),
        (":", "："),
        (".", "。"),
        ("ni:", "："),
        ("ni!", "!"),
        ("1<ctrl+v>", None),
    ],
)
def test_with_nothing_composed_keys_go_into_the_text(text: str, before: str | None):
    assert (after(text).open, after(text).before) == (False, before)


def test_a_candidate_may_be_shorter_than_what_was_typed():
    # GIVEN the window is seen
    # WHEN a digit chooses a candidate and the window stays
    # THEN the rest is still composed, until the window goes
    assert after("nihaoshijie⊕3").open
    assert after("nihaoshijie⊕31⊖").before == HANZI
    # AND so it is with Space when another candidate than the first may be highlighted
    assert not after("nihaoshijie⊕ ").open
    assert after("nihaoshijie⊕<down> ").open
    # BUT by shape every candidate is the whole
    assert not after("wq⊕2", WUBI).open


@pytest.mark.parametrize(
    ("method", "mark", "ends"),
    [
        (PINYIN, ",", True),
        (PINYIN, "!", True),
        (PINYIN, "-", False),
        (PINYIN, "'", False),
        (WUBI, "'", True),
        (RIME, ".", False),
        (RIME, "?", True),
        (LIBPINYIN, "!", False),
        (SILENT, ",", False),
        (SILENT, "!", False),
    ],
)
def test_a_mark_ends_it_where_it_always_does(method: Method, mark: str, ends: bool):
    assert after(f"ni{mark}", method).open is not ends


@pytest.mark.parametrize("method", [PINYIN, LIBPINYIN, SILENT], ids=str)
@pytest.mark.parametrize("mark", "-=';")
def test_elsewhere_the_window_tells(method: Method, mark: str):
    assert after(f"ni⊕{mark}", method).open
    assert not after(f"ni⊕{mark}⊖", method).open


class TestWubi:
    def test_the_letter_that_fills_a_code_may_commit_it(self):
        assert after("wqvb⊕", WUBI).open
        assert not after("wqv⊕b⊖", WUBI).open

    def test_the_letter_behind_a_full_code_begins_the_next(self):
        assert after("wqvbw", WUBI).letters == 1
        assert not after("wqvbw<backspace>", WUBI).open

    def test_a_letter_that_leaves_no_candidate_commits_nothing(self):
        assert after("q⊕w⊖", WUBI).open
        assert after("q⊕w⊖er", WUBI).open

    def test_pinyin_has_no_full_code(self):
        assert after("zhua⊕⊖").open

    def test_news_of_the_last_word_that_comes_late_ends_no_new_one(self):
        assert after("wqv⊕b" + "w⊖", WUBI).open
        assert after("ni⊕ h⊖").open


def test_backspace_does_not_count_what_is_no_letter():
    # GIVEN letters with a mark between: xi'an
    # WHEN as many are deleted as letters were typed, and the window stays
    # THEN the rest is composed
    assert after("xi⊕'an<backspace><backspace><backspace><backspace>").open
    assert not after("xi⊕'an<backspace><backspace><backspace><backspace><backspace>⊖").open


def test_a_mark_may_open_something_of_its_own():
    assert after("ni ;⊕").open
    assert not after("ni ;").open


@pytest.mark.parametrize("text", ["<modifier>⊕", "ni <modifier>⊕", "ni ;<modifier>⊕", "✕⊕", "ni ⊕", "1⊕"])
def test_the_name_of_a_method_that_is_shown_is_no_composition(text: str):
    assert not after(text).open


@pytest.mark.parametrize("method", [OFF, NONE], ids=["off", "none"])
@pytest.mark.parametrize(
    ("text", "before"),
    [("ni", "i"), ("12", "2"), ("a.", "."), ("a:", ":"), ("a ", " "), ("a<left>", None), ("a<ctrl+v>", None)],
)
def test_with_none_on_keys_are_what_they_are(method: Method, text: str, before: str | None):
    assert after(text, method).before == before


def test_letters_typed_before_it_was_known_to_be_on_count():
    assert switched(after("n", OFF), OFF, PINYIN) == Composition(1, None, Last.LETTER)
    assert not switched(after("hello <ctrl+a>", OFF), OFF, PINYIN).open


def test_switched_off_in_the_middle_it_leaves_the_letters():
    left = switched(after("ni"), PINYIN, OFF)
    assert (left.open, left.before) == (False, "a")
    assert switched(after("ni "), PINYIN, OFF).before == HANZI


@pytest.mark.parametrize(
    ("method", "composes", "told"),
    [
        (PINYIN, True, "fcitx5 pinyin on"),
        (OFF, False, "fcitx5 keyboard-us off"),
        (SILENT, True, "fcitx5 unknown"),
        (NONE, False, ""),
    ],
)
def test_one_that_runs_and_does_not_say_counts_as_on(method: Method, composes: bool, told: str):
    assert (method.composes, str(method)) == (composes, told)
