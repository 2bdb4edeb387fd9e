"""What is known of a composition when the slash comes, and when the input method is asked."""

import pytest

from quickreply.core.composition import HANZI, Method, Power
from quickreply.engine.composing import Composing
from tests.core.sample import keys
from tests.fakes.inputmethod import FakeInputMethod

ON = Method("fcitx5", "pinyin", Power.ON)
OFF = Method("fcitx5", "keyboard-us", Power.OFF)


@pytest.fixture
def composing() -> Composing:
    made = Composing()
    made.told(ON)
    return made


@pytest.fixture
def asides(composing: Composing) -> list[bool]:
    told: list[bool] = []
    composing.warn(told.append)
    return told


@pytest.fixture
def asked(composing: Composing) -> FakeInputMethod:
    method = FakeInputMethod()
    composing.attend(method)
    return method


def press(composing: Composing, text: str) -> None:
    for key in keys(text.replace(" ", "<space>")):
        composing.press(key)


def test_it_speaks_of_the_moment_before_the_slash(composing: Composing):
    press(composing, "ni /")
    assert (composing.open, composing.before) == (False, HANZI)
    press(composing, "ni/")
    assert composing.open


def test_a_modifier_between_changes_nothing_of_what_stands_there(composing: Composing):
    press(composing, "12<modifier>/")
    assert composing.before == "2"


def test_the_slash_of_a_code_never_reached_the_window(composing: Composing):
    # GIVEN a code that was caught and dropped
    press(composing, "1 /")
    composing.taken()
    # WHEN the next slash comes
    press(composing, "/")
    # THEN what stood before the first stands before it
    assert composing.before == " "


def test_a_click_forgets(composing: Composing):
    press(composing, "ni")
    composing.lose()
    press(composing, "/")
    assert (composing.open, composing.before) == (False, None)


def test_the_window_is_believed(composing: Composing):
    press(composing, "nihao")
    composing.opened()
    press(composing, "3/")
    assert composing.open
    composing.closed()
    assert (composing.open, composing.before) == (False, HANZI)


def test_it_steps_aside_while_something_is_composed(composing: Composing, asides: list[bool]):
    press(composing, "nihao")
    assert asides == [True]
    press(composing, " 12")
    assert asides == [True, False]
    press(composing, "n")
    composing.lose()
    assert asides == [True, False, True, False]


def test_it_does_not_with_none_on(composing: Composing, asides: list[bool]):
    composing.told(OFF)
    press(composing, "hello")
    assert asides == []
    assert not composing.open


def test_it_does_once_the_news_is_there(composing: Composing, asides: list[bool]):
    composing.told(OFF)
    press(composing, "n")
    composing.told(ON)
    assert asides == [True]
    composing.told(Method())
    assert asides == [True, False]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("n", 1),
        ("nihao", 1),
        ("ni hao", 2),
        ("12 34", 0),
        ("<modifier>", 1),
        ("<ctrl+a>", 1),
        ("nihao,. <enter>", 1),
    ],
)
def test_it_asks_where_another_may_be_on(composing: Composing, asked: FakeInputMethod, text: str, times: int):
    press(composing, text)
    assert asked.times == times


def test_it_asks_in_another_place(composing: Composing, asked: FakeInputMethod):
    composing.lose()
    assert asked.times == 1
