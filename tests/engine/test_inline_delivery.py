"""What is typed, clicked and chosen while a phrase is on its way."""

import pytest

from quickreply.core.notice import CLIPBOARD_TAKEN, ON_CLIPBOARD, TYPED_LOST, Notice
from quickreply.core.settings import Settings
from quickreply.engine.inline import Inline
from tests.fakes import TEXT, FakeDesktop, Typist

SHIPPED = "On its way!"
NEVER = 60.0


@pytest.fixture
def fast(desk: FakeDesktop) -> Typist:
    """Somebody who types a key a millisecond."""
    return Typist(desk.keyboard, desk.loop, pause=0.001)


pytestmark = pytest.mark.usefixtures("inline")


def settle(desk: FakeDesktop) -> None:
    desk.loop.advance(3)


def test_nothing_typed_behind_a_code_overtakes_its_text(desk: FakeDesktop, fast: Typist):
    desk.field.read_delay = 0.3

    fast.type("/fh thank you")
    assert (desk.field.text, desk.keyboard.holding) == ("", True)

    settle(desk)
    assert desk.field.text == f"{SHIPPED}thank you"
    assert not desk.keyboard.holding
    assert not desk.field.down


def test_keys_may_go_on_as_soon_as_the_window_has_the_text(desk: FakeDesktop, fast: Typist):
    desk.clipboard.copy({TEXT: b"old"})
    fast.type("/fh ")
    desk.loop.advance(0.01)

    assert not desk.keyboard.holding
    assert desk.clipboard.text == SHIPPED

    settle(desk)
    assert desk.clipboard.text == "old"


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        pytest.param("/fh /th ", f"{SHIPPED}Seven days.", id="a second code"),
        pytest.param("/fh /th /fhd ok", f"{SHIPPED}Seven days.Tomorrow.ok", id="and a third"),
        pytest.param("/fh a/b c", f"{SHIPPED}a/b c", id="a slash that begins no code"),
        pytest.param("/fh /zz /th x", f"{SHIPPED}/zz Seven days.x", id="a code behind what is none"),
        pytest.param("/fh //th ", f"{SHIPPED}//th ", id="two slashes"),
        pytest.param("/fh /zz/th ", f"{SHIPPED}/zz/th ", id="a slash behind letters given back"),
        pytest.param("/fh \n/th ", f"{SHIPPED}\nSeven days.", id="a new line between"),
    ],
)
@pytest.mark.parametrize("delay", [0.002, 0.05, 0.4])
def test_what_waits_goes_through_the_table_too(
    desk: FakeDesktop, fast: Typist, typed: str, left: str, delay: float
):
    desk.clipboard.copy({TEXT: b"old"})
    desk.field.read_delay = delay

    fast.type(typed)
    settle(desk)

    assert desk.field.text == left
    assert desk.clipboard.formats() == {TEXT: b"old"}
    assert not desk.keyboard.holding
    assert not desk.view.notices


@pytest.mark.parametrize("pause", [0.001, 0.005, 0.02, 0.08])
def test_fingers_that_overlap_lose_nothing(desk: FakeDesktop, pause: float):
    Typist(desk.keyboard, desk.loop, pause).roll("hi /fh /th and /zz /fhd ok ")
    settle(desk)

    assert desk.field.text == f"hi {SHIPPED}Seven days.and /zz Tomorrow.ok "
    assert not desk.field.down
    assert not desk.keyboard.holding


def test_a_list_opened_by_a_waiting_slash_holds_the_keyboard(desk: FakeDesktop, fast: Typist):
    """Also when something was given back just before it, for which the keyboard was let go."""
    desk.field.read_delay = 0.1
    fast.type("/fh /zz /f")
    desk.loop.advance(1)

    assert desk.keyboard.holding
    assert desk.view.open
    assert desk.field.text == f"{SHIPPED}/zz "

    fast.type("h ")
    settle(desk)
    assert desk.field.text == f"{SHIPPED}/zz {SHIPPED}"


def test_enter_behind_a_code_sends_the_phrase_and_not_before(desk: FakeDesktop, fast: Typist):
    desk.field.sends, desk.field.read_delay = True, 0.2

    fast.type("/fh \nbye")
    settle(desk)

    assert (desk.field.sent, desk.field.text) == ([SHIPPED], "bye")


def test_backspace_and_shortcuts_wait_their_turn(desk: FakeDesktop, fast: Typist):
    desk.field.read_delay = 0.2
    fast.type("/fh ")
    fast.key("backspace")
    fast.chord("ctrl", "a")
    settle(desk)

    assert desk.field.text == SHIPPED[:-1]
    assert [key.char for key in desk.field.others if key.shortcut] == ["a"]


def test_a_key_held_down_meanwhile_is_one_key(desk: FakeDesktop, fast: Typist):
    desk.field.read_delay = 0.3
    fast.type("/fh ")
    for _ in range(5):
        fast.down("a")
    settle(desk)
    fast.up("a")

    assert desk.field.text == f"{SHIPPED}a"
    assert not desk.field.down


