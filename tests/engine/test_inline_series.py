"""Phrases in several messages: sent one after the other where the user lets us, else offered one by one."""

import pytest

from quickreply.core.notice import (
    LEFT_ELSEWHERE,
    NOT_SENT,
    NOTHING_LEFT,
    ON_CLIPBOARD,
    SERIES_STOPPED,
    STILL_HANGS,
)
from quickreply.core.settings import Settings
from quickreply.engine.inline import Inline
from quickreply.engine.remainder import KEPT, LIMIT
from tests.engine.shelf import catalogue, phrase
from tests.fakes import FakeDesktop, Typist

HY = phrase(1, "hy", "Welcome", "One{分段}Two{分段}Three")
FH = phrase(2, "fh", "Shipping", "On its way!")
OK = phrase(3, "ok", "All right", "Yes.", send=True)
ALL = len("One\nTwo\nThree")
SENDS = Settings(sending={"chat": "yes"})
NEVER = 60.0


@pytest.fixture
def inline(desk: FakeDesktop) -> Inline:
    desk.field.sends = True
    return desk.engine(catalogue(HY, FH, OK))


@pytest.fixture
def sending(inline: Inline) -> Inline:
    inline.configure(SENDS, paused=False)
    return inline


def write(desk: FakeDesktop, *keys: str, wait: float = 0.3) -> None:
    desk.typist.key(*keys)
    desk.loop.advance(wait)


def begun(desk: FakeDesktop) -> None:
    """The first of three messages is in the window."""
    desk.typist.type("/hy ")
    desk.loop.advance(0.3)


