"""What is no code comes out as typed; what is an unfinished code is never left behind."""

import pytest

from tests.screen.desktop import Desktop, until
from tests.screen.fingers import hold, press
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.targets import Targets
from tests.screen.texts import HANZI, LONGER, PHRASES, SHORT
from tests.screen.typist import Typist
from tests.screen.web import Textarea
from tests.screen.windows import Mousepad, QtBox, Target, Xterm

pytestmark = pytest.mark.usefixtures("quickreply")

NO_CODES = ["1/2", "and/or", "https://a.b/c", "/usr/bin", "//", "/uu", "24/7, 3/4 and w/o", "/5", "s/u/w/g"]

F, FH = "slash f", "slash f h"
"""`f` is the beginning of two codes, fh and fhd; `fh` is a code."""


AWAY = ("1279", "799")
"""The pointer is in no window there, so the list opens at the lower left of the one typed in."""


@pytest.mark.parametrize("typed", NO_CODES)
def test_what_is_no_code_comes_out_as_typed(desktop: Desktop, target: Target, typed: str):
    line = f"see {typed}"  # in Pidgin a slash at the very beginning is an order to Pidgin
    desktop.type(line)
    assert target.wait_for(line, PATIENCE) == line


@pytest.mark.parametrize("typed", NO_CODES)
def test_it_does_so_at_the_beginning_of_a_line(desktop: Desktop, qt_box: QtBox, typed: str):
    desktop.type(f"{typed}\n{typed}")
    assert qt_box.wait_for(f"{typed}\n{typed}", PATIENCE) == f"{typed}\n{typed}"


def test_it_comes_out_as_typed_at_any_speed(typist: Typist, qt_box: QtBox):
    typist.roll("1/2 and/or /usr/bin // /uu /u")
    expected = "1/2 and/or /usr/bin // /uu /u"
    assert qt_box.wait_for(expected, PATIENCE) == expected


@pytest.mark.parametrize(
    ("keys", "text"),
    {
        # Esc: I meant the letters. It is swallowed itself.
        f"{F} Escape": "/f",
        f"{FH} Escape": "/fh",
        "slash Escape": "/",
        f"{F} z Escape": "/fz",
        # Enter and Tab with nothing to insert are swallowed too.
        "slash Return": "/",
        "slash Tab": "/",
        f"{F} z Return": "/fz",
        # Space inserts an exact code or a row that was moved to; else it is one more letter.
        f"{FH} space": HANZI,
        f"{F} space": "/f ",
        f"{F} Down space": LONGER,
        "slash space": "/ ",
        # Backspace corrects, down to nothing.
        f"{F} x BackSpace h Return": HANZI,
        f"{F} z BackSpace h d Return": LONGER,
        f"{F} z z BackSpace": "/fz",
        f"{F} BackSpace BackSpace": "",
        "slash BackSpace": "",
        # A digit goes on with a code, else it picks a row.
        "slash k 2 Return": PHRASES["k2"],
        f"{F} 1": HANZI,
        f"{F} 2": LONGER,
        f"{F} 9 z": "/f9z",
        "slash 5 z": "/5z",
        # The highlight goes round by one and stops at the ends by a page.
        f"{F} Down Return": LONGER,
        f"{F} Up Return": LONGER,
        f"{F} Down Down Return": HANZI,
        f"{F} Next Next Return": LONGER,
        f"{F} Next Prior Return": HANZI,
        f"{F} Down Up Return": HANZI,
        # A letter that leaves no candidate, and the next one.
        f"{F} z a": "/fza",
        f"{F} z slash": "/fz/",
        # An unfinished code is dropped by a key that means something else.
        f"{F} Left": "",
        f"{F} Home": "",
        f"{F} F8": "",
        f"{FH} Right": "",
        # What is no code is given back before it.
        f"{F} z Right": "/fz",
    }.items(),
)
def test_each_key_does_what_the_table_says(desktop: Desktop, qt_box: QtBox, keys: str, text: str):
    # WHEN these keys are typed, and a full stop at the end
    press(desktop, f"{keys} period")
    # THEN this is what stands there, and the stop behind it
    assert qt_box.wait_for(f"{text}.", PATIENCE) == f"{text}."


def test_after_an_arrow_a_digit_picks_one_of_the_phrases_offered(desktop: Desktop, qt_box: QtBox):
    # GIVEN a phrase that was used last
    press(desktop, f"{FH} space")
    assert qt_box.wait_for(HANZI, PATIENCE) == HANZI
    # WHEN it is picked from what is offered at the slash
    desktop.key("slash", "Down", "1")
    # THEN it stands there once more
    assert qt_box.wait_for(HANZI * 2, PATIENCE) == HANZI * 2


@pytest.mark.parametrize("typed", ["/fz", "/xxx", "/k23"])
def test_letters_that_lead_nowhere_are_given_back_by_themselves(desktop: Desktop, qt_box: QtBox, typed: str):
    # WHEN the last letter leaves no candidate and nothing more is typed
    desktop.type(typed)
    # THEN all of it stands there after a while
    assert qt_box.wait_for(typed, PATIENCE) == typed


def test_escape_reaches_no_program(desktop: Desktop, xterm: Xterm):
    desktop.key("slash", "f", "Escape", "period")
    assert xterm.wait_for("/f.", PATIENCE) == "/f."


@pytest.mark.parametrize(
    ("keys", "expected"),
    [("Left", "aXb"), ("Home", "Xab"), ("ctrl+a", "X"), ("ctrl+Left", "Xab"), ("Delete", "abX")],
)
def test_the_key_that_drops_a_code_does_its_own_work(
    desktop: Desktop, mousepad: Mousepad, keys: str, expected: str
):
    # GIVEN a word and the beginning of a code behind it
    desktop.key("a", "b", "space", "BackSpace", "slash", "f")
    # WHEN the user turns to something else
    desktop.key(keys)
    # THEN the code is gone and the key has moved the caret or selected all
    desktop.key("shift+x")
    assert mousepad.wait_for(expected, PATIENCE) == expected


