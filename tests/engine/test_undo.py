"""What was inserted last is taken back, or it is said why not."""

import pytest

from quickreply.core.delivery import AppFacts, Chord
from quickreply.core.notice import (
    NOT_UNDONE_CLICKED,
    NOT_UNDONE_ELSEWHERE,
    NOT_UNDONE_LATE,
    NOT_UNDONE_LONG,
    NOT_UNDONE_SENT,
    NOT_UNDONE_TYPED,
    NOT_UNDONE_UNCOUNTABLE,
    NOT_UNDONE_UNSEEN,
    NOTHING_UNDONE,
)
from quickreply.core.settings import Settings
from quickreply.engine.inline import Inline
from tests.engine.shelf import catalogue, phrase
from tests.fakes import FakeDesktop

KNOWN = AppFacts(undo=Chord("z", ("ctrl",)))
PHRASES = (
    phrase(1, "fh", "Shipping", "亲，今天发出。"),
    phrase(2, "em", "Emoji", "亲😊"),
    phrase(3, "ln", "Lines", "one\ntwo"),
    phrase(4, "xl", "Long", "好" * 201),
    phrase(5, "gap", "Gap", "尾号{光标}。"),
    phrase(6, "ok", "All right", "Yes.", send=True),
    phrase(7, "seg", "Welcome", "One{分段}Two"),
)


@pytest.fixture(params=[AppFacts(), KNOWN], ids=["by Backspace", "by its own keys"])
def desk(request: pytest.FixtureRequest) -> FakeDesktop:
    return FakeDesktop(request.param)


@pytest.fixture
def inline(desk: FakeDesktop) -> Inline:
    return desk.engine(catalogue(*PHRASES))


def insert(desk: FakeDesktop, code: str) -> None:
    desk.typist.type(f"hi /{code} ")
    desk.loop.advance(0.5)


def undo(desk: FakeDesktop, inline: Inline, *, by_menu: bool = False) -> list[str]:
    """What the user is told."""
    inline.turn(lambda: inline.undo(by_menu=by_menu))
    desk.loop.advance(0.5)
    assert not desk.keyboard.holding
    return [notice.message for notice in desk.view.notices]


def test_it_goes_and_what_stood_before_it_stays(desk: FakeDesktop, inline: Inline):
    insert(desk, "fh")

    assert undo(desk, inline) == []
    assert desk.field.text == "hi "


def test_it_goes_only_once(desk: FakeDesktop, inline: Inline):
    insert(desk, "fh")
    undo(desk, inline)

    assert undo(desk, inline) == [NOTHING_UNDONE]
    assert desk.field.text == "hi "


def test_in_another_window_nothing_goes(desk: FakeDesktop, inline: Inline):
    insert(desk, "fh")
    other = desk.windows.open("other")
    other.text = "mine"

    assert undo(desk, inline) == [NOT_UNDONE_ELSEWHERE]
    assert (desk.field.text, other.text) == ("hi 亲，今天发出。", "mine")

    desk.windows.focus(desk.field)
    undo(desk, inline)
    assert desk.field.text == "hi "


def test_after_a_while_nothing_goes(desk: FakeDesktop, inline: Inline):
    insert(desk, "fh")
    desk.loop.advance(10)

    assert undo(desk, inline) == [NOT_UNDONE_LATE]
    assert desk.field.text == "hi 亲，今天发出。"


@pytest.mark.parametrize("key", ["x", "backspace", "enter", "left"])
def test_behind_a_key_nothing_goes(desk: FakeDesktop, inline: Inline, key: str):
    insert(desk, "fh")
    desk.typist.key(key)
    before = desk.field.text

    assert undo(desk, inline) == [NOT_UNDONE_TYPED]
    assert desk.field.text == before


def test_what_was_typed_while_it_came_counts_too(desk: FakeDesktop, inline: Inline):
    desk.field.read_delay = 0.2
    desk.typist.type("/fh ok")
    desk.loop.advance(0.5)

    assert undo(desk, inline) == [NOT_UNDONE_TYPED]
    assert desk.field.text == "亲，今天发出。ok"


def test_a_modifier_alone_is_nothing_typed(desk: FakeDesktop, inline: Inline):
    insert(desk, "fh")
    desk.typist.key("ctrl", "shift")

    assert undo(desk, inline) == []


def test_behind_a_click_nothing_goes(desk: FakeDesktop, inline: Inline):
    insert(desk, "fh")
    desk.typist.click()

    assert undo(desk, inline) == [NOT_UNDONE_CLICKED]


def test_what_was_sent_is_gone(desk: FakeDesktop, inline: Inline):
    desk.field.sends = True
    inline.configure(Settings(sending={"chat": "yes"}), paused=False)
    insert(desk, "ok")

    assert undo(desk, inline) == [NOT_UNDONE_SENT]


def test_where_nobody_tells_what_was_typed_nothing_goes(desk: FakeDesktop, inline: Inline):
    desk.keyboard.stirred = None
    insert(desk, "fh")

    assert undo(desk, inline) == [NOT_UNDONE_UNSEEN]


def test_before_anything_was_inserted_it_says_so(desk: FakeDesktop, inline: Inline):
    assert undo(desk, inline) == [NOTHING_UNDONE]


def test_what_did_not_arrive_is_not_taken_back(desk: FakeDesktop, inline: Inline):
    desk.field.read_delay = 60
    desk.typist.type("/fh ")
    desk.loop.advance(3)

    assert undo(desk, inline)[-1] == NOTHING_UNDONE


def test_of_several_messages_the_one_that_stands_there_goes(desk: FakeDesktop, inline: Inline):
    insert(desk, "seg")

    assert undo(desk, inline) == []
    assert desk.field.text == "hi "
    assert desk.view.rests[-1]
    assert desk.view.rests[-1].near is None


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("em", NOT_UNDONE_UNCOUNTABLE),
        ("ln", NOT_UNDONE_UNCOUNTABLE),
        ("xl", NOT_UNDONE_LONG),
        ("gap", NOT_UNDONE_UNCOUNTABLE),
    ],
)
def test_by_backspace_only_what_every_window_counts_alike(
    inline: Inline, desk: FakeDesktop, code: str, fault: str
):
    insert(desk, code)
    before = desk.field.text

    if desk.field.facts is KNOWN:
        assert undo(desk, inline) == []
        assert desk.field.text == "hi "
    else:
        assert undo(desk, inline) == [fault]
        assert desk.field.text == before


def test_the_clicks_that_choose_it_from_the_menu_do_not_count_where_the_keys_are_known(
    inline: Inline, desk: FakeDesktop
):
    insert(desk, "fh")
    desk.typist.click()
    desk.typist.click()

    told = undo(desk, inline, by_menu=True)
    assert told == ([] if desk.field.facts is KNOWN else [NOT_UNDONE_CLICKED])


def test_by_hotkey_the_keys_of_the_hotkey_do_not_count(desk: FakeDesktop):
    """They are no keys that a window got."""
    inline = desk.engine(catalogue(*PHRASES))
    insert(desk, "fh")
    desk.keyboard.catch("/", {"ctrl+alt+z": lambda: inline.turn(inline.undo) or True})
    desk.typist.chord("ctrl", "alt", "z")
    desk.loop.advance(0.5)

    assert desk.field.text == "hi "
    assert not desk.view.notices