def test_an_accept_key_held_down_is_never_seen(desk: FakeDesktop):
    desk.field.sends = True
    desk.typist.type("/fh")
    desk.typist.down("\n")
    desk.loop.advance(0.3)
    for _ in range(5):
        desk.typist.down("\n")
    desk.typist.up("\n")

    assert (desk.field.text, desk.field.sent) == (SHIPPED, [])
    assert not desk.keyboard.holding


def test_a_slash_while_the_accept_key_is_still_down_opens_the_list(desk: FakeDesktop):
    desk.typist.type("/fh")
    desk.typist.down(" ")
    desk.loop.advance(0.05)
    desk.typist.down("/")
    desk.typist.up(" ")
    desk.typist.up("/")
    desk.loop.run()

    desk.typist.type("th ")
    settle(desk)

    assert desk.field.text == f"{SHIPPED}Seven days."


def test_what_is_typed_behind_a_phrase_that_cannot_come_still_comes(desk: FakeDesktop, fast: Typist):
    desk.field.read_delay = NEVER
    fast.type("/fh ok")
    settle(desk)

    assert desk.field.text == "ok"
    assert desk.view.notices == [Notice(ON_CLIPBOARD, {"label": "Shipping"})]
    assert desk.clipboard.text == SHIPPED
    assert not desk.keyboard.holding


def test_somebody_who_copies_meanwhile_keeps_what_she_copied(desk: FakeDesktop, fast: Typist):
    desk.field.read_delay = NEVER
    fast.type("/fh ok")
    desk.clipboard.copy({TEXT: b"theirs"})
    settle(desk)

    assert desk.field.text == "ok"
    assert desk.view.notices == [Notice(CLIPBOARD_TAKEN, {"label": "Shipping"})]
    assert desk.clipboard.formats() == {TEXT: b"theirs"}


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        pytest.param("/fh ", SHIPPED, id="nothing more"),
        pytest.param("/fh ok", f"{SHIPPED}ok", id="letters"),
        pytest.param("/fh /f", SHIPPED, id="an unfinished code"),
        pytest.param("/fh /pri", f"{SHIPPED}/pri", id="the beginning of a title"),
    ],
)
def test_a_click_comes_after_the_phrase_and_what_was_typed_behind_it(
    desk: FakeDesktop, fast: Typist, typed: str, left: str
):
    seen: list[str] = []
    desk.field.read_delay = 0.2
    fast.type(typed)

    fast.click(lambda: seen.append(desk.field.text))
    assert seen == []

    desk.loop.advance(0.3)
    assert seen == [left]
    assert desk.view.open is None
    assert not desk.keyboard.holding


def test_behind_a_click_nobody_knows_what_stands_before_the_caret(desk: FakeDesktop, fast: Typist):
    desk.field.read_delay = 0.2
    fast.type("/fh ok")
    fast.click()
    fast.type("/th ")
    settle(desk)

    assert desk.field.text == f"{SHIPPED}okSeven days."


def test_what_waits_for_one_window_is_never_typed_into_another(desk: FakeDesktop, fast: Typist):
    desk.field.read_delay = 0.2
    fast.type("/fh ok/fh ")
    other = desk.windows.open("other")
    settle(desk)

    assert (desk.field.text, other.text) == (SHIPPED, "")
    assert desk.view.notices == [Notice(TYPED_LOST)]
    assert not desk.keyboard.holding


def test_where_nothing_waits_there_is_nothing_to_tell(desk: FakeDesktop, fast: Typist):
    desk.field.read_delay = 0.2
    fast.type("/fh ")
    desk.windows.open("other")
    settle(desk)

    assert desk.field.text == SHIPPED
    assert not desk.view.notices


def test_what_is_typed_into_the_next_window_arrives_there(desk: FakeDesktop, fast: Typist):
    desk.field.read_delay = 0.2
    fast.type("/fh ")
    other = desk.windows.open("other")
    fast.type("hi /th ")
    settle(desk)

    assert (desk.field.text, other.text) == (SHIPPED, "hi Seven days.")
    assert not desk.keyboard.holding


def test_what_is_typed_into_the_next_window_while_the_accept_key_is_down_arrives_there(desk: FakeDesktop):
    desk.typist.type("/fh")
    desk.typist.down(" ")
    desk.loop.advance(0.1)
    other = desk.windows.open("other")
    desk.typist.type("hi")
    desk.typist.up(" ")
    settle(desk)

    assert (desk.field.text, other.text) == (SHIPPED, "hi")
    assert not desk.keyboard.holding


def test_a_focus_that_moves_while_the_accept_key_is_down_holds_nothing(desk: FakeDesktop):
    desk.typist.type("/fh")
    desk.typist.down(" ")
    desk.loop.advance(0.1)
    desk.windows.open("other")
    desk.typist.up(" ")
    desk.loop.run()

    assert not desk.keyboard.holding


def test_what_waits_is_typed_under_the_settings_of_the_moment(
    desk: FakeDesktop, fast: Typist, inline: Inline
):
    desk.field.read_delay = 0.2
    fast.type("/fh /th ")
    inline.configure(Settings(), paused=True)
    settle(desk)

    assert desk.field.text == f"{SHIPPED}/th "