@pytest.mark.parametrize("kind", [Mousepad, QtBox, Textarea], ids=lambda kind: kind.name)
@pytest.mark.parametrize(("typed", "stays"), [("/f", ""), ("/fz", "/fz"), ("/", "/")])
def test_a_click_in_the_middle_of_a_code_lands_after_it(
    quickreply: Quickreply, desktop: Desktop, targets: Targets, kind: type[Target], typed: str, stays: str
):
    # GIVEN a word with the caret before it, and something begun with a slash there
    target = targets.ready(kind)
    desktop.xdotool("mousemove", *AWAY)
    press(desktop, "w o r d Home")
    desktop.type(typed)
    assert quickreply.shows("list")
    # WHEN the user clicks behind the word, beside the list
    x, y, width, _ = desktop.place(target.window)
    desktop.click(x + width - 60, y + 180)
    desktop.key("shift+x")
    # THEN an unfinished code is gone, anything else stands where it was typed, and the caret has moved
    assert target.wait_for(f"{stays}wordX", PATIENCE) == f"{stays}wordX"


def test_a_row_of_the_list_can_be_clicked(quickreply: Quickreply, desktop: Desktop, qt_box: QtBox):
    # GIVEN the list with two rows
    desktop.type("/f")
    assert quickreply.shows("list")
    desktop.await_still()
    # WHEN the second is clicked
    desktop.click(*quickreply.row_of_list(2))
    # THEN it is inserted where the code was typed, and the list is gone
    assert qt_box.wait_for(LONGER, PATIENCE) == LONGER
    assert quickreply.hides("list")


def test_the_wheel_moves_the_highlight(quickreply: Quickreply, desktop: Desktop, qt_box: QtBox):
    desktop.type("/f")
    assert quickreply.shows("list")
    desktop.await_still()
    desktop.click(*quickreply.row_of_list(1), button=5)
    desktop.key("Return")
    assert qt_box.wait_for(LONGER, PATIENCE) == LONGER


def test_the_list_never_takes_the_focus(quickreply: Quickreply, desktop: Desktop, qt_box: QtBox):
    desktop.type("/f")
    assert quickreply.shows("list")
    assert desktop.active_window() == qt_box.window
    desktop.key("Escape")
    assert quickreply.hides("list")
    assert qt_box.wait_for("/f", PATIENCE) == "/f"


@pytest.mark.parametrize("typed", ["/f", "/fh", "/fz"])
def test_nothing_is_given_to_another_window(
    quickreply: Quickreply, desktop: Desktop, targets: Targets, typed: str
):
    # GIVEN two windows, and something begun with a slash in one of them
    other, first = targets.ready(Mousepad), targets.ready(QtBox)
    desktop.type(typed)
    assert quickreply.shows("list")
    # WHEN the focus goes to the other
    other.focus()
    desktop.key("period")
    # THEN what was begun is dropped in both, the user is told, and the keyboard is free
    assert other.wait_for(".", PATIENCE) == "."
    assert first.text() == ""
    assert quickreply.shows("notice")
    assert quickreply.hides("list")


@pytest.mark.parametrize("key", ["KP_Divide"])
def test_the_keypad_never_begins_a_code(desktop: Desktop, qt_box: QtBox, key: str):
    desktop.key(key, "x", "x", "space")
    assert qt_box.wait_for("/xx ", PATIENCE) == "/xx "


@pytest.fixture
def caps_lock(desktop: Desktop):
    desktop.key("Caps_Lock")
    yield
    desktop.key("Caps_Lock")


@pytest.mark.usefixtures("caps_lock")
def test_caps_lock_makes_no_difference(desktop: Desktop, mousepad: Mousepad):
    # GIVEN Caps Lock is on
    # WHEN a code is typed, something that is none, and a word
    desktop.key("slash", "x", "x", "space", "slash", "z", "z", "a", "shift+b")
    # THEN the phrase is inserted, and letters are capitals as without us
    assert mousepad.wait_for(f"{SHORT}/ZZAb", PATIENCE) == f"{SHORT}/ZZAb"


def test_a_held_letter_counts_once(desktop: Desktop, qt_box: QtBox):
    # GIVEN a code whose last letter is held down until it repeats
    hold(desktop, "h", before="slash f", after="space")
    # THEN the code is that code
    assert qt_box.wait_for(HANZI, PATIENCE) == HANZI


def test_a_held_backspace_goes_on(desktop: Desktop, qt_box: QtBox):
    # GIVEN letters that lead nowhere
    # WHEN Backspace is held down until it repeats
    hold(desktop, "BackSpace", before="slash l o n g", after="period")
    # THEN the code is gone to the last letter
    assert qt_box.wait_for(".", PATIENCE) == "."


def test_a_held_accept_key_inserts_once_and_types_nothing(desktop: Desktop, qt_box: QtBox):
    hold(desktop, "Return", before="slash x x", after="period")
    assert qt_box.wait_for(f"{SHORT}.", PATIENCE) == f"{SHORT}."


def test_a_keyboard_that_changes_while_one_types_lets_no_slash_by(desktop: Desktop, qt_box: QtBox):
    # GIVEN letters that are on no key, so the keyboard is changed for each of them
    # WHEN a code is typed at once behind them
    desktop.type("亲亲/xx ")
    # THEN it is a code as ever; what becomes of the letters is xdotool's own affair, it loses some
    assert until(lambda: qt_box.text().endswith(SHORT), PATIENCE)
    assert "/" not in qt_box.text()
