"""When the desktop is not what it should be: locked, without a window manager, gone, or there twice."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress

import psutil
import pytest
from Xlib.error import ConnectionClosedError

from tests.screen.desktop import Desktop, end, until
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.stage_accident import Passing, Place, gone, server_of
from tests.screen.stage_lock import keyboard_held, locked
from tests.screen.stage_manager import BareDesktop, PointerDesktop, TwmDesktop
from tests.screen.stage_palette import HOTKEY, Palette
from tests.screen.targets import Targets
from tests.screen.texts import HANZI, PHRASES, SHORT
from tests.screen.windows import QtBox

Lock = Callable[[Desktop], AbstractContextManager[None]]

# The screen is locked.


@pytest.mark.parametrize("lock", [keyboard_held, locked], ids=["a grab", "i3lock"])
def test_a_locked_screen(quickreply: Quickreply, desktop: Desktop, qt_box: QtBox, lock: Lock):
    before = quickreply.used()
    with lock(desktop):
        # WHEN a code is typed and the hotkey pressed while the screen is locked
        desktop.type("/xx ")
        desktop.key(HOTKEY)
        # AND a phrase is asked for by the command line
        assert quickreply.run("insert", "dh") == ""
        # THEN nothing opens; the phrase that was asked for is on the clipboard
        assert until(lambda: desktop.clipboard.text() == PHRASES["dh"], PATIENCE)
        assert not quickreply.sees("list")
        assert not quickreply.sees("palette")
    # AND none of it is in the window, nor counted
    assert qt_box.text() == ""
    assert len(quickreply.usage()) == before
    # AND after unlocking all works: the code was not kept to go off now
    qt_box.focus()
    desktop.type("/xx ")
    assert qt_box.wait_for(SHORT, PATIENCE) == SHORT
    Palette(quickreply, desktop).open()
    desktop.key("Escape")
    assert quickreply.hides("palette")


# A window manager that knows little, and none; full ones: `test_managers`.


@pytest.fixture(
    scope="module",
    params=[BareDesktop, PointerDesktop, TwmDesktop],
    ids=lambda kind: kind.__name__,
)
def other_desktop(request: pytest.FixtureRequest) -> Iterator[Desktop]:
    with request.param() as desktop:
        yield desktop


@pytest.fixture(scope="module")
def other_place(other_desktop: Desktop) -> Iterator[Place]:
    place = Place(other_desktop, Targets(other_desktop).ready(QtBox))
    place.start()
    yield place
    place.clean_up()


@pytest.fixture
def elsewhere(other_place: Place) -> Place:
    """A program on such a desktop, with no memory of what was typed, and the empty window in front."""
    other_place.program.pause()
    other_place.program.resume()
    other_place.ready()
    return other_place


def test_codes_on_other_desktops(elsewhere: Place):
    elsewhere.desktop.type("/fh Bye!")
    assert elsewhere.box.wait_for(f"{HANZI}Bye!", PATIENCE) == f"{HANZI}Bye!"


@pytest.mark.parametrize(
    ("keys", "text"),
    {"slash f z Escape": "/fz", "slash f Left a": "a"}.items(),
)
def test_giving_back_on_other_desktops(elsewhere: Place, keys: str, text: str):
    elsewhere.desktop.key(*keys.split())
    assert elsewhere.box.wait_for(text, PATIENCE) == text


def test_the_palette_on_other_desktops(elsewhere: Place):
    # WHEN a phrase is searched and chosen
    palette = Palette(elsewhere.program, elsewhere.desktop)
    palette.find("em", "Return")
    # THEN it is in the window used before, and so is the keyboard
    assert elsewhere.box.wait_for(PHRASES["em"], PATIENCE) == PHRASES["em"]
    assert palette.closed()
    elsewhere.desktop.type("on")
    assert elsewhere.box.wait_for(PHRASES["em"] + "on", PATIENCE) == PHRASES["em"] + "on"


def test_leaving_the_palette_on_other_desktops(elsewhere: Place):
    palette = Palette(elsewhere.program, elsewhere.desktop)
    palette.find("em", "Escape")
    assert palette.closed()
    assert until(lambda: elsewhere.box.clear() or elsewhere.types_freely(), PATIENCE)


# The keyboard follows the pointer.


@pytest.fixture(scope="module")
def pointed_place() -> Iterator[Place]:
    with PointerDesktop() as desktop:
        place = Place(desktop, Targets(desktop).ready(QtBox))
        place.start()
        yield place
        place.clean_up()


@pytest.fixture
def second_box(pointed_place: Place) -> Iterator[Passing]:
    """A second window beside the first, which has the pointer."""
    box = Passing(pointed_place.desktop)
    box.open()
    pointed_place.desktop.xdotool("windowmove", "--sync", str(box.window), "640", "300")
    pointed_place.ready()
    yield box
    end(box.process)


def test_a_code_is_dropped_where_the_pointer_leaves_its_window(pointed_place: Place, second_box: Passing):
    # GIVEN a code begun in the window under the pointer
    desktop, program = pointed_place.desktop, pointed_place.program
    pointed_place.begin_code()
    # WHEN the pointer moves to another window
    desktop.point_at(second_box.window)
    # THEN the list is gone, the user is told, and neither window gets any of it
    assert program.hides("list")
    assert program.shows("notice")
    desktop.type("free")
    assert second_box.wait_for("free", PATIENCE) == "free"
    assert pointed_place.box.text() == ""


def test_what_was_typed_in_another_window_stands_before_no_slash(pointed_place: Place, second_box: Passing):
    # GIVEN a letter behind which no code begins
    desktop = pointed_place.desktop
    desktop.type("/xx a")
    assert pointed_place.box.wait_for(f"{SHORT}a", PATIENCE) == f"{SHORT}a"
    assert pointed_place.program.used()  # by then it has heard of the letter, too
    # WHEN the next key is a slash in another window
    desktop.point_at(second_box.window)
    desktop.type("/xx ")
    # THEN it begins a code
    assert second_box.wait_for(SHORT, PATIENCE) == SHORT


def test_the_palette_gives_the_keyboard_back_to_the_pointer(pointed_place: Place, second_box: Passing):
    # GIVEN the palette, opened over one window, and the pointer in another by now
    desktop = pointed_place.desktop
    palette = Palette(pointed_place.program, desktop)
    palette.open()
    desktop.xdotool("mousemove", "--window", str(second_box.window), "40", "40")
    # WHEN a phrase is chosen
    desktop.type("xx\n")
    # THEN it is in the window it was opened over, and keys go where the pointer is
    assert pointed_place.box.wait_for(SHORT, PATIENCE) == SHORT
    assert palette.closed()
    assert until(lambda: desktop.active_window() == second_box.window, PATIENCE)
    desktop.type("on")
    assert second_box.wait_for("on", PATIENCE) == "on"


# The screen is gone.


@pytest.fixture
def doomed_desktop() -> Iterator[Desktop]:
    """A desktop whose X server may end; our own connections to it then end too."""
    with suppress(ConnectionClosedError), Desktop() as desktop:
        yield desktop


def test_a_lost_screen_leaves_no_process_behind(doomed_desktop: Desktop):
    program = Quickreply(doomed_desktop).start()
    children = psutil.Process(program.process.pid).children(recursive=True)
    # WHEN the X server is killed
    server_of(doomed_desktop).kill()
    # THEN the program has ended as one that failed, with no process left; its socket may be, for Xlib ends
    # a process there and then
    assert program.ended() == 1
    assert all(map(gone, children))
    # AND the command line says that it is not running
    assert "not running" in program.run("palette")


# Two screens.


@pytest.fixture
def second_desktop(fresh_desktop: Desktop) -> Desktop:
    return fresh_desktop


def test_two_programs_with_a_home_each(
    quickreply: Quickreply, desktop: Desktop, qt_box: QtBox, second_desktop: Desktop
):
    # GIVEN two screens with a program on each, with phrases of its own
    box = Targets(second_desktop).ready(QtBox)
    second = Quickreply(second_desktop, {"xx": "two"}).start()
    # WHEN a code is typed on each, THEN each gives its own phrase
    box.focus()
    second_desktop.type("/xx ")
    assert box.wait_for("two", PATIENCE) == "two"
    qt_box.focus()
    desktop.type("/xx ")
    assert qt_box.wait_for(SHORT, PATIENCE) == SHORT
    assert second.quit() == 0
    assert quickreply.armed


def test_a_second_program_with_the_same_home_says_where_the_first_is(
    quickreply: Quickreply, desktop: Desktop, second_desktop: Desktop
):
    # WHEN the program is started on a second screen with the same home
    told = quickreply.run(screen=second_desktop)
    # THEN it says where the first one is, and neither shows anything
    assert f"running already, on the screen {desktop.env['DISPLAY']}" in told
    assert not quickreply.sees("palette")
    assert quickreply.armed
