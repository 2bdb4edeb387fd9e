"""From the slash to what becomes of it, as stories on a desktop of fakes."""

import pytest

from quickreply.core.notice import FOCUS_LOST, Notice
from quickreply.core.settings import Fire, Settings
from quickreply.core.usage import How
from quickreply.engine.inline import Inline
from tests.fakes import TEXT, FakeDesktop

SHIPPED = "On its way!"


def settle(desk: FakeDesktop) -> None:
    desk.loop.advance(2)


@pytest.mark.usefixtures("inline")
def test_a_code_and_a_space_become_the_phrase(desk: FakeDesktop):
    desk.clipboard.copy({TEXT: b"old"})

    desk.typist.type("Hello /fh ")
    settle(desk)

    assert desk.field.text == f"Hello {SHIPPED}"
    assert desk.clipboard.formats() == {TEXT: b"old"}
    assert not desk.keyboard.holding
    assert desk.loop.planned == 0


@pytest.mark.usefixtures("inline")
@pytest.mark.parametrize(
    ("typed", "left", "how"),
    [
        pytest.param("/fh\n", SHIPPED, How.CODE, id="Enter inserts and sends nothing"),
        pytest.param("/fh\t", SHIPPED, How.CODE, id="so does Tab"),
        pytest.param("/f\n", SHIPPED, How.LIST, id="of a beginning the first row is inserted"),
        pytest.param("/f2", "Tomorrow.", How.LIST, id="or the row of the digit"),
        pytest.param("/price\n", "See below.", How.LIST, id="a title needs no code"),
    ],
)
def test_what_is_accepted_is_inserted(desk: FakeDesktop, typed: str, left: str, how: How):
    desk.field.sends = True

    desk.typist.type(typed)
    settle(desk)

    assert (desk.field.text, desk.field.sent) == (left, [])
    assert [event.how for event in desk.view.events] == [how]


@pytest.mark.usefixtures("inline")
@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("1/2", id="a fraction"),
        pytest.param("and/or", id="two words"),
        pytest.param("https://a.b/c", id="an address"),
        pytest.param("/usr/bin", id="a path"),
        pytest.param("//", id="two slashes"),
        pytest.param("/zz", id="letters that begin nothing"),
        pytest.param("/fxyz", id="letters that begin nothing any more"),
        pytest.param("/f go", id="the beginning of a code and a space"),
        pytest.param("/ x", id="a lone slash"),
    ],
)
def test_what_is_no_code_comes_out_as_typed(desk: FakeDesktop, typed: str):
    desk.typist.type(typed)
    settle(desk)

    assert desk.field.text == typed
    assert not desk.keyboard.holding
    assert not desk.field.down
    assert not desk.view.notices


@pytest.mark.usefixtures("inline")
def test_nothing_is_seen_of_a_code_while_it_is_typed(desk: FakeDesktop):
    desk.typist.type("/fh")

    assert (desk.field.text, desk.field.down, desk.field.others) == ("", [], [])
    assert desk.keyboard.holding


@pytest.mark.usefixtures("inline")
def test_the_list_shows_what_is_typed_and_found_where_the_window_is(desk: FakeDesktop):
    desk.typist.type("/fx")

    numbers = [shown.number for shown in desk.view.lists]
    assert [shown.typed for shown in desk.view.lists] == ["", "f", "fx"]
    assert [shown.row for shown in desk.view.lists] == [None, 0, None]
    assert [[row.code for row in shown.matches.rows] for shown in desk.view.lists] == [
        ["th"],
        ["fh", "fhd"],
        [],
    ]
    assert numbers == sorted(set(numbers))
    assert {shown.near for shown in desk.view.lists} == {desk.field.area}


@pytest.mark.usefixtures("inline")
@pytest.mark.parametrize("last", ["\n", " ", "escape", "left", "z"])
def test_the_list_goes_away_with_the_code(desk: FakeDesktop, last: str):
    desk.typist.type("/fx" if last == "z" else "/fh")
    assert desk.view.open

    desk.typist.key(last)
    settle(desk)

    assert desk.view.open is None


@pytest.mark.usefixtures("inline")
def test_escape_gives_the_letters_back_and_is_swallowed(desk: FakeDesktop):
    desk.typist.type("/f")
    desk.typist.key("escape")

    assert desk.field.text == "/f"
    assert desk.field.others == []
    assert not desk.keyboard.holding


@pytest.mark.usefixtures("inline")
def test_a_typo_is_corrected(desk: FakeDesktop):
    desk.typist.type("/fx")
    desk.typist.key("backspace")
    desk.typist.type("h\n")
    settle(desk)

    assert desk.field.text == SHIPPED