@pytest.mark.usefixtures("inline")
class TestOneByOne:
    def test_each_comes_when_the_one_before_was_sent(self, desk: FakeDesktop):
        begun(desk)
        assert (desk.field.text, desk.field.sent) == ("One", [])

        write(desk, "enter", "tab")
        assert (desk.field.text, desk.field.sent) == ("Two", ["One"])

        write(desk, "enter", "tab", "enter")
        assert desk.field.sent == ["One", "Two", "Three"]
        assert not desk.keyboard.holding
        assert [rest and rest.number for rest in desk.view.rests] == [2, None, 3, None, None]

    def test_it_is_shown_what_comes_next(self, desk: FakeDesktop):
        begun(desk)
        [rest] = desk.view.rests

        assert rest
        assert (rest.number, rest.of, rest.text, rest.label) == (2, 3, "Two", "Welcome")
        assert rest.near == desk.field.area
        assert not rest.sending

    def test_a_use_is_counted_once_with_all_its_characters(self, desk: FakeDesktop):
        begun(desk)
        write(desk, "enter", "tab", "enter", "tab")

        assert [(event.phrase, event.characters) for event in desk.view.events] == [(1, ALL)]

    def test_two_messages_never_become_one(self, desk: FakeDesktop):
        begun(desk)
        write(desk, "tab", "tab")

        assert desk.field.text == "One"

    def test_nothing_is_swallowed_but_its_own_keys(self, desk: FakeDesktop):
        begun(desk)
        write(desk, *"\nhi", "left", "tab")

        assert (desk.field.text, desk.field.sent) == ("hiTwo", ["One"])

    def test_what_is_typed_while_it_comes_stands_behind_it(self, desk: FakeDesktop):
        begun(desk)
        desk.field.read_delay = 0.3
        Typist(desk.keyboard, desk.loop, 0.001).key("enter", "tab", *"hi")
        desk.loop.advance(1)

        assert desk.field.text == "Twohi"

    def test_the_key_that_took_it_reaches_no_window(self, desk: FakeDesktop):
        begun(desk)
        write(desk, "enter")
        desk.typist.down("tab")
        desk.loop.advance(0.3)
        desk.typist.down("tab")
        desk.typist.up("tab")

        assert desk.field.text == "Two"
        assert not desk.keyboard.holding

    def test_escape_leaves_it_for_later(self, desk: FakeDesktop):
        begun(desk)
        write(desk, "enter", "escape", "tab")

        rest = desk.view.rests[-1]
        assert desk.field.text == "\t"
        assert not desk.field.others
        assert rest
        assert (rest.number, rest.near) == (2, None)

    def test_later_it_stands_first_in_the_list(self, desk: FakeDesktop):
        begun(desk)
        write(desk, "enter", "escape", "/", "down", "enter")

        assert desk.view.lists[-1].matches.rows[0].phrase.title == "2/3 Welcome"
        assert desk.field.text == "Two"
        assert [event.phrase for event in desk.view.events] == [1]

    def test_it_is_nothing_that_a_code_finds(self, desk: FakeDesktop):
        begun(desk)
        write(desk, *"/h")

        assert desk.view.open
        assert [row.phrase.title for row in desk.view.open.matches.rows] == ["Welcome"]

    def test_another_window_keeps_its_keys(self, desk: FakeDesktop):
        begun(desk)
        write(desk, "enter")
        other = desk.windows.open("other")
        write(desk, "tab", "escape", "/", "down", "enter")

        assert other.text.startswith("\t")
        assert "Two" not in other.text

    def test_it_is_seen_only_beside_its_own_window(self, desk: FakeDesktop):
        begun(desk)
        desk.windows.open("other")
        desk.windows.focus(desk.field)

        assert [rest and rest.near is not None for rest in desk.view.rests] == [True, False, True]

    def test_after_a_while_its_keys_are_the_windows_again(self, desk: FakeDesktop):
        begun(desk)
        write(desk, "enter")
        desk.loop.advance(LIMIT)
        write(desk, "tab")

        rest = desk.view.rests[-1]
        assert desk.field.text == "\t"
        assert rest
        assert rest.near is None

        desk.loop.advance(KEPT)
        assert desk.view.rests[-1] is None
        assert desk.loop.planned == 0

    def test_while_codes_are_paused_its_keys_are_the_windows(self, desk: FakeDesktop, inline: Inline):
        begun(desk)
        write(desk, "enter")
        inline.configure(Settings(), paused=True)
        write(desk, "tab")

        assert desk.field.text == "\t"

    def test_where_no_key_can_be_had_that_is_shown(self, desk: FakeDesktop):
        desk.keyboard.claims = False
        begun(desk)
        write(desk, "enter", "tab")

        assert desk.field.text == "\t"
        assert [rest and rest.by_key for rest in desk.view.rests] == [False]

    def test_another_conversation_in_the_window_keeps_its_keys(self, desk: FakeDesktop):
        desk.field.title = "Ann"
        begun(desk)
        write(desk, "enter")
        desk.typist.click(lambda: setattr(desk.field, "title", "Bea"))
        write(desk, "tab")

        assert desk.field.text == "\t"

    def test_a_title_that_changes_by_itself_is_the_same_conversation(self, desk: FakeDesktop):
        desk.field.title = "Ann"
        begun(desk)
        desk.field.title = "(1) Ann"
        write(desk, "enter", "tab")

        assert desk.field.text == "Two"

    def test_another_phrase_between_puts_it_aside(self, desk: FakeDesktop):
        begun(desk)
        write(desk, "enter", *"/fh ", "tab")

        assert desk.field.text == "On its way!\t"

    def test_where_nobody_tells_what_was_typed_the_key_is_enough(self, desk: FakeDesktop):
        desk.keyboard.stirred = None
        begun(desk)
        write(desk, "tab")

        assert desk.field.text == "OneTwo"

    def test_a_message_that_a_window_that_hangs_was_not_told_of_is_still_to_come(self, desk: FakeDesktop):
        desk.field.read_delay = NEVER
        desk.typist.type("/fh ")
        desk.loop.advance(3)
        desk.typist.type("/hy ")
        desk.loop.advance(3)

        rest = desk.view.rests[-1]
        assert [notice.message for notice in desk.view.notices] == [ON_CLIPBOARD, STILL_HANGS]
        assert rest
        assert (rest.number, rest.text) == (1, "One")
        assert not desk.keyboard.holding

    def test_by_command_it_comes_without_a_key(self, desk: FakeDesktop, inline: Inline):
        begun(desk)
        write(desk, "enter")
        inline.turn(inline.next_message)
        desk.loop.advance(0.3)

        assert desk.field.text == "Two"

    @pytest.mark.parametrize("seen", [False, True])
    def test_in_another_conversation_it_comes_only_if_it_was_seen(
        self, desk: FakeDesktop, inline: Inline, seen: bool
    ):
        desk.field.title = "Ann"
        begun(desk)
        write(desk, "enter")
        desk.field.title = "Bea"
        inline.turn(lambda: inline.next_message(seen=seen))
        desk.loop.advance(0.3)

        assert desk.field.text == ("Two" if seen else "")
        assert [notice.message for notice in desk.view.notices] == ([] if seen else [LEFT_ELSEWHERE])
        assert not desk.keyboard.holding

    def test_where_nothing_is_left_the_command_says_so(self, desk: FakeDesktop, inline: Inline):
        inline.turn(inline.next_message)
        desk.loop.advance(0.3)

        assert [notice.message for notice in desk.view.notices] == [NOTHING_LEFT]
        assert not desk.keyboard.holding


