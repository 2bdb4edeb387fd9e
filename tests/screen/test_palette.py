"""The palette: search, Enter, and the phrase is where the user was; else it is on the clipboard, and told."""

import signal
from collections.abc import Iterator
from itertools import cycle, islice

import pytest

from tests.screen.desktop import Desktop, end, until
from tests.screen.fingers import hold
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.stage_accident import FREE, Passing
from tests.screen.stage_palette import HOTKEY, Palette, Tray, keyboard_owner
from tests.screen.targets import Targets
from tests.screen.texts import KINDS, PHRASES, SHORT
from tests.screen.typist import SPEEDS
from tests.screen.web import Textarea, WebChat
from tests.screen.windows import Mousepad, QtBox, Target

COPIED = "订单号 2481-77 😀\n第二行"
TYPED_ON = "Thanks, 20% off! OK?"
WINDOWS = pytest.mark.parametrize("kind", [Mousepad, Textarea], ids=lambda kind: kind.name)


@pytest.fixture
def palette(quickreply: Quickreply, desktop: Desktop) -> Iterator[Palette]:
    """Closed, before and after."""
    yield Palette(quickreply, desktop)
    if quickreply.sees("palette"):
        desktop.key("Escape")
        assert quickreply.hides("palette")


@pytest.fixture
def other(targets: Targets) -> Target:
    """A window that nothing is meant for; it was used before the one that a test works in."""
    return targets.ready(QtBox)


def returned(desktop: Desktop, target: Target) -> bool:
    """Waits until the window has the keyboard again."""
    return until(lambda: desktop.active_window() == target.window == keyboard_owner(desktop), PATIENCE)


@WINDOWS
def test_twenty_in_a_row_are_exact(palette: Palette, desktop: Desktop, targets: Targets, kind: type[Target]):
    # GIVEN something on the clipboard
    desktop.clipboard.own(text=COPIED)
    wrong = []
    for number, code in enumerate(islice(cycle(KINDS), 20)):
        target = targets.ready(kind)
        # WHEN a phrase is searched by hotkey and chosen by Enter
        palette.find(code, "Return")
        # THEN it stands in the window used before, and the clipboard is as it was
        there = target.wait_for(PHRASES[code], PATIENCE)
        until(lambda: desktop.clipboard.text() == COPIED, PATIENCE)
        if (there, desktop.clipboard.text()) != (PHRASES[code], COPIED):
            wrong.append((number, code, there, desktop.clipboard.text()))
        assert palette.closed()
    assert wrong == []


# What is typed right behind a key that chooses.


@pytest.mark.parametrize("kind", [Mousepad, QtBox, Textarea], ids=lambda kind: kind.name)
@pytest.mark.parametrize("speed", [pytest.param(80, marks=pytest.mark.soak), 30, 5])
def test_what_is_typed_right_behind_enter_follows_the_phrase(
    palette: Palette, desktop: Desktop, targets: Targets, kind: type[Target], speed: int
):
    expected = f"{PHRASES['fh']}{TYPED_ON} {SHORT}ok"
    for _ in range(4):
        target = targets.ready(kind)
        palette.open()
        # WHEN Enter is pressed, and typed on right behind it, with a code in it
        desktop.type(f"fh\n{TYPED_ON} /xx ok", speed)
        # THEN all of it is there, in order, behind the phrase, and the code has become its own
        assert target.wait_for(expected, PATIENCE) == expected
        assert palette.closed()


@pytest.mark.parametrize(("key", "code"), [("KP_Enter", "fh"), ("alt+2", "fhd")])
def test_so_it_does_behind_other_keys_that_choose(
    palette: Palette, desktop: Desktop, qt_box: QtBox, key: str, code: str
):
    palette.open()
    desktop.xdotool("type", "--delay", "5", "--args", "1", "fh", "key", "--delay", "5", key, "o", "k")
    assert qt_box.wait_for(f"{PHRASES[code]}ok", PATIENCE) == f"{PHRASES[code]}ok"