@pytest.mark.usefixtures("inline")
def test_backspace_to_nothing_leaves_nothing(desk: FakeDesktop):
    desk.typist.type("a /f")
    desk.typist.key("backspace", "backspace")

    assert desk.field.text == "a "
    assert not desk.keyboard.holding


@pytest.mark.usefixtures("inline")
@pytest.mark.parametrize(
    ("typed", "left"),
    [
        pytest.param("/f", "", id="an unfinished code is dropped"),
        pytest.param("/pri", "/pri", id="anything else is given back"),
        pytest.param("/", "/", id="a slash too"),
    ],
)
@pytest.mark.parametrize("key", ["left", "f5"])
def test_a_key_that_means_nothing_to_the_list_ends_it(desk: FakeDesktop, typed: str, left: str, key: str):
    desk.typist.type(typed)
    desk.typist.key(key)

    assert desk.field.text == left
    assert len(desk.field.others) == 1
    assert not desk.field.down
    assert not desk.keyboard.holding


@pytest.mark.usefixtures("inline")
def test_a_shortcut_ends_the_list_and_happens(desk: FakeDesktop):
    desk.typist.type("/f")
    desk.typist.down("ctrl")
    desk.typist.key("a")
    desk.typist.up("ctrl")

    assert desk.field.text == ""
    assert [(key.char, key.shortcut) for key in desk.field.others] == [("a", True)]


@pytest.mark.usefixtures("inline")
@pytest.mark.parametrize(
    ("typed", "left"),
    [
        pytest.param("/f", "", id="an unfinished code is dropped"),
        pytest.param("/pri", "/pri", id="anything else is given back"),
        pytest.param("/fx", "/fx", id="also what leads nowhere"),
    ],
)
def test_a_click_elsewhere_comes_after_what_was_typed(desk: FakeDesktop, typed: str, left: str):
    seen: list[str] = []
    desk.typist.type(typed)

    desk.typist.click(lambda: seen.append(desk.field.text))

    assert seen == [left]
    assert not desk.keyboard.holding


@pytest.mark.usefixtures("inline")
def test_the_second_slash_is_judged_by_what_was_given_back(desk: FakeDesktop):
    """Letters given back stand before the caret like any."""
    desk.typist.type("/zz/fh ")
    settle(desk)

    assert desk.field.text == "/zz/fh "


@pytest.mark.usefixtures("inline")
@pytest.mark.parametrize("typed", ["/f", "/pri", "/", "/fx"])
def test_a_window_that_lost_the_focus_gets_nothing_nor_does_another_and_it_is_told(
    desk: FakeDesktop, typed: str
):
    desk.typist.type(typed)

    other = desk.windows.open("other")
    settle(desk)

    assert (desk.field.text, other.text) == ("", "")
    assert desk.view.notices == [Notice(FOCUS_LOST)]
    assert desk.view.open is None
    assert not desk.keyboard.holding


@pytest.mark.usefixtures("inline")
def test_a_focus_that_moves_while_no_code_is_typed_is_nothing_to_tell(desk: FakeDesktop):
    desk.typist.type("hello")
    desk.windows.open("other")

    assert not desk.view.notices


def test_instant_inserts_at_the_last_letter(desk: FakeDesktop, inline: Inline):
    inline.configure(Settings(fire=Fire.INSTANT), paused=False)

    desk.typist.type("/fhd")
    settle(desk)

    assert desk.field.text == "Tomorrow."


def test_the_wheel_and_a_click_in_the_list_choose(desk: FakeDesktop, inline: Inline):
    desk.typist.type("/f")
    inline.move(1)
    assert desk.view.open
    assert desk.view.open.row == 1

    inline.choose(desk.view.open.number - 1, 0)  # a click on the list before, which looked different
    assert desk.view.open
    inline.choose(desk.view.open.number, 1)
    settle(desk)

    assert desk.field.text == "Tomorrow."
    assert not desk.keyboard.holding


def test_a_click_in_a_list_that_has_gone_does_nothing(desk: FakeDesktop, inline: Inline):
    desk.typist.type("/f")
    assert desk.view.open
    number = desk.view.open.number
    desk.typist.key("escape")

    inline.choose(number, 0)
    inline.move(1)
    settle(desk)

    assert desk.field.text == "/f"
    assert desk.view.open is None


def test_a_click_in_a_list_that_has_changed_meanwhile_does_nothing(desk: FakeDesktop, inline: Inline):
    desk.typist.type("/f")
    number = desk.view.lists[-1].number
    desk.typist.type("h")

    inline.choose(number, 1)
    desk.typist.type(" ")
    settle(desk)

    assert desk.field.text == SHIPPED