@pytest.mark.usefixtures("sending")
class TestSent:
    def test_each_is_sent_before_the_next(self, desk: FakeDesktop):
        begun(desk)
        desk.loop.advance(3)

        assert (desk.field.sent, desk.field.text) == (["One", "Two", "Three"], "")
        assert [(event.phrase, event.characters) for event in desk.view.events] == [(1, ALL)]
        assert not desk.keyboard.holding

    def test_it_is_shown_how_far_it_is(self, desk: FakeDesktop):
        begun(desk)
        desk.loop.advance(3)

        told = [(rest.number, rest.sending, rest.by_key) if rest else None for rest in desk.view.rests]
        assert told == [(2, True, True), (3, True, True), None]

    @pytest.mark.parametrize("pause", [0, 500, 2000])
    def test_between_two_is_the_pause_of_the_settings(self, desk: FakeDesktop, inline: Inline, pause: int):
        inline.configure(Settings(sending={"chat": "yes"}, pause=pause), paused=False)
        desk.typist.type("/hy ")
        while not desk.field.sent:
            desk.loop.advance(0.01)
        desk.loop.advance(pause / 1000 - 0.02)
        assert desk.field.text == ""

        desk.loop.advance(0.2)
        assert "Two" in (desk.field.text, *desk.field.sent)

    def test_what_is_typed_meanwhile_comes_behind_all_of_it(self, desk: FakeDesktop):
        Typist(desk.keyboard, desk.loop, 0.001).type("/hy thanks")
        desk.loop.advance(4)

        assert (desk.field.sent, desk.field.text) == (["One", "Two", "Three"], "thanks")

    def test_an_enter_typed_meanwhile_sends_nothing_of_it(self, desk: FakeDesktop):
        begun(desk)
        desk.typist.type("a\nb")
        desk.loop.advance(4)

        assert (desk.field.sent, desk.field.text) == (["One", "Two", "Three", "a"], "b")

    def test_escape_stops_it_and_the_rest_is_on_offer(self, desk: FakeDesktop):
        begun(desk)
        write(desk, "escape", wait=3)

        rest = desk.view.rests[-1]
        assert (desk.field.sent, desk.field.text) == (["One"], "")
        assert not desk.field.others
        assert rest
        assert (rest.number, rest.sending) == (2, False)
        assert not desk.keyboard.holding

    def test_the_rest_then_comes_one_by_one_and_is_not_sent(self, desk: FakeDesktop):
        """Something may have been typed before it."""
        begun(desk)
        write(desk, "escape", "a", "tab", wait=3)
        assert (desk.field.sent, desk.field.text) == (["One"], "aTwo")

        write(desk, "enter", "tab")
        assert (desk.field.sent, desk.field.text) == (["One", "aTwo"], "Three")

    def test_what_was_sent_for_her_needs_no_key_before_the_next(self, desk: FakeDesktop):
        begun(desk)
        write(desk, "escape")
        desk.loop.advance(1)
        write(desk, "tab")

        assert desk.field.text == "Two"

    def test_escape_while_a_message_comes_lets_it_arrive(self, desk: FakeDesktop):
        desk.field.read_delay = 0.3
        desk.typist.type("/hy ")
        desk.typist.key("escape")
        desk.loop.advance(3)

        assert desk.field.sent == ["One"]

    def test_behind_the_last_message_escape_is_the_windows(self, desk: FakeDesktop):
        begun(desk)
        desk.loop.advance(3)
        write(desk, "escape")

        assert len(desk.field.others) == 1

    def test_another_window_gets_nothing_of_it(self, desk: FakeDesktop):
        begun(desk)
        other = desk.windows.open("chat")
        desk.loop.advance(3)

        assert (desk.field.sent, other.sent, other.text) == (["One"], [], "")
        [notice] = desk.view.notices
        assert (notice.message, notice.facts["number"], notice.facts["count"]) == (SERIES_STOPPED, 2, 3)
        assert not desk.keyboard.holding

    def test_a_window_that_goes_and_comes_is_told_of_once(self, desk: FakeDesktop):
        desk.field.read_delay = 0.3
        desk.typist.type("/hy ")
        other = desk.windows.open("other")
        desk.windows.focus(desk.field)
        desk.windows.focus(other)
        desk.loop.advance(3)

        assert [notice.message for notice in desk.view.notices].count(SERIES_STOPPED) == 1

    def test_what_stands_in_a_window_that_was_left_is_not_sent(self, desk: FakeDesktop):
        """Nor is what stands in the one that has the keyboard now."""
        desk.typist.type("/hy ")
        while not desk.field.text:
            desk.loop.advance(0.001)
        other = desk.windows.open("chat")
        other.text, other.sends = "half a reply", True
        desk.loop.advance(3)

        assert (desk.field.text, desk.field.sent) == ("One", [])
        assert (other.text, other.sent) == ("half a reply", [])
        assert NOT_SENT in [notice.message for notice in desk.view.notices]
        assert [event.phrase for event in desk.view.events] == [1]

    def test_a_click_stops_it_soon(self, desk: FakeDesktop):
        clicked: list[bool] = []
        begun(desk)
        desk.typist.click(lambda: clicked.append(True))
        desk.loop.run()

        assert clicked
        desk.loop.advance(3)
        assert desk.field.sent == ["One"]

    def test_a_message_that_does_not_arrive_stops_it(self, desk: FakeDesktop):
        begun(desk)
        desk.field.read_delay = NEVER
        desk.loop.advance(5)

        rest = desk.view.rests[-1]
        assert desk.field.sent == ["One"]
        assert [notice.message for notice in desk.view.notices] == [ON_CLIPBOARD]
        assert rest
        assert rest.number == 3

    def test_where_the_user_has_not_said_so_nothing_is_sent(self, desk: FakeDesktop):
        desk.field.sends = False
        other = desk.windows.open("other")
        other.sends = True
        begun(desk)
        desk.loop.advance(3)

        assert (other.text, other.sent) == ("One", [])

    def test_the_key_of_the_settings_sends(self, desk: FakeDesktop, inline: Inline):
        inline.configure(Settings(sending={"chat": "ctrl+enter"}), paused=False)
        begun(desk)

        assert [str(chord) for chord in desk.field.chords] == ["ctrl+v", "ctrl+enter"]

    def test_a_phrase_that_is_to_be_sent_is(self, desk: FakeDesktop):
        desk.typist.type("/ok ")
        desk.loop.advance(1)

        assert desk.field.sent == ["Yes."]
        assert len(desk.view.events) == 1

    def test_any_other_waits_for_the_user(self, desk: FakeDesktop):
        desk.typist.type("/fh ")
        desk.loop.advance(1)

        assert (desk.field.text, desk.field.sent) == ("On its way!", [])


def test_a_phrase_that_is_to_be_sent_is_not_where_the_user_does_not_let_us(desk: FakeDesktop, inline: Inline):
    desk.typist.type("/ok ")
    desk.loop.advance(1)

    assert not inline.busy
    assert (desk.field.text, desk.field.sent) == ("Yes.", [])