@pytest.mark.parametrize("speed", SPEEDS)
def test_behind_an_enter_on_nothing_the_search_goes_on(
    quickreply: Quickreply, palette: Palette, desktop: Desktop, qt_box: QtBox, speed: int
):
    palette.open()
    # WHEN nothing is found, and Enter is pressed and typed on all the same
    desktop.type("uu\nhello", speed)
    # THEN it is in the search box, and the keyboard is free
    assert palette.query() == "uuhello"
    assert quickreply.frees_keyboard()
    # AND the next Enter chooses: it may stand right behind the first
    desktop.key("ctrl+a", "BackSpace")
    burst = ["--delay", "5", "Return", "BackSpace", "Return", "o"]
    desktop.xdotool("type", "--delay", "5", "--args", "1", "xxz", "key", *burst)
    assert qt_box.wait_for(f"{SHORT}o", PATIENCE) == f"{SHORT}o"


def test_an_enter_on_nothing_may_stay_down(palette: Palette, desktop: Desktop, qt_box: QtBox):
    palette.open()
    # WHEN nothing is found, and Enter is held until it repeats
    hold(desktop, "Return", before="u u", after="a")
    # THEN the palette is still there, and what is typed goes on in it
    assert palette.query() == "uua"
    assert qt_box.text() == ""


def test_an_enter_that_chose_sends_nothing(
    quickreply: Quickreply, palette: Palette, desktop: Desktop, web_chat: WebChat
):
    # GIVEN a chat that sends when Enter goes down or comes up
    palette.open()
    # WHEN the Enter that chooses is held until it repeats
    hold(desktop, "Return", before="x x", after="o")
    # THEN the phrase stands there, and has not been sent
    assert web_chat.wait_for(f"{SHORT}o", PATIENCE) == f"{SHORT}o"
    assert web_chat.sent() == []
    assert quickreply.frees_keyboard()


def test_a_palette_that_hangs_gives_the_keyboard_free(
    quickreply: Quickreply, palette: Palette, desktop: Desktop, qt_box: QtBox
):
    # GIVEN a search whose window hangs
    palette.find("xx")
    assert until(palette.has_keyboard, PATIENCE)
    quickreply.signal(signal.SIGSTOP)
    try:
        # WHEN Enter is pressed and typed on
        desktop.xdotool("key", "--delay", "5", "Return", "o", "k")
        # THEN the keyboard is free again
        assert until(lambda: not quickreply.eye.keyboard_is_held(), FREE)
        qt_box.focus()
        desktop.type("free /xx ")
        assert qt_box.wait_for("free /xx ", PATIENCE) == "free /xx "
    finally:
        quickreply.signal(signal.SIGCONT)
    # AND it works again when the window does
    assert palette.closed()
    assert until(lambda: types_code(desktop, qt_box), PATIENCE)


@pytest.mark.parametrize(("query", "stands"), [("xx", f"{SHORT}ok"), ("uu", "")])
def test_a_palette_that_is_slow_loses_nothing(
    quickreply: Quickreply, palette: Palette, desktop: Desktop, qt_box: QtBox, query: str, stands: str
):
    # GIVEN a palette that needs a third of a second for a key
    palette.find(query)
    quickreply.signal(signal.SIGSTOP)
    # WHEN Enter is pressed and typed on
    desktop.xdotool("key", "--delay", "5", "Return", "o", "k", "sleep", "0.3")
    quickreply.signal(signal.SIGCONT)
    # THEN it is behind the phrase, or in the search box
    if stands:
        assert qt_box.wait_for(stands, PATIENCE) == stands
    else:
        assert palette.query() == "uuok"


def types_code(desktop: Desktop, box: QtBox) -> bool:
    """Types a code into the empty box; whether it becomes its phrase."""
    box.focus()
    box.clear()
    desktop.type("/xx ")
    return box.wait_for(SHORT, 2) == SHORT


