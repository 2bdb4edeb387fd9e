"""Which wording comes next: by conversation, by time, by hand."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from quickreply.core.phrase import Phrase
from quickreply.core.settings import Settings
from quickreply.core.wording import Law, Wording
from quickreply.engine.catalogue import Catalogue
from quickreply.engine.inline import Inline
from quickreply.engine.ladders import Ladders
from tests.engine.shelf import catalogue, phrase
from tests.fakes import FakeDesktop

HOUR = 3600.0
TEXTS = tuple(map(Wording, "ABC"))


def several(number: int, code: str, law: Law = Law.LADDER) -> Phrase:
    return phrase(number, code, code, "A", wordings=TEXTS, law=law)


LADDER, WHEEL, DICE = several(1, "yj"), several(2, "hy", Law.ROTATE), several(3, "sj", Law.RANDOM)
OTHER = several(4, "xz", Law.CHOOSE)


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ladders(desk: FakeDesktop, clock: Clock) -> Ladders:
    desk.field.title = "Mrs Wang"
    return Ladders(desk.windows, clock)


@pytest.fixture
def use(desk: FakeDesktop, ladders: Ladders) -> Callable[[Phrase], str]:
    def used(one: Phrase) -> str:
        ready = ladders.ready(one, desk.field.window)
        ladders.said(ready, desk.field.window)
        return ready.text

    return used


Use = Callable[[Phrase], str]


@pytest.mark.parametrize(
    ("one", "said"), [(LADDER, "ABCCC"), (WHEEL, "ABCAB"), (OTHER, "AAAAA")], ids=lambda one: str(one)[:6]
)
def test_one_after_the_other(use: Use, one: Phrase, said: str):
    assert "".join(use(one) for _ in said) == said


def test_chance_says_nothing_twice_in_a_row_and_what_is_shown_is_what_comes(
    use: Use, ladders: Ladders, desk: FakeDesktop
):
    said = []
    for _ in range(30):
        shown = {ladders.next(desk.field.window)(DICE) for _ in range(3)}
        said.append(use(DICE))
        assert shown == {"ABC".index(said[-1])}
    assert all(one != two for one, two in pairwise(said))
    assert set(said) == set("ABC")


def test_each_conversation_has_its_own_ladder(use: Use, desk: FakeDesktop):
    assert use(LADDER) + use(LADDER) == "AB"
    desk.field.title = "Mr Li"
    assert use(LADDER) == "A"
    desk.field.title = "(2) Mrs Wang"
    assert use(LADDER) == "A", "the fake takes a title as it is"
    desk.field.title = "Mrs Wang"
    assert use(LADDER) == "C"


def test_each_ladder_is_one_of_its_own(use: Use):
    assert use(LADDER) + use(several(9, "zz")) + use(LADDER) == "AAB"


def test_where_nobody_knows_the_conversation_it_stands_at_its_beginning(use: Use, desk: FakeDesktop):
    desk.field.title = ""
    assert use(LADDER) + use(LADDER) == "AA"
    assert use(WHEEL) + use(WHEEL) == "AB", "what rotates goes on anywhere"


def test_what_rotates_goes_on_in_a_conversation_that_begins(use: Use, desk: FakeDesktop):
    assert use(WHEEL) == "A"
    desk.field.title = "Mr Li"
    assert use(WHEEL) == "B"
    desk.field.title = "Mrs Wang"
    assert use(WHEEL) == "B", "behind what this customer has read"


def test_it_begins_anew_after_some_hours(use: Use, ladders: Ladders, clock: Clock):
    use(LADDER)
    clock.now += 4 * HOUR - 1
    assert use(LADDER) == "B"
    clock.now += 4 * HOUR
    assert use(LADDER) == "A"
    # WHEN the user wants it sooner
    ladders.configure(Settings(ladder_hours=1))
    use(LADDER)
    clock.now += HOUR
    assert use(LADDER) == "A"


def test_or_by_hand(use: Use, ladders: Ladders):
    assert not ladders.begun
    assert use(LADDER) + use(LADDER) == "AB"
    assert ladders.begun
    ladders.reset()
    assert not ladders.begun
    assert use(LADDER) == "A"


def test_what_was_chosen_is_said_and_the_next_one_follows(use: Use):
    assert use(LADDER.at(1)) + use(LADDER) + use(LADDER.at(0)) + use(LADDER) == "BCAB"


class TestAtWork:
    @pytest.fixture
    def shop(self) -> Catalogue:
        return catalogue(LADDER, DICE)

    @pytest.fixture(autouse=True)
    def _titled(self, desk: FakeDesktop, inline: Inline) -> None:  # noqa: ARG002 - it must be at work
        desk.field.title = "Mrs Wang"

    def type(self, desk: FakeDesktop, text: str) -> None:
        desk.typist.type(text)
        desk.loop.advance(3)

    def test_the_list_shows_what_comes_and_it_comes(self, desk: FakeDesktop):
        for text in "ABC":
            desk.typist.type("/yj")
            desk.loop.advance(1)
            assert desk.view.open
            assert desk.view.open.matches.rows[0].phrase.text == text
            self.type(desk, "\n")
        assert desk.field.text == "ABC"

    def test_by_its_code_too(self, desk: FakeDesktop):
        for _ in "ABC":
            self.type(desk, "/yj ")
        assert desk.field.text == "ABC"

    def test_another_window_is_another_conversation(self, desk: FakeDesktop):
        self.type(desk, "/yj ")
        self.type(desk, "/yj ")
        first = desk.field
        other = desk.windows.open()
        other.title = "Mrs Wang"
        self.type(desk, "/yj ")
        assert (first.text, other.text) == ("AB", "A")