# Leaving it.


@pytest.mark.parametrize("way", ["hotkey", "request"])
@pytest.mark.parametrize("key", ["Escape", HOTKEY])
@WINDOWS
def test_who_wants_nothing_is_where_she_was(
    quickreply: Quickreply,
    palette: Palette,
    desktop: Desktop,
    targets: Targets,
    kind: type[Target],
    key: str,
    way: str,
):
    # GIVEN the palette, opened over a window
    target = targets.ready(kind)
    if way == "hotkey":
        palette.open()
    else:
        quickreply.ask(do="palette")
        assert palette.opened()
    desktop.type("fh")
    # WHEN it is closed by Esc or by the hotkey once more
    desktop.key(key)
    # THEN the same window has the keyboard, and nothing of the query
    assert palette.closed()
    assert returned(desktop, target)
    desktop.type("here")
    assert target.wait_for("here", PATIENCE) == "here"


def test_a_request_opens_it_like_the_hotkey(
    quickreply: Quickreply, palette: Palette, desktop: Desktop, mousepad: Mousepad
):
    # WHEN the palette is asked for by the socket
    quickreply.ask(do="palette")
    assert palette.opened()
    # THEN Enter inserts into the window used before
    desktop.type("dh\n")
    assert mousepad.wait_for(PHRASES["dh"], PATIENCE) == PHRASES["dh"]


def test_alt_and_a_digit_pick_that_row(palette: Palette, mousepad: Mousepad):
    # GIVEN the codes fh and fhd, found by the query fh in this order
    # WHEN the second row is picked
    palette.find("fh", "alt+2")
    # THEN it is inserted
    assert mousepad.wait_for(PHRASES["fhd"], PATIENCE) == PHRASES["fhd"]


def test_ctrl_c_copies(quickreply: Quickreply, palette: Palette, desktop: Desktop, mousepad: Mousepad):
    desktop.clipboard.own(text=COPIED)
    before = quickreply.used()
    # WHEN a phrase is copied from the palette
    palette.find("em", "ctrl+c")
    # THEN it is on the clipboard, and inserted nowhere
    assert palette.closed()
    assert until(lambda: desktop.clipboard.text() == PHRASES["em"], PATIENCE)
    assert mousepad.text() == ""
    assert quickreply.used() == before


def test_an_insertion_is_counted_as_one_of_the_palette(
    quickreply: Quickreply, palette: Palette, mousepad: Mousepad
):
    before = len(quickreply.usage())
    palette.find("xx", "Return")
    assert mousepad.wait_for(SHORT, PATIENCE) == SHORT
    assert quickreply.counted(before, "palette", "Mousepad", SHORT)


def test_it_closes_when_the_user_turns_to_another_window(
    palette: Palette, desktop: Desktop, other: Target, mousepad: Mousepad
):
    # GIVEN a phrase found, but not chosen yet
    palette.find("fh")
    # WHEN another window is brought to the front, and Enter pressed there
    other.focus()
    assert palette.closed()
    desktop.key("Return")
    # THEN that window keeps the keyboard and gets the Enter, the other gets nothing
    assert other.wait_for("\n", PATIENCE) == "\n"
    assert keyboard_owner(desktop) == other.window
    assert mousepad.text() == ""


def test_a_window_that_was_closed_meanwhile_gets_nothing(
    quickreply: Quickreply, palette: Palette, desktop: Desktop, other: Target
):
    before = quickreply.used()
    # GIVEN a window, and the palette over it
    gone = Passing(desktop)
    gone.open()
    gone.focus()
    palette.find("fh")
    # WHEN the window is closed before Enter
    end(gone.process)
    assert until(palette.has_keyboard, PATIENCE)
    desktop.key("Return")
    # THEN nothing lands anywhere else, the phrase is on the clipboard, and the user is told
    assert quickreply.shows("notice")
    assert until(lambda: desktop.clipboard.text() == PHRASES["fh"], PATIENCE)
    assert other.text() == ""
    assert quickreply.used() == before


def test_a_window_that_comes_between_gets_nothing(
    quickreply: Quickreply, palette: Palette, desktop: Desktop, targets: Targets
):
    for _ in range(8):
        target, other = targets.ready(Mousepad), targets.ready(QtBox)
        target.focus()
        quickreply.dismiss_notice()
        before = quickreply.used()

        def came_to_something(before: int = before) -> bool:
            return len(quickreply.usage()) > before or quickreply.sees("notice")

        palette.find("fh")
        # WHEN another window comes to the front in the very moment of Enter
        desktop.xdotool("key", "Return", "windowactivate", str(other.window))
        # THEN that window gets nothing: the phrase is in the window it is meant for, or on the clipboard
        assert until(came_to_something, PATIENCE)
        assert other.text() == ""
        if len(quickreply.usage()) > before:
            assert target.wait_for(PHRASES["fh"], PATIENCE) == PHRASES["fh"]
        else:
            assert until(lambda: desktop.clipboard.text() == PHRASES["fh"], PATIENCE)
            assert target.text() == ""


def test_a_second_start_shows_the_palette_of_the_first(
    quickreply: Quickreply, palette: Palette, desktop: Desktop, mousepad: Mousepad
):
    # WHEN the program is started once more
    second = quickreply.launch_another()
    # THEN the first opens its palette, and the second is done
    assert palette.opened()
    assert second.wait(PATIENCE) == 0
    desktop.type("xx\n")
    assert mousepad.wait_for(SHORT, PATIENCE) == SHORT
    assert quickreply.running


# The icon in the panel, on a desktop that has one.


@pytest.fixture
def tray(fresh_desktop: Desktop) -> Tray:
    return Tray(fresh_desktop)


def test_a_click_on_the_icon_opens_the_palette(tray: Tray):
    # GIVEN a window, and the icon in the panel
    tray.box.focus()
    # WHEN the icon is clicked, a phrase searched and chosen
    tray.click()
    assert tray.palette.opened()
    tray.desktop.type("xx\n")
    # THEN it is in the window used before
    assert tray.box.wait_for(SHORT, PATIENCE) == SHORT


def test_a_click_on_the_icon_closes_the_palette(tray: Tray):
    # GIVEN the palette over a window
    tray.program.ask(do="palette")
    assert tray.palette.opened()
    # WHEN the icon is clicked
    tray.click()
    # THEN the palette is gone, and the window has the keyboard again
    assert tray.palette.closed()
    assert returned(tray.desktop, tray.box)


def test_a_phrase_of_the_menu_is_inserted(tray: Tray):
    # GIVEN a phrase that was used last
    tray.desktop.type("/dh ")
    assert tray.box.wait_for(PHRASES["dh"], PATIENCE) == PHRASES["dh"]
    assert until(lambda: len(tray.program.usage()) == 1, PATIENCE)
    tray.box.clear()
    # WHEN it is chosen in the menu of the icon: it comes right behind the search
    tray.open_menu()
    tray.desktop.key("Down", "Down", "Return")
    # THEN it is in the window used before, and counted as one of the tray
    assert tray.box.wait_for(PHRASES["dh"], PATIENCE) == PHRASES["dh"]
    assert until(lambda: len(tray.program.usage()) == 2, PATIENCE)
    assert "tray" in tray.program.usage()[-1]


def test_quit_in_the_menu_quits(tray: Tray):
    tray.open_menu()
    # WHEN the last line of the menu is chosen
    tray.desktop.key("Up", "Return")
    # THEN the program has ended, and so has the icon
    assert tray.program.ended() == 0
    assert until(lambda: not tray.desktop.windows("--class", "^quickreply$"), PATIENCE)
